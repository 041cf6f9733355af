"""The official table says what the document says, in its order, column by column."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from tests.exporting.tables import rows_of

from greffe.documents.kinds import TRAITS
from greffe.errors import InputError, UnknownName
from greffe.exporting.official import blank
from greffe.exporting.reading import choices, find_body, read_official, unit_names
from greffe.resources import data_dir
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from greffe.bodies import Body
    from greffe.exporting.official import Official
    from greffe.store import Store


def test_the_table_is_that_of_the_document(official: Official) -> None:
    """Headings, order, numbers and cells are those of the transcription beside the document."""
    path = data_dir() / "mifi" / "sources" / f"{TRAITS[official.kind].stem}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == [list(official.headings), *rows_of(official)]


def test_what_the_document_says_of_itself(register: Official) -> None:
    """Title and publisher are as printed."""
    assert register.title == "Registre ministériel des communications sans consentement"
    expected = "Ministère de l'Immigration, de la Francisation et de l'Intégration"
    assert expected == register.publisher
    assert register.introduction.startswith("En vertu de l’article 67.3 de la Loi sur l’accès")


def test_a_file_is_named_in_french_after_the_body(register: Official, inventory: Official) -> None:
    """The documents are French, and so are the names of their files."""
    assert ("registre-mifi", "inventaire-mifi") == (register.name, inventory.name)


def test_a_row_knows_its_entry_and_its_units(inventory: Official) -> None:
    """The first file is the first of its branch."""
    first = inventory.entries[0]
    assert (first.iri, first.number) == ("https://w3id.org/greffe/id/mifi/file/1", "1")
    assert first.units == (
        "https://w3id.org/greffe/id/mifi/unit/direction-developpement-reconnaissance-competences",
    )


def test_closed_lists_are_those_of_the_concept_schemes(inventory: Official) -> None:
    """A column of the inventory offers the French names of its scheme, as a dictionary sorts."""
    assert inventory.choices["mediumText"] == ("Électronique", "Physique")
    assert inventory.choices["personCategoryText"] == (
        "Clientèle du Ministère",
        "Consultantes et consultants en immigration",
        "Fournisseurs de biens et services",
        "Personnel du Ministère",
    )
    assert len(inventory.choices["securityMeasureText"]) == 8


def test_free_columns_offer_nothing(register: Official, inventory: Official) -> None:
    """Only what the document takes from a list is offered as one."""
    assert dict(register.choices) == {"outsideQuebecText": ("Oui", "Non")}
    assert not {"titleText", "descriptionText"} & set(inventory.choices)


def test_the_units_offered_are_those_of_the_body(store: Store, mifi: Body) -> None:
    """A form for any body offers no unit; that of a body offers its own."""
    assert "unitText" not in choices(store, "inventory")
    offered = choices(store, "inventory", mifi)["unitText"]
    assert set(offered) == set(unit_names(store, mifi).values())
    assert "Centre de contacts clientèle" in offered


def test_a_blank_form_is_anybodys_or_a_bodys(mifi: Body) -> None:
    """Without a body it names none; with one it comes back as that body's."""
    assert blank("register", {}).properties == {}
    assert blank("register", {}).name == "registre"
    assert blank("register", {}, mifi).properties == {
        "greffe:body": "mifi",
        "greffe:dataset": "https://w3id.org/greffe/id/mifi/register",
    }


def test_an_unknown_body_is_told_with_those_there_are() -> None:
    """A key that no folder has is an error that names the keys."""
    with pytest.raises(UnknownName) as caught:
        find_body(Workspace.at(), "ramq")
    assert caught.value.remedy is not None
    assert "« mifi »" in caught.value.remedy.fr


def test_a_body_without_the_document_is_told(sample: Workspace, sample_store: Store) -> None:
    """What is not there cannot be exported; a blank form can."""
    body = find_body(sample, "exemple")
    assert read_official(sample_store, body, "register").title == "Registre des communications"
    absent = type(body)("autre", body.iri, "https://w3id.org/greffe/id/autre")
    with pytest.raises(InputError) as caught:
        read_official(sample_store, absent, "inventory")
    assert "inventaire" in caught.value.message.fr


def test_a_cell_without_words_is_a_dash(sample: Workspace, sample_store: Store) -> None:
    """The second communication of the sample has a recipient's words and no others."""
    table = read_official(sample_store, find_body(sample, "exemple"), "register")
    assert table.entries[1].cells == ("Le Ministère de l’Emploi", *["-"] * 6)
    assert table.entries[0].cells[3] == "Inscrire la personne,\n\npuis l’informer."
