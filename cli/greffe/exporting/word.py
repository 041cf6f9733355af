"""The official table as a Word document: landscape, accessible, its headings on every page."""

from __future__ import annotations

from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from greffe.documents.kinds import TRAITS
from greffe.exporting.limits import require_xml
from greffe.exporting.proportions import is_short, shares
from greffe.exporting.settling import MADE, settled

if TYPE_CHECKING:
    from greffe.exporting.official import Official

LANGUAGE: Final = "fr-CA"
FONT: Final = "Arial"
"""A font that every office has, or one of the same widths: the columns are measured for it."""
_WIDTH, _HEIGHT, _MARGIN = 14.0, 8.5, 0.5  # inches: legal paper, across
_NUMBER_WIDTH: Final = 0.4
_NARROWEST: Final = 10.0
_CUSTOM: Final = "docProps/custom.xml"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_RELATION: Final = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
)
_SET: Final = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # [MS-OSHARED] 2.3.3.2.2.2, user-defined


def docx(table: Official) -> bytes:
    """Return the document, in French as it is printed; the same table gives the same bytes.

    Each line of a cell is a paragraph.  Raises ``Unwritable`` where a cell holds what XML cannot.
    """
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Inches

    require_xml(table)
    document = Document()
    _describe(document, table)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Inches(_WIDTH), Inches(_HEIGHT)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Inches(_MARGIN))
    _number_pages(section)
    document.add_heading(table.title, 0)
    for paragraph in filter(None, table.introduction.split("\n\n")):
        document.add_paragraph(paragraph)
    _add_table(document, table)
    stream = BytesIO()
    document.save(stream)
    return _with_properties(stream.getvalue(), table.properties)


def _describe(document: Any, table: Official) -> None:  # noqa: ANN401 - python-docx types are loose
    from docx.oxml.ns import qn
    from docx.shared import Pt

    core = document.core_properties
    core.title, core.author, core.language = table.title, table.publisher, LANGUAGE
    core.subject = TRAITS[table.kind].provision.fr
    core.identifier, core.comments = table.dataset, ""
    core.created = core.modified = MADE.replace(tzinfo=None)
    font = document.styles["Normal"].font
    font.name, font.size = FONT, Pt(8)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)


def _number_pages(section: Any) -> None:  # noqa: ANN401
    """Print the number of the page, and how many there are, at the foot of each."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for before, field in (("", "PAGE"), (" / ", "NUMPAGES")):
        paragraph.add_run(before)
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), field)
        paragraph._p.append(element)  # noqa: SLF001 - python-docx has no door to it


def _add_table(document: Any, table: Official) -> None:  # noqa: ANN401
    from docx.shared import Inches

    grid = document.add_table(rows=1 + len(table.entries), cols=1 + len(table.columns))
    grid.style = "Table Grid"
    grid.autofit = False
    parts = shares(table, _NARROWEST)
    unit = (_WIDTH - 2 * _MARGIN - _NUMBER_WIDTH) / sum(parts)
    widths = [Inches(_NUMBER_WIDTH), *(Inches(unit * part) for part in parts)]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    _caption(grid, table)
    rows = (table.headings, *((entry.number, *entry.cells) for entry in table.entries))
    for row, words in zip(grid.rows, rows, strict=True):
        first = words is rows[0]
        _mark(row, whole=is_short(words[1:], parts), repeated=first)
        for cell, text, width in zip(row.cells, words, widths, strict=True):
            cell.width = width
            _fill(cell, text, bold=first)


def _caption(grid: Any, table: Official) -> None:  # noqa: ANN401
    """Give the table a title and a description, which screen readers say."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for name, words in (
        ("w:tblCaption", table.title),
        ("w:tblDescription", f"{table.title}. {TRAITS[table.kind].provision.fr}."),
    ):
        element = OxmlElement(name)
        element.set(qn("w:val"), words)
        grid._tbl.tblPr.append(element)  # noqa: SLF001 - python-docx has no door to it


def _mark(row: Any, *, whole: bool, repeated: bool) -> None:  # noqa: ANN401
    """Keep a row on one page if it fits; repeat the row of headings on every page."""
    from docx.oxml import OxmlElement

    properties = row._tr.get_or_add_trPr()  # noqa: SLF001
    if whole:
        properties.append(OxmlElement("w:cantSplit"))
    if repeated:
        properties.append(OxmlElement("w:tblHeader"))


def _fill(cell: Any, text: str, *, bold: bool) -> None:  # noqa: ANN401
    lines = text.split("\n")
    paragraphs = [cell.paragraphs[0], *(cell.add_paragraph() for _ in lines[1:])]
    for paragraph, line in zip(paragraphs, lines, strict=True):
        paragraph.paragraph_format.space_after = 0
        if line:
            paragraph.add_run(line).bold = bold or None


def _with_properties(archive: bytes, properties: dict[str, str]) -> bytes:
    """Add custom properties to the package (ECMA-376, part 1, section 15.2.12.2)."""
    from zipfile import ZipFile

    if not properties:
        return settled(archive)
    with ZipFile(BytesIO(archive)) as package:
        types = package.read("[Content_Types].xml").decode()
        relations = package.read("_rels/.rels").decode()
    return settled(
        archive,
        {
            "[Content_Types].xml": types.replace(
                "</Types>",
                f'<Override PartName="/{_CUSTOM}" ContentType="{_TYPE}"/></Types>',
            ).encode(),
            "_rels/.rels": relations.replace(
                "</Relationships>",
                f'<Relationship Id="greffe" Type="{_RELATION}" Target="{_CUSTOM}"/>'
                "</Relationships>",
            ).encode(),
            _CUSTOM: _custom(properties).encode(),
        },
    )


def _custom(properties: dict[str, str]) -> str:
    listed = "".join(
        f'<property fmtid="{_SET}" pid="{number}" name="{escape(name)}">'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), start=2)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{listed}</Properties>"
    )
