"""Texts made comparable: one form of apostrophe, white space, case and ligature.

Accents are kept: in French they tell words apart.  A folded text remembers where each of its
characters comes from, so that what is found in it can be shown in the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_FORMS: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "œ": "oe", "æ": "ae", "\u2010": "-", "\u2011": "-"}
)
_SOFT_HYPHEN: Final = "\xad"
_SPACE: Final = re.compile(r"\s")
_RUN: Final = re.compile(r"\s\s")
_PIECE: Final = re.compile(r"\s+|\S+")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; character ``i`` of it stands at ``starts[i]:ends[i]`` of the original."""

    original: str
    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the original of the stretch ``start:end`` (not empty)."""
        return self.starts[start], self.ends[end - 1]


@lru_cache(maxsize=4096)
def fold(text: str) -> Folded:
    """Fold a text and keep the way back.

    A run of white space (line ends and no-break spaces too) becomes one space; a letter followed by
    combining marks becomes the composed letter (Unicode NFC); a soft hyphen disappears.
    """
    folded = folded_evenly(text)
    return folded_by_clusters(text) if folded is None else folded


def key_of(label: str) -> str:
    """Return the form in which labels are the same."""
    return fold(label).text.strip()


def folded_evenly(text: str) -> Folded | None:
    """Fold a text at once, if each of its characters gives exactly one, as nearly all do.

    Folding letters that carry no mark of their own only ever gives more characters, not fewer.
    """
    if _SOFT_HYPHEN in text or any(map(unicodedata.combining, text)):
        return None
    form = unicodedata.normalize("NFC", _SPACE.sub(" ", text).casefold().translate(_FORMS))
    if len(form) != len(text):
        return None
    if _RUN.search(text):
        return _without_runs(text, form)
    places = range(len(text) + 1)
    return Folded(text, form, tuple(places[:-1]), tuple(places[1:]))


def _without_runs(text: str, form: str) -> Folded:
    """Make one space of each run of white space; ``form`` is the text folded evenly."""
    starts: list[int] = []
    ends: list[int] = []
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        is_space = piece[0].isspace()
        starts += (start,) if is_space else range(start, end)
        ends += (end,) if is_space else range(start + 1, end + 1)
    return Folded(text, "".join(form[start] for start in starts), tuple(starts), tuple(ends))


def folded_by_clusters(text: str) -> Folded:
    """Fold a text piece by piece: runs of white space, and letters with their marks."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        for character in _form(text[start:end]):
            characters.append(character)
            starts.append(start)
            ends.append(end)
    return Folded(text, "".join(characters), tuple(starts), tuple(ends))


def _clusters(text: str) -> list[tuple[int, int]]:
    """Cut a text into runs of white space, and letters with the marks that follow them."""
    clusters: list[tuple[int, int]] = []
    for place, character in enumerate(text):
        if clusters and _continues(text[slice(*clusters[-1])], character):
            clusters[-1] = (clusters[-1][0], place + 1)
        else:
            clusters.append((place, place + 1))
    return clusters


def _continues(cluster: str, character: str) -> bool:
    if character == _SOFT_HYPHEN or unicodedata.combining(character):
        return True
    return character.isspace() and cluster.replace(_SOFT_HYPHEN, "").isspace()


def _form(cluster: str) -> str:
    bare = cluster.replace(_SOFT_HYPHEN, "")
    if bare.isspace():
        return " "
    return unicodedata.normalize("NFC", bare.casefold().translate(_FORMS))
