"""The official tables: what the documents print, cell by cell."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

import pytest

from greffe.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.publication.site.pagereading import Reading

    from greffe.language import Language

REGISTER = "id/mifi/register/"
INVENTORY = "id/mifi/inventory/"
MASKED = ("37", "Personne ou organismes receveur")


def printed(name: str) -> list[dict[str, str]]:
    """Return the rows of a transcription, which is checked against the document elsewhere."""
    with (data_dir() / "mifi" / "sources" / f"{name}.csv").open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def cells(filled: Callable[..., dict[str, Any]], address: str) -> Iterator[dict[str, str]]:
    """Yield each row of a page by the French headings of its columns."""
    page = filled(address)
    for row in page["rows"]:
        told = {column.heading.fr: row[column.name] for column in page["columns"]}
        yield {"No": row["number"][1:], **told}


@pytest.mark.parametrize(("address", "name"), [(REGISTER, "registre"), (INVENTORY, "inventaire")])
def test_the_table_is_the_document(
    filled: Callable[..., dict[str, Any]], address: str, name: str
) -> None:
    """Rows, columns and cells are those that the document prints, in its order."""
    expected = printed(name)
    found = list(cells(filled, address))
    assert list(expected[0]) == list(found[0])
    assert [row["No"] for row in expected] == [row["No"] for row in found]
    differing = [
        (row["No"], heading)
        for row, shown in zip(expected, found, strict=True)
        for heading in row
        if row[heading].strip(" -") != shown[heading]
    ]
    assert differing == ([MASKED] if name == "registre" else [])


def test_the_register_has_37_rows_and_the_inventory_39(page: Callable[..., Reading]) -> None:
    """Each entry has one row of the table in the page itself, before any script."""
    assert [38, 40] == [page(address).tags.count("tr") for address in (REGISTER, INVENTORY)]


def test_each_number_leads_to_its_entry(page: Callable[..., Reading]) -> None:
    """The number of a row is a link to the page of the entry."""
    wanted = [f"../communication/{number}/" for number in range(1, 38)]
    assert wanted == [each for each in page(REGISTER).links if each.startswith("../communication/")]


def test_headings_are_those_of_the_document(page: Callable[..., Reading]) -> None:
    """The French page shows the headings that the document prints, in its order."""
    words = [said for _, said in page(REGISTER).words]
    start = words.index("Nº")
    assert [
        "Nº",
        "Personne ou organismes receveur",
        "Nature ou type de renseignements personnels communiqués",
        "Fins pour lesquelles les renseignements sont communiqués",
        "Raisons justifiant la communication",
        "Appui légal",
        "Communication à l’extérieur du Québec",
        "Remarques, commentaires et autres indications",
    ] == words[start : start + 8]


def test_the_english_page_keeps_the_printed_headings_beside(page: Callable[..., Reading]) -> None:
    """English headings stand beside those of the document, which are marked as French."""
    words = page(REGISTER, "en").words
    assert ("en", "Legal basis") in words
    assert ("fr", "Appui légal") in words


@pytest.mark.parametrize("language", ["fr", "en"])
def test_cells_are_french_in_both_languages(
    page: Callable[..., Reading], language: Language
) -> None:
    """The words of the document are marked as French on the English page too."""
    cell = "Article 67.2.1 de la Loi sur l'accès"
    assert ("fr", cell) in page(REGISTER, language).words


def test_the_title_and_the_introduction_are_the_document_s(page: Callable[..., Reading]) -> None:
    """The page is headed as the document is, and says under which section it is kept."""
    register = page(REGISTER)
    assert ["Registre ministériel des communications sans consentement"] == register.headings
    assert any(said.startswith("En vertu de l’article 67.3") for _, said in register.words)
    assert "../../../law/qc/a-2.1/art/67.3/" in register.links


def test_the_name_of_a_natural_person_is_masked(readings: dict[str, Reading]) -> None:
    """No page shows the name of the researcher of the 37th row."""
    shown = [
        name
        for name, page in readings.items()
        if "Barros" in " ".join(said for _, said in page.words)
    ]
    assert shown == []


def test_the_table_can_be_scrolled_by_keyboard(page: Callable[..., Reading]) -> None:
    """The table stands in a region that has a name and takes the focus."""
    said = page(REGISTER).attributes
    assert ("div", "role", "region") in said
    assert ("div", "aria-labelledby", "entries-caption") in said
    assert ("div", "tabindex", "0") in said


def test_every_cell_carries_the_name_of_its_column(page: Callable[..., Reading]) -> None:
    """Where a narrow screen stacks the cells, each can say which column it is of."""
    labels = [value for tag, name, value in page(REGISTER).attributes if name == "data-label"]
    assert 37 * 7 == len(labels)
    assert 37 == labels.count("Appui légal")
