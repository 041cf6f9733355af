"""What the pictures show, read once for a site: entries, what they lead to, recipients, dates."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar
from weakref import WeakKeyDictionary

from greffe.publication.site.reading import rows_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from greffe.store import Store

_Key = TypeVar("_Key")
_NOTHING: Final[tuple[str, ...]] = ()
_LED_BY: Final = frozenset({"recipient", "type", "category", "law"})
"""The relations by which entries are looked for."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A communication of the register or a file of the inventory.

    ``links`` holds the things that the entry leads to, by relation, sorted
    (``queries/pages/picture-links.rq``).
    """

    iri: str
    number: str
    body: str
    file: bool
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def to(self, relation: str) -> tuple[str, ...]:
        """Return what the entry leads to by one relation."""
        return self.links.get(relation, _NOTHING)


@dataclass(frozen=True, slots=True)
class Recipient:
    """What is known of a recipient: kinds and jurisdictions, and whether it is a natural person."""

    kinds: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    person: bool = False


@dataclass(frozen=True, slots=True)
class Deal:
    """An agreement: its title as printed, and its dates as ``(property, date)``, sorted."""

    iri: str
    title: str
    dates: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Facts:
    """All that pictures need, for all bodies of a site; entries in printed order."""

    entries: tuple[Entry, ...]
    recipients: Mapping[str, Recipient]
    deals: tuple[Deal, ...]
    ways: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """For each thing, those through which an entry may lead to it."""
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The categories of each type of information."""
    links: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """What each entry leads to, by relation: also of those that no document numbers."""

    def communications(self, body: str) -> tuple[Entry, ...]:
        """Return the communications that a body keeps in its register."""
        return self.by_body.get((body, False), ())

    def files(self, body: str) -> tuple[Entry, ...]:
        """Return the files that a body keeps in its inventory."""
        return self.by_body.get((body, True), ())

    def feeds(self, file: Entry, communication: Entry) -> bool:
        """Return whether a file may hold all that a communication sends, by its categories."""
        held, sent = set(file.to("category")), communication.to("type")
        return bool(sent) and all(held.intersection(self.categories.get(each, ())) for each in sent)

    def to(self, entry: str, relation: str) -> tuple[str, ...]:
        """Return what an entry leads to by one relation."""
        return self.links.get(entry, {}).get(relation, _NOTHING)

    def leading(self, relation: str, thing: str) -> tuple[str, ...]:
        """Return the entries that lead to a thing by one relation."""
        return tuple(self._leading.get(relation, {}).get(thing, ()))

    @cached_property
    def _leading(self) -> Mapping[str, Mapping[str, list[str]]]:
        found: dict[str, dict[str, list[str]]] = {}
        for entry, links in self.links.items():
            for relation in _LED_BY & links.keys():
                for thing in links[relation]:
                    found.setdefault(relation, {}).setdefault(thing, []).append(entry)
        return found

    @cached_property
    def touching(self) -> Mapping[str, tuple[Entry, ...]]:
        """The entries that lead to each thing, by whatever relation, and those a body keeps."""
        return _gathered(
            (thing, entry)
            for entry in self.entries
            for thing in {entry.body}.union(*entry.links.values())
        )

    @cached_property
    def by_body(self) -> Mapping[tuple[str, bool], tuple[Entry, ...]]:
        """The entries that each body keeps, its files apart."""
        return _gathered(((entry.body, entry.file), entry) for entry in self.entries)

    @cached_property
    def known(self) -> Mapping[str, Entry]:
        """Each entry by its identifier."""
        return {entry.iri: entry for entry in self.entries}


def prepare(store: Store) -> None:
    """Read and put in order all that pages need, so that processes that begin then share it."""
    facts = facts_of(store)
    facts.leading("recipient", "")
    _ = facts.touching, facts.by_body, facts.known


def _gathered(pairs: Iterable[tuple[_Key, Entry]]) -> dict[_Key, tuple[Entry, ...]]:
    found: dict[_Key, list[Entry]] = {}
    for key, entry in pairs:
        found.setdefault(key, []).append(entry)
    return {key: tuple(entries) for key, entries in found.items()}


_READ: WeakKeyDictionary[Store, Facts] = WeakKeyDictionary()


def facts_of(store: Store) -> Facts:
    """Return what the pictures show of a store; read the first time, then kept with the store."""
    if store not in _READ:
        ways, categories = _ways(store)
        links = _links(store)
        read = _entries(store, links), _recipients(store), _deals(store)
        _READ[store] = Facts(*read, ways, categories, links)
    return _READ[store]


Links = dict[str, dict[str, tuple[str, ...]]]


def _links(store: Store) -> Links:
    links: dict[str, dict[str, list[str]]] = {}
    same: dict[str, str] = {}
    for row in rows_of(store, "picture-links"):
        thing = same.setdefault(row["thing"], row["thing"])
        links.setdefault(row["entry"], {}).setdefault(row["relation"], []).append(thing)
    return {
        entry: {relation: tuple(sorted({*things})) for relation, things in found.items()}
        for entry, found in links.items()
    }


def _entries(store: Store, links: Links) -> tuple[Entry, ...]:
    return tuple(
        Entry(
            row["entry"],
            row["number"],
            row["body"],
            row["file"] == "true",
            links.get(row["entry"], {}),
        )
        for row in rows_of(store, "picture-entries")
    )


def _recipients(store: Store) -> dict[str, Recipient]:
    found: dict[str, tuple[dict[str, None], dict[str, None], bool]] = {}
    for row in rows_of(store, "picture-recipients"):
        person = row["person"] == "true"
        kinds, places, _ = found.setdefault(row["recipient"], ({}, {}, person))
        kinds |= dict.fromkeys([row["kind"]] if "kind" in row else [])
        places |= dict.fromkeys([row["jurisdiction"]] if "jurisdiction" in row else [])
    return {
        iri: Recipient(tuple(kinds), tuple(places), person)
        for iri, (kinds, places, person) in found.items()
    }


def _deals(store: Store) -> tuple[Deal, ...]:
    titles: dict[str, str] = {}
    dates: dict[str, dict[tuple[str, str], None]] = {}
    for row in rows_of(store, "picture-agreements"):
        titles.setdefault(row["agreement"], row["title"])
        if "date" in row:
            dates.setdefault(row["agreement"], {})[row["property"], row["date"]] = None
    return tuple(Deal(iri, title, tuple(dates.get(iri, ()))) for iri, title in titles.items())


def _ways(store: Store) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    ways: dict[str, list[str]] = {}
    categories: dict[str, list[str]] = {}
    for row in rows_of(store, "picture-ways"):
        ways.setdefault(row["thing"], []).append(row["by"])
        if row["relation"] == "category":
            categories.setdefault(row["by"], []).append(row["thing"])
    return (
        {thing: tuple(found) for thing, found in ways.items()},
        {kind: tuple(found) for kind, found in categories.items()},
    )
