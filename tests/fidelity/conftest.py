"""The two documents, their transcription, what is excluded of them, and the published graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from greffe import resources
from greffe.documents.received import Exclusion, Source, read_source, read_text
from greffe.documents.spans import read_lines
from greffe.documents.tables import INVENTORY_FIELDS, MEMBER_FIELDS, REGISTER_FIELDS
from greffe.importing.transcription import read_transcription

if TYPE_CHECKING:
    from greffe.documents.tables import Transcription

BASE = "https://w3id.org/greffe/id/mifi"
BODY = resources.data_dir() / "mifi"
PUBLISHED = (BODY / "register.ttl", BODY / "inventory.ttl")


@pytest.fixture(scope="session")
def transcriptions() -> dict[str, Transcription]:
    """Return the three transcriptions by the name of their table."""
    tables = {
        "registre": ("registre", REGISTER_FIELDS),
        "inventaire": ("inventaire", INVENTORY_FIELDS),
        "partenaires-pasi": ("registre", MEMBER_FIELDS),
    }
    folder = BODY / "sources"
    return {
        table: read_transcription(
            folder / f"{table}.csv",
            folder / f"{table}.lignes.csv",
            folder / f"{document}.txt",
            fields,
        )
        for table, (document, fields) in tables.items()
    }


@pytest.fixture(scope="session")
def exclusions() -> dict[str, tuple[Exclusion, ...]]:
    """Return the explicit list of words that are no content, by document."""
    return {
        document: read_source(BODY / "sources" / f"{document}.txt").exclusions
        for document in ("registre", "inventaire")
    }


@pytest.fixture(scope="session")
def sources(
    transcriptions: dict[str, Transcription], exclusions: dict[str, tuple[Exclusion, ...]]
) -> dict[str, Source]:
    """Return the two documents by the IRI that the graph gives them."""
    return {
        f"{BASE}/source/{name}": Source(
            read_lines(read_text(BODY / "sources" / f"{name}.txt")),
            exclusions[name],
            tuple(each for each in transcriptions.values() if each.document.stem == name),
        )
        for name in ("registre", "inventaire")
    }


@pytest.fixture(scope="session")
def published() -> Graph:
    """Return the graph that the project publishes; tests change copies of it."""
    graph = Graph()
    for path in PUBLISHED:
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture
def graph(published: Graph) -> Graph:
    """Return a copy of the published graph, to be checked or damaged."""
    copy = Graph()
    copy += published
    return copy
