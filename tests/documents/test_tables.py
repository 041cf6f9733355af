"""What people call the columns of registers, inventories and lists."""

from __future__ import annotations

import pytest

from greffe.documents.tables import INVENTORY_FIELDS, MEMBER_FIELDS, REGISTER_FIELDS, heading
from greffe.language import Text


@pytest.mark.parametrize("name", [*REGISTER_FIELDS, *INVENTORY_FIELDS, *MEMBER_FIELDS])
def test_every_column_has_a_heading_in_both_languages(name: str) -> None:
    """Nobody is told of a cell by the name of a property."""
    said = heading(name)
    assert name not in (said.fr, said.en)
    assert all((said.fr, said.en))


def test_fields_are_in_the_order_of_the_documents() -> None:
    """As the two documents print their columns, from left to right."""
    assert (
        *("recipientText", "dataTypeText", "purposeText", "reasonText", "legalBasisText"),
        *("outsideQuebecText", "remarkText"),
    ) == REGISTER_FIELDS
    assert (
        *("unitText", "titleText", "descriptionText", "personCategoryText", "dataCategoryText"),
        *("dataSourceText", "purposeText", "accessRoleText", "mediumText", "securityMeasureText"),
    ) == INVENTORY_FIELDS


def test_headings_are_those_that_the_documents_print() -> None:
    """The French headings are the documents' own words, shortened."""
    assert "Appui légal" == heading("legalBasisText").fr
    assert "Désignation du fichier" == heading("titleText").fr


def test_what_is_no_column_keeps_its_name() -> None:
    """A column that no table has is told by the name that the file gives it."""
    assert Text("colour", "colour") == heading("colour")
