"""Organisations and groups: what each receives, by category, on what ground; and the list."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.publication.pictures.facts import facts_of
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import ORGANIZATIONS
from greffe.publication.site.pages.listing import (
    MOST,
    Group,
    Some,
    by_words,
    count,
    room,
    some,
    thing_item,
)
from greffe.publication.site.pages.things import thing_page
from greffe.publication.site.reading import ask, grouped
from greffe.publication.site.wording import COMMUNICATIONS, sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.model import Fill
    from greffe.publication.site.site import Site
    from greffe.store import Store

Ranked = list[tuple[str, list[str]]]
"""Things in the order of the alphabet, each with others."""

Cited = list[tuple[str, Some]]
"""Things in the order of the alphabet, each with the communications that name it."""

_TOLD: Final = ("type", "law", "agreement", "purpose")
"""What is told of the communications to a recipient."""

_GROUPS: Final = 20
"""Of how many groups a page tells what an organisation receives as their member."""

_LEAD: Final = Text(
    "Les organismes que nomment les registres et les inventaires, et combien de communications "
    "leur sont faites, en leur nom ou comme membres d’un groupe.",
    "The organisations that registers and inventories name, and how many communications are made "
    "to them, in their own name or as members of a group.",
)
_UNKNOWN: Final = Text("Ressort non établi", "Jurisdiction not established")


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of organisations and the page of each."""
    yield Page(
        address=ORGANIZATIONS.address,
        kind="organizations",
        template="listing.html.j2",
        title=Text("Organismes et destinataires", "Organisations and recipients"),
        fill=_list,
        description=_LEAD,
        whole=True,
        quotes=False,
    )
    for iri in site.things("organization"):
        yield thing_page(site, iri, "organization.html.j2", _receiving(iri))


def _list(site: Site, language: Language) -> Mapping[str, object]:
    received = _ways(site.store)
    places: dict[str, set[str]] = defaultdict(set)
    for each in ask(site.store, "organizations-list"):
        places[each["jurisdiction"]].add(each["organization"])
    order = sorted(places, key=lambda place: (not place, place.rpartition("/")[2] != "qc", place))
    groups = []
    for place in order:
        items = (
            thing_item(site, iri, language, _times(received.get(iri, []), language))
            for iri in places[place]
            if iri in site.kinds
        )
        title = site.label(place, language) if place else _UNKNOWN[language]
        groups.append(Group(title, place.rpartition("/")[2] or "none", by_words(items)))
    return {"lead": _LEAD, "groups": groups}


def _times(rows: list[Mapping[str, str]], language: Language) -> str:
    return count(len({each["entry"] for each in rows}), *COMMUNICATIONS[language])


def _receiving(iri: str) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        ways = some({each["group"] for each in _ways(site.store).get(iri, ())}, str, _GROUPS)
        received = [receipt(site, iri, group, language) for group in ways.shown]
        return {
            "received": received,
            "other_groups": ways.more,
            "without": ("recipient", "hasMember") if received else (),
            "depends": frozenset().union(*(each.depends for each in received)),
        }

    return fill


@lru_cache(maxsize=2)
def _ways(store: Store) -> dict[str, list[Mapping[str, str]]]:
    return grouped(ask(store, "organizations"), "organization")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an organisation is sent, in its own name or as a member of a group.

    ``categories`` leads from each category to its types of information; ``purposes``, ``law`` and
    ``agreements`` lead from each thing to the communications that name it.  There may be
    ``other_agreements`` than those.
    """

    group: str
    entries: Some
    categories: Ranked
    purposes: Cited
    law: Cited
    agreements: Cited
    other_agreements: int
    depends: frozenset[str] = field(repr=False)


def receipt(site: Site, iri: str, group: str, language: Language) -> Receipt:
    """Return what a recipient is sent; ``group`` is the group through which, or empty."""
    facts = facts_of(site.store)
    told = {
        entry: {what: facts.to(entry, what) for what in _TOLD}
        for entry in facts.leading("recipient", group or iri)
    }
    entries = {entry for entry, what in told.items() if any(what.values())}

    def words(thing: str) -> tuple[bool, str, str]:
        return (not thing, sort_key(site.label(thing, language)), thing)

    def cited(what: str) -> Cited:
        found = _gathered((thing, each) for each in entries for thing in told[each][what])
        most = room(len(found))
        named = some(found, words).shown
        return [(each, some(found[each], _natural, most)) for each in named]

    sent = {type_ for each in entries for type_ in told[each]["type"]}
    types = _gathered(
        (category, type_) for type_ in sent for category in facts.categories.get(type_, ("",))
    )
    agreements = {thing for each in entries for thing in told[each]["agreement"]}
    return Receipt(
        group=group,
        entries=some(entries, _natural),
        categories=[(each, sorted(types[each], key=words)) for each in sorted(types, key=words)],
        purposes=cited("purpose"),
        law=cited("law"),
        agreements=cited("agreement"),
        other_agreements=max(0, len(agreements) - MOST),
        depends=frozenset({group or iri, *entries}),
    )


def _gathered(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found


def _natural(iri: str) -> tuple[str, int, str]:
    head, _, tail = iri.rpartition("/")
    return (head, int(tail) if tail.isdecimal() else 0, tail)
