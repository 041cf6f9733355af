"""What every question of the library owes its readers, and the engines that answer it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import RDF, SKOS, URIRef
from rdflib.plugins.sparql import prepareQuery

from greffe.namespaces import CONCEPT, GREFFE, LAW, ROOT
from greffe.questions import answer, bind
from greffe.results.labels import iris_of, labels_of
from greffe.store.query_text import missing_prefixes, used_names
from greffe.terms import XSD_STRING, Iri, Literal

if TYPE_CHECKING:
    from rdflib import Graph

    from greffe.language import Language, Text
    from greffe.questions import Question
    from greffe.store import Store
    from greffe.terms import Term

KEBAB: Final = re.compile(r"[a-z]+(-[a-z]+)*")
TOPICS: Final = {
    "access",
    "agreements",
    "channel",
    "counts",
    "data",
    "entry",
    "frequency",
    "health",
    "inventory",
    "join",
    "law",
    "medium",
    "outside",
    "persons",
    "purposes",
    "quality",
    "recipients",
    "security",
    "source",
    "systems",
    "units",
}
# What the comparison of engines showed to be slow, or to answer differently from one to another.
UNWELCOME: Final = ("REGEX(", "NOT EXISTS", "GRAPH ", "SERVICE", "FROM <")


def _texts(question: Question) -> list[Text]:
    labels = [parameter.label for parameter in question.parameters]
    return [question.title, question.question, *question.returns.values(), *labels]


def _number(thing: Term | None) -> Literal:
    assert isinstance(thing, Iri)
    *_, kind, number = thing.value.split("/")
    return Literal({"communication": "C", "file": "F"}[kind] + number, XSD_STRING)


def test_the_library_covers_what_lawyers_ask(questions: dict[str, Question]) -> None:
    """There are at least forty questions, and every topic has one."""
    assert len(questions) >= 40
    assert {tag for question in questions.values() for tag in question.tags} == TOPICS


def test_no_two_questions_ask_the_same(questions: dict[str, Question]) -> None:
    """Titles and questions are unique in both languages."""
    for texts in (
        [question.title for question in questions.values()],
        [question.question for question in questions.values()],
    ):
        assert len({text.fr for text in texts}) == len({text.en for text in texts}) == len(texts)


def test_a_question_is_named_in_kebab_case(question: Question) -> None:
    """The file's stem is lower-case words joined by hyphens: it is what people type."""
    assert KEBAB.fullmatch(question.name)


def test_a_question_speaks_french_and_english(question: Question) -> None:
    """Every text that a person sees stands in both languages."""
    assert all(text.fr.strip() and text.en.strip() for text in _texts(question))
    assert question.title.fr != question.title.en


def test_a_question_asks(question: Question) -> None:
    """The question is a question, spaced as each language does before its mark."""
    assert question.question.fr.endswith(" ?")
    assert re.search(r"\w\?$", question.question.en)


def test_french_has_its_own_typography(question: Question) -> None:
    """Our French uses the typographic apostrophe; only words of the documents keep theirs."""
    assert not [text.fr for text in _texts(question) if "'" in text.fr or '"' in text.fr]


def test_every_column_has_a_heading(question: Question) -> None:
    """The header describes the projected variables, all of them, in their order."""
    projected = [str(name) for name in prepareQuery(question.text).algebra.PV]
    assert list(question.returns) == projected


def test_every_answer_has_an_order(question: Question) -> None:
    """The last clause is an ORDER BY that ends with something that tells the rows apart."""
    last = question.text.strip().splitlines()[-1]
    assert last.startswith("ORDER BY ")
    assert re.sub(r"\W", "", last.split()[-1]) in question.returns or "STR(" in last


def test_rows_are_never_repeated(question: Question, store: Store) -> None:
    """No answer says the same thing twice, whatever is asked."""
    rows = store.select(question.text).rows
    assert len(rows) == len(set(rows))


def test_every_prefix_is_declared_on_its_own_line(question: Question) -> None:
    """The query runs as it is on any endpoint, some of which want a line for each prefix."""
    assert not missing_prefixes(question.text)
    declarations = re.findall(r"PREFIX \w+: <[^>]+>", question.text)
    assert [line for line in question.text.splitlines() if "PREFIX" in line] == declarations


def test_every_declared_prefix_is_used(question: Question) -> None:
    """A prefix that nothing uses is not declared."""
    for prefix in re.findall(r"PREFIX (\w+):", question.text):
        assert len(re.findall(rf"(?<![\w?]){prefix}:", question.text)) > 1


def test_a_question_keeps_to_what_every_engine_does_well(question: Question) -> None:
    """No regular expression, no named graph, nothing from elsewhere.

    NOT EXISTS stands only in a question that is written again for the engine that is slow at it.
    """
    met = {clause for clause in UNWELCOME if clause in question.text}
    assert met == ({"NOT EXISTS"} if question.variants else set())


def test_no_prefixed_name_has_a_second_dot(question: Question) -> None:
    """Oxigraph reads ``article:67.2.1`` as ``article:67.2`` and ``.1``: such IRIs stand in full."""
    assert not re.search(r"\w:[\w-]*\.\w+\.\w", question.text)


def test_every_name_that_a_query_uses_exists(question: Question, graph: Graph) -> None:
    """Classes, properties, concepts, schemes and provisions are all in the graph."""
    names = [name for name in used_names(question.text, ROOT) if name[-1] not in "/#"]
    assert not [name for name in names if (URIRef(name), None, None) not in graph]


def test_sources_are_verbatim_fields_of_the_ontology(question: Question, graph: Graph) -> None:
    """The fields that can be shown as the source of an answer are properties of ours."""
    for field in question.verbatim:
        assert field.endswith("Text")
        assert (URIRef(GREFFE + field), None, None) in graph


def test_what_is_too_vague_is_marked_for_machines(graph: Graph) -> None:
    """A data type whose note calls it too vague is in the collection that queries read."""
    noted = {
        concept
        for concept, note in graph.subject_objects(SKOS.scopeNote)
        if str(note).startswith("Too vague to tell what information")
    }
    marked = set(graph.objects(URIRef(f"{CONCEPT}data-type/vague"), SKOS.member))
    assert noted
    assert marked - noted == {URIRef(f"{CONCEPT}data-type/personal-info-unspecified")}
    assert noted <= marked


def test_the_provision_of_a_question_is_in_the_law(question: Question, graph: Graph) -> None:
    """Where a question serves a provision, that provision is in the graph of the law."""
    if question.provision is not None:
        provision = URIRef(LAW + question.provision)
        assert (provision, RDF.type, URIRef(f"{GREFFE}LegalProvision")) in graph


def test_parameters_are_variables_of_the_query(question: Question) -> None:
    """What is bound is used: each parameter is a variable that the query reads."""
    for parameter in question.parameters:
        assert re.search(rf"\?{parameter.name}\b", question.text)


def test_the_example_of_a_parameter_gives_an_answer(question: Question, store: Store) -> None:
    """Typing the examples of a question gives at least one row."""
    examples = {each.name: each.example or "" for each in question.parameters}
    assert answer(question, examples, store).table.rows


def test_parameters_narrow_the_answer(question: Question, store: Store) -> None:
    """With its examples a question gives some of the rows that it gives of everything."""
    words = {each.name for each in question.parameters if each.kind == "text"}
    if question.parameters and not words:
        examples = {each.name: each.example or "" for each in question.parameters}
        narrowed = set(store.select(question.text, bind(question, examples, store)).rows)
        everything = set(store.select(question.text).rows)
        assert narrowed < everything


def test_a_number_goes_with_its_entry(question: Question, store: Store) -> None:
    """Where a number stands beside an entry or a file, it is that one's own number."""
    table = store.select(question.text)
    things = next((name for name in ("file", "entry") if name in table.variables), None)
    if things is not None:
        assert table.column("number") == tuple(map(_number, table.column(things)))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_whatever_is_shown_has_a_label(
    question: Question, store: Store, language: Language
) -> None:
    """Every thing of ours in an answer has a name, in the language asked or at least in French."""
    shown = iris_of(store.select(question.text))
    labels = labels_of(store, shown, language)
    assert not [iri for iri in shown if iri.startswith(ROOT) and iri not in labels]
