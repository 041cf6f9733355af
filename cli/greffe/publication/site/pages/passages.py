"""Where in the source documents the words of a thing stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.facts import heading
from greffe.namespaces import CONCEPT, GREFFE, LAW, ORGANIZATION, PROV
from greffe.publication.site.reading import said, words_of
from greffe.publication.site.sheets import plain_heading
from greffe.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.language import Language
    from greffe.publication.site.site import Site
    from greffe.store import Store

_SPAN: Final = f"{GREFFE}SourceSpan"
_NO_PASSAGES: Final = (GREFFE, CONCEPT, LAW, ORGANIZATION)
"""What the identifiers of things begin with that no document holds."""

_NUMBERS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: its place in a document, the field that holds its words, and any doubt.

    ``anchor`` is its fragment on the page of the thing that owns it, empty on the page of another;
    ``line`` is its first line, which has an anchor on the page of the document.
    """

    iri: str
    anchor: str
    document: str
    field: str
    place: Mapping[str, str]
    doubt: str
    words: str

    @property
    def line(self) -> str:
        """The first line, empty where the document has none."""
        found = _NUMBERS.match(self.place.get("lines", ""))
        return found[0] if found else ""


def passages(site: Site, iri: str, language: Language) -> tuple[Passage, ...]:
    """Return the passages from which a thing was read, in the order of the documents."""
    groups = _spans(site.store, iri)
    found = (_passage(site, iri, passage, told, language) for passage, told in groups.items())
    return tuple(sorted(found, key=order))


def _spans(store: Store, iri: str) -> dict[str, dict[str, str]]:
    """Return what is said of the passages to which a thing leads, whether it owns them or not."""
    around = said(store, iri)
    named = (value.value for _, value in around.get(iri, ()) if isinstance(value, Iri))
    found: dict[str, dict[str, str]] = {}
    for each in dict.fromkeys(named):
        if not each.startswith(_NO_PASSAGES) and store.is_a(each, _SPAN):
            pairs = around[each] if each in around else store.said(each)[each]
            found[each] = dict(sorted((name, words_of(value)) for name, value in pairs))
    return found


def order(passage: Passage) -> tuple[str, list[int], str]:
    """Return what sorts passages as their documents are read."""
    numbers = [int(each) for each in _NUMBERS.findall(passage.place.get("lines", ""))]
    column = int(passage.place.get("column", "0") or 0)
    return (passage.document, [*numbers[:1], column, *numbers[1:]], passage.iri)


def _passage(
    site: Site, owner: str, iri: str, values: Mapping[str, str], language: Language
) -> Passage:
    place = site.addresses.place(iri)
    field = values.get(f"{GREFFE}field", "")
    return Passage(
        iri=iri,
        anchor=place.fragment if place and site.addresses.owner(iri) == owner else "",
        document=values.get(f"{GREFFE}document", ""),
        field=plain_heading(heading(field, site.labels[language], language)) if field else "",
        place={
            name: values.get(f"{GREFFE}{name}", "")
            for name in ("lines", "column", "sheet", "row", "cell")
        },
        doubt=values.get(f"{GREFFE}doubt", ""),
        words=values.get(f"{PROV}value", ""),
    )
