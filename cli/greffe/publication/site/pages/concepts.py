"""Concepts and their schemes: who receives each kind of information, which files may hold it."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.namespaces import CONCEPT
from greffe.publication.pictures.facts import facts_of
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import CONCEPTS, RULES
from greffe.publication.site.pages.listing import (
    Group,
    Item,
    by_name,
    by_words,
    count,
    room,
    some,
    thing_item,
)
from greffe.publication.site.pages.things import thing_page
from greffe.publication.site.reading import ask, grouped, rows_of
from greffe.publication.site.wording import ENTRIES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.pictures.facts import Facts
    from greffe.publication.site.model import Fill
    from greffe.publication.site.site import Site
    from greffe.store import Store

_LEAD: Final = Text(
    "Les listes de concepts qui disent, partout de la même façon, ce que les documents écrivent "
    "de plusieurs façons. Le nombre d’inscriptions qui emploient chacun est donné.",
    "The lists of concepts that say in one way what the documents write in several. The number of "
    "entries that use each is given.",
)
_CONCEPTS: Final = {"fr": ("concept", "concepts"), "en": ("concept", "concepts")}
_KINDS: Final = (f"{CONCEPT}data-type/", f"{CONCEPT}data-category/")
_TERMS: Final = (
    (Text("Ontologie", "Ontology"), Text("ontology/", "en/ontology/")),
    (Text("Formes SHACL", "SHACL shapes"), Text("shapes/", "en/shapes/")),
    RULES,
)
_ELSEWHERE: Final = Text("Concepts", "Concepts")


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of schemes, each scheme and each concept."""
    yield Page(
        address=CONCEPTS.address,
        kind="concepts",
        template="listing.html.j2",
        title=CONCEPTS.name,
        fill=_schemes,
        description=_LEAD,
        whole=True,
        quotes=False,
    )
    for iri in site.things("scheme"):
        yield thing_page(site, iri, "scheme.html.j2", _tree(iri))
    for iri in site.things("concept"):
        more = _kind_of_information(iri) if iri.startswith(_KINDS) else None
        yield thing_page(site, iri, "concept.html.j2", more)


def _schemes(site: Site, language: Language) -> Mapping[str, object]:
    concepts = _concepts(site.store)
    said = {each["scheme"]: each[language] for each in ask(site.store, "vocabulary-schemes")}
    items = []
    for iri in site.things("scheme"):
        number = len({each["concept"] for each in concepts.get(iri, ())})
        note = " – ".join(filter(None, (count(number, *_CONCEPTS[language]), said.get(iri, ""))))
        items.append(thing_item(site, iri, language, note))
    title = Text("Listes de concepts", "Concept schemes")[language]
    others = Text("Classes, propriétés, règles", "Classes, properties, rules")[language]
    return {
        "lead": _LEAD,
        "groups": [
            Group(title, "schemes", by_words(items)),
            Group(
                others, "terms", tuple(Item(name[language], at[language]) for name, at in _TERMS)
            ),
        ],
    }


def _tree(scheme: str) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        found = _concepts(site.store).get(scheme, [])
        own = {each["concept"] for each in found}
        below = grouped(found, "above")
        roots = [each for each in below if each not in own]
        groups = [
            Group(
                site.label(root, language) if root else _ELSEWHERE[language],
                root.rpartition("/")[2] or "concepts",
                by_words(_item(site, each, below, language) for each in below[root]),
            )
            for root in sorted(roots, key=by_name(site, language))
        ]
        return {
            "groups": groups,
            "without": ("inScheme", "topConceptOf", "broader"),
            "depends": frozenset(own),
        }

    return fill


def _item(
    site: Site,
    concept: Mapping[str, str],
    below: Mapping[str, list[Mapping[str, str]]],
    language: Language,
) -> Item:
    note = count(int(concept["uses"]), *ENTRIES[language])
    narrower = by_words(
        _item(site, each, below, language) for each in below.get(concept["concept"], ())
    )
    return thing_item(site, concept["concept"], language, note, narrower)


def _kind_of_information(iri: str) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        facts = facts_of(site.store)
        received, held = _received(facts, iri), _held(site, facts, iri)
        key = by_name(site, language)
        named, most = some(received, key), room(len(received))
        recipients = [
            (
                recipient,
                some({entry for entry, _ in received[recipient]}, key, most),
                sorted({type_ for _, type_ in received[recipient]} - {iri}, key=key),
            )
            for recipient in named.shown
        ]
        types = {type_ for pairs in received.values() for _, type_ in pairs}
        return {
            "recipients": recipients,
            "other_recipients": named.more,
            "files": some({file for files in held.values() for file in files}, key),
            "categories": sorted(held.keys() - {iri}, key=key),
            "without": ("dataType", "dataCategory"),
            "depends": frozenset(types | held.keys()),
        }

    return fill


def _received(facts: Facts, kind: str) -> dict[str, set[tuple[str, str]]]:
    """Return who receives information of a kind, with each communication and the type it sends.

    The type is the kind itself, or one below it.
    """
    below = (each for each in facts.ways.get(kind, ()) if kind in facts.categories.get(each, ()))
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for type_ in (kind, *below):
        for entry in facts.leading("type", type_):
            for recipient in facts.to(entry, "recipient"):
                found[recipient].add((entry, type_))
    return found


def _held(site: Site, facts: Facts, kind: str) -> dict[str, list[str]]:
    """Return the files that hold information of a kind, by the category that they name."""
    found = {
        category: [
            entry
            for entry in facts.leading("category", category)
            if site.kinds.get(entry) == "file"
        ]
        for category in (kind, *facts.categories.get(kind, ()))
    }
    return {category: files for category, files in found.items() if files}


@lru_cache(maxsize=2)
def _concepts(store: Store) -> dict[str, list[Mapping[str, str]]]:
    """Return the concepts of each scheme, each with how many entries name it.

    Who refers to a concept is counted one concept after the other: all at once would be held.
    """
    entries = {row["entry"] for row in rows_of(store, "vocabulary-entries")}
    found = ask(store, "vocabulary-concepts")
    uses = {
        concept: len(entries.intersection(other for _, other in store.references(concept)))
        for concept in {each["concept"] for each in found}
    }
    told = ({**each, "uses": str(uses[each["concept"]])} for each in found)
    return grouped(told, "scheme")
