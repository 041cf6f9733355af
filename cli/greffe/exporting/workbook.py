"""The official table as an Excel workbook: drop-down lists, a hidden identifier, a legend."""

from __future__ import annotations

from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any, Final

from greffe.documents.columns import IDENTITY
from greffe.documents.kinds import TRAITS
from greffe.exporting.guidance import SEVERAL, guidance
from greffe.exporting.legend import FIRST, TITLE, VALUES_COLUMN, legend
from greffe.exporting.limits import require_length, require_xml
from greffe.exporting.proportions import shares
from greffe.exporting.settling import MADE
from greffe.results.workbook import OPTIONS
from greffe.sheets.model import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from greffe.exporting.legend import Legend
    from greffe.exporting.official import Official
    from greffe.language import Language

LONGEST_CELL: Final = 32_767  # "Excel specifications and limits"
LONGEST_PROMPT: Final = 255
SPARE_ROWS: Final = 500
"""Rows below the last entry that have the drop-down lists too, for what an officer adds."""

HIGHEST_ROW: Final = 409.0  # points; "Excel specifications and limits"
SIZES: Final = (9, 8, 7, 6)
"""The sizes of type, in points: the first that lets a row be no taller than Excel allows."""

_NORMAL: Final = 11  # the type that the width of a column is counted in
_LINE: Final = 1.36  # of the size of the type
_ACROSS: Final = 166
"""The width of legal paper across, less its margins and the column of numbers: nothing shrinks."""

_TRIES: Final = 12
"""How often the column of the tallest cell is made wider."""

_MARGIN: Final = 0.4  # inches
_ZOOM: Final = 120  # per cent: on a screen, type is as large as elsewhere
_GREY: Final = "#808080"
_LEGEND_WIDTHS: Final = (9, 52, 70, 35)
_LEGAL: Final = 5  # SpreadsheetML, paper sizes: 8 1/2 by 14 inches


def xlsx(table: Official, language: Language) -> bytes:
    """Return the workbook; its guidance is in one language, its headings are those of the body.

    Every cell is text, never a formula.  The same table gives the same bytes.  Raises
    ``Unwritable`` where a cell is longer than Excel allows or holds what XML cannot.
    """
    from xlsxwriter import Workbook

    require_xml(table)
    require_length(table, LONGEST_CELL)
    stream = BytesIO()
    with Workbook(stream, OPTIONS) as book:
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
        styles = _styles(book)
        sheet = book.add_worksheet(TRAITS[table.kind].tab)
        told = legend(table, language)
        _write_table(sheet, table, styles)
        _set_up(sheet, table)
        _write_legend(book.add_worksheet(TITLE[language]), told, styles)
        _add_lists(sheet, table, told, language)
    return stream.getvalue()


def _styles(book: Any) -> dict[str | int, Any]:  # noqa: ANN401 - xlsxwriter has no types
    """Return the formats: of headings, of columns, of cells by their size, of the legend's."""
    words = {"text_wrap": True, "valign": "top", "font_size": SIZES[0]}
    border = {"border": 1, "border_color": _GREY}
    return {
        "head": book.add_format({**words, **border, "bold": True, "bg_color": "#DAE6F0"}),
        "column": book.add_format({**words, "num_format": "@"}),
        "legend": book.add_format({"text_wrap": True, "valign": "top"}),
        "bold": book.add_format({"text_wrap": True, "valign": "top", "bold": True}),
        **{
            size: book.add_format({**words, **border, "num_format": "@", "font_size": size})
            for size in SIZES
        },
    }


def _write_table(sheet: Any, table: Official, styles: dict[str | int, Any]) -> None:  # noqa: ANN401
    sheet.set_column(0, 0, 12, styles["column"], {"hidden": True})
    sheet.set_column(1, 1, 6, styles["column"])
    widths = _widths(table)
    for position, width in enumerate(widths, start=FIRST - 1):
        sheet.set_column(position, position, width, styles["column"])
    sheet.set_row(0, _height([column.heading.fr for column in table.columns], widths, SIZES[0]))
    for position, heading in enumerate((IDENTITY, *table.headings)):
        sheet.write_string(0, position, heading, styles["head"])
    for row, entry in enumerate(table.entries, start=1):
        size = _size(entry.cells, widths)
        sheet.set_row(row, min(HIGHEST_ROW, _height(entry.cells, widths, size)))
        for position, words in enumerate((entry.iri, entry.number, *entry.cells)):
            sheet.write_string(row, position, words, styles[size])


def _widths(table: Official) -> list[float]:
    """Return the widths of the columns: their shares, and more for what makes rows too tall."""
    widths = _over_the_paper(shares(table))
    tall = [each for each in table.entries if _size(each.cells, widths) != SIZES[0]]
    for _ in range(_TRIES if tall else 0):
        heights = (
            (_height([words], [width], SIZES[0]), position)
            for entry in tall
            for position, (words, width) in enumerate(zip(entry.cells, widths, strict=True))
        )
        _, tallest = max(heights)
        widths[tallest] *= 1.1
        widths = _over_the_paper(widths)
    return widths


def _over_the_paper(parts: Sequence[float]) -> list[float]:
    return [_ACROSS * part / sum(parts) for part in parts]


def _size(cells: Sequence[str], widths: Sequence[float]) -> int:
    """Return the largest type in which a row is no taller than Excel allows, or the smallest."""
    fitting = (size for size in SIZES if _height(cells, widths, size) <= HIGHEST_ROW)
    return next(fitting, SIZES[-1])


def _height(cells: Sequence[str], widths: Sequence[float], size: int) -> float:
    """Return the height of a row, in points: spreadsheets do not all find it by themselves."""
    lines = (
        sum(max(1, ceil(1.1 * len(line) * size / (width * _NORMAL))) for line in words.split("\n"))
        for words, width in zip(cells, widths, strict=True)
    )
    return _LINE * size * max(lines, default=1) + 2


def _set_up(sheet: Any, table: Official) -> None:  # noqa: ANN401
    """Freeze and repeat the headings; print across, as wide as one sheet of paper."""
    sheet.freeze_panes(1, FIRST - 1)
    if table.entries:  # the hidden column too: whoever sorts keeps identifiers and words together
        sheet.autofilter(0, 0, len(table.entries), len(table.headings))
    _across(sheet)
    sheet.set_zoom(_ZOOM)
    sheet.repeat_rows(0)
    sheet.set_header(f"&L{_plain(table.publisher)}&R{_plain(table.title)}")
    sheet.set_footer("&C&P / &N")


def _across(sheet: Any) -> None:  # noqa: ANN401
    sheet.set_landscape()
    sheet.set_paper(_LEGAL)
    sheet.set_margins(left=_MARGIN, right=_MARGIN)
    sheet.fit_to_pages(1, 0)


def _plain(words: str) -> str:
    """Return words as the header of a printed sheet shows them; its codes begin with ``&``."""
    return words[:100].replace("&", "&&")


def _write_legend(sheet: Any, told: Legend, styles: dict[str | int, Any]) -> None:  # noqa: ANN401
    _across(sheet)
    for position, width in enumerate(_LEGEND_WIDTHS):
        sheet.set_column(position, position, width)
    last = len(_LEGEND_WIDTHS) - 1
    for row, line in enumerate(told.lines):
        style = styles["bold" if line.head else "legend"]
        if len(line.cells) == 1:
            (words,) = line.cells
            sheet.merge_range(row, 0, row, last, words, style)
            sheet.set_row(row, _height([words], [sum(_LEGEND_WIDTHS)], _NORMAL))
        for position, words in enumerate(line.cells if len(line.cells) > 1 else ()):
            sheet.write_string(row, position, words, style)


def _add_lists(sheet: Any, table: Official, told: Legend, language: Language) -> None:  # noqa: ANN401
    """Offer the values of the closed lists, and say what each column asks for; forbid nothing."""
    last = len(table.entries) + SPARE_ROWS
    for position, column in enumerate(table.columns, start=FIRST - 1):
        asks = guidance(table.kind, column).asks[language]
        rule: dict[str, object] = {"validate": "any", "input_message": asks[:LONGEST_PROMPT]}
        if column.name in told.lists:
            if column.name != "outsideQuebecText":
                asks = f"{asks} {SEVERAL[language]}"
            values = letters(VALUES_COLUMN)
            first, last_value = told.lists[column.name]
            rule = {
                "validate": "list",
                "source": f"='{TITLE[language]}'!${values}${first}:${values}${last_value}",
                "show_error": False,
                "input_message": asks[:LONGEST_PROMPT],
            }
        sheet.data_validation(1, position, last, position, rule)
