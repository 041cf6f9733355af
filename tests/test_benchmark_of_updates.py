"""The benchmark of updates: what it changes, and what it tells."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from benchmarks import incremental
from benchmarks.incremental import CELL, Cost, main, table, touch

from greffe.resources import data_dir

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a copy of the register that the benchmark changes."""
    folder = tmp_path / "workspace" / "mifi"
    folder.mkdir(parents=True)
    shutil.copyfile(data_dir() / "mifi" / "register.ttl", folder / "register.ttl")
    return folder.parent


def test_each_run_changes_one_cell_to_what_it_never_was(workspace: Path) -> None:
    """A number follows the words, another at each run, and nothing else changes."""
    register = workspace / "mifi" / "register.ttl"
    before = register.read_text(encoding="utf-8")
    assert 1 == before.count(CELL)
    for number in (1, 2, 11):
        touch(workspace, number)
        after = register.read_text(encoding="utf-8")
        assert after.count(f"{CELL} {number} ") == 1
        assert after.replace(f"{CELL} {number} ", f"{CELL} ") == before
        register.write_text(before, encoding="utf-8")


def test_the_number_of_the_run_before_goes(workspace: Path) -> None:
    """Numbers do not pile up in the cell."""
    touch(workspace, 1)
    touch(workspace, 2)
    assert f"{CELL} 2 d’avoir" in (workspace / "mifi" / "register.ttl").read_text(encoding="utf-8")


def test_a_register_without_the_cell_is_refused(workspace: Path) -> None:
    """Where the words are not there, nothing is measured in their name."""
    (workspace / "mifi" / "register.ttl").write_text("", encoding="utf-8")
    with pytest.raises(ValueError, match="register"):
        touch(workspace, 1)


def test_medians_are_told() -> None:
    """Of several runs the middle one stands in the table, whatever the others took."""
    costs = [Cost(9.0, 1.0), Cost(1.5, 2.25), Cost(1.0, 8.0)]
    assert "| one cell | 1.50 | 2.25 |" in table({"one cell": costs})


@pytest.mark.parametrize(("wall", "code"), [(1.99, 0), (2.01, 1)])
def test_an_update_that_takes_too_long_fails(
    monkeypatch: pytest.MonkeyPatch, wall: float, code: int
) -> None:
    """The benchmark ends with 1 beyond two seconds by the clock."""
    monkeypatch.setattr(incremental, "measure", lambda *_: {"one cell": [Cost(wall, 1.0)]})
    assert code == main([])
