"""How a rule is written: as text, as Markdown, in the list, and what it rests on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from rdflib import Graph

from greffe.language import LANGUAGES, Text
from greffe.namespaces import GREFFE, LAW
from greffe.validation.catalogue import FAMILIES, Catalogue
from greffe.validation.examples import Example, Examples
from greffe.validation.provisions import provision
from greffe.validation.rule_pages import Writer, path_of
from greffe.validation.rulebook import Rule
from greffe.validation.sheets import (
    CONFIDENCES,
    as_json,
    confidence_of,
    parts_of,
    reasons_of,
    severity_of,
    turtle_of,
)
from greffe.validation.stating import Sheet, Topic

if TYPE_CHECKING:
    from pathlib import Path

ONTOLOGY = """
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
greffe:recipient skos:definition "Qui reçoit."@fr, "Who receives."@en .
"""
TOPIC = Topic("law", "a-2.1-art-99", Text("Article 99", "Section 99"))
RULE = Rule(
    code="R99",
    severity="warning",
    name=Text("destinataire", "recipient"),
    message=Text("Un destinataire est montré.", "A recipient is shown."),
    remedy=Text("Nommez-le.", "Name it."),
    provision=f"{LAW}qc/a-2.1/art/67.3",
)
SHEET = Sheet(
    rule=RULE,
    topic=TOPIC,
    name="NinetyNineShape-recipient",
    about=Text("Communication", "Release"),
    field="greffe:recipient",
    confidence="medium",
    valid_from="2022-09-22",
    sources=("https://example.org/source",),
    reasons=(f"{GREFFE}recipient", f"{LAW}qc/a-2.1/art/67.3", "https://example.org/why"),
)
PLAIN = replace(
    SHEET,
    rule=replace(RULE, code="S-99", remedy=None, provision=None, severity="violation"),
    topic=Topic("structure", "thing", Text("Chose", "Thing")),
    field=None,
    confidence=None,
    valid_from=None,
    sources=(),
    reasons=(),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """Return a catalogue of two rules, with no cases beside."""
    ontology = Graph().parse(data=ONTOLOGY, format="turtle")
    return Catalogue(Graph(), ontology, (SHEET, PLAIN))


@pytest.fixture(scope="module")
def examples(catalogue: Catalogue) -> Examples:
    """Return the examples of the two rules: there are none."""
    return Examples(catalogue)


def example(tmp_path: Path, *, lacks: bool) -> Example:
    """Return an example of one line."""
    return Example(tmp_path / "valid.ttl", "<a> a greffe:Communication .", lacks)


def test_a_rule_as_text(catalogue: Catalogue, examples: Examples) -> None:
    """Each part has its label; several reasons or sources make a list."""
    expected = """\
R99  recipient
  What is checked: A recipient is shown.
  Where: Release, property greffe:recipient
  Severity: warning
  Why:
    s. 67.3 — Access Act: Register of releases: what is entered in it and what each entry says. \
https://www.legisquebec.gouv.qc.ca/en/version/cs/A-2.1?code=se:67_3
    greffe:recipient: Who receives.
    https://example.org/why
  Confidence: medium: counsel should confirm
  Applies since: 2022-09-22
  What to do: Name it.
  Sources: https://example.org/source
"""
    assert expected == Writer(catalogue, examples, "en").sheet(SHEET)


def test_a_rule_without_provision_or_remedy_as_text(
    catalogue: Catalogue, examples: Examples
) -> None:
    """What a rule does not have is left out, not told as empty."""
    expected = """\
S-99  destinataire
  Ce qui est vérifié : Un destinataire est montré.
  Où : Communication
  Gravité : violation
"""
    assert expected == Writer(catalogue, examples, "fr").sheet(PLAIN)


def test_a_rule_as_markdown(catalogue: Catalogue, examples: Examples) -> None:
    """The code is the heading, so that ``#r99`` leads to it; addresses are links."""
    written = Writer(catalogue, examples, "fr").markdown(SHEET)
    assert written.startswith("## R99\n\n**destinataire**\n\n**Ce qui est vérifié :** Un dest")
    assert "\n- <https://example.org/why>\n" in written
    assert "\n**Sources :** <https://example.org/source>\n" in written
    assert "\n**Confiance :** moyenne : à confirmer par un conseiller juridique\n" in written


def test_the_list_aligns_its_columns(catalogue: Catalogue, examples: Examples) -> None:
    """Families that have rules stand in capitals, topics below them, then one line a rule."""
    advice = replace(SHEET, rule=replace(RULE, code="R100a", severity="info"))
    three = Catalogue(catalogue.shapes, catalogue.ontology, (SHEET, advice, PLAIN))
    writer = Writer(three, examples, "en")
    assert (
        "RULES OF LAW\n"
        "\n"
        "  Section 99\n"
        "    R99    warning          recipient  s. 67.3 — Access Act  medium\n"
        "    R100a  piece of advice  recipient  s. 67.3 — Access Act  medium\n"
        "\n"
        "STRUCTURE OF THE DATA\n"
        "\n"
        "  Thing\n"
        "    S-99  violation  recipient\n"
    ) == writer.listing()


def test_the_index_links_each_rule_to_its_page(catalogue: Catalogue, examples: Examples) -> None:
    """The table of the first page leads to the heading of the rule."""
    index = Writer(catalogue, examples, "en").pages()["README.md"]
    assert "### [Section 99](law/a-2.1-art-99.md)\n" in index
    assert "| [R99](law/a-2.1-art-99.md#r99) | warning | recipient |" in index
    assert "| [S-99](structure/thing.md#s-99) | violation | recipient |  |  |" in index


def test_a_page_names_its_file_and_leads_back(catalogue: Catalogue, examples: Examples) -> None:
    """Each page says where its rules are stated, and how to return to the list."""
    page = Writer(catalogue, examples, "en").pages()["law/a-2.1-art-99.md"]
    assert page.startswith(
        "# Section 99\n\nThese rules are stated in `shapes/law/a-2.1-art-99.ttl`. "
        "[All the rules](../README.md)\n"
    )


def test_rules_beside_the_shapes_name_no_file(catalogue: Catalogue, examples: Examples) -> None:
    """What no shape states is not said to stand in a file."""
    beside = replace(PLAIN, name="S-99")
    few = Catalogue(catalogue.shapes, catalogue.ontology, (beside,))
    page = Writer(few, examples, "en").pages()["structure/thing.md"]
    assert "No SHACL shape can say these rules" in page
    assert "shapes/structure" not in page


def test_the_vocabulary_has_its_page_beside_the_list() -> None:
    """Families are folders, but for the one file of the vocabulary."""
    assert "law/a-2.1-art-99.md" == str(path_of(TOPIC))
    assert "terms.md" == str(path_of(Topic("vocabulary", "terms", Text("x", "x"))))


def test_the_law_comes_first_and_once(catalogue: Catalogue) -> None:
    """A provision that is also a reason is told once, as the provision."""
    labels = [reason.label.en for reason in reasons_of(catalogue.ontology, SHEET)]
    assert ["s. 67.3 — Access Act", "greffe:recipient", "https://example.org/why"] == labels


def test_a_law_among_the_reasons_has_its_name(catalogue: Catalogue) -> None:
    """Another section that a rule points to is named like its provision."""
    sheet = replace(SHEET, reasons=(f"{LAW}qc/a-2.1/art/68",))
    [_, other] = reasons_of(catalogue.ontology, sheet)
    assert "art. 68 — Loi sur l’accès" == other.label.fr


def test_a_rule_that_tightens_says_when(catalogue: Catalogue, examples: Examples) -> None:
    """An announced tightening stands on the sheet, and in JSON as a day."""
    sheet = replace(SHEET, rule=replace(RULE, tightens_on=date(2027, 1, 1)))
    labels = {part.label.en: part.lines for part in parts_of(catalogue, examples, sheet)}
    assert (Text("2027-01-01", "2027-01-01"),) == labels["Becomes a violation"]
    assert "2027-01-01" == as_json(catalogue, examples, sheet)["tightens_on"]


def test_json_has_the_same_keys_for_every_rule(catalogue: Catalogue, examples: Examples) -> None:
    """What a rule does not have is null or an empty list, never missing."""
    full, plain = (as_json(catalogue, examples, sheet) for sheet in (SHEET, PLAIN))
    assert list(full) == list(plain)
    assert (None, None, []) == (plain["provision"], plain["remedy"], plain["sources"])
    assert None is plain["valid_example"]


def test_an_example_that_lacks_the_field_says_so(tmp_path: Path) -> None:
    """A comment in the reader’s language names what is not there."""
    shown = turtle_of(SHEET, example(tmp_path, lacks=True))
    assert "<a> a greffe:Communication .\n# sans greffe:recipient" == shown.fr
    assert "<a> a greffe:Communication .\n# no greffe:recipient" == shown.en


def test_an_example_that_has_the_field_says_no_more(tmp_path: Path) -> None:
    """An example that gives the field is shown as it is, alike in both languages."""
    shown = turtle_of(SHEET, example(tmp_path, lacks=False))
    assert Text("<a> a greffe:Communication .", "<a> a greffe:Communication .") == shown


def test_severity_and_confidence_are_words() -> None:
    """No term of the vocabulary is shown bare to people."""
    assert Text("avertissement", "warning") == severity_of(SHEET)
    assert Text("moyenne", "medium") == confidence_of(SHEET)
    assert Text("", "") == confidence_of(PLAIN)


def test_every_confidence_of_the_ontology_has_words() -> None:
    """The four degrees that the ontology explains are told in both languages."""
    assert {"high", "medium", "low", "practice"} == set(CONFIDENCES)
    assert [each for each in CONFIDENCES.values() if not (each.fr and each.en)] == []


def test_every_family_has_a_title() -> None:
    """Families are titled in both languages."""
    assert [title for title in FAMILIES.values() if not all(title[x] for x in LANGUAGES)] == []


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("qc/a-2.1/art/76/al/2/par/1", "art. 76, al. 2, par. 1 — Loi sur l’accès"),
        ("qc/a-2.1-r2/art/4", "art. 4 — Règlement sur la diffusion"),
    ],
)
def test_a_provision_is_found_in_the_file_of_its_instrument(key: str, label: str) -> None:
    """Chapter and regulation are told apart: A-2.1 is not A-2.1, r. 2."""
    assert label == provision(f"{LAW}{key}").label.fr


def test_links_are_in_the_language_of_the_reader() -> None:
    """LégisQuébec is linked in French for French, and in English for English."""
    link = provision(f"{LAW}qc/a-2.1/art/68").link
    assert link is not None
    assert "/fr/version/lc/" in link.fr
    assert "/en/version/cs/" in link.en


def test_an_address_that_is_no_law_is_not_looked_up() -> None:
    """Only our own addresses of laws lead to a file."""
    assert Text("https://example.org/x", "https://example.org/x") == (
        provision("https://example.org/x").label
    )
