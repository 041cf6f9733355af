"""The pages of communications and of files: the printed words beside what they were read as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES, Text
from greffe.namespaces import GREFFE, SKOS
from greffe.publication.site.model import Page
from greffe.publication.site.pages.joining import may_share
from greffe.publication.site.pages.passages import passages
from greffe.publication.site.pages.trail import steps_to, thing_step
from greffe.publication.site.reading import ask, grouped, said
from greffe.publication.site.sheets import sheet
from greffe.publication.site.wording import KIND_NAMES
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from greffe.language import Language
    from greffe.publication.site.model import Fill
    from greffe.publication.site.site import Site
    from greffe.terms import Term

    Told = Sequence[tuple[str, Term]]
    Neighbours = tuple[str | None, str | None]

_ASIDE: Final = frozenset({"type", "identifier", "isPartOf"})
_NAMED: Final = 2
"""How many recipients the title of a communication names."""

_SURE: Final = "/resolved"


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of every communication and of every file, in printed order."""
    records = ask(site.store, "register-entries")
    recipients = grouped(ask(site.store, "register-recipients"), "entry")
    for document, entries in grouped(records, "document").items():
        iris = [each["entry"] for each in entries if each["entry"] in site.kinds]
        for before, iri, after in zip((None, *iris), iris, (*iris[1:], None), strict=False):
            title = _title(site, iri, [each["recipient"] for each in recipients.get(iri, ())])
            yield _page(site, iri, document, title, (before, after))
    placed = {each["entry"] for each in records}
    for kind in ("communication", "file"):
        for iri in site.things(kind):
            if iri not in placed:
                yield _page(site, iri, "", _title(site, iri, []), (None, None))


def _page(site: Site, iri: str, document: str, title: Text, near: Neighbours) -> Page:
    return Page(
        address=thing_step(site, iri).address,
        kind=site.kinds[iri],
        template="entry.html.j2",
        title=title,
        fill=_filling(iri, document, near),
        subject=iri,
        crumbs=steps_to(site, iri),
        quotes=False,
    )


def _title(site: Site, iri: str, recipients: list[str]) -> Text:
    """Return the number of an entry, then its title or whom it goes to."""
    names = []
    for language in LANGUAGES:
        shown = [site.label(each, language) for each in recipients[:_NAMED]]
        more = ["…"] if len(recipients) > _NAMED else []
        said = ", ".join([*shown, *more])
        label = site.label(iri, language)
        names.append(f"{label} – {said}" if said else label)
    return Text(*names)


def _filling(iri: str, document: str, near: Neighbours) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        before, after = near
        shown = sheet(site, iri, language)
        places = passages(site, iri, language)
        cited = citations(site, iri)
        shared = may_share(site, iri)
        return {
            "iri": iri,
            "kind_name": KIND_NAMES[site.kinds[iri]][language],
            "rows": [row for row in shown.rows if row.field not in _ASIDE],
            "citations": cited,
            "references": [row for row in shown.references if row.field != "wasQuotedFrom"],
            "passages": places,
            "shared": shared,
            "previous": before,
            "next": after,
            "findings": site.by_entity.get(iri, ()),
            "depends": shown.depends.union(
                (each.iri for each in places),
                (str(each["citation"]) for each in cited),
                (category for each in shared for category in each.categories),
                (document,),
            ),
        }

    return fill


def citations(site: Site, iri: str) -> list[dict[str, object]]:
    """Return the citations of an entry: words, all that they cite, how surely and why."""
    around = said(site.store, iri)
    named = _values(around.get(iri, ()), f"{GREFFE}citation")
    cited = [(each, around[each]) for each in named if each in around]
    found = [_citation(site, *each) for each in sorted(cited, key=_position)]
    return [each for each in found if each["words"]]


def _citation(site: Site, iri: str, told: Told) -> dict[str, object]:
    status = next(iter(_values(told, f"{GREFFE}citationStatus")), "")
    french, english = (
        next(iter(_values(told, f"{SKOS}note", language)), "") for language in LANGUAGES
    )
    return {
        "citation": iri,
        "anchor": str(site.addresses.place(iri)).partition("#")[2],
        "words": next(iter(_values(told, f"{GREFFE}citationText")), ""),
        "cited": _values(told, f"{GREFFE}cites"),
        "status": status,
        "is_sure": status.endswith(_SURE),
        "note": Text(french, english or french),
    }


def _position(citation: tuple[str, Told]) -> tuple[int, str]:
    iri, told = citation
    number = next(iter(_values(told, f"{GREFFE}position")), "")
    return (int(number) if number.isdecimal() else 0, iri)


def _values(told: Told, name: str, language: str | None = None) -> list[str]:
    """Return the values of a property, sorted; of words, only those in the language if one is."""
    values = (value for property_, value in told if property_ == name)
    terms = (each for each in values if isinstance(each, Iri | Literal))
    return sorted(
        each.value
        for each in terms
        if language is None or getattr(each, "language", None) == language
    )
