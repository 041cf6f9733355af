"""The page calls things by the names, and leads to the pages, that the rest of the site has."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.publication.live.conftest import ENGINE, SCRIPTS

from greffe.namespaces import PREFIXES
from greffe.publication.live.settings import settings
from greffe.publication.site.opening import open_site
from greffe.results.labels import labels_of
from greffe.terms import Iri
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from greffe.publication.site.site import Site

NAMES = "SELECT DISTINCT ?x WHERE { { ?x ?p ?o } UNION { ?s ?p ?x } FILTER(ISIRI(?x)) } ORDER BY ?x"


@pytest.fixture(scope="module")
def site() -> Site:
    """Return the site of the bundled data."""
    return open_site(Workspace.at())


@pytest.fixture(scope="module")
def iris(site: Site) -> list[str]:
    """Return every IRI of the data."""
    return [term.value for (term,) in site.store.select(NAMES).rows if isinstance(term, Iri)]


@pytest.fixture(scope="module")
def found(
    site: Site, iris: list[str], tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    """Return the names and the address that the page gives to every IRI of the data."""
    data = tmp_path_factory.mktemp("names") / "data.trig"
    data.write_bytes(site.store.extract(site.store.graphs(), "trig"))
    told = {
        "scripts": str(SCRIPTS),
        "engine": str(ENGINE),
        "data": str(data),
        "prefixes": PREFIXES,
        "places": json.loads(settings(site))["places"],
        "iris": iris,
    }
    script = Path(__file__).parent / "name.mjs"
    done = subprocess.run(
        ["node", str(script)], input=json.dumps(told), capture_output=True, text=True, check=True
    )
    names: list[dict[str, Any]] = json.loads(done.stdout)
    return names


def test_things_have_the_same_name_in_the_page_and_in_the_command(
    site: Site, iris: list[str], found: list[dict[str, Any]]
) -> None:
    """Labels are chosen by the same rules in both languages, for every thing of the data."""
    french, english = (labels_of(site.store, iris, language) for language in ("fr", "en"))
    assert [(french.get(i), english.get(i)) for i in iris] == [(n["fr"], n["en"]) for n in found]


def test_things_have_the_same_address_in_the_page_as_in_the_site(
    site: Site, iris: list[str], found: list[dict[str, Any]]
) -> None:
    """The page links to the pages that the site has, and to no other."""
    expected = {iri: site.address(iri, "fr") for iri in iris}
    assert expected == {iri: name["address"] for iri, name in zip(iris, found, strict=True)}
