"""How much room words take: widths are reckoned, since no browser is there to measure them.

The proportions are those of common sans-serif faces (Arial, Liberation Sans), rounded up.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE: Final = 14.0
"""The size of letters in a picture, in its own units."""
LINE: Final = 18.0
"""From one line to the next."""

_NARROW: Final = frozenset("iljftrI.,;:'’|!()[] \u00a0\u202f")
_WIDE: Final = frozenset("mwMWŒœ—%@")
ELLIPSIS: Final = "…"


def width(text: str) -> float:
    """Return the room that a line of text takes, on the generous side."""
    return SIZE * sum(map(_proportion, text))


@cache
def _proportion(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.92
    return 0.72 if letter.isupper() else 0.57


def wrap(text: str, room: float, lines: int = 2) -> tuple[str, ...]:
    """Return a text in at most ``lines`` lines that fit in ``room``; what is cut ends with ``…``.

    A no-break space holds words together.  One word too long for a line is cut as well.
    """
    done: list[str] = []
    words = [word for word in text.replace("\n", " ").split(" ") if word]
    while words and len(done) < lines:
        taken = _fitting(words, room)
        last = len(done) == lines - 1
        done.append(shortened(" ".join(words if last else words[:taken]), room))
        words = [] if last else words[taken:]
    return tuple(done)


def _fitting(words: Sequence[str], room: float) -> int:
    """Return how many words fit in a line, one at least."""
    space, used = width(" "), -width(" ")
    for count, word in enumerate(words):
        used += space + width(word)
        if used > room:
            return max(count, 1)
    return len(words)


def shortened(text: str, room: float) -> str:
    """Return a text that fits in ``room``, cut before ``…`` if it must be."""
    used, kept, most = 0.0, 0, room - width(ELLIPSIS)
    for at, letter in enumerate(text, 1):
        used += SIZE * _proportion(letter)
        if used <= most:
            kept = at
        if used > room:
            return text[:kept].rstrip(" ,;:(") + ELLIPSIS
    return text
