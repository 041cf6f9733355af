"""A good register and inventory, how to change one thing in them, and what is then wrong.

The sample is the context of the shapes' cases and, in ``mutations.ttl``, a lawful entry for each
section of the Access Act.  Which rules a change must break was told by reading the rules, not by
running them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rdflib import RDF, SKOS, Graph, Literal, URIRef

from greffe.namespaces import CONCEPT, DCTERMS, GREFFE, LAW, PROV, ROOT
from greffe.turtle.reading import parse, values_as_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from rdflib.term import Node

    Change = Callable[[Graph], None]

HERE: Final = Path(__file__).parent
BASE: Final = "https://w3id.org/greffe/id/x"
PREFIXES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcterms": DCTERMS,
    "greffe": GREFFE,
    "prov": PROV,
    "rdf": str(RDF),
    "skos": str(SKOS),
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


@dataclass(frozen=True, slots=True)
class Mutation:
    """Changes to the good sample, and the codes of exactly the rules that they break."""

    name: str
    rules: frozenset[str]
    changes: tuple[Change, ...]

    def of(self, sample: Graph) -> Graph:
        """Return a copy of the sample with the changes."""
        mutant = Graph("SimpleMemory")
        mutant += sample
        for change in self.changes:
            change(mutant)
        return mutant


def mutation(name: str, rules: str, *changes: Change) -> Mutation:
    """Return a mutation; the codes of ``rules`` are written with spaces between them."""
    return Mutation(name, frozenset(rules.split()), changes)


def sample() -> Graph:
    """Return the good register and inventory, with a passage for each cell that has none."""
    good = parse(HERE.parent / "shapes" / "context.ttl") + parse(HERE / "mutations.ttl")
    for scheme in set(good.objects(None, SKOS.inScheme)):
        good.add((scheme, RDF.type, SKOS.ConceptScheme))
    quoted = iri("prov:wasQuotedFrom")
    for entry, path, _ in [*good]:
        span = URIRef(f"{entry}/span/{path.removeprefix(GREFFE)}")
        if (
            path.endswith("Text")
            and "/citation/" not in entry
            and (entry, quoted, span) not in good
        ):
            document = "registre" if "/communication/" in entry else "inventaire"
            good.add((entry, quoted, span))
            good.add((span, RDF.type, iri("greffe:SourceSpan")))
            good.add((span, iri("greffe:document"), own(f"source/{document}")))
            good.add((span, iri("greffe:field"), path))
            good.add((span, iri("greffe:lines"), Literal("10")))
    return good


def iri(term: str) -> URIRef:
    """Return the IRI of a term written with a prefix."""
    prefix, _, name = term.partition(":")
    return URIRef(f"{PREFIXES[prefix]}{name}")


def own(path: str) -> URIRef:
    """Return a thing of the body of the sample."""
    return URIRef(f"{BASE}/{path}")


def concept(path: str) -> URIRef:
    """Return a concept by scheme and key."""
    return URIRef(f"{CONCEPT}{path}")


def organization(key: str) -> URIRef:
    """Return an organisation of the directory."""
    return URIRef(f"{ROOT}org/{key}")


def law(path: str) -> URIRef:
    """Return an instrument or a provision of the law."""
    return URIRef(f"{LAW}{path}")


def fr(text: str) -> Literal:
    """Return a text in French."""
    return Literal(text, "fr")


def typed(value: str, datatype: str) -> Literal:
    """Return a value with its datatype, as it is written, even where there is no such value."""
    with values_as_written():
        return Literal(value, datatype=iri(f"xsd:{datatype}"))


def in_english(value: Node) -> Node:
    """Return a text said to be in English."""
    return Literal(str(value), "en")


def plain(value: Node) -> Node:
    """Return a text in no language."""
    return Literal(str(value))


def marked(value: Node) -> Node:
    """Return a text with a tag left in it."""
    return fr(f"{value}<br>")


def nowhere(value: Node) -> Node:
    """Return an address beside another, where nothing is described."""
    return URIRef(f"{value}-x")


def drop(thing: str, *fields: str) -> Change:
    """Take out all values of some fields, which must have some."""

    def change(graph: Graph) -> None:
        for field in fields:
            values_of(graph, thing, field)
            graph.remove((own(thing), iri(field), None))

    return change


def add(thing: str, field: str, *values: Node) -> Change:
    """Add values to a field."""

    def change(graph: Graph) -> None:
        for value in values:
            graph.add((own(thing), iri(field), value))

    return change


def put(thing: str, field: str, *values: Node) -> Change:
    """Put values in the place of those of a field."""

    def change(graph: Graph) -> None:
        graph.remove((own(thing), iri(field), None))
        add(thing, field, *values)(graph)

    return change


def alter(thing: str, field: str, how: Callable[[Node], Node]) -> Change:
    """Make another value of each value of a field, which must have some."""

    def change(graph: Graph) -> None:
        put(thing, field, *map(how, values_of(graph, thing, field)))(graph)

    return change


def repeat(thing: str, field: str) -> Change:
    """Add to each text of a field the same text with a word more."""

    def change(graph: Graph) -> None:
        add(thing, field, *(fr(f"{value} bis") for value in values_of(graph, thing, field)))(graph)

    return change


def misspell(thing: str, field: str) -> Change:
    """Write the name of a property with one letter too many."""

    def change(graph: Graph) -> None:
        put(thing, f"{field}s", *values_of(graph, thing, field))(graph)
        drop(thing, field)(graph)

    return change


def retitle(file: str, title: str) -> Change:
    """Give a file another title, in its cell and as its title."""

    def change(graph: Graph) -> None:
        put(file, "greffe:titleText", fr(title))(graph)
        put(file, "dcterms:title", fr(title))(graph)

    return change


def describe(file: str, words: str) -> Change:
    """Give a file another description, in its cell and as its description."""

    def change(graph: Graph) -> None:
        put(file, "greffe:descriptionText", fr(words))(graph)
        put(file, "dcterms:description", fr(words))(graph)

    return change


def cite(entry: str, words: str) -> Change:
    """Print other words as the whole legal basis of an entry that has one citation."""

    def change(graph: Graph) -> None:
        put(entry, "greffe:legalBasisText", fr(words))(graph)
        put(f"{entry}/citation/1", "greffe:citationText", fr(words))(graph)

    return change


def rest_on(entry: str, section: str) -> Change:
    """Make an entry that has one citation rest on one section of the Access Act alone."""

    def change(graph: Graph) -> None:
        printed = section.replace("/al/", ", al. ").replace("/par/", ", par. ")
        cite(entry, f"Article {printed} de la Loi sur l’accès")(graph)
        put(f"{entry}/citation/1", "greffe:cites", law(f"qc/a-2.1/art/{section}"))(graph)
        put(entry, "greffe:legalBasis", law(f"qc/a-2.1/art/{section}"))(graph)

    return change


def values_of(graph: Graph, thing: str, field: str) -> list[Node]:
    """Return the values of a field; there must be some, so that no mutation is one in name only."""
    values = sorted(graph.objects(own(thing), iri(field)), key=str)
    if not values:
        raise LookupError(f"{thing} has no {field} in the sample")
    return values
