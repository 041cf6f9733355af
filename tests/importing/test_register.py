"""The graph of a register says what a reader finds in the document, cell by cell."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import RDF, Literal, URIRef

from greffe.documents.tables import REGISTER_FIELDS, Cell, Row, Transcription
from greffe.errors import UnmatchedText
from greffe.importing.register import draft_register
from greffe.namespaces import CONCEPT, DCTERMS, GREFFE, LAW, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.importing.draft import Draft
    from greffe.importing.knowledge import Knowledge

    Golden = Callable[[str], list[dict[str, str]]]
    Told = Callable[[Graph, str, str], list[str]]

BASE: Final = f"{ROOT}id/mifi/"
ENTRIES: Final = range(1, 38)
CELLS: Final = {
    "recipientText": "Régie de l'assurance maladie du Québec",
    "dataTypeText": "Nom, prénom",
    "purposeText": "à des fins statistiques",
    "reasonText": "-",
    "legalBasisText": "Article 67 de la Loi sur l'accès",
    "outsideQuebecText": "Non",
    "remarkText": "-",
}


def gathered(rows: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Return the values that a reader found for each entry, by its number."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry, value in rows:
        found[entry.removeprefix("C")].add(value)
    return dict(found)


def said(graph: Graph, told: Told, *terms: str) -> dict[str, set[str]]:
    """Return what the graph says of each communication under some ``greffe:`` terms."""
    every = {
        str(number): {
            value for term in terms for value in told(graph, f"communication/{number}", term)
        }
        for number in ENTRIES
    }
    return {number: values for number, values in every.items() if values}


def drafted(knowledge: Knowledge, **changes: str) -> Draft:
    """Return the graph of a register of one communication, some of its cells changed."""
    cells = {name: Cell(changes.get(name, CELLS[name]), "1") for name in REGISTER_FIELDS}
    register = Transcription(Path("registre.txt"), (Row(1, cells),), ())
    return draft_register(register, (), knowledge)


def facts(graph: Graph, term: str) -> set[Node]:
    """Return what a graph says of its first communication."""
    return set(graph.objects(URIRef(f"{BASE}communication/1"), URIRef(GREFFE + term)))


def test_the_graph_has_the_37_communications(register_graph: Graph, told: Told) -> None:
    """The document prints 37 rows; each is a communication with its number and its place."""
    numbers = said(register_graph, told, f"{DCTERMS}identifier")
    places = said(register_graph, told, f"{GREFFE}position")
    assert {str(number): {f"C{number}"} for number in ENTRIES} == numbers
    assert {str(number): {str(number)} for number in ENTRIES} == places


def test_every_cell_stands_in_the_graph_to_the_letter(
    register_graph: Graph, communications: dict[str, dict[str, str]]
) -> None:
    """Each cell is one French literal; a cell that holds only a dash says nothing."""
    for number, cells in communications.items():
        thing = URIRef(f"{BASE}communication/{number.removeprefix('C')}")
        for field, words in cells.items():
            literals = list(register_graph.objects(thing, URIRef(GREFFE + field)))
            assert literals == ([] if words == "-" else [Literal(words, lang="fr")])


def test_recipients_are_those_a_reader_finds(
    register_graph: Graph, told: Told, golden: Golden
) -> None:
    """Each communication goes to the organisations, groups and persons read by eye."""
    rows = [(row["entry"], row["recipient"]) for row in golden("recipients") if not row["within"]]
    assert gathered(rows) == said(register_graph, told, f"{GREFFE}recipient")


def test_members_named_in_a_cell_are_members_of_its_group(
    register_graph: Graph, told: Told, golden: Golden
) -> None:
    """The three insurers of C6 and the fourteen suppliers of C19 are members, and no one else."""
    expected: dict[str, set[str]] = defaultdict(set)
    for row in golden("recipients"):
        if row["within"]:
            expected[row["within"]].add(row["recipient"])
    assert {3, 14} == {len(members) for members in expected.values()}
    for group, members in expected.items():
        assert members == set(told(register_graph, group, f"{GREFFE}hasMember"))


def test_data_types_are_those_a_reader_finds(
    register_graph: Graph, told: Told, golden: Golden
) -> None:
    """Each communication sends exactly the types of data read by eye."""
    rows = ((row["entry"], row["concept"]) for row in golden("data_types"))
    assert gathered(rows) == said(register_graph, told, f"{GREFFE}dataType")


def test_purposes_are_those_a_reader_finds(
    register_graph: Graph, told: Told, golden: Golden
) -> None:
    """Each communication serves exactly the purposes read by eye."""
    rows = ((row["entry"], row["concept"]) for row in golden("purposes"))
    assert gathered(rows) == said(register_graph, told, f"{GREFFE}purpose")


@pytest.mark.parametrize(("kind", "base"), [("frequency", "frequency/"), ("channel", "channel/")])
def test_remarks_tell_frequency_and_channel(
    kind: str, base: str, register_graph: Graph, told: Told, golden: Golden
) -> None:
    """How often and by what means are as read by eye, wherever the entry says it."""
    rows = [(row["entry"], base + row["value"]) for row in golden("remarks") if row["kind"] == kind]
    assert gathered(rows) == said(register_graph, told, f"{GREFFE}{kind}")


def test_remarks_tell_since_when(register_graph: Graph, told: Told, golden: Golden) -> None:
    """The years and days of the first communication are as read by eye."""
    rows = [(row["entry"], row["value"]) for row in golden("remarks") if row["kind"] == "since"]
    assert gathered(rows) == said(register_graph, told, f"{GREFFE}since")


def test_citations_are_those_a_reader_finds(
    register_graph: Graph, told: Told, golden: Golden
) -> None:
    """Each citation has its words, its provisions and its status as read by eye, in order."""
    for row in golden("citations"):
        thing = f"communication/{row['entry']}/citation/{row['position']}"
        assert [row["text"]] == told(register_graph, thing, f"{GREFFE}citationText")
        assert sorted(row["targets"].split()) == told(register_graph, thing, f"{GREFFE}cites")
        status = told(register_graph, thing, f"{GREFFE}citationStatus")
        assert [f"citation-status/{row['status']}"] == status


def test_the_graph_has_no_other_citation(register_graph: Graph, told: Told, golden: Golden) -> None:
    """Every citation of the graph was read by eye, under the entry that prints it."""
    rows = (
        (row["entry"], f"communication/{row['entry']}/citation/{row['position']}")
        for row in golden("citations")
    )
    assert gathered(rows) == said(register_graph, told, f"{GREFFE}citation")


def test_the_legal_basis_is_what_the_citations_cite(
    register_graph: Graph, told: Told, golden: Golden
) -> None:
    """The shortcut from an entry to the law holds the provisions of all its citations."""
    rows = ((row["entry"], each) for row in golden("citations") for each in row["targets"].split())
    assert gathered(rows) == said(register_graph, told, f"{GREFFE}legalBasis")


def test_agreements_frame_the_entries_a_reader_finds(
    register_graph: Graph, told: Told, golden: Golden
) -> None:
    """An entry rests on the agreements read by eye, called by one of the titles printed there."""
    titles: dict[str, set[str]] = defaultdict(set)
    for row in golden("agreements"):
        if row["governs"] == "yes":
            titles[row["entry"].removeprefix("C")].add(row["title"])
    linked = said(register_graph, told, f"{GREFFE}agreement")
    assert set(titles) == set(linked)
    for entry, agreements in linked.items():
        named = {t for each in agreements for t in told(register_graph, each, f"{DCTERMS}title")}
        assert titles[entry] == named


def test_agreements_have_the_years_and_parties_a_reader_finds(
    register_graph: Graph, told: Told, golden: Golden
) -> None:
    """What the register says of an agreement (dates, parties) is as read by eye."""
    things = {
        str(title): str(thing).removeprefix(BASE)
        for thing, title in register_graph.subject_objects(URIRef(f"{DCTERMS}title"))
    }
    for row in golden("agreements"):
        if row["governs"] == "yes":
            thing = things[row["title"]]
            assert row["signed"].split() == told(register_graph, thing, f"{GREFFE}signed")
            assert row["amended"].split() == told(register_graph, thing, f"{GREFFE}amended")
            parties = told(register_graph, thing, f"{GREFFE}party")
            assert row["parties"].split() == [party.removeprefix("org/") for party in parties]


def test_fourteen_communications_leave_quebec(register_graph: Graph, told: Told) -> None:
    """The column says « Oui » in these fourteen rows and « Non » in the others, read by eye."""
    outside = {1, 4, 7, 17, 18, 21, 25, 27, 28, 29, 30, 31, 33, 35}
    expected = {str(n): {"true" if n in outside else "false"} for n in ENTRIES}
    assert expected == said(register_graph, told, f"{GREFFE}outsideQuebec")


def test_the_register_serves_its_provision(register_graph: Graph, told: Told) -> None:
    """A register of communications is what section 67.3 of the Act asks for."""
    about = "register"
    provision = told(register_graph, about, "http://data.europa.eu/r5r/applicableLegislation")
    assert provision == ["qc/a-2.1/art/67.3"]
    assert told(register_graph, about, f"{DCTERMS}publisher") == ["org/mifi"]
    assert told(register_graph, about, f"{DCTERMS}title") == [
        "Registre ministériel des communications sans consentement"
    ]


def test_one_row_makes_one_communication(knowledge: Knowledge) -> None:
    """A register of one row gives one communication, with what its cells mean."""
    graph = drafted(knowledge).graph
    kind = URIRef(f"{GREFFE}Communication")
    assert [URIRef(f"{BASE}communication/1")] == list(graph.subjects(RDF.type, kind))
    assert {URIRef(f"{ROOT}org/ramq")} == facts(graph, "recipient")
    assert {URIRef(f"{LAW}qc/a-2.1/art/67")} == facts(graph, "legalBasis")
    names = {URIRef(f"{CONCEPT}data-type/{key}") for key in ("name-first", "name-last")}
    assert names == facts(graph, "dataType")


def test_an_unknown_recipient_is_refused_with_its_cell(knowledge: Knowledge) -> None:
    """Who receives is never guessed: a name that no directory has needs a person."""
    with pytest.raises(UnmatchedText) as caught:
        drafted(knowledge, recipientText="Régie des alcools")
    assert caught.value.message.fr.startswith("C1, Personne ou organisme receveur : ")
    assert caught.value.message.en.startswith("C1, Person or body that receives: ")
    assert "Régie des alcools" in caught.value.message.fr


def test_a_legal_basis_that_is_no_citation_is_refused_with_its_cell(knowledge: Knowledge) -> None:
    """What the grammar cannot read as a citation stops the import, and is told where it stands."""
    with pytest.raises(UnmatchedText) as caught:
        drafted(knowledge, legalBasisText="Article de la Loi sur l'accès 67")
    assert caught.value.message.fr.startswith("C1, Appui légal : ")
    assert caught.value.remedy is not None


def test_a_purpose_read_in_the_reasons_is_a_doubt(knowledge: Knowledge) -> None:
    """Where the cell of purposes says nothing known, that of reasons may; a person is told."""
    draft = drafted(knowledge, purposeText="Divers.", reasonText="Le CSQ annulé est transmis.")
    assert {URIRef(f"{CONCEPT}communication-purpose/annulation-csq")} == (
        facts(draft.graph, "purpose")
    )
    assert [("C1", "purposeText", "doubt")] == [
        (remark.number, remark.field, remark.weight) for remark in draft.remarks
    ]


def test_neither_yes_nor_no_is_a_doubt_and_no_fact(knowledge: Knowledge) -> None:
    """A column that answers « Parfois » says neither that data leave Québec nor that they stay."""
    draft = drafted(knowledge, outsideQuebecText="Parfois")
    assert set() == facts(draft.graph, "outsideQuebec")
    assert [("C1", "outsideQuebecText", "doubt")] == [
        (remark.number, remark.field, remark.weight) for remark in draft.remarks
    ]
    assert "« Parfois »" in draft.remarks[0].message.fr


@pytest.mark.parametrize("blank", ["", " "])
def test_a_blank_answer_is_not_quoted(knowledge: Knowledge, blank: str) -> None:
    """Where there are no words, the remark says so; empty quotation marks say nothing."""
    (remark,) = drafted(knowledge, outsideQuebecText=blank).remarks
    assert "ni Oui ni Non : rien n’est dit." == remark.message.fr


@pytest.mark.parametrize(("words", "value"), [("OUI", True), (" non ", False), ("Oui", True)])
def test_yes_and_no_are_read_in_any_case(words: str, value: bool, knowledge: Knowledge) -> None:
    """Capitals and spaces do not change an answer."""
    graph = drafted(knowledge, outsideQuebecText=words).graph
    assert {Literal(value)} == facts(graph, "outsideQuebec")


def test_the_purpose_may_stand_under_the_reasons(knowledge: Knowledge) -> None:
    """Where the cell of purposes tells none, that of reasons is read."""
    draft = drafted(knowledge, purposeText="Voir ci-contre", reasonText="à des fins statistiques")
    purpose = URIRef(f"{CONCEPT}communication-purpose/statistique-recherche")
    assert {purpose} == facts(draft.graph, "purpose")


def test_a_purpose_that_nothing_tells_is_remarked(knowledge: Knowledge) -> None:
    """A purpose that the vocabulary does not know is shown to a person, and not guessed."""
    draft = drafted(knowledge, purposeText="Jouer aux échecs")
    assert set() == facts(draft.graph, "purpose")
    assert [("purposeText", "unread")] == [(each.field, each.weight) for each in draft.remarks]


def test_what_may_be_a_slip_of_the_pen_is_told_with_the_labels_it_resembles(
    knowledge: Knowledge,
) -> None:
    """A letter is missing: what was meant is proposed, not taken; trombones resemble nothing."""
    draft = drafted(
        knowledge,
        dataTypeText="numéro d’asurance sociale, trois trombones",
        purposeText="à des fin statistique",
    )
    near = {each.words: each.near for each in draft.remarks}
    assert set() == facts(draft.graph, "dataType") | facts(draft.graph, "purpose")
    assert {
        "numéro d’asurance sociale, trois trombones": ("numéro d’assurance sociale",),
        "à des fin statistique": ("à des fins statistiques",),
    } == near


def test_an_unsure_citation_is_remarked_with_its_note(knowledge: Knowledge) -> None:
    """A citation in doubt keeps its note in the graph, and the importer shows it."""
    draft = drafted(knowledge, legalBasisText="Article 9999 de la Loi sur l'accès")
    citation = URIRef(f"{BASE}communication/1/citation/1")
    notes = set(draft.graph.objects(citation, URIRef("http://www.w3.org/2004/02/skos/core#note")))
    (remark,) = draft.remarks
    assert remark.weight == "doubt"
    assert {Literal(remark.message.fr, lang="fr"), Literal(remark.message.en, lang="en")} == notes
