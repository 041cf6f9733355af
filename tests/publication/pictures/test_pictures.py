"""Laws of every picture: well formed, labelled, inside its frame, and nothing led astray."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

import pytest
from tests.publication.pictures.conftest import ROOT, M

from greffe.language import LANGUAGES
from greffe.publication.pictures.neighbourhood import neighbourhood
from greffe.publication.pictures.overview import pictures
from greffe.publication.site.addresses import relative
from greffe.publication.site.navigation import OVERVIEW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.language import Language
    from greffe.publication.pictures.picture import Picture
    from greffe.publication.site.site import Site

AROUND: Final = (
    *(f"{M}communication/17", f"{M}communication/3", f"{M}file/15", f"{M}inventory"),
    *(f"{ROOT}org/ircc", f"{ROOT}org/mifi", f"{ROOT}law/qc/a-2.1/art/67"),
    *(f"{ROOT}concept/data-category/identite", f"{ROOT}concept/data-type/sin"),
)
NUMBERS: Final = re.compile(r"-?\d+(?:\.\d+)?")


def every(site: Site, language: Language) -> Iterator[tuple[str, Picture]]:
    """Yield every picture of the overview and some of things, each with its page's address."""
    here = OVERVIEW.address[language]
    for picture in pictures(site, site.bodies[0], language, here):
        yield here, picture
    for iri in AROUND:
        around = neighbourhood(site, iri, language)
        if around is not None:
            yield str(site.address(iri, language)), around


def drawings(picture: Picture) -> list[str]:
    """Return the drawings of a picture: the wide one, and the narrow one if it has one."""
    return [each for each in (picture.svg, picture.narrow) if each is not None]


@pytest.fixture(scope="module", params=LANGUAGES)
def all_of(site: Site, request: pytest.FixtureRequest) -> list[tuple[str, Picture]]:
    """Return every picture in one language, with the address of its page."""
    return list(every(site, request.param))


def elements(drawing: str) -> list[ET.Element]:
    """Return every element of a drawing, which must be well-formed XML."""
    return list(ET.fromstring(drawing).iter())  # noqa: S314 - our own drawing


def references(picture: Picture) -> set[str]:
    """Return every reference of a picture, drawn or told."""
    drawn = {
        each.attrib["href"]
        for drawing in drawings(picture)
        for each in elements(drawing)
        if "href" in each.attrib
    }
    told = {part.href for row in picture.rows for cell in row for part in cell.parts if part.href}
    return drawn | told


def test_the_overview_has_four_pictures(site: Site) -> None:
    """Flows, heat map, timeline, and what stands around the most frequent recipient."""
    found = pictures(site, site.bodies[0], "fr", OVERVIEW.address["fr"])
    assert ["flows", "heat", "timeline", "around"] == [picture.name for picture in found]


def test_drawings_are_well_formed(all_of: list[tuple[str, Picture]]) -> None:
    """Every drawing is one SVG element whose name and description the figure holds."""
    for _, picture in all_of:
        for drawing in drawings(picture):
            svg = elements(drawing)[0]
            assert ("svg", "group") == (svg.tag, svg.attrib["role"])
            assert f"{picture.name}-title" == svg.attrib["aria-labelledby"]
            assert f"{picture.name}-description" == svg.attrib["aria-describedby"]


def test_references_lead_to_pages(site: Site, all_of: list[tuple[str, Picture]]) -> None:
    """Every reference is that of a thing's page, or of a row of the picture's own table."""
    for here, picture in all_of:
        language: Language = "en" if here.startswith("en/") else "fr"
        pages = {relative(str(site.address(iri, language)), here) for iri in site.kinds}
        rows = {f"#{row[0].anchor}" for row in picture.rows if row[0].anchor}
        assert set() == references(picture) - pages - rows


def test_every_picture_leads_somewhere(all_of: list[tuple[str, Picture]]) -> None:
    """A picture is also a way to the pages of what it shows."""
    assert all(len(references(picture)) > 2 for _, picture in all_of)


def test_everything_is_in_the_frame(all_of: list[tuple[str, Picture]]) -> None:
    """No shape and no letter begins outside the drawing's frame."""
    for _, picture in all_of:
        for drawing in drawings(picture):
            svg, *rest = elements(drawing)
            _, top, width, height = map(float, svg.attrib["viewBox"].split())
            for each in rest:
                for name, low, high in (("x", 0, width), ("y", top, height), ("cx", 0, width)):
                    if name in each.attrib:
                        assert low <= float(each.attrib[name]) <= high, each.attrib
                if each.tag == "rect":
                    assert float(each.attrib["x"]) + float(each.attrib["width"]) <= width
                    assert float(each.attrib["y"]) + float(each.attrib["height"]) <= height


def test_paths_are_in_the_frame(all_of: list[tuple[str, Picture]]) -> None:
    """Ribbons and edges bend within the drawing: their points are all inside it."""
    for _, picture in all_of:
        if picture.name not in {"flows", "around"}:
            continue
        svg, *rest = elements(picture.svg)
        _, top, width, height = map(float, svg.attrib["viewBox"].split())
        for path in (each for each in rest if each.tag == "path"):
            numbers = [float(each) for each in NUMBERS.findall(path.attrib["d"])]
            assert all(0 <= x <= width for x in numbers[::2])
            assert all(top <= y <= height for y in numbers[1::2])


def test_no_style_is_written_in_a_drawing(all_of: list[tuple[str, Picture]]) -> None:
    """Colours come from the sheet, so that dark mode, print and a strict policy work."""
    forbidden = {"style", "onclick", "fill", "stroke", "id"}
    for _, picture in all_of:
        for drawing in drawings(picture):
            assert all(forbidden.isdisjoint(each.attrib) for each in elements(drawing))


def test_tables_are_whole(all_of: list[tuple[str, Picture]]) -> None:
    """Every row has a cell for each column, and a heading that says something."""
    for _, picture in all_of:
        assert picture.rows
        assert all(len(row) == len(picture.columns) for row in picture.rows)
        assert all(row[0].parts and row[0].parts[0].words for row in picture.rows)


def test_anchors_are_unique(all_of: list[tuple[str, Picture]]) -> None:
    """No two rows of a page have the same name."""
    for _, picture in all_of:
        anchors = [row[0].anchor for row in picture.rows if row[0].anchor]
        assert len(set(anchors)) == len(anchors)


def test_all_communications_are_told(site: Site) -> None:
    """The flows and the heat map name every communication of the register in their tables."""
    expected = {f"C{number}" for number in range(1, 38)}
    for picture in pictures(site, site.bodies[0], "fr", OVERVIEW.address["fr"])[:2]:
        told = {part.words for row in picture.rows for cell in row[1:] for part in cell.parts}
        assert expected == {words for words in told if re.fullmatch(r"C\d+", words)}


def test_what_joins_leads_to_stations(all_of: list[tuple[str, Picture]]) -> None:
    """Every ribbon and edge names stations that are in the same drawing."""
    for _, picture in all_of:
        shapes = elements(picture.svg)
        stations = {each.attrib["data-station"] for each in shapes if "data-station" in each.attrib}
        joined = {at for each in shapes for at in each.attrib.get("data-at", "").split()}
        assert joined <= stations


def test_natural_persons_stay_masked(all_of: list[tuple[str, Picture]]) -> None:
    """The researcher whom the register names is not named by any picture."""
    for _, picture in all_of:
        assert "Barros" not in picture.svg + repr(picture.rows)


def test_pictures_differ_by_language(site: Site) -> None:
    """Titles, descriptions and headings are all in the language of the page."""
    french, english = (list(every(site, language)) for language in LANGUAGES)
    for (_, one), (_, other) in zip(french, english, strict=True):
        assert one.title != other.title
        assert one.description != other.description
        assert one.columns != other.columns


def test_the_same_data_give_the_same_pictures(site: Site) -> None:
    """Drawing twice gives the same bytes."""
    assert list(every(site, "fr")) == list(every(site, "fr"))
