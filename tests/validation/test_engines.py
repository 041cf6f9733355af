"""The differential proof: whichever engine checks, the findings are the same.

Results are compared as findings are made of them: shape, component, thing, path, value, query, and
what the query says.
"""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.synthetic import generate
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import XSD

from greffe.errors import InputError, UsageError
from greffe.namespaces import SH
from greffe.resources import data_dir
from greffe.turtle.reading import parse, values_as_written
from greffe.validation import engine as port
from greffe.validation import rust_engine
from greffe.validation.engine import ENGINES, Result, check, targeted
from greffe.validation.ground import lay
from greffe.validation.run import all_shapes, validate
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.synthetic import Planted
    from rdflib.term import Node

    from greffe.validation.engine import EngineName, Targets
    from greffe.validation.report import Report

BUNDLED = Workspace.at()
CASES = Path(__file__).parent.parent / "shapes"
SHAPES = all_shapes()
ENTRY = URIRef("https://w3id.org/greffe/id/mifi/communication/5")
EX = "https://example.org/"
_COMMUNICATION = re.compile(r"/communication/(\d+)")
PREFIXES = f"@prefix ex: <{EX}> . @prefix sh: <{SH}> . @prefix xsd: <{XSD}> .\n"

pytestmark = pytest.mark.skipif(not port.available("shacl"), reason="the fast engine has no wheel")


def told(result: Result) -> tuple[str, ...]:
    """Return everything of a result that a finding is made of, but for the order in lists."""
    value = "" if result.value is None else result.value.n3()
    said = (" ".join(sorted(re.split(r"[,;.]?\s+|[.]$", text))) for text in result.said)
    parts = (result.shape, result.component, result.focus, result.path, result.constraint)
    return (*map(str, parts), value, *sorted(said))


def both(data: Graph, shapes: Graph = SHAPES) -> tuple[list[tuple[str, ...]], ...]:
    """Return the results of either engine on all that a graph describes."""
    targets = targeted(data, shapes, set(data.subjects()))
    return tuple(
        sorted(told(result) for result in check(data, shapes, targets, engine))
        for engine in ENGINES[1:]
    )


def findings(report: Report) -> set[tuple[Any, ...]]:
    """Return what a report tells people."""
    return {(f.rule, f.entity, f.field, f.value, f.location, f.message) for f in report.findings}


def turtle(text: str) -> Graph:
    """Return the graph of a text with the prefixes of these tests."""
    return Graph().parse(data=PREFIXES + text, format="turtle")


def test_both_engines_find_the_same_in_the_published_data() -> None:
    """The whole report is the same, places and sentences included."""
    fast, reference = (validate(BUNDLED, engine=engine) for engine in ENGINES[1:])
    assert findings(reference) == findings(fast)
    assert reference.summary() == fast.summary()


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, tuple[Planted, ...]]:
    """Return a workspace of two synthetic bodies with nine faults each, and the faults."""
    folder = tmp_path_factory.mktemp("synthetic")
    return folder, generate(folder, bodies=2, seed=7, faults=18)


def test_both_engines_find_the_faults_planted_in_synthetic_registers(
    planted: tuple[Path, tuple[Planted, ...]],
) -> None:
    """Each planted fault is the only violation there is, and both engines tell the same."""
    folder, faults = planted
    reports = [validate(Workspace.at(folder), engine=engine) for engine in ENGINES[1:]]
    expected = sorted((fault.body, fault.number, fault.rule) for fault in faults)
    for report in reports:
        violations = [f for f in report.findings if f.severity == "violation"]
        assert expected == sorted((f.entity.split("/")[5], f.number, f.rule) for f in violations)
    assert findings(reports[0]) == findings(reports[1])


@pytest.mark.parametrize("shape", sorted(CASES.glob("*Shape")), ids=lambda path: path.name)
def test_both_engines_judge_the_cases_of_a_shape_alike(shape: Path) -> None:
    """What is accepted and what is refused does not depend on the engine."""
    context = parse(CASES / "context.ttl")
    data = Graph()
    for number, case in enumerate(sorted(shape.glob("*.ttl"))):
        for statement in parse(case):
            data.add(tuple(_apart(term, number) for term in statement))  # type: ignore[arg-type]
    for statement in context:
        data.add(statement)
    fast, reference = both(data)
    assert reference == fast
    assert reference != [] or not list(shape.glob("invalid.*"))


def _apart(term: Node, number: int) -> Node:
    """Return the things of a case under addresses of their own."""
    own = isinstance(term, URIRef) and "/id/" in term
    return URIRef(f"{term}/case/{number}") if own else term


DAMAGES: tuple[Callable[[random.Random], Node], ...] = (
    lambda chance: Literal(f"2012-{chance.randint(0, 14):02}-30", datatype=XSD.date),
    lambda _: Literal("", lang="fr"),
    lambda _: Literal("peut-être", datatype=XSD.boolean),
    lambda _: Literal("1", datatype=XSD.boolean),
    lambda _: Literal("01", datatype=XSD.integer),
    lambda chance: Literal(chance.choice(["NaN", "INF", "1e400"]), datatype=XSD.double),
    lambda chance: Literal(str(chance.randint(-3, 3)), datatype=XSD.decimal),
    lambda chance: Literal(chance.choice(["2012Z", "-0044", "12", "2012-13"]), datatype=XSD.gYear),
    lambda _: Literal("pas une adresse", datatype=XSD.anyURI),
    lambda _: Literal("<b>&amp;\u0301\U0001f600\n", lang="fr-ca"),
    lambda chance: BNode(f"n{chance.randint(0, 3)}"),
    lambda _: URIRef("https://w3id.org/greffe/org/nobody"),
    lambda _: ENTRY,
)


def damaged(seed: int) -> Graph:
    """Return three entries of the register, and their context, with twelve values gone wrong."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    graph = Graph()
    for statement in lay(BUNDLED, [data_dir() / "mifi" / "register.ttl"]).data:
        entry = _COMMUNICATION.search(str(statement[0]))
        if entry is None or entry[1] in {"5", "17", "33"}:
            graph.add(statement)
    of_entries = (each for each in graph if _COMMUNICATION.search(str(each[0])))
    for spot in chance.sample(sorted(of_entries, key=str), 12):
        graph.remove(spot)
        if chance.random() < 0.9:
            graph.add((spot[0], spot[1], chance.choice(DAMAGES)(chance)))
    return graph


@pytest.mark.parametrize("seed", range(6))
def test_both_engines_judge_damage_alike(seed: int) -> None:
    """Ill-typed literals, nameless things and values that cannot be compared change nothing."""
    with values_as_written():
        fast, reference = both(damaged(seed))
    assert reference == fast
    assert [] != fast


COMPARED = """
ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:S-before, ex:S-least .
ex:S-before a sh:PropertyShape ; sh:path ex:start ; sh:lessThan ex:end .
ex:S-least a sh:PropertyShape ; sh:path ex:size ; sh:minInclusive 1 .
"""
VALUES = ("1", '"x"', '"2"', "2.5", '"2012-01-01"^^xsd:date', "true", '"a"@fr', "[]", "ex:b", "1e0")


@pytest.mark.parametrize("one", VALUES)
@pytest.mark.parametrize("other", VALUES)
def test_both_engines_compare_alike(one: str, other: str) -> None:
    """What cannot be compared does not come before anything, and is not large enough."""
    with values_as_written():
        data = turtle(f"ex:a a ex:T ; ex:start {one} ; ex:end {other} ; ex:size {one} .")
        fast, reference = both(data, turtle(COMPARED))
    assert reference == fast


def test_blank_nodes_keep_their_names() -> None:
    """What the fast engine counts anew is known by our names again, as focus and as value."""
    shapes = turtle(
        "ex:S a sh:NodeShape ; sh:targetSubjectsOf ex:p ; sh:property ex:S-p . "
        "ex:S-p a sh:PropertyShape ; sh:path ex:p ; sh:nodeKind sh:IRI ; "
        "sh:or ( [ sh:class ex:T ] [ sh:class ex:U ] ) ."
    )
    data = turtle("_:one ex:p _:two . _:two ex:p _:one, 1 . ex:a ex:p _:two ; ex:q [ ex:r 1 ] .")
    fast, reference = both(data, shapes)
    assert reference == fast
    assert 8 == len(fast)


BROKEN = {
    "a circle": "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:node ex:S .",
    "a longer circle": (
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:P . "
        "ex:P sh:path ex:p ; sh:or ( [ sh:node ex:S ] [ sh:class ex:U ] ) ."
    ),
    "no path": (
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:P . ex:P sh:minCount 1 ."
    ),
    "two paths": (
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:P . ex:P sh:path ex:p, ex:q ."
    ),
    "a shape that is not there": "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:node ex:Gone .",
    "a count that is none": (
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:P . "
        "ex:P sh:path ex:p ; sh:minCount true ."
    ),
    "a query that is none": (
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:P . "
        'ex:P sh:path ex:p ; sh:sparql [ sh:select "SELECT nonsense" ] .'
    ),
    "a pattern that is none": (
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:P . "
        'ex:P sh:path ex:p ; sh:pattern "(" .'
    ),
    "a list that goes round": (
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:or _:l . "
        "_:l <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> ex:S ; "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> _:l ."
    ),
}


@pytest.mark.parametrize("engine", ENGINES[1:])
@pytest.mark.parametrize("what", BROKEN)
def test_broken_shapes_are_refused_by_either_engine(what: str, engine: EngineName) -> None:
    """Shapes that cannot mean anything are an error that says so, not a report or a traceback."""
    data = turtle('ex:a a ex:T ; ex:p "x" .')
    with pytest.raises(InputError, match="shapes are broken"):
        check(data, turtle(BROKEN[what]), {URIRef(f"{EX}S"): {URIRef(f"{EX}a")}}, engine)


def test_a_panic_of_the_fast_engine_hands_over_to_the_reference(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What upsets one engine is checked by the other, and nobody sees a traceback."""

    class PanicException(BaseException):
        """What a panic in Rust becomes in Python."""

    def panic(*_: Any) -> Iterator[str]:  # noqa: ANN401 - whatever it is asked
        raise PanicException

    monkeypatch.setattr(rust_engine, "_run", panic)
    data = turtle("ex:a a ex:T ; ex:start 3 ; ex:end 2 .")
    shapes = turtle(COMPARED)
    [result] = check(data, shapes, targeted(data, shapes, {URIRef(f"{EX}a")}), "shacl")
    assert ("LessThan", Literal(3)) == (result.component, result.value)


def test_an_interruption_is_not_taken_for_a_panic(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever presses Ctrl-C wants the check to stop."""

    def interrupt(*_: Any) -> Iterator[str]:  # noqa: ANN401 - whatever it is asked
        raise KeyboardInterrupt

    monkeypatch.setattr(rust_engine, "_run", interrupt)
    data, shapes = turtle("ex:a a ex:T ."), turtle(COMPARED)
    with pytest.raises(KeyboardInterrupt):
        check(data, shapes, targeted(data, shapes, {URIRef(f"{EX}a")}), "shacl")


@pytest.mark.parametrize("asked", ["auto", "pyshacl"])
def test_without_the_fast_engine_the_reference_checks(
    asked: EngineName, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no wheel, everything works as before, only slower."""
    monkeypatch.setattr(port, "find_spec", lambda name: None if name == "shacl" else name)
    assert "greffe.validation.pyshacl_engine" == port.engine_named(asked).__module__


def test_an_engine_that_is_asked_for_and_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """``--engine shacl`` does not silently become another."""
    monkeypatch.setattr(port, "find_spec", lambda _: None)
    with pytest.raises(UsageError, match="'shacl' is not installed"):
        check(Graph(), Graph(), {URIRef(f"{EX}S"): {URIRef(f"{EX}a")}}, "shacl")


def test_the_fast_engine_is_the_one_that_is_taken() -> None:
    """Where both are installed, nobody has to ask for speed."""
    assert "greffe.validation.rust_engine" == port.engine_named("auto").__module__


def test_a_shape_that_others_refer_to_is_checked_through_them() -> None:
    """What is checked through another shape is checked whole."""
    shapes = turtle(
        "ex:S a sh:NodeShape ; sh:targetClass ex:T ; sh:property ex:S-a, ex:S-b . "
        "ex:S-a sh:path ex:a ; sh:minCount 1 . ex:S-b sh:path ex:b ; sh:minCount 1 . "
        "ex:O a sh:NodeShape ; sh:targetClass ex:U ; sh:property ex:O-t . "
        "ex:O-t sh:path ex:t ; sh:node ex:S ."
    )
    data = turtle("ex:u a ex:U ; ex:t ex:x . ex:x a ex:T ; ex:a 1 .")
    fast, reference = both(data, shapes)
    assert reference == fast
    assert 2 == len(fast)


def test_results_are_about_what_is_under_test_only() -> None:
    """The fast engine sees the context as well, and says nothing of it."""
    data = turtle("ex:a a ex:T ; ex:size 0 . ex:b a ex:T ; ex:size 0 .")
    targets: Targets = {URIRef(f"{EX}S"): {URIRef(f"{EX}b")}}
    [result] = check(data, turtle(COMPARED), targets, "shacl")
    assert URIRef(f"{EX}b") == result.focus
