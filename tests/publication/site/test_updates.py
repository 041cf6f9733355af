"""What an update of a site does, and what it leaves: one other word in one cell."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from greffe.publication.search import engine
from greffe.publication.site import build
from greffe.publication.site.build import build_site
from greffe.publication.site.opening import Options, open_site
from greffe.publication.site.plan import pages
from greffe.publication.site.rendering import fill
from greffe.resources import data_dir
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from greffe.language import Language
    from greffe.publication.site.build import Built
    from greffe.publication.site.model import Page
    from greffe.publication.site.rendering import Filled
    from greffe.publication.site.site import Site

pytestmark = pytest.mark.skipif(engine.program() is None, reason="pagefind is not installed")

CELL = "BDIM permet également la possibilité"
ENTRY = "id/mifi/communication/"


@dataclass
class Update:
    """A site that was brought up to date: where, of what, which pages were filled and searched."""

    folder: Path
    site: Site
    built: Built | None = None
    filled: list[Page] = field(default_factory=list)
    searched: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def update(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Update]:
    """Build a site, change a word of a cell, and bring the site up to date."""
    folder, workspace = (tmp_path_factory.mktemp(name) for name in ("site", "workspace"))
    shutil.copytree(data_dir() / "mifi", workspace / "mifi")
    options = Options(search=True)
    build_site(open_site(Workspace.at(workspace), options=options), folder)
    register = workspace / "mifi" / "register.ttl"
    text = register.read_text(encoding="utf-8")
    assert CELL in text
    register.write_text(text.replace(CELL, f"{CELL} inouïe"), encoding="utf-8")
    made = Update(folder, open_site(Workspace.at(workspace), options=options))
    run = engine.run

    def filling(site: Site, page: Page, language: Language) -> tuple[Filled, frozenset[str]]:
        made.filled.append(page)
        return fill(site, page, language)

    def running(copies: Path, wanted: Mapping[Path, str]) -> None:
        made.searched += (each.relative_to(copies).as_posix() for each in copies.rglob("*.html"))
        run(copies, wanted)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "fill", filling)
        patch.setattr(engine, "run", running)
        made.built = build_site(made.site, folder)
        yield made


def test_pages_that_show_no_words_of_the_cell_are_not_filled(update: Update) -> None:
    """The entry, its register, its document and what reads cells are; no other thing is."""
    things = {page.subject for page in update.filled if page.subject is not None}
    entries = {each for each in things if ENTRY in each}
    kinds = {page.kind for page in update.filled}
    assert len(entries) == 1
    assert {update.site.kinds[each] for each in things - entries} <= {"register", "source"}
    assert not kinds & {"file", "concept", "organization", "rule", "home", "overview", "law"}


def test_questions_that_do_not_read_the_cell_are_not_asked(update: Update) -> None:
    """Few questions read the words of the cells of a register; the rest keep their answers."""
    asked = {page.address.fr for page in update.filled if page.kind == "question"}
    every = {page.address.fr for page in pages(update.site) if page.kind == "question"}
    assert "question/words-in-documents/" in asked
    assert "question/outside-quebec/" not in asked
    assert len(asked) < len(every) / 4


def test_every_question_tells_the_version_of_its_answer(update: Update) -> None:
    """The data have another version, whether the answer changed or not."""
    told = [page for page in pages(update.site) if page.tells_version]
    paths = [update.folder / page.file(language) for page in told for language in ("fr", "en")]
    silent = [path for path in paths if update.site.version not in path.read_text("utf-8")]
    assert (True, []) == (len(told) > 60, silent)


def test_what_tells_another_version_only_is_not_searched_again(update: Update) -> None:
    """Pagefind reads the entry, and none of the questions whose answers stay."""
    kept = {f"question/{name}/index.html" for name in ("outside-quebec", "agreements")}
    assert any(path.startswith(ENTRY) for path in update.searched)
    assert not kept & {*update.searched}
    assert len(update.searched) < 60


def test_what_stays_is_looked_at_by_one_process(
    update: Update, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where nothing changed, no other process is asked and nothing is written."""

    def refused(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(build, "shared_out", refused)
    again = build_site(update.site, update.folder, jobs=2)
    assert update.built is not None
    assert (update.built.files, 0, 0) == (again.files, again.written, again.removed)


def test_data_that_someone_removed_are_written_again(update: Update) -> None:
    """A page whose data are gone does not stay as a whole."""
    path = update.folder / ENTRY / "5" / "data.ttl"
    before = path.read_bytes()
    path.unlink()
    assert build_site(update.site, update.folder).written == 1
    assert before == path.read_bytes()
