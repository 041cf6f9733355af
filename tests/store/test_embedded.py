"""The embedded store answers SPARQL 1.1 over the union of its graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.errors import RefusedQuery, StoreError, SyntaxFault, UsageError
from greffe.namespaces import XSD
from greffe.results import Graph, Table
from greffe.store import open_store
from greffe.terms import XSD_INTEGER, Blank, Iri, Literal, Triple, text
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.store import Store
    from greffe.store.extracts import Syntax

RAMQ = Iri("https://w3id.org/greffe/org/ramq")
COMMUNICATIONS = "SELECT ?e WHERE { ?e a greffe:Communication ; greffe:position ?n } ORDER BY ?n"


def test_the_default_graph_is_the_union(sample_store: Store) -> None:
    """A question may join the register, the law and the directory without naming graphs."""
    table = sample_store.select(
        "SELECT ?number ?acronym ?article WHERE { ?e dcterms:identifier ?number ; "
        "greffe:recipient/greffe:acronym ?acronym ; greffe:legalBasis/skos:prefLabel ?article "
        "FILTER(LANG(?article) = 'fr') } ORDER BY ?number"
    )
    assert table == Table(
        ("number", "acronym", "article"),
        (
            (Literal("C1"), text("RAMQ", "fr"), text("article 67", "fr")),
            (Literal("C2"), text("MESS", "fr"), text("article 67.2.1", "fr")),
        ),
    )


def test_our_prefixes_need_no_declaration(sample_store: Store) -> None:
    """A query may use greffe:, skos: and the others at once, or give them another meaning."""
    assert len(sample_store.select(COMMUNICATIONS)) == 2
    other = f"PREFIX greffe: <http://example.org/> {COMMUNICATIONS}"
    assert len(sample_store.select(other)) == 0


def test_unbound_cells_are_empty(sample_store: Store) -> None:
    """A variable that an OPTIONAL leaves out is nothing, not an empty string."""
    table = sample_store.select(
        "SELECT ?n ?why WHERE { ?e a greffe:Communication ; greffe:position ?n "
        "OPTIONAL { ?e greffe:reasonText ?why } } ORDER BY ?n"
    )
    assert table.column("why") == (text("Inscrire la personne,\n\npuis l’informer.", "fr"), None)
    assert table.column("n") == (Literal("1", XSD_INTEGER), Literal("2", XSD_INTEGER))


def test_values_keep_their_datatype(sample_store: Store) -> None:
    """Years and booleans come back as they were written."""
    table = sample_store.select(
        "SELECT ?since ?out WHERE { ?e greffe:since ?since ; greffe:outsideQuebec ?out } "
        "ORDER BY ?since"
    )
    assert table.rows[0] == (Literal("2009", f"{XSD}gYear"), Literal("false", f"{XSD}boolean"))


def test_blank_nodes_are_numbered_as_they_come(sample_store: Store) -> None:
    """The same blank node has the same label in one answer, and the same each time."""
    query = "SELECT ?a ?b WHERE { VALUES ?n { 1 2 } BIND(BNODE() AS ?a) BIND(?a AS ?b) }"
    expected = ((Blank("b0"), Blank("b0")), (Blank("b1"), Blank("b1")))
    assert sample_store.select(query).rows == expected


def test_triple_terms_are_terms(sample_store: Store) -> None:
    """RDF 1.2 triple terms come through."""
    table = sample_store.select("SELECT (TRIPLE(<x:s>, <x:p>, 'o') AS ?t) WHERE {}")
    assert table.rows == ((Triple(Iri("x:s"), Iri("x:p"), Literal("o")),),)


def test_ask_is_yes_or_no(sample_store: Store) -> None:
    """ASK answers a boolean."""
    assert sample_store.query("ASK { ?e greffe:outsideQuebec true }") is True
    assert sample_store.query("ASK { ?e greffe:outsideQuebec 'peut-être' }") is False


def test_describe_says_all_of_a_thing(sample_store: Store) -> None:
    """DESCRIBE gives every statement about the thing, sorted."""
    graph = sample_store.query(f"DESCRIBE {RAMQ}")
    assert isinstance(graph, Graph)
    assert [str(triple.object) for triple in graph.triples] == [
        "<http://www.w3.org/ns/org#FormalOrganization>",
        '"Régie de l’assurance maladie du Québec"@fr',
        '"RAMQ"@fr',
    ]


def test_equal_graphs_are_equal(sample_store: Store) -> None:
    """Blank nodes get canonical labels, so that the same CONSTRUCT twice gives the same graph."""
    query = "CONSTRUCT { ?e <x:p> [ <x:q> ?n ] } WHERE { ?e dcterms:identifier ?n }"
    first = sample_store.query(query)
    assert isinstance(first, Graph)
    assert first == sample_store.query(query)
    assert len(first) == 6


@pytest.mark.parametrize("query", ["ASK {}", "CONSTRUCT WHERE { ?s ?p ?o }", "DESCRIBE <x:y>"])
def test_a_select_must_be_one(sample_store: Store, query: str) -> None:
    """Where a table is needed, another form of query is an error of use."""
    with pytest.raises(UsageError, match="a SELECT query is needed"):
        sample_store.select(query)


def test_query_takes_every_form(sample_store: Store) -> None:
    """The free form answers a table, a graph, or yes or no."""
    assert isinstance(sample_store.query("SELECT * WHERE {}"), Table)
    assert isinstance(sample_store.query("CONSTRUCT WHERE { ?s ?p ?o }"), Graph)
    assert sample_store.query("ASK {}") is True


def test_values_bind_variables(sample_store: Store) -> None:
    """A term given for a variable restricts the answer to it."""
    query = "SELECT ?n WHERE { ?e greffe:recipient ?recipient ; dcterms:identifier ?n }"
    assert sample_store.select(query, {"recipient": RAMQ}).rows == ((Literal("C1"),),)


def test_a_syntax_fault_has_its_place(sample_store: Store) -> None:
    """Line and column count from 1 in the text as the person wrote it."""
    with pytest.raises(SyntaxFault) as caught:
        sample_store.query("SELECT ?s\nWHERE {\n  ?s a ; }")
    assert caught.value.line == 3
    assert caught.value.message.fr.startswith("SPARQL, ligne 3, colonne ")


def test_an_unknown_prefix_is_named(sample_store: Store) -> None:
    """The parser's own message does not name it; ours does, at its first use."""
    with pytest.raises(SyntaxFault) as caught:
        sample_store.query("SELECT ?s WHERE {\n  ?s ex:p ?o }")
    assert (caught.value.line, caught.value.column) == (2, 6)
    assert "« ex: »" in caught.value.message.fr


def test_what_the_engine_cannot_do_is_a_store_error(
    sample_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure of Oxigraph while it evaluates is ours to report, never a traceback."""

    class Failing:
        def query(self, *_: object, **__: object) -> None:
            raise OSError("disk full")

    monkeypatch.setattr(sample_store, "_engine", Failing())
    with pytest.raises(StoreError, match="disk full"):
        sample_store.query("SELECT * WHERE {}")


@pytest.mark.parametrize("form", ["n-quads", "trig"])
def test_equal_data_gives_equal_dumps(sample_dir: Path, tmp_path: Path, form: Syntax) -> None:
    """Two compilations of the same files dump the same bytes, blank nodes included."""
    with (sample_dir / "organizations.ttl").open("a", encoding="utf-8") as directory:
        directory.write("<x:a> <x:b> [ <x:c> [ <x:d> 1 ] ] .\n")
    workspace = Workspace.at(sample_dir)
    stores = [open_store(workspace, tmp_path / cache) for cache in ("one", "two")]
    dumps = [store.extract(store.graphs(), form) for store in stores]
    assert dumps[0] == dumps[1]
    assert dumps[0].count(b"<x:c>") == 1


@pytest.mark.parametrize(
    "form", ["SELECT (<http://x.test/f>(1) AS ?x) {}", "ASK { FILTER(greffe:f(1)) }"]
)
def test_a_function_that_sparql_has_not_is_refused(form: str, sample_store: Store) -> None:
    """The query is at fault, not the store: nothing is said of caches to remove."""
    with pytest.raises(RefusedQuery) as caught:
        sample_store.query(form)
    assert "une fonction qui n’est pas de SPARQL 1.1" in caught.value.message.fr
