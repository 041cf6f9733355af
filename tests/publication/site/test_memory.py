"""What a build remembers, so that the next one does only what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from greffe.publication.site.memory import NAME, Made, Memory, Standing, numbers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from greffe.publication.site.memory import Print

THINGS = {"a": (1, 1), "b": (2, 2), "c": (3, 3)}
BEFORE = Memory(
    "p",
    "v1",
    THINGS,
    {
        "x": Made(numbers((0, 1)), mark="m"),
        "y": Made(numbers((2,))),
        "z": Made(numbers((2,)), whole=True, mark="n"),
    },
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder where the three files are."""
    for name in BEFORE.files:
        (tmp_path / name).touch()
    return tmp_path


def standing(folder: Path, things: Mapping[str, Print], version: str = "v2") -> Standing:
    """Return what may stay when the things have become these."""
    return BEFORE.standing(Memory("p", version, things), folder)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """A memory goes to disk and back."""
    BEFORE.write(tmp_path)
    assert Memory.read(tmp_path) == BEFORE


@pytest.mark.parametrize(
    "words", ["", "{", "[]", '{"program": 1}', "null", '{"things": {"a": 1}}', '{"things": []}']
)
def test_a_memory_that_cannot_be_read_is_none(tmp_path: Path, words: str) -> None:
    """A broken memory costs a full build, never an error."""
    (tmp_path / NAME).write_text(words)
    assert Memory.read(tmp_path) == Memory()


def test_nothing_changed_keeps_everything(folder: Path) -> None:
    """The same data keep every file as it is."""
    assert standing(folder, THINGS, "v1") == Standing(dict(BEFORE.files), {})


def test_another_program_keeps_nothing(folder: Path) -> None:
    """What another program wrote is all written again."""
    assert BEFORE.standing(replace(BEFORE, program="q"), folder) == Standing()


def test_another_version_leaves_what_may_depend_on_all_in_doubt(folder: Path) -> None:
    """With another version of the data and the same things, whole pages are filled again."""
    found = standing(folder, THINGS)
    assert (["x", "y"], ["z"]) == (list(found.right), list(found.likely))


def test_a_thing_that_says_more_leaves_its_pages_in_doubt(folder: Path) -> None:
    """Where the graph around a thing changed but no name, marked pages may be as they were."""
    found = standing(folder, {**THINGS, "b": (9, 2)})
    assert (["y"], ["x", "z"]) == (list(found.right), list(found.likely))


def test_a_thing_with_another_name_drops_what_names_it(folder: Path) -> None:
    """A page that names what is called otherwise now is not right any more, whatever its mark."""
    found = standing(folder, {**THINGS, "b": (9, 9)})
    assert (["y"], ["z"]) == (list(found.right), list(found.likely))


def test_a_file_without_a_mark_is_never_in_doubt(folder: Path) -> None:
    """What cannot be compared is right or is made again."""
    found = standing(folder, {**THINGS, "c": (9, 3)})
    assert (["x"], ["z"]) == (list(found.right), list(found.likely))


def test_a_thing_that_went_drops_what_named_it(folder: Path) -> None:
    """What named a thing that is no more is written again."""
    found = standing(folder, {"b": (2, 2), "c": (3, 3)})
    assert found == Standing(
        {"y": Made(numbers((1,)))}, {"z": Made(numbers((1,)), whole=True, mark="n")}
    )


def test_a_new_thing_moves_the_numbers(folder: Path) -> None:
    """Numbers are ranks: they follow when a thing comes in before."""
    found = standing(folder, {"0": (7, 7), **THINGS})
    assert found.right == {"x": Made(numbers((1, 2)), mark="m"), "y": Made(numbers((3,)))}


def test_a_file_that_is_gone_is_made_again(folder: Path) -> None:
    """A page that someone removed is no page that can be kept."""
    (folder / "y").unlink()
    (folder / "z").unlink()
    found = standing(folder, THINGS)
    assert (["x"], []) == (list(found.right), list(found.likely))
