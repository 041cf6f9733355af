"""By situation: who receives information about persons like the reader, which, on what ground."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import Text
from greffe.publication.pictures.facts import facts_of
from greffe.publication.site.model import Page
from greffe.publication.site.navigation import SITUATIONS
from greffe.publication.site.pages.listing import MOST, Group, Item, by_name, count
from greffe.publication.site.pages.situating import situations
from greffe.publication.site.reading import ask
from greffe.publication.site.wording import COMMUNICATIONS, FILES, slug

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.model import Fill
    from greffe.publication.site.pages.situating import Situations, Why
    from greffe.publication.site.site import Site

_LEAD: Final = Text(
    "Choisissez ce que vous êtes : la page dit, d’après le registre, qui peut recevoir des "
    "renseignements sur vous sans votre consentement, lesquels, pourquoi et en vertu de quel "
    "article.",
    "Choose what you are: the page says, by the register, who may receive information about you "
    "without your consent, which, why and under which section of law.",
)
_GROUNDS: Final = {"types": "type", "purposes": "purpose", "law": "law"}
"""What is told of a communication, and the relation by which it leads there."""

_COUNTS: Final = {"communication": COMMUNICATIONS, "file": FILES}


def pages(site: Site) -> Iterator[Page]:
    """Yield the list of situations and the page of each in which there is an entry."""
    found = situations(site)
    definitions = {each["situation"]: each for each in ask(site.store, "situations")}
    yield Page(
        address=SITUATIONS.address,
        kind="situations",
        template="listing.html.j2",
        title=SITUATIONS.name,
        fill=_listing(found, definitions),
        description=_LEAD,
        whole=True,
    )
    for iri, entries in found.items():
        yield Page(
            address=_address(site, iri),
            kind="situation",
            template="situation.html.j2",
            title=site.name_of(iri),
            fill=_filling(iri, entries, definitions[iri]),
            crumbs=(SITUATIONS,),
            whole=True,
        )


def _address(site: Site, iri: str) -> Text:
    english = slug(site.label(iri, "en"))
    return SITUATIONS.address + Text(f"{iri.rpartition('/')[2]}/", f"{english}/")


def _listing(found: Situations, definitions: Mapping[str, Mapping[str, str]]) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        items = []
        for iri in sorted(found, key=by_name(site, language)):
            kinds = [site.kinds[entry] for entry in found[iri]]
            numbers = [
                count(kinds.count(kind), *forms[language]) for kind, forms in _COUNTS.items()
            ]
            note = f"{definitions[iri][language]} ({', '.join(filter(None, numbers))})"
            items.append(Item(site.label(iri, language), _address(site, iri)[language], note))
        title = Text("Vous êtes…", "You are…")[language]
        return {"lead": _LEAD, "groups": [Group(title, "you-are", tuple(items))] if items else []}

    return fill


def _filling(iri: str, entries: dict[str, Why], definition: Mapping[str, str]) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        facts = facts_of(site.store)
        sent, held = (
            [entry for entry in entries if site.kinds[entry] == kind]
            for kind in ("communication", "file")
        )
        return {
            "iri": iri,
            "definition": definition[language],
            "communications": [
                {
                    "iri": entry,
                    "why": entries[entry],
                    "recipients": list(facts.to(entry, "recipient")),
                    **{
                        what: sorted(facts.to(entry, relation), key=by_name(site, language))
                        for what, relation in _GROUNDS.items()
                    },
                }
                for entry in sent[:MOST]
            ],
            "other_communications": max(0, len(sent) - MOST),
            "files": [{"iri": entry, "why": entries[entry]} for entry in held[:MOST]],
            "other_files": max(0, len(held) - MOST),
        }

    return fill
