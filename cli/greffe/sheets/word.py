"""Tables of Word documents (.docx; ECMA-376), merged cells and headings repeated over pages too.

Paragraphs of a cell are lines of its text.  Text that a tracked change inserted is read, what one
deleted is not: the document is read as if every change were accepted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from greffe.language import Text
from greffe.sheets.containers import package
from greffe.sheets.faults import tableless
from greffe.sheets.model import Document
from greffe.sheets.shaping import Merge, Table, Words, join_repeated, number_tables, shape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from zipfile import ZipFile

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ALTERNATE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CUSTOM: Final = "docProps/custom.xml"
_UNREAD: Final = {f"{_W}del", f"{_W}moveFrom", f"{_W}tbl", f"{_W}pPr", f"{_W}rPr", _ALTERNATE}
_SIGNS: Final = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "\u2011",
    f"{_W}softHyphen": "\u00ad",
}
_WRAPPERS: Final = {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo"}
"""What may stand between a table and its rows, a row and its cells, a cell and its paragraphs."""
_OFF: Final = {"0", "false", "off"}


def read(path: Path) -> Document:
    """Return the tables of a Word document; a table that repeats the heading above goes on.

    Raises ``InputError`` where it cannot be read, or has no table.
    """
    import docx

    with package(path, "word/document.xml") as (archive, content):
        body = docx.Document(content).element.body
        tables = [_table(found) for found in _within(body, f"{_W}tbl")]
        grids = [grid for table in tables if (grid := shape(path, table))]
        if not grids:
            raise tableless(path)
        changed = any(next(body.iter(tag), None) is not None for tag in _CHANGES)
        notices = (_CHANGED,) if changed else ()
        joined = join_repeated(number_tables(grids))
        return Document(path, "docx", joined, notices, _identity(archive))


def _within(element: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """Yield the children of a kind, also those inside a content control or a tracked change."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, tag)


def _table(element: Any) -> Table:  # noqa: ANN401 - lxml has no types
    table = Table()
    open_merges: dict[int, Merge] = {}
    for row, line in enumerate(_rows(element), start=1):
        column = 1 + _number(line, "trPr", "gridBefore", 0)
        for cell in _within(line, f"{_W}tc"):
            span = max(1, _number(cell, "tcPr", "gridSpan", 1))
            merge = Merge(row, column, 1, span)
            above = open_merges.get(column)
            vertical = cell.find(f"{_W}tcPr/{_W}vMerge")
            if vertical is None:
                open_merges.pop(column, None)
            elif vertical.get(f"{_W}val") != "restart" and above:
                merge = Merge(above.row, column, row - above.row + 1, above.columns)
            if vertical is not None:
                open_merges[column] = merge
            if merge.row == row:
                table.cells[row, column] = _words(cell)
            if merge.rows > 1 or merge.columns > 1:
                table.merges.append(merge)
            column += span
    return table


def _rows(table: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """Yield the rows of a table but those that a tracked change deleted."""
    for row in _within(table, f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}del") is None:
            yield row


def _number(element: Any, properties: str, name: str, otherwise: int) -> int:  # noqa: ANN401
    found = element.find(f"{_W}{properties}/{_W}{name}")
    return otherwise if found is None else int(found.get(f"{_W}val", otherwise))


def _words(cell: Any) -> Words:  # noqa: ANN401 - lxml has no types
    paragraphs = list(_within(cell, f"{_W}p"))
    text = "\n".join("".join(_spelt(paragraph)) for paragraph in paragraphs)
    runs = [run for paragraph in paragraphs for run in paragraph.iter(f"{_W}r")]
    spoken = [run for run in runs if "".join(_spelt(run)).strip()]
    return Words(text, bool(spoken) and all(map(_is_bold, spoken)))


def _spelt(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _UNREAD:
            yield from _spelt(child)


def _is_bold(run: Any) -> bool:  # noqa: ANN401 - lxml has no types
    bold = run.find(f"{_W}rPr/{_W}b")
    return bold is not None and bold.get(f"{_W}val") not in _OFF


def _identity(archive: ZipFile) -> dict[str, str]:
    """Return the custom properties of the document (ECMA-376-1, 22.3)."""
    from defusedxml.ElementTree import fromstring

    if _CUSTOM not in archive.namelist():
        return {}
    properties = fromstring(archive.read(_CUSTOM))
    return {each.get("name", ""): "".join(each.itertext()) for each in properties}


_CHANGES: Final = (f"{_W}ins", f"{_W}del", f"{_W}moveFrom")
_CHANGED: Final = Text(
    "Ce document a des modifications suivies : il a été lu comme si toutes étaient acceptées.",
    "This document has tracked changes: it was read as if all were accepted.",
)
