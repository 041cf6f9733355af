"""Findings lead to the words of the document that the data were made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Graph, URIRef

from greffe.namespaces import DCTERMS, GREFFE
from greffe.resources import data_dir
from greffe.validation.findings import Passage
from greffe.validation.ground import lay
from greffe.validation.passages import passage_of
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

MIFI: Final = "https://w3id.org/greffe/id/mifi"
FILES: Final = ("register.ttl", "inventory.ttl")


@pytest.fixture(scope="module")
def data() -> Graph:
    """Return the published data of the ministry."""
    return lay(Workspace.at(), [data_dir() / "mifi" / name for name in FILES]).data


def passage(data: Graph, thing: str, field: str | None, entry: str | None = None) -> Passage | None:
    """Return the passage of a field of a thing of the ministry's."""
    path = None if field is None else URIRef(field if ":" in field else f"{GREFFE}{field}")
    owner = f"{MIFI}/{entry or thing}" if (entry or thing).startswith(("comm", "file")) else None
    return passage_of(
        data, URIRef(f"{MIFI}/{thing}"), None if owner is None else URIRef(owner), path
    )


@pytest.mark.parametrize(
    ("thing", "field", "document", "lines"),
    [
        # Read in registre.txt: C5 begins with its recipient on lines 188 to 190.
        ("communication/5", "recipientText", "registre.txt", "188-190"),
        ("communication/5", "recipient", "registre.txt", "188-190"),
        # The answer « Non » of C5 stands alone on line 212.
        ("communication/5", "outsideQuebec", "registre.txt", "212"),
    ],
)
def test_a_field_leads_to_its_cell(
    data: Graph, thing: str, field: str, document: str, lines: str
) -> None:
    """The interpretation of a cell leads to the cell, as its text does."""
    assert Passage(document, lines=lines) == passage(data, thing, field)


@pytest.mark.parametrize("field", ["citation", "legalBasis", "agreement"])
def test_what_is_read_from_the_legal_basis_leads_there(data: Graph, field: str) -> None:
    """Citations, provisions and agreements stand in one cell."""
    assert passage(data, "communication/5", "legalBasisText") == passage(
        data, "communication/5", field
    )


def test_a_citation_leads_to_the_cell_of_its_entry(data: Graph) -> None:
    """A citation is no entry and has no span of its own."""
    expected = passage(data, "communication/17", "legalBasisText")
    assert expected is not None
    found = passage(data, "communication/17/citation/1", "citationStatus", "communication/17")
    assert expected == found


def test_an_agreement_leads_to_where_it_is_named(data: Graph) -> None:
    """Whatever its field: an agreement is known by the words that name it."""
    found = passage(data, "agreement/entente-communication-mifi-cnestt", "signed")
    assert passage(data, "communication/32", "legalBasisText") == found


def test_a_span_is_its_own_passage(data: Graph) -> None:
    """A fault of a span is in the lines that it names."""
    found = passage(data, "communication/5/span/recipientText", "lines", "communication/5")
    assert Passage("registre.txt", lines="188-190") == found


def test_the_inventory_has_titles_and_units(data: Graph) -> None:
    """Dublin Core's title leads to the title cell, the responsible unit to the unit cell."""
    title = passage(data, "file/3", f"{DCTERMS}title")
    assert passage(data, "file/3", "titleText") == title
    assert passage(data, "file/3", "unitText") == passage(data, "file/3", "responsibleUnit")
    assert title is not None
    assert "inventaire.txt" == title.document


def test_the_whole_of_an_entry_has_no_cell(data: Graph) -> None:
    """A fault of the entry as such is in no cell of it."""
    assert passage(data, "communication/5", None) is None
    assert passage(data, "communication/5", "position") is None


def test_a_workbook_is_told_by_sheet_row_and_cell(tmp_path: Path) -> None:
    """What a spreadsheet's reader notes of a span is what the finding tells."""
    path = tmp_path / "sheet.ttl"
    path.write_text(
        """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@base <https://w3id.org/greffe/id/mifi/> .

<source/classeur> dcterms:identifier "registre.xlsx" .
<communication/99> prov:wasQuotedFrom <span/1> .
<span/1> greffe:document <source/classeur> ; greffe:field greffe:reasonText ;
    greffe:sheet "Registre" ; greffe:row 12 ; greffe:cell "D12" .
""",
        encoding="utf-8",
    )
    graph = lay(Workspace.at(), [path]).data
    found = passage(graph, "communication/99", "reasonText")
    assert Passage("registre.xlsx", sheet="Registre", row=12, cell="D12") == found
    assert found is not None
    assert {
        "document": "registre.xlsx",
        "sheet": "Registre",
        "row": 12,
        "cell": "D12",
    } == found.as_json()
