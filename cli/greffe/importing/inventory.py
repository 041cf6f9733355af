"""From the transcription of an inventory to its graph (A-2.1, s. 76): words kept, then read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.documents.columns import SCHEMES
from greffe.documents.kinds import TRAITS
from greffe.importing.draft import Draft, Entry, document_of, empty
from greffe.importing.reading import access_in, listed_in
from greffe.importing.systems import find_systems

if TYPE_CHECKING:
    from greffe.documents.tables import Transcription
    from greffe.importing.knowledge import Knowledge

CLOSED_LISTS: Final = {
    field.removesuffix("Text"): scheme
    for field, scheme in SCHEMES.items()
    if field != "accessRoleText"
}
"""The properties whose cells are closed lists of concepts alone, and the scheme of each."""


def draft_inventory(inventory: Transcription, knowledge: Knowledge) -> Draft:
    """Return the graph of an inventory.

    Raises ``UnmatchedText`` where a closed list or a unit holds words that no label explains.
    """
    draft, body = empty(), knowledge.body
    traits = TRAITS["inventory"]
    draft.scribe.kind(body.inventory, traits.dataset)
    draft.describe_dataset(body.inventory, inventory, body)
    draft.scribe.link(body.inventory, "dcatap:applicableLegislation", traits.section)
    add_files(draft, inventory, knowledge)
    return draft


def add_files(draft: Draft, inventory: Transcription, knowledge: Knowledge) -> None:
    """Add the files of an inventory.

    Raises ``UnmatchedText`` as ``draft_inventory`` does, unless the draft is lenient.
    """
    document = document_of(inventory, knowledge.body)
    for row in inventory.rows:
        entry = Entry(knowledge.body.file(row.number), f"F{row.number}", row)
        draft.quote_entry(entry, document)
        _describe(draft, entry, knowledge)


def _describe(draft: Draft, entry: Entry, knowledge: Knowledge) -> None:
    scribe = draft.scribe
    scribe.kind(entry.iri, "greffe:PersonalInformationFile")
    scribe.value(entry.iri, "dcterms:identifier", entry.number)
    scribe.value(entry.iri, "greffe:position", str(entry.row.rank), "integer")
    scribe.link(entry.iri, "dcterms:isPartOf", knowledge.body.inventory)
    units = listed_in(draft, entry, "unitText", knowledge.units)
    scribe.link(entry.iri, "greffe:responsibleUnit", *(match.concept for match in units))
    for name, scheme in CLOSED_LISTS.items():
        matches = listed_in(draft, entry, f"{name}Text", knowledge.labels(scheme))
        scribe.link(entry.iri, f"greffe:{name}", *(match.concept for match in matches))
    _access(draft, entry, knowledge)
    systems = find_systems(entry.texts(), knowledge.systems)
    scribe.link(entry.iri, "greffe:system", *(mention.iri for mention in systems))


def _access(draft: Draft, entry: Entry, knowledge: Knowledge) -> None:
    access = access_in(draft, entry, knowledge.labels("access-role"), knowledge.units)
    draft.scribe.link(entry.iri, "greffe:accessRole", *(match.concept for match in access.roles))
    draft.scribe.link(entry.iri, "greffe:accessUnit", *(match.concept for match in access.units))
