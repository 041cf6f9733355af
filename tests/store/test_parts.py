"""The account of a store tells what is in it, and when a file need not be read again."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.errors import InputError
from greffe.store import parts
from greffe.store.parts import ACCOUNT, Digests, Part, closest, look_of, newest, read, write
from greffe.workspace import SourceFile, digest_of

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = time.time() - 3600
NUMBERS = st.integers(0, 2**63)
PARTS = st.dictionaries(
    st.text(),
    st.builds(
        Part, st.text(), st.text(), st.none() | st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
    ),
    max_size=5,
)


@pytest.fixture
def file(tmp_path: Path) -> SourceFile:
    """Write a file that has not changed for a while."""
    path = tmp_path / "register.ttl"
    path.write_text("one", encoding="utf-8")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return SourceFile("mifi/register.ttl", path, "register", "mifi")


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a file be settled as soon as it is written."""
    monkeypatch.setattr(parts, "_SETTLED", -1.0)


def kept(file: SourceFile, digest: str) -> dict[str, Part]:
    """Return the account of a store with one file, as it looks now, and some hash."""
    return {file.name: Part(digest, "x:graph", look_of(file.path))}


@given(PARTS)
def test_an_account_is_read_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, told: dict[str, Part]
) -> None:
    """Names, hashes, graphs and looks come back, whatever they are."""
    folder = tmp_path_factory.mktemp("store")
    write(folder, told)
    assert told == read(folder)


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "null", "{}", '{"form": 0, "parts": []}', '{"form": 1}']
    + [
        f'{{"form": 1, "parts": {each}}}' for each in ("3", "[3]", "[[]]", '[["a", "b", "c", [1]]]')
    ],
)
def test_what_is_no_account_tells_nothing(tmp_path: Path, content: str) -> None:
    """An account of another form, cut short or damaged, is as none."""
    (tmp_path / ACCOUNT).write_text(content)
    assert read(tmp_path) == {}


def test_without_an_account_nothing_is_told(tmp_path: Path) -> None:
    """A store without one, or that is not there, has no parts that we know of."""
    assert (read(tmp_path), read(tmp_path / "none")) == ({}, {})


def test_an_account_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The error names the place."""
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match=ACCOUNT):
        write(tmp_path / "file", {})


@pytest.mark.usefixtures("settled")
def test_a_file_that_looks_the_same_is_not_read(file: SourceFile) -> None:
    """Its hash is the one that was kept, without a look inside."""
    assert Digests(kept(file, "known"))(file) == "known"


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("text", ["two", "longer"])
def test_a_file_that_changed_is_read(file: SourceFile, text: str) -> None:
    """A change shows, even one that keeps the size and puts back the time of the content."""
    known = Digests(kept(file, "known"))
    file.path.write_text(text, encoding="utf-8")
    os.utime(file.path, (LONG_AGO, LONG_AGO))
    assert known(file) == digest_of(file) != "known"


def test_a_file_that_has_just_changed_is_not_relied_upon(file: SourceFile) -> None:
    """It might change once more within the same tick: it has no look, and is read each time."""
    os.utime(file.path)
    assert look_of(file.path) is None
    known = Digests(kept(file, "known"))
    first = known(file)
    file.path.write_text("two", encoding="utf-8")
    assert known(file) != first
    assert known.look(file.name) is None


@pytest.mark.usefixtures("settled")
def test_looks_are_kept_with_hashes(file: SourceFile) -> None:
    """The look that is kept is the one from before the file was read."""
    known = Digests({})
    assert known(file) == digest_of(file)
    assert known.look(file.name) == look_of(file.path)
    assert known.look("another") is None


def test_a_file_that_is_gone_is_an_error(file: SourceFile) -> None:
    """What cannot be read is told as everywhere."""
    file.path.unlink()
    assert look_of(file.path) is None
    with pytest.raises(InputError, match=r"register\.ttl"):
        Digests({})(file)


def store(folder: Path, name: str, **digests: str) -> Path:
    """Make a store with such files."""
    path = folder / name
    path.mkdir()
    write(path, {name: Part(digest, f"x:{name}") for name, digest in digests.items()})
    return path


def test_the_closest_store_shares_most(tmp_path: Path) -> None:
    """It is the one with most of the wanted contents under their names, not the largest."""
    near = store(tmp_path, "near", a="1", b="2")
    large = store(tmp_path, "large", a="1", b="9", c="9", d="9", e="9")
    found, told = closest([large, near], {"a": "1", "b": "2", "c": "3"})
    assert (found, told) == (near, read(near))


def test_without_anything_in_common_there_is_no_base(tmp_path: Path) -> None:
    """A store that shares nothing, or does not tell, is not built upon."""
    stranger, silent = store(tmp_path, "stranger", a="9", z="1"), tmp_path / "silent"
    assert closest([stranger, silent], {"a": "1"}) == (None, {})


def test_the_newest_account_is_the_first_that_tells(tmp_path: Path) -> None:
    """Stores without an account are passed over."""
    first, second = store(tmp_path, "first", a="1"), store(tmp_path, "second", a="2")
    assert newest([tmp_path / "none", first, second]) == read(first)
    assert newest([]) == {}
