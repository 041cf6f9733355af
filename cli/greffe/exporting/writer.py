"""The official table as an OpenDocument text: landscape, its headings on every page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from greffe.exporting.limits import require_xml
from greffe.exporting.opendocument import FRENCH, describe, lay_across, paragraphs, saved
from greffe.exporting.proportions import is_short, shares

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from greffe.exporting.official import Official

_NUMBER_WIDTH: Final = 1.2  # centimetres
_WIDTH: Final = 33.0
_NARROWEST: Final = 10.0


def odt(table: Official) -> bytes:
    """Return the document, in French as it is printed; the same table gives the same bytes.

    Each line of a cell is a paragraph.  Raises ``Unwritable`` where a cell holds what XML cannot.
    """
    from odf.opendocument import OpenDocumentText
    from odf.text import H

    require_xml(table)
    document = OpenDocumentText()
    describe(document, table)
    parts = shares(table, _NARROWEST)
    styles = _styles(document, parts)
    title = H(outlinelevel=1, stylename=styles["title"])
    title.addText(table.title)
    document.text.addElement(title)
    for paragraph in paragraphs(table.introduction, styles["words"]):
        document.text.addElement(paragraph)
    document.text.addElement(_table(table, styles, parts))
    return saved(document)


def _styles(document: Any, parts: Sequence[float]) -> dict[str, Any]:  # noqa: ANN401 - odfpy has no types
    from odf.style import (
        ParagraphProperties,
        Style,
        TableCellProperties,
        TableColumnProperties,
        TableProperties,
        TableRowProperties,
        TextProperties,
    )

    # A document whose first paragraph names a master page starts with it.
    page = lay_across(document)
    made = {
        "title": Style(name="Titre", family="paragraph", masterpagename=page),
        "words": Style(name="Mots", family="paragraph"),
        "head": Style(name="Tete", family="paragraph"),
        "table": Style(name="Tableau", family="table"),
        "number": Style(name="ColonneNumero", family="table-column"),
        "whole": Style(name="Rangee", family="table-row"),
        "long": Style(name="RangeeLongue", family="table-row"),
        "cell": Style(name="Cellule", family="table-cell"),
    }
    made["title"].addElement(ParagraphProperties(marginbottom="0.3cm"))
    made["title"].addElement(TextProperties(fontsize="16pt", fontweight="bold", **FRENCH))
    made["words"].addElement(TextProperties(fontsize="8pt", **FRENCH))
    made["head"].addElement(TextProperties(fontsize="8pt", fontweight="bold", **FRENCH))
    made["table"].addElement(TableProperties(width=f"{_WIDTH}cm", align="left"))
    made["number"].addElement(TableColumnProperties(columnwidth=f"{_NUMBER_WIDTH}cm"))
    unit = (_WIDTH - _NUMBER_WIDTH) / sum(parts)
    for rank, part in enumerate(parts, start=1):
        column = made[f"column{rank}"] = Style(name=f"Colonne{rank}", family="table-column")
        column.addElement(TableColumnProperties(columnwidth=f"{unit * part:.2f}cm"))
    made["whole"].addElement(TableRowProperties(keeptogether="always"))
    made["long"].addElement(TableRowProperties(keeptogether="auto"))
    made["cell"].addElement(TableCellProperties(border="0.5pt solid #555555", padding="0.08cm"))
    for style in made.values():
        document.automaticstyles.addElement(style)
    return made


def _table(table: Official, styles: Mapping[str, Any], parts: Sequence[float]) -> Any:  # noqa: ANN401
    from odf.table import Table, TableColumn, TableHeaderRows

    grid = Table(name=table.title, stylename=styles["table"])
    grid.addElement(TableColumn(stylename=styles["number"]))
    for rank in range(1, len(parts) + 1):
        grid.addElement(TableColumn(stylename=styles[f"column{rank}"]))
    head = TableHeaderRows()
    head.addElement(_row(table.headings, styles, "head", "whole"))
    grid.addElement(head)
    for entry in table.entries:
        length = "whole" if is_short(entry.cells, parts) else "long"
        grid.addElement(_row((entry.number, *entry.cells), styles, "words", length))
    return grid


def _row(cells: Sequence[str], styles: Mapping[str, Any], look: str, length: str) -> Any:  # noqa: ANN401
    from odf.table import TableCell, TableRow

    row = TableRow(stylename=styles[length])
    for words in cells:
        cell = TableCell(stylename=styles["cell"], valuetype="string")
        for paragraph in paragraphs(words, styles[look]):
            cell.addElement(paragraph)
        row.addElement(cell)
    return row
