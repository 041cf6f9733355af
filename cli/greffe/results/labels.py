"""What things are called: labels for the IRIs of an answer, in the language of the reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.language import DEFAULT
from greffe.namespaces import DCTERMS, FOAF, GREFFE, RDFS, SKOS
from greffe.results.grid import Wording
from greffe.results.model import Table
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from greffe.language import Language
    from greffe.results.grid import About
    from greffe.results.model import Answer, Source

# From the most to the least apt name.
NAMING: Final = (
    f"{SKOS}prefLabel",
    f"{RDFS}label",
    f"{DCTERMS}title",
    f"{FOAF}name",
    f"{GREFFE}citationText",
)
IDENTIFIER: Final = f"{DCTERMS}identifier"
_NUMBER: Final = re.compile(r"[A-Z]+\d+")
_BATCH: Final = 500


def iris_of(table: Table) -> tuple[str, ...]:
    """Return every IRI in a table once, in order of appearance."""
    found = (term.value for row in table.rows for term in row if isinstance(term, Iri))
    return tuple(dict.fromkeys(found))


def wording(answer: Answer, source: Source, language: Language, about: About) -> Wording:
    """Return what shows an answer to people, the labels of its things asked from its source."""
    iris = iris_of(answer) if isinstance(answer, Table) else ()
    labels = labels_of(source, iris, language)
    return Wording(language, labels, about.headings, about.title, about.notes)


def labels_of(source: Source, iris: Iterable[str], language: Language) -> dict[str, str]:
    """Return the labels of those things that have one, in the language or else in French.

    An entry is called by its number, with its title if it has one (``F21 – Dossier …``).
    """
    names: dict[str, dict[tuple[int, int], str]] = {}
    numbers: dict[str, str] = {}
    for iri, kind, name in _names(source, list(iris)):
        if kind != IDENTIFIER:
            rank = (_language_rank(name, language), NAMING.index(kind))
            names.setdefault(iri, {}).setdefault(rank, name.value)
        elif _NUMBER.fullmatch(name.value):
            numbers[iri] = name.value
    best = {iri: ranked[min(ranked)] for iri, ranked in names.items()}
    numbered = {
        iri: f"{number} – {best[iri]}" if iri in best else number for iri, number in numbers.items()
    }
    return best | numbered


def batches(iris: Sequence[str]) -> Iterator[str]:
    """Yield things as VALUES takes them, so many at a time."""
    for start in range(0, len(iris), _BATCH):
        yield " ".join(str(Iri(iri)) for iri in iris[start : start + _BATCH])


def _names(source: Source, iris: list[str]) -> Iterator[tuple[str, str, Literal]]:
    kinds = ", ".join(str(Iri(kind)) for kind in (*NAMING, IDENTIFIER))
    for things in batches(iris):
        table = source.select(
            f"SELECT ?thing ?kind ?name WHERE {{ VALUES ?thing {{ {things} }} "
            f"?thing ?kind ?name FILTER(?kind IN ({kinds})) }} ORDER BY ?thing ?kind ?name"
        )
        for thing, kind, name in table.rows:
            if isinstance(thing, Iri) and isinstance(kind, Iri) and isinstance(name, Literal):
                yield thing.value, kind.value, name


def _language_rank(name: Literal, language: Language) -> int:
    said = (name.language or "").partition("-")[0]
    order = (language, DEFAULT, "")
    return order.index(said) if said in order else len(order)
