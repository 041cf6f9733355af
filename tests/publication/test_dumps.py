"""Dumps hold the whole graph, and the same data always gives the same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Dataset, Graph, URIRef
from tests.memory import in_memory

from greffe.errors import InputError
from greffe.namespaces import SH
from greffe.publication.dumps import write_dumps
from greffe.questions import catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.store import Store
    from greffe.workspace import Workspace

NAMES: Final = [
    "greffe.nq",
    "greffe.trig",
    "exemple/inventory.ttl",
    "exemple/register.ttl",
    "questions.ttl",
]


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of each dump."""
    return {name: (folder / name).read_bytes() for name in NAMES}


def quads(path: Path, format_: str) -> set[tuple[str, ...]]:
    """Return what a dump says, read by another library than the one that wrote it."""
    dataset = Dataset()
    dataset.parse(path, format=format_)
    return {(*(term.n3() for term in quad[:3]), str(quad[3])) for quad in dataset.quads()}


def test_the_paths_written_are_returned(
    sample_store: Store, sample: Workspace, tmp_path: Path
) -> None:
    """The whole graph in two syntaxes, then each register, as the workspace orders them."""
    written = write_dumps(sample_store, sample, tmp_path)
    assert [tmp_path / name for name in NAMES] == list(written)
    assert all(path.is_file() for path in written)


def test_the_questions_are_written_as_executables(
    sample_store: Store, sample: Workspace, tmp_path: Path
) -> None:
    """Other tools find each question of the library with its query."""
    write_dumps(sample_store, sample, tmp_path)
    written = Graph().parse(tmp_path / "questions.ttl")
    selects = set(map(str, written.objects(None, URIRef(f"{SH}select"))))
    assert {question.text for question in catalogue()} == selects


def test_both_dumps_hold_every_statement(
    sample_store: Store, sample: Workspace, tmp_path: Path
) -> None:
    """N-Quads and TriG say the same: every statement, in its named graph."""
    write_dumps(sample_store, sample, tmp_path)
    lines, blocks = quads(tmp_path / "greffe.nq", "nquads"), quads(tmp_path / "greffe.trig", "trig")
    assert lines == blocks
    assert len(sample_store) == len(lines)
    assert set(sample_store.graphs()) == {quad[3] for quad in lines}


def test_the_same_data_gives_the_same_bytes(sample: Workspace, tmp_path: Path) -> None:
    """Two stores of the same files are dumped alike."""
    for name in ("first", "second"):
        write_dumps(in_memory(sample.files()), sample, tmp_path / name)
    assert contents(tmp_path / "first") == contents(tmp_path / "second")


def test_a_register_is_published_as_it_is_kept(
    sample_store: Store, sample: Workspace, tmp_path: Path
) -> None:
    """The Turtle of a register is the file of the workspace, to the byte."""
    write_dumps(sample_store, sample, tmp_path)
    for name in ("register.ttl", "inventory.ttl"):
        kept = (sample.data / "exemple" / name).read_bytes()
        assert kept == (tmp_path / "exemple" / name).read_bytes()


def test_a_place_that_cannot_be_written_is_told(
    sample_store: Store, sample: Workspace, tmp_path: Path
) -> None:
    """A file in the place of the folder is an input error that names it."""
    (tmp_path / "f").touch()
    with pytest.raises(InputError, match="cannot be written"):
        write_dumps(sample_store, sample, tmp_path / "f")
