"""Each folder holds the cases of one node shape: what it accepts, and what each rule refuses.

The first line of an invalid case names the one rule that must fire: a property shape, or a SPARQL
constraint that has a code of its own.  Cases lean on ``context.ttl``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, SH, Graph, Namespace

from greffe.namespaces import DCTERMS, GRSH
from greffe.resources import ontology_dir, shapes_dir
from greffe.turtle.reading import parse
from greffe.validation import checks
from greffe.validation.engine import check, targeted
from greffe.validation.rulebook import shapes_graph
from greffe.validation.run import FAMILIES

if TYPE_CHECKING:
    from rdflib.term import Node

    from greffe.validation.engine import Result

HERE = Path(__file__).parent
IDENTIFIER = Namespace(DCTERMS).identifier
VALID = sorted(HERE.glob("*Shape/valid.*.ttl"))
INVALID = sorted(HERE.glob("*Shape/invalid.*.ttl"))
SHAPES = shapes_graph(
    [shapes_dir() / family for family in FAMILIES], ontology_dir() / "prefixes.ttl"
)
CONTEXT = parse(HERE / "context.ttl")
ONTOLOGY = parse(ontology_dir() / "greffe.ttl")


def results_of(tested: Graph) -> list[Result]:
    """Check one graph among its context, whose descriptions of the same things it replaces."""
    subjects = set(tested.subjects())
    data = ONTOLOGY + tested
    for triple in CONTEXT:
        if triple[0] not in subjects:
            data.add(triple)
    targets = targeted(data, SHAPES, subjects)
    return [*check(data, SHAPES, targets), *checks.run(data, SHAPES, targets)]


def fired(result: Result) -> str:
    """Return the name of the rule that a result comes from."""
    has_code = result.constraint is not None and (result.constraint, IDENTIFIER, None) in SHAPES
    return str(result.constraint if has_code else result.shape).removeprefix(GRSH)


def named(path: Path) -> str:
    """Return the rule that the first line of an invalid case names."""
    return path.read_text(encoding="utf-8").split("\n", 1)[0].removeprefix("# fires: grsh:")


def case(path: Path) -> str:
    """Return the name of a case for the test report."""
    return f"{path.parent.name}/{path.stem}"


@pytest.mark.parametrize("path", VALID, ids=case)
def test_valid_cases_are_accepted(path: Path) -> None:
    """What a valid case describes breaks no rule of any shape."""
    assert [] == [(fired(result), result.value) for result in results_of(parse(path))]


@pytest.mark.parametrize("path", INVALID, ids=case)
def test_invalid_cases_fire_the_rule_they_name_and_no_other(path: Path) -> None:
    """An invalid case breaks exactly the rule that its first line names."""
    assert {named(path)} == {fired(result) for result in results_of(parse(path))}


def test_the_context_of_the_cases_breaks_no_rule() -> None:
    """What the cases lean on is itself valid, so that a fault is always the case's own."""
    assert [] == [(fired(result), result.focus) for result in results_of(CONTEXT)]


def test_every_rule_has_an_invalid_case() -> None:
    """Each property shape, and each constraint with a code, refuses at least one case."""
    assert rules() == {named(path) for path in INVALID}


def test_every_shape_has_a_valid_case_that_it_looks_at() -> None:
    """Each node shape accepts a valid case of its folder, and has not merely overlooked it."""
    overlooked = node_shapes()
    for path in VALID:
        tested = parse(path)
        looked_at = targeted(ONTOLOGY + CONTEXT + tested, SHAPES, set(tested.subjects()))
        overlooked -= {shape for shape in looked_at if str(shape) == f"{GRSH}{path.parent.name}"}
    assert set() == overlooked


def node_shapes() -> set[Node]:
    """Return the node shapes of all families."""
    return set(SHAPES.subjects(RDF.type, SH.NodeShape))


def rules() -> set[str]:
    """Return the names of all rules: whatever has a code of its own."""
    properties = {p for shape in node_shapes() for p in SHAPES.objects(shape, SH.property)}
    constraints = {c for p in properties for c in SHAPES.objects(p, SH.sparql)}
    coded = {each for each in properties | constraints if (each, IDENTIFIER, None) in SHAPES}
    return {str(each).removeprefix(GRSH) for each in coded}
