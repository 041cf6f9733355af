"""A workspace checked body by body is judged as if it had been checked in one go."""

from __future__ import annotations

import shutil
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING

import pytest
from benchmarks.synthetic import generate
from rdflib import URIRef

from greffe.errors import SyntaxFault
from greffe.namespaces import GREFFE, SH
from greffe.validation.baseline import accept
from greffe.validation.bodywise import check_each
from greffe.validation.examining import examine
from greffe.validation.ground import lay
from greffe.validation.report import Report
from greffe.validation.run import all_shapes, validate
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 1, 15)
SHAPES = all_shapes()
BODY = "https://w3id.org/greffe/id/synthetique-0001"
ORG = "https://w3id.org/greffe/org"
SHARED = ("LegalInstrument", "LegalProvision", "WorkRule")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of three synthetic bodies with three faults each."""
    folder = tmp_path_factory.mktemp("bodies")
    generate(folder, bodies=3, seed=5, faults=9)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Return two of the bodies, to change."""
    for key in ("synthetique-0001", "synthetique-0002"):
        shutil.copytree(made / key, tmp_path / key)
    return tmp_path


def in_one_go(folder: Path) -> Report:
    """Return the report of all bodies together."""
    return examine(lay(Workspace.at(folder), ()), SHAPES, TODAY)


def one_by_one(folder: Path) -> Report:
    """Return the report made body by body."""
    return check_each(Workspace.at(folder), SHAPES, TODAY)


@pytest.fixture(scope="module")
def both(made: Path) -> tuple[Report, Report]:
    """Return the reports of the three bodies: in one go, and one by one."""
    return in_one_go(made), one_by_one(made)


def add(folder: Path, turtle: str, key: str = "synthetique-0001", file: str = "register") -> None:
    """Let a file of a body say more."""
    with (folder / key / f"{file}.ttl").open("a", encoding="utf-8") as stream:
        stream.write(turtle)


def test_processes_of_their_own_find_the_same(made: Path, both: tuple[Report, Report]) -> None:
    """It does not matter who does the work: the report is the same to the last value."""
    shared = check_each(Workspace.at(made), SHAPES, TODAY, processes=2)
    assert both[1] == shared
    told = [tuple(map(str, finding.results)) for finding in both[1].findings]
    assert told == [tuple(map(str, finding.results)) for finding in shared.findings]


@pytest.mark.parametrize("part", [field.name for field in fields(Report)])
def test_every_part_of_the_report_is_that_of_one_go(both: tuple[Report, Report], part: str) -> None:
    """Findings, counts, files, rules and provisions are the same, in the same order."""
    whole, parts = both
    assert getattr(whole, part) == getattr(parts, part)


def test_what_is_compared_is_not_empty(both: tuple[Report, Report]) -> None:
    """Each body has findings of its own, and the planted faults are among them."""
    report = both[1]
    bodies = {finding.entity.split("/")[5] for finding in report.findings}
    assert {"synthetique-0001", "synthetique-0002", "synthetique-0003"} <= bodies
    assert 9 == report.count("violation")


def test_another_body_is_known_as_a_recipient(folder: Path) -> None:
    """What a body's own file says of it is known to all others: no reference leads nowhere."""
    add(folder, f"<{BODY}/communication/1> greffe:recipient <{ORG}/synthetique-0002> .\n")
    expected = in_one_go(folder).findings
    assert expected == one_by_one(folder).findings
    assert not [f for f in expected if f.rule == "S-REF-01"]


def test_a_thing_of_another_body_is_found_there(folder: Path) -> None:
    """A reference to another body's file is followed; one to no file leads nowhere."""
    other = BODY.replace("0001", "0002")
    add(folder, f"<{BODY}/communication/1> dcterms:source <{other}/file/1>, <{other}/file/999> .\n")
    expected = [(f.rule, f.value) for f in in_one_go(folder).findings if f.rule == "S-REF-01"]
    assert [("S-REF-01", f"{other}/file/999")] == expected
    found = one_by_one(folder).findings
    assert expected == [(f.rule, f.value) for f in found if f.rule == "S-REF-01"]


def test_bodies_that_contradict_each_other_are_checked_together(folder: Path) -> None:
    """Two names of one organisation are a fault, though neither body gives more than one."""
    for key, name in (("synthetique-0001", "Un"), ("synthetique-0002", "Deux")):
        add(folder, f'<{ORG}/ramq> skos:prefLabel "{name}"@fr .\n', key)
    found = {finding.fingerprint: finding for finding in one_by_one(folder).findings}
    assert {finding.fingerprint for finding in in_one_go(folder).findings} == found.keys()
    [about] = [finding for finding in found.values() if finding.entity == f"{ORG}/ramq"]
    assert "synthetique-0001/register.ttl" in str(about.location)


def test_a_baseline_covers_all_bodies(folder: Path) -> None:
    """What was accepted is known, and what is gone is told once, whichever body it was in."""
    baseline = accept(one_by_one(folder).findings)
    report = check_each(Workspace.at(folder), SHAPES, TODAY, baseline=baseline)
    assert ((), len(baseline.accepted)) == (report.findings, len(report.known))
    shutil.rmtree(folder / "synthetique-0002")
    gone = check_each(Workspace.at(folder), SHAPES, TODAY, baseline=baseline).resolved
    expected = examine(lay(Workspace.at(folder), ()), SHAPES, TODAY, baseline=baseline).resolved
    assert expected == gone
    assert [each for each in gone if "synthetique-0002/" in each.entity]


def test_a_broken_file_is_named(folder: Path) -> None:
    """What goes wrong in a process of its own is told as always."""
    add(folder, "<a> <b> .\n", "synthetique-0002", "inventory")
    with pytest.raises(SyntaxFault, match=r"synthetique-0002/inventory\.ttl"):
        check_each(Workspace.at(folder), SHAPES, TODAY, processes=2)
    with pytest.raises(SyntaxFault, match=r"synthetique-0002/inventory\.ttl"):
        validate(Workspace.at(folder))


def test_rules_on_what_bodies_share_look_no_further() -> None:
    """A law is judged by itself: no rule on it asks who refers to it, for that is another part."""
    classes = [URIRef(f"{GREFFE}{name}") for name in SHARED]
    classes.append(URIRef("http://www.w3.org/ns/org#Organization"))
    shapes = [s for each in classes for s in SHAPES.subjects(URIRef(f"{SH}targetClass"), each)]
    rules = [part for each in shapes for part in SHAPES.objects(each, URIRef(f"{SH}property"))]
    assert rules
    for rule in rules:
        path = SHAPES.value(rule, URIRef(f"{SH}path"))
        assert (path, URIRef(f"{SH}inversePath"), None) not in SHAPES
        assert (rule, URIRef(f"{SH}sparql"), None) not in SHAPES
