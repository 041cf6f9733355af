"""What follows from the shapes alone is made once, and again when they change."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal, URIRef

from greffe.errors import InputError
from greffe.store.cache import VARIABLE
from greffe.turtle.reading import parse
from greffe.validation.keeping import PREFIX, kept, kept_of
from greffe.validation.run import validate
from greffe.validation.soundness import BrokenShapes
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHAPE = "<https://example.org/{}> a <http://www.w3.org/ns/shacl#NodeShape> .\n"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of what is kept, which is empty."""
    folder = tmp_path / "cache"
    monkeypatch.setenv(VARIABLE, str(folder))
    return folder


def shapes(folder: Path, name: str = "a") -> Graph:
    """Return shapes as a new run reads them."""
    path = folder / "shapes.ttl"
    path.write_text(SHAPE.format(name), encoding="utf-8")
    return parse(path)


def never() -> list[str]:
    """Fail, for what it makes is known."""
    raise AssertionError


def counting() -> tuple[list[int], Callable[[], str]]:
    """Return the times that something is made, and what makes it."""
    times: list[int] = []

    def make() -> str:
        times.append(1)
        return "é"

    return times, make


def test_what_is_made_once_is_there_in_the_next_run(tmp_path: Path) -> None:
    """The same shapes give what they gave before, without making it."""
    assert ["é"] == kept(shapes(tmp_path), "this", lambda: ["é"])
    assert ["é"] == kept(shapes(tmp_path), "this", never)


def test_each_thing_is_kept_by_itself(tmp_path: Path) -> None:
    """What was made of the shapes earlier says nothing of what was not."""
    kept(shapes(tmp_path), "this", lambda: 1)
    assert 2 == kept(shapes(tmp_path), "that", lambda: 2)
    assert 1 == kept(shapes(tmp_path), "this", lambda: 3)


def test_other_shapes_are_asked_anew(tmp_path: Path) -> None:
    """One statement more, or another name, and nothing is taken from before."""
    times, make = counting()
    for name in ("a", "b", "a"):
        kept(shapes(tmp_path, name), "this", make)
    assert 2 == len(times)


def test_what_files_give_is_kept_until_one_changes(tmp_path: Path) -> None:
    """Another word in a file, another name or folder of it, another file: all is made anew."""
    times, make = counting()

    def asked(*names: str) -> str:
        for name in names:
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text("x", encoding="utf-8")
        return kept_of([tmp_path / name for name in names], "this", make)

    for _ in range(2):
        assert "é" == asked("law/a.ttl")
        assert 1 == len(times)
    assert ["é", "é", "é"] == [asked("law/b.ttl"), asked("own/a.ttl"), asked("law/a.ttl", "b.ttl")]
    assert 4 == len(times)
    (tmp_path / "law" / "a.ttl").write_text("y", encoding="utf-8")
    assert "é" == kept_of([tmp_path / "law" / "a.ttl"], "this", make)
    assert 5 == len(times)


def test_a_file_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    """What is kept of other files does not stand for it."""
    with pytest.raises(InputError, match=r"gone\.ttl"):
        kept_of([tmp_path / "gone.ttl"], "this", never)


def test_a_graph_that_has_changed_is_asked_anew(tmp_path: Path) -> None:
    """A statement that is added changes what the shapes are."""
    graph = shapes(tmp_path)
    kept(graph, "this", lambda: "before")
    graph.add((URIRef("urn:x"), URIRef("urn:y"), Literal("z")))
    assert "after" == kept(graph, "this", lambda: "after")


def test_a_plain_graph_keeps_nothing(cache: Path) -> None:
    """Graphs that no file was read into are none of the shapes of a run."""
    times, make = counting()
    for _ in range(2):
        kept(Graph(), "this", make)
    assert 2 == len(times)
    assert not cache.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(path.read_bytes().replace(b"first", b"other")),
        lambda path: path.write_bytes(b"\xff\x00"),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["empty", "cut", "changed", "junk", "a folder"],
)
def test_a_damaged_file_is_as_none(
    damage: Callable[[Path], object], tmp_path: Path, cache: Path
) -> None:
    """Whatever stands in the file, the answer is right."""
    kept(shapes(tmp_path), "this", lambda: "first")
    [file] = cache.iterdir()
    damage(file)
    assert "second" == kept(shapes(tmp_path), "this", lambda: "second")


def test_a_folder_that_cannot_be_written_costs_only_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing can be kept, everything is made each time."""
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "file" / "cache"))
    times, make = counting()
    for _ in range(2):
        assert "é" == kept(shapes(tmp_path), "this", make)
    assert 2 == len(times)


def test_what_fails_is_not_kept(tmp_path: Path, cache: Path) -> None:
    """Shapes that were refused are refused again."""

    def refuse() -> str:
        raise LookupError

    for _ in range(2):
        with pytest.raises(LookupError):
            kept(shapes(tmp_path), "this", refuse)
    assert not cache.exists()


def test_what_nobody_has_used_for_long_goes(tmp_path: Path, cache: Path) -> None:
    """Of shapes that have changed, nothing stays for ever."""
    kept(shapes(tmp_path), "this", lambda: 1)
    [old] = cache.iterdir()
    long_ago = time.time() - 100 * 24 * 3600
    os.utime(old, (long_ago, long_ago))
    kept(shapes(tmp_path, "b"), "this", lambda: 1)
    assert not old.exists()


def test_a_second_check_finds_the_same(cache: Path) -> None:
    """With what an earlier run has kept, the report is the same to the last figure."""
    first = validate(Workspace.at())
    assert [True] == [each.name.startswith(PREFIX) for each in cache.iterdir()]
    assert first == validate(Workspace.at())


def test_broken_shapes_are_refused_whatever_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That shapes were sound says nothing of those that take their place."""
    validate(Workspace.at())
    path = tmp_path / "broken.ttl"
    path.write_text(
        f"{SHAPE.format('a')}<https://example.org/a> <http://www.w3.org/ns/shacl#maxCount> -1 .\n",
        encoding="utf-8",
    )
    monkeypatch.setattr("greffe.validation.run.all_shapes", lambda: parse(path))
    with pytest.raises(BrokenShapes):
        validate(Workspace.at())
