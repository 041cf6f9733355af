"""The library of questions, the two engines that answer it, and the answers read by eye.

``tests/golden/questions/<question>[.<case>].csv`` holds an expected answer.  Its first lines, each
``# parameter: value``, are the arguments as a person would type them; then come the variables and
the rows.  ``tests/golden/reading/`` holds the reading notes that the answers were made from.

A term is written as a reader would: ``C5`` and ``F3`` for entries, the printed name for agreements
and units, the IRI without its root for what Greffe names (``org/ramq``, ``qc/a-2.1/art/68``,
``data-type/sin``), the value of a literal, nothing where the variable is unbound.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import DCTERMS, SKOS, Graph, URIRef
from tests.memory import in_memory

from greffe.namespaces import CONCEPT, GREFFE, LAW, ROOT, shorten
from greffe.questions import Question, catalogue
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from greffe.store import Store

_ANSWERS: Final = Path(__file__).parents[1] / "golden" / "questions"
_ENTRY: Final = re.compile(r"/id/[^/]+/(?P<kind>communication|file)/(?P<number>\d+)$")
_NAMED: Final = re.compile(r"/id/[^/]+/(agreement|unit)/")
_LETTER: Final = {"communication": "C", "file": "F"}


@dataclass(frozen=True)
class Expected:
    """One answer read by eye: the question, the arguments as typed, the variables, the rows."""

    name: str
    question: str
    arguments: dict[str, str]
    variables: tuple[str, ...]
    rows: list[tuple[str, ...]]


def _read(path: Path) -> Expected:
    with path.open(encoding="utf-8", newline="") as file:
        lines = file.readlines()
    head = list(takewhile(lambda line: line.startswith("# "), lines))
    arguments = dict(line.removeprefix("# ").rstrip().split(": ", 1) for line in head)
    variables, *rows = csv.reader(lines[len(head) :])
    question = path.name.partition(".")[0]
    return Expected(path.stem, question, arguments, tuple(variables), [tuple(row) for row in rows])


EXPECTED: Final = [_read(path) for path in sorted(_ANSWERS.glob("*.csv"))]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Ask for every expected answer, or for every question of the library, one test each."""
    if "expected" in metafunc.fixturenames:
        metafunc.parametrize("expected", EXPECTED, ids=lambda expected: expected.name)
    if "question" in metafunc.fixturenames:
        metafunc.parametrize("question", catalogue(), ids=lambda question: question.name)


@pytest.fixture(scope="session")
def answered() -> frozenset[str]:
    """Return the names of the questions that have an expected answer."""
    return frozenset(expected.question for expected in EXPECTED)


@pytest.fixture(scope="session")
def questions() -> dict[str, Question]:
    """Return the library, by name."""
    return {question.name: question for question in catalogue()}


@pytest.fixture(scope="session")
def store() -> Store:
    """Return the embedded store with the bundled data."""
    return in_memory(Workspace.at().files())


@pytest.fixture(scope="session")
def graph() -> Graph:
    """Return the bundled data in rdflib, as one graph."""
    graph = Graph()
    for file in Workspace.at().files():
        graph.parse(file.path, format="turtle")
    return graph


@pytest.fixture(scope="session")
def written(graph: Graph) -> Callable[[str], str]:
    """Return the way to write an IRI as the expected answers do."""

    def write(iri: str) -> str:
        if entry := _ENTRY.search(iri):
            return _LETTER[entry["kind"]] + entry["number"]
        if _NAMED.search(iri):
            subject = URIRef(iri)
            return str(graph.value(subject, DCTERMS.title) or graph.value(subject, SKOS.prefLabel))
        for root in (CONCEPT, LAW, f"{ROOT}id/mifi/", ROOT):
            if iri.startswith(root) and not iri.startswith(GREFFE):
                return iri.removeprefix(root)
        return shorten(iri)

    return write
