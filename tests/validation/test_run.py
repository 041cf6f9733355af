"""The whole check: what it looks at, what it tells, and when it refuses to be silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.errors import InputError, NothingChecked, SyntaxFault
from greffe.resources import data_dir
from greffe.validation.reports import write
from greffe.validation.rulebook import rule_of
from greffe.validation.run import validate
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.validation.findings import Passage
    from greffe.validation.report import Report

BUNDLED = Workspace.at()
REGISTER = data_dir() / "mifi" / "register.ttl"
ENTRY = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@base <https://w3id.org/greffe/id/new/> .

<agreement/one> a greffe:Agreement ;
    dcterms:title "Entente"@fr ;
    greffe:signed "2012"^^<http://www.w3.org/2001/XMLSchema#gYear> .
"""


@pytest.fixture(scope="module")
def published() -> Report:
    """Return the report on the published register."""
    return validate(BUNDLED, [REGISTER])


def check(text: str, folder: Path) -> Report:
    """Return the report on one small file."""
    path = folder / "small.ttl"
    path.write_text(text, encoding="utf-8")
    return validate(BUNDLED, [path])


def test_the_report_counts_what_each_shape_looked_at(published: Report) -> None:
    """The register prints 37 communications: all of them, and nothing of the inventory."""
    counts = {each.shape: each.count for each in published.checked}
    assert 37 == counts["CommunicationShape"]
    assert 1 == counts["CommunicationRegisterShape"]
    assert "PersonalInformationFileShape" not in counts


def test_replaced_regulations_are_the_fault_of_the_source(published: Report) -> None:
    """C17, C18 and C27 cite the regulation on selection, which another has replaced."""
    stale = {f.number for f in published.findings if f.rule == "Q-CIT-02"}
    assert {"C17", "C18", "C27"} == stale


def test_a_doubtful_citation_says_why(published: Report) -> None:
    """C2 prints a chapter of the health insurance Act that is not its own."""
    [found] = [f for f in published.findings if (f.rule, f.number) == ("Q-CIT-01", "C2")]
    assert "citationText" == found.field
    assert "A-42" in found.message.fr
    assert "A-42" in found.message.en


def test_a_valid_file_gives_no_finding(tmp_path: Path) -> None:
    """What is right is not talked about."""
    report = check(ENTRY, tmp_path)
    assert ((), False) == (report.findings, report.failed)


def test_one_fault_is_one_finding(tmp_path: Path) -> None:
    """A year that is none breaks type and form, and is told once."""
    report = check(ENTRY.replace('"2012"', '"MMXII"'), tmp_path)
    assert [("S-AGR-03", "signed", 8)] == [
        (f.rule, f.field, f.location.line if f.location else None) for f in report.findings
    ]


def test_a_fault_keeps_its_fingerprint_when_the_file_is_rearranged(tmp_path: Path) -> None:
    """Known findings stay known when lines move."""
    wrong = ENTRY.replace('"2012"', '"MMXII"')
    head, entry = wrong.split("\n\n")
    title, signed = entry.split("\n")[1:3]
    moved = f"{head}\n\n\n# moved\n" + entry.replace(title, "    #").replace(
        signed, f"    {signed.strip()[:-1]};\n    {title.strip()[:-1]}."
    )
    [one], [other] = check(wrong, tmp_path).findings, check(moved, tmp_path).findings
    assert one.fingerprint == other.fingerprint
    assert one.location != other.location


def test_the_same_data_give_the_same_report(tmp_path: Path) -> None:
    """Nothing in a report depends on chance or on the hour."""
    wrong = ENTRY.replace('"2012"', '"MMXII"').replace('"Entente"@fr', '"Entente", "Autre"@en')
    assert write(check(wrong, tmp_path), "json") == write(check(wrong, tmp_path), "json")


def test_files_are_told_as_findings_tell_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below the current folder, a report holds no address of the machine that made it."""
    monkeypatch.chdir(tmp_path)
    assert ("small.ttl",) == check(ENTRY, tmp_path).files


def test_files_that_nobody_sees_have_findings_without_lines(published: Report) -> None:
    """The same faults, told of the file and of the document that it quotes."""

    def told(report: Report) -> set[tuple[str, str, Passage | None]]:
        return {
            (each.fingerprint, each.location.file, each.location.source)
            for each in report.findings
            if each.location
        }

    report = validate(BUNDLED, [REGISTER], placed=False)
    assert told(published) == told(report)
    assert {None} == {each.location.line for each in report.findings if each.location}
    assert None not in {each.location.line for each in published.findings if each.location}


def test_a_reference_that_a_shape_reports_is_not_reported_twice(tmp_path: Path) -> None:
    """A party that does not exist breaks the shape of agreements; that is enough."""
    unknown = "    greffe:party <https://w3id.org/greffe/org/nobody> ;\n"
    report = check(ENTRY.replace("    greffe:signed", f"{unknown}    greffe:signed"), tmp_path)
    assert ["S-AGR-02"] == [finding.rule for finding in report.findings]


@pytest.mark.parametrize("text", ["", "<x:a> <x:b> 1 .", "# only a comment"])
def test_nothing_checked_is_an_error(text: str, tmp_path: Path) -> None:
    """A file in which no shape meets anything must not look like success."""
    with pytest.raises(NothingChecked):
        check(text, tmp_path)


def test_a_file_of_misspelt_classes_only_is_not_nothing(tmp_path: Path) -> None:
    """When the one class in the file is misspelt, that is the finding."""
    report = check(ENTRY.replace("a greffe:Agreement", "a greffe:Agrement"), tmp_path)
    assert ["S-TERM-01"] == [finding.rule for finding in report.findings]


def test_broken_turtle_is_an_error_with_its_line(tmp_path: Path) -> None:
    """The check does not go on with half a file."""
    with pytest.raises(SyntaxFault) as caught:
        check(ENTRY + "\n<x> <y>", tmp_path)
    assert 10 == caught.value.line


def test_the_threshold_is_kept_in_the_report() -> None:
    """`--fail-on warning` makes the stale citations of the source count."""
    report = validate(BUNDLED, [REGISTER], fail_on="warning")
    assert ("warning", True) == (report.fail_on, report.failed)


def test_a_shape_without_message_is_our_fault() -> None:
    """A rule that cannot be told in both languages is refused, not reported half."""
    from rdflib import Graph, URIRef

    with pytest.raises(InputError, match="no code, or no message"):
        rule_of(Graph(), URIRef("https://example.org/shape"))
