"""The law: instruments and provisions, the entries that rest on each, and the list."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.publication.pictures.facts import facts_of
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import LAW
from greffe.publication.site.pages.listing import (
    Group,
    by_name,
    by_words,
    count,
    room,
    some,
    thing_item,
)
from greffe.publication.site.pages.things import thing_page
from greffe.publication.site.reading import ask, grouped
from greffe.publication.site.wording import ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.pictures.facts import Facts
    from greffe.publication.site.model import Fill
    from greffe.publication.site.pages.listing import Item
    from greffe.publication.site.site import Site

_LEAD: Final = Text(
    "Les lois, règlements, accords et règles de travail que les inscriptions invoquent, et combien "
    "d’inscriptions reposent sur chacun. Le texte officiel est chez son éditeur ; il n’est pas "
    "reproduit ici.",
    "The acts, regulations, agreements and work rules that entries invoke, and how many entries "
    "rest on each. The official text stands with its publisher; it is not reproduced here.",
)
_ENDED: Final = Text("n’est plus en vigueur", "no longer in force")
_ORDER: Final = ("qc", "ca", "ca-qc")


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of instruments, the page of each and of each provision."""
    yield Page(
        address=LAW.address,
        kind="law",
        template="listing.html.j2",
        title=LAW.name,
        fill=_list,
        description=_LEAD,
        whole=True,
        quotes=False,
    )
    for kind in ("instrument", "provision"):
        for iri in site.things(kind):
            yield thing_page(site, iri, "provision.html.j2", _resting_on(iri))


def _list(site: Site, language: Language) -> Mapping[str, object]:
    places: dict[str, list[Item]] = defaultdict(list)
    for each in ask(site.store, "law-instruments"):
        ended = _ENDED[language] if each["ended"] else ""
        uses = count(int(each["uses"]), *ENTRIES[language])
        note = ", ".join(filter(None, (each["number"], ended, uses)))
        places[each["jurisdiction"]].append(thing_item(site, each["instrument"], language, note))
    groups = [
        Group(
            site.label(place, language) if place else Text("Autres", "Others")[language],
            place.rpartition("/")[2] or "others",
            by_words(places[place]),
        )
        for place in sorted(places, key=_rank)
    ]
    return {"lead": _LEAD, "groups": groups}


def _rank(place: str) -> tuple[int, str]:
    key = place.rpartition("/")[2]
    return (_ORDER.index(key) if key in _ORDER else len(_ORDER), place)


def _resting_on(iri: str) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        found = _citing(facts_of(site.store), iri)
        key = by_name(site, language)
        most = room(len(found))
        resting = [
            (cited, some(found[cited], key, most))
            for cited in sorted(found, key=lambda each: (each != iri, key(each)))
        ]
        below = grouped(ask(site.store, "law-parts", instrument=iri), "above")
        return {
            "resting": resting,
            "provisions": _outline(site, iri, below, language),
            "without": ("legalBasis", "cites", "isPartOf", "is_part_of"),
            "depends": frozenset(each["provision"] for rows in below.values() for each in rows),
        }

    return fill


def _citing(facts: Facts, iri: str) -> dict[str, tuple[str, ...]]:
    """Return the entries that rest on a provision or on a part of it, by what they cite."""
    found = {each: facts.leading("law", each) for each in (iri, *facts.ways.get(iri, ()))}
    return {cited: entries for cited, entries in found.items() if entries}


def _outline(
    site: Site, iri: str, below: Mapping[str, list[Mapping[str, str]]], language: Language
) -> tuple[Item, ...]:
    """Return what is right below a provision, each with what is below it."""
    return by_words(
        thing_item(
            site,
            each["provision"],
            language,
            "",
            _outline(site, each["provision"], below, language),
        )
        for each in below.get(iri, ())
        if each["provision"] in site.kinds
    )
