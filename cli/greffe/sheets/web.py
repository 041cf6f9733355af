"""Tables and label/value lists of HTML pages (HTML Living Standard, 4.9 and 4.4.9).

White space is what a browser shows: runs of it are one space, a ``<br>`` or a block begins a line,
a no-break space stays.  In a page that Greffe exported, which shows all its spaces, runs of them
stay.  A definition list is a table of two columns, its terms in the first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from greffe.documents.columns import IDENTITY
from greffe.files import read as read_bytes
from greffe.language import Text
from greffe.sheets.containers import unlike
from greffe.sheets.decoding import decode
from greffe.sheets.faults import breaking, tableless
from greffe.sheets.model import Document
from greffe.sheets.shaping import Merge, Table, Words, check_count, number_tables, shape

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PARAGRAPHS: Final = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"}
_BLOCKS: Final = {"div", "li", "ul", "ol", "section", "address", "figure", *_PARAGRAPHS}
_UNREAD: Final = {"script", "style", "template", "table", "dl", "dt", "dd", "head", "noscript"}
_BOLD: Final = {"b", "strong", "th", "dt"}
_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_FOLD: Final = re.compile(r"[ \t\f]*[\n\r][ \t\n\r\f]*")
"""Where a line of a page of ours was folded by the program that saved it again."""
_CHARSET: Final = re.compile(rb"""<meta[^>]+charset=["']?\s*([\w-]+)""", re.IGNORECASE)
_WIDEST: Final = 1000
"""The largest ``colspan`` that browsers heed; ``rowspan`` has 65,534."""
_TALLEST: Final = 65_534


def read(path: Path) -> Document:
    """Return the tables and definition lists of a page, in the order of the page.

    Raises ``InputError`` where the page cannot be read, or has neither.
    """
    content = read_bytes(path)
    if content.startswith((b"PK", b"%PDF-", b"\xd0\xcf\x11\xe0")):
        raise unlike(path, content)
    page, notices = _parsed(path, content)
    named = {meta.get("name", ""): meta.get("content", "") for meta in page.iter("meta")}
    identity = {name: value for name, value in named.items() if name.startswith("greffe:")}
    space = _FOLD if identity else _SPACE
    with breaking(path):
        tables = [
            _list(found, space) if found.tag == "dl" else _table(path, found, space)
            for found in _tables(page)
        ]
    grids = [grid for table in tables if (grid := shape(path, table))]
    if not grids:
        raise tableless(path, _MAKE_TABLE)
    return Document(path, "html", number_tables(grids), notices, identity)


def _parsed(path: Path, content: bytes) -> tuple[Any, tuple[Text, ...]]:
    """Return the tree of a page; its entities are those of HTML, and nothing is fetched."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    named = _CHARSET.search(content[:4096])
    declared = named[1].decode("ascii") if named else ""
    text, notices = _decoded(path, content, declared)
    if not text.strip():
        raise tableless(path, _MAKE_TABLE)
    with breaking(path, LxmlError):
        parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
        return document_fromstring(text.encode(), parser=parser), notices


def _decoded(path: Path, content: bytes, declared: str) -> tuple[str, tuple[Text, ...]]:
    if not declared or content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(path, content)
    try:
        latin = declared.lower() in {"iso-8859-1", "latin1", "latin-1"}
        return content.decode("cp1252" if latin else declared), ()
    except (LookupError, UnicodeDecodeError):
        return decode(path, content)


def _tables(page: Any) -> Iterator[Any]:  # noqa: ANN401 - lxml has no types
    """Yield the outermost tables and definition lists of a page."""
    for child in page:
        if child.tag in {"table", "dl"}:
            yield child
        elif isinstance(child.tag, str):
            yield from _tables(child)


def _table(path: Path, element: Any, space: re.Pattern[str]) -> Table:  # noqa: ANN401 - lxml has no types
    table = Table()
    taken: set[tuple[int, int]] = set()
    ids: dict[int, str] = {}
    rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
    for row, line in enumerate(rows, start=1):
        column = 1
        if line.get("data-id"):
            ids[row] = line.get("data-id")
        for cell in line:
            if cell.tag not in {"td", "th"}:
                continue
            while (row, column) in taken:
                column += 1
            tall = min(_span(cell, "rowspan", _TALLEST) or len(rows), len(rows) - row + 1)
            wide = _span(cell, "colspan", _WIDEST) or 1
            table.cells[row, column] = _words(cell, space)
            check_count(path, len(taken) + tall * wide)
            taken |= {(row + y, column + x) for y in range(tall) for x in range(wide)}
            if tall > 1 or wide > 1:
                table.merges.append(Merge(row, column, tall, wide))
            column += wide
    if ids:
        _add_ids(table, ids, 1 + max((column for _, column in taken), default=0))
    return table


def _add_ids(table: Table, ids: dict[int, str], column: int) -> None:
    """Add the hidden column of the rows' identifiers, with its heading above the first."""
    table.hidden.add(column)
    for row, value in ids.items():
        table.cells[row, column] = Words(value)
    if min(ids) > 1:
        table.cells[min(ids) - 1, column] = Words(IDENTITY)


def _list(element: Any, space: re.Pattern[str]) -> Table:  # noqa: ANN401 - lxml has no types
    """Return a definition list as rows of a term and its values, which are lines of one cell."""
    table = Table()
    row, values = 0, False
    for each in element.iter("dt", "dd"):
        if each.tag == "dt":
            row, values = row + 1, False
            table.cells[row, 1] = _words(each, space)
        elif row:
            words = _words(each, space)
            before = table.cells[row, 2].text + "\n" if values else ""
            table.cells[row, 2], values = Words(before + words.text, words.bold), True
    return table


def _span(cell: Any, name: str, most: int) -> int:  # noqa: ANN401 - lxml has no types
    given = (cell.get(name) or "1").strip()
    return min(int(given), most) if given.isdecimal() else 1


def _words(cell: Any, space: re.Pattern[str]) -> Words:  # noqa: ANN401 - lxml has no types
    """Return the words of a cell, where each run of ``space`` is one space."""
    flat = space.sub(" ", "".join(_spelt(cell)))
    text = _BOUNDARIES.sub(lambda found: "\n\n" if _PARAGRAPH in found[0] else "\n", flat)
    text = re.sub(f" ?{_BREAK} ?", "\n", text).strip(" \n")
    whole = "".join(cell.itertext()).split()
    bold = any("".join(each.itertext()).split() == whole for each in cell.iter(*_BOLD))
    return Words(text, bold and bool(text))


def _spelt(element: Any) -> Iterator[str]:  # noqa: ANN401 - lxml has no types
    """Yield the text of an element, with signs that no page holds where lines and blocks begin."""
    yield (element.text or "").translate(_SIGNLESS)
    for child in element:
        edge = _PARAGRAPH if child.tag in _PARAGRAPHS else _BLOCK if child.tag in _BLOCKS else ""
        yield _BREAK if child.tag == "br" else edge
        if isinstance(child.tag, str) and child.tag not in _UNREAD:
            yield from _spelt(child)
        yield edge
        yield (child.tail or "").translate(_SIGNLESS)


_BREAK, _BLOCK, _PARAGRAPH = "\x1f", "\x1e", "\x1d"
_SIGNLESS: Final = {ord(sign): " " for sign in (_BREAK, _BLOCK, _PARAGRAPH)}
_BOUNDARIES: Final = re.compile(f" ?[{_BLOCK}{_PARAGRAPH}][{_BLOCK}{_PARAGRAPH} ]*")
_MAKE_TABLE: Final = Text(
    "Mettez le registre dans un tableau (table) ou une liste de définitions (dl).",
    "Put the register in a table or in a definition list (dl).",
)
