"""A site of many bodies: shared pages do not grow for ever, and say what they leave out."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest
from benchmarks.synthetic import generate
from hypothesis import given
from hypothesis import strategies as st
from tests.publication.site.pagereading import Reading

from greffe.namespaces import CONCEPT, LAW, ORGANIZATION
from greffe.publication.pictures.facts import facts_of
from greffe.publication.site import build, work
from greffe.publication.site.build import build_site
from greffe.publication.site.memory import NAME
from greffe.publication.site.opening import open_site
from greffe.publication.site.pages import concepts, law, organizations, rules, situations
from greffe.publication.site.pages.listing import MOST, Some, by_name, room, some
from greffe.publication.site.plan import pages
from greffe.publication.site.rendering import render
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from pathlib import Path
    from types import ModuleType

    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site

M: Final = "https://w3id.org/greffe/id/mifi/"
SHARED: Final = (
    (concepts, f"{CONCEPT}data-type/name-last"),
    (law, f"{LAW}qc/a-2.1/art/67"),
    (organizations, f"{ORGANIZATION}ircc"),
)
"""Pages that more is told on with every body."""


@given(st.sets(st.integers(0, 500).map(str)), st.integers(1, 300))
def test_the_first_are_shown_and_the_rest_counted(things: set[str], most: int) -> None:
    """What is shown is the beginning of the whole list, and nothing is lost from the count."""
    made = some(things, key=int, most=most)
    assert tuple(sorted(things, key=int))[:most] == made.shown
    assert len(things) == len(made.shown) + made.more


@given(st.integers(0, 100_000))
def test_all_rows_together_name_about_two_thousand(rows: int) -> None:
    """The more rows a page has, the fewer things each names, but never fewer than ten."""
    assert room(rows) >= 10
    assert min(rows, MOST) * room(rows) <= 2_000
    assert room(rows + 1) <= room(rows)


def test_a_page_of_one_body_leaves_nothing_out() -> None:
    """A row of the forty that a page of one body may have names all of its hundred entries."""
    assert (100, 50) == (room(20), room(40))


def test_things_of_one_name_are_in_the_order_of_their_identifiers(site: Site) -> None:
    """Where two bodies are called the same, no order is left to chance."""
    key = by_name(site, "fr")
    things = [f"https://elsewhere.test/{letter}/thing" for letter in "cab"]
    assert sorted(things) == sorted(things, key=key)


@pytest.mark.parametrize(("module", "iri"), SHARED, ids=lambda each: str(each).rpartition("/")[2])
def test_what_is_left_out_is_said_and_found_in_the_data(
    site: Site,
    plan: dict[str, Page],
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    iri: str,
) -> None:
    """A list that is cut says how many more there are, and leads to the downloads."""

    def one(things: Collection[str], key: Callable[[str], object], _most: int = 1) -> Some:
        return some(things, key, 1)

    monkeypatch.setattr(module, "some", one)
    page = next(each for each in plan.values() if each.subject == iri)
    for language, words in (("fr", "dans les données"), ("en", "in the data")):
        reading = Reading()
        reading.feed(render(site, page, language)[0])  # type: ignore[arg-type]
        assert words in [said for _, said in reading.words]
        assert any(link.endswith(("/telecharger/", "/download/")) for link in reading.links)


def test_a_situation_that_is_cut_says_so(
    site: Site, plan: dict[str, Page], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cards beyond the most are counted."""
    page = next(each for each in plan.values() if each.kind == "situation")
    whole = page.fill(site, "fr")
    monkeypatch.setattr(situations, "MOST", 1)
    cut = page.fill(site, "fr")
    found = [len(whole[name]) for name in ("communications", "files")]  # type: ignore[arg-type]
    assert [max(0, number - 1) for number in found] == [
        cut["other_communications"],
        cut["other_files"],
    ]
    assert (0, 0) == (whole["other_communications"], whole["other_files"])


def test_a_rule_names_as_many_things_as_a_page_has_room_for(site: Site) -> None:
    """The page of a rule shows the things that fail it, all of them where they are few."""
    found = {each.rule for each in site.findings}
    for page in rules.pages(site):
        code = page.address.fr.split("/")[1]
        if page.kind == "rule" and code in found:
            owners = {site.addresses.owner(e.entity) for e in site.findings if e.rule == code}
            things = page.fill(site, "en")["things"]
            assert isinstance(things, Some)
            assert (min(len(owners), MOST), max(0, len(owners) - MOST)) == (
                len(things.shown),
                things.more,
            )


def test_what_is_read_once_is_what_a_query_finds(site: Site) -> None:
    """Who leads to a thing, in memory, are those whom the store names."""
    facts = facts_of(site.store)
    asked = {"recipient": f"{ORGANIZATION}ircc", "law": f"{LAW}qc/a-2.1/art/67"}
    names = {"recipient": "recipient", "law": "legalBasis"}
    for relation, thing in asked.items():
        rows = site.store.select(
            f"SELECT ?entry {{ ?entry greffe:{names[relation]} <{thing}> }} ORDER BY ?entry"
        ).rows
        assert [row[0].value for row in rows] == sorted(  # type: ignore[union-attr]
            facts.leading(relation, thing)
        )
    to_persons = [
        entry
        for entry in facts.links
        if any("/person/" in each for each in facts.to(entry, "recipient"))
    ]
    assert [f"{M}communication/37"] == to_persons


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace of two bodies."""
    folder = tmp_path_factory.mktemp("two") / "data"
    generate(folder, 2)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, but for the memory of the build."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_several_bodies_are_written_the_same_by_several_processes(
    two: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One process or two, changed after a first build or written anew: the same bytes.

    Pages that depend on many things are taken to depend on everything.  One page in eleven will do.
    """
    monkeypatch.setattr(work, "_MOST", 20)
    monkeypatch.setattr(build, "pages", lambda site: list(pages(site))[::11])
    monkeypatch.setattr(build, "artefacts", lambda _site: ())
    monkeypatch.setattr(build, "_FEW", 0)
    shutil.copytree(two, tmp_path / "data")
    build_site(open_site(Workspace.at(tmp_path / "data")), tmp_path / "site", jobs=2)
    register = min((tmp_path / "data").glob("*/register.ttl"))
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace('greffe:remarkText "', 'greffe:remarkText "Aussi. ', 1))
    changed = open_site(Workspace.at(tmp_path / "data"))
    build_site(changed, tmp_path / "site", jobs=2)
    build_site(changed, tmp_path / "fresh", jobs=1)
    updated, fresh = contents(tmp_path / "site"), contents(tmp_path / "fresh")
    assert [] == sorted(updated.keys() ^ fresh.keys())
    assert [] == [name for name in fresh if fresh[name] != updated[name]]
    assert any(name.startswith("id/synthetique-0002/") for name in fresh)


def test_every_page_is_in_one_piece(site: Site) -> None:
    """Pieces share out all pages; those that tell of files come with the files, first of all."""
    plan = list(pages(site))
    pieces = build._pieces(plan, 50)  # noqa: SLF001 - the law is about how work is cut
    assert sorted(page.address.fr for page in plan) == sorted(
        page.address.fr for piece in pieces for page in piece.pages
    )
    assert [True] + [False] * (len(pieces) - 1) == [piece.files for piece in pieces]
    assert ["telecharger/"] == [page.address.fr for page in pieces[0].pages]
