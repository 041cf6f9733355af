"""What must hold of the law graph: numbers, titles and links, and never a word of a law."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal, URIRef

from greffe.namespaces import CONCEPT, DCTERMS, ELI, GREFFE, LAW, RDF, RDFS, SKOS
from greffe.resources import data_dir

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

FILES = sorted((data_dir() / "law").glob("*.ttl"))
LONGEST = 300
LEVELS = {"annexe", "art", "al", "par", "sub"}
INSTRUMENTS = {
    "qc/a-2.1": "A-2.1",
    "qc/a-2.1-r2": "A-2.1, r. 2",
    "qc/a-29": "A-29",
    "qc/r-5": "R-5",
    "qc/m-16.1": "M-16.1",
    "qc/i-0.2.1": "I-0.2.1",
    "qc/i-0.2": "I-0.2",
    "qc/i-0.2-r4": "I-0.2, r. 4",
    "qc/i-0.2.1-r3": "I-0.2.1, r. 3",
    "qc/a-3.001": "A-3.001",
    "qc/f-3.1.1": "F-3.1.1",
    "qc/n-1.1": "N-1.1",
    "qc/a-13.1.1": "A-13.1.1",
    "qc/m-15.001": "M-15.001",
    "qc/s-4.2": "S-4.2",
    "qc/lq-2019-11": "L.Q. 2019, c. 11",
    "qc/orientations-services-refugies": None,
    "ca-qc/accord-1991": None,
    "ca/s-19": "L.R.C. (1985), ch. S-19",
    "ca/dors-2002-227": "DORS/2002-227",
    "ca/i-2.5": "L.C. 2001, c. 27",
}
NAMED_BY_RULES = {
    "qc/m-25.1.1": "M-25.1.1",
    "qc/s-2.2": "S-2.2",
}
"""Instruments that section 70.1 of the Access Act excepts; the documents do not cite them."""

WORK_RULES = {
    "qc/convention-fonctionnaires",
    "qc/convention-professeurs-etat",
    "qc/convention-professionnels",
    "qc/directive-cadres",
    "qc/directive-conseillers-grh",
    "qc/politique-conflits-harcelement",
    "qc/politique-sante-travail",
    "qc/politique-cadre-incivilite",
}
REPLACED = {"qc/i-0.2": "qc/i-0.2.1", "qc/i-0.2-r4": "qc/i-0.2.1-r3"}
ACCESS_ACT = [
    "16.1",
    "41.2",
    "59",
    "60",
    "64",
    "65.1",
    "66",
    "67",
    "67.1",
    "67.2",
    "67.2.1",
    "67.2.2",
    "67.2.3",
    "67.3",
    "68",
    "70.1",
    "76",
    "171",
]
CITED_OUTSIDE_LEGAL_BASIS = (
    "qc/a-2.1-r2/art/4/par/5",
    "qc/a-2.1-r2/art/4/par/6",
    "ca-qc/accord-1991/art/12/par/b",
    "qc/i-0.2.1-r3/art/66/par/3",
)


def rdf(name: str) -> URIRef:
    """Return a term by its whole IRI."""
    return URIRef(name)


TYPE = rdf(f"{RDF}type")
PART_OF = rdf(f"{DCTERMS}isPartOf")


@pytest.fixture(scope="module")
def law() -> Graph:
    """Return all files of the law as one graph."""
    graph = Graph()
    for path in FILES:
        graph.parse(path, format="turtle")
    return graph


def of_type(graph: Graph, name: str) -> set[Node]:
    """Return the subjects of one of our classes."""
    return set(graph.subjects(TYPE, rdf(f"{GREFFE}{name}")))


def languages(graph: Graph, node: Node, name: str) -> list[str]:
    """Return the languages in which a SKOS property is given, sorted."""
    values = graph.objects(node, rdf(f"{SKOS}{name}"))
    return sorted(value.language or "" for value in values if isinstance(value, Literal))


def test_the_instruments_are_those_that_the_documents_cite(law: Graph) -> None:
    """Every instrument of the documents and of the rules is described, with its chapter."""
    found = {
        str(node).removeprefix(LAW): next(
            map(str, law.objects(node, rdf(f"{DCTERMS}identifier"))), None
        )
        for node in of_type(law, "LegalInstrument")
    }
    assert found == INSTRUMENTS | NAMED_BY_RULES


def test_the_work_rules_are_those_that_the_documents_cite(law: Graph) -> None:
    """Collective agreements, directives and policies are work rules, not laws."""
    assert {rdf(f"{LAW}{key}") for key in WORK_RULES} == of_type(law, "WorkRule")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_file_holds_one_instrument_and_bears_its_name(path: Path) -> None:
    """Jurisdiction and chapter name the file; all it describes is inside its instrument."""
    graph = Graph().parse(path, format="turtle")
    (instrument,) = of_type(graph, "LegalInstrument") | of_type(graph, "WorkRule")
    jurisdiction, _, key = str(instrument).removeprefix(LAW).partition("/")
    assert path.stem == f"{jurisdiction}-{key}"
    assert all(
        node == instrument or str(node).startswith(f"{instrument}/") for node in graph.subjects()
    )


def test_every_provision_lies_in_its_instrument(law: Graph) -> None:
    """From a provision the parts lead up, one level of the IRI at a time, to the instrument."""
    instruments = of_type(law, "LegalInstrument")
    provisions = of_type(law, "LegalProvision")
    assert provisions
    for provision in provisions:
        above = rdf(str(provision).rsplit("/", 2)[0])
        assert [above] == list(law.objects(provision, PART_OF))
        assert [above] == list(law.objects(provision, rdf(f"{ELI}is_part_of")))
        assert above in provisions | instruments


def test_a_provision_is_named_by_its_path(law: Graph) -> None:
    """Every pair of segments below the instrument is a known level and a number or letter."""
    for provision in of_type(law, "LegalProvision"):
        key = str(provision).removeprefix(LAW)
        steps = key.split("/")[2:]
        assert len(steps) % 2 == 0
        assert set(steps[::2]) <= LEVELS
        (number,) = law.objects(provision, rdf(f"{ELI}number"))
        assert steps[-1] == str(number).lower()


def test_labels_and_headings_exist_in_french_and_english(law: Graph) -> None:
    """One preferred label a language for everything; definitions and notes come in pairs."""
    for node in set(law.subjects(TYPE)):
        assert ["en", "fr"] == languages(law, node, "prefLabel")
        for name in ("definition", "note", "editorialNote"):
            assert languages(law, node, name) in ([], ["en", "fr"])


def test_no_two_provisions_have_one_label(law: Graph) -> None:
    """A label tells a provision from every other, in both languages."""
    provisions = of_type(law, "LegalProvision")
    labels = [value for node in provisions for value in law.objects(node, rdf(f"{SKOS}prefLabel"))]
    assert len(set(labels)) == len(labels)


def test_the_text_of_the_law_is_not_here(law: Graph) -> None:
    """No literal is long enough to be a provision."""
    assert [] == [
        value for value in law.objects() if isinstance(value, Literal) and len(value) > LONGEST
    ]


def test_the_articles_of_the_access_act_say_what_they_are_about(law: Graph) -> None:
    """Each article that the register or its rules rest on has a heading of our own and links."""
    for number in ACCESS_ACT:
        article = rdf(f"{LAW}qc/a-2.1/art/{number}")
        assert ["en", "fr"] == languages(law, article, "definition")
        links = {str(link) for link in law.objects(article, rdf(f"{RDFS}seeAlso"))}
        code = f"se:{number.replace('.', '_')}"
        assert {
            f"https://www.legisquebec.gouv.qc.ca/fr/version/lc/A-2.1?code={code}",
            f"https://www.legisquebec.gouv.qc.ca/en/version/cs/A-2.1?code={code}",
        } == links


@pytest.mark.parametrize("key", CITED_OUTSIDE_LEGAL_BASIS)
def test_provisions_named_in_other_cells_are_described(key: str, law: Graph) -> None:
    """What introductions, purposes and reasons cite has its node too."""
    assert rdf(f"{LAW}{key}") in of_type(law, "LegalProvision")


@pytest.mark.parametrize(("old", "new"), REPLACED.items())
def test_what_is_replaced_names_its_successor(old: str, new: str, law: Graph) -> None:
    """A text out of force says so, and by what it was replaced."""
    node = rdf(f"{LAW}{old}")
    assert [rdf(f"{ELI}InForce-notInForce")] == list(law.objects(node, rdf(f"{ELI}in_force")))
    for name in (f"{DCTERMS}isReplacedBy", f"{ELI}repealed_by"):
        assert [rdf(f"{LAW}{new}")] == list(law.objects(node, rdf(name)))


def test_only_what_is_replaced_is_out_of_force(law: Graph) -> None:
    """No other instrument is said to be out of force."""
    out = law.subjects(rdf(f"{ELI}in_force"), rdf(f"{ELI}InForce-notInForce"))
    assert {rdf(f"{LAW}{key}") for key in REPLACED} == set(out)


def test_every_instrument_has_its_jurisdiction(law: Graph) -> None:
    """The jurisdiction is the one that its IRI bears."""
    for node in of_type(law, "LegalInstrument") | of_type(law, "WorkRule"):
        key = str(node).removeprefix(LAW).split("/", maxsplit=1)[0]
        assert [rdf(f"{CONCEPT}jurisdiction/{key}")] == list(
            law.objects(node, rdf(f"{GREFFE}jurisdiction"))
        )


def test_every_instrument_says_how_it_was_checked(law: Graph) -> None:
    """Either how its title and chapter were seen, or that nobody has verified them."""
    for node in of_type(law, "LegalInstrument"):
        assert ["en", "fr"] == languages(law, node, "editorialNote")
    for node in of_type(law, "WorkRule"):
        assert ["en", "fr"] == languages(law, node, "note")


def test_no_link_inside_the_law_dangles(law: Graph) -> None:
    """Whatever IRI of the law is spoken of is described."""
    described = set(law.subjects(TYPE))
    spoken_of = {node for node in law.objects() if str(node).startswith(LAW)}
    assert set() == spoken_of - described
