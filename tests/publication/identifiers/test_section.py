"""A whole site, from data with a withdrawn entry to what a server answers about it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest
from rdflib import Graph
from tests.publication.identifiers.conftest import Server, serve_apache, serve_nginx, workplace

from greffe.publication.identifiers import section
from greffe.publication.identifiers.missing import from_root
from greffe.publication.identifiers.retired import Tombstone, tombstones
from greffe.publication.site import plan
from greffe.publication.site.build import build_site
from greffe.publication.site.opening import Options, open_site
from greffe.terms import text
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from greffe.publication.site.site import Site

BASE: Final = "https://w3id.org/greffe/id/exemple"
OLD, NEW = f"{BASE}/communication/9", f"{BASE}/communication/1"
WITHDRAWN: Final = f"""
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<{OLD}> greffe:withdrawn "2026-01-31"^^xsd:date ;
    dcterms:identifier "C9" ;
    dcterms:isReplacedBy <{NEW}> ;
    skos:prefLabel "Régie de l’Exemple"@fr ;
    skos:note "Inscrite deux fois."@fr, "Entered twice."@en .

<{OLD}/citation/1> greffe:withdrawn "2026-01-31"^^xsd:date .
"""
SECTION: Final = "greffe.publication.identifiers.section"
PLACES: Final = [("apache", "/"), ("nginx", "/"), ("apache", "/reg/"), ("nginx", "/reg/")]


@pytest.fixture
def site(sample_dir: Path) -> Site:
    """Open the site of the small workspace, one entry of which was withdrawn."""
    return _open(sample_dir, "https://registres.example.ca/")


def _open(folder: Path, base_url: str) -> Site:
    with (folder / "exemple" / "body.ttl").open("a", encoding="utf-8") as body:
        body.write(WITHDRAWN)
    return open_site(Workspace.at(folder), options=Options(base_url))


@pytest.fixture
def pages_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a site have this section, once."""
    others = tuple(name for name in plan.SECTIONS if name != SECTION)
    monkeypatch.setattr(plan, "SECTIONS", (*others, SECTION))


@pytest.fixture(params=PLACES, ids=lambda place: f"{place[0]}{place[1].rstrip('/')}")
def served(
    request: pytest.FixtureRequest, sample_dir: Path, pages_of_ours: None
) -> Iterator[Server]:
    """Serve the built site with the very files that the build wrote for the server."""
    del pages_of_ours
    name, path = request.param
    site = _open(sample_dir, f"https://registres.example.ca{path}")
    with workplace() as folder:
        root = folder / "www" / path.strip("/")
        build_site(site, root)
        if name == "nginx":
            for part in ("maps", "site"):
                shutil.copy(root / "deployment" / f"nginx-{part}.conf", folder)
        with {"apache": serve_apache, "nginx": serve_nginx}[name](folder) as port:
            yield Server(port, path)


def test_a_built_site_answers_for_its_things(served: Server) -> None:
    """Every identifier of the data that has a page leads to it, and to data that speak of it."""
    for thing in ("id/exemple/unit/accueil", "id/exemple/register", "org/exemple"):
        page = served.get(thing, {"Accept": "text/html", "Accept-Language": "en"})
        assert (303, f"en/{thing}/") == (page.status, served.leads_to(page))
        assert 200 == served.get(f"en/{thing}/").status
        graph = Graph().parse(f"{served.address}{thing}")
        assert f"https://w3id.org/greffe/{thing}" in set(map(str, graph.subjects()))


def test_a_built_site_tells_what_was_withdrawn(served: Server) -> None:
    """The page of the withdrawn entry, with 410, says since when, why and what replaces it."""
    french, english = (served.get(f"{part}id/exemple/communication/9/") for part in ("", "en/"))
    assert (410, 410) == (french.status, english.status)
    for said in ("C9 – Régie de l’Exemple", "31 janvier 2026", "Inscrite deux fois."):
        assert said in french.body.decode()
    for said in ("January 31, 2026", "Entered twice.", 'href="../1/"'):
        assert said in english.body.decode()
    assert "Entered twice." not in french.body.decode()
    assert 410 == served.get("id/exemple/communication/9", {"Accept": "text/turtle"}).status


def test_a_lost_reader_finds_the_way_back(served: Server) -> None:
    """The page for what is not there leads home from any address, and is not indexed."""
    for lost, home in (("ab/sent", ""), ("en/id/exemple/communication/77", "en/")):
        reply = served.get(lost)
        assert 404 == reply.status
        assert f'href="{served.path}{home}"' in reply.body.decode()
        assert f'href="{served.path}assets/greffe.css"' in reply.body.decode()
        assert 'name="robots" content="noindex"' in reply.body.decode()


def test_rules_of_servers_are_not_shown(served: Server) -> None:
    """Neither the rules nor the memory of the build are read by anyone."""
    assert {404} <= {served.get(name).status for name in (".htaccess", ".greffe-site.json")}


def test_tombstones_are_read_from_the_data(site: Site) -> None:
    """Each withdrawn thing with its day, number, notes and successor; a node has less."""
    notes = (text("Entered twice.", "en"), text("Inscrite deux fois.", "fr"))
    assert (
        Tombstone(OLD, "2026-01-31", "C9", notes, (NEW,)),
        Tombstone(f"{OLD}/citation/1", "2026-01-31"),
    ) == tombstones(site.store)


def test_only_what_had_a_page_has_a_tombstone_page(site: Site) -> None:
    """A withdrawn citation has no page of its own; its identifier is withdrawn all the same."""
    assert ["id/exemple/communication/9/"] == [page.address.fr for page in section.pages(site)]
    assert {OLD, f"{OLD}/citation/1"} == section.withdrawn(site)


def test_what_is_withdrawn_is_not_published(site: Site, pages_of_ours: None) -> None:
    """Published are the things that a page is about; a page that says what is gone is not one."""
    del pages_of_ours
    published = section.published(plan.pages(site))
    assert {f"{BASE}/register", f"{BASE}/unit/accueil"} <= published
    assert set() == published & section.withdrawn(site)


def test_rules_are_written_for_every_kind_of_server(site: Site) -> None:
    """One file for each, and the pages for what is not found."""
    assert [
        ".htaccess",
        "_headers",
        "_redirects",
        "deployment/nginx-maps.conf",
        "deployment/nginx-site.conf",
        "deployment/retired.txt",
        "deployment/w3id.htaccess",
        "404.html",
        "en/404.html",
    ] == [each.path for each in section.artefacts(site)]


def test_what_is_withdrawn_is_listed(site: Site) -> None:
    """The folders that are answered with 410 stand in a file of their own, one a line."""
    listed = next(e for e in section.artefacts(site) if e.path == "deployment/retired.txt")
    assert listed.content(site) == b"id/exemple/communication/9/\n"


def test_w3id_never_leads_to_itself(sample_dir: Path) -> None:
    """A site that has no address but its identifiers gives w3id.org no rules."""
    site = _open(sample_dir, "https://w3id.org/greffe/")
    assert "deployment/w3id.htaccess" not in [each.path for each in section.artefacts(site)]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('<a href="../assets/a.css">', '<a href="/reg/assets/a.css">'),
        ('<a href="./">', '<a href="/reg/en/">'),
        ('<img src="x.svg">', '<img src="/reg/en/x.svg">'),
        ('<a href="#content">', '<a href="#content">'),
        ('<a href="/x">', '<a href="/x">'),
        ('<a href="https://example.ca/">', '<a href="https://example.ca/">'),
        ('<p data-href="x">', '<p data-href="x">'),
    ],
)
def test_references_start_at_the_root_of_the_host(written: str, expected: str) -> None:
    """What is relative no longer depends on the address where the page is shown."""
    assert expected == from_root(written, "/reg/en/404.html")
