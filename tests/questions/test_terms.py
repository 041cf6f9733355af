"""A query that uses a term of ours which does not exist would match nothing: it is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from greffe.errors import UnknownName
from greffe.questions.terms import refuse_unknown_terms

if TYPE_CHECKING:
    from greffe.results import Answer, Table
    from greffe.store import Store

FULL: Final = "<https://w3id.org/greffe/ontology#{}>"


class Deaf:
    """A source that must not be asked."""

    version = ""
    engine = ""

    def query(self, text: str) -> Answer:
        """Fail the test."""
        raise AssertionError(text)

    def select(self, text: str) -> Table:
        """Fail the test."""
        raise AssertionError(text)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s a greffe:Communication ; greffe:recipient ?r }",
        f"SELECT * {{ ?s {FULL.format('recipient')} ?r }}",
        "PREFIX g: <https://w3id.org/greffe/ontology#> SELECT * { ?s g:legalBasis ?r }",
        "SELECT * { ?s skos:noSuchTerm ?r }",
        "SELECT * { ?s dcterms:title 'greffe:nope' } # greffe:nope",
        "SELECT * { ?s ?p <https://w3id.org/greffe/ontology#> }",
        "SELECT * { greffe:recipientText rdfs:label ?l }",
    ],
)
def test_known_terms_pass(query: str, store: Store) -> None:
    """Terms of the ontology pass, however they are written; other vocabularies are not ours."""
    refuse_unknown_terms(query, [store])


@pytest.mark.parametrize(
    ("query", "term", "at", "near"),
    [
        ("SELECT * { ?s greffe:recipent ?r }", "greffe:recipent", (1, 15), "greffe:recipient"),
        (
            "SELECT *\n{ ?s a greffe:Comunication }",
            "greffe:Comunication",
            (2, 8),
            "greffe:Communication",
        ),
        (
            f"ASK {{ ?s {FULL.format('legalBases')} ?r }}",
            "greffe:legalBases",
            (1, 10),
            "greffe:legalBasis",
        ),
        (
            "PREFIX g: <https://w3id.org/greffe/ontology#>\nASK { ?s g:datatype ?r }",
            "greffe:datatype",
            (2, 10),
            "greffe:dataType",
        ),
    ],
)
def test_an_unknown_term_is_refused(
    query: str, term: str, at: tuple[int, int], near: str, store: Store
) -> None:
    """The term, its place in the query and the nearest term, in both languages."""
    with pytest.raises(UnknownName) as caught:
        refuse_unknown_terms(query, [store])
    message, remedy = caught.value.message, caught.value.remedy
    assert message.fr.startswith(f"SPARQL, ligne {at[0]}, colonne {at[1]} : ")
    assert message.en.startswith(f"SPARQL, line {at[0]}, column {at[1]}: ")
    assert f"« {term} »" in message.fr
    assert remedy is not None
    assert remedy.fr.startswith(f"Vouliez-vous dire « {near} »")
    assert remedy.en.startswith(f"Did you mean '{near}'")


def test_a_term_like_no_other_has_no_suggestion(store: Store) -> None:
    """Nothing is proposed where nothing is near."""
    with pytest.raises(UnknownName) as caught:
        refuse_unknown_terms("SELECT * { ?s greffe:xyzzyqwk ?r }", [store])
    assert caught.value.remedy is None


def test_what_the_data_uses_is_known(sample_store: Store) -> None:
    """A term without description is known where the data uses it: it does match something."""
    refuse_unknown_terms("SELECT * { ?s greffe:outsideQuebec true }", [sample_store])
    refuse_unknown_terms("SELECT * { ?s a greffe:FileInventory }", [sample_store])


def test_one_source_that_knows_is_enough(sample_store: Store, store: Store) -> None:
    """The small data knows no agreement, but the ontology that comes with Greffe does."""
    query = "SELECT * { ?s greffe:agreement ?a }"
    refuse_unknown_terms(query, [sample_store, store])
    with pytest.raises(UnknownName):
        refuse_unknown_terms(query, [sample_store])


def test_no_source_is_asked_in_vain(store: Store) -> None:
    """A query without terms of ours asks nobody; one that is known asks nobody else."""
    refuse_unknown_terms("SELECT * { ?s ?p ?o }", [Deaf()])
    refuse_unknown_terms("SELECT * { ?s greffe:recipient ?o }", [store, Deaf()])
