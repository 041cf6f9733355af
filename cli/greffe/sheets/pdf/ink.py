"""The words of a cell of a PDF: letters to lines, lines to text.

Where a line ends says nothing by itself: the page was full.  So lines are joined by a space, with
these exceptions.  A soft hyphen at the end of a line was put there by the layout and is dropped
(the only place where Greffe drops one); after a hyphen or a slash that ends a word, and in the
middle of a web address that fills its line, the next line is glued on; a line whose next word
would have fitted on it was ended by its author, and stays a line; lines farther apart than those
of a paragraph begin a new one, after an empty line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from statistics import median
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Word = dict[str, Any]
"""A word as pdfplumber gives it: ``text``, ``x0``, ``x1``, ``top``, ``bottom``, ``fontname``."""

SOFT_HYPHENS: Final = ("\u00ad", "\u2010")
"""What layouts print where they cut a word; a person writes U+002D or U+2011."""
_GLUE: Final = re.compile(r"\S[-/]$")
_ADDRESS: Final = re.compile(r"(?:\w://|www\.)\S*$")
_FIRST: Final = re.compile(r"[^\s-]*-?")
_TIED: Final = {":", ";", "!", "?", "»", "%", "$"}
"""What stands after a no-break space, which a PDF does not tell from another."""
_PARAGRAPH: Final = 1.3
"""How many times the usual distance of two lines makes a new paragraph."""
_SLACK: Final = 2.0
"""Points that the next word must have had to spare for a line to have been ended on purpose."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of words, and where its ink is, in points from the top left corner of the page."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    first: float
    """The width of what could have stood on the line above: the first word, to its hyphen."""
    bold: bool = False


@dataclass(slots=True)
class Cell:
    """The lines of one cell, and the width that it has for them; ``breaks`` are page breaks."""

    lines: list[Line] = field(default_factory=list)
    width: float = 0.0
    breaks: set[int] = field(default_factory=set)
    merged: bool = False

    def go_on(self, other: Cell) -> None:
        """Add the rest of the cell from the next page; what shares the rest now has it all."""
        if self.lines and other.lines:
            self.breaks.add(len(self.lines))
        self.lines.extend(other.lines)
        other.lines[:] = self.lines
        other.breaks |= self.breaks


@dataclass(slots=True)
class Strip:
    """A row of a table on one page; ``row`` counts the rows of the page."""

    page: int
    row: int
    cells: list[Cell]


@dataclass(slots=True)
class Piece:
    """The part of a table that stands on one page; ``edges`` are where its columns begin."""

    page: int
    edges: tuple[float, ...]
    strips: list[Strip]


def letters(page: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - the type of pdfplumber is Any
    """Return the letters of a page, without the spaces under which another letter stands.

    Chromium prints an unused soft hyphen as a space that takes no room.
    """
    return [
        letter
        for letter, after in zip_longest(page.chars, page.chars[1:])
        if not (letter["text"] == " " and after and _overlap(letter, after))
    ]


def in_lines(words: Iterable[Word]) -> list[list[Word]]:
    """Put words into lines from top to bottom, each from the left.

    On a line, the middles of words stand at one height.
    """
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each["top"] + each["bottom"], each["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if lines and lines[-1][0]["top"] <= middle <= lines[-1][0]["bottom"]:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=lambda word: word["x0"]) for line in lines]


def to_lines(words: Iterable[Word]) -> list[Line]:
    """Return the lines that words make, from top to bottom."""
    return list(map(_line, in_lines(words)))


def line_distance(cells: Iterable[Cell]) -> float:
    """Return the usual distance from one line to the next in these cells, 0 where none has two."""
    distances = [
        below.top - above.top
        for cell in cells
        for rank, (above, below) in enumerate(pairwise(cell.lines), start=1)
        if rank not in cell.breaks
    ]
    return median(distances) if distances else 0.0


def to_text(cell: Cell, distance: float) -> str:
    """Return the text of a cell, as the module's docstring says."""
    if not cell.lines:
        return ""
    text = cell.lines[0].text
    for rank, (above, below) in enumerate(pairwise(cell.lines), start=1):
        if text.endswith(SOFT_HYPHENS):
            text = text[:-1] + below.text
        else:
            text += _between(above, below, cell, distance, rank in cell.breaks) + below.text
    return text


def is_bold(cell: Cell) -> bool:
    """Tell whether every line of a cell is in bold letters."""
    return bool(cell.lines) and all(line.bold for line in cell.lines)


def _overlap(letter: dict[str, Any], after: dict[str, Any]) -> bool:
    middle = (letter["x0"] + letter["x1"]) / 2
    same_line: bool = after["top"] < letter["bottom"] and after["bottom"] > letter["top"]
    return same_line and letter["x0"] - 1 < after["x0"] < middle < after["x1"]


def _between(above: Line, below: Line, cell: Cell, distance: float, broken: bool) -> str:
    if not broken and below.top - above.top > _PARAGRAPH * distance:
        return "\n\n"
    if _GLUE.search(above.text):
        return ""
    letter = (above.bottom - above.top) / 2
    left = cell.width - (above.right - above.left)
    if _ADDRESS.search(above.text) and left < letter:
        return ""
    return "\n" if left > letter / 2 + below.first + _SLACK else " "


def _line(words: Sequence[Word]) -> Line:
    return Line(
        " ".join(word["text"] for word in words),
        words[0]["x0"],
        max(word["x1"] for word in words),
        min(word["top"] for word in words),
        max(word["bottom"] for word in words),
        _width_of_first(words),
        all("bold" in word["fontname"].lower() for word in words),
    )


def _width_of_first(words: Sequence[Word]) -> float:
    """Return the width of what cannot be cut at the head of a line.

    It is the first word, to its hyphen, with the signs that French typography ties to it.
    """
    last = 0
    for rank, (before, after) in enumerate(pairwise(words), start=1):
        if before["text"] != "«" and after["text"] not in _TIED:
            break
        last = rank
    width: float = words[last]["x1"] - words[0]["x0"]
    text = words[0]["text"]
    piece = _FIRST.match(text)
    return width if last or piece is None else width * len(piece[0]) / len(text)
