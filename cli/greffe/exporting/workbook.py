"""The official table as an Excel workbook: drop-down lists, a hidden identifier, a legend."""

from __future__ import annotations

from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from greffe.documents.columns import IDENTITY, NUMBER
from greffe.exporting.guidance import (
    ASKS,
    COLUMN,
    DASH,
    LEGEND,
    PROVISION,
    SEVERAL,
    VALUES,
    guidance,
)
from greffe.exporting.limits import require_length, require_xml
from greffe.exporting.official import TABS
from greffe.exporting.settling import MADE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greffe.exporting.official import Official
    from greffe.language import Language

LONGEST_CELL: Final = 32_767  # "Excel specifications and limits"
LONGEST_PROMPT: Final = 255
FIRST: Final = 2
"""The position of the first column of words: the identifier and the number stand before it."""

SPARE_ROWS: Final = 500
"""Rows below the last entry that have the drop-down lists too, for what an officer adds."""

HIGHEST_ROW: Final = 409.0  # points; "Excel specifications and limits"
LINE: Final = 15.0
_WIDTHS: Final = ((16, 40), (24, 150), (36, 400), (50, LONGEST_CELL))
_LEGAL: Final = 5  # SpreadsheetML, paper sizes: 8 1/2 by 14 inches
_OPTIONS: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx(table: Official, language: Language) -> bytes:
    """Return the workbook; its guidance is in one language, its headings are those of the body.

    Every cell is text, never a formula.  The same table gives the same bytes.  Raises
    ``Unwritable`` where a cell is longer than Excel allows or holds what XML cannot.
    """
    from xlsxwriter import Workbook

    require_xml(table)
    require_length(table, LONGEST_CELL)
    stream = BytesIO()
    with Workbook(stream, _OPTIONS) as book:
        book.set_properties(
            {
                "title": table.title,
                "company": table.publisher,
                "subject": guidance(table.kind, table.columns[0]).provision.fr,
                "created": MADE,
            }
        )
        for name, value in table.properties.items():
            book.set_custom_property(name, value, "text")
        styles = {
            "head": book.add_format(
                {
                    "bold": True,
                    "text_wrap": True,
                    "valign": "top",
                    "bg_color": "#DAE6F0",
                    "border": 1,
                }
            ),
            "cell": book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"}),
            "bold": book.add_format({"bold": True}),
        }
        sheet = book.add_worksheet(TABS[table.kind])
        legend = book.add_worksheet(LEGEND[language])
        _write_table(sheet, table, styles)
        _set_up(sheet, table)
        ranges = _write_legend(legend, table, styles, language)
        _add_lists(sheet, table, ranges, language)
    return stream.getvalue()


def _write_table(sheet: Any, table: Official, styles: dict[str, Any]) -> None:  # noqa: ANN401 - xlsxwriter has no types
    sheet.set_column(0, 0, 12, styles["cell"], {"hidden": True})
    sheet.set_column(1, 1, 6, styles["cell"])
    for position, heading in enumerate((IDENTITY, *table.headings)):
        sheet.write_string(0, position, heading, styles["head"])
    widths = [_width(table, position) for position in range(len(table.columns))]
    for position, width in enumerate(widths, start=FIRST):
        sheet.set_column(position, position, width, styles["cell"])
    sheet.set_row(0, _height([column.heading.fr for column in table.columns], widths))
    for row, entry in enumerate(table.entries, start=1):
        sheet.set_row(row, _height(entry.cells, widths))
        for position, words in enumerate((entry.iri, entry.number, *entry.cells)):
            sheet.write_string(row, position, words, styles["cell"])


def _width(table: Official, position: int) -> int:
    """Return the width of a column, in characters: wider where its cells are long."""
    longest = max((len(entry.cells[position]) for entry in table.entries), default=0)
    return next(width for width, most in _WIDTHS if longest <= most)


def _height(cells: Sequence[str], widths: Sequence[int]) -> float:
    """Return the height of a row, in points: spreadsheets do not all find it by themselves."""
    lines = (
        sum(max(1, ceil(1.1 * len(line) / width)) for line in words.split("\n"))
        for words, width in zip(cells, widths, strict=True)
    )
    return min(HIGHEST_ROW, LINE * max(lines, default=1) + 2)


def _set_up(sheet: Any, table: Official) -> None:  # noqa: ANN401
    """Freeze and repeat the headings; print across, as wide as one sheet of paper."""
    sheet.freeze_panes(1, FIRST)
    _across(sheet)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{_plain(table.publisher)}&R{_plain(table.title)}")
    sheet.set_footer("&C&P / &N")


def _across(sheet: Any) -> None:  # noqa: ANN401
    sheet.set_landscape()
    sheet.set_paper(_LEGAL)
    sheet.fit_to_pages(1, 0)


def _plain(words: str) -> str:
    """Return words as the header of a printed sheet shows them; its codes begin with ``&``."""
    return words[:100].replace("&", "&&")


def _write_legend(
    sheet: Any,  # noqa: ANN401
    table: Official,
    styles: dict[str, Any],
    language: Language,
) -> dict[str, str]:
    """Write the legend; return the range of the values of each closed list."""
    _across(sheet)
    for position, width in enumerate((90, 80, 40)):
        sheet.set_column(position, position, width)
    sheet.write_string(0, 0, table.title, styles["bold"])
    sheet.write_string(1, 0, table.introduction)
    sheet.write_string(2, 0, DASH[language])
    for position, text in enumerate((COLUMN, ASKS, PROVISION)):
        sheet.write_string(4, position, text[language], styles["head"])
    row = 5
    for column in (NUMBER, *table.columns):
        told = guidance(table.kind, column)
        cells = (column.heading.fr, told.asks[language], told.provision[language])
        for position, words in enumerate(cells):
            sheet.write_string(row, position, words)
        row += 1
    return _write_lists(sheet, table, styles, row + 1, language)


def _write_lists(
    sheet: Any,  # noqa: ANN401
    table: Official,
    styles: dict[str, Any],
    row: int,
    language: Language,
) -> dict[str, str]:
    ranges = {}
    for column in table.columns:
        values = table.choices.get(column.name, ())
        if not values:
            continue
        sheet.write_string(row, 0, f"{VALUES[language]} : {column.heading.fr}", styles["bold"])
        for offset, value in enumerate(values, start=1):
            sheet.write_string(row + offset, 0, value)
        first, last = row + 2, row + 1 + len(values)
        ranges[column.name] = f"='{LEGEND[language]}'!$A${first}:$A${last}"
        row += len(values) + 2
    return ranges


def _add_lists(
    sheet: Any,  # noqa: ANN401
    table: Official,
    ranges: dict[str, str],
    language: Language,
) -> None:
    """Offer the values of the closed lists, and say what each column asks for; forbid nothing."""
    last = len(table.entries) + SPARE_ROWS
    for position, column in enumerate(table.columns, start=FIRST):
        asks = guidance(table.kind, column).asks[language]
        rule: dict[str, object] = {"validate": "any", "input_message": asks[:LONGEST_PROMPT]}
        if column.name in ranges:
            told = f"{asks} {SEVERAL[language]}" if column.name != "outsideQuebecText" else asks
            rule = {
                "validate": "list",
                "source": ranges[column.name],
                "show_error": False,
                "input_message": told[:LONGEST_PROMPT],
            }
        sheet.data_validation(1, position, last, position, rule)
