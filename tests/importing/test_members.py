"""Members of groups: each partner of the annex, in the words of the document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Literal, URIRef

from greffe.documents.tables import Cell, Row, Transcription
from greffe.errors import InputError, UnmatchedText
from greffe.importing.draft import empty
from greffe.importing.members import add_list, add_members
from greffe.namespaces import GREFFE, PROV, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib import Graph

    from greffe.importing.draft import Draft
    from greffe.importing.knowledge import Knowledge

BASE: Final = f"{ROOT}id/mifi/"
PASI: Final = f"{BASE}group/organismes-pasi"
MEMBER: Final = URIRef(f"{GREFFE}hasMember")
HEADING: Final = "Liste Partenaires PASI :"


def drafted(knowledge: Knowledge, *members: str, heading: str = HEADING) -> Draft:
    """Return the graph of a list of members."""
    rows = tuple(
        Row(number, {"memberText": Cell(words, str(number))})
        for number, words in enumerate(members, start=1)
    )
    listing = Transcription(Path("registre.txt"), rows, (("prov:value", Cell(heading, "1")),))
    draft = empty()
    add_list(draft, listing, knowledge)
    return draft


def test_the_annex_gives_129_members(register_graph: Graph) -> None:
    """The annex numbers 128 partners and prints one more without a number, Groupe Inclusia."""
    members = set(map(str, register_graph.objects(URIRef(PASI), MEMBER)))
    assert len(members) == 129
    assert f"{ROOT}org/groupe-inclusia" in members


@pytest.mark.parametrize(
    ("number", "lines", "words"),
    [
        (1, "1679", "1. ABL accès accueil action"),
        (
            2,
            "1680,1682",
            (
                "2. Accueil multiethnique et intégration de nouveaux arrivants à Terrebonne et "
                "les environs (AMINATE)"
            ),
        ),
        (74, "1764", "Groupe Inclusia"),
        (129, "1827", "128. Zone Emploi d'Antoine-Labelle"),
    ],
)
def test_the_words_of_a_member_stand_where_it_is_quoted(
    number: int, lines: str, words: str, register_graph: Graph
) -> None:
    """A partner is kept as printed, number included, with the lines of the document."""
    span = URIRef(f"{PASI}/span/{number}")
    assert register_graph.value(span, URIRef(f"{PROV}value")) == Literal(words, lang="fr")
    assert register_graph.value(span, URIRef(f"{GREFFE}lines")) == Literal(lines)


def test_a_member_is_quoted_from_its_own_line(knowledge: Knowledge) -> None:
    """Each member leads back to the passage that names it, not to its neighbour's."""
    graph = drafted(knowledge, "1. ABL accès accueil action", "2. Semo").graph
    quoted = URIRef(f"{PROV}wasQuotedFrom")
    sources = {
        str(member).removeprefix(f"{ROOT}org/"): [str(s) for s in graph.objects(member, quoted)]
        for member in graph.objects(URIRef(PASI), MEMBER)
    }
    assert [f"{PASI}/span/1"] == sources["abl-acces-accueil-action"]
    assert [[f"{PASI}/span/1"], [f"{PASI}/span/2"]] == sorted(sources.values())


def test_the_heading_is_kept_in_the_group(knowledge: Knowledge) -> None:
    """The words over a list stand in no entry: they are a passage of the group."""
    graph = drafted(knowledge, "1. Semo").graph
    span = URIRef(f"{PASI}/span/heading-1")
    assert graph.value(span, URIRef(f"{PROV}value")) == Literal(HEADING, lang="fr")


def test_a_heading_that_names_no_group_is_refused(knowledge: Knowledge) -> None:
    """A list must say whose members it lists; the message quotes the heading."""
    with pytest.raises(InputError) as caught:
        drafted(knowledge, "1. Semo", heading="Régie de l'assurance maladie du Québec")
    assert "« Régie de l'assurance maladie du Québec »" in caught.value.message.fr
    assert caught.value.remedy is not None
    assert "body.ttl" in caught.value.remedy.en


def test_a_member_in_no_directory_is_refused_with_its_place(knowledge: Knowledge) -> None:
    """An unknown partner is named with the list and its line in it."""
    with pytest.raises(UnmatchedText) as caught:
        drafted(knowledge, "1. Semo", "2. Cercle des cornichons")
    assert caught.value.message.fr.startswith("organismes-pasi 2, Organisme : ")
    assert "Cercle des cornichons" in caught.value.message.en


def test_members_of_a_cell_share_its_passage() -> None:
    """Organisations that one cell names are all quoted from that cell."""
    draft = empty()
    add_members(draft, "x:group", ["x:a", "x:b"], "x:span")
    found = {(str(s), str(p), str(o)) for s, p, o in draft.graph}
    assert found == {
        ("x:group", f"{GREFFE}hasMember", "x:a"),
        ("x:group", f"{GREFFE}hasMember", "x:b"),
        ("x:a", f"{PROV}wasQuotedFrom", "x:span"),
        ("x:b", f"{PROV}wasQuotedFrom", "x:span"),
    }


def test_suppliers_are_quoted_from_the_cell_that_lists_them(
    register_graph: Graph, golden: Callable[[str], list[dict[str, str]]]
) -> None:
    """The fourteen suppliers of C19 lead back to its cell of recipients."""
    cell = URIRef(f"{BASE}communication/19/span/recipientText")
    quoted = set(map(str, register_graph.subjects(URIRef(f"{PROV}wasQuotedFrom"), cell)))
    suppliers = {
        ROOT + row["recipient"]
        for row in golden("recipients")
        if row["within"] == "group/fournisseurs-refugies"
    }
    assert {*suppliers, f"{BASE}communication/19"} == quoted
