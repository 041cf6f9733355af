"""What the things of a site are called, where one body keeps registers and where several do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from greffe.bodies import Body
from greffe.publication.site.naming import told_apart

if TYPE_CHECKING:
    from greffe.publication.site.site import Site

A, B = "https://exemple.org/id/a", "https://exemple.org/id/b"
KEEPERS = {A: "MEX", B: "b"}


@pytest.mark.parametrize(
    ("iri", "name", "expected"),
    [
        (f"{A}/communication/5", "C5", "C5 (MEX)"),
        (f"{A}/file/3", "F3 – Dossier du personnel", "F3 (MEX) – Dossier du personnel"),
        (f"{B}/communication/5", "C5", "C5 (b)"),
        (f"{A}/communication/5/citation/1", "C5", "C5"),
        (f"{A}/unit/direction", "Direction", "Direction"),
        (f"{A}/file/3", "Dossier sans numéro", "Dossier sans numéro"),
        ("https://ailleurs.org/id/c/communication/5", "C5", "C5"),
    ],
)
def test_an_entry_bears_the_body_that_keeps_it(iri: str, name: str, expected: str) -> None:
    """After the number of an entry stands its body, and nothing after the name of anything else."""
    assert {iri: expected} == told_apart({iri: name}, KEEPERS)


def test_one_body_needs_no_telling_apart(site: Site) -> None:
    """On the site of one body, C5 is C5."""
    assert site.labels["fr"]["https://w3id.org/greffe/id/mifi/communication/5"] == "C5"


def test_several_bodies_are_told_apart_in_both_languages(site: Site) -> None:
    """Where another body publishes too, C5 bears the acronym of its own, or its key."""
    other = Body("autre", "https://w3id.org/greffe/org/autre", "https://exemple.org/id/autre")
    two = replace(site, bodies=(*site.bodies, other))
    entry = "https://w3id.org/greffe/id/mifi/communication/5"
    assert ["C5 (MIFI)"] * 2 == [two.labels[language][entry] for language in ("fr", "en")]


def test_an_english_page_with_a_french_name_is_known_by_its_address(site: Site) -> None:
    """The steps to a page say that its name is French where it has no English one."""
    french = site.french_addresses
    assert all(address.startswith("en/") for address in french)
    assert "en/org/ircc/" not in french
    assert any("/agreement/" in address for address in french)
