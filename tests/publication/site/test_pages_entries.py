"""The pages of entries: printed words, their reading, where they stand, what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from greffe.questions import find
from greffe.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.publication.site.pagereading import Reading

    from greffe.publication.site.site import Site

C5 = "id/mifi/communication/5/"
M = "https://w3id.org/greffe/id/mifi/"
LAW = "https://w3id.org/greffe/law/qc/"


def row(page: dict[str, Any], field: str) -> Any:  # noqa: ANN401 - a row of a sheet
    """Return the row of one field."""
    return next(each for each in page["rows"] if each.field == field)


def test_an_entry_is_called_by_its_number_and_recipient(page: Callable[..., Reading]) -> None:
    """The heading of a communication says its number and who receives."""
    heading = "C5 – Commission des normes, de l'équité, de la santé et de la sécurité du travail"
    assert [heading] == page(C5).headings


def test_two_recipients_are_both_in_the_title(page: Callable[..., Reading]) -> None:
    """The fourth communication goes to two federal bodies."""
    names = "Agence des services frontaliers du Canada, Immigration, Réfugiés et Citoyenneté Canada"
    assert [f"C4 – {names}"] == page("id/mifi/communication/4/").headings


def test_the_fields_come_in_the_order_of_the_register(
    filled: Callable[..., dict[str, Any]],
) -> None:
    """Recipient, information, purposes, reasons, legal basis, outside Québec, remarks."""
    fields = [each.field for each in filled(C5)["rows"]]
    wanted = ["recipient", "dataType", "purpose", "reason", "legalBasis", "outsideQuebec", "remark"]
    assert wanted == [field for field in fields if field in wanted]


def test_the_words_stand_beside_what_they_were_read_as(
    filled: Callable[..., dict[str, Any]],
) -> None:
    """The cell of information of C5 is whole, and read as twelve types."""
    found = row(filled(C5), "dataType")
    assert (
        (
            "Nom, prénom, numéro d'assurance sociale, adresse, date de naissance, sexe, "
            "statut d'emploi, rémunération, fonction, renseignements médicaux, jours d'absence, "
            "déclaration des personnes à charge."
        ),
    ) == found.verbatim
    assert [
        "adresse",
        "date de naissance",
        "déclaration des personnes à charge",
        "fonction",
        "jours d’absence",
        "nom de famille",
        "numéro d’assurance sociale",
        "prénom",
        "rémunération",
        "renseignements médicaux",
        "sexe",
        "statut d’emploi",
    ] == [value.words for value in found.values]


def test_each_citation_leads_to_what_it_cites(filled: Callable[..., dict[str, Any]]) -> None:
    """The two citations of C5, in the order of the cell, with the provisions of each."""
    found = [(each["words"], each["cited"]) for each in filled(C5)["citations"]]
    act = "Articles 37, 38 et 38.1 de la Loi sur les accidents de travail et maladies"
    assert [
        ("Article 67 de la Loi sur l'accès", [f"{LAW}a-2.1/art/67"]),
        (
            f"{act} professionnelles (L.R.Q. c. A-3.001)",
            [f"{LAW}a-3.001/art/{number}" for number in ("37", "38", "38.1")],
        ),
    ] == found


def test_a_citation_that_is_not_sure_says_why(filled: Callable[..., dict[str, Any]]) -> None:
    """Every citation whose status is not resolved has a note in both languages."""
    unsure = [
        each
        for number in range(1, 38)
        for each in filled(f"id/mifi/communication/{number}/")["citations"]
        if not each["is_sure"]
    ]
    assert unsure != []
    assert [] == [each["words"] for each in unsure if not (each["note"].fr and each["note"].en)]


def test_the_passages_of_an_entry_lead_to_the_lines_of_the_document(
    page: Callable[..., Reading],
) -> None:
    """The legal basis of C5 stands in lines 206 to 210, and has its anchor."""
    found = page(C5)
    assert "../../source/registre/#line-206" in found.links
    assert "span-legalBasisText" in found.ids
    assert ["citation-1", "citation-2"] == [each for each in found.ids if "citation-" in each]


def test_an_uncertain_boundary_is_told(site: Site, filled: Callable[..., dict[str, Any]]) -> None:
    """What the graph doubts about the boundary of a cell is shown with its passage."""
    doubted = site.store.select("SELECT ?s WHERE { ?s greffe:doubt ?d }").column("s")
    shown = {
        passage.iri
        for kind in ("communication", "file")
        for iri in site.things(kind)
        for passage in filled(str(site.address(iri, "fr")))["passages"]
        if passage.doubt
    }
    owners = {each.value for each in doubted if isinstance(each, Iri) and "/span/" in each.value}
    assert {each for each in owners if "/communication/" in each or "/file/" in each} == shown


def test_neighbours_follow_the_printed_order(filled: Callable[..., dict[str, Any]]) -> None:
    """C5 stands between C4 and C6; the first has none before, the last none after."""
    numbers = ("1", "5", "37")
    pages = [filled(f"id/mifi/communication/{number}/") for number in numbers]
    assert [
        (None, f"{M}communication/2"),
        (f"{M}communication/4", f"{M}communication/6"),
        (f"{M}communication/36", None),
    ] == [(each["previous"], each["next"]) for each in pages]


@pytest.mark.parametrize("number", ["1", "5", "17", "22", "32"])
def test_the_files_that_hold_all_are_those_of_the_question(
    site: Site, filled: Callable[..., dict[str, Any]], number: str
) -> None:
    """What the page says may hold all that is sent, the library of questions says too."""
    question = find("files-covering-communication")
    communication = Iri(f"{M}communication/{number}")
    expected = site.store.select(question.text, {"communication": communication}).column("file")
    shown = filled(f"id/mifi/communication/{number}/")["shared"]
    whole = {each.iri for each in shown if each.is_whole}
    assert {each.value for each in expected if isinstance(each, Iri)} == whole


def test_the_join_is_the_same_from_either_side(
    site: Site, filled: Callable[..., dict[str, Any]]
) -> None:
    """A communication names a file exactly when the file names the communication."""

    def pairs(kind: str) -> set[tuple[str, str, int, int]]:
        return {
            (*sorted((iri, each.iri)), each.held, each.sent)
            for iri in site.things(kind)
            for each in filled(str(site.address(iri, "fr")))["shared"]
        }

    assert pairs("communication") == pairs("file")


def test_findings_lead_to_their_rules(site: Site, page: Callable[..., Reading]) -> None:
    """Each finding about an entry is on its page, with a link to the rule."""
    missing = [
        (iri, each.rule)
        for iri in (*site.things("communication"), *site.things("file"))
        for each in site.by_entity.get(iri, ())
        if f"../../../../regles/{each.rule}/" not in page(str(site.address(iri, "fr"))).links
    ]
    assert missing == []
    assert site.by_entity != {}
