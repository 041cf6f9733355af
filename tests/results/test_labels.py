"""Things are called by their label, in the reader's language where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.language import Text
from greffe.namespaces import CONCEPT, GREFFE, LAW, ORGANIZATION, ROOT
from greffe.results import Graph, Table
from greffe.results.grid import About
from greffe.results.labels import iris_of, labels_of, wording
from greffe.terms import Iri, Literal

if TYPE_CHECKING:
    from greffe.language import Language
    from greffe.store import Store

SANTE = f"{CONCEPT}data-category/sante"
BASE = f"{ROOT}id/exemple"


@pytest.mark.parametrize(
    ("iri", "language", "expected"),
    [
        (SANTE, "fr", "Santé et services sociaux"),
        (SANTE, "en", "Health and social services"),
        (f"{ORGANIZATION}ramq", "en", "Régie de l’assurance maladie du Québec"),
        (f"{LAW}qc/a-2.1/art/67", "en", "section 67"),
        (f"{GREFFE}recipientText", "fr", "destinataire (texte)"),
        (f"{BASE}/communication/1", "fr", "C1"),
        (f"{BASE}/file/1", "en", "F1 – Dossiers d’accueil"),
        (f"{BASE}/register", "fr", "Registre des communications"),
    ],
)
def test_each_kind_of_thing_has_its_name(
    sample_store: Store, iri: str, language: Language, expected: str
) -> None:
    """Label, title, or number with title; French where the language is lacking."""
    assert labels_of(sample_store, [iri], language) == {iri: expected}


def test_what_has_no_name_is_left_out(sample_store: Store) -> None:
    """An IRI from elsewhere has no label here."""
    assert labels_of(sample_store, ["http://example.org/a"], "fr") == {}
    assert labels_of(sample_store, [], "fr") == {}


def test_many_things_are_asked_in_batches(sample_store: Store) -> None:
    """However many IRIs there are, each one gets its label."""
    strangers = [f"http://example.org/{n}" for n in range(1200)]
    assert labels_of(sample_store, [*strangers, SANTE], "fr") == {
        SANTE: "Santé et services sociaux"
    }


def test_the_iris_of_a_table_come_once_in_order() -> None:
    """Literals and empty cells are not things."""
    table = Table(("a", "b"), ((Iri("x:2"), Iri("x:1")), (None, Literal("z")), (Iri("x:2"), None)))
    assert iris_of(table) == ("x:2", "x:1")


def test_the_wording_of_a_table_has_its_labels(sample_store: Store) -> None:
    """Everything a writer needs, from the answer and its source."""
    headings = {"x": Text("Catégorie", "Category")}
    words = wording(Table(("x",), ((Iri(SANTE),),)), sample_store, "en", About(headings))
    assert dict(words.labels) == {SANTE: "Health and social services"}
    assert words.heading("x") == "Category"
    assert words.heading("autre") == "autre"


def test_a_graph_needs_no_labels(sample_store: Store) -> None:
    """Turtle is for machines."""
    assert dict(wording(Graph(()), sample_store, "fr", About()).labels) == {}
