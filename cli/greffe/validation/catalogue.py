"""The catalogue: every rule that Greffe checks, with all that its shape says of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from greffe.errors import UnknownName
from greffe.language import LANGUAGES, Text
from greffe.matching import natural, nearest, quoted
from greffe.namespaces import DCTERMS, GREFFE, GRSH, OWL, RDF, RDFS, SH, shorten
from greffe.resources import ontology_dir
from greffe.turtle.reading import parse
from greffe.validation import fidelity_rules
from greffe.validation.explain import leaf
from greffe.validation.references import DANGLING, UNKNOWN_TERM
from greffe.validation.rulebook import (
    IDENTIFIER,
    holders,
    name_of,
    rule_of,
    text_of,
    value_of,
)
from greffe.validation.stating import Sheet, Topic, sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rdflib import Graph
    from rdflib.term import Node


FAMILIES: Final[dict[str, Text]] = {
    "law": Text("Règles de droit", "Rules of law"),
    "structure": Text("Structure des données", "Structure of the data"),
    "quality": Text("Cohérence et qualité", "Coherence and quality"),
    "vocabulary": Text("Vocabulaire de Greffe", "Vocabulary of Greffe"),
}
"""Where rules stand, in the order in which they are listed."""


_BESIDE: Final = (
    (
        Topic("structure", "references", Text("Termes et renvois", "Terms and references")),
        Text("Tout ce que les fichiers décrivent", "Whatever the files describe"),
        (DANGLING, UNKNOWN_TERM),
    ),
    (
        Topic(
            "structure",
            "fidelity",
            Text("Fidélité aux documents", "Fidelity to the documents"),
        ),
        Text(
            "Ce qui est cité des documents du dossier « sources », à côté des données",
            "What is quoted from the documents in the folder 'sources', beside the data",
        ),
        fidelity_rules.RULES,
    ),
)
"""The rules that no shape states: their page, what they look at."""


@dataclass(frozen=True)
class Catalogue:
    """All rules: ``sheets`` in the order of families and codes, ``shapes`` that state them."""

    shapes: Graph
    ontology: Graph
    sheets: tuple[Sheet, ...]

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """The pages of the catalogue, in order."""
        return tuple(dict.fromkeys(sheet.topic for sheet in self.sheets))

    def of(self, topic: Topic) -> tuple[Sheet, ...]:
        """Return the rules of one page."""
        return tuple(sheet for sheet in self.sheets if sheet.topic == topic)

    def find(self, code: str) -> tuple[Sheet, ...]:
        """Return the rule that has this code, or the parts of a rule in several (R18: R18a, R18b).

        Raises ``UnknownName`` with the nearest codes.
        """
        wanted = code.casefold()
        exact = tuple(s for s in self.sheets if s.code.casefold() == wanted)
        parts = tuple(
            s for s in self.sheets if s.code[:-1].casefold() == wanted and s.code[-1].isalpha()
        )
        if not exact + parts:
            raise _unknown(code, [sheet.code for sheet in self.sheets])
        return exact + parts


def catalogue() -> Catalogue:
    """Return the catalogue of the bundled shapes and of the checks beside them."""
    prefixes, *stating = sources()
    shapes = parse(prefixes)
    files: list[tuple[Topic, Graph]] = []
    for path in stating:
        graph = parse(path)
        shapes += graph
        files.append((_topic(path, graph), graph))
    sheets = [sheet for topic, graph in files for sheet in _sheets(shapes, graph, topic)]
    ontology = parse(ontology_dir() / "greffe.ttl")
    return Catalogue(shapes, ontology, tuple(sorted([*sheets, *_beside()], key=_order)))


def _order(sheet: Sheet) -> tuple[int, tuple[tuple[int, str], ...]]:
    return (list(FAMILIES).index(sheet.topic.family), natural(sheet.code))


def _topic(path: Path, graph: Graph) -> Topic:
    from rdflib import URIRef

    header = graph.value(None, URIRef(f"{RDF}type"), URIRef(f"{OWL}Ontology"))
    title = None if header is None else text_of(graph, header, f"{DCTERMS}title")
    family = path.parent.name if path.parent.name in FAMILIES else "vocabulary"
    return Topic(family, path.stem, title or Text(path.stem, path.stem))


def _sheets(shapes: Graph, graph: Graph, topic: Topic) -> Iterator[Sheet]:
    """Yield the rules of one file: the shapes and the SPARQL constraints that have a code."""
    from rdflib import URIRef

    for own in set(graph.subjects(URIRef(IDENTIFIER))):
        query = (own, URIRef(f"{SH}select"), None) in graph
        shape = shapes.value(None, URIRef(f"{SH}sparql"), own) if query else own
        if shape is None:
            continue
        path = leaf(shapes, shape)
        yield Sheet(
            rule=rule_of(shapes, shape, own if query else None),
            topic=topic,
            name=str(own).removeprefix(GRSH),
            about=_about(shapes, shape),
            field=None if path is None else shorten(str(path)),
            confidence=_either(shapes, own, shape, "confidence"),
            valid_from=_either(shapes, own, shape, "validFrom"),
            sources=_addresses(shapes, own, shape, f"{DCTERMS}source"),
            reasons=_addresses(shapes, own, shape, f"{RDFS}seeAlso"),
        )


def _about(shapes: Graph, shape: Node) -> Text:
    names = [name_of(shapes, holder) for holder in holders(shapes, shape)]
    return Text(*(", ".join(name[language] for name in names) for language in LANGUAGES))


def _either(shapes: Graph, own: Node, shape: Node, name: str) -> str | None:
    return value_of(shapes, own, f"{GREFFE}{name}") or value_of(shapes, shape, f"{GREFFE}{name}")


def _addresses(shapes: Graph, own: Node, shape: Node, predicate: str) -> tuple[str, ...]:
    from rdflib import URIRef

    node = URIRef(predicate)
    found = {str(value) for each in (own, shape) for value in shapes.objects(each, node)}
    return tuple(sorted(found))


def _beside() -> Iterator[Sheet]:
    for topic, about, rules in _BESIDE:
        for rule in rules:
            yield Sheet(rule, topic, rule.code, about)


def _unknown(code: str, codes: list[str]) -> UnknownName:
    near = quoted(nearest(code, codes)[:3])
    return UnknownName(
        Text(f"la règle « {code} » n’existe pas.", f"there is no rule '{code}'."),
        Text(
            f"Essayez {near.fr}, ou « greffe rules » pour la liste."
            if near.fr
            else "« greffe rules » donne la liste.",
            f"Try {near.en}, or 'greffe rules' for the list."
            if near.en
            else "'greffe rules' lists them.",
        ),
    )
