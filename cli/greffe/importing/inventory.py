"""From the transcription of an inventory to its graph (A-2.1, s. 76): words kept, then read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.importing.draft import Draft, Entry, empty
from greffe.importing.systems import find_systems
from greffe.namespaces import LAW
from greffe.vocabulary import read_access

if TYPE_CHECKING:
    from greffe.documents.tables import Transcription
    from greffe.importing.knowledge import Knowledge

SECTION: Final = f"{LAW}qc/a-2.1/art/76"
CLOSED_LISTS: Final = {
    "personCategory": "person-category",
    "dataCategory": "data-category",
    "dataSource": "data-source",
    "purpose": "purpose",
    "medium": "medium",
    "securityMeasure": "security-measure",
}
"""The properties whose cells are closed lists, and the concept scheme of each."""


def draft_inventory(inventory: Transcription, knowledge: Knowledge) -> Draft:
    """Return the graph of an inventory.

    Raises ``UnmatchedText`` where a closed list or a unit holds words that no label explains.
    """
    draft, body = empty(), knowledge.body
    draft.scribe.kind(body.inventory, "greffe:FileInventory")
    draft.describe_dataset(body.inventory, inventory, body)
    draft.scribe.link(body.inventory, "dcatap:applicableLegislation", SECTION)
    document = body.source(inventory.document.stem)
    for row in inventory.rows:
        entry = Entry(body.file(row.number), f"F{row.number}", row)
        draft.quote_entry(entry, document)
        _describe(draft, entry, knowledge)
    return draft


def _describe(draft: Draft, entry: Entry, knowledge: Knowledge) -> None:
    scribe = draft.scribe
    scribe.kind(entry.iri, "greffe:PersonalInformationFile")
    scribe.value(entry.iri, "dcterms:identifier", entry.number)
    scribe.value(entry.iri, "greffe:position", str(entry.row.number), "integer")
    scribe.link(entry.iri, "dcterms:isPartOf", knowledge.body.inventory)
    with entry.reading("unitText") as words:
        units = knowledge.units.segment(words)
    scribe.link(entry.iri, "greffe:responsibleUnit", *(match.concept for match in units))
    for name, scheme in CLOSED_LISTS.items():
        _closed_list(draft, entry, name, scheme, knowledge)
    _access(draft, entry, knowledge)
    systems = find_systems(entry.texts(), knowledge.systems)
    scribe.link(entry.iri, "greffe:system", *(mention.iri for mention in systems))


def _closed_list(draft: Draft, entry: Entry, name: str, scheme: str, knowledge: Knowledge) -> None:
    with entry.reading(f"{name}Text") as words:
        matches = knowledge.labels(scheme).segment(words)
    draft.scribe.link(entry.iri, f"greffe:{name}", *(match.concept for match in matches))


def _access(draft: Draft, entry: Entry, knowledge: Knowledge) -> None:
    with entry.reading("accessRoleText") as words:
        access = read_access(words, knowledge.labels("access-role"), knowledge.units)
    draft.scribe.link(entry.iri, "greffe:accessRole", *(match.concept for match in access.roles))
    draft.scribe.link(entry.iri, "greffe:accessUnit", *(match.concept for match in access.units))
