"""The Word document: across, its headings on every page, accessible."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, Final
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from tests.exporting.tables import table

from greffe.exporting.word import docx

if TYPE_CHECKING:
    from greffe.exporting.official import Official

LANG: Final = qn("w:lang")
VALUE: Final = qn("w:val")


@pytest.fixture(scope="module")
def document(register: Official) -> Any:  # noqa: ANN401
    """Open the register of the MIFI as a Word document."""
    return Document(BytesIO(docx(register)))


def test_it_lies_across(document: Any) -> None:  # noqa: ANN401
    """Legal paper, landscape."""
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert (section.page_width.inches, section.page_height.inches) == (14, 8.5)


def test_every_page_says_its_number(document: Any) -> None:  # noqa: ANN401
    """At the foot, in the middle: the page, and how many there are."""
    (foot,) = document.sections[0].footer.paragraphs
    fields = [each.get(qn("w:instr")) for each in foot._p.iter(qn("w:fldSimple"))]  # noqa: SLF001
    assert (["PAGE", "NUMPAGES"], " / ") == (fields, foot.text)
    assert WD_ALIGN_PARAGRAPH.CENTER == foot.alignment


def test_its_language_is_french_of_canada(document: Any) -> None:  # noqa: ANN401
    """A screen reader speaks the language of the document."""
    assert document.core_properties.language == "fr-CA"
    assert {lang.get(VALUE) for lang in document.styles.element.iter(LANG)} == {"fr-CA"}


def test_the_headings_are_repeated(document: Any) -> None:  # noqa: ANN401
    """The first row, and no other, is marked as headings."""
    marked = [
        row._tr.trPr.find(qn("w:tblHeader")) is not None  # noqa: SLF001
        for row in document.tables[0].rows
    ]
    assert marked == [True] + [False] * 37


def test_the_table_is_described(document: Any) -> None:  # noqa: ANN401
    """The table has a title and a description for who cannot see it."""
    properties = document.tables[0]._tbl.tblPr  # noqa: SLF001
    title = properties.find(qn("w:tblCaption")).get(VALUE)
    assert title == "Registre ministériel des communications sans consentement"
    described = properties.find(qn("w:tblDescription")).get(VALUE)
    assert "Loi sur l’accès, article 67.3" in described


def test_title_and_introduction_stand_above(document: Any, register: Official) -> None:  # noqa: ANN401
    """The title is a title by its style, the introduction a paragraph."""
    first, second = document.paragraphs[:2]
    assert (first.style.name, first.text) == ("Title", register.title)
    assert second.text == register.introduction
    assert document.core_properties.title == register.title


def test_the_order_of_the_table_s_properties_is_that_of_the_standard(document: Any) -> None:  # noqa: ANN401
    """Word refuses a table whose properties are out of order (ECMA-376, CT_TblPr)."""
    order = ["tblStyle", "tblW", "tblLayout", "tblLook", "tblCaption", "tblDescription"]
    found = [element.tag.rpartition("}")[2] for element in document.tables[0]._tbl.tblPr]  # noqa: SLF001
    assert [name for name in order if name in found] == found


def test_the_custom_properties_are_a_part_of_the_package(register: Official) -> None:
    """The part is there once, typed and related, as ECMA-376 asks."""
    with ZipFile(BytesIO(docx(register))) as package:
        names = package.namelist()
        types = package.read("[Content_Types].xml").decode()
        relations = package.read("_rels/.rels").decode()
    assert names.count("docProps/custom.xml") == 1
    assert types.count('PartName="/docProps/custom.xml"') == 1
    assert relations.count('Target="docProps/custom.xml"') == 1


def test_a_document_of_nobody_has_no_properties() -> None:
    """A blank form is no body's."""
    nobody = type(table("register", []))("register", "Titre")
    with ZipFile(BytesIO(docx(nobody))) as package:
        assert "docProps/custom.xml" not in package.namelist()


def test_markup_is_text() -> None:
    """Angle brackets and ampersands of a cell are characters like others."""
    grid = Document(BytesIO(docx(table("register", [["<w:p/> & co", *["-"] * 6]])))).tables[0]
    assert grid.rows[1].cells[1].text == "<w:p/> & co"
