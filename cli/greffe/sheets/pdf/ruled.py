"""Tables whose cells are drawn: lines or the edges of rectangles that cross."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, Final

from greffe.sheets.pdf.ink import Cell, Piece, Strip, letters, to_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Area = tuple[float, float, float, float]
"""Left, top, right and bottom."""

_NEAR: Final = 2.0
"""Points within which two edges are one."""
WORDS: Final[dict[str, Any]] = {"x_tolerance_ratio": 0.15, "extra_attrs": ["fontname"]}
"""How letters make words: a gap of more than 15 % of their size parts them."""


def ruled_tables(page: Any) -> Iterator[Piece]:  # noqa: ANN401 - the type of pdfplumber is Any
    """Yield the tables of at least two columns that lines draw on a page, from the top."""
    row = 1
    tables = page.find_tables({"explicit_horizontal_lines": _ends(page)})
    printed = letters(page) if tables else []
    for table in sorted(tables, key=lambda found: found.bbox[1]):
        piece = _piece(page.page_number, table.cells, printed, row)
        if len(piece.edges) > 1:
            row += len(piece.strips)
            yield piece


def _ends(page: Any) -> list[float]:  # noqa: ANN401
    """Return where the vertical lines of a page begin and end.

    A browser that cuts a row at the end of a page draws no line there; so its cells are closed.
    """
    vertical = [edge for edge in page.edges if edge["orientation"] == "v"]
    if not vertical:
        return []
    return [min(edge["top"] for edge in vertical), max(edge["bottom"] for edge in vertical)]


def _piece(
    page: int, areas: Sequence[Area], printed: Sequence[dict[str, Any]], first: int
) -> Piece:
    lefts = _edges(area[0] for area in areas)
    tops = _edges(area[1] for area in areas)
    held = _held(printed, areas)
    cells: dict[tuple[int, int], Cell] = {}
    for area in areas:
        cell = _cell(held.get(area, []), area)
        for at in _covered(area, lefts, tops):
            cells.setdefault(at, cell)
            cell = Cell(cell.lines, cell.width, cell.breaks, merged=True)
    rows = (
        [cells.get((row, column), Cell()) for column in range(len(lefts))]
        for row in range(len(tops))
    )
    strips = [Strip(page, rank, row) for rank, row in enumerate(rows, first)]
    return Piece(page, tuple(lefts), strips)


def _edges(values: Iterable[float]) -> list[float]:
    """Return the distinct edges, from the first; those nearer than ``_NEAR`` are one."""
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _covered(area: Area, lefts: Sequence[float], tops: Sequence[float]) -> list[tuple[int, int]]:
    """Return the places (row, column) that a cell covers, the first one first."""
    left, top, right, bottom = area
    columns = range(_rank(lefts, left), _rank(lefts, right - 2 * _NEAR) + 1)
    rows = range(_rank(tops, top), _rank(tops, bottom - 2 * _NEAR) + 1)
    return [(row, column) for row in rows for column in columns]


def _rank(edges: Sequence[float], value: float) -> int:
    return bisect_right(edges, value + _NEAR) - 1


def _held(printed: Iterable[dict[str, Any]], areas: Sequence[Area]) -> dict[Area, list[Any]]:
    """Give each letter to the cell in which its middle is."""
    found: dict[Area, list[Any]] = {}
    ordered = sorted(areas)
    lefts = [area[0] for area in ordered]
    for letter in printed:
        x, y = (letter["x0"] + letter["x1"]) / 2, (letter["top"] + letter["bottom"]) / 2
        for area in reversed(ordered[: bisect_right(lefts, x)]):
            if area[1] <= y < area[3] and x < area[2]:
                found.setdefault(area, []).append(letter)
                break
    return found


def _cell(printed: list[dict[str, Any]], area: Area) -> Cell:
    from pdfplumber.utils.text import extract_words

    lines = to_lines(extract_words(printed, **WORDS))
    padding = min((line.left - area[0] for line in lines), default=0.0)
    return Cell(lines, area[2] - area[0] - 2 * max(padding, 0.0))
