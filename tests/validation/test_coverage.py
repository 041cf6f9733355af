"""What a check looked at: how many things each rule saw, and which rules saw none."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, URIRef

from greffe.resources import data_dir
from greffe.validation.catalogue import catalogue
from greffe.validation.coverage import in_words, looked_at, parts
from greffe.validation.reports import write
from greffe.validation.run import validate
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from greffe.validation.report import Report

EX = "https://example.org/"
SHAPES = """
@prefix ex: <https://example.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

ex:Book a sh:NodeShape ; sh:property ex:title, ex:chapter .
ex:Thing a sh:NodeShape ; sh:property ex:title .
ex:title a sh:PropertyShape ; dcterms:identifier "B-02" ; sh:path ex:name ; sh:sparql ex:query .
ex:query dcterms:identifier "B-10" .
ex:chapter a sh:PropertyShape ; sh:path ex:chapter ; sh:or ( ex:short [ sh:not ex:long ] ) .
ex:short dcterms:identifier "B-03" .
ex:long dcterms:identifier "B-04" .
ex:Map a sh:NodeShape ; sh:property ex:scale .
ex:scale a sh:PropertyShape ; dcterms:identifier "M-01" ; sh:path ex:scale .
"""


def ex(name: str) -> URIRef:
    """Return a term of the namespace of these tests."""
    return URIRef(EX + name)


@pytest.fixture
def shapes() -> Graph:
    """Return two shapes that share a rule, and one that looks at maps."""
    return Graph().parse(data=SHAPES, format="turtle")


@pytest.fixture(scope="module")
def report() -> Report:
    """Check the register of the MIFI, and nothing else."""
    return validate(Workspace.at(None), [data_dir() / "mifi" / "register.ttl"])


def test_a_rule_looks_at_what_its_shape_targets(shapes: Graph) -> None:
    """Rules are counted through properties, constraints, alternatives and negations."""
    counts = looked_at(shapes, {ex("Book"): {ex("a"), ex("b")}})
    assert {"B-02": 2, "B-03": 2, "B-04": 2, "B-10": 2, "M-01": 0} == counts


def test_a_thing_is_counted_once_a_rule(shapes: Graph) -> None:
    """What two shapes target counts once for a rule that they share."""
    counts = looked_at(shapes, {ex("Book"): {ex("a")}, ex("Thing"): {ex("a"), ex("c")}})
    assert (2, 1) == (counts["B-02"], counts["B-03"])


def test_without_targets_no_rule_looked_at_anything(shapes: Graph) -> None:
    """A rule that looked at nothing is there all the same, with nought."""
    assert {0} == set(looked_at(shapes, {}).values())


def test_codes_are_in_natural_order(shapes: Graph) -> None:
    """B-04 comes before B-10."""
    assert ["B-02", "B-03", "B-04", "B-10", "M-01"] == list(looked_at(shapes, {}))


def test_the_parts_of_a_shape_do_not_go_round_in_circles(shapes: Graph) -> None:
    """A shape that leads back to itself has each part once."""
    shapes.add((ex("scale"), URIRef("http://www.w3.org/ns/shacl#node"), ex("Map")))
    assert {ex("Map"), ex("scale")} == {
        p for p in parts(shapes, ex("Map")) if (p, None, None) in shapes
    }


def test_rules_that_saw_nothing_are_named_in_runs() -> None:
    """Three codes that follow each other become a run; kinds of rules do not mix."""
    counts = {"Q-1": 0, "R1": 0, "R2": 0, "R3": 0, "R4": 5, "R5": 0, "R6": 0, "S-1": 1}
    assert "Règles appliquées : 2 sur 8. Sans objet ici : Q-1, R1 … R3, R5, R6." == in_words(
        counts, "fr"
    )
    assert "Rules applied: 2 of 8. Nothing here for: Q-1, R1 … R3, R5, R6." == in_words(
        counts, "en"
    )


def test_nothing_is_said_of_idle_rules_when_there_are_none() -> None:
    """A full check says how many rules it applied, and no more."""
    assert "Rules applied: 1 of 1." == in_words({"R1": 3}, "en")


def test_every_rule_is_counted(report: Report) -> None:
    """The report gives a figure for each rule of the catalogue."""
    assert {sheet.code for sheet in catalogue().sheets} == set(report.looked_at)


def test_the_figures_of_the_register(report: Report) -> None:
    """The register has 37 entries and no file; every entry is looked at by the rules on entries."""
    seen = report.looked_at
    assert (37, 37, 37) == (seen["R01"], seen["R15"], seen["S-COM-03"])
    assert (1, 1) == (seen["R21"], seen["S-REG-01"])
    assert (0, 0) == (seen["R22a"], seen["S-PIF-01"])


def test_programs_read_the_figures(report: Report) -> None:
    """The summary of the JSON report holds them by code."""
    summary = json.loads(write(report, "json"))["summary"]
    assert (37, 0) == (summary["rules"]["R01"], summary["rules"]["R22a"])


def test_people_read_which_rules_saw_nothing(report: Report) -> None:
    """The last lines of the report name the rules on the inventory, since there is none."""
    lines = write(report, "human", "en").splitlines()
    [line] = [each for each in lines if each.startswith("Rules applied: ")]
    assert "R22a … R29b" in line
