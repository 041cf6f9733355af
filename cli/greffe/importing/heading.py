"""A register or inventory as a whole: begun where there is none yet, and its withdrawn entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe import clock
from greffe.importing import inventory, register
from greffe.importing.scribe import Scribe
from greffe.importing.standing import dataset_iri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rdflib import Graph

    from greffe.bodies import Body
    from greffe.importing.profile import Dataset
    from greffe.importing.sheetwise import Reading

TITLES: Final[dict[Dataset, str]] = {
    "register": "Registre des communications de renseignements personnels",
    "inventory": "Inventaire des fichiers de renseignements personnels",
}
"""The titles of documents whose files have none."""

_CLASSES: Final[dict[Dataset, str]] = {
    "register": "greffe:CommunicationRegister",
    "inventory": "greffe:FileInventory",
}
_SECTIONS: Final[dict[Dataset, str]] = {
    "register": register.SECTION,
    "inventory": inventory.SECTION,
}


def begin(graph: Graph, dataset: Dataset, readings: Sequence[Reading], body: Body) -> None:
    """Describe a register or inventory, unless something describes it already.

    The first words above its table are its title, the others are kept in their passages.
    """
    from rdflib import URIRef

    iri = dataset_iri(dataset, body)
    if (URIRef(iri), None, None) in graph:
        return
    scribe = Scribe(graph)
    scribe.kind(iri, _CLASSES[dataset])
    scribe.link(iri, "dcterms:publisher", body.iri)
    scribe.link(iri, "dcatap:applicableLegislation", _SECTIONS[dataset])
    loose = [(reading, cell) for reading in readings for cell in reading.rows.loose]
    for rank, (reading, cell) in enumerate(loose, start=1):
        own = "dcterms:title" if rank == 1 else None
        scribe.span(iri, str(rank), cell, reading.origin.iri, own)
    scribe.text(iri, "dcterms:title", loose[0][1].text if loose else TITLES[dataset])


def withdraw(graph: Graph, entry: str, number: str) -> None:
    """State that an entry is withdrawn from today on: its number is never given again."""
    scribe = Scribe(graph)
    scribe.value(entry, "greffe:withdrawn", clock.today().isoformat(), "date")
    scribe.value(entry, "dcterms:identifier", number)
