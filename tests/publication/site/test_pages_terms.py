"""Ontology, shapes and rules: each term has its place, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from greffe.namespaces import GREFFE, GRSH, ROOT, SKOS
from greffe.publication.site.pages.rules import address
from greffe.publication.site.pages.shapes import bundled_shapes

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.publication.site.pagereading import Reading

    from greffe.language import Language
    from greffe.publication.site.pages.shapes import Shape
    from greffe.publication.site.site import Site
    from greffe.terms import Iri

TERMS = (
    "SELECT DISTINCT ?t WHERE { VALUES ?c { owl:Class owl:ObjectProperty owl:DatatypeProperty "
    "owl:AnnotationProperty } ?t a ?c FILTER(STRSTARTS(STR(?t), STR(greffe:))) }"
)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_term_of_the_ontology_has_its_anchor(
    site: Site, page: Callable[..., Reading], language: Language
) -> None:
    """The local name of each class and property is an anchor of the page of the ontology."""
    terms = cast("tuple[Iri, ...]", site.store.select(TERMS).column("t"))
    anchors = set(page("ontology/", language).ids)
    assert [] == [each.value for each in terms if each.value.removeprefix(GREFFE) not in anchors]
    assert len(terms) > 80


def test_a_term_says_what_it_means_in_the_language_of_the_page(
    page: Callable[..., Reading],
) -> None:
    """The recipient is defined in French on one page and in English on the other."""
    assert ("fr", "destinataire") in page("ontology/").words
    assert ("en", "recipient") in page("ontology/", "en").words


def test_a_term_leads_to_its_provision_and_its_super_term(page: Callable[..., Reading]) -> None:
    """The register is asked for by section 67.3; a communication is a kind of entry."""
    links = page("ontology/").links
    assert "../law/qc/a-2.1/art/67.3/" in links
    assert "#RegisterEntry" in links


def test_aligned_terms_are_shown(page: Callable[..., Reading]) -> None:
    """The recipient refines that of the Data Privacy Vocabulary."""
    assert "https://w3id.org/dpv#hasRecipient" in page("ontology/").links


def flat(shapes: tuple[Shape, ...]) -> list[Shape]:
    """Return shapes and their parts."""
    return [each for shape in shapes for each in (shape, *flat(shape.parts))]


def test_every_shape_has_its_anchor(page: Callable[..., Reading]) -> None:
    """The local name of each shape and of its parts is an anchor of the page of the shapes."""
    anchors = set(page("shapes/").ids)
    names = {each.name for each in flat(bundled_shapes())}
    assert names - anchors == set()
    assert {"EntryContentShape", "EntryContentShape-recipientText"} <= names


def test_a_shape_says_its_rule(page: Callable[..., Reading]) -> None:
    """What R02 asks is said beside its shape, with a link to the rule."""
    shapes = page("shapes/", "en")
    sentence = "The entry shows the person or body that receives the information."
    assert ("en", sentence) in shapes.words
    assert "../rules/R02/" in shapes.links


def test_no_message_with_places_to_fill_is_shown(page: Callable[..., Reading]) -> None:
    """A message that is a pattern for findings is no sentence for the page."""
    assert [] == [said for _, said in page("shapes/").words if "{$" in said or "{?" in said]


def test_every_rule_has_its_page_in_both_languages(site: Site, plan: dict[str, Any]) -> None:
    """Each code of the catalogue has a French and an English address."""
    codes = [rule.code for rule in site.rules]
    assert [] == [code for code in codes if plan[address(code).fr].address.en != address(code).en]
    assert {"R01", "R15", "S-UNI-01", "Q-UNI-01"} <= set(codes)


def test_a_rule_says_what_it_asks_why_and_what_to_do(page: Callable[..., Reading]) -> None:
    """The page of R01: message, remedy, provision, since when, severity."""
    rule = page("regles/R01/")
    words = {said for _, said in rule.words}
    assert {
        "L’inscription montre la nature ou le type des renseignements communiqués.",
        "Inscrivez au registre quels renseignements sont communiqués.",
        "Violation",
        "22 septembre 2022",
        "élevée",
    } <= words
    assert "../../law/qc/a-2.1/art/67.3/al/3/par/1/" in rule.links
    assert "../../shapes/#EntryContentShape-dataTypeText" in rule.links


def test_a_rule_lists_what_fails_it(site: Site, filled: Callable[..., dict[str, Any]]) -> None:
    """Every finding of the check is on the page of its rule, by the thing it is about."""
    found: dict[str, set[str]] = {}
    for each in site.findings:
        found.setdefault(each.rule, set()).add(site.addresses.owner(each.entity))
    shown = {rule.code: set(filled(address(rule.code).fr)["things"].shown) for rule in site.rules}
    assert found == {code: things for code, things in shown.items() if things}


def test_shape_names_are_in_our_space(site: Site) -> None:
    """A link to a shape stays on the site."""
    assert site.address(f"{GRSH}EntryContentShape", "en") == "en/shapes/#EntryContentShape"


def test_the_data_of_the_ontology_hold_its_terms(site: Site) -> None:
    """The documents beside the page say what the terms mean, and name no blank node."""
    documents = site.store.documents(f"{ROOT}ontology")
    definition = f"<{GREFFE}recipient> <{SKOS}definition>"
    assert definition in documents["nt"].decode()
    assert "_:" not in documents["nt"].decode()
