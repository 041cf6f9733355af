"""The registers as tables: the columns that the body prints, its rows, its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe.documents.columns import COLUMNS, NUMBER
from greffe.publication.site.reading import page_query, words_of
from greffe.results.delimited import csv, excel_csv
from greffe.results.grid import Cell, Grid
from greffe.results.model import Table
from greffe.results.workbook import xlsx
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from greffe.store import Store
    from greffe.terms import Term


def read(store: Store, kind: str, register: str) -> Table:
    """Return a register or an inventory as a table whose variables are its French headings.

    The first column is the entry's number.
    """
    columns = COLUMNS[kind]
    found = store.select(page_query(f"csv-{kind}"), {"register": Iri(register)})
    names = [found.variables.index(column.name) for column in columns]
    rows = (
        (Literal(_number(row[0])), *(row[position] for position in names)) for row in found.rows
    )
    return Table(tuple(column.heading.fr for column in (NUMBER, *columns)), tuple(rows))


def as_csv(table: Table) -> bytes:
    """Return CSV as CSV on the Web wants it: UTF-8 without byte order mark, comma, CRLF."""
    return csv(table).encode()


def as_excel_csv(table: Table, title: str) -> bytes:
    """Return the CSV that French Excel opens: byte order mark, semicolon, no cell a formula."""
    return excel_csv(_grid(table, title)).encode()


def as_xlsx(table: Table, title: str) -> bytes:
    """Return the workbook."""
    return xlsx(_grid(table, title))


def _grid(table: Table, title: str) -> Grid:
    rows = tuple(tuple(Cell(words_of(term)) for term in row) for row in table.rows)
    return Grid(table.variables, rows, "fr", title)


def _number(entry: Term | None) -> str:
    return entry.value.rpartition("/")[2] if isinstance(entry, Iri) else ""
