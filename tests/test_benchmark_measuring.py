"""All benchmarks share a report, each with its section, and the line that names the machine."""

from __future__ import annotations

import os
import re
from importlib.metadata import version
from typing import TYPE_CHECKING

from benchmarks import measuring
from benchmarks.measuring import keep, machine, memory, processor

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_section_is_added_at_the_end(tmp_path: Path) -> None:
    """A benchmark that was never kept comes after the others."""
    path = tmp_path / "report.md"
    path.write_text("# Benchmarks\n", encoding="utf-8")
    keep("one", "## One\n", path)
    keep("two", "## Two\n", path)
    assert path.read_text(encoding="utf-8") == (
        "# Benchmarks\n\n<!-- one -->\n## One\n<!-- /one -->\n"
        "\n<!-- two -->\n## Two\n<!-- /two -->\n"
    )


def test_a_section_takes_the_place_of_the_last_one(tmp_path: Path) -> None:
    """What stands before and after the marks stays, letter by letter."""
    path = tmp_path / "report.md"
    keep("one", "old\n", path)
    before = f"Before.\n\n{path.read_text(encoding='utf-8')}\nAfter: \\1.\n"
    path.write_text(before, encoding="utf-8")
    keep("one", r"new \1" + "\n", path)
    assert before.replace("old", r"new \1") == path.read_text(encoding="utf-8")


def test_a_report_that_is_not_there_begins_with_the_section(tmp_path: Path) -> None:
    """The first section of all needs no file before it."""
    keep("one", "text\n", tmp_path / "new.md")
    assert "<!-- one -->\ntext\n<!-- /one -->\n" == (tmp_path / "new.md").read_text("utf-8")


def test_the_report_is_that_of_the_documentation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unless another is named, the section goes into docs/benchmarks.md."""
    assert measuring.REPORT.is_file()
    monkeypatch.setattr(measuring, "REPORT", tmp_path / "report.md")
    keep("one", "text\n")
    assert (tmp_path / "report.md").is_file()


def test_remarks_stay(tmp_path: Path) -> None:
    """What somebody wrote of the figures is kept beside new ones, in this section and no other."""
    path = tmp_path / "report.md"
    keep("one", "old\n", path)
    keep("two", "old\n", path)
    text = path.read_text(encoding="utf-8")
    remark = f"\n{measuring.REMARKS}\nThe machine was busy.\n"
    remarked = text.replace("old\n<!-- /one", f"old\n{remark}<!-- /one")
    path.write_text(remarked, encoding="utf-8")
    keep("one", "new\n", path)
    keep("two", "new\n", path)
    assert remarked.replace("old", "new") == path.read_text(encoding="utf-8")


def test_the_report_has_the_marks_of_every_benchmark() -> None:
    """Each section is closed, once, so that the next run finds its place."""
    text = measuring.REPORT.read_text(encoding="utf-8")
    names = re.findall(r"<!-- (?!remarks)([\w-]+) -->", text)
    assert {"starts", "validation", "publication", "national", "office", "endpoint"} <= set(names)
    assert names == re.findall(r"<!-- /([\w-]+) -->", text)
    assert len(names) == len(set(names))


def test_the_machine_is_named() -> None:
    """The day, processors, memory, Python, and the packages that matter."""
    line = machine("rdflib", "pyoxigraph")
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d, \d+ processors, \d+ GiB, CPython [\d.]+, "
        rf"rdflib {re.escape(version('rdflib'))}, pyoxigraph {re.escape(version('pyoxigraph'))}\.",
        line,
    )
    assert f", {os.cpu_count()} processors, {memory()} GiB," in line


def test_what_is_not_installed_is_not_named() -> None:
    """An engine that is missing was not measured, and breaks no report."""
    assert machine() == machine("no-such-package-anywhere")


def test_work_is_counted() -> None:
    """The processor's time grows with work."""
    before = processor()
    assert sum(range(2_000_000)) > 0
    assert processor() > before
