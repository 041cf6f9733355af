"""Who receives, what rests on the law, which agreements: read from the documents by eye."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from greffe.publication.site.pages.agreements import agreements
from greffe.publication.site.pages.listing import Some

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.publication.site.pagereading import Reading

    from greffe.publication.site.site import Site


def numbers(entries: Some) -> list[int]:
    """Return the numbers at the end of the identifiers of entries, none of which is left out."""
    assert 0 == entries.more
    return [int(iri.rpartition("/")[2]) for iri in entries.shown]


def test_who_receives_the_social_insurance_number(
    site: Site, filled: Callable[..., dict[str, Any]]
) -> None:
    """Nine rows of the register say « numéro d’assurance sociale » without another choice."""
    found = {
        site.label(recipient, "fr"): numbers(entries)
        for recipient, entries, _types in filled("concept/data-type/sin/")["recipients"]
    }
    assert {
        "Commission de la fonction publique": [13],
        "Commission des normes, de l'équité, de la santé et de la sécurité du travail": [5],
        "Compagnies d'assurance": [6],
        "Emploi et Développement social Canada": [7],
        "Ministère de l'Emploi et de la Solidarité sociale": [10, 16],
        "Ministère de la Cybersécurité et du Numérique": [15],
        "Retraite Québec": [9],
        "Société de l'assurance automobile du Québec": [8],
    } == found


def test_a_category_tells_which_of_its_types_each_receives(
    site: Site, filled: Callable[..., dict[str, Any]]
) -> None:
    """Of identity, the SAAQ receives by its row names, number, birth date and sex."""
    found = {
        site.label(recipient, "fr"): {site.label(each, "fr") for each in types}
        for recipient, _entries, types in filled("concept/data-category/identite/")["recipients"]
    }
    assert {
        "nom de famille",
        "prénom",
        "numéro d’assurance sociale",
        "date de naissance",
        "sexe",
    } == found["Société de l'assurance automobile du Québec"]


def test_an_organisation_shows_what_it_receives(
    site: Site, filled: Callable[..., dict[str, Any]]
) -> None:
    """The CNESST receives two communications, C5 and C32, under sections 67 and 68 and its act."""
    (receipt,) = filled("org/cnesst/")["received"]
    assert [5, 32] == numbers(receipt.entries)
    assert [
        ("art. 37 — LATMP", [5]),
        ("art. 38 — LATMP", [5]),
        ("art. 38.1 — LATMP", [5]),
        ("art. 67 — Loi sur l’accès", [5]),
        ("art. 68 — Loi sur l’accès", [32]),
    ] == [(site.label(law, "fr"), numbers(entries)) for law, entries in receipt.law]
    assert ["Entente de communication MIFI et CNESTT"] == [
        site.label(each, "fr") for each, _ in receipt.agreements
    ]


def test_a_member_receives_through_its_group(filled: Callable[..., dict[str, Any]]) -> None:
    """The first partner of the annexed list receives C20, as one of the mandated organisations."""
    (receipt,) = filled("org/abl-acces-accueil-action/")["received"]
    assert [20] == numbers(receipt.entries)
    assert receipt.group == "https://w3id.org/greffe/id/mifi/group/organismes-pasi"


def test_an_organisation_that_receives_nothing_says_nothing_of_it(
    filled: Callable[..., dict[str, Any]],
) -> None:
    """The ministry itself receives none of its own communications."""
    assert [] == filled("org/mifi/")["received"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("law/qc/a-2.1/art/68/", [22, 32]),
        ("law/qc/a-2.1/art/67.2.1/", [1]),
        ("law/qc/a-2.1/art/67.2/", [12, 19, 37]),
        ("law/qc/a-2.1/art/76/", []),
    ],
)
def test_the_entries_that_rest_on_a_section(
    filled: Callable[..., dict[str, Any]], address: str, expected: list[int]
) -> None:
    """The rows of the register whose legal basis prints the section."""
    resting = filled(address)["resting"]
    assert expected == sorted({each for _, entries in resting for each in numbers(entries)})


def test_a_section_gathers_what_its_paragraphs_are_cited_for(
    filled: Callable[..., dict[str, Any]],
) -> None:
    """Section 59 is cited by its paragraphs only, in C3 and C4."""
    resting = filled("law/qc/a-2.1/art/59/")["resting"]
    assert {3, 4} == {each for _, entries in resting for each in numbers(entries)}
    assert all(
        cited.startswith("https://w3id.org/greffe/law/qc/a-2.1/art/59/") for cited, _ in resting
    )


def test_the_list_of_law_begins_with_quebec(filled: Callable[..., dict[str, Any]]) -> None:
    """Instruments are grouped by jurisdiction, Québec's first."""
    assert ["Québec", "Canada (fédéral)"] == [each.title for each in filled("law/")["groups"]][:2]


def test_acts_of_one_name_are_told_apart(page: Callable[..., Reading]) -> None:
    """The act on immigration in force and the one that it replaced have their chapters beside."""
    notes = {words for _, words in page("law/").words}
    assert {"I-0.2.1, 2 inscriptions", "I-0.2, n’est plus en vigueur"} <= notes
    assert "I-0.2, no longer in force" in {words for _, words in page("law/", "en").words}


def test_every_organisation_is_in_the_list(
    site: Site, filled: Callable[..., dict[str, Any]]
) -> None:
    """The list has each organisation once, and says how often IRCC receives."""
    items = [item for group in filled("org/")["groups"] for item in group.items]
    assert len(site.things("organization")) == len({item.address for item in items}) == len(items)
    notes = {item.words: item.note for item in items}
    assert notes["Immigration, Réfugiés et Citoyenneté Canada"] == "9\u00a0communications"


DATED = [
    ("Lettre d'entente pour l'achat de données de la BDIM", "2025", [1]),
    ("Modalités administratives concernant l’inscription au régime", "2013-12-18", [36]),
    ("Entente administrative relative à la communication de renseignements", "2012", [2]),
    ("Entente de communication de renseignements personnels relative à", "2007", [24]),
    ("Entente administrative sur les échanges de renseignements concernant", "2006", [22]),
    ("Entente sur les échanges de renseignements concernant les personnes", "2000-06", [26]),
]
"""How their titles begin, when they were signed, which communications cite them."""


def test_dated_agreements_come_latest_first(site: Site) -> None:
    """The six agreements that their words date, with their communications."""
    found = [row for row in agreements(site, "fr") if row.signed]
    assert len(DATED) == len(found)
    for row, (title, signed, entries) in zip(found, DATED, strict=True):
        assert (signed, entries) == (row.signed[0], numbers(Some(row.entries)))
        assert site.label(row.iri, "fr").startswith(title)


def test_undated_agreements_are_said_to_be(page: Callable[..., Reading], site: Site) -> None:
    """Nine agreements have no date, and the page has a heading for them."""
    assert 9 == sum(not row.signed for row in agreements(site, "fr"))
    words = {said for _, said in page("ententes/").words}
    assert {"Ententes que rien ne date", "18 décembre 2013", "juin 2000"} <= words


def test_the_agreement_that_was_amended_says_so(site: Site) -> None:
    """The agreement of 2007 was amended by a letter of 2021."""
    amended = {row.signed: row.amended for row in agreements(site, "fr") if row.amended}
    assert {("2007",): ("2021",)} == amended
