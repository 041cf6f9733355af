"""What the checks read: the cells of entries, and the names that the graph gives to things."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

from greffe.namespaces import CONCEPT, DCTERMS, GREFFE, ORG, RDF, SKOS
from greffe.vocabulary.labels import Labels
from greffe.vocabulary.reading import Term

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rdflib import Graph, URIRef
    from rdflib.term import Node

    from greffe.language import Text
    from greffe.vocabulary.labels import Known, Match

T = TypeVar("T")

_CELL: Final = "Text"
_PLAIN: Final = (f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{GREFFE}acronym")
_HIDDEN: Final = f"{SKOS}hiddenLabel"
_BODIES: Final = (f"{ORG}Organization", f"{ORG}FormalOrganization", f"{GREFFE}PublicBody")
_INSTRUMENTS: Final = (f"{GREFFE}LegalInstrument", f"{GREFFE}WorkRule")


class Cell(NamedTuple):
    """One cell of an entry: the property that holds it, and its words."""

    path: URIRef
    text: str

    @property
    def field(self) -> str:
        """The name of the property (``recipientText``)."""
        return str(self.path).removeprefix(GREFFE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found: about what, in which field, which words, and how it is told."""

    focus: Node
    path: URIRef
    value: Node | None
    detail: Text

    @classmethod
    def of_words(cls, focus: Node, cell: Cell, printed: str, detail: Text) -> Fault:
        """Return what is wrong with words of a cell."""
        from rdflib import Literal

        return cls(focus, cell.path, Literal(printed, "fr"), detail)


class Reader:
    """A graph, read by cells and by names; what is asked for twice is read once."""

    def __init__(self, data: Graph) -> None:
        """Read ``data``."""
        self._data = data
        self._once: dict[object, Any] = {}

    def cells(self, entry: Node) -> tuple[Cell, ...]:
        """Return the cells of an entry, in the order of the names of their properties."""
        return self.once(
            ("cells", entry),
            lambda: tuple(sorted(self._read(entry), key=lambda cell: str(cell.path))),
        )

    def document(self, entry: Node) -> Node | None:
        """Return the register or inventory that an entry is part of."""
        return self.value(entry, f"{DCTERMS}isPartOf")

    def publisher(self, entry: Node) -> Node | None:
        """Return the body that publishes the document of an entry."""
        document = self.document(entry)
        return None if document is None else self.value(document, f"{DCTERMS}publisher")

    def entries(self, document: Node | None) -> tuple[Node, ...]:
        """Return the entries of a document, in printed order."""
        return self.once(("entries", document), lambda: tuple(self._members(document)))

    def entries_of(self, body: Node | None) -> list[Node]:
        """Return the entries of all documents of a body, document by document."""
        documents = () if body is None else set(self.subjects(f"{DCTERMS}publisher", body))
        return [entry for each in sorted(documents, key=str) for entry in self.entries(each)]

    def whole_text(self, document: Node | None) -> str:
        """Return the words of all cells of a document."""
        cells = (cell for entry in self.entries(document) for cell in self.cells(entry))
        return self.once(("text", document), lambda: "\n".join(cell.text for cell in cells))

    def listed(self, key: str, text: str) -> tuple[Match, ...]:
        """Return the concepts of a scheme that a text names; closed lists say the same often."""
        return self.once(("listed", key, text), lambda: self.scheme(key).find(text))

    def once(self, what: object, make: Callable[[], T]) -> T:
        """Return what follows from the graph alone, made when it is first asked for."""
        if what not in self._once:
            self._once[what] = make()
        found: T = self._once[what]
        return found

    def number(self, entry: Node) -> str:
        """Return the number of an entry (``C17``), or the end of its address."""
        return str(self.value(entry, f"{DCTERMS}identifier") or str(entry).rsplit("/", 1)[-1])

    def name(self, thing: Node | str) -> str:
        """Return the preferred name of a thing in French, or the end of its address."""
        return min(self._spelled(thing, _PLAIN[0]), default=str(thing).rsplit("/", 1)[-1])

    def named(self, entry: Node) -> tuple[tuple[Cell, Known], ...]:
        """Return where the cells name organisations, and units of the publisher."""
        return self.once(("named", entry), lambda: tuple(self._stretches(entry)))

    def printed_names(self, body: Node | None) -> Mapping[str, Sequence[tuple[str, str]]]:
        """Return how the entries of a body print the names of each of its units.

        Each time with the number of the entry, in printed order.
        """
        return self.once(("printed", body), lambda: self._printed(body))

    def labels(self, things: Iterable[Node]) -> Labels:
        """Return the French names of some things; a name that several share means each of them."""
        key = frozenset(things)
        return self.once(("labels", key), lambda: labels_of(self._terms(key)))

    def _members(self, document: Node | None) -> list[Node]:
        members = () if document is None else set(self.subjects(f"{DCTERMS}isPartOf", document))
        return sorted((each for each in members if self.cells(each)), key=self._position)

    def _stretches(self, entry: Node) -> Iterator[tuple[Cell, Known]]:
        body = self.publisher(entry)
        labels = self.once(("known", body), lambda: self._names_known_to(body))
        for cell in self.cells(entry):
            yield from ((cell, known) for known in labels.stretches(cell.text))

    def _printed(self, body: Node | None) -> Mapping[str, Sequence[tuple[str, str]]]:
        units = frozenset(map(str, self._units(body)))
        printed: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for entry in self.entries_of(body):
            for cell, known in self.named(entry):
                for unit in units.intersection(term.concept for term in known.terms):
                    name = cell.text[known.start : known.end]
                    printed[unit].append((name, self.number(entry)))
        return printed

    def _names_known_to(self, body: Node | None) -> Labels:
        """Return the names of all organisations, and of the units of one."""
        units = self._units(body)
        alone = self.labels(self._organizations).extended(self._terms(units - self._organizations))
        return alone or self.labels(self._organizations | units)

    def _units(self, body: Node | None) -> frozenset[Node]:
        return frozenset(() if body is None else self.subjects(f"{ORG}unitOf", body))

    def _terms(self, things: Iterable[Node]) -> tuple[Term, ...]:
        named = sorted(map(str, things))
        return tuple(
            Term(label, thing)
            for names in (self.plain_of, self._hidden_of)
            for thing in named
            for label in sorted(names(thing))
        )

    def scheme(self, key: str) -> Labels:
        """Return the French names of the concepts of a scheme."""
        return self.once(
            ("scheme", key),
            lambda: self.labels(self.subjects(f"{SKOS}inScheme", f"{CONCEPT}{key}")),
        )

    def plain_of(self, thing: Node | str) -> frozenset[str]:
        """Return the names by which a thing is rightly called."""
        names = (label for name in _PLAIN for label in self._spelled(thing, name))
        return self.once(("plain", str(thing)), lambda: frozenset(names))

    def value(self, subject: Node | str, predicate: str) -> Node | None:
        """Return one value of a property, the same one each time."""
        return min(self.objects(subject, predicate), default=None, key=str)

    def objects(self, subject: Node | str, predicate: str) -> Iterator[Node]:
        """Yield the values of a property."""
        return self._data.objects(_node(subject), _node(predicate))

    def subjects(self, predicate: str, value: Node | str) -> Iterator[Node]:
        """Yield the things that have a value of a property."""
        return self._data.subjects(_node(predicate), _node(value))

    @cached_property
    def instruments(self) -> frozenset[Node]:
        """The legal instruments and the work rules."""
        return self._of_class(*_INSTRUMENTS)

    @cached_property
    def _organizations(self) -> frozenset[Node]:
        return self._of_class(*_BODIES)

    def _of_class(self, *classes: str) -> frozenset[Node]:
        return frozenset(each for name in classes for each in self.subjects(f"{RDF}type", name))

    def _hidden_of(self, thing: Node | str) -> frozenset[str]:
        return frozenset(self._spelled(thing, _HIDDEN))

    def _spelled(self, thing: Node | str, predicate: str) -> set[str]:
        from rdflib import Literal

        return {
            str(label)
            for label in self.objects(thing, predicate)
            if isinstance(label, Literal) and label.language in {"fr", None}
        }

    def _position(self, entry: Node) -> tuple[int, str]:
        position = str(self.value(entry, f"{GREFFE}position") or "")
        return (int(position) if position.isdecimal() else 0, str(entry))

    def _read(self, entry: Node) -> Iterator[Cell]:
        from rdflib import Literal, URIRef

        for path, value in self._data.predicate_objects(entry):
            if isinstance(path, URIRef) and path.endswith(_CELL) and isinstance(value, Literal):
                yield Cell(path, str(value))


@lru_cache(maxsize=32)
def labels_of(terms: tuple[Term, ...]) -> Labels:
    """Return the labels that terms are: most are the same for all bodies."""
    return Labels(terms)


@lru_cache(maxsize=4096)
def _iri(text: str) -> Node:
    from rdflib import URIRef

    return URIRef(text)


def _node(term: Node | str) -> Node:
    from rdflib.term import Node

    return term if isinstance(term, Node) else _iri(term)
