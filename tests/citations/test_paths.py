"""Places in an instrument, in words."""

from __future__ import annotations

import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SKOS

from greffe.citations.paths import in_words
from greffe.language import Text
from greffe.namespaces import GREFFE, LAW
from greffe.resources import data_dir


@pytest.mark.parametrize(
    ("path", "jurisdiction", "expected"),
    [
        ("art/59", "qc", Text("art. 59", "s. 59")),
        ("art/59/al/2", "qc", Text("art. 59, al. 2", "s. 59, par. 2")),
        ("art/59/al/2/par/3", "qc", Text("art. 59, al. 2, par. 3", "s. 59, par. 2, subpar. 3")),
        ("art/4/par/5", "qc", Text("art. 4, par. 5", "s. 4, par. 5")),
        (
            "art/65/par/1/sub/e",
            "qc",
            Text("art. 65, par. 1, sous-par. e", "s. 65, par. 1, subpar. e"),
        ),
        ("art/203/par/4", "ca", Text("art. 203(4)", "s. 203(4)")),
        ("art/3/par/a", "ca", Text("art. 3 a)", "s. 3(a)")),
        ("art/22/par/b", "ca-qc", Text("art. 22 b)", "s. 22(b)")),
        ("annexe/a/art/26", "ca-qc", Text("annexe A, art. 26", "Annex A, s. 26")),
    ],
)
def test_a_place_is_named_as_its_lawyers_name_it(
    path: str, jurisdiction: str, expected: Text
) -> None:
    """French names the level, English its depth; federal law puts it in parentheses."""
    assert expected == in_words(path, jurisdiction)


def test_every_provision_of_the_law_files_is_called_so() -> None:
    """The labels that people wrote in the law files begin with the words that we make."""
    wrong = []
    for file in sorted((data_dir() / "law").glob("*.ttl")):
        graph = Graph().parse(file)
        for provision in graph.subjects(RDF.type, URIRef(f"{GREFFE}LegalProvision")):
            jurisdiction, _chapter, path = str(provision).removeprefix(LAW).split("/", 2)
            labels = {str(label).partition(" — ")[0] for label in graph[provision : SKOS.prefLabel]}
            words = in_words(path, jurisdiction)
            if labels != {words.fr, words.en}:
                wrong.append((str(provision), labels, words))
    assert wrong == []
