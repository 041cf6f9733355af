"""The vocabulary as graphs, read once for all the tests of this folder."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from greffe import resources

if TYPE_CHECKING:
    from pathlib import Path

ONTOLOGY = resources.ontology_dir()
CONCEPTS = sorted((ONTOLOGY / "concepts").glob("*.ttl"))
VOCABULARY = [*sorted(ONTOLOGY.glob("*.ttl")), *CONCEPTS]
LAW = sorted((resources.data_dir() / "law").glob("*.ttl"))


def read(*paths: Path) -> Graph:
    """Return one graph of all the files."""
    graph = Graph()
    for path in paths:
        graph.parse(path)
    return graph


@pytest.fixture(scope="session")
def ontology() -> Graph:
    """Return the ontology proper: header, classes, properties."""
    return read(ONTOLOGY / "greffe.ttl")


@pytest.fixture(scope="session")
def alignments() -> Graph:
    """Return the links from our terms to those of other vocabularies."""
    return read(ONTOLOGY / "alignments.ttl")


@pytest.fixture(scope="session")
def concepts() -> Graph:
    """Return all the concept schemes."""
    return read(*CONCEPTS)


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    """Return everything under ``ontology/``."""
    return read(*VOCABULARY)


@pytest.fixture(scope="session")
def law() -> Graph:
    """Return the legal instruments and their provisions."""
    return read(*LAW)


@pytest.fixture(scope="session")
def kept() -> dict[str, str]:
    """Return the kept list of aligned terms: IRI to kind."""
    with (ONTOLOGY / "aligned-terms.csv").open(encoding="utf-8", newline="") as file:
        return {row["iri"]: row["kind"] for row in csv.DictReader(file)}
