"""The MIFI's own cells, names and readings, for the tests of what reads them."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from greffe.documents.tables import INVENTORY_FIELDS, REGISTER_FIELDS
from greffe.importing.agreements import KnownAgreements
from greffe.importing.knowledge import Knowledge
from greffe.importing.recipients import Directory
from greffe.importing.remarks import Phrases
from greffe.namespaces import CONCEPT, LAW, ROOT
from greffe.resources import data_dir, ontology_dir
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rdflib import Graph

Golden = list[dict[str, str]]
Cells = dict[str, dict[str, str]]
GOLDEN = Path(__file__).parents[1] / "golden"
BASE = f"{ROOT}id/mifi/"
SOURCES = data_dir() / "mifi" / "sources"


@pytest.fixture(scope="session")
def names() -> Graph:
    """Give the graph of all that is named: organisations, the body, frequencies, channels."""
    from rdflib import Graph

    graph = Graph()
    for path in (
        data_dir() / "organizations.ttl",
        data_dir() / "mifi" / "body.ttl",
        ontology_dir() / "concepts" / "frequency.ttl",
        ontology_dir() / "concepts" / "channel.ttl",
    ):
        graph.parse(path, format="turtle")
    return graph


@pytest.fixture(scope="session")
def directory(names: Graph) -> Directory:
    """Give the directory of those who may receive."""
    return Directory.from_graph(names)


@pytest.fixture(scope="session")
def known(names: Graph) -> KnownAgreements:
    """Give the agreements that the MIFI declares."""
    return KnownAgreements.from_graph(names)


@pytest.fixture(scope="session")
def phrases(names: Graph) -> Phrases:
    """Give the phrases of frequencies and channels."""
    return Phrases.from_graph(names)


@pytest.fixture(scope="session")
def communications() -> Cells:
    """Give the 37 communications: number (``C5``) to field to text."""
    return _cells("registre.csv", "C", REGISTER_FIELDS)


@pytest.fixture(scope="session")
def files() -> Cells:
    """Give the 39 files of the inventory: number (``F3``) to field to text."""
    return _cells("inventaire.csv", "F", INVENTORY_FIELDS)


@pytest.fixture(scope="session")
def partners() -> tuple[str, ...]:
    """Give the 129 partners of the annex, without their printed numbers."""
    return tuple(row[1] for row in _rows("partenaires-pasi.csv"))


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    """Give what an importer knows of the MIFI."""
    return Knowledge.of(Workspace.at(), "mifi")


@pytest.fixture(scope="session")
def register_graph() -> Graph:
    """Give the graph of the MIFI's register, as published."""
    return _published("register.ttl")


@pytest.fixture(scope="session")
def inventory_graph() -> Graph:
    """Give the graph of the MIFI's inventory, as published."""
    return _published("inventory.ttl")


@pytest.fixture
def told() -> Callable[[Graph, str, str], list[str]]:
    """Give the reader of a graph: the values of a property (IRI) of one of the MIFI's things."""
    return _told


@pytest.fixture(scope="session")
def golden() -> Callable[[str], Golden]:
    """Give the reader of what was read by eye (``golden("recipients")``)."""
    return _golden


def _golden(name: str) -> Golden:
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        found = list(csv.DictReader(stream))
    assert found
    return found


def _rows(name: str) -> list[list[str]]:
    with (SOURCES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))[1:]


def _cells(name: str, letter: str, fields: Sequence[str]) -> Cells:
    return {
        f"{letter}{number}": dict(zip(fields, texts, strict=True)) for number, *texts in _rows(name)
    }


def _published(name: str) -> Graph:
    from rdflib import Graph

    return Graph().parse(data_dir() / "mifi" / name, format="turtle")


def _told(graph: Graph, thing: str, term: str) -> list[str]:
    from rdflib import URIRef

    return sorted(_short(str(each)) for each in graph.objects(URIRef(BASE + thing), URIRef(term)))


def _short(value: str) -> str:
    """Return an IRI without the base that all IRIs of its kind have; other values as they are."""
    base = next((base for base in (CONCEPT, LAW, BASE, ROOT) if value.startswith(base)), "")
    return value.removeprefix(base)
