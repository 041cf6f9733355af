"""The rules that are SPARQL questions find, asked of a store, what the whole check finds of them.

``tests/remote/test_engines.py`` asks them of other makers' servers.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import BNode, URIRef
from rdflib import Literal as Value
from tests.memory import in_memory

from greffe.errors import NothingChecked
from greffe.results import Table
from greffe.terms import XSD_BOOLEAN, Blank, Iri, Literal, Triple, text
from greffe.validation.asking import constraints
from greffe.validation.elsewhere import check_elsewhere
from greffe.validation.run import all_shapes, validate
from greffe.validation.surroundings import as_node
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rdflib import Graph
    from tests.conftest import Outcome

    from greffe.results import Answer
    from greffe.store import Store
    from greffe.validation.findings import Finding
    from greffe.validation.report import Report

    Greffe = Callable[..., Outcome]

TODAY: Final = date(2026, 11, 22)
WAIVER: Final = """
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<https://w3id.org/greffe/id/mifi/waivers> a void:Dataset .
<https://w3id.org/greffe/id/mifi/waiver/1> a greffe:Waiver ;
    greffe:waivedRule "{rule}" ; greffe:waivedEntry <{entry}> ;
    greffe:waiverReason "À corriger au printemps."@fr ; greffe:decidedBy "Responsable"@fr ;
    greffe:expires "{last}"^^xsd:date .
"""


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """Return the bundled shapes."""
    return all_shapes()


@pytest.fixture(scope="module")
def store() -> Store:
    """Return the bundled data."""
    return in_memory(Workspace.at().files())


@pytest.fixture(scope="module")
def asked(store: Store, shapes: Graph) -> Report:
    """Return what the rules find that are SPARQL questions."""
    return check_elsewhere(store, "http://localhost/sparql", shapes, TODAY)


@pytest.fixture(scope="module")
def whole() -> Report:
    """Return what the whole check finds in the same data."""
    return validate(Workspace.at(), today=TODAY)


def _words(finding: Finding) -> tuple[object, ...]:
    return (
        finding.rule,
        finding.severity,
        finding.entity,
        finding.number,
        finding.title,
        finding.field,
        finding.value,
        finding.message,
        finding.remedy,
        finding.provision,
        finding.entry,
    )


def test_it_finds_what_the_whole_check_finds(asked: Report, whole: Report) -> None:
    """Of the rules that it asks, each finding in the same words; no other, and none less."""
    expected = {f.fingerprint: _words(f) for f in whole.findings if f.rule in asked.rules}
    assert expected == {finding.fingerprint: _words(finding) for finding in asked.findings}
    assert len(expected) > 100


def test_it_asks_every_sparql_constraint(asked: Report, shapes: Graph) -> None:
    """Sixty and more rules: none of the bundled shapes' queries is left out."""
    sparql = URIRef("http://www.w3.org/ns/shacl#sparql")
    assert len(list(shapes.subject_objects(sparql))) == len(list(constraints(shapes)))
    assert len(asked.looked_at) > 60


def test_it_looks_at_as_many_things(asked: Report, whole: Report) -> None:
    """A rule that looked at nothing is told as such, as in the whole check."""
    assert {code: whole.looked_at[code] for code in asked.looked_at} == asked.looked_at


def test_findings_have_no_place_in_a_file(asked: Report) -> None:
    """There is no file: the report names the address instead."""
    assert {None} == {finding.location for finding in asked.findings}
    assert ("http://localhost/sparql",) == asked.files


def test_it_fails_as_the_whole_check_does(store: Store, shapes: Graph) -> None:
    """From the gravity that is asked for."""
    failed = {
        gravity: check_elsewhere(store, "x", shapes, TODAY, gravity).failed
        for gravity in ("violation", "warning", "info")
    }
    assert {"violation": False, "warning": True, "info": True} == failed


@pytest.mark.parametrize(
    ("last", "waived"), [("2026-12-31", True), ("2026-11-22", True), ("2026-11-21", False)]
)
def test_waivers_excuse_until_their_last_day(
    last: str, waived: bool, asked: Report, shapes: Graph, tmp_path: Path
) -> None:
    """They are data, and so are where the data are."""
    first = next(finding for finding in asked.findings if finding.number and finding.entry)
    path = tmp_path / "waivers.ttl"
    path.write_text(WAIVER.format(rule=first.rule, entry=first.entry, last=last), encoding="utf-8")
    files = Workspace.at().files()
    waiving = type(files[0])("mifi/waivers.ttl", path, "body", "mifi")
    report = check_elsewhere(in_memory((*files, waiving)), "x", shapes, TODAY)
    excused = {each.finding.fingerprint for each in report.waived}
    assert waived == (first.fingerprint in excused)
    everything = {each.fingerprint for each in report.everything}
    assert {finding.fingerprint for finding in asked.findings} == everything


class Empty:
    """A store that holds nothing."""

    version = "empty"
    engine = ""

    def query(self, text: str) -> Answer:  # noqa: ARG002 - it is asked whatever the query
        """Say no."""
        return False

    def select(self, text: str) -> Table:
        """Answer no row, and nought where something is counted."""
        rows = ((Literal("0"),),) if "COUNT" in text else ()
        return Table(("n",), rows)


def test_nothing_checked_is_an_error(shapes: Graph) -> None:
    """An empty store, or one whose default graph is, does not pass: it is told."""
    with pytest.raises(NothingChecked) as caught:
        check_elsewhere(Empty(), "http://localhost/", shapes, TODAY)
    assert caught.value.remedy is not None
    assert "union" in caught.value.remedy.fr


def test_terms_stay_as_written() -> None:
    """Nothing is normalised on the way to rdflib."""
    assert URIRef("urn:a") == as_node(Iri("urn:a"))
    assert BNode("b0") == as_node(Blank("b0"))
    assert Value("été", lang="fr") == as_node(text("été", "fr"))
    assert "01" == str(as_node(Literal("01", XSD_BOOLEAN)))
    assert getattr(as_node(Literal("x")), "datatype", "none") is None
    with pytest.raises(TypeError):
        as_node(Triple(Iri("urn:a"), Iri("urn:b"), Iri("urn:c")))


def test_the_command_asks_the_store_of_the_workspace(greffe: Greffe) -> None:
    """Without an address: the same rules of the data here, and a word on what is left out."""
    outcome = greffe("validate", "--checks-only", "--format", "json")
    report = json.loads(outcome.out)
    assert 0 == outcome.code
    assert len(report["findings"]) > 100
    assert "Seules les règles qui sont des questions SPARQL" in outcome.err


def test_the_exit_code_is_that_of_a_check(greffe: Greffe) -> None:
    """One, where something is as grave as was asked."""
    outcome = greffe("validate", "--checks-only", "--fail-on", "warning")
    assert 1 == outcome.code


def test_a_report_goes_to_a_file(greffe: Greffe, tmp_path: Path) -> None:
    """In any form that reports have; the counts are on standard error."""
    output = tmp_path / "report.html"
    outcome = greffe("validate", "--checks-only", "--format", "html", "--output", output)
    assert (0, "") == (outcome.code, outcome.out)
    page = output.read_text(encoding="utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "avertissement" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--endpoint", "http://localhost/"), "--checks-only"),
        (("--checks-only", "x.ttl"), "--checks-only"),
        (("--checks-only", "--since", "HEAD"), "--since"),
        (("--checks-only", "--baseline", "x.json"), "--baseline"),
        (("--checks-only", "--endpoint", "nowhere"), "« nowhere »"),
    ],
)
def test_what_does_not_go_together_is_told(
    arguments: tuple[str, ...], told: str, greffe: Greffe
) -> None:
    """Exit code 2 and the option's name: never half a check that looks like a whole one."""
    outcome = greffe("validate", *arguments)
    assert (2, "") == (outcome.code, outcome.out)
    assert told in outcome.err
