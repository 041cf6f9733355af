"""SPARQL 1.1 Query Results CSV and TSV Formats (W3C, 2013), and the CSV that French Excel opens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from greffe.results.grid import Cell, columns_with_iris
from greffe.terms import Iri, Literal, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from greffe.results.grid import Grid
    from greffe.results.model import Row, Table

BYTE_ORDER_MARK: Final = "\ufeff"
# RFC 4180, rule 6; the semicolon is quoted too, for the Excel form.
_TO_QUOTE: Final = re.compile(r'[",;\r\n]')
# Characters that make a spreadsheet read a cell as a formula (OWASP, "CSV Injection").
_FORMULA: Final = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def csv(table: Table) -> str:
    """Return the table as SPARQL CSV: bare values, CRLF, unbound cells empty."""
    return "".join(csv_pieces(table.variables, table.rows))


def csv_pieces(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield SPARQL CSV line by line."""
    yield ",".join(map(_quoted, variables)) + "\r\n"
    for row in rows:
        yield ",".join(_quoted(_bare(term)) for term in row) + "\r\n"


def excel_csv(grid: Grid) -> str:
    """Return the grid as CSV for French Excel: byte order mark, ``;``, CRLF, no cell a formula.

    An IRI column stands beside each thing.  A text that a spreadsheet would compute has an
    apostrophe before it, which shows in the cell (OWASP, "CSV Injection"); numbers have none.
    """
    columns = columns_with_iris(grid)
    heads = [Cell(heading) for heading, _ in columns]
    lines = [heads, *zip(*(cells for _, cells in columns), strict=True)]
    return BYTE_ORDER_MARK + "".join(
        ";".join(_quoted(_harmless(cell)) for cell in line) + "\r\n" for line in lines
    )


def tsv_pieces(variables: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield SPARQL TSV line by line: terms in Turtle syntax, unbound cells empty."""
    yield "\t".join(f"?{name}" for name in variables) + "\n"
    for row in rows:
        yield "\t".join("" if term is None else str(term) for term in row) + "\n"


def _bare(term: Term | None) -> str:
    match term:
        case None:
            return ""
        case Iri(value) | Literal(value):
            return value
        case _:
            return str(term)


def _quoted(cell: str) -> str:
    if not _TO_QUOTE.search(cell):
        return cell
    return '"{}"'.format(cell.replace('"', '""'))


def _harmless(cell: Cell) -> str:
    if _FORMULA.match(cell.words) and not cell.is_number:
        return f"'{cell.words}"
    return cell.words
