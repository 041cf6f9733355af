"""The PDF: tagged, in French, with its own fonts and its headings on every page."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pdfplumber
import pytest
from pdfminer.pdftypes import resolve1
from tests.exporting.tables import table

from greffe.exporting.paper import pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.exporting.official import Official


@pytest.fixture(scope="module")
def document(register: Official) -> Iterator[Any]:
    """Open the register of the MIFI as a PDF."""
    with pdfplumber.open(BytesIO(pdf(register))) as opened:
        yield opened


def structure(node: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield the tags of a structure tree, from its root down."""
    found = resolve1(node)
    if isinstance(found, dict):
        if "S" in found:
            yield found["S"].name
        yield from structure(found.get("K"))
    elif isinstance(found, list):
        for each in found:
            yield from structure(each)


def test_it_is_tagged_and_tells_its_language(document: Any) -> None:  # noqa: ANN401
    """The catalogue says that it is tagged, in which language, and shows the title."""
    catalog = document.doc.catalog
    assert resolve1(catalog["MarkInfo"])["Marked"] is True
    assert catalog["Lang"] == b"fr-CA"
    assert resolve1(catalog["ViewerPreferences"])["DisplayDocTitle"] is True


def test_it_claims_the_standard_of_accessible_pdf(document: Any) -> None:  # noqa: ANN401
    """Its metadata names PDF/UA-1 (ISO 14289-1); Typst refuses to write what would not keep it."""
    metadata = resolve1(document.doc.catalog["Metadata"]).get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_the_table_is_a_table_to_a_screen_reader(document: Any) -> None:  # noqa: ANN401
    """One heading; one table; eight header cells; eight cells in each of 37 rows."""
    tags = list(structure(document.doc.catalog["StructTreeRoot"]))
    counted = {name: tags.count(name) for name in ("H1", "Table", "TR", "TH", "TD")}
    assert counted == {"H1": 1, "Table": 1, "TR": 38, "TH": 8, "TD": 37 * 8}


def test_headings_stand_on_every_page(document: Any) -> None:  # noqa: ANN401
    """A reader of any page sees what its columns are."""
    assert len(document.pages) > 5
    heads = [document.pages[place].crop((0, 0, 1008, 120)) for place in (1, -1)]
    assert all("Appui légal" in head.extract_text() for head in heads)


def test_pages_lie_across(document: Any) -> None:  # noqa: ANN401
    """Legal paper, landscape."""
    assert {(page.width, page.height) for page in document.pages} == {(1008, 612)}


def test_every_font_is_embedded(document: Any) -> None:  # noqa: ANN401
    """The document looks the same where its fonts are not installed."""
    fonts = [
        resolve1(font)
        for page in document.pages
        for font in resolve1(page.page_obj.resources["Font"]).values()
    ]
    inner = [resolve1(resolve1(font["DescendantFonts"])[0]) for font in fonts]
    descriptors = [resolve1(font["FontDescriptor"]) for font in inner]
    assert descriptors
    assert all({"FontFile2", "FontFile3"} & set(each) for each in descriptors)


@pytest.mark.parametrize("words", ["#panic()", "*gras* _it_ `x`", "$x$ @ref <l>", "\\u{1}", "// a"])
def test_words_are_never_markup(words: str) -> None:
    """What Typst would read as markup is printed as it stands."""
    with pdfplumber.open(BytesIO(pdf(table("register", [[words, *["-"] * 6]])))) as opened:
        cell = opened.pages[0].extract_tables()[0][1][1]
    assert cell is not None
    assert words.split() == cell.split()
