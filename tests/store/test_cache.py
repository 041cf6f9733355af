"""Where compiled stores are kept and when they go."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from greffe.errors import StoreError
from greffe.store.cache import (
    KEPT,
    cache_dir,
    discard,
    make_folder,
    prune,
    recall,
    remember,
    store_path,
    touch,
)

if TYPE_CHECKING:
    from pathlib import Path

NOW = 1_000_000.0
HOUR = 3600.0


def made(cache: Path, name: str, age: float) -> Path:
    """Make a folder in the cache that was last used so many seconds ago."""
    folder = cache / name
    folder.mkdir()
    os.utime(folder, (NOW - age, NOW - age))
    return folder


def test_the_variable_names_the_cache(tmp_path: Path) -> None:
    """GREFFE_CACHE wins over the system's own place."""
    assert cache_dir({"GREFFE_CACHE": str(tmp_path)}) == tmp_path


@pytest.mark.parametrize("environment", [{}, {"GREFFE_CACHE": ""}])
def test_without_the_variable_the_system_says(environment: dict[str, str]) -> None:
    """Without GREFFE_CACHE, or with an empty one, stores go to the user's cache folder."""
    assert cache_dir(environment).name == "greffe"


def test_a_store_is_named_by_content_and_engine(tmp_path: Path) -> None:
    """Another content or another version of the engine is another store."""
    from pyoxigraph import __version__ as engine

    assert store_path("a" * 64, tmp_path) == tmp_path / f"{'a' * 32}-{engine}"


def test_the_few_stores_used_last_are_kept(tmp_path: Path) -> None:
    """Beyond the number kept, the stores that were not used for the longest time go."""
    stores = [made(tmp_path, f"store{age}", age * HOUR) for age in range(2, 2 + KEPT + 2)]
    prune(tmp_path, stores[0], NOW)
    assert sorted(tmp_path.iterdir()) == sorted(stores[:KEPT])


def test_a_store_used_within_the_hour_is_never_pruned(tmp_path: Path) -> None:
    """A store that another process may have open stays, however many there are."""
    stores = [made(tmp_path, f"store{n}", 60.0 * n) for n in range(KEPT + 3)]
    prune(tmp_path, stores[0], NOW)
    assert sorted(tmp_path.iterdir()) == sorted(stores)


def test_the_store_just_made_is_never_pruned(tmp_path: Path) -> None:
    """The store that is asked for stays even if its date is old."""
    stores = [made(tmp_path, f"store{age}", age * HOUR) for age in range(2, 2 + KEPT + 1)]
    prune(tmp_path, stores[-1], NOW)
    assert stores[-1].exists()


def test_only_abandoned_builds_go(tmp_path: Path) -> None:
    """A build of an hour ago may be under way; one of two days ago was abandoned."""
    growing = made(tmp_path, "building-new", HOUR)
    abandoned = made(tmp_path, "building-old", 48 * HOUR)
    assert sorted(tmp_path.iterdir()) == sorted([growing, abandoned])
    prune(tmp_path, growing, NOW)
    assert list(tmp_path.iterdir()) == [growing]


def test_use_makes_a_store_young(tmp_path: Path) -> None:
    """Opening a store counts as use."""
    folder = made(tmp_path, "store", HOUR)
    touch(folder)
    assert folder.stat().st_mtime > NOW


def test_what_is_gone_can_be_touched_and_discarded(tmp_path: Path) -> None:
    """Another process may have pruned the store: neither call minds."""
    touch(tmp_path / "gone")
    discard(tmp_path / "gone")
    assert list(tmp_path.iterdir()) == []


def test_a_cache_that_cannot_be_made_says_what_to_do(tmp_path: Path) -> None:
    """Where no folder can be made, the error names it and the variable that moves it."""
    blocked = tmp_path / "file"
    blocked.touch()
    with pytest.raises(StoreError) as caught:
        make_folder(blocked / "cache")
    assert str(blocked) in caught.value.message.fr
    assert caught.value.remedy is not None
    assert "GREFFE_CACHE" in caught.value.remedy.fr


def test_what_is_remembered_is_recalled(tmp_path: Path) -> None:
    """A content comes back byte for byte, whatever bytes it has."""
    content = bytes(range(256)) + b"\n\n"
    assert remember(tmp_path / "kept", content)
    assert content == recall(tmp_path / "kept")


@pytest.mark.parametrize("damage", [b"", b"x", b"no digest\nwords"])
def test_what_is_damaged_or_missing_is_not_recalled(tmp_path: Path, damage: bytes) -> None:
    """It costs time to make it anew, and nothing else."""
    assert recall(tmp_path / "missing") is None
    (tmp_path / "kept").write_bytes(damage)
    assert recall(tmp_path / "kept") is None


def test_where_nothing_may_be_written_nothing_is_remembered(tmp_path: Path) -> None:
    """That is told, and is no error."""
    (tmp_path / "file").write_bytes(b"")
    assert not remember(tmp_path / "file" / "kept", b"words")
