"""What a changed file changes in the register that is there: the cells that changed, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, URIRef
from tests.importing.conftest import BASE
from tests.importing.offices import ENTRY, HEADINGS, mifi_rows, reading

from greffe.importing.joining import Joined, join
from greffe.importing.sheetwise import Choices
from greffe.namespaces import CONCEPT, DCTERMS, GREFFE, PROV

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rdflib.term import Node

    from greffe.importing.knowledge import Knowledge

    Triple = tuple[Node, Node, Node]

RECIPIENT, DATA, PURPOSE, REASON, BASIS, OUTSIDE, REMARK = range(1, 8)
C5, C20, C37 = 5, 20, 37
SOURCE: Final = f"{BASE}source/registre-2026"


def iri(name: str) -> URIRef:
    """Return a thing of the MIFI (``communication/5``)."""
    return URIRef(BASE + name)


def term(name: str) -> URIRef:
    """Return one of our terms."""
    return URIRef(GREFFE + name)


def table(*changes: tuple[int, int, str]) -> list[list[str]]:
    """Return the MIFI's register with cells (number, column) changed."""
    rows = mifi_rows("registre")
    for number, column, words in changes:
        rows[number][column] = words
    return rows


def joined(
    before: Graph, rows: Iterable[Sequence[str]], knowledge: Knowledge, **how: object
) -> Joined:
    """Join a register with a file."""
    return join(before, [reading(rows)], knowledge, Choices(**how))  # type: ignore[arg-type]


def difference(before: Graph, after: Graph) -> tuple[set[Triple], set[Triple]]:
    """Return what goes and what comes."""
    old, new = set(before), set(after)
    return old - new, new - old


def about(statements: Iterable[Triple], *beginnings: str) -> bool:
    """Tell whether all statements are about things whose names begin so."""
    starts = tuple(BASE + each for each in beginnings)
    return all(str(statement[0]).startswith(starts) for statement in statements)


def copy(graph: Graph) -> Graph:
    """Return a graph that a test may change."""
    own = Graph()
    for triple in graph:
        own.add(triple)
    return own


@pytest.mark.parametrize("name", ["registre", "inventaire"])
def test_an_unchanged_file_changes_nothing(
    name: str, register_graph: Graph, inventory_graph: Graph, knowledge: Knowledge
) -> None:
    """The tables of the MIFI say what is there: not one statement comes or goes."""
    before = register_graph if name == "registre" else inventory_graph
    result = joined(before, mifi_rows(name), knowledge)
    assert (set(), set()) == difference(before, result.graph)
    assert ([], [], (), ()) == (result.differences, result.remarks, result.new, result.absent)


@pytest.mark.parametrize(
    ("word", "column"), [("recipient", RECIPIENT), ("dataType", DATA), ("purpose", PURPOSE)]
)
def test_words_that_mean_something_by_now_are_read(
    word: str, column: int, register_graph: Graph, knowledge: Knowledge
) -> None:
    """Nothing was read in a cell of C5; the directory or the vocabulary has grown since."""
    before, c5 = copy(register_graph), iri("communication/5")
    read = set(before.objects(c5, term(word)))
    before.remove((c5, term(word), None))
    result = joined(before, table(), knowledge)
    assert read == set(result.graph.objects(c5, term(word)))
    assert (("C5",), []) == (result.linked, result.differences)
    assert {(c5, term(word), each) for each in read} == {
        each for each in difference(before, result.graph)[1] if each[0] == c5
    }
    unknown = table((C5, column, "Bonbons Dupont"))
    first = joined(before, unknown, knowledge).graph
    assert ((), []) == ((again := joined(first, unknown, knowledge)).linked, again.differences)
    assert (set(), set()) == difference(first, again.graph)


def test_an_inventory_is_not_read_by_the_words_of_registers(
    inventory_graph: Graph, knowledge: Knowledge
) -> None:
    """A purpose of communications means nothing in an inventory, however often it is imported."""
    rows = mifi_rows("inventaire")
    rows[1][7] = "Traitement de griefs"
    first = joined(inventory_graph, rows, knowledge).graph
    again = joined(first, rows, knowledge)
    assert ((), []) == (again.linked, again.differences)


def test_words_of_which_something_was_read_are_left_as_they_were(
    register_graph: Graph, knowledge: Knowledge
) -> None:
    """A person kept one of the data types of C5: the others do not come back."""
    before, c5 = copy(register_graph), iri("communication/5")
    kept = min(before.objects(c5, term("dataType")), key=str)
    before.remove((c5, term("dataType"), None))
    before.add((c5, term("dataType"), kept))
    result = joined(before, table(), knowledge)
    assert ({kept}, ()) == (set(result.graph.objects(c5, term("dataType"))), result.linked)


def test_a_changed_purpose_changes_the_purpose(register_graph: Graph, knowledge: Knowledge) -> None:
    """The words, what is read in them, and where they stand; nothing else of the entry."""
    result = joined(register_graph, table((C5, PURPOSE, "à des fins statistiques")), knowledge)
    gone, come = difference(register_graph, result.graph)
    own = {term("purpose"), term("purposeText")}
    c5 = iri("communication/5")
    assert own == {p for s, p, _ in gone if s == c5} == {p for s, p, _ in come if s == c5}
    assert (c5, term("purposeText"), Literal("à des fins statistiques", lang="fr")) in result.graph
    assert about(gone, "communication/5")
    assert about(come, "communication/5", "source/registre-2026", "register")


def test_a_changed_cell_is_quoted_from_the_new_file(
    register_graph: Graph, knowledge: Knowledge
) -> None:
    """The other cells of the entry are still quoted from where they were read first."""
    graph = joined(register_graph, table((C5, PURPOSE, "Fins")), knowledge).graph
    changed, other = iri("communication/5/span/purposeText"), iri("communication/5/span/reasonText")
    assert [URIRef(SOURCE)] == list(graph.objects(changed, term("document")))
    assert [Literal("D6")] == list(graph.objects(changed, term("cell")))
    assert [] == list(graph.objects(changed, term("lines")))
    assert [iri("source/registre")] == list(graph.objects(other, term("document")))


def test_the_new_file_is_described(register_graph: Graph, knowledge: Knowledge) -> None:
    """Its name and its fingerprint stand in the register, which is derived from it."""
    graph = joined(register_graph, table((C5, PURPOSE, "Fins")), knowledge).graph
    source = URIRef(SOURCE)
    assert (iri("register"), URIRef(f"{PROV}wasDerivedFrom"), source) in graph
    assert [Literal("registre.xlsx")] == list(graph.objects(source, URIRef(f"{DCTERMS}identifier")))
    assert [Literal("0" * 64)] == list(graph.objects(source, URIRef("https://schema.org/sha256")))


def test_what_changed_is_told_cell_by_cell(register_graph: Graph, knowledge: Knowledge) -> None:
    """Entry, field, both texts, and the cell."""
    (told,) = joined(register_graph, table((C5, OUTSIDE, "Oui")), knowledge).differences
    assert ("C5", "outsideQuebecText", "Non", "Oui") == (
        told.number, told.field, told.before, told.after,
    )  # fmt: skip
    assert told.place is not None
    assert "G6" == told.place.cell


def test_a_hand_correction_survives(register_graph: Graph, knowledge: Knowledge) -> None:
    """A type of data added by a person stays, whatever changes in other cells of the entry."""
    before = copy(register_graph)
    by_hand = (iri("communication/5"), term("dataType"), URIRef(f"{CONCEPT}data-type/gender"))
    before.add(by_hand)
    wrong = (iri("communication/5"), term("dataType"), URIRef(f"{CONCEPT}data-type/sex"))
    before.remove(wrong)
    result = joined(before, table((C5, REASON, "Autre raison.")), knowledge)
    assert by_hand in result.graph
    assert wrong not in result.graph


def test_a_correction_whose_words_changed_is_told(
    register_graph: Graph, knowledge: Knowledge
) -> None:
    """What a person decided about other words does not hold; the person is told."""
    before = copy(register_graph)
    by_hand = (iri("communication/5"), term("dataType"), URIRef(f"{CONCEPT}data-type/gender"))
    before.add(by_hand)
    result = joined(before, table((C5, DATA, "Nom, prénom")), knowledge)
    assert by_hand not in result.graph
    (remark,) = [each for each in result.remarks if "corrigée à la main ?" in each.message.fr]
    assert ("C5", "dataTypeText", "doubt") == (remark.number, remark.field, remark.weight)


def test_other_citations_take_the_place_of_the_old(
    register_graph: Graph, knowledge: Knowledge
) -> None:
    """C5 cited two texts; it now cites one, and nothing of the second is left."""
    words = "Article 68 de la Loi sur l'accès"
    graph = joined(register_graph, table((C5, BASIS, words)), knowledge).graph
    first, second = iri("communication/5/citation/1"), iri("communication/5/citation/2")
    assert [first] == list(graph.objects(iri("communication/5"), term("citation")))
    assert [Literal(words, lang="fr")] == list(graph.objects(first, term("citationText")))
    assert (second, None, None) not in graph


def test_an_agreement_that_nothing_names_any_more_goes(
    register_graph: Graph, knowledge: Knowledge
) -> None:
    """C1 alone names the letter of 2025 of Statistique Canada."""
    (letter,) = register_graph.objects(iri("communication/1"), term("agreement"))
    graph = joined(
        register_graph, table((1, BASIS, "Article 67.2.1 de la Loi sur l'accès")), knowledge
    ).graph
    assert (letter, None, None) in register_graph
    assert (letter, None, None) not in graph


def test_members_named_in_a_cell_go_with_it(register_graph: Graph, knowledge: Knowledge) -> None:
    """C6 lists three insurers as members of a group; without the list they are no members."""
    graph = joined(register_graph, table((6, RECIPIENT, "Compagnies d'assurance")), knowledge).graph
    group = iri("group/compagnies-assurance")
    assert 3 == len(list(register_graph.objects(group, term("hasMember"))))
    assert [] == list(graph.objects(group, term("hasMember")))
    assert (iri("communication/6"), term("recipient"), group) in graph


def test_the_annexed_list_stays(register_graph: Graph, knowledge: Knowledge) -> None:
    """A workbook has not the list of 129 partners that the register annexes: it is not lost."""
    graph = joined(register_graph, table((C20, REASON, "Autre.")), knowledge).graph
    assert 129 == len(list(graph.objects(iri("group/organismes-pasi"), term("hasMember"))))


def test_a_cell_that_is_emptied_leaves_no_trace(
    register_graph: Graph, knowledge: Knowledge
) -> None:
    """Neither the words, nor where they stood, nor what was read in them."""
    graph = joined(register_graph, table((C5, OUTSIDE, "-")), knowledge).graph
    c5 = iri("communication/5")
    assert [] == list(graph.objects(c5, term("outsideQuebecText")))
    assert [] == list(graph.objects(c5, term("outsideQuebec")))
    assert (iri("communication/5/span/outsideQuebecText"), None, None) not in graph


def test_a_new_entry_gets_the_next_number(register_graph: Graph, knowledge: Knowledge) -> None:
    """After the 37 of the MIFI comes C38, at the end of the register."""
    rows = [
        *table(),
        ["", "Retraite Québec", "Nom", "à des fins statistiques", "-", "-", "Non", "-"],
    ]
    result = joined(register_graph, rows, knowledge)
    c38 = iri("communication/38")
    assert ("C38",) == result.new
    assert [Literal("C38")] == list(result.graph.objects(c38, URIRef(f"{DCTERMS}identifier")))
    assert ["38"] == [str(each) for each in result.graph.objects(c38, term("position"))]


def test_an_entry_that_is_gone_stays_unless_told(
    register_graph: Graph, knowledge: Knowledge
) -> None:
    """A row that a person deleted by mistake is not lost: it is told."""
    result = joined(register_graph, table()[:-1], knowledge)
    assert (("C37",), ()) == (result.absent, result.removed)
    assert (set(), set()) == difference(register_graph, result.graph)


def test_an_entry_is_withdrawn_when_told(
    register_graph: Graph, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words go; its number and the day stay, so that the number is never given again."""
    monkeypatch.setenv("GREFFE_TODAY", "2026-11-22")
    result = joined(register_graph, table()[:-1], knowledge, remove=True)
    c37 = iri("communication/37")
    left = {(str(p), str(o)) for p, o in result.graph.predicate_objects(c37)}
    assert {(f"{GREFFE}withdrawn", "2026-11-22"), (f"{DCTERMS}identifier", "C37")} == left
    assert (None, None, iri("communication/37/span/recipientText")) not in result.graph
    again = joined(result.graph, [*table()[:-1], ["", *table()[C37][1:]]], knowledge)
    assert ("C38",) == again.new


def test_the_order_of_the_file_is_the_order_of_the_register(
    register_graph: Graph, knowledge: Knowledge
) -> None:
    """Rows in reverse: only positions change, every entry keeps its number."""
    rows = table()
    result = joined(register_graph, [rows[0], *rows[:0:-1]], knowledge)
    gone, come = difference(register_graph, result.graph)
    assert {term("position")} == {p for _, p, _ in gone} == {p for _, p, _ in come}
    assert ["1"] == [
        str(o) for o in result.graph.objects(iri("communication/37"), term("position"))
    ]


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(1, 8)))
def test_the_order_of_columns_does_not_matter(
    order: list[int], register_graph: Graph, knowledge: Knowledge
) -> None:
    """A column is what its heading says."""
    rows = [[row[0], *(row[at] for at in order)] for row in table()]
    assert set(register_graph) == set(joined(register_graph, rows, knowledge).graph)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.integers(1, 37),
    column=st.integers(1, 7),
    words=st.sampled_from(
        ("Retraite Québec", "Nom et adresse", "à des fins statistiques", "Oui", "Non")
    ),
)
def test_two_imports_are_one(
    number: int, column: int, words: str, register_graph: Graph, knowledge: Knowledge
) -> None:
    """Whatever cell changed, importing the same file again changes nothing."""
    rows = table((number, column, words))
    once = joined(register_graph, rows, knowledge)
    if once.refusals:
        assert column == OUTSIDE
        return
    twice = joined(once.graph, rows, knowledge)
    assert (set(), set()) == difference(once.graph, twice.graph)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.integers(1, 37), column=st.sampled_from((DATA, PURPOSE, REASON, REMARK)))
def test_what_changed_can_be_changed_back(
    number: int, column: int, register_graph: Graph, knowledge: Knowledge
) -> None:
    """The old words read again give what they gave, quoted from another file."""
    there = joined(register_graph, table((number, column, "Tout autre chose.")), knowledge)
    back = joined(there.graph, table(), knowledge)
    gone, come = difference(register_graph, back.graph)
    assert about(gone, f"communication/{number}/span/")
    assert about(come, f"communication/{number}/span/", "source/", "register")


def test_other_words_than_yes_or_no_are_refused(
    register_graph: Graph, knowledge: Knowledge
) -> None:
    """Nothing is written, and the cell is named."""
    result = joined(register_graph, table((C5, OUTSIDE, "Parfois")), knowledge)
    (refusal,) = result.refusals
    assert "feuille Registre, cellule G6 : ni Oui ni Non : « Parfois »." == refusal.in_words().fr
    assert result.graph is register_graph


def test_an_unknown_recipient_is_kept_and_told(register_graph: Graph, knowledge: Knowledge) -> None:
    """The words are in the graph, the person sees cell and nearest name; nothing is guessed."""
    result = joined(register_graph, table((C5, RECIPIENT, "Statistiques Canadas")), knowledge)
    (remark,) = result.remarks
    assert ("unmatched", "Statistique Canada") == (remark.weight, remark.near[0])
    assert [] == list(result.graph.objects(iri("communication/5"), term("recipient")))


def test_a_first_import_describes_the_register(knowledge: Knowledge) -> None:
    """Publisher, law, title: the words above the table are its title."""
    rows = [["Registre de 2026"], HEADINGS, ENTRY]
    graph = joined(Graph(), rows, knowledge).graph
    register = iri("register")
    assert [Literal("Registre de 2026", lang="fr")] == list(
        graph.objects(register, URIRef(f"{DCTERMS}title"))
    )
    assert (register, URIRef(f"{DCTERMS}publisher"), URIRef(knowledge.body.iri)) in graph
    assert ["C1"] == [str(o) for o in graph.objects(None, URIRef(f"{DCTERMS}identifier")) if
                      str(o).startswith("C")]  # fmt: skip


def test_a_first_import_without_a_title_has_ours(knowledge: Knowledge) -> None:
    """A register is never without a name, in the language of registers."""
    graph = joined(Graph(), [HEADINGS, ENTRY], knowledge).graph
    titles = graph.objects(iri("register"), URIRef(f"{DCTERMS}title"))
    assert ["fr"] == [title.language for title in titles if isinstance(title, Literal)]


def test_a_column_that_the_file_has_not_is_left_alone(
    register_graph: Graph, knowledge: Knowledge
) -> None:
    """A file without the remarks says nothing about them."""
    rows = [row[:REMARK] for row in table()]
    assert set(register_graph) == set(joined(register_graph, rows, knowledge).graph)


def test_cells_without_a_field_keep_their_words(
    inventory_graph: Graph, knowledge: Knowledge
) -> None:
    """How long a file is kept is no field of ours: its words stand in their passage."""
    rows = [[*row, "5 ans" if at else "Durée de conservation"]
            for at, row in enumerate(mifi_rows("inventaire")) if at < 2]  # fmt: skip
    result = joined(inventory_graph, rows, knowledge)
    span = iri("file/1/span/retention")
    assert [Literal("5 ans", lang="fr")] == list(result.graph.objects(span, URIRef(f"{PROV}value")))
    again = joined(result.graph, rows, knowledge)
    assert set(result.graph) == set(again.graph)


def test_every_cell_has_a_place(register_graph: Graph, knowledge: Knowledge) -> None:
    """Even an empty one: what lacks is shown where it should be."""
    places = joined(register_graph, table((C5, REMARK, "")), knowledge).places
    path, place = places[str(iri("communication/5")), "remarkText"]
    assert ("registre.xlsx", "H6") == (path.name, place.cell)
    assert (str(iri("communication/5")), None) in places
