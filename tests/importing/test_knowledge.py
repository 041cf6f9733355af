"""What an importer knows before it reads: or which file keeps it from knowing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.errors import InputError, SyntaxFault
from greffe.importing.knowledge import Knowledge
from greffe.namespaces import CONCEPT, ROOT
from greffe.turtle.reading import parse
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def test_a_body_is_known_by_its_own_file(sample: Workspace) -> None:
    """The key, the IRI and the base of a body come from its ``body.ttl``."""
    body = Knowledge.of(sample, "exemple").body
    assert body.key == "exemple"
    assert body.iri == f"{ROOT}org/exemple"
    assert body.base == f"{ROOT}id/exemple"


def test_labels_of_a_scheme_are_read_once(knowledge: Knowledge) -> None:
    """The dictionary of a scheme is made at the first need and kept."""
    assert knowledge.labels("medium") is knowledge.labels("medium")
    assert knowledge.labels("medium") is not knowledge.labels("purpose")


def test_labels_are_those_of_the_scheme_only(sample: Workspace) -> None:
    """A scheme reads its own concepts: the sample knows three categories and no medium."""
    known = Knowledge.of(sample, "exemple")
    (match,) = known.labels("data-category").segment("Imigration")
    assert match.concept == f"{CONCEPT}data-category/immigration"
    assert known.labels("medium").scan("Imigration")[0] == ()


def test_what_other_bodies_say_is_not_known(sample_dir: Path) -> None:
    """A body reads its own units: those of its neighbours are none of its business."""
    other = sample_dir / "autre"
    other.mkdir()
    turtle = (sample_dir / "exemple" / "body.ttl").read_text(encoding="utf-8")
    (other / "body.ttl").write_text(
        turtle.replace("exemple", "autre").replace("de l’accueil", "des prêts"), encoding="utf-8"
    )
    units = Knowledge.of(Workspace.at(sample_dir), "exemple").units
    assert [match.concept for match in units.scan("Direction de l’accueil")[0]] == [
        f"{ROOT}id/exemple/unit/accueil"
    ]
    assert units.scan("Direction des prêts")[0] == ()


def test_a_body_without_description_is_named(sample: Workspace) -> None:
    """The file that is missing is named, and it is an error of the input."""
    with pytest.raises(InputError, match=r"absent/body\.ttl"):
        Knowledge.of(sample, "absent")


def test_broken_turtle_is_named_with_its_place(sample_dir: Path) -> None:
    """A faulty file stops the import at its line."""
    path = sample_dir / "organizations.ttl"
    path.write_text(path.read_text(encoding="utf-8") + "\norganization:x a ;\n", encoding="utf-8")
    with pytest.raises(SyntaxFault) as caught:
        Knowledge.of(Workspace.at(sample_dir), "exemple")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert caught.value.line == lines.index("organization:x a ;") + 1
    assert f"{path}:{caught.value.line}:" in caught.value.message.fr


def test_files_are_read_into_one_graph(sample: Workspace) -> None:
    """What the directory and the body say is in one graph, blank nodes aside."""
    known = set(Knowledge.of(sample, "exemple").graph)
    for path in (sample.data / "organizations.ttl", sample.data / "exemple" / "body.ttl"):
        said = set(parse(path))
        assert said
        assert set() == said - known
