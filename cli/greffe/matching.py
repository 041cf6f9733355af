"""Comparing names the way people type them, and the nearest ones when nothing is equal."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from greffe.language import Text

NEAR: Final = 5
_CUTOFF: Final = 60
_SPACING: Final = re.compile(r"[\s_\-]+")
_DIGITS: Final = re.compile(r"(\d+)")
_LETTERS: Final = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "‘": "'"})


def fold(words: str) -> str:
    """Return the words without case, accents, typographic apostrophes and kinds of spacing."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SPACING.sub(" ", bare).strip()


def nearest(wanted: str, names: Iterable[str]) -> list[str]:
    """Return the few names that are most like ``wanted``, the nearest first.

    Being alike as a whole counts as much as sharing words: *MES* is nearer to *MESS* than to
    *femmes*.  Of names that differ only in case or accents, the last is returned.
    """
    from rapidfuzz import fuzz, process

    listed = list(dict.fromkeys(names))
    found = process.extract(
        wanted, listed, scorer=fuzz.WRatio, processor=fold, limit=None, score_cutoff=_CUTOFF
    )
    ranked = sorted(found, key=lambda each: -each[1] - fuzz.ratio(fold(wanted), fold(each[0])))
    distinct = {fold(name): name for name, _score, _index in ranked}
    return list(distinct.values())[:NEAR]


def alike(wanted: str, names: Iterable[str], least: float, most: int = NEAR) -> list[str]:
    """Return the names that have nearly the same letters, the nearest first, at most so many.

    ``least`` is the likeness that they must have, 1 being the same: what a slip of the pen leaves.
    """
    from rapidfuzz import fuzz, process

    listed = sorted(names)
    found = process.extract(wanted, listed, scorer=fuzz.ratio, limit=most, score_cutoff=100 * least)
    return [name for name, _score, _index in found]


def likeness(one: str, other: str, least: float = 0) -> float:
    """Return how many of their letters two texts share, of 1; under ``least``, it may be 0."""
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other, score_cutoff=100 * least) / 100


def resembling(wanted: str, names: Iterable[str], most: int) -> list[str]:
    """Return the names that share most words or letters, best first, however little it is."""
    from rapidfuzz import fuzz, process

    found = process.extract(wanted, list(names), scorer=fuzz.WRatio, limit=most)
    return [name for name, _score, _index in found]


def natural(words: str) -> tuple[tuple[int, str], ...]:
    """Return what words are sorted by when their numbers count as such: R9 comes before R10."""
    parts = _DIGITS.split(words)
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in parts)


def quoted(names: Iterable[str]) -> Text:
    """Return the names as a quoted list in each language."""
    from greffe.language import Text

    listed = list(names)
    return Text(
        ", ".join(f"« {name} »" for name in listed), ", ".join(f"'{name}'" for name in listed)
    )
