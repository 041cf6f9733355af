"""The visual builder offers what our shapes say, and nothing that must stay unlisted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import RDF, RDFS, Graph, Namespace, URIRef

from greffe.namespaces import CONCEPT, GREFFE, GRSH, SH, SKOS
from greffe.publication.live.builder import SOURCES, STARTS, configuration
from greffe.publication.site.opening import open_site
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.publication.site.site import Site

SHACL: Final = Namespace(SH)
SHAPES: Final = Namespace(GRSH)
TERMS: Final = Namespace(GREFFE)


@pytest.fixture(scope="module")
def site() -> Site:
    """Return the site of the bundled data."""
    return open_site(Workspace.at())


@pytest.fixture(scope="module")
def offered(site: Site) -> Graph:
    """Return what the builder is told."""
    return Graph().parse(data=configuration(site), format="turtle")


def named(graph: Graph, shape: URIRef) -> dict[str | None, str]:
    """Return the names of a node shape by language."""
    return {name.language: str(name) for name in graph.objects(shape, RDFS.label)}  # type: ignore[attr-defined]


def test_communications_files_and_agreements_come_first(offered: Graph) -> None:
    """What a person may begin with stands at the head of the list, in that order."""
    ranked = sorted(offered.subject_objects(SHACL.order), key=lambda pair: int(str(pair[1])))
    expected = ["CommunicationShape", "PersonalInformationFileShape", "AgreementShape"]
    assert [SHAPES[name] for name in expected] == [shape for shape, _ in ranked[:3]]
    assert len(STARTS) == 3


def test_everything_offered_has_a_name_in_both_languages(offered: Graph) -> None:
    """A French and an English name stand on each node shape and each property shape."""
    for shape in offered.subjects(RDF.type, SHACL.NodeShape):
        assert isinstance(shape, URIRef)
        assert set(named(offered, shape)) == {"fr", "en"}, shape
    for property_ in set(offered.subjects(SHACL.path)):
        languages = {name.language for name in offered.objects(property_, SHACL.name)}  # type: ignore[attr-defined]
        assert languages == {"fr", "en"}, property_


def test_a_property_whose_values_are_concepts_leads_to_their_scheme(offered: Graph) -> None:
    """The types of data of a communication are the concepts of the scheme of data types."""
    target = offered.value(SHAPES["CommunicationShape-dataType"], SHACL.node)
    assert isinstance(target, URIRef)
    assert named(offered, target) == {"fr": "Types de renseignements", "en": "Data types"}
    query = str(offered.value(offered.value(target, SHACL.target), SHACL.select))
    assert f"<{SKOS}inScheme> <https://w3id.org/greffe/concept/data-type>" in query


def test_purposes_of_the_two_registers_are_kept_apart(offered: Graph) -> None:
    """A communication and a file have purposes from two schemes."""
    two = {
        offered.value(SHAPES[f"{name}Shape-purpose"], SHACL.node)
        for name in ("Communication", "PersonalInformationFile")
    }
    assert len(two - {None}) == 2


def test_natural_persons_are_offered_nowhere(offered: Graph) -> None:
    """No list names a person: recipients are organisations and groups."""
    assert "foaf" not in offered.serialize(format="nt")
    assert SHAPES.PersonShape not in set(offered.subjects())


def test_every_list_is_filled_from_things_in_use(offered: Graph) -> None:
    """One query fills all lists, with names in the language of the page or else in French."""
    filled = set(offered.objects(None, URIRef(f"{SOURCES}datasource")))
    assert len(filled) == 1
    query = str(offered.value(filled.pop(), URIRef(f"{SOURCES}queryString")))
    assert all(word in query for word in ("$domain", "$property", "$range", "$lang", '"fr"'))


def test_the_same_shapes_give_the_same_bytes(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two configurations of the same shapes are byte-identical, kept or drawn anew."""
    monkeypatch.setenv("GREFFE_CACHE", str(tmp_path))
    drawn = configuration(site)
    assert drawn == configuration(site)
    monkeypatch.setenv("GREFFE_CACHE", str(tmp_path / "other"))
    assert drawn == configuration(site)


def test_a_scheme_of_another_name_is_offered_by_that_name(site: Site) -> None:
    """What is kept does not outlive what it was drawn from."""
    iri = f"{CONCEPT}data-type"
    renamed = replace(site)
    labels = {language: {**names, iri: "Autrement"} for language, names in site.labels.items()}
    renamed.__dict__["labels"] = labels
    assert b"Autrement" not in configuration(site)
    assert b"Autrement" in configuration(renamed)
