"""Lists of pages: what they have in common."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nsmallest
from typing import TYPE_CHECKING, Any, Final

from greffe.publication.site.wording import natural_key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from greffe.language import Language
    from greffe.publication.site.site import Site
    from greffe.publication.site.wording import NaturalKey

MOST: Final = 200
"""How many rows, or things in a list, a page shows; the number of the rest is said."""

_LINKS: Final = 2_000
"""How many things all the rows of a page name together, about."""
_LEAST: Final = 10
"""How many things any row may name."""


@dataclass(frozen=True, slots=True)
class Some:
    """The first of some things, and how many more there are: a page must not grow for ever."""

    shown: tuple[str, ...]
    more: int = 0


def some(things: Collection[str], key: Callable[[str], Any], most: int = MOST) -> Some:
    """Return the first of some things, all different, in the order of a key."""
    return Some(tuple(nsmallest(most, things, key=key)), max(0, len(things) - most))


def room(rows: int) -> int:
    """Return how many things a row may name where there are so many."""
    return max(_LEAST, _LINKS // max(1, min(rows, MOST)))


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


def by_name(site: Site, language: Language) -> Callable[[str], tuple[NaturalKey, str]]:
    """Return what sorts things by what they are called; those of one name by identifier."""
    return lambda thing: (natural_key(site.label(thing, language)), thing)


def count(number: int, one: str, many: str, none: str = "") -> str:
    """Return a number with its noun; ``none`` for zero."""
    if number == 0:
        return none
    return f"{number}\u00a0{one if number == 1 else many}"
