"""The members of a group of recipients: named in the entry's cell, or in a list annexed to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.documents.tables import MEMBER_FIELDS
from greffe.errors import InputError
from greffe.importing.draft import Entry, document_of
from greffe.importing.recipients import read_member, read_recipients
from greffe.importing.transcription import printed_number
from greffe.language import Text
from greffe.namespaces import PROV

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.documents.tables import Transcription
    from greffe.importing.draft import Draft
    from greffe.importing.knowledge import Knowledge

MEMBER: Final = MEMBER_FIELDS[0]


def add_members(draft: Draft, group: str, members: Iterable[str], span: str) -> None:
    """State that organisations (IRIs) are members of a group, as the passage ``span`` says."""
    for member in members:
        draft.scribe.link(group, "greffe:hasMember", member)
        draft.scribe.link(member, f"{PROV}wasQuotedFrom", span)


def add_list(draft: Draft, listing: Transcription, knowledge: Knowledge) -> None:
    """Add a list annexed to a register: its heading names the group, each row a member.

    Raises ``UnmatchedText`` where a member is in no directory, ``InputError`` where the heading
    names no group of recipients.
    """
    document = document_of(listing, knowledge.body)
    group = _group(listing, knowledge)
    for position, (_, cell) in enumerate(listing.loose, start=1):
        draft.scribe.span(group, f"heading-{position}", cell, document, None)
    for row in listing.rows:
        cell = row.cells[MEMBER]
        span = draft.scribe.span(group, str(row.number), cell, document, None)
        with Entry(group, f"{group.rpartition('/')[2]} {row.number}", row).reading(MEMBER) as words:
            member = read_member(printed_number(words)[1], knowledge.directory)
        add_members(draft, group, [member], span)


def _group(listing: Transcription, knowledge: Knowledge) -> str:
    heading = " ".join(cell.text for _, cell in listing.loose)
    named = [each for each in read_recipients(heading, knowledge.directory) if each.kind == "group"]
    if len(named) != 1:
        raise InputError(
            Text(
                f"{listing.document} : le titre « {heading} » ne nomme aucun groupe connu.",
                f"{listing.document}: the heading “{heading}” names no known group.",
            ),
            Text(
                "Ajoutez ce titre aux libellés du groupe dans body.ttl.",
                "Add this heading to the group's labels in body.ttl.",
            ),
        )
    return named[0].iri
