"""The visual builder's configuration, derived from the shapes of our own data.

Sparnatural reads SHACL: node shapes are the things that can be looked for, their property shapes
what joins them.  Ours say more than it can use and leave to a pattern which concept scheme a value
comes from, so that what it gets is drawn from them: the things that people ask about, a node shape
for each concept scheme, values chosen from lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES
from greffe.namespaces import CONCEPT, DCTERMS, GREFFE, GRSH, ORG, RDF, RDFS, SH, SKOS
from greffe.publication.descriptions.keeping import kept
from greffe.resources import shapes_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rdflib import Graph, Literal
    from rdflib.term import Node, URIRef

    from greffe.publication.site.site import Site

    Names = list[Literal]

DASH: Final = "http://datashapes.org/dash#"
WIDGETS: Final = "http://data.sparna.fr/ontologies/sparnatural-config-core#"
SOURCES: Final = "http://data.sparna.fr/ontologies/sparnatural-config-datasources#"
STARTS: Final = (
    f"{GREFFE}Communication",
    f"{GREFFE}PersonalInformationFile",
    f"{GREFFE}Agreement",
)
"""What a person may begin with, in order."""

LISTED: Final = frozenset(
    (
        *(f"{ORG}{name}" for name in ("Organization", "FormalOrganization")),
        *(f"{GREFFE}{name}" for name in ("PublicBody", "RecipientGroup", "AdministrativeUnit")),
        *(f"{GREFFE}{name}" for name in ("InformationSystem", "Agreement", "WorkRule")),
        *(f"{GREFFE}{name}" for name in ("LegalInstrument", "LegalProvision")),
    )
)
"""The classes whose things are listed by name; natural persons are in no list."""

NAMED: Final = f"""\
SELECT DISTINCT ?uri ?label WHERE {{
  ?domain a $domain .
  ?domain $property ?uri .
  ?uri a $range .
  OPTIONAL {{
    ?uri <{SKOS}prefLabel>|<{DCTERMS}title> ?wanted .
    FILTER(LANG(?wanted) = $lang)
  }}
  OPTIONAL {{
    ?uri <{SKOS}prefLabel>|<{DCTERMS}title> ?french .
    FILTER(LANG(?french) = "fr")
  }}
  BIND(COALESCE(?wanted, ?french, STR(?uri)) AS ?label)
}}
ORDER BY UCASE(?label)
LIMIT 1000
"""
"""What fills a list: the things in use, by their names, in French where there is no other."""

_NAMES: Final = f"{GRSH}names"
_OF_SCHEME: Final = f"{GRSH}ConceptOf-"
_SCHEME: Final = re.compile(re.escape(CONCEPT) + r"([a-z-]+)/")


def configuration(site: Site) -> bytes:
    """Return what the builder offers, as Turtle: the same shapes always give the same bytes."""
    texts = [path.read_bytes() for path in sorted((shapes_dir() / "structure").glob("*.ttl"))]
    schemes = {iri: site.name_of(iri) for iri in site.things("scheme")}
    return kept(GRSH, (texts, schemes), lambda: _drawn(site, texts))


def _drawn(site: Site, texts: list[bytes]) -> bytes:
    from rdflib import Graph, URIRef

    shapes, drawn = Graph(), Graph()
    for text in texts:
        shapes.parse(data=text, format="turtle")
    by_class = _shapes_by_class(shapes)
    offered: dict[URIRef, None] = dict.fromkeys(by_class[start] for start in STARTS)
    for shape in tuple(offered):
        for property_ in _properties(shapes, shape):
            targets = tuple(_targets(shapes, property_, by_class))
            if targets:
                _join(drawn, shapes, (shape, property_), targets)
                offered.update(dict.fromkeys(targets))
    for order, shape in enumerate(offered):
        scheme = _scheme_of(shape)
        names, query = _of_scheme(site, scheme) if scheme else _of_classes(shapes, shape)
        _offer(drawn, shape, names, query)
        _say(drawn, shape, f"{SH}order", order)
    _say(drawn, URIRef(_NAMES), f"{SOURCES}queryString", NAMED)
    return _written(drawn)


def _shapes_by_class(shapes: Graph) -> dict[str, URIRef]:
    """Return the node shape of each class that has one, the one of the fewest classes."""
    from rdflib import URIRef

    class_of = URIRef(f"{SH}targetClass")
    found = {shape for shape in shapes.subjects(class_of) if isinstance(shape, URIRef)}
    classes = {shape: sorted(map(str, shapes.objects(shape, class_of))) for shape in found}
    ranked = sorted(classes, key=lambda shape: (-len(classes[shape]), str(shape)))
    return {each: shape for shape in ranked for each in classes[shape]}


def _properties(shapes: Graph, shape: URIRef) -> list[URIRef]:
    """Return the property shapes of a node shape that follow one property."""
    from rdflib import URIRef

    found = shapes.objects(shape, URIRef(f"{SH}property"))
    path = URIRef(f"{SH}path")
    return sorted(
        each
        for each in found
        if isinstance(each, URIRef) and isinstance(shapes.value(each, path), URIRef)
    )


def _targets(shapes: Graph, property_: URIRef, by_class: dict[str, URIRef]) -> Iterator[URIRef]:
    """Yield the shapes of what a property leads to: of its concept scheme, or of its classes."""
    from rdflib import URIRef
    from rdflib.collection import Collection

    pattern = shapes.value(property_, URIRef(f"{SH}pattern"))
    if scheme := _SCHEME.search(str(pattern)):
        yield URIRef(f"{_OF_SCHEME}{scheme[1]}")
        return
    choices: list[Node] = [property_]
    if listed := shapes.value(property_, URIRef(f"{SH}or")):
        choices = list(Collection(shapes, listed))
    classes = [str(shapes.value(choice, URIRef(f"{SH}class"))) for choice in choices]
    yield from dict.fromkeys(by_class[each] for each in classes if each in LISTED & by_class.keys())


def _scheme_of(shape: URIRef) -> str:
    return shape.removeprefix(_OF_SCHEME) if shape.startswith(_OF_SCHEME) else ""


def _of_classes(shapes: Graph, shape: URIRef) -> tuple[Names, str]:
    """Return the names of a node shape, and the query that finds its things."""
    from rdflib import Literal, URIRef

    classes = sorted(map(str, shapes.objects(shape, URIRef(f"{SH}targetClass"))))
    values = " ".join(f"<{class_}>" for class_ in classes)
    query = f"SELECT $this WHERE {{ VALUES ?class {{ {values} }} $this <{RDF}type> ?class }}"
    said = shapes.objects(shape, URIRef(f"{SH}name"))
    return [each for each in said if isinstance(each, Literal)], query


def _of_scheme(site: Site, scheme: str) -> tuple[Names, str]:
    """Return the names of a concept scheme, and the query that finds its concepts."""
    from rdflib import Literal

    iri = f"{CONCEPT}{scheme}"
    names = [Literal(site.label(iri, language), lang=language) for language in LANGUAGES]
    return names, f"SELECT $this WHERE {{ $this <{SKOS}inScheme> <{iri}> }}"


def _offer(drawn: Graph, shape: URIRef, names: Names, query: str) -> None:
    """Offer what a query finds, under these names."""
    from rdflib import URIRef

    target = URIRef(f"{shape}-target")
    _say(drawn, shape, f"{RDF}type", URIRef(f"{SH}NodeShape"))
    _say(drawn, shape, f"{SH}target", target)
    _say(drawn, target, f"{SH}select", query)
    for name in names:
        _say(drawn, shape, f"{RDFS}label", name)


def _join(
    drawn: Graph, shapes: Graph, at: tuple[URIRef, URIRef], targets: tuple[URIRef, ...]
) -> None:
    """Offer a property as the way from a thing to what it leads to, chosen from a list."""
    from rdflib import URIRef

    shape, property_ = at
    _say(drawn, shape, f"{SH}property", property_)
    for said in ("path", "name"):
        for value in shapes.objects(property_, URIRef(f"{SH}{said}")):
            _say(drawn, property_, f"{SH}{said}", value)
    _say(drawn, property_, f"{DASH}searchWidget", URIRef(f"{WIDGETS}ListProperty"))
    _say(drawn, property_, f"{SOURCES}datasource", URIRef(_NAMES))
    if len(targets) == 1:
        _say(drawn, property_, f"{SH}node", targets[0])
        return
    rest = URIRef(f"{RDF}nil")
    for rank, target in reversed(tuple(enumerate(targets))):
        choice, link = (URIRef(f"{property_}-{part}-{rank}") for part in ("choice", "link"))
        _say(drawn, choice, f"{SH}node", target)
        _say(drawn, link, f"{RDF}first", choice)
        _say(drawn, link, f"{RDF}rest", rest)
        rest = link
    _say(drawn, property_, f"{SH}or", rest)


def _say(drawn: Graph, subject: URIRef, predicate: str, value: Node | str | int) -> None:
    from rdflib import Literal, URIRef
    from rdflib.term import Identifier

    term = value if isinstance(value, Identifier) else Literal(value)
    drawn.add((subject, URIRef(predicate), term))


def _written(drawn: Graph) -> bytes:
    """Return a graph as N-Triples, which are Turtle too, sorted."""
    lines = drawn.serialize(format="nt", encoding="utf-8").splitlines()
    return b"".join(line + b"\n" for line in sorted(lines) if line)
