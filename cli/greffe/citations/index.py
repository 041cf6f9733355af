"""What the law graph knows: instruments by label and by chapter, and which provisions exist."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from greffe.language import Text
from greffe.matching import alike
from greffe.namespaces import DCTERMS, ELI, GREFFE, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rdflib import Graph
    from rdflib.term import Node

InForce = Literal["inForce", "partiallyInForce", "notInForce", "unknown"]

_LABELS: Final = ("prefLabel", "altLabel", "hiddenLabel")
_CODE: Final = re.compile(r"[a-z]-\d+(?:\.\d+)*(?:,r\.\d+(?:\.\d+)?)?|dors/\d+-\d+|ct\d+")
_ANNUAL: Final = re.compile(r"(\d{4}),?c[a-z]*\.?(\d+)")
_LEAST_LIKENESS: Final = 0.85


@dataclass(frozen=True, slots=True)
class Instrument:
    """An Act, a regulation, an agreement between governments or a work rule of the law graph.

    ``designation`` is its chapter or number as it is written, empty where it has none, and
    ``chapter`` the key that ``chapter_key`` makes of it.
    """

    iri: str
    title: Text
    designation: str
    chapter: str
    work_rule: bool
    in_force: InForce
    replaced_by: str | None
    note: Text | None


@dataclass(frozen=True)
class LegalIndex:
    """The law graph, arranged for reading citations."""

    instruments: Mapping[str, Instrument]
    labels: Mapping[str, tuple[str, ...]]
    provisions: frozenset[str]

    @classmethod
    def from_graph(cls, graph: Graph) -> LegalIndex:
        """Index the instruments, French labels and provisions of a graph."""
        from rdflib import URIRef

        kind = URIRef(f"{RDF}type")
        kinds = (f"{GREFFE}LegalInstrument", f"{GREFFE}WorkRule")
        found = {node for name in kinds for node in graph.subjects(kind, URIRef(name))}
        nodes = sorted(found, key=str)
        instruments = {str(node): _instrument(graph, node) for node in nodes}
        labels: dict[str, tuple[str, ...]] = {}
        for node in nodes:
            for label in _french_labels(graph, node):
                key = normalize(label)
                labels[key] = (*labels.get(key, ()), str(node))
        provisions = graph.subjects(kind, URIRef(f"{GREFFE}LegalProvision"))
        return cls(instruments, labels, frozenset(map(str, provisions)))

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Every label in normal form, the longest first: the parser's dictionary."""
        return tuple(sorted(self.labels, key=lambda label: (-len(label), label)))

    def named(self, words: str) -> tuple[Instrument, ...]:
        """Return the instruments that bear these words as a label."""
        return tuple(self.instruments[iri] for iri in self.labels.get(normalize(words), ()))

    def with_chapter(self, key: str) -> Instrument | None:
        """Return the instrument of a chapter key, if there is one."""
        found = (item for item in self.instruments.values() if key and item.chapter == key)
        return next(found, None)

    def nearest(self, words: str) -> Instrument | None:
        """Return the instrument whose label is most like these words, if it is like them at all."""
        near = alike(normalize(words), self.titles, _LEAST_LIKENESS, 1)
        return self.named(near[0])[0] if near else None

    def locate(self, instrument: str, path: str) -> str | None:
        """Return the provision at a path, or None.

        A citation may leave out levels (« 65 e) » for article 65, paragraph 1, subparagraph e):
        the provision is still found where its article has only one of that number or letter.
        """
        exact = f"{instrument}/{path}"
        if exact in self.provisions:
            return exact
        above, _, last = exact.rpartition("/par/")
        if above not in self.provisions:
            return None
        below, ends = f"{above}/", (f"/par/{last}", f"/sub/{last}")
        found = [iri for iri in self.provisions if iri.startswith(below) and iri.endswith(ends)]
        return found[0] if len(found) == 1 else None

    def known_part(self, instrument: str, path: str) -> str:
        """Return the deepest thing on a path that the graph has, at least the instrument."""
        steps = path.split("/")
        for length in range(len(steps) - 2, 0, -2):
            iri = f"{instrument}/{'/'.join(steps[:length])}"
            if iri in self.provisions:
                return iri
        return instrument


def normalize(words: str) -> str:
    """Return words in the form in which labels are compared: apostrophes, spaces and case."""
    return " ".join(words.replace("’", "'").casefold().split())


def chapter_key(printed: str) -> str:
    """Return what a printed chapter comes down to, empty where it names only a collection.

    « (L.R.Q. c. I-0.2, r.4.) » gives ``i-0.2,r.4``; « (L. Q., 2019, chapitre 11) » ``2019,c.11``.
    """
    tight = "".join(printed.casefold().split()).replace("c.t.", "ct")
    code = _CODE.search(tight)
    if code:
        return code[0]
    annual = _ANNUAL.search(tight)
    return f"{annual[1]},c.{annual[2]}" if annual else ""


def _instrument(graph: Graph, node: Node) -> Instrument:
    from rdflib import URIRef

    def _one(name: str) -> str:
        return str(next(graph.objects(node, URIRef(name)), ""))

    designation = _one(f"{DCTERMS}identifier")
    return Instrument(
        iri=str(node),
        title=_text(graph, node, "prefLabel") or Text(str(node), str(node)),
        designation=designation,
        chapter=chapter_key(designation),
        work_rule=(node, URIRef(f"{RDF}type"), URIRef(f"{GREFFE}WorkRule")) in graph,
        in_force=_in_force(_one(f"{ELI}in_force")),
        replaced_by=_one(f"{DCTERMS}isReplacedBy") or None,
        note=_text(graph, node, "note"),
    )


def _in_force(iri: str) -> InForce:
    states: tuple[InForce, ...] = ("inForce", "partiallyInForce", "notInForce")
    return next((state for state in states if iri == f"{ELI}InForce-{state}"), "unknown")


def _text(graph: Graph, node: Node, name: str) -> Text | None:
    from rdflib import Literal as Words
    from rdflib import URIRef

    found = {
        value.language: str(value)
        for value in graph.objects(node, URIRef(f"{SKOS}{name}"))
        if isinstance(value, Words)
    }
    return Text(found["fr"], found["en"]) if {"fr", "en"} <= found.keys() else None


def _french_labels(graph: Graph, node: Node) -> Iterable[str]:
    from rdflib import Literal as Words
    from rdflib import URIRef

    for name in _LABELS:
        for value in graph.objects(node, URIRef(f"{SKOS}{name}")):
            if isinstance(value, Words) and value.language == "fr":
                yield str(value)
