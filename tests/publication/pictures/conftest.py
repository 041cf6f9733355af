"""The published data as pictures see them, and what people read in the documents."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from greffe.publication.pictures.facts import Entry, Facts, facts_of
from greffe.publication.pictures.picture import View
from greffe.publication.site.opening import open_site
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from greffe.publication.site.site import Site

GOLDEN: Final = Path(__file__).parents[2] / "golden"
MIFI: Final = "https://w3id.org/greffe/org/mifi"
M: Final = "https://w3id.org/greffe/id/mifi/"
ROOT: Final = "https://w3id.org/greffe/"


@dataclass(frozen=True)
class Read:
    """What people read in the register: recipients and types of information of each entry."""

    recipients: dict[str, list[str]]
    types: dict[str, list[str]]


def golden(name: str) -> list[dict[str, str]]:
    """Return the rows of a table that people made from the documents."""
    with (GOLDEN / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def read() -> Read:
    """Return what people read in the register."""
    recipients: dict[str, list[str]] = {}
    for row in golden("recipients.csv"):
        if not row["within"]:
            base = ROOT if row["recipient"].startswith("org/") else M
            recipients.setdefault(row["entry"], []).append(base + row["recipient"])
    types: dict[str, list[str]] = {}
    for row in golden("data_types.csv"):
        types.setdefault(f"C{row['entry']}", []).append(f"{ROOT}concept/{row['concept']}")
    return Read(recipients, types)


@pytest.fixture(scope="session")
def site() -> Site:
    """Open the site of the bundled data."""
    return open_site(Workspace.at())


@pytest.fixture(scope="session")
def facts(site: Site) -> Facts:
    """Return what its pictures show."""
    return facts_of(site.store)


@pytest.fixture
def view(site: Site) -> View:
    """Look at pictures from the French overview."""
    return View(site, "fr", "portrait/")


def entry(number: int, body: str = MIFI, *, file: bool = False, **links: tuple[str, ...]) -> Entry:
    """Return a made-up entry."""
    name = f"{'F' if file else 'C'}{number}"
    kind = "file" if file else "communication"
    return Entry(f"{M}{kind}/{number}", name, body, file, links)
