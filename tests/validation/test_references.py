"""What shapes cannot see: misspelt terms and references to nothing."""

from __future__ import annotations

import pytest
from rdflib import Graph

from greffe.namespaces import GREFFE, ROOT
from greffe.validation.references import Stray, dangling, nearest, unknown_terms

KNOWN = frozenset(f"{GREFFE}{name}" for name in ("recipient", "recipientText", "Communication"))
PREFIXES = f"@prefix greffe: <{GREFFE}> . @prefix x: <https://example.org/id/x/> ."
BASE = "https://example.org/id/x"


def graph(text: str) -> Graph:
    """Return the graph of a text with the prefixes of these tests."""
    return Graph().parse(data=f"{PREFIXES}\n{text}", format="turtle")


def terms(text: str) -> list[Stray]:
    """Return the unknown terms of a text."""
    return list(unknown_terms([graph(text)], KNOWN))


def lost(text: str, context: str = "") -> list[str]:
    """Return what a text refers to and neither it nor its context describes."""
    tested = graph(text)
    return sorted(str(stray.term) for stray in dangling([tested], tested + graph(context), [BASE]))


def test_known_terms_are_no_finding() -> None:
    """Terms of the ontology may be used as predicate and as value."""
    assert [] == terms("x:a a greffe:Communication ; greffe:recipient x:b .")


def test_a_misspelt_property_is_found_with_the_one_that_was_meant() -> None:
    """No engine reports greffe:recipent: its statements are simply not looked at."""
    [stray] = terms("x:a greffe:recipent x:b .")
    assert f"{GREFFE}recipent" == str(stray.term)
    assert "Vouliez-vous dire « greffe:recipient » ?" in stray.detail.fr
    assert "Did you mean “greffe:recipient”?" in stray.detail.en


def test_a_misspelt_class_is_found() -> None:
    """A class that does not exist has no shape, so that its instances escape every check."""
    [stray] = terms("x:a a greffe:Comunication .")
    assert f"{GREFFE}Comunication" == str(stray.term)


def test_a_term_that_is_like_no_other_gets_no_suggestion() -> None:
    """Better no suggestion than a wrong one."""
    [stray] = terms("x:a greffe:zzz x:b .")
    assert "« greffe:zzz » n’existe pas." == stray.detail.fr


def test_terms_of_other_vocabularies_are_not_ours_to_judge() -> None:
    """Only our own namespace is checked."""
    assert [] == terms("x:a x:anything x:b .")


@pytest.mark.parametrize("described", ["x:b x:p 1 .", f"<{BASE}/b> x:p 1 ."])
def test_a_reference_to_what_is_described_is_fine(described: str) -> None:
    """Whatever is the subject of a statement, in the file or in its context, is described."""
    assert [] == lost("x:a x:p x:b .", described)


def test_a_reference_to_nothing_of_the_body_is_found() -> None:
    """An address below the body's base that nothing describes is a mistake."""
    assert [f"{BASE}/b"] == lost("x:a x:p x:b .")


def test_a_reference_to_nothing_of_greffe_is_found() -> None:
    """So is one to a concept, an organisation or a provision."""
    concept = f"{ROOT}concept/frequency/monthy"
    assert [concept] == lost(f"x:a x:p <{concept}> .")


def test_addresses_elsewhere_are_not_looked_up() -> None:
    """The web may be referred to freely."""
    assert [] == lost("x:a x:p <https://www.quebec.ca/> .")


def test_the_name_of_a_version_need_not_be_described() -> None:
    """owl:versionIRI names a version; it refers to nothing else."""
    version = f"{ROOT}ontology/9.9"
    assert [] == lost(f"x:a <http://www.w3.org/2002/07/owl#versionIRI> <{version}> .")


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        ("org/cneest", "org/cnesst"),
        ("org/cnesst", "org/cnesst"),
        ("concept/cnesst", None),
        ("org/something-else", None),
    ],
)
def test_suggestions_come_from_the_same_place_only(iri: str, expected: str | None) -> None:
    """An organisation is never suggested for a concept."""
    known = [f"{ROOT}org/cnesst", f"{ROOT}org/ramq"]
    found = nearest(ROOT + iri, known)
    assert (expected and ROOT + expected) == found
