"""The resource folders: in the checkout and in the wheel."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from greffe import resources

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[1]


def test_every_resource_folder_is_there() -> None:
    """The ontology, the shapes, the queries and the data are found without configuration."""
    folders = (
        resources.ontology_dir(),
        resources.shapes_dir(),
        resources.queries_dir(),
        resources.data_dir(),
    )
    assert [folder.name for folder in folders if folder.is_dir()] == [
        "ontology",
        "shapes",
        "queries",
        "data",
    ]


def test_no_python_stands_in_a_resource_folder() -> None:
    """Resource folders hold no Python: it would break an editable install."""
    folders = ("ontology", "shapes", "queries", "data")
    assert [p for f in folders for p in (resources.share() / f).rglob("*.py")] == []


def test_the_examples_of_the_rules_are_there() -> None:
    """The cases that the catalogue shows are found, and a rule has one that it refuses."""
    folder = resources.examples_dir()
    assert (folder / "context.ttl").is_file()
    assert (folder / "CommunicationShape" / "invalid.no-recipient.ttl").is_file()


def test_the_wheel_carries_every_resource_folder() -> None:
    """What the checkout offers, the wheel offers under the names that are looked for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    folders = ("ontology", "shapes", "queries", "data")
    carried = {folder: f"greffe/share/{folder}" for folder in folders}
    carried |= {"cli/greffe": "greffe", "tests/shapes": "greffe/share/examples"}
    assert carried == wheel["sources"]
    assert sorted(carried) == sorted(wheel["only-include"])
    assert ["tests/shapes/*.py"] == wheel["exclude"]


def test_a_wheel_finds_the_examples_beside_its_resources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the folder ``examples`` stands beside the others, it is the one that is used."""
    (tmp_path / "examples").mkdir()
    monkeypatch.setattr(resources, "share", lambda: tmp_path)
    assert tmp_path / "examples" == resources.examples_dir()
