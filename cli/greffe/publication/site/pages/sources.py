"""The source documents: every passage in the order of the lines, and what was read there."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from greffe.facts import heading
from greffe.publication.site.pages.things import thing_page
from greffe.publication.site.reading import ask, grouped
from greffe.publication.site.sheets import plain_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.language import Language
    from greffe.publication.site.model import Fill, Page
    from greffe.publication.site.site import Site

_NUMBERS: Final = re.compile(r"\d+")
_LONGEST: Final = 160
"""How many characters of a passage the list shows."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A passage of a document: its lines, what was read there, and how its words begin.

    ``anchor`` is the fragment of its first line, empty where another passage has it already.
    """

    lines: str
    column: str
    field: str
    owners: tuple[str, ...]
    words: str
    anchor: str = ""


def pages(site: Site) -> Iterator[Page]:
    """Yield the page of every source document."""
    for iri in site.things("source"):
        yield thing_page(site, iri, "source.html.j2", _reading(iri), quotes=True)


def _reading(iri: str) -> Fill:
    def fill(site: Site, language: Language) -> Mapping[str, object]:
        rows = ask(site.store, "register-document", document=iri)
        return {
            "quoted": list(_anchored(_quoted(site, iri, language))),
            "without": ("document",),
            "depends": frozenset(each["owner"] for each in rows),
        }

    return fill


def _quoted(site: Site, iri: str, language: Language) -> Iterator[Quoted]:
    said = ask(site.store, "register-words", document=iri)
    words = {each["passage"]: each["words"] for each in said}
    rows = ask(site.store, "register-document", document=iri)
    for passage, found in grouped(rows, "passage").items():
        first = found[0]
        field = first["field"]
        yield Quoted(
            lines=first["lines"],
            column=first["column"],
            field=plain_heading(heading(field, site.labels[language], language)) if field else "",
            owners=tuple(dict.fromkeys(each["owner"] for each in found)),
            words=_beginning(first["quoted"] or words.get(passage, "")),
        )


def _anchored(found: Iterator[Quoted]) -> Iterator[Quoted]:
    """Yield passages as the document is read; the first of a line carries its anchor."""
    seen: set[str] = set()
    for each in sorted(found, key=_order):
        line = next(iter(_NUMBERS.findall(each.lines)), "")
        anchor = f"line-{line}" if line and line not in seen else ""
        seen.add(line)
        yield replace(each, anchor=anchor)


def _order(passage: Quoted) -> tuple[int, int, list[int], tuple[str, ...]]:
    numbers = [int(each) for each in _NUMBERS.findall(passage.lines)]
    return (numbers[0] if numbers else 0, int(passage.column or 0), numbers, passage.owners)


def _beginning(words: str) -> str:
    one = " ".join(words.split())
    return one if len(one) <= _LONGEST else one[:_LONGEST].rpartition(" ")[0] + " …"
