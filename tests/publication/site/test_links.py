"""Every link of the built site leads somewhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from tests.publication.site.pagereading import lost_links, read_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.publication.site.pagereading import Reading


def test_every_link_leads_to_a_file_and_every_fragment_to_its_anchor(
    built: Path, readings: dict[str, Reading]
) -> None:
    """No link of any page is lost, neither the file nor the place in it."""
    assert lost_links(built, readings) == []


def test_every_anchor_is_alone_on_its_page(readings: dict[str, Reading]) -> None:
    """No page has two things under one identifier."""
    twice = {
        name: [each for each, times in Counter(page.ids).items() if times > 1]
        for name, page in readings.items()
    }
    assert {name: ids for name, ids in twice.items() if ids} == {}


def test_everything_that_names_another_names_what_is_there(readings: dict[str, Reading]) -> None:
    """What a label, a region or a control refers to is on the same page."""
    lost = {name: sorted(set(page.names) - set(page.ids)) for name, page in readings.items()}
    assert {name: names for name, names in lost.items() if names} == {}


def test_the_checker_finds_a_lost_file_and_a_lost_fragment(tmp_path: Path) -> None:
    """A link to a file that is not there, or to an anchor that is not, is told."""
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "index.html").write_text('<p id="here">', encoding="utf-8")
    links = ("there/", "there/#here", "there/#gone", "gone/", "#gone", "/there/", "https://x.org/")
    body = "".join(f'<a href="{link}">x</a>' for link in links)
    (tmp_path / "index.html").write_text(body, encoding="utf-8")
    names = ("index.html", "there/index.html")
    pages = {name: read_page(tmp_path / name) for name in names}
    lost = [("index.html", link) for link in ("there/#gone", "gone/", "#gone")]
    assert lost_links(tmp_path, pages) == lost


def test_every_thing_of_the_graph_has_its_page(built: Path, site: object) -> None:
    """Each thing that the site names has a page in both languages, and its data beside it."""
    places = [str(site.addresses.place(iri)) for iri in site.kinds]  # type: ignore[attr-defined]
    wanted = [
        f"{place}{name}"
        for place in places
        for name in ("index.html", "data.ttl", "data.jsonld", "data.nt")
    ]
    wanted += [f"en/{place}index.html" for place in places]
    assert [path for path in wanted if not (built / path).is_file()] == []
