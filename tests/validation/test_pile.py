"""Findings that do not fit into memory wait on disk, and come back as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from benchmarks.synthetic import generate
from hypothesis import given
from hypothesis import strategies as st
from rdflib import BNode, Literal, URIRef

from greffe.errors import InputError
from greffe.language import Text
from greffe.validation.baseline import accept
from greffe.validation.bodywise import check_each
from greffe.validation.engine import Result
from greffe.validation.findings import SEVERITIES, Finding, Location, Passage, reading_order
from greffe.validation.packing import packed, unpacked
from greffe.validation.pile import Chunk, Findings, Pile, chunks
from greffe.validation.report import Report, tally
from greffe.validation.reports import FORMATS, pieces, write
from greffe.validation.reports.words import by_rule
from greffe.validation.run import all_shapes
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from greffe.validation.reports import Format

TODAY = date(2026, 1, 15)
TEXTS = st.builds(Text, st.text(max_size=5), st.text(max_size=5))
PASSAGES = st.builds(Passage, st.text(max_size=3), st.none() | st.text(max_size=3))
PLACES = st.builds(
    Location,
    st.sampled_from(["a.ttl", "b.ttl"]),
    st.none() | st.integers(1, 9),
    st.none() | st.integers(1, 9),
    st.none() | PASSAGES,
)
IRIS = st.sampled_from([URIRef("https://example.org/a"), URIRef("https://example.org/b")])
DATE = URIRef("http://www.w3.org/2001/XMLSchema#date")
TERMS = IRIS | st.sampled_from(
    [
        BNode("b1"),
        Literal("mot", lang="fr"),
        Literal("mot"),
        Literal("2012-02-30", datatype=DATE, normalize=False),
    ]
)
RESULTS = st.builds(
    Result,
    IRIS,
    st.sampled_from(["MinCount", "SPARQL"]),
    TERMS,
    st.none() | IRIS,
    st.none() | TERMS,
    st.none() | IRIS,
    st.lists(st.text(max_size=3), max_size=2).map(tuple),
    st.none() | TEXTS,
)
FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from(["R01", "R02"]),
    severity=st.sampled_from(SEVERITIES),
    entity=st.just("https://example.org/a"),
    number=st.none() | st.just("C1"),
    field=st.none() | st.just("recipient"),
    value=st.none() | st.text(max_size=3),
    message=TEXTS,
    remedy=st.none() | TEXTS,
    provision=st.none() | st.just("https://example.org/law"),
    location=st.none() | PLACES,
    fingerprint=st.integers(0, 2**64 - 1).map("{:016x}".format),
    detail=TEXTS,
    title=st.none() | st.text(max_size=3),
    entry=st.none() | st.just("https://example.org/a"),
    results=st.lists(RESULTS, max_size=2).map(tuple),
)
SEVERAL = st.lists(FINDINGS, max_size=12, unique_by=lambda each: each.fingerprint)


def piled(findings: Iterable[Finding]) -> Findings:
    """Return findings that are in a pile."""
    pile = Pile()
    return Findings(pile, map(pile.keep, chunks(findings)))


@given(SEVERAL)
def test_nothing_is_lost_on_the_way(findings: list[Finding]) -> None:
    """What is packed and unpacked is the same to the last value, results included."""
    back = unpacked(packed(findings))
    assert findings == back
    assert [each.results for each in findings] == [each.results for each in back]
    assert [repr(each.results) for each in findings] == [repr(each.results) for each in back]


@given(SEVERAL)
def test_findings_come_back_in_reading_order(findings: list[Finding]) -> None:
    """However they were cut, they are read by severity, file, line, column and rule."""
    expected = sorted(findings, key=reading_order)
    found = piled(findings)
    assert expected == list(found)
    assert len(expected) == len(found)
    assert expected[1:3] == list(found[1:3])


@given(SEVERAL)
def test_counts_are_known_without_reading(findings: list[Finding]) -> None:
    """How many findings each rule has is the same, in memory or piled up."""
    assert tally(findings) == tally(piled(findings))


@given(SEVERAL)
def test_rules_come_in_the_order_of_their_first_findings(findings: list[Finding]) -> None:
    """By rule there are the same findings in the same order, in memory or piled up."""
    empty = Report((), (), (), {})
    expected = by_rule(replace(empty, findings=tuple(sorted(findings, key=reading_order))))
    found = by_rule(replace(empty, findings=piled(findings)))
    assert [(code, list(each)) for code, each in expected.items()] == [
        (code, list(each)) for code, each in found.items()
    ]


@given(SEVERAL)
def test_findings_can_be_parted(findings: list[Finding]) -> None:
    """Each finding is chosen or left, once, and order stays."""
    left, chosen = piled(findings).parted(lambda each: each.rule == "R01")
    in_order = sorted(findings, key=reading_order)
    assert [each for each in in_order if each.rule != "R01"] == list(left)
    assert [each for each in in_order if each.rule == "R01"] == list(chosen)


def test_one_finding_can_be_looked_at() -> None:
    """An index counts from the beginning or the end, as in any sequence."""
    plain = Finding(
        "R", "info", "e", None, None, None, Text("", ""), None, None, None, "", Text("", "")
    )
    found = piled(replace(plain, fingerprint=f"{number:016x}") for number in range(3))
    whole = list(found)
    assert [whole[0], whole[2], whole[-1]] == [found[0], found[2], found[-1]]
    for part in (slice(1, None), slice(None, None, 2), slice(-1), slice(None, None, -1), slice(9)):
        assert whole[part] == list(found[part])
    with pytest.raises(IndexError):
        found[3]


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where findings cannot be put aside, it is said where and what to do."""

    class Full(BytesIO):
        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("greffe.validation.pile.tempfile.SpooledTemporaryFile", lambda _: Full())
    pile = Pile()
    with pytest.raises(InputError, match=r"put aside|de côté") as told:
        pile.keep(Chunk((0, "", 0, 0, "", ""), "info", "R", 1, b"x"))
    assert "TMPDIR" in str(told.value.remedy)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of two synthetic bodies with faults of every kind."""
    made = tmp_path_factory.mktemp("piled")
    generate(made, bodies=2, seed=3, faults=18)
    return made


def checked(folder: Path, most: int, *, known: bool = False) -> Report:
    """Return the report that keeps so many findings in memory."""
    workspace, shapes = Workspace.at(folder), all_shapes()
    baseline = accept(list(check_each(workspace, shapes, TODAY).findings)[::2]) if known else None
    return check_each(workspace, shapes, TODAY, baseline=baseline, most=most)


@pytest.fixture(scope="module", params=[False, True], ids=["all new", "half known"])
def both(folder: Path, request: pytest.FixtureRequest) -> tuple[Report, Report]:
    """Return the same report with findings in memory, and with findings in a pile."""
    known: bool = request.param
    return checked(folder, 10_000, known=known), checked(folder, 0, known=known)


def test_a_report_is_the_same_with_findings_in_a_pile(both: tuple[Report, Report]) -> None:
    """Which counts, what is known, and every figure, do not depend on where findings are."""
    memory, pile = both
    assert isinstance(pile.findings, Findings)
    assert isinstance(memory.findings, tuple)
    assert memory.findings == tuple(pile.findings)
    assert memory.known == tuple(pile.known)
    assert memory.summary() == pile.summary()
    assert memory.total == pile.total


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written_from_a_pile(
    both: tuple[Report, Report],
    format: Format,  # noqa: A002 - as `write` calls it
) -> None:
    """Each form of report has the same text, byte for byte, wherever findings are."""
    memory, pile = both
    assert write(memory, format) == write(pile, format)


@pytest.mark.parametrize("format", sorted({*FORMATS} - {"markdown", "sarif", "turtle"}))
def test_long_forms_come_in_pieces(
    both: tuple[Report, Report],
    format: Format,  # noqa: A002 - as `write` calls it
) -> None:
    """No piece grows with the number of findings: each is about one of them, or none."""
    longest = max(map(len, pieces(both[1], format)))
    assert longest < len(write(both[1], format)) / 10


def test_a_large_report_in_turtle_says_the_same(
    both: tuple[Report, Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One statement a line, or laid out: the two are the same graph."""
    from rdflib import Graph
    from rdflib.compare import isomorphic

    from greffe.validation.reports import turtle

    laid_out = write(both[1], "turtle")
    monkeypatch.setattr(turtle, "KEPT", 0)
    monkeypatch.setattr(turtle, "_AT_ONCE", 50)
    lines = write(both[1], "turtle")
    assert laid_out != lines
    assert lines.endswith(" .\n")
    one, other = (Graph().parse(data=text, format="turtle") for text in (laid_out, lines))
    assert isomorphic(one, other)
