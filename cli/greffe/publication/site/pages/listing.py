"""Lists of pages: what they have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from greffe.publication.site.wording import natural_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from greffe.language import Language
    from greffe.publication.site.site import Site
    from greffe.publication.site.wording import NaturalKey


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list: its words, where they lead from the root of the site, and a remark.

    ``french`` says that the words are French on an English page.
    """

    words: str
    address: str | None
    note: str = ""
    sub: tuple[Item, ...] = ()
    french: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and what stands below it; ``anchor`` is its fragment."""

    title: str
    anchor: str
    items: tuple[Item, ...]


def thing_item(
    site: Site, iri: str, language: Language, note: str = "", sub: Iterable[Item] = ()
) -> Item:
    """Return the line of a thing."""
    french = language == "en" and iri in site.french_only
    return Item(site.label(iri, language), site.address(iri, language), note, tuple(sub), french)


def by_words(items: Iterable[Item]) -> tuple[Item, ...]:
    """Return lines in the order of the alphabet, accents apart."""
    return tuple(sorted(items, key=lambda each: (natural_key(each.words), each.address or "")))


def by_name(site: Site, language: Language) -> Callable[[str], NaturalKey]:
    """Return what sorts things by what they are called."""
    return lambda thing: natural_key(site.label(thing, language))


def count(number: int, one: str, many: str, none: str = "") -> str:
    """Return a number with its noun; ``none`` for zero."""
    if number == 0:
        return none
    return f"{number} {one if number == 1 else many}"
