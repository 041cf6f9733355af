"""A header is parsed once and kept; the cache changes nothing but the time."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from greffe.questions import headers as module
from greffe.questions.headers import parse, read_header
from greffe.store.cache import prune

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "title: {fr: No, en: No}\nparams:\n  year: {required: true}\n"
SAID = {"title": {"fr": "No", "en": "No"}, "params": {"year": {"required": "true"}}}


def test_every_scalar_is_a_string() -> None:
    """« No », « true » and 12 are words."""
    assert parse("[No, true, 12, 2012-01-01, ~]") == ["No", "true", "12", "2012-01-01", "~"]


@pytest.mark.parametrize("header", ["{", "a: b: c", "\t- x"])
def test_what_is_no_yaml_is_refused(header: str, tmp_path: Path) -> None:
    """The fault is told, and nothing is kept of it."""
    with pytest.raises(ValueError, match="line"):
        read_header(header, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_second_reading_needs_no_yaml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the header says is the same, and the parser is not called again."""
    assert read_header(HEADER, tmp_path) == SAID
    monkeypatch.setattr(module, "parse", None)
    assert read_header(HEADER, tmp_path) == SAID


def test_another_header_is_read_anew(tmp_path: Path) -> None:
    """One letter more is another header."""
    read_header(HEADER, tmp_path)
    assert read_header(HEADER + "tags: [a]\n", tmp_path) == {**SAID, "tags": ["a"]}


def test_a_damaged_cache_is_repaired(tmp_path: Path) -> None:
    """Half a file is ignored and written again."""
    read_header(HEADER, tmp_path)
    (kept,) = tmp_path.iterdir()
    kept.write_text('{"title"', encoding="utf-8")
    assert read_header(HEADER, tmp_path) == SAID
    assert kept.read_text(encoding="utf-8").endswith("}}}")


def test_without_a_cache_headers_are_read_all_the_same(tmp_path: Path) -> None:
    """A cache that cannot be made is no reason to fail."""
    blocked = tmp_path / "file"
    blocked.touch()
    assert read_header(HEADER, blocked / "cache") == SAID


def test_headers_of_last_season_are_pruned(tmp_path: Path) -> None:
    """After ninety days a kept header goes, with the next compiling."""
    read_header(HEADER, tmp_path)
    (kept,) = tmp_path.iterdir()
    written = kept.stat().st_mtime
    prune(tmp_path, tmp_path, written + 89 * 86400)
    assert kept.exists()
    os.utime(kept, (written - 91 * 86400, written - 91 * 86400))
    prune(tmp_path, tmp_path, written)
    assert not kept.exists()
