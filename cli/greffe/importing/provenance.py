"""The files that a register was imported from, described in it: name, fingerprint, format."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.matching import fold
from greffe.namespaces import GREFFE, PROV, SCHEMA
from greffe.turtle.scribe import Scribe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph

    from greffe.bodies import Body

_DIGITS: Final = 8
_NOT_A_SLUG: Final = re.compile(r"[^a-z0-9]+")
_DIGEST: Final = f"{SCHEMA}sha256"


@dataclass(frozen=True, slots=True)
class Origin:
    """A file that is imported: its IRI, its name, and the SHA-256 of its bytes."""

    iri: str
    name: str
    digest: str


def origin_of(path: Path, content: bytes, body: Body, known: Iterable[Graph]) -> Origin:
    """Return what a file is to be called: by its stem, and its fingerprint where that is taken.

    Another document, or another state of the same one, keeps the name that it has in ``known``.
    """
    from rdflib import URIRef

    digest = sha256(content).hexdigest()
    stem = _NOT_A_SLUG.sub("-", fold(path.stem)).strip("-") or "document"
    digests = [
        {str(value) for value in graph.objects(URIRef(body.source(stem)), URIRef(_DIGEST))}
        for graph in known
        if (URIRef(body.source(stem)), None, None) in graph
    ]
    free = all(found == {digest} for found in digests)
    iri = body.source(stem if free else f"{stem}-{digest[:_DIGITS]}")
    return Origin(iri, path.name, digest)


def describe(graph: Graph, dataset: str, origin: Origin, body: Body) -> None:
    """Say what the file is and that the dataset comes from it, if anything is quoted from it."""
    from rdflib import URIRef

    if (None, URIRef(f"{GREFFE}document"), URIRef(origin.iri)) not in graph:
        return
    scribe = Scribe(graph)
    title = Path(origin.name).stem
    scribe.source(origin.iri, origin.name, title, body.iri, origin.digest)
    scribe.link(dataset, f"{PROV}wasDerivedFrom", origin.iri)


def forget(graph: Graph, dataset: str) -> None:
    """Take away the files described here that nothing is quoted from any more."""
    from rdflib import URIRef

    derived, document = URIRef(f"{PROV}wasDerivedFrom"), URIRef(f"{GREFFE}document")
    quoted = set(graph.objects(None, document))
    for source in list(graph.objects(URIRef(dataset), derived)):
        if source not in quoted and (source, URIRef(_DIGEST), None) in graph:
            graph.remove((source, None, None))
            graph.remove((URIRef(dataset), derived, source))
