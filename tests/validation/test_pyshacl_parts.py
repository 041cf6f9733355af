"""When pySHACL breaks, the part that breaks it is told, and all other parts are checked."""

from __future__ import annotations

import pytest
from rdflib import Graph, URIRef

from greffe.validation import pyshacl_engine
from greffe.validation.engine import Result

EX = "https://example.org/"
DATA = "@prefix ex: <https://example.org/> . ex:thing a ex:T ."
SHAPES = """\
@prefix ex: <https://example.org/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
ex:S a sh:NodeShape ; sh:property ex:P ; sh:sparql ex:good, ex:other .
ex:P sh:path ex:p ; sh:minCount 1 .
ex:good sh:select "SELECT $this { FILTER NOT EXISTS { $this ex:q 1 } }" ; sh:prefixes ex:O .
ex:other sh:select "SELECT $this { $this ex:q 1 }" ; sh:prefixes ex:O .
ex:O sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/" ] .
"""
THING, SHAPE, PROPERTY, GOOD, OTHER = (URIRef(EX + n) for n in ("thing", "S", "P", "good", "other"))


def found(breaking: URIRef | None, monkeypatch: pytest.MonkeyPatch) -> set[tuple[object, ...]]:
    """Return what is found when pySHACL breaks on whatever has ``breaking`` in it."""
    run = pyshacl_engine._run  # noqa: SLF001 - the one place that calls pySHACL

    def fragile(data: Graph, shapes: Graph) -> Graph:
        if breaking is not None and (SHAPE, None, breaking) in shapes:
            raise TypeError("not comparable")
        return run(data, shapes)

    monkeypatch.setattr(pyshacl_engine, "_run", fragile)
    data = Graph().parse(data=DATA, format="turtle")
    shapes = Graph().parse(data=SHAPES, format="turtle")
    results = pyshacl_engine.check(data, shapes, {SHAPE: {THING}})
    return {(each.shape, each.component, each.constraint) for each in results}


MISSING = (PROPERTY, "MinCount", None)
ASKED = (SHAPE, "SPARQL", GOOD)


@pytest.mark.parametrize(
    ("breaking", "expected"),
    [
        (None, {MISSING, ASKED}),
        (PROPERTY, {(PROPERTY, "Evaluation", None), ASKED}),
        (GOOD, {MISSING, (SHAPE, "Evaluation", GOOD)}),
        (OTHER, {MISSING, ASKED, (SHAPE, "Evaluation", OTHER)}),
    ],
)
def test_what_breaks_is_a_result_of_its_own(
    breaking: URIRef | None,
    expected: set[tuple[object, ...]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A property or a query that cannot be evaluated hides none of the others."""
    assert expected == found(breaking, monkeypatch)


def test_a_shape_without_parts_is_told_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """What breaks on a shape's own constraint is not passed over for want of a part."""
    shapes = Graph().parse(
        data="@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> . "
        "ex:S a sh:NodeShape ; sh:class ex:C .",
        format="turtle",
    )

    def breaks(data: Graph, shapes: Graph) -> Graph:
        raise TypeError(len(data) + len(shapes))

    monkeypatch.setattr(pyshacl_engine, "_run", breaks)
    data = Graph().parse(data=DATA, format="turtle")
    expected = [Result(SHAPE, "Evaluation", THING, None, None)]
    assert expected == pyshacl_engine.check(data, shapes, {SHAPE: {THING}})
