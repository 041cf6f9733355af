"""The official table as an OpenDocument workbook, with the same parts as the Excel one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from greffe.documents.columns import IDENTITY
from greffe.documents.kinds import TRAITS
from greffe.exporting.legend import TITLE, VALUES_COLUMN, legend
from greffe.exporting.limits import require_xml
from greffe.exporting.opendocument import FRENCH, describe, lay_across, paragraphs, saved
from greffe.sheets.model import letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from greffe.exporting.legend import Legend
    from greffe.exporting.official import Official
    from greffe.language import Language

SPARE_ROWS: Final = 100
"""Rows below the last entry that have the drop-down lists too."""

_WIDTHS: Final = {
    "identity": 3.0,
    "number": 1.2,
    "words": 5.0,
    "letter": 2.0,
    "legend": 14.0,
    "provision": 8.0,
}  # centimetres
_PAPER: Final = 33.0


def ods(table: Official, language: Language) -> bytes:
    """Return the workbook; its guidance is in one language, its headings are those of the body.

    Every cell is text.  The same table gives the same bytes.  Raises ``Unwritable`` where a cell
    holds what XML cannot.
    """
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import ContentValidations

    require_xml(table)
    document = OpenDocumentSpreadsheet()
    describe(document, table)
    styles = _styles(document, len(table.columns))
    told = legend(table, language)
    rules = ContentValidations()
    for rule in _rules(table, told, language):
        rules.addElement(rule)
    if told.lists:
        document.spreadsheet.addElement(rules)
    document.spreadsheet.addElement(_sheet(table, styles, told))
    document.spreadsheet.addElement(_legend_sheet(told, styles, language))
    _freeze(document, table)
    return saved(document)


def _styles(document: Any, columns: int) -> dict[str, Any]:  # noqa: ANN401 - odfpy has no types
    from odf.style import (
        Style,
        TableCellProperties,
        TableColumnProperties,
        TableProperties,
        TextProperties,
    )

    head = Style(name="Tete", family="table-cell")
    ruled = {"wrapoption": "wrap", "verticalalign": "top", "border": "0.5pt solid #555555"}
    head.addElement(TableCellProperties(backgroundcolor="#dae6f0", **ruled))
    head.addElement(TextProperties(fontweight="bold", **FRENCH))
    cell = Style(name="Mots", family="table-cell")
    cell.addElement(TableCellProperties(**ruled))
    cell.addElement(TextProperties(**FRENCH))
    bold = Style(name="Gras", family="table-cell")
    bold.addElement(TextProperties(fontweight="bold", **FRENCH))
    plain = Style(name="Simple", family="table-cell")
    plain.addElement(TextProperties(**FRENCH))
    scale = int(100 * _PAPER / (_WIDTHS["number"] + columns * _WIDTHS["words"]))
    across = lay_across(document, scale)
    page = Style(name="Feuille", family="table", masterpagename=across)
    page.addElement(TableProperties(display="true"))
    styles = {"head": head, "cell": cell, "bold": bold, "plain": plain, "page": page}
    for name, width in _WIDTHS.items():
        styles[name] = Style(name=f"Colonne{name}", family="table-column")
        styles[name].addElement(TableColumnProperties(columnwidth=f"{width}cm"))
    for style in styles.values():
        document.automaticstyles.addElement(style)
    return styles


def _rules(table: Official, told: Legend, language: Language) -> Iterable[Any]:
    """Offer the values of the closed lists; other words give no error."""
    from odf.table import ContentValidation, ErrorMessage

    column = letters(VALUES_COLUMN)
    for name, (first, last) in told.lists.items():
        place = f"[${TITLE[language]}.${column}${first}:.${column}${last}]"
        rule = ContentValidation(
            name=f"Liste{name}",
            condition=f"of:cell-content-is-in-list({place})",
            allowemptycell="true",
            displaylist="unsorted",
            basecelladdress=f"'{TRAITS[table.kind].tab}'.A1",
        )
        rule.addElement(ErrorMessage(display="false"))
        yield rule


def _sheet(table: Official, styles: Mapping[str, Any], told: Legend) -> Any:  # noqa: ANN401
    from odf.table import Table, TableColumn, TableHeaderRows, TableRow

    sheet = Table(name=TRAITS[table.kind].tab, stylename=styles["page"])
    sheet.addElement(TableColumn(stylename=styles["identity"], visibility="collapse"))
    sheet.addElement(TableColumn(stylename=styles["number"]))
    sheet.addElement(
        TableColumn(stylename=styles["words"], numbercolumnsrepeated=str(len(table.columns)))
    )
    head = TableHeaderRows()
    head.addElement(_row((IDENTITY, *table.headings), styles["head"]))
    sheet.addElement(head)
    names = (None, None, *(column.name for column in table.columns))
    rules = [f"Liste{name}" if name in told.lists else None for name in names]
    for entry in table.entries:
        cells = (entry.iri, entry.number, *entry.cells)
        sheet.addElement(_row(cells, styles["cell"], rules))
    spare = TableRow(numberrowsrepeated=str(SPARE_ROWS))
    for rule in rules:
        spare.addElement(_cell("", styles["cell"], rule))
    sheet.addElement(spare)
    return sheet


def _row(cells: Iterable[str], style: Any, rules: Iterable[str | None] | None = None) -> Any:  # noqa: ANN401
    from odf.table import TableRow

    row = TableRow()
    words = tuple(cells)
    for text, rule in zip(words, rules or [None] * len(words), strict=True):
        row.addElement(_cell(text, style, rule))
    return row


def _cell(words: str, style: Any, rule: str | None = None) -> Any:  # noqa: ANN401
    from odf.table import TableCell

    told = {"contentvalidationname": rule} if rule else {}
    if not words:
        return TableCell(stylename=style, **told)
    cell = TableCell(stylename=style, valuetype="string", **told)
    for paragraph in paragraphs(words, None):
        cell.addElement(paragraph)
    return cell


def _legend_sheet(told: Legend, styles: Mapping[str, Any], language: Language) -> Any:  # noqa: ANN401
    from odf.table import Table, TableColumn

    sheet = Table(name=TITLE[language], stylename=styles["page"])
    for name in ("letter", "legend", "legend", "provision"):
        sheet.addElement(TableColumn(stylename=styles[name]))
    for line in told.lines:
        wrapped = "cell" if len(line.cells) > VALUES_COLUMN else "plain"
        style = styles["bold" if line.head else wrapped]
        sheet.addElement(_row(line.cells or ("",), style))
    return sheet


def _freeze(document: Any, table: Official) -> None:  # noqa: ANN401
    """Keep the headings in sight, as the settings of LibreOffice have it."""
    from odf.config import (
        ConfigItem,
        ConfigItemMapEntry,
        ConfigItemMapIndexed,
        ConfigItemMapNamed,
        ConfigItemSet,
    )

    settings = ConfigItemSet(name="ooo:view-settings")
    views = ConfigItemMapIndexed(name="Views")
    view = ConfigItemMapEntry()
    tables = ConfigItemMapNamed(name="Tables")
    sheet = ConfigItemMapEntry(name=TRAITS[table.kind].tab)
    for name, value in (
        ("HorizontalSplitMode", 2),
        ("VerticalSplitMode", 2),
        ("HorizontalSplitPosition", 2),
        ("VerticalSplitPosition", 1),
        ("PositionRight", 2),
        ("PositionBottom", 1),
    ):
        item = ConfigItem(name=name, type="short" if "Mode" in name else "int")
        item.addText(str(value))
        sheet.addElement(item)
    tables.addElement(sheet)
    view.addElement(tables)
    views.addElement(view)
    settings.addElement(views)
    document.settings.addElement(settings)
