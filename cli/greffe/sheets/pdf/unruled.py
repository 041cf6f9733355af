"""Tables without lines: columns are parted by strips of the page that no word crosses.

The first line with words in several columns is the heading.  Rows are parted by a gap that runs
through all columns, after which a line begins in the first column or in several.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Any, Final

from greffe.sheets.pdf.ink import Cell, Piece, Strip, in_lines, letters, to_lines
from greffe.sheets.pdf.ruled import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from greffe.sheets.pdf.ink import Word

_GUTTER: Final = 4.0
"""Points of a strip that parts two columns; the space between two words has two or three."""
_GAP: Final = 0.5
"""Of the height of a line: the least gap between two rows."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The lines of words of one page, from the top."""

    page: int
    lines: tuple[tuple[Word, ...], ...]


def lines_of_page(page: Any) -> Sheet:  # noqa: ANN401 - the type of pdfplumber is Any
    """Return the words of a page, line by line."""
    from pdfplumber.utils.text import extract_words

    lines = in_lines(extract_words(letters(page), **WORDS))
    return Sheet(page.page_number, tuple(map(tuple, lines)))


def unruled_tables(sheets: Sequence[Sheet]) -> Iterator[Piece]:
    """Yield the part of the one table that each page holds, if words stand in columns there."""
    furniture = _furniture(sheets)
    kept = [
        Sheet(sheet.page, tuple(line for line in sheet.lines if _shape(line) not in furniture))
        for sheet in sheets
    ]
    edges = _columns(line for sheet in kept for line in sheet.lines)
    if len(edges) < 2:  # noqa: PLR2004 - a table has two columns
        return
    heading: list[str] = []
    for sheet in kept:
        lines = [line for line in sheet.lines if not _crosses(line, edges)]
        if not heading:
            starts = (at for at, line in enumerate(lines) if len(_held(line, edges)) > 1)
            lines = lines[next(starts, len(lines)) :]
        if not lines:
            continue
        rows = _rows(lines, edges)
        heading = heading or [_text(line) for line in rows[0]]
        if [_text(line) for line in lines[: len(heading)]] == heading:
            rows = [list(lines[: len(heading)]), *_rows(lines[len(heading) :], edges)]
        yield _piece(sheet.page, rows, edges)


def _furniture(sheets: Sequence[Sheet]) -> set[tuple[str, int]]:
    """Return the titles and page numbers: what stands, but for its numbers, on several pages.

    They are at the same height, above or below all that has several parts.
    """
    counts = Counter(
        shape for sheet in sheets for shape in {_shape(line) for line in _outer(sheet.lines)}
    )
    return {shape for shape, count in counts.items() if count > 1}


def _outer(lines: Sequence[Sequence[Word]]) -> Iterator[Sequence[Word]]:
    yield from takewhile(lambda line: _shape(line)[0], lines)
    yield from takewhile(lambda line: _shape(line)[0], reversed(lines))


def _shape(line: Sequence[Word]) -> tuple[str, int]:
    """Return a line without its numbers and its height; nothing where it has several parts."""
    if any(right["x0"] - left["x1"] > 2 * _GUTTER for left, right in pairwise(line)):
        return "", 0
    return re.sub(r"\d+", "#", _text(line)), round(line[0]["top"])


def _columns(lines: Iterable[Sequence[Word]]) -> list[float]:
    """Return where columns begin: after strips that no word of a line in several parts crosses."""
    inked = [word for line in lines if not _shape(line)[0] for word in line]
    edges: list[float] = []
    reached = float("-inf")
    for word in sorted(inked, key=lambda each: each["x0"]):
        if word["x0"] - reached > _GUTTER:
            edges.append(word["x0"])
        reached = max(reached, word["x1"])
    return edges


def _crosses(line: Sequence[Word], edges: Sequence[float]) -> bool:
    """Tell whether a word runs over the beginning of a column, as those of a title do."""
    return any(_rank(edges, word["x0"]) != _rank(edges, word["x1"] - 1) for word in line)


def _rank(edges: Sequence[float], x: float) -> int:
    return max(0, bisect_right(edges, x + 1) - 1)


def _held(line: Sequence[Word], edges: Sequence[float]) -> set[int]:
    return {_rank(edges, word["x0"]) for word in line}


def _text(line: Sequence[Word]) -> str:
    return " ".join(word["text"] for word in line)


def _rows(lines: Sequence[Sequence[Word]], edges: Sequence[float]) -> list[list[Sequence[Word]]]:
    rows: list[list[Sequence[Word]]] = []
    bottom = float("-inf")
    for line in lines:
        top = min(word["top"] for word in line)
        height = max(word["bottom"] for word in line) - top
        held = _held(line, edges)
        if not rows or (top - bottom > _GAP * height and (0 in held or len(held) > 1)):
            rows.append([])
        rows[-1].append(line)
        bottom = max(bottom, *(word["bottom"] for word in line))
    return rows


def _piece(page: int, rows: Sequence[Sequence[Sequence[Word]]], edges: Sequence[float]) -> Piece:
    strips = [
        Strip(page, rank, _cells([word for line in row for word in line], edges))
        for rank, row in enumerate(rows, start=1)
    ]
    return Piece(page, tuple(edges), strips)


def _cells(words: Sequence[Word], edges: Sequence[float]) -> list[Cell]:
    columns: list[list[Word]] = [[] for _ in edges]
    for word in words:
        columns[_rank(edges, word["x0"])].append(word)
    lines = [to_lines(column) for column in columns]
    return [
        Cell(found, max((line.right - line.left for line in found), default=0.0)) for found in lines
    ]
