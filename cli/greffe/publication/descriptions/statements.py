"""Descriptions as they are written: statements gathered one by one, given back as a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES, Text
from greffe.namespaces import RDF, XSD
from greffe.results.model import Graph
from greffe.terms import Iri, Literal, Term, Triple, text

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = Term | Text | str | int
"""What can be said of a subject: a term, words in both languages, a plain string, a count."""

TYPE: Final = f"{RDF}type"


class Statements:
    """Statements in the order in which they come to mind."""

    def __init__(self) -> None:
        """Begin with none."""
        self._triples: set[Triple] = set()

    def say(self, subject: str, predicate: str, *values: Value | None) -> None:
        """State each value of a property; what is not known (``None``) is not said."""
        for value in values:
            for term in () if value is None else _terms(value):
                self._triples.add(Triple(Iri(subject), Iri(predicate), term))

    def link(self, subject: str, predicate: str, *objects: str | None) -> None:
        """State that a property leads to each of these things, where they are known."""
        self.say(subject, predicate, *(None if each is None else Iri(each) for each in objects))

    def classify(self, ranges: Mapping[Term, Iri]) -> None:
        """State of each value of these properties that it is of their class."""
        self._triples |= {
            Triple(each.object, Iri(TYPE), ranges[each.predicate])
            for each in self._triples
            if each.predicate in ranges
        }

    def graph(self) -> Graph:
        """Return what was said, each statement once, sorted."""
        return Graph(tuple(sorted(self._triples, key=str)))


def _terms(value: Value) -> tuple[Term, ...]:
    match value:
        case Text():
            return tuple(text(value[language], language) for language in LANGUAGES)
        case int():
            return (Literal(str(value), f"{XSD}integer"),)
        case str():
            return (Literal(value),)
        case _:
            return (value,)
