"""What a vocabulary owes its readers (the checks of FOOPS! and of OOPS!, and a few of ours)."""

from __future__ import annotations

import re

import pytest
from rdflib import DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, URIRef

from greffe import resources
from greffe.namespaces import CONCEPT, GREFFE, LAW, ORGANIZATION

ONTOLOGY = resources.ontology_dir()
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
ORDER = [
    "a",
    "rdfs:label",
    "skos:definition",
    "skos:scopeNote",
    "skos:example",
    "rdfs:subClassOf",
    "rdfs:subPropertyOf",
    "dcterms:source",
    "rdfs:seeAlso",
    "schema:domainIncludes",
    "schema:rangeIncludes",
    "rdfs:isDefinedBy",
]
VERBATIM = {"fr": re.compile(r"\b([Cc]ase|[Mm]ots)\b"), "en": re.compile(r"\b([Cc]ell|[Ww]ords)\b")}


def terms(graph: Graph) -> list[URIRef]:
    """Return all classes and properties, sorted."""
    found = {term for kind in KINDS for term in graph.subjects(RDF.type, kind)}
    return sorted(term for term in found if isinstance(term, URIRef))


def by_language(graph: Graph, subject: URIRef, path: URIRef) -> dict[str | None, str]:
    """Return the literals of one property, by language."""
    return {
        value.language: str(value)
        for value in graph.objects(subject, path)
        if isinstance(value, Literal)
    }


def plain(text: str) -> str:
    """Return the words of a text in small letters, without punctuation."""
    return " ".join(re.findall(r"\w+", text.lower()))


def loops(graph: Graph, path: URIRef) -> set[object]:
    """Return whatever reaches itself along a property."""
    return {
        start
        for start in set(graph.subjects(path))
        if any(start in set(graph.transitive_objects(next_, path)) for next_ in graph[start:path])
    }


def test_a_definition_does_not_repeat_its_label(ontology: Graph) -> None:
    """A definition neither is its label nor begins with it."""
    faults = []
    for term in terms(ontology):
        labels = by_language(ontology, term, RDFS.label)
        definitions = by_language(ontology, term, SKOS.definition)
        faults += [
            (term, language)
            for language, label in labels.items()
            if plain(definitions[language]).startswith(plain(label) + " ")
        ]

    assert faults == []


def test_a_definition_is_a_sentence(ontology: Graph) -> None:
    """It begins with a capital, ends with a full stop and says something."""
    texts = [
        str(value) for term in terms(ontology) for value in ontology.objects(term, SKOS.definition)
    ]

    assert [text for text in texts if not re.fullmatch(r"[A-ZÀÉÊ].{30,}[.…]", text)] == []


def test_french_is_typeset_as_in_quebec(ontology: Graph, alignments: Graph) -> None:
    """Curved apostrophes and guillemets in what we write; straight ones only in quoted examples."""
    texts = [
        str(value)
        for graph in (ontology, alignments)
        for _, path, value in graph
        if isinstance(value, Literal) and value.language == "fr" and path != SKOS.example
    ]

    assert texts
    assert [text for text in texts if "'" in text or '"' in text or " ;" in text] == []


def test_two_terms_do_not_share_a_label(ontology: Graph) -> None:
    """A reader of either language can tell any two terms apart by their labels."""
    for language in ("fr", "en"):
        labels = [by_language(ontology, term, RDFS.label)[language] for term in terms(ontology)]
        assert len(set(labels)) == len(labels), language


def test_two_terms_do_not_share_a_definition(ontology: Graph) -> None:
    """A definition sets its term apart from all others."""
    for language in ("fr", "en"):
        texts = [by_language(ontology, term, SKOS.definition)[language] for term in terms(ontology)]
        assert len(set(texts)) == len(texts), language


def test_a_verbatim_property_says_that_it_keeps_words(ontology: Graph) -> None:
    """What ends in ``Text`` is defined by the words or the cell that it keeps."""
    verbatim = [term for term in terms(ontology) if term.endswith("Text")]

    assert verbatim
    for term in verbatim:
        definitions = by_language(ontology, term, SKOS.definition)
        assert dict.fromkeys(VERBATIM, True) == {
            lang: bool(pattern.search(definitions[lang])) for lang, pattern in VERBATIM.items()
        }, term


@pytest.mark.parametrize(
    "path", [RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader, DCTERMS.isPartOf]
)
def test_there_are_no_cycles(vocabulary: Graph, path: URIRef) -> None:
    """Nothing is below itself."""
    assert loops(vocabulary, path) == set()


def test_the_test_of_cycles_sees_a_cycle() -> None:
    """Two classes, each below the other, are both found."""
    one, two, three = (URIRef(f"{GREFFE}{name}") for name in ("One", "Two", "Three"))
    graph = Graph()
    for low, high in ((one, two), (two, one), (three, one)):
        graph.add((low, RDFS.subClassOf, high))

    assert {one, two} == loops(graph, RDFS.subClassOf)


def test_nothing_dangles(vocabulary: Graph, law: Graph) -> None:
    """Whatever of ours the vocabulary refers to is described in it or in the law graphs."""
    described = set(vocabulary.subjects()) | set(law.subjects())
    ours = (GREFFE, CONCEPT, LAW, ORGANIZATION)
    mentioned = {
        node
        for triple in vocabulary
        for node in triple
        if isinstance(node, URIRef) and str(node).startswith(ours)
    }

    assert sorted(mentioned - described) == []


def test_terms_and_concepts_have_names_of_their_own(vocabulary: Graph) -> None:
    """No class, property, concept or scheme is a blank node."""
    kinds = (*KINDS, SKOS.Concept, SKOS.ConceptScheme)
    nameless = [
        s for kind in kinds for s in vocabulary.subjects(RDF.type, kind) if isinstance(s, BNode)
    ]

    assert nameless == []


def test_nothing_of_ours_is_inferred_from_domains(vocabulary: Graph) -> None:
    """No domain, no range, no equivalence: what must hold is for shapes to say."""
    heavy = (
        RDFS.domain,
        RDFS.range,
        OWL.equivalentClass,
        OWL.equivalentProperty,
        OWL.inverseOf,
        OWL.sameAs,
        OWL.imports,
        OWL.disjointWith,
    )

    assert [triple for path in heavy for triple in vocabulary.triples((None, path, None))] == []


def test_keys_of_a_term_come_in_one_order() -> None:
    """Type, labels, definition, note, example, super-term, source, scope, ``isDefinedBy``."""
    text = (ONTOLOGY / "greffe.ttl").read_text(encoding="utf-8")
    blocks = re.findall(r"^greffe:\w+ .*?\.$", text, re.MULTILINE | re.DOTALL)

    assert blocks
    for block in blocks:
        keys = ["a", *re.findall(r"^ {4}(\w+:\w+)\b", block, re.MULTILINE)]
        assert sorted(keys, key=ORDER.index) == keys, block.split()[0]
