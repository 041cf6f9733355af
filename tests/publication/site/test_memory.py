"""What a build remembers, so that the next one does only what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.publication.site.memory import NAME, Memory

if TYPE_CHECKING:
    from pathlib import Path

BEFORE = Memory("p", {"a": 1, "b": 2, "c": 3}, {"x": (0, 1), "y": (2,), "z": None})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder where the three files are."""
    for name in BEFORE.files:
        (tmp_path / name).touch()
    return tmp_path


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """A memory goes to disk and back."""
    BEFORE.write(tmp_path)
    assert Memory.read(tmp_path) == BEFORE


@pytest.mark.parametrize("words", ["", "{", "[]", '{"program": 1}', "null"])
def test_a_memory_that_cannot_be_read_is_none(tmp_path: Path, words: str) -> None:
    """A broken memory costs a full build, never an error."""
    (tmp_path / NAME).write_text(words)
    assert Memory.read(tmp_path) == Memory()


def test_nothing_changed_keeps_everything(folder: Path) -> None:
    """The same fingerprints keep every file."""
    assert BEFORE.still_right(BEFORE.things, folder) == BEFORE.files


def test_a_changed_thing_drops_what_names_it(folder: Path) -> None:
    """A file that depends on the changed thing, or on everything, is not right any more."""
    assert BEFORE.still_right({"a": 1, "b": 9, "c": 3}, folder) == {"y": (2,)}


def test_a_thing_that_went_drops_what_named_it(folder: Path) -> None:
    """What named a thing that is no more is written again."""
    assert BEFORE.still_right({"b": 2, "c": 3}, folder) == {"y": (1,)}


def test_a_new_thing_moves_the_numbers(folder: Path) -> None:
    """Numbers are ranks: they follow when a thing comes in before."""
    kept = BEFORE.still_right({"0": 7, "a": 1, "b": 2, "c": 3}, folder)
    assert kept == {"x": (1, 2), "y": (3,)}


def test_a_file_that_is_gone_is_made_again(folder: Path) -> None:
    """A page that someone removed is no page that can be kept."""
    (folder / "y").unlink()
    assert "y" not in BEFORE.still_right(BEFORE.things, folder)
