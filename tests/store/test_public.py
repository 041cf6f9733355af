"""The public view: what leaves the house, and what does not."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from greffe.resources import data_dir
from greffe.store import Store, open_public, open_store
from greffe.store.public import MASK, mask_of
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://w3id.org/greffe/id/mifi"
PREFIXES = (
    "PREFIX greffe: <https://w3id.org/greffe/ontology#> "
    "PREFIX foaf: <http://xmlns.com/foaf/0.1/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
)
# Read in the register: the only natural person among the recipients (communication 36's cell).
PERSON = ("Celia", "Barros", "Santiago")


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a cache of its own."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def published(cache: Path) -> Store:
    """Open the public view of the bundled data."""
    return open_public(Workspace.at(), cache=cache)


def workspace_with(folder: Path, words: str) -> Workspace:
    """Return a copy of the data whose MIFI register says something more."""
    shutil.copytree(data_dir() / "mifi", folder / "mifi", ignore=shutil.ignore_patterns("sources"))
    register = folder / "mifi" / "register.ttl"
    register.write_text(register.read_text(encoding="utf-8") + words, encoding="utf-8")
    return Workspace.at(folder)


def holds(store: Store, words: str) -> bool:
    """Return whether a dump of the store has these words anywhere."""
    dump = store.extract(store.graphs(), "n-quads").decode()
    return words.casefold() in dump.casefold()


def test_a_natural_person_is_named_nowhere(published: Store) -> None:
    """No part of the public view holds a part of the name of a natural person."""
    assert [part for part in PERSON if holds(published, part)] == []


def test_the_mask_stands_where_the_name_was(published: Store) -> None:
    """The words of the cell stay, but for the name."""
    rows = published.select(
        PREFIXES + "SELECT ?text WHERE { ?entry greffe:recipientText ?text ; "
        f"greffe:recipient <{BASE}/person/1> }}"
    ).rows
    (text,) = (row[0] for row in rows)
    assert MASK in getattr(text, "value", "")


def test_a_masked_person_is_still_a_recipient(published: Store) -> None:
    """That there is such a recipient, and of what sort, stays public."""
    reply = published.query(
        PREFIXES
        + f"ASK {{ ?e greffe:recipient <{BASE}/person/1> . <{BASE}/person/1> a foaf:Person "
        '; skos:prefLabel "Natural person (researcher)"@en }'
    )
    assert reply is True


def test_the_body_may_show_names(cache: Path) -> None:
    """Unmasked, the view has the name as the document has it."""
    assert holds(open_public(Workspace.at(), masked=False, cache=cache), " ".join(PERSON))


def test_the_whole_store_keeps_the_name(cache: Path) -> None:
    """Masking touches what is published, not the register itself."""
    assert holds(open_store(Workspace.at(), cache), " ".join(PERSON))


def test_nothing_else_is_lost(published: Store, cache: Path) -> None:
    """Only the two statements of the name go: foaf:name and the spelling met."""
    assert len(open_store(Workspace.at(), cache)) - len(published) == 2


def test_the_version_is_that_of_the_data(published: Store) -> None:
    """The public view has the content hash of the data it was made from."""
    assert published.version == Workspace.at().content_hash()


@pytest.mark.parametrize("value", ["true", "1", '"oui"', '"True"'])
def test_a_confidential_entry_leaves_no_trace(tmp_path: Path, value: str) -> None:
    """Neither the entry, nor what it owns, nor an agreement that only it cites is published."""
    words = f"\n<{BASE}/communication/19> greffe:confidential {value} .\n"
    store = open_public(workspace_with(tmp_path, words), cache=tmp_path / "cache")
    traces = ("communication/19>", "communication/19/", "agreement/contrats-service", "Innvest")
    assert [trace for trace in traces if holds(store, trace)] == []


def test_an_entry_that_is_said_public_stays(tmp_path: Path) -> None:
    """``greffe:confidential false`` keeps nothing out."""
    words = f"\n<{BASE}/communication/19> greffe:confidential false .\n"
    store = open_public(workspace_with(tmp_path, words), cache=tmp_path / "cache")
    assert holds(store, "communication/19>")


def test_what_others_refer_to_stays(tmp_path: Path) -> None:
    """An organisation or a person that other entries name is still there."""
    words = f"\n<{BASE}/communication/19> greffe:confidential true .\n"
    store = open_public(workspace_with(tmp_path, words), cache=tmp_path / "cache")
    assert holds(store, f"{BASE}/person/1")
    assert holds(store, f"{BASE}/communication/20>")


def test_words_about_the_data_are_masked_too(cache: Path) -> None:
    """What a report says of a person goes through the same mask, however it is cased."""
    mask = mask_of(Workspace.at(), cache)
    assert mask("reçu par CELIA  Barros Santiago.") == f"reçu par {MASK}."
