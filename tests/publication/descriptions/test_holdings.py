"""Holdings: each graph named, placed and dated as the data say, wherever a body's base lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.memory import in_memory
from tests.publication.descriptions.conftest import EXEMPLE, MIFI, site_of

from greffe.bodies import Body
from greffe.language import Text
from greffe.publication.descriptions.holdings import CC_BY, PROJECT, REGISTERS, holdings
from greffe.publication.descriptions.rights import OURS, statement
from greffe.publication.descriptions.rights import REGISTERS as WORDS
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.publication.descriptions.holdings import Holding
    from greffe.publication.site.site import Site

ELSEWHERE = Body("exemple", EXEMPLE.iri, "https://donnees.exemple.quebec/id/exemple")


@pytest.fixture(scope="module")
def held(site: Site) -> dict[str, Holding]:
    """Give the holdings of the bundled data by their place."""
    return {each.stem.removeprefix("data/"): each for each in holdings(site)}


@pytest.mark.parametrize(
    ("place", "kind", "iri"),
    [
        ("mifi/register", "register", MIFI.register),
        ("mifi/inventory", "inventory", MIFI.inventory),
        ("mifi/body", "body", MIFI.iri),
        ("law/qc-a-2.1", "instrument", "https://w3id.org/greffe/law/qc/a-2.1"),
        ("law/ca-qc-accord-1991", "instrument", "https://w3id.org/greffe/law/ca-qc/accord-1991"),
        ("concepts/medium", "scheme", "https://w3id.org/greffe/concept/medium"),
        ("organizations", "directory", "https://w3id.org/greffe/org"),
        ("ontology", "ontology", "https://w3id.org/greffe/ontology"),
        ("ontology-prefixes", "ontology", "https://w3id.org/greffe/ontology/prefixes"),
        ("questions", "questions", "https://w3id.org/greffe/question"),
    ],
)
def test_each_graph_has_a_kind_and_a_place(
    place: str, kind: str, iri: str, held: dict[str, Holding]
) -> None:
    """The place is told by the identifier."""
    assert (kind, iri) == (held[place].kind, held[place].iri)


def test_only_what_quotes_a_document_has_no_licence(held: dict[str, Holding]) -> None:
    """Registers and inventories quote; all else is ours, under CC BY."""
    assert REGISTERS == {each.kind for each in held.values() if each.license is None}
    assert {CC_BY} == {each.license for each in held.values() if each.kind not in REGISTERS}


def test_rights_are_told_with_their_reason() -> None:
    """Over quoted words nothing is granted; over ours CC BY is."""
    assert (WORDS, OURS) == (statement(None), statement(CC_BY))
    assert "n’accorde aucun droit" in WORDS.fr
    assert "grants no rights" in WORDS.en


def test_a_register_is_the_bodys_and_in_french(held: dict[str, Holding]) -> None:
    """The ministry publishes it; its law and its source are known, its dates are not."""
    register = held["mifi/register"]
    assert (MIFI.iri, ("fr",), MIFI) == (register.publisher, register.languages, register.body)
    assert (f"{MIFI.base}/source/registre",) == register.sources
    assert (None, None, None) == (register.created, register.issued, register.modified)
    assert Text("id/mifi/register/", "en/id/mifi/register/") == register.page


def test_a_vocabulary_says_its_own_words_and_dates(held: dict[str, Holding]) -> None:
    """Title, description and dates of the ontology are those of its header."""
    ontology = held["ontology"]
    assert ("2026-11-21", "2026-11-21") == (ontology.issued, ontology.modified)
    assert ontology.about.en.startswith(
        "This vocabulary describes what the public bodies of Québec"
    )
    assert PROJECT == ontology.publisher


def test_a_body_may_keep_its_identifiers_elsewhere(sample_dir: Path) -> None:
    """Its registers are placed by its key, not by its base."""
    for path in sample_dir.rglob("*.ttl"):
        words = path.read_text(encoding="utf-8").replace(EXEMPLE.base, ELSEWHERE.base)
        path.write_text(words, encoding="utf-8")
    site = site_of(in_memory(Workspace.at(sample_dir).files()), ELSEWHERE)
    (register,) = [each for each in holdings(site) if each.kind == "register"]
    assert ("data/exemple/register", ELSEWHERE.register) == (register.stem, register.iri)
    assert Text("id/exemple/register/", "en/id/exemple/register/") == register.page
