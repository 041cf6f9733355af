"""VoID: sizes and partitions are those of the graph, whoever counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, VOID, Dataset, Graph, URIRef
from tests.publication.descriptions.conftest import BASE_URL, MIFI

if TYPE_CHECKING:
    from rdflib.term import Node

NAME = URIRef(f"{BASE_URL}void.ttl#dataset")
GREFFE = "https://w3id.org/greffe/ontology#"
DPV = "https://w3id.org/dpv#"


@pytest.fixture(scope="module")
def graph(contents: dict[str, bytes]) -> Graph:
    """Give the description."""
    return Graph().parse(data=contents["void.ttl"], format="turtle")


@pytest.fixture(scope="module")
def whole(contents: dict[str, bytes]) -> Graph:
    """Give all statements, counted by rdflib from the published dump, each once."""
    dataset = Dataset(default_union=True)
    dataset.parse(data=contents["data/greffe.nq"], format="nquads")
    union = Graph()
    for triple in dataset.triples((None, None, None)):
        union.add(triple)
    return union


def number(graph: Graph, subject: Node | None, name: str) -> int:
    """Return a count that the description states."""
    return int(str(graph.value(subject, VOID[name])))


def test_the_size_of_the_whole_is_right(graph: Graph, whole: Graph) -> None:
    """Statements, subjects, values, properties, classes: as rdflib counts them in the dump."""
    assert len(whole) == number(graph, NAME, "triples")
    assert len(set(whole.subjects())) == number(graph, NAME, "distinctSubjects")
    assert len(set(whole.objects())) == number(graph, NAME, "distinctObjects")
    assert len(set(whole.predicates())) == number(graph, NAME, "properties")
    assert len(set(whole.objects(None, RDF.type))) == number(graph, NAME, "classes")


def test_every_property_and_class_has_its_partition(graph: Graph, whole: Graph) -> None:
    """Each partition counts what it is of."""
    parts = {
        graph.value(part, VOID.property): number(graph, part, "triples")
        for part in graph.objects(NAME, VOID.propertyPartition)
    }
    classes = {
        graph.value(part, VOID["class"]): number(graph, part, "entities")
        for part in graph.objects(NAME, VOID.classPartition)
    }
    assert {p: len(list(whole.subject_objects(p))) for p in set(whole.predicates())} == parts
    kinds = set(whole.objects(None, RDF.type))
    assert {kind: len(set(whole.subjects(RDF.type, kind))) for kind in kinds} == classes


def test_the_figures_that_a_reader_counts(graph: Graph) -> None:
    """The register has 37 communications, the inventory 39 files: counted in the documents."""
    counts = {
        str(graph.value(part, VOID["class"])): number(graph, part, "entities")
        for part in graph.objects(NAME, VOID.classPartition)
    }
    assert 37 == counts[f"{GREFFE}Communication"]
    assert 39 == counts[f"{GREFFE}PersonalInformationFile"]


def test_every_dump_that_is_named_is_there(graph: Graph, contents: dict[str, bytes]) -> None:
    """A dump's address is that of a file of the site."""
    dumps = [str(each).removeprefix(BASE_URL) for each in graph.objects(None, VOID.dataDump)]
    assert "data/greffe.nq" in dumps
    assert "data/mifi/register.ttl" in dumps
    assert [] == [path for path in dumps if path not in contents]


def test_links_to_the_privacy_vocabulary_are_counted(graph: Graph, whole: Graph) -> None:
    """A linkset for each property by which our terms lead to DPV, with its number."""
    linksets = [
        part
        for part in graph.subjects(RDF.type, VOID.Linkset)
        if str(graph.value(graph.value(part, VOID.objectsTarget), VOID.uriSpace)) == DPV
    ]
    assert linksets
    for part in linksets:
        predicate = graph.value(part, VOID.linkPredicate)
        leading = [o for _, o in whole.subject_objects(predicate) if str(o).startswith(DPV)]
        assert len(leading) == number(graph, part, "triples")


def test_examples_are_things_of_the_graph(graph: Graph, whole: Graph) -> None:
    """Each example resource is described."""
    examples = list(graph.objects(NAME, VOID.exampleResource))
    assert 5 == len(examples)
    assert all((example, None, None) in whole for example in examples)


def test_the_register_is_a_part_with_its_size(graph: Graph, contents: dict[str, bytes]) -> None:
    """A register counts as many statements as its own Turtle."""
    own = Graph().parse(data=contents["data/mifi/register.ttl"], format="turtle")
    assert (NAME, VOID.subset, URIRef(MIFI.register)) in graph
    assert len(own) == number(graph, URIRef(MIFI.register), "triples")


def test_the_description_is_where_void_looks_for_it(contents: dict[str, bytes]) -> None:
    """``.well-known/void`` (VoID, section 7.2) is the description itself."""
    assert contents["void.ttl"] == contents[".well-known/void"]


def test_both_syntaxes_say_the_same(graph: Graph, contents: dict[str, bytes]) -> None:
    """Turtle and JSON-LD are one graph."""
    assert graph.isomorphic(Graph().parse(data=contents["void.jsonld"], format="json-ld"))
