"""A register or inventory as a whole: begun where there is none yet, and its withdrawn entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe import clock
from greffe.documents.kinds import TRAITS
from greffe.turtle.scribe import Scribe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rdflib import Graph

    from greffe.bodies import Body
    from greffe.documents.kinds import Kind
    from greffe.importing.sheetwise import Reading


def begin(graph: Graph, kind: Kind, readings: Sequence[Reading], body: Body) -> None:
    """Describe a register or inventory, unless something describes it already.

    The first words above its table are its title, the others are kept in their passages.
    """
    from rdflib import URIRef

    traits, iri = TRAITS[kind], body.document(kind)
    if (URIRef(iri), None, None) in graph:
        return
    scribe = Scribe(graph)
    scribe.kind(iri, traits.dataset)
    scribe.link(iri, "dcterms:publisher", body.iri)
    scribe.link(iri, "dcatap:applicableLegislation", traits.section)
    loose = [(reading, cell) for reading in readings for cell in reading.rows.loose]
    for rank, (reading, cell) in enumerate(loose, start=1):
        own = "dcterms:title" if rank == 1 else None
        scribe.span(iri, str(rank), cell, reading.origin.iri, own)
    scribe.text(iri, "dcterms:title", loose[0][1].text if loose else traits.title)


def withdraw(graph: Graph, entry: str, number: str) -> None:
    """State that an entry is withdrawn from today on: its number is never given again."""
    scribe = Scribe(graph)
    scribe.value(entry, "greffe:withdrawn", clock.today().isoformat(), "date")
    scribe.value(entry, "dcterms:identifier", number)
