"""A picture: drawn as SVG, told as a table, with a title and what it shows in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from greffe.publication.site.addresses import relative

if TYPE_CHECKING:
    from markupsafe import Markup

    from greffe.language import Language
    from greffe.publication.site.site import Site


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a cell, and the reference to what they name if it has a page."""

    words: str
    href: str | None = None
    french: bool = False
    """Whether the words are the document's own, in French whatever the page's language."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: parts, which commas separate; ``anchor`` names it for references."""

    parts: tuple[Part, ...]
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for one page in one language.

    ``name`` begins every ``id`` in it.  The first cell of each row is the row's heading.
    ``things`` are those it names: when one of them changes, so may the picture.
    """

    name: str
    title: str
    description: str
    svg: Markup
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    things: frozenset[str] = field(default=frozenset(), repr=False)
    narrow: Markup | None = None
    """The same drawing for a narrow screen, where the wide one would have to scroll."""


@dataclass(slots=True)
class View:
    """From where a picture is seen: the site, the language, and the address of the page.

    It gathers in ``things`` whatever the picture named.
    """

    site: Site
    language: Language
    here: str
    things: set[str] = field(default_factory=set)

    def t(self, french: str, english: str) -> str:
        """Return the words in the language of the page."""
        return french if self.language == "fr" else english

    def label(self, iri: str) -> str:
        """Return what a thing is called."""
        self.things.add(iri)
        return self.site.label(iri, self.language)

    def href(self, iri: str) -> str | None:
        """Return the reference from the page to that of a thing; ``None`` if it has none."""
        self.things.add(iri)
        address = self.site.address(iri, self.language)
        return None if address is None else relative(address, self.here)

    def part(self, iri: str) -> Part:
        """Return a thing as part of a cell."""
        return Part(self.label(iri), self.href(iri), self.is_french(iri))

    def is_french(self, iri: str) -> bool:
        """Return whether a thing is called by a French name in a page in English."""
        return self.language == "en" and iri in self.site.french_only
