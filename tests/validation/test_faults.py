"""The catalogue of faults, on copies of the published data: each is found, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from greffe.app import run
from greffe.resources import data_dir
from greffe.turtle import reading
from greffe.validation import ground

if TYPE_CHECKING:
    from rdflib import Graph
    from tests.validation.conftest import Expected, Fault

    from greffe.store.statements import Reader

FILES = ("register.ttl", "inventory.ttl")
PUBLISHED = {name: (data_dir() / "mifi" / name).read_text(encoding="utf-8") for name in FILES}
NEAR = 8
"""Lines after the mistake within which a parser notices it: the same or the next statement."""
BROKEN = {
    "missing full stop": (";\n.\n", ";\n\n"),
    "missing quotation mark": (
        ' ;\n    greffe:outsideQuebecText "Non',
        " ;\n    greffe:outsideQuebecText Non",
    ),
    "prefix not declared": ("    greffe:position 5 ", "    grefe:position 5 "),
    "unclosed address": ("/org/cnesst> ;", "/org/cnesst ;"),
}


@pytest.fixture(scope="module", autouse=True)
def parsed_once() -> Any:  # noqa: ANN401 - pytest's generator
    """Bundled files are parsed once for all faults: they are context, and do not change."""
    known: dict[Path, Graph] = {}
    bundled = data_dir().parent

    def parse(path: Path, reader: Reader) -> Graph:
        if not path.is_relative_to(bundled):
            return reading.parse(path, reader)
        if path not in known:
            known[path] = reading.parse(path, reader)
        return known[path]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ground, "parse", parse)
        yield


def violations(report: dict[str, Any], texts: dict[str, str]) -> Counter[tuple[Any, ...]]:
    """Return rule, entry, field, file and line (in words) of each violation."""
    found = []
    for finding in report["findings"]:
        if finding["severity"] == "violation":
            file = Path(finding["location"]["file"]).name
            line = texts[file].split("\n")[finding["location"]["line"] - 1]
            found.append((finding["rule"], finding["number"], finding["field"], file, line))
    return Counter(found)


def accounted(expected: Expected, file: str, found: Counter[tuple[Any, ...]]) -> bool:
    """Take one expected finding off those found; say whether it was there."""
    wanted = (expected.rule, expected.number, expected.field, file)
    match = next((f for f in found.elements() if f[:4] == wanted and expected.line in f[4]), None)
    if match is not None:
        found[match] -= 1
    return match is not None


def test_each_fault_fails_the_check_and_is_named_with_its_place(
    fault: Fault, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A faulty copy exits 1 and the report names the entry, the field, and file and line."""
    faulty = fault.apply(fault.excerpt(PUBLISHED[fault.file]))
    path = tmp_path / fault.file
    path.write_text(faulty, encoding="utf-8")
    assert run(["validate", str(path), "--format", "json"]) == 1
    found = violations(json.loads(capsys.readouterr().out), {fault.file: faulty})
    assert [e for e in fault.expected if not accounted(e, fault.file, found)] == []
    assert +found == Counter()


def test_all_faults_at_once_are_found_by_the_real_command(
    catalogue: tuple[Fault, ...], tmp_path: Path
) -> None:
    """On the whole data with every fault in it, each one is found, and nothing else is."""
    texts = dict(PUBLISHED)
    for fault in catalogue:
        texts[fault.file] = fault.apply(texts[fault.file])
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "greffe.app", "validate", str(tmp_path), "--format", "json"]
    answer = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert (answer.returncode, answer.stderr) == (1, "")
    found = violations(json.loads(answer.stdout), texts)
    missing = [
        (f.name, e) for f in catalogue for e in f.expected if not accounted(e, f.file, found)
    ]
    assert missing == []
    assert +found == Counter()


@pytest.mark.parametrize("breakage", BROKEN)
def test_broken_turtle_ends_with_2_and_names_the_line(
    breakage: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that is not Turtle is an error of input, with file and line, never a traceback."""
    old, new = BROKEN[breakage]
    position = PUBLISHED["register.ttl"].index(old)
    path = tmp_path / "register.ttl"
    path.write_text(PUBLISHED["register.ttl"].replace(old, new, 1), encoding="utf-8")
    assert run(["validate", str(path)]) == 2
    place, _, _ = capsys.readouterr().err.partition(" : ")[2].partition(" ")
    file, line, _column = place.rsplit(":", 2)
    assert file == str(path)
    wrong = PUBLISHED["register.ttl"].count("\n", 0, position) + 1
    assert wrong <= int(line) <= wrong + NEAR


def test_the_published_data_has_no_violation() -> None:
    """What Greffe publishes keeps every rule of structure: what is found is in the documents."""
    from greffe.validation.run import validate
    from greffe.workspace import Workspace

    report = validate(Workspace.at())
    assert [f for f in report.findings if f.severity == "violation"] == []
    assert [f.rule for f in report.findings if f.rule.startswith("S-")] == []


def test_each_fault_changes_the_published_data(fault: Fault) -> None:
    """No fault is a fault in name only."""
    assert fault.apply(PUBLISHED[fault.file]) != PUBLISHED[fault.file]
