"""The index of a site, made by Pagefind itself."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import pytest

from greffe.errors import GreffeError
from greffe.publication.search import engine, index
from greffe.publication.search.bundle import ENTRY, made_by_pagefind, standing
from greffe.publication.search.engine import program
from greffe.publication.search.index import FOLDER, MOST_THINGS, bring_up_to_date, write_index
from greffe.publication.search.standing import NAME, Memory, stamps

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from greffe.publication.search.postings import Index
    from greffe.publication.search.standing import Stamp
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


def several(folder: Path) -> None:
    """Write pages enough for one that changed to be few."""
    for number in range(8):
        words = f"Le numéro {number}, à côté du mot."
        put(folder, f"p{number}", language="fr", title=f"P{number}", kind="Concept", words=words)


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
    assert {"a", "b", "en", "assets", NAME} == {path.name for path in folder.iterdir()}


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


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Note which pages Pagefind is given to read, each time."""
    told: list[list[str]] = []
    run = engine.run

    def noting(pages: Path, wanted: Mapping[Path, str]) -> None:
        told.append(sorted(path.relative_to(pages).as_posix() for path in pages.rglob("*.html")))
        run(pages, wanted)

    monkeypatch.setattr(engine, "run", noting)
    return told


def test_pages_that_did_not_change_are_not_read_again(
    folder: Path, reading: list[list[str]]
) -> None:
    """Without a change nothing is read; with one, the page that changed."""
    several(folder)
    write_index(folder)
    assert 0 == write_index(folder)
    put(folder, "b", language="fr", title="C5", kind="Communication", words="Autres mots.")
    write_index(folder)
    assert [["b/index.html"]] == reading[1:]


def retold(folder: Path, address: str) -> dict[str, Stamp]:
    """Write a page again, otherwise where nobody searches; return how it stood."""
    path = f"{address}/index.html"
    before = stamps(folder, [path])
    text = (folder / path).read_text(encoding="utf-8")
    (folder / path).write_text(text.replace("chemin", "autre chemin"), encoding="utf-8")
    return before


def test_a_page_that_says_the_same_is_not_read_again(
    folder: Path, reading: list[list[str]]
) -> None:
    """What was written again only where nobody searches is taken as read, now and later."""
    write_index(folder)
    first = contents(folder)
    reading.clear()
    assert write_index(folder, same=retold(folder, "a")) == 0
    assert write_index(folder) == 0
    assert ([], first) == (reading, contents(folder))


def test_beside_a_page_that_changed_one_that_says_the_same_is_not_read(
    folder: Path, tmp_path: Path
) -> None:
    """The index is that of all pages, whichever of them were read."""
    several(folder)
    write_index(folder)
    same = retold(folder, "p1")
    put(folder, "p2", language="fr", title="P2", kind="Concept", words="Autres mots.")
    write_index(folder, same=same)
    update = contents(folder)
    shutil.rmtree(folder / FOLDER)
    (folder / NAME).unlink()
    write_index(folder)
    assert update == contents(tmp_path)


def test_a_page_that_stood_otherwise_is_read(folder: Path) -> None:
    """A page that someone changed since it was read is read, even if it is said to be the same."""
    several(folder)
    write_index(folder)
    put(folder, "p1", language="fr", title="P1", kind="Concept", words="Xylophone.")
    write_index(folder, same=retold(folder, "p1"))
    known = Memory.read(folder)
    _, found = standing(folder / FOLDER, known.metas["fr"], known.entries("fr"))
    assert "xylophon" in " ".join(found.words)


def test_an_index_brought_up_to_date_is_that_made_at_once(folder: Path, tmp_path: Path) -> None:
    """A page changes, one goes, one comes: the files are those of an index made from nothing."""
    several(folder)
    write_index(folder)
    put(folder, "b", language="fr", title="C5 a changé", kind="Rule", words="Des mots, été.")
    (folder / "p3" / "index.html").unlink()
    put(folder, "en/c", language="en", title="New", kind="Concept", words="Words that came.")
    write_index(folder)
    updated = contents(folder)
    (folder / NAME).unlink()
    assert 0 == write_index(folder)
    assert updated == contents(folder)
    shutil.rmtree(folder / FOLDER)
    write_index(folder)
    assert updated == contents(tmp_path)


def test_an_index_says_what_pagefind_says(folder: Path, tmp_path: Path) -> None:
    """Words, places and pages of Pagefind's own index are all there, and no others."""
    several(folder)
    write_index(folder)
    engine.run(folder, {tmp_path / "own": "{*,p*/**/*,a/**/*,b/**/*}.html"})
    own, ours = (made_by_pagefind(place)["fr"][1] for place in (tmp_path / "own", folder / FOLDER))
    assert sorted(own.entries.items()) == list(ours.entries.items())
    assert said(own) == said(ours)


def said(index: Index) -> dict[tuple[str, str, str], tuple[object, object]]:
    """Return where each word stands, in each spelling, on each page."""
    paths = list(index.entries)
    found: dict[tuple[str, str, str], tuple[object, object]] = {}
    for word, forms in index.words.items():
        for form, rows in forms.items():
            rank = 0
            for step, text, told_ in rows:
                rank += cast("int", step)
                found[word, form, paths[rank]] = (text, told_)
    return found


def test_a_page_that_is_not_searched_stays_out(folder: Path) -> None:
    """A page that lost its mark leaves the index; alone, it does not make Pagefind read it all."""
    several(folder)
    write_index(folder)
    (folder / "b" / "index.html").write_text('<html lang="fr"><body>Zut.</body></html>', "utf-8")
    write_index(folder)
    assert "Communication" not in told(folder, "kinds.fr.json")
    assert ["Concept"] == list(told(folder, "kinds.en.json"))


@pytest.mark.parametrize("lost", ["pagefind.js", "wasm.fr.pagefind", "fragment", "index", ENTRY])
def test_a_damaged_index_is_made_again(folder: Path, lost: str) -> None:
    """Where a file of the index is missing or is not what it was, all pages are read again."""
    several(folder)
    write_index(folder)
    before = contents(folder)
    place = folder / FOLDER / lost
    if place.is_dir():
        place = min(place.glob("fr_*"))
        place.write_bytes(b"") if lost == "index" else place.unlink()
    else:
        place.unlink()
    put(folder, "b", language="fr", title="C5", kind="Communication", words="Des mots.")
    write_index(folder)
    assert before == contents(folder)


def test_what_is_not_of_the_index_goes(folder: Path) -> None:
    """When the index changes, nothing foreign stays among its files."""
    write_index(folder)
    (folder / FOLDER / "foreign.txt").write_bytes(b"old")
    put(folder, "b", language="fr", title="C5", kind="Communication", words="Autres mots.")
    write_index(folder)
    assert "foreign.txt" not in contents(folder)


def test_a_site_without_search_loses_its_index(folder: Path) -> None:
    """Where no search is wanted any more, no index stays."""
    write_index(folder)
    bring_up_to_date(cast("Site", Wanted(has_search=False)), folder)
    assert {} == contents(folder)
    assert not (folder / NAME).exists()


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
    bring_up_to_date(cast("Site", site), folder)
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
    for module in (engine, index):
        monkeypatch.setattr(module, "program", lambda: None)
    with pytest.raises(GreffeError) as caught:
        write_index(folder)
    assert "Pagefind n’est pas installé." == caught.value.message["fr"]
    assert caught.value.remedy is not None
    assert "Réinstallez pagefind[bin]" in caught.value.remedy["fr"]


def test_a_failure_of_the_program_is_told(tmp_path: Path) -> None:
    """What Pagefind says when it fails is in the message: here, that there is no page."""
    with pytest.raises(GreffeError, match=r"Pagefind failed\. ."):
        write_index(tmp_path)
