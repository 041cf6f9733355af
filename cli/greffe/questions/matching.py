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
_LETTERS: Final = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "‘": "'"})


def fold(words: str) -> str:
    """Return the words without case, accents, typographic apostrophes and kinds of spacing."""
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _SPACING.sub(" ", bare).strip()


def nearest(wanted: str, names: Iterable[str]) -> list[str]:
    """Return the few names that are most like ``wanted``, the nearest first."""
    from rapidfuzz import fuzz, process

    found = process.extract(
        wanted,
        list(dict.fromkeys(names)),
        scorer=fuzz.WRatio,
        processor=fold,
        limit=NEAR,
        score_cutoff=_CUTOFF,
    )
    return [name for name, _score, _index in found]


def quoted(names: Iterable[str]) -> Text:
    """Return the names as a quoted list in each language."""
    from greffe.language import Text

    listed = list(names)
    return Text(
        ", ".join(f"« {name} »" for name in listed), ", ".join(f"'{name}'" for name in listed)
    )
