"""An import joined with what is there: what a changed cell says changes, and nothing else.

What a person corrected by hand in the data survives: statements that are read in cells whose words
did not change are left as they are.  Of a changed cell, what only it says is read anew; what
several cells of the entry say together (agreements, frequencies …) changes by the difference
between what the old words and the new ones give.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from greffe.importing.draft import ALIASES
from greffe.importing.inventory import CLOSED_LISTS
from greffe.namespaces import GREFFE, PROV, RDF
from greffe.turtle.scribe import Scribe, expand

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from rdflib import Graph
    from rdflib.term import Node

Said = defaultdict["Node", set[tuple["Node", "Node"]]]

OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "recipientText": ("recipient",),
    "dataTypeText": ("dataType",),
    "purposeText": ("purpose",),
    "legalBasisText": ("citation", "legalBasis"),
    "outsideQuebecText": ("outsideQuebec",),
    "unitText": ("responsibleUnit",),
    "accessRoleText": ("accessRole", "accessUnit"),
    **{f"{name}Text": (name,) for name in CLOSED_LISTS},
}
"""The properties that are read in one cell only, by the field of that cell."""

_QUOTED: Final = f"{PROV}wasQuotedFrom"
_AGREEMENT: Final = f"{GREFFE}Agreement"
_LEGAL_BASIS: Final = "legalBasisText"


@dataclass(frozen=True, slots=True)
class Merge:
    """What an import changes.

    ``changed`` has the fields of each entry (IRI) whose words changed; ``new`` and ``removed`` are
    entries; ``then`` and ``now`` are what the old words and the new ones are read as; ``ranks`` is
    the order of all entries; ``quoted`` has passages that take the place of those that are there.
    """

    changed: Mapping[str, Collection[str]]
    then: Graph
    now: Graph
    new: Collection[str] = ()
    removed: Collection[str] = ()
    ranks: Mapping[str, int] = field(default_factory=dict)
    quoted: Graph | None = None


def merge(before: Graph, change: Merge) -> Graph:
    """Return what is there after an import; ``before`` is left as it is."""
    from rdflib import Graph

    said, then, now = map(_said, (before, change.then, change.now))
    for entry, fields in change.changed.items():
        _change(said, then, now, entry, fields)
    for entry in change.removed:
        _drop(said, entry)
    entries = {*change.changed, *change.new, *change.removed}
    _add_new(said, now, change.new)
    _beside(said, then, now, entries)
    if change.quoted is not None:
        _requote(said, _said(change.quoted))
    _forget_passages(said, entries)
    _forget_agreements(said, then)
    del then, now
    after = Graph(bind_namespaces="none")
    while said:
        subject, properties = said.popitem()
        for predicate, value in properties:
            after.add((subject, predicate, value))
    _order(after, change.ranks)
    return after


def hand_made(before: Graph, then: Graph, entry: str, fields: Iterable[str]) -> list[str]:
    """Return the fields whose reading is not what their words are read as: a person decided it."""
    from rdflib import URIRef

    subject = URIRef(entry)
    return [
        name
        for name in fields
        if any(
            set(before.objects(subject, URIRef(expand(f"greffe:{term}"))))
            != set(then.objects(subject, URIRef(expand(f"greffe:{term}"))))
            for term in OWN.get(name, ())
        )
    ]


def _said(graph: Graph) -> Said:
    said: Said = defaultdict(set)
    for subject, predicate, value in graph:
        said[subject].add((predicate, value))
    return said


def _change(said: Said, then: Said, now: Said, entry: str, fields: Collection[str]) -> None:
    """Read the changed cells of an entry anew, with their passages and citations."""
    from rdflib import URIRef

    subject = URIRef(entry)
    own = {URIRef(term) for name in fields for term in _terms(name)}
    fixed = {*own, URIRef(f"{GREFFE}position")}
    kept = {each for each in said[subject] - (then[subject] - now[subject]) if each[0] not in own}
    kept |= {each for each in said[subject] if each[0] == URIRef(f"{GREFFE}position")}
    come = {each for each in now[subject] - then[subject] if each[0] not in fixed}
    said[subject] = kept | come | {each for each in now[subject] if each[0] in own}
    parts = [f"{entry}/span/{name}" for name in fields]
    if _LEGAL_BASIS in fields:
        parts += [each for each in map(str, said) if each.startswith(f"{entry}/citation/")]
        parts += [each for each in map(str, now) if each.startswith(f"{entry}/citation/")]
    for part in map(URIRef, dict.fromkeys(parts)):
        said.pop(part, None)
        if now[part]:
            said[part] = set(now[part])


def _terms(name: str) -> list[str]:
    """Return the properties that a cell alone says: its words, and what is read in them."""
    alias = [expand(ALIASES[name])] if name in ALIASES else []
    return [f"{GREFFE}{name}", *alias, *(f"{GREFFE}{term}" for term in OWN.get(name, ()))]


def _drop(said: Said, entry: str) -> None:
    for subject in [each for each in said if _entry_of(str(each)) == entry]:
        del said[subject]


def _add_new(said: Said, now: Said, entries: Collection[str]) -> None:
    wanted = set(entries)
    for subject, properties in now.items():
        if _entry_of(str(subject)) in wanted:
            said[subject] = set(properties)


def _beside(said: Said, then: Said, now: Said, entries: Collection[str]) -> None:
    """Change what is said of other things: agreements, members of groups."""
    from rdflib import URIRef

    kind = (URIRef(f"{RDF}type"), URIRef(_AGREEMENT))
    for subject in {*then, *now}:
        if _entry_of(str(subject)) in entries:
            continue
        gone, come = then[subject] - now[subject], now[subject] - then[subject]
        if kind in now[subject] | then[subject]:
            gone = {each for each in gone if str(each[0]) == _QUOTED}
            known = {predicate for predicate, _ in said[subject]} - {URIRef(_QUOTED)}
            come = {each for each in now[subject] if each[0] not in known}
        said[subject] = (said[subject] - gone) | come


def _requote(said: Said, quoted: Said) -> None:
    for subject, properties in quoted.items():
        if "/span/" in str(subject) and said[subject]:
            said[subject] = set(properties)


def _forget_passages(said: Said, entries: Collection[str]) -> None:
    """Take away what is quoted from passages of entries that are no longer there."""
    from rdflib import URIRef

    quoted = URIRef(_QUOTED)
    for subject in list(said):
        lost = {
            (predicate, value)
            for predicate, value in said[subject]
            if predicate == quoted and _entry_of(str(value)) in entries and not said.get(value)
        }
        said[subject] -= lost


def _forget_agreements(said: Said, then: Said) -> None:
    """Take away the agreements that entries named and that none names any more."""
    from rdflib import URIRef

    link, kind = URIRef(f"{GREFFE}agreement"), (URIRef(f"{RDF}type"), URIRef(_AGREEMENT))
    named = {value for properties in said.values() for p, value in properties if p == link}
    for subject in [each for each, properties in then.items() if kind in properties]:
        if subject not in named:
            said.pop(subject, None)


def _order(graph: Graph, ranks: Mapping[str, int]) -> None:
    from rdflib import URIRef

    position = URIRef(f"{GREFFE}position")
    scribe = Scribe(graph)
    for entry, rank in ranks.items():
        if [str(rank)] != [str(each) for each in graph.objects(URIRef(entry), position)]:
            graph.remove((URIRef(entry), position, None))
            scribe.value(entry, f"{GREFFE}position", str(rank), "integer")


def _entry_of(subject: str) -> str:
    """Return the entry that a thing is, or is a part of (a citation, a passage)."""
    for part in ("/span/", "/citation/"):
        subject = subject.partition(part)[0]
    return subject
