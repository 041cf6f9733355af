"""The index of a site, made by Pagefind itself."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import pytest

from greffe.errors import GreffeError
from greffe.publication.search import index
from greffe.publication.search.index import (
    FOLDER,
    MOST_THINGS,
    bring_up_to_date,
    program,
    write_index,
)

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.publication.site.site import Site

pytestmark = pytest.mark.skipif(program() is None, reason="pagefind is not installed")

PAGE = (
    '<!DOCTYPE html><html lang="{language}"><head><title>{title}</title></head><body>'
    '<main data-pagefind-body data-pagefind-meta="kind:{kind}"><h1>{title}</h1>'
    '<p class="crumbs">chemin</p><p>{words}</p></main></body></html>'
)


def put(folder: Path, address: str, **words: str) -> None:
    """Write a page as the templates do."""
    path = folder / address / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(**words), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a site of three pages."""
    put(tmp_path, "a", language="fr", title="Santé", kind="Concept", words="Qui la connaît.")
    put(tmp_path, "b", language="fr", title="C5", kind="Communication", words="Des mots.")
    put(tmp_path, "en/a", language="en", title="Health", kind="Concept", words="Who knows it.")
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of the index."""
    files = (path for path in (folder / FOLDER).rglob("*") if path.is_file())
    return {path.relative_to(folder / FOLDER).as_posix(): path.read_bytes() for path in files}


def told(folder: Path, name: str) -> Any:  # noqa: ANN401 - JSON
    """Return what a file of the index says."""
    return json.loads((folder / FOLDER / name).read_bytes())


def test_each_language_has_its_own_index(folder: Path) -> None:
    """Pages are indexed by the language that they say they are in."""
    write_index(folder)
    languages = told(folder, "pagefind-entry.json")["languages"]
    assert {"fr": 2, "en": 1} == {name: each["page_count"] for name, each in languages.items()}


def test_the_kinds_of_pages_are_told_apart(folder: Path) -> None:
    """For each language a file says which pages, by their identifier, are of which kind."""
    write_index(folder)
    kinds = told(folder, "kinds.fr.json")
    assert ["Communication", "Concept"] == list(kinds)
    pages = {f"fragment/{name}.pf_fragment" for names in kinds.values() for name in names}
    assert {name for name in contents(folder) if name.startswith("fragment/fr")} == pages


def test_an_index_made_again_is_the_same(folder: Path, tmp_path: Path) -> None:
    """Five indexes of the same pages are the same, byte for byte, and nothing is written again."""
    write_index(folder)
    first = contents(folder)
    assert [0, 0, 0, 0] == [write_index(folder) for _ in range(4)]
    assert first == contents(tmp_path)


def test_what_no_page_holds_any_more_is_removed(folder: Path) -> None:
    """Of a page that went, nothing stays in the index."""
    write_index(folder)
    before = contents(folder)
    (folder / "b" / "index.html").unlink()
    write_index(folder)
    assert ["Concept"] == list(told(folder, "kinds.fr.json"))
    assert len([name for name in before if name.startswith("fragment/")]) == 3
    assert len([name for name in contents(folder) if name.startswith("fragment/")]) == 2


def test_only_what_the_search_page_loads_is_kept(folder: Path) -> None:
    """Pagefind's own interfaces are not published; its licence is."""
    write_index(folder)
    scripts = [name for name in contents(folder) if name.endswith((".js", ".css"))]
    assert ["pagefind-worker.js", "pagefind.js"] == sorted(scripts)
    assert b"CloudCannon" in contents(folder)["LICENSE.txt"]


def test_nothing_but_the_index_stays_behind(folder: Path) -> None:
    """Beside the pages and the index, no working folder is left."""
    write_index(folder)
    assert {"a", "b", "en", "assets"} == {path.name for path in folder.iterdir()}


def test_settings_of_others_change_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pagefind.toml in the current folder is not ours, and is not read."""
    (folder / "pagefind.toml").write_text('exclude_selectors = ["main"]\n', encoding="utf-8")
    monkeypatch.chdir(folder)
    write_index(folder)
    assert 2 == told(folder, "pagefind-entry.json")["languages"]["fr"]["page_count"]


@dataclass(frozen=True)
class Wanted:
    """What the index needs to know of a site: whether it has a search, and how many things."""

    has_search: bool
    kinds: tuple[str, ...] = ()


@pytest.mark.parametrize(("changed", "expected"), [(False, b"old"), (True, None)])
def test_an_index_is_made_again_where_pages_changed(
    folder: Path, changed: bool, expected: bytes | None
) -> None:
    """Without a change an index stays; with one it is made again, and what is foreign goes."""
    write_index(folder)
    (folder / FOLDER / "foreign.txt").write_bytes(b"old")
    bring_up_to_date(cast("Site", Wanted(has_search=True)), folder, changed=changed)
    assert expected == contents(folder).get("foreign.txt")


def test_a_site_without_search_loses_its_index(folder: Path) -> None:
    """Where no search is wanted any more, no index stays."""
    write_index(folder)
    bring_up_to_date(cast("Site", Wanted(has_search=False)), folder, changed=False)
    assert {} == contents(folder)


@pytest.mark.parametrize(("things", "expected"), [(MOST_THINGS, 6), (MOST_THINGS + 1, 4)])
def test_of_a_large_site_what_bodies_share_is_indexed(
    folder: Path, things: int, expected: int
) -> None:
    """Beyond a number of things, the pages of single entries are left out, in both languages."""
    for address in ("org/ircc", "en/org/ircc", "id/mifi", "id/mifi/communication/5"):
        language = "en" if address.startswith("en/") else "fr"
        put(folder, address, language=language, title=address, kind="x", words="Des mots.")
    for each in ("a", "b", "en/a"):
        (folder / each / "index.html").unlink()
    put(folder, "en/id/mifi/file/1", language="en", title="F1", kind="x", words="Words.")
    put(folder, "en/law/qc", language="en", title="Law", kind="x", words="Words.")
    site = Wanted(has_search=True, kinds=("thing",) * things)
    bring_up_to_date(cast("Site", site), folder, changed=True)
    assert expected == len([name for name in contents(folder) if name.startswith("fragment/")])


def test_pages_at_the_root_and_below_are_indexed_whatever_their_folder(folder: Path) -> None:
    """Each language counts its own pages: the home page, and those of any folder."""
    put(folder, "", language="fr", title="Accueil", kind="x", words="Des mots.")
    put(folder, "d/e/f", language="fr", title="F", kind="x", words="Des mots.")
    put(folder, "en", language="en", title="Home", kind="x", words="Words.")
    write_index(folder)
    languages = told(folder, "pagefind-entry.json")["languages"]
    assert {"fr": 4, "en": 2} == {name: each["page_count"] for name, each in languages.items()}


def test_a_site_in_french_only_has_an_index(tmp_path: Path) -> None:
    """Where no English page is, French is indexed alone."""
    put(tmp_path, "a", language="fr", title="Santé", kind="x", words="Des mots.")
    write_index(tmp_path)
    assert ["fr"] == list(told(tmp_path, "pagefind-entry.json")["languages"])


def test_a_missing_program_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pagefind, whoever asks for an index is told what to install."""
    monkeypatch.setattr(index, "program", lambda: None)
    with pytest.raises(GreffeError) as caught:
        write_index(folder)
    assert "Pagefind n’est pas installé." == caught.value.message["fr"]
    assert caught.value.remedy is not None
    assert "Réinstallez pagefind[bin]" in caught.value.remedy["fr"]


def test_a_failure_of_the_program_is_told(tmp_path: Path) -> None:
    """What Pagefind says when it fails is in the message: here, that there is no page."""
    with pytest.raises(GreffeError, match=r"Pagefind failed\. ."):
        write_index(tmp_path)
