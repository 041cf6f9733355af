"""What a site reads is the same, in memory or on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.errors import InputError, SyntaxFault
from greffe.files import read
from greffe.store import holding, open_public, public_view
from greffe.store.public import MASK
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.store import Store

# Read in the register: the only natural person among the recipients (communication 36's cell).
PERSON = "Celia Barros Santiago"
CONFIDENTIAL = (
    "\n<https://w3id.org/greffe/id/exemple/communication/1> "
    "<https://w3id.org/greffe/ontology#confidential> true .\n"
)


def dump(store: Store) -> bytes:
    """Return all that a store holds."""
    return store.extract(store.graphs(), "n-quads")


@pytest.fixture
def from_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no workspace be small."""
    monkeypatch.setattr(holding, "SMALL", -1)


@pytest.mark.parametrize("masked", [True, False])
def test_a_small_workspace_reads_as_its_compiled_store_does(cache: Path, *, masked: bool) -> None:
    """Held in memory, the public view says just what the compiled one says, under one version."""
    compiled = open_public(Workspace.at(), masked=masked, cache=cache)
    held = public_view(Workspace.at(), masked=masked).store
    assert compiled.version == held.version
    assert compiled.graphs() == held.graphs()
    assert compiled.fingerprints() == held.fingerprints()
    assert dump(compiled) == dump(held)


def test_a_small_workspace_is_not_compiled(sample: Workspace, tmp_path: Path) -> None:
    """Nothing is written for what is only read once."""
    held = public_view(sample, cache=tmp_path / "cache")
    assert held.store.path is None
    assert not (tmp_path / "cache").exists()


@pytest.mark.usefixtures("from_disk")
def test_a_large_workspace_is_compiled(sample: Workspace, tmp_path: Path) -> None:
    """What memory should not hold is opened from the cache, where the next build finds it."""
    heard: list[tuple[int, int]] = []
    view = public_view(sample, cache=tmp_path, tell=lambda *told: heard.append(told))
    assert view.store.path is not None
    assert tmp_path == view.store.path.parent


def test_small_is_a_matter_of_bytes(
    sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All the Turtle counts, to the last byte."""
    size = sum(len(file.path.read_bytes()) for file in sample.files())
    monkeypatch.setattr(holding, "SMALL", size)
    assert public_view(sample, cache=tmp_path).store.path is None
    monkeypatch.setattr(holding, "SMALL", size - 1)
    assert public_view(sample, cache=tmp_path).store.path is not None


@pytest.mark.parametrize("small", [True, False])
def test_the_mask_knows_the_names_that_are_no_more(
    cache: Path, monkeypatch: pytest.MonkeyPatch, *, small: bool
) -> None:
    """Wherever the data are, names are masked in words that come from elsewhere."""
    if not small:
        monkeypatch.setattr(holding, "SMALL", -1)
    view = public_view(Workspace.at(), cache=cache)
    assert PERSON not in dump(view.store).decode()
    assert f"{MASK} reçoit" == view.mask(f"{PERSON.upper()} reçoit")


def test_who_shows_names_masks_nothing(sample: Workspace) -> None:
    """Without a mask, words stay as they are."""
    assert PERSON == public_view(sample, masked=False).mask(PERSON)


def test_what_is_confidential_is_not_held(sample_dir: Path) -> None:
    """An entry that a body keeps to itself is in no public view, in memory either."""
    register = sample_dir / "exemple" / "register.ttl"
    entry = b"<https://w3id.org/greffe/id/exemple/communication/1>"
    assert entry in dump(public_view(Workspace.at(sample_dir)).store)
    register.write_bytes(register.read_bytes() + CONFIDENTIAL.encode())
    assert entry not in dump(public_view(Workspace.at(sample_dir)).store)


def test_the_version_is_that_of_the_bytes_that_were_read(
    sample_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that changes while it is read is held as it was when its hash was taken."""
    workspace = Workspace.at(sample_dir)
    before = public_view(workspace).store

    def read_then_change(path: Path) -> bytes:
        content = read(path)
        if path.name == "register.ttl":
            path.write_bytes(content + CONFIDENTIAL.encode())
        return content

    monkeypatch.setattr(holding, "read", read_then_change)
    held = public_view(workspace).store
    assert (before.version, before.fingerprints()) == (held.version, held.fingerprints())
    assert held.version != public_view(workspace).store.version


def test_faults_are_told_as_by_a_compiled_store(sample_dir: Path) -> None:
    """Broken Turtle has its file, line and column; a graph claimed twice has both files."""
    register = sample_dir / "exemple" / "register.ttl"
    (sample_dir / "exemple" / "again.ttl").write_bytes(register.read_bytes())
    with pytest.raises(InputError) as twice:
        public_view(Workspace.at(sample_dir))
    assert "again.ttl" in twice.value.message.fr
    assert "register.ttl" in twice.value.message.fr
    (sample_dir / "exemple" / "again.ttl").write_text("<x:a> <x:b> .\n", encoding="utf-8")
    with pytest.raises(SyntaxFault, match=r"again\.ttl"):
        public_view(Workspace.at(sample_dir))


def test_a_file_that_cannot_be_read_is_named(sample_dir: Path) -> None:
    """A name that leads nowhere is no empty file."""
    (sample_dir / "exemple" / "gone.ttl").symlink_to(sample_dir / "nowhere.ttl")
    with pytest.raises(InputError, match=r"gone\.ttl"):
        public_view(Workspace.at(sample_dir))
