"""Tombstones: what is said for ever of a thing that was published and then withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from greffe.language import LANGUAGES, Text
from greffe.publication.site.addresses import in_both
from greffe.publication.site.model import Page
from greffe.publication.site.reading import page_query
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from greffe.language import Language
    from greffe.publication.site.model import Fill
    from greffe.publication.site.site import Site
    from greffe.store import Store
    from greffe.terms import Term


@dataclass(frozen=True, slots=True)
class Tombstone:
    """A withdrawn thing: since when, what it was, why, and what replaces it.

    ``day`` is an ``xsd:date``; ``notes`` and ``identifier`` (``C9``) are as the data say them.
    """

    iri: str
    day: str
    identifier: str | None = None
    notes: tuple[Literal, ...] = ()
    replaced_by: tuple[str, ...] = ()


def tombstones(store: Store) -> tuple[Tombstone, ...]:
    """Return every tombstone of the data, sorted by identifier."""
    rows = store.select(page_query("tombstones")).rows
    return tuple(_tombstone(iri, list(group)) for iri, group in groupby(rows, lambda row: row[0]))


def _tombstone(iri: Term | None, rows: Sequence[Sequence[Term | None]]) -> Tombstone:
    days, identifiers, notes, successors = (
        tuple(dict.fromkeys(term for term in column if isinstance(term, Iri | Literal)))
        for column in list(zip(*rows, strict=True))[1:]
    )
    return Tombstone(
        iri.value if isinstance(iri, Iri) else "",
        days[0].value,
        identifiers[0].value if identifiers else None,
        tuple(note for note in notes if isinstance(note, Literal)),
        tuple(each.value for each in successors),
    )


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of each withdrawn thing that had one; servers answer 410 with it."""
    for each in tombstones(site.store):
        place = site.addresses.place(each.iri)
        if place is not None and place.folder and not place.fragment:
            yield Page(
                address=in_both(str(place)),
                kind="retired",
                template="retired.html.j2",
                title=Text(*(_title(site, each, language) for language in LANGUAGES)),
                fill=_filling(each),
            )


def _title(site: Site, each: Tombstone, language: Language) -> str:
    label = site.label(each.iri, language)
    named = each.identifier and each.identifier not in label
    return f"{each.identifier} – {label}" if named else label


def _filling(each: Tombstone) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        del site
        notes = [note for note in each.notes if note.language in (language, None)]
        return {
            "tombstone": each,
            "notes": notes or each.notes,
            "depends": frozenset({each.iri, *each.replaced_by}),
        }

    return fill
