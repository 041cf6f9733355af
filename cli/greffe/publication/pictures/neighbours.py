"""What stands around a thing in the graph, one step from it, without asking the store again.

Around an entry stand the things that it leads to.  Around any other thing stand the entries that
lead to it, and behind those the things that they lead to as well.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from greffe.publication.pictures.facts import Entry, Facts

FOCUS: Final = "focus"
MOST: Final = 6
"""How many neighbours of a sort are shown."""
MOST_ENTRIES: Final = 12
"""How many entries are shown around a thing that is no entry, if they are of one sort."""
FEWER_ENTRIES: Final = 7
"""How many of each sort, if there are communications and files."""

SORTS: Final = {
    FOCUS: Text("", ""),
    "communication": Text("Communications", "Communications"),
    "file": Text("Fichiers", "Files"),
    "feeding": Text("Fichiers qui peuvent l’alimenter", "Files that may feed it"),
    "fed": Text("Communications qu’il peut alimenter", "Communications it may feed"),
    "recipient": Text("Destinataires", "Recipients"),
    "category": Text("Catégories de renseignements", "Categories of data"),
    "section": Text("Loi sur l’accès", "Access Act"),
    "agreement": Text("Ententes", "Agreements"),
    "person": Text("Personnes visées", "Persons concerned"),
    "source": Text("Provenance", "Sources"),
    "unit": Text("Unité responsable", "Responsible unit"),
    "system": Text("Systèmes", "Systems"),
}
"""What the sorts of neighbours are called."""

_OF_COMMUNICATION: Final = (("category", "feeding"), ("recipient", "section", "agreement"))
_OF_FILE: Final = (("person", "source", "unit"), ("category", "system", "fed"))
_BEHIND_COMMUNICATION: Final = ("recipient", "category", "section", "agreement")
_BEHIND_FILE: Final = ("unit", "category", "system")


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours of one sort: those shown, and those that are too many to be shown."""

    sort: str
    shown: tuple[str, ...]
    others: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every neighbour of the sort."""
        return self.shown + self.others


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Columns of groups from left to right, and which thing is joined to which, left to right."""

    focus: str
    columns: tuple[tuple[Group, ...], ...]
    edges: tuple[tuple[str, str], ...]


def surroundings(facts: Facts, iri: str) -> Surroundings | None:
    """Return what stands around a thing; ``None`` when no entry leads to it."""
    if iri in facts.known:
        return _around_entry(facts, facts.known[iri])
    touching = facts.touching.get(iri, ())
    return _around_thing(facts, iri, touching) if touching else None


def _around_entry(facts: Facts, entry: Entry) -> Surroundings:
    left, right = _OF_FILE if entry.file else _OF_COMMUNICATION
    seen = {entry.iri}
    before, after = (_side(facts, entry, sorts, seen) for sorts in (left, right))
    edges = [(each, entry.iri) for group in before for each in group.shown]
    edges += [(entry.iri, each) for group in after for each in group.shown]
    focus = Group(FOCUS, (entry.iri,))
    return Surroundings(entry.iri, (before, (focus,), after), tuple(edges))


def _side(facts: Facts, entry: Entry, sorts: Iterable[str], seen: set[str]) -> tuple[Group, ...]:
    """Return the groups on one side of an entry; a thing in ``seen`` has its place already."""
    groups = []
    for sort in sorts:
        things = [each for each in _led(facts, entry, sort) if each not in seen]
        seen.update(things)
        if things:
            groups.append(_group(sort, things, MOST))
    return tuple(groups)


def _around_thing(facts: Facts, iri: str, touching: Sequence[Entry]) -> Surroundings:
    sorts = {
        "communication": [each.iri for each in touching if not each.file],
        "file": [each.iri for each in touching if each.file],
    }
    most = FEWER_ENTRIES if all(sorts.values()) else MOST_ENTRIES
    entries = tuple(_group(sort, found, most) for sort, found in sorts.items() if found)
    shown = [facts.known[each] for group in entries for each in group.shown]
    behind = _behind(iri, touching, {each for entry in shown for each in _things(entry)})
    kept = {thing for group in behind for thing in group.shown}
    edges = [(iri, entry.iri) for entry in shown]
    edges += [
        (entry.iri, thing)
        for entry in shown
        for thing in dict.fromkeys(_things(entry))
        if thing in kept
    ]
    return Surroundings(iri, ((Group(FOCUS, (iri,)),), entries, behind), tuple(edges))


def _behind(iri: str, touching: Iterable[Entry], joined: set[str]) -> tuple[Group, ...]:
    """Return what all the entries lead to, what most of them lead to first; never the focus.

    Only what an entry in the picture leads to (``joined``) is shown.
    """
    counts: dict[str, Counter[str]] = {}
    for entry in touching:
        for sort in _BEHIND_FILE if entry.file else _BEHIND_COMMUNICATION:
            counts.setdefault(sort, Counter()).update(entry.to(sort))
    seen = {iri}
    groups = []
    for sort in SORTS:
        ranked = counts.get(sort, Counter())
        things = sorted(ranked.keys() - seen, key=lambda each: (-ranked[each], each))
        seen.update(things)
        near = [each for each in things if each in joined]
        if near:
            shown = tuple(near if len(things) <= MOST and near == things else near[: MOST - 1])
            groups.append(Group(sort, shown, tuple(each for each in things if each not in shown)))
    return tuple(groups)


def _things(entry: Entry) -> Iterator[str]:
    for sort in _BEHIND_FILE if entry.file else _BEHIND_COMMUNICATION:
        yield from entry.to(sort)


def _led(facts: Facts, entry: Entry, sort: str) -> tuple[str, ...]:
    if sort == "feeding":
        held = facts.files(entry.body)
        return tuple(file.iri for file in held if facts.feeds(file, entry))
    if sort == "fed":
        sent = facts.communications(entry.body)
        return tuple(each.iri for each in sent if facts.feeds(entry, each))
    return entry.to(sort)


def _group(sort: str, things: Sequence[str], most: int) -> Group:
    """Return a group that shows all, or ``most`` less the place of the line that tells the rest."""
    if len(things) <= most:
        return Group(sort, tuple(things))
    return Group(sort, tuple(things[: most - 1]), tuple(things[most - 1 :]))


def reasons(facts: Facts, around: Surroundings) -> frozenset[str]:
    """Return the things by which an entry may join the surroundings: what they depend on."""
    ways: Mapping[str, tuple[str, ...]] = facts.ways
    shown = {each for column in around.columns for group in column for each in group.all}
    return frozenset(shown | set(ways.get(around.focus, ())) | {around.focus})
