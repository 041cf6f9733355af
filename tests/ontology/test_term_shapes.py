"""The shapes of the vocabulary: they pass what is right and catch each fault by its own shape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pyshacl
import pytest
from rdflib import DCTERMS, RDF, RDFS, SH, Graph, Literal, URIRef

from greffe import resources
from greffe.namespaces import GREFFE, GRSH

if TYPE_CHECKING:
    from rdflib.term import Node

SHAPES = resources.shapes_dir() / "terms.ttl"
CASES = Path(__file__).parents[1] / "shapes" / "terms"
INVALID = sorted(CASES.glob("invalid.*.ttl"))
VALID = sorted(CASES.glob("valid.*.ttl"))


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """Return the shapes graph."""
    return Graph().parse(SHAPES)


def fired(data: Graph, shapes: Graph) -> set[str]:
    """Return the names of the shapes that reported something about the data."""
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none")
    assert isinstance(report, Graph)
    return {str(shape).removeprefix(GRSH) for shape in report.objects(None, SH.sourceShape)}


def announced(path: Path) -> str:
    """Return the name of the shape that the first line of a case announces."""
    return path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# fires: grsh:")


def constraining(shapes: Graph) -> list[URIRef]:
    """Return the shapes that carry a message: those that can report something."""
    return sorted({s for s in shapes.subjects(SH.message) if isinstance(s, URIRef)})


def targets(shapes: Graph, data: Graph) -> dict[str, int]:
    """Return, for each targeting shape, how many nodes of the data it looks at."""
    found: dict[str, int] = {}
    for shape, wanted in shapes.subject_objects(SH.targetClass):
        name = str(shape).removeprefix(GRSH)
        found[name] = found.get(name, 0) + len(set(data.subjects(RDF.type, wanted)))
    for shape, path in shapes.subject_objects(SH.targetSubjectsOf):
        found[str(shape).removeprefix(GRSH)] = len(set(data.subjects(path)))
    return found


def languages(graph: Graph, subject: Node, path: URIRef) -> list[str | None]:
    """Return the sorted languages of the literals of one property."""
    values = [v for v in graph.objects(subject, path) if isinstance(v, Literal)]
    return sorted((v.language for v in values), key=str)


def test_the_vocabulary_is_as_its_shapes_want_it(vocabulary: Graph, shapes: Graph) -> None:
    """Ontology, alignments, prefixes and all concept schemes conform."""
    assert fired(vocabulary, shapes) == set()


def test_no_shape_looks_at_nothing(vocabulary: Graph, shapes: Graph) -> None:
    """Every shape has something to check in the vocabulary, but that of deprecated terms."""
    idle = {name for name, count in targets(shapes, vocabulary).items() if count == 0}

    assert idle == {"DeprecatedShape"}


def test_the_shapes_conform_to_shacl(shapes: Graph) -> None:
    """The shapes are themselves valid by the shapes of SHACL."""
    conforms, _, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)

    assert conforms, text


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name.split(".")[1])
def test_a_valid_case_passes(path: Path, shapes: Graph) -> None:
    """What is as it should be is not reported."""
    assert fired(Graph().parse(path), shapes) == set()


def test_the_valid_cases_reach_every_shape(shapes: Graph) -> None:
    """Together the valid cases give every shape something to look at."""
    data = Graph()
    for path in VALID:
        data.parse(path)

    assert {name for name, count in targets(shapes, data).items() if count == 0} == set()


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.name.split(".")[1])
def test_an_invalid_case_fires_the_shape_that_it_announces(path: Path, shapes: Graph) -> None:
    """A fault is reported by one shape, the one that its first line names."""
    assert {announced(path)} == fired(Graph().parse(path), shapes)


def test_every_shape_has_a_case_that_fires_it(shapes: Graph) -> None:
    """No shape goes without the proof that it can fail."""
    proved = {announced(path) for path in INVALID}

    assert proved == {shape.removeprefix(GRSH) for shape in constraining(shapes)}


def test_every_shape_speaks_both_languages(shapes: Graph) -> None:
    """Name, message and remedy exist once in French and once in English."""
    wanted = (SH.name, SH.message, URIRef(f"{GREFFE}remedy"))
    both = ["en", "fr"]

    assert {(s, path): both for s in constraining(shapes) for path in wanted} == {
        (s, path): languages(shapes, s, path) for s in constraining(shapes) for path in wanted
    }


def test_a_message_is_a_full_sentence(shapes: Graph) -> None:
    """It begins with a capital and ends with a full stop."""
    messages = [str(message) for message in shapes.objects(None, SH.message)]

    assert [m for m in messages if not (m[0].isupper() and m.endswith("."))] == []


def test_every_shape_has_a_severity_a_reason_and_a_code_of_its_own(shapes: Graph) -> None:
    """The code is the anchor of the rule's page: it is not shared."""
    for shape in constraining(shapes):
        assert len(list(shapes.objects(shape, SH.severity))) == 1, shape
        assert list(shapes.objects(shape, RDFS.seeAlso)), shape
    codes = [str(code) for code in shapes.objects(None, DCTERMS.identifier)]
    assert sorted(codes) == [f"S-VOC-{n:02d}" for n in range(1, len(constraining(shapes)) + 1)]


def test_every_property_shape_hangs_on_the_node_shape_of_its_name(shapes: Graph) -> None:
    """``TermShape-label`` is a property of ``TermShape``; each path has one shape there."""
    assert (None, SH.property, None) in shapes
    for node, shape in shapes.subject_objects(SH.property):
        assert str(shape).startswith(f"{node}-")
    for node in set(shapes.subjects(SH.property)):
        paths = [shapes.value(shape, SH.path) for shape in shapes.objects(node, SH.property)]
        assert len(set(paths)) == len(paths), node
