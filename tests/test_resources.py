"""The resource folders: in the checkout and in the wheel."""

from __future__ import annotations

from greffe import resources


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
