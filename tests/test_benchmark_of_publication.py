"""The benchmark of the site scales its limits, changes one word, tells each run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.publish import Measure, copied, report, touch
from benchmarks.synthetic import generate

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("seconds", "megabytes", "expected"),
    [(20.0, 1500.0, True), (20.1, 1.0, False), (1.0, 1500.1, False)],
)
def test_time_is_in_proportion_and_memory_is_not(
    seconds: float, megabytes: float, expected: bool
) -> None:
    """Ten bodies have a thirtieth of the ten minutes of 300, and all of their memory."""
    assert expected == Measure(seconds, 1.0, megabytes, 1).holds(10)


def test_a_touched_register_differs_by_one_word(tmp_path: Path) -> None:
    """One cell of the first body says one word more; no other file changes."""
    generate(tmp_path, 2)
    before = {path: path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.ttl")}
    touch(tmp_path)
    changed = [path for path in before if path.read_text(encoding="utf-8") != before[path]]
    assert [min(tmp_path.glob("*/register.ttl"))] == changed
    after = changed[0].read_text(encoding="utf-8")
    assert len(after) == len(before[changed[0]]) + len(" aussi")


def test_a_workspace_without_a_reason_is_refused(tmp_path: Path) -> None:
    """Where nothing can be changed, no second run is measured."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "register.ttl").write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match=r"register\.ttl"):
        touch(tmp_path)


def test_a_table_has_a_row_for_each_run() -> None:
    """The whole site first, then the change; figures rounded, units in the heading."""
    first, again = Measure(2.0, 1.0, 3.0, 4), Measure(0.5, 0.26, 3.0, 4)
    rows = report(8, first, again).splitlines()[2:]
    assert [
        "| 8 | the whole site | 4 | 1.0 | 2.0 | 3 |",
        "| 8 | one cell changed | 4 | 0.3 | 0.5 | 3 |",
    ] == rows


def test_bodies_that_are_there_are_copied_in_order(tmp_path: Path) -> None:
    """The first bodies of a workspace are measured, and what is there stays as it is."""
    for name in ("b", "c", "a"):
        (tmp_path / "there" / name).mkdir(parents=True)
        (tmp_path / "there" / name / "register.ttl").write_text(name, encoding="utf-8")
    (tmp_path / "there" / "README").touch()
    assert copied(tmp_path / "there", 2, tmp_path / "here") == 2
    registers = sorted((tmp_path / "here").rglob("register.ttl"))
    assert ["a", "b"] == [path.read_text(encoding="utf-8") for path in registers]
    assert 4 == len(list((tmp_path / "there").iterdir()))


def test_fewer_bodies_than_asked_for_are_counted_as_they_are(tmp_path: Path) -> None:
    """The limits are those of the bodies that were there."""
    (tmp_path / "there" / "a").mkdir(parents=True)
    assert copied(tmp_path / "there", 300, tmp_path / "here") == 1


def test_one_run_makes_one_row() -> None:
    """Where nothing was changed, nothing is told of a change."""
    rows = report(300, Measure(2.0, 1.0, 3.0, 4)).splitlines()
    assert ["| 300 | the whole site | 4 | 1.0 | 2.0 | 3 |"] == rows[2:]
