"""What is new, as an Atom feed (RFC 4287): only events whose day the data state.

An entry is a vocabulary published or changed (``dcterms:issued``, ``dcterms:modified``), a
register that states such a day, or a thing withdrawn (``greffe:withdrawn``).  What has no date in
the data is in no feed.  Atom wants an instant: a day is given as its first instant in UTC, and the
feed says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape, quoteattr

from greffe.language import Language, Text
from greffe.publication.identifiers.retired import tombstones
from greffe.publication.site.addresses import in_both

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from greffe.publication.descriptions.holdings import Holding
    from greffe.publication.site.site import Site

PATHS: Final = Text("fil.atom", "en/feed.atom")
TITLE: Final = Text("Greffe : ce qui est nouveau", "Greffe: what is new")
_SUBTITLE: Final = Text(
    "Les dates sont celles que les données déclarent, au jour près.",
    "Dates are those that the data state, to the day.",
)
_PUBLISHED: Final = Text("Publié : ", "Published: ")
_CHANGED: Final = Text("Modifié : ", "Changed: ")
_WITHDRAWN: Final = Text("Retiré : ", "Withdrawn: ")
_GONE: Final = Text(
    "N’est plus publié ; la page dit ce que c’était.",
    "No longer published; the page says what it was.",
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day: its name, what it is about, where its page is."""

    day: str
    title: Text
    about: Text
    subject: str
    page: Text


def events(holdings: Iterable[Holding], others: Iterable[Event] = ()) -> tuple[Event, ...]:
    """Return the dated events of the holdings, and others, the latest first."""
    found = [*others, *(event for each in holdings for event in _events(each))]
    return tuple(sorted(found, key=lambda each: (each.day, each.subject), reverse=True))


def withdrawals(site: Site) -> Iterator[Event]:
    """Yield the withdrawal of each thing that has a tombstone."""
    for each in tombstones(site.store):
        place = site.addresses.place(each.iri)
        if place is not None:
            title = _WITHDRAWN + site.name_of(each.iri)
            yield Event(each.day, title, _GONE, each.iri, in_both(str(place)))


def atom(happened: tuple[Event, ...], base_url: str, author: str, language: Language) -> str | None:
    """Return the feed in a language; ``None`` when no event has a date: a feed must have one."""
    if not happened:
        return None
    own = base_url + PATHS[language]
    home = base_url + Text("", "en/")[language]
    entries = "".join(_entry(each, base_url, language) for each in happened)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{language}">\n'
        f"<id>{escape(own)}</id>\n"
        f"<title>{escape(TITLE[language])}</title>\n"
        f"<subtitle>{escape(_SUBTITLE[language])}</subtitle>\n"
        f"<updated>{_instant(happened[0].day)}</updated>\n"
        f"<author><name>{escape(author)}</name></author>\n"
        f'<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>\n'
        f'<link rel="alternate" type="text/html" href={quoteattr(home)}/>\n'
        f"{entries}</feed>\n"
    )


def _events(holding: Holding) -> Iterator[Event]:
    """Yield the publication of a holding, and its last change where that is another day."""
    published = holding.issued or holding.created
    if holding.page is None:
        return
    for day, words in ((published, _PUBLISHED), (holding.modified, _CHANGED)):
        if day is not None and not (words is _CHANGED and day == published):
            yield Event(day, words + holding.title, holding.about, holding.iri, holding.page)


def _entry(event: Event, base_url: str, language: Language) -> str:
    address = quoteattr(base_url + event.page[language])
    return (
        "<entry>\n"
        f"<id>{escape(event.subject)}#{event.day}</id>\n"
        f"<title>{escape(event.title[language])}</title>\n"
        f"<updated>{_instant(event.day)}</updated>\n"
        f'<link rel="alternate" type="text/html" href={address}/>\n'
        f"<summary>{escape(event.about[language])}</summary>\n"
        "</entry>\n"
    )


def _instant(day: str) -> str:
    return f"{day[:10]}T00:00:00Z"
