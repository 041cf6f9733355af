"""Texts of graphs kept from one build to the next: right, few, and never needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.publication.descriptions import keeping
from greffe.publication.descriptions.keeping import KEPT, MOST, Kept, kept
from greffe.publication.descriptions.shelf import SYNTAXES, Shelf
from greffe.store import open_public

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.workspace import Workspace

REGISTER = "https://w3id.org/greffe/id/mifi/register"
PARTS = {"turtle": b"\x00\ndeux lignes\n", "json-ld": b"", "n-quads": b"x y\n"}


def test_what_is_kept_is_given_again(tmp_path: Path) -> None:
    """Each syntax comes back byte for byte, whatever bytes it has."""
    Kept({REGISTER: 5}, tmp_path).write(REGISTER, PARTS)
    assert PARTS == Kept({REGISTER: 5}, tmp_path).read(REGISTER)


def test_a_graph_that_says_something_else_is_not_known(tmp_path: Path) -> None:
    """Another number, another graph, or none: nothing is given."""
    Kept({REGISTER: 5}, tmp_path).write(REGISTER, PARTS)
    assert {} == Kept({REGISTER: 6}, tmp_path).read(REGISTER)
    assert {} == Kept({f"{REGISTER}s": 5}, tmp_path).read(f"{REGISTER}s")
    assert {} == Kept({}, tmp_path).read(REGISTER)


def test_another_program_writes_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version of the package wrote is not taken for what this one writes."""
    Kept({REGISTER: 5}, tmp_path).write(REGISTER, PARTS)
    monkeypatch.setattr(keeping, "program", lambda: "other")
    assert {} == Kept({REGISTER: 5}, tmp_path).read(REGISTER)


@pytest.mark.parametrize("damage", [b"", b"\n", b"deadbeef\nturtle 3\nabc"])
def test_a_damaged_file_is_not_read(tmp_path: Path, damage: bytes) -> None:
    """A file that is not what was written gives nothing."""
    Kept({REGISTER: 5}, tmp_path).write(REGISTER, PARTS)
    (file,) = tmp_path.iterdir()
    file.write_bytes(damage)
    assert {} == Kept({REGISTER: 5}, tmp_path).read(REGISTER)


def test_a_cut_file_is_not_read(tmp_path: Path) -> None:
    """A file that lost its end gives nothing."""
    Kept({REGISTER: 5}, tmp_path).write(REGISTER, PARTS)
    (file,) = tmp_path.iterdir()
    file.write_bytes(file.read_bytes()[:-1])
    assert {} == Kept({REGISTER: 5}, tmp_path).read(REGISTER)


def test_the_last_versions_of_a_graph_are_kept(tmp_path: Path) -> None:
    """Of many versions a few stay, the last among them; other graphs are left alone."""
    Kept({"urn:other": 1}, tmp_path).write("urn:other", PARTS)
    for number in range(KEPT + 3):
        Kept({REGISTER: number}, tmp_path).write(REGISTER, PARTS)
    assert KEPT + 1 == len(list(tmp_path.iterdir()))
    assert PARTS == Kept({REGISTER: KEPT + 2}, tmp_path).read(REGISTER)
    assert PARTS == Kept({"urn:other": 1}, tmp_path).read("urn:other")


def test_of_very_many_graphs_none_is_kept(tmp_path: Path) -> None:
    """The folder of a national site would fill."""
    numbers = {f"urn:{number}": number for number in range(MOST + 1)}
    Kept(numbers, tmp_path).write("urn:1", PARTS)
    assert [] == list(tmp_path.iterdir())


def test_a_folder_that_may_not_be_written_costs_nothing(tmp_path: Path) -> None:
    """Where a file stands in the place of the folder, nothing is kept and nothing fails."""
    (tmp_path / "file").write_bytes(b"")
    kept = Kept({REGISTER: 5}, tmp_path / "file")
    kept.write(REGISTER, PARTS)
    assert {} == kept.read(REGISTER)


def test_dumps_are_the_same_from_what_is_kept(
    sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second build reads no graph, and gives the same bytes in every syntax."""
    monkeypatch.setenv("GREFFE_CACHE", str(tmp_path))
    store = open_public(sample)
    graphs = store.fingerprints().graphs
    assert set(store.graphs()) == set(graphs)
    plain, first, again = Shelf(store), Shelf(store, graphs), Shelf(store, graphs)
    before = [first.whole(syntax) for syntax in SYNTAXES]
    monkeypatch.setattr(again, "read", lambda iri: pytest.fail(f"{iri} is read again"))
    assert before == [again.whole(syntax) for syntax in SYNTAXES]
    assert before == [plain.whole(syntax) for syntax in SYNTAXES]


def test_what_is_made_from_the_same_is_made_once(tmp_path: Path) -> None:
    """The second time, nothing is made: what was kept is given."""
    made = iter([b"premier", b"second"])
    first, again = (kept("urn:a", ("x", 1), lambda: next(made), tmp_path) for _ in range(2))
    assert (first, again) == (b"premier", b"premier")


def test_what_is_made_from_something_else_is_made_again(tmp_path: Path) -> None:
    """What it is made from tells, and so does its name."""
    made = iter([b"1", b"2", b"3"])
    found = [
        kept(name, told, lambda: next(made), tmp_path)
        for name, told in (("urn:a", ("x", 1)), ("urn:a", ("x", 2)), ("urn:b", ("x", 1)))
    ]
    assert [b"1", b"2", b"3"] == found


def test_what_cannot_be_kept_is_made(tmp_path: Path) -> None:
    """Where nothing can be written, what is asked for is given all the same."""
    (tmp_path / "file").touch()
    assert kept("urn:a", 1, lambda: b"x", tmp_path / "file") == b"x"


def test_nothing_may_be_kept(tmp_path: Path) -> None:
    """An empty text is a text."""
    made = iter([b"", b"second"])
    texts = [kept("urn:a", 1, lambda: next(made), tmp_path) for _ in range(2)]
    assert [b"", b""] == texts
