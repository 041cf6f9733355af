"""A file is read whole, if it is one; written whole or not at all."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from greffe import files
from greffe.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def test_text_is_utf8_with_line_feeds(tmp_path: Path) -> None:
    """The bytes are the same on every system."""
    path = tmp_path / "texte.txt"
    files.write(path, "Québec\nécrit\n")
    assert path.read_bytes() == "Québec\nécrit\n".encode()


def test_bytes_go_as_they_are(tmp_path: Path) -> None:
    """What is not text is not touched."""
    path = tmp_path / "binaire"
    files.write(path, b"\x00\xff\r\n")
    assert path.read_bytes() == b"\x00\xff\r\n"


def test_missing_folders_are_made(tmp_path: Path) -> None:
    """The folders on the way come into being."""
    path = tmp_path / "a" / "b" / "c.txt"
    files.write(path, "x")
    assert path.read_text(encoding="utf-8") == "x"


def test_a_file_is_replaced_and_nothing_left_beside(tmp_path: Path) -> None:
    """The new content takes the place of the old one; no temporary file stays."""
    path = tmp_path / "f"
    files.write(path, "a longer first content")
    files.write(path, "second")
    assert path.read_text(encoding="utf-8") == "second"
    assert list(tmp_path.iterdir()) == [path]


def test_anyone_may_read_what_was_written(tmp_path: Path) -> None:
    """A published file has the rights of a published file."""
    path = tmp_path / "f"
    files.write(path, "x")
    assert path.stat().st_mode & 0o777 == 0o644


def test_a_folder_in_the_way_is_told(tmp_path: Path) -> None:
    """The message names the place and the system's reason; the folder stays."""
    with pytest.raises(InputError) as caught:
        files.write(tmp_path, "x")
    assert caught.value.message.fr == f"{tmp_path} : écriture impossible (c’est un dossier)."
    assert caught.value.message.en == f"{tmp_path}: cannot be written (Is a directory)."
    assert caught.value.remedy is not None
    assert list(tmp_path.parent.glob(f".{tmp_path.name}*")) == []


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    """A path through a file is no path."""
    (tmp_path / "f").touch()
    with pytest.raises(InputError, match="cannot be written"):
        files.write(tmp_path / "f" / "g", "x")


@pytest.mark.parametrize("name", ["", "new", "new/within/new"])
def test_a_folder_that_can_be_made_is_awaited(tmp_path: Path, name: str) -> None:
    """A folder that is there, or can be made, is right; nothing is made yet."""
    files.await_folder(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["f", "f/g", "f/g/h"])
def test_a_folder_that_is_a_file_is_told_before(tmp_path: Path, name: str) -> None:
    """A file where a folder is to be, or on the way to it, is told as its writing would be."""
    (tmp_path / "f").write_text("taken")
    with pytest.raises(InputError) as caught:
        files.await_folder(tmp_path / name)
    assert caught.value.message.fr == (
        f"{tmp_path / name} : écriture impossible (ce n’est pas un dossier)."
    )
    assert (tmp_path / "f").read_text() == "taken"


def test_a_folder_that_one_may_not_change_is_told_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system forbids writing, that is said before there is anything to write."""
    asked: list[tuple[Path, int]] = []

    def forbid(path: Path, mode: int) -> bool:
        asked.append((path, mode))
        return False

    monkeypatch.setattr(os, "access", forbid)
    with pytest.raises(InputError) as caught:
        files.await_folder(tmp_path / "new")
    assert asked == [(tmp_path, os.W_OK | os.X_OK)]
    assert caught.value.message.en == (
        f"{tmp_path / 'new'}: cannot be written (Permission denied)."
    )


def test_text_may_come_in_pieces(tmp_path: Path) -> None:
    """What is made while it is written is one file, and none at all when making it fails."""
    files.write(tmp_path / "whole", (piece for piece in ("é", "", "t\né")))
    assert "ét\né" == (tmp_path / "whole").read_text(encoding="utf-8")

    def cut() -> Iterator[str]:
        yield "begun"
        raise LookupError

    with pytest.raises(LookupError):
        files.write(tmp_path / "part", cut())
    assert [tmp_path / "whole"] == list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "step", ["pathlib.Path.write_bytes", "pathlib.Path.chmod", "pathlib.Path.replace"]
)
def test_a_failure_on_the_way_leaves_the_old_file(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever fails, the file that was there is untouched and nothing half-written stays."""
    path = tmp_path / "f"
    files.write(path, "old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(step, fail)
    with pytest.raises(InputError, match="No space left"):
        files.write(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("before", ["old", None])
def test_several_files_are_written_together_or_not_at_all(
    before: str | None, tmp_path: Path
) -> None:
    """Where the second place cannot be written, the first is again as it was, or absent."""
    first, folder = tmp_path / "first", tmp_path / "second"
    folder.mkdir()
    if before is not None:
        first.write_text(before, encoding="utf-8")
    with pytest.raises(InputError, match="second: cannot be written"):
        files.write_all({first: "new", folder: "new"})
    assert before == (first.read_text(encoding="utf-8") if first.exists() else None)
    assert {folder} == set(tmp_path.iterdir()) - {first}


def test_several_files_leave_nothing_beside_them(tmp_path: Path) -> None:
    """All have their new content, and the copies kept for a failure are gone."""
    first, second = tmp_path / "first", tmp_path / "second"
    first.write_text("old", encoding="utf-8")
    files.write_all({first: "1", second: "2"})
    assert ["1", "2"] == [path.read_text(encoding="utf-8") for path in (first, second)]
    assert {first, second} == set(tmp_path.iterdir())


def test_a_file_is_read_to_the_byte(tmp_path: Path) -> None:
    """Nothing is decoded and no line end changed."""
    path = tmp_path / "octets"
    path.write_bytes(b"\xff\r\n\0")
    assert b"\xff\r\n\0" == files.read(path)


def test_the_largest_file_is_read_and_the_next_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The bound itself is within it; beyond, the sizes are told."""
    monkeypatch.setattr(files, "LARGEST", 1 << 20)
    path = tmp_path / "grand"
    path.write_bytes(bytes(1 << 20))
    assert 1 << 20 == len(files.read(path))
    path.write_bytes(bytes(2 << 20))
    with pytest.raises(InputError, match="2 MiB are too many; a file has at most 1"):
        files.read(path)


def test_what_may_never_end_is_not_read(tmp_path: Path) -> None:
    """A pipe that nobody writes to, a device, and a link to one."""
    pipe, link = tmp_path / "tube", tmp_path / "lien"
    os.mkfifo(pipe)
    link.symlink_to("/dev/zero")
    for path in (pipe, link):
        with pytest.raises(InputError, match="not an ordinary file"):
            files.read(path)


def test_a_folder_is_refused_with_the_reason_of_the_system(tmp_path: Path) -> None:
    """In both languages, with what to do."""
    with pytest.raises(InputError) as caught:
        files.read(tmp_path)
    assert f"{tmp_path} : lecture impossible (c’est un dossier)." == caught.value.message.fr
    assert f"{tmp_path}: cannot be read (Is a directory)." == caught.value.message.en
    assert caught.value.remedy is not None
    assert "Donnez un fichier de ce dossier." == caught.value.remedy.fr


def test_a_file_that_is_there_is_spared(tmp_path: Path) -> None:
    """The first that would be replaced is told, with what lets it be replaced."""
    there, other = tmp_path / "a.xlsx", tmp_path / "b.xlsx"
    files.spare([there, other])
    there.write_bytes(b"x")
    with pytest.raises(UsageError) as caught:
        files.spare([other, there])
    assert f"{there} : ce fichier existe déjà." == caught.value.message.fr
    assert caught.value.remedy is not None
    assert "--force" in caught.value.remedy.en
