"""What each column asks for, and the provision that asks: both hold against the law graph."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from rdflib import SKOS, Graph, URIRef

from greffe.documents.columns import COLUMNS, NUMBER
from greffe.documents.kinds import KINDS
from greffe.exporting.guidance import guidance
from greffe.namespaces import LAW
from greffe.resources import data_dir

if TYPE_CHECKING:
    from greffe.documents.columns import Column
    from greffe.documents.kinds import Kind

EVERY = [(kind, column) for kind in KINDS for column in (NUMBER, *COLUMNS[kind])]
CITED = re.compile(r"Loi sur l’accès, art\. ([\d.]+), al\. (\d)(?:, par\. (\d))?")


@pytest.fixture(scope="module")
def act() -> Graph:
    """Read the provisions of the Act respecting Access."""
    return Graph().parse(data_dir() / "law" / "qc-a-2.1.ttl")


def provision(kind: Kind, column: Column) -> URIRef | None:
    """Return the provision that the guidance of a column cites, None for a practice."""
    found = CITED.fullmatch(guidance(kind, column).provision.fr)
    if found is None:
        return None
    section, paragraph, subparagraph = found.groups()
    deep = f"/par/{subparagraph}" if subparagraph else ""
    return URIRef(f"{LAW}qc/a-2.1/art/{section}/al/{paragraph}{deep}")


@pytest.mark.parametrize(("kind", "column"), EVERY, ids=lambda each: getattr(each, "name", each))
def test_every_column_is_explained_in_both_languages(kind: Kind, column: Column) -> None:
    """A sentence in each language, each ending as a sentence does."""
    asks = guidance(kind, column).asks
    assert asks.fr.endswith(".")
    assert asks.en.endswith(".")
    assert asks.fr != asks.en


@pytest.mark.parametrize(("kind", "column"), EVERY, ids=lambda each: getattr(each, "name", each))
def test_a_provision_that_is_cited_exists(kind: Kind, column: Column, act: Graph) -> None:
    """The law graph has every provision that the legend names, under the same words."""
    cited = provision(kind, column)
    if cited is None:
        assert guidance(kind, column).provision.fr == "Usage de l’organisme"
        return
    labels = {str(label) for label in act.objects(cited, SKOS.prefLabel)}
    told = guidance(kind, column).provision
    assert {
        f"{told.fr.removeprefix('Loi sur l’accès, ')} — Loi sur l’accès",
        f"{told.en.removeprefix('Access Act, ')} — Access Act",
    } == labels


@pytest.mark.parametrize(
    ("kind", "name", "section"),
    [
        ("register", "recipientText", "67.3/al/3/par/2"),
        ("register", "dataTypeText", "67.3/al/3/par/1"),
        ("register", "purposeText", "67.3/al/3/par/3"),
        ("register", "reasonText", "67.3/al/3/par/4"),
        ("register", "outsideQuebecText", "67.3/al/3/par/3"),
        ("inventory", "titleText", "76/al/2/par/1"),
        ("inventory", "dataSourceText", "76/al/2/par/2"),
        ("inventory", "personCategoryText", "76/al/2/par/3"),
        ("inventory", "accessRoleText", "76/al/2/par/4"),
        ("inventory", "securityMeasureText", "76/al/2/par/5"),
    ],
)
def test_each_content_the_act_asks_for_has_its_provision(
    kind: Kind, name: str, section: str
) -> None:
    """Read against the definitions of the law graph: s. 67.3, par. 3, and s. 76, par. 2."""
    column = next(each for each in COLUMNS[kind] if each.name == name)
    assert provision(kind, column) == URIRef(f"{LAW}qc/a-2.1/art/{section}")


@pytest.mark.parametrize(
    ("kind", "practices"),
    [
        ("register", {"No", "remarkText"}),
        ("inventory", {"No", "unitText", "descriptionText"}),
    ],
)
def test_what_the_act_does_not_ask_for_is_told_as_such(kind: Kind, practices: set[str]) -> None:
    """A column that no provision asks for is a practice of the body."""
    columns = (NUMBER, *COLUMNS[kind])
    assert practices == {each.name for each in columns if provision(kind, each) is None}
