"""The SHACL shapes on one page: what each holds things to, each with an anchor of its name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import DCTERMS, GRSH, RDF, SH, shorten
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import CONCEPTS
from greffe.publication.site.wording import natural_key
from greffe.resources import shapes_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from rdflib import Graph
    from rdflib.term import Node

    from greffe.language import Language
    from greffe.publication.site.site import Site

_LEAD: Final = Text(
    "Les formes SHACL auxquelles la vérification tient les données : à quoi chacune s’applique, "
    "ce qu’elle demande, et la règle qui l’explique.",
    "The SHACL shapes that the check holds the data to: what each applies to, what it asks for, "
    "and the rule that explains it.",
)
_TARGETS: Final = ("targetClass", "targetSubjectsOf", "targetObjectsOf", "targetNode")
_PARTS: Final = ("property", "sparql")


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape, or a part of one: its name, what it is called, says and asks for.

    ``code`` is that of its rule, empty where it is none, and then ``message`` is ``None``: what a
    constraint without a code says is a detail of the finding.  ``targets`` are the terms whose
    things it applies to, each with its prefixed name, ``path`` the field that it looks at and
    ``field`` its prefixed name.
    """

    name: str
    label: Text
    message: Text | None
    code: str
    path: str
    field: str
    targets: tuple[tuple[str, str], ...]
    parts: tuple[Shape, ...]


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of the shapes."""
    del site
    yield Page(
        address=Text("shapes/", "en/shapes/"),
        kind="shapes",
        template="shapes.html.j2",
        title=Text("Formes SHACL de Greffe", "Greffe SHACL shapes"),
        fill=_fill,
        crumbs=(CONCEPTS,),
        description=_LEAD,
    )


def _fill(site: Site, language: Language) -> Mapping[str, object]:
    del language
    names = {rule.code: rule.rule.name for rule in site.rules}
    return {"lead": _LEAD, "shapes": bundled_shapes(), "rules": names}


@lru_cache(maxsize=1)
def bundled_shapes() -> tuple[Shape, ...]:
    """Return the node shapes of the bundled files with their parts, by name."""
    from rdflib import Graph, URIRef

    from greffe.turtle.reading import parse

    graph = Graph()
    for path in sorted(shapes_dir().rglob("*.ttl")):
        graph += parse(path)
    found = graph.subjects(URIRef(f"{RDF}type"), URIRef(f"{SH}NodeShape"))
    own = {str(each) for each in found if str(each).startswith(GRSH)}
    return tuple(_shape(graph, URIRef(each)) for each in sorted(own, key=natural_key))


def _shape(graph: Graph, node: Node) -> Shape:
    name = str(node).removeprefix(GRSH)
    code = next(map(str, _objects(graph, node, f"{DCTERMS}identifier")), "")
    inner = {str(each): each for part in _PARTS for each in _objects(graph, node, f"{SH}{part}")}
    path = next((str(e) for e in _objects(graph, node, f"{SH}path") if _is_name(e)), "")
    return Shape(
        name=name,
        label=_text(graph, node, f"{SH}name") or Text(name, name),
        message=_text(graph, node, f"{SH}message") if code else None,
        code=code,
        path=path,
        field=shorten(path),
        targets=tuple(
            sorted(
                (str(each), shorten(str(each)))
                for target in _TARGETS
                for each in _objects(graph, node, f"{SH}{target}")
            )
        ),
        parts=tuple(
            _shape(graph, inner[key])
            for key in sorted(inner, key=natural_key)
            if key.startswith(GRSH)
        ),
    )


def _is_name(node: Node) -> bool:
    return str(node).startswith("http")


def _objects(graph: Graph, node: Node, predicate: str) -> Iterator[Node]:
    from rdflib import URIRef

    return graph.objects(node, URIRef(predicate))


def _text(graph: Graph, node: Node, predicate: str) -> Text | None:
    said = {getattr(each, "language", None): str(each) for each in _objects(graph, node, predicate)}
    return Text(said["fr"], said["en"]) if {"fr", "en"} <= said.keys() else None
