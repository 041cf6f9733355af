"""Where the resource folders are: beside the package in a wheel, else in the checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent


def share() -> Path:
    """Return the folder that holds ``ontology``, ``shapes``, ``queries`` and ``data``.

    A wheel carries it as ``greffe/share``; an editable install and the tests use the checkout.
    """
    installed = _PACKAGE / "share"
    return installed if installed.is_dir() else _PACKAGE.parents[1]


def ontology_dir() -> Path:
    """Return the folder of the ontology, its alignments, prefixes and concept schemes."""
    return share() / "ontology"


def shapes_dir() -> Path:
    """Return the folder of the SHACL shapes."""
    return share() / "shapes"


def queries_dir() -> Path:
    """Return the folder of the SPARQL queries."""
    return share() / "queries"


def data_dir() -> Path:
    """Return the folder of the bundled data: law, organisations, one folder a body."""
    return share() / "data"


def examples_dir() -> Path:
    """Return the folder of the cases that show what each rule accepts and refuses.

    A wheel carries them beside the resources; in the checkout they are the tests of the shapes.
    """
    root = share()
    installed = root / "examples"
    return installed if installed.is_dir() else root / "tests" / "shapes"
