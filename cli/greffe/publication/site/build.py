"""Writing a site: every page in both languages, its data beside it, nothing that is not needed."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES
from greffe.publication.live.settings import is_live
from greffe.publication.pictures.facts import prepare
from greffe.publication.search import index as search
from greffe.publication.search.standing import stamps
from greffe.publication.site.crew import can_share, shared_out
from greffe.publication.site.fingerprints import fingerprints
from greffe.publication.site.memory import Made, Memory, program_print
from greffe.publication.site.plan import artefacts, pages
from greffe.publication.site.rendering import fill, mark_of, render
from greffe.publication.site.stages import INDEXED, PLANNED, WRITTEN, nobody
from greffe.publication.site.work import Work
from greffe.publication.site.writing import remove

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site
    from greffe.publication.site.stages import Tell

_FEW: Final = 40
"""Pages to be looked at below which other processes would cost more than they bring."""
_BATCH: Final = 50
"""How many pages a process takes at a time."""
_TURN: Final = 10
"""After how many batches a process gives way to a new one, which holds less memory."""
_COLLECTING: Final = (100_000, 20, 100)
"""After how many new objects garbage is looked for, and how seldom among older ones."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: how many pages and files the site has, how many were written."""

    pages: int
    files: int
    written: int
    removed: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a build: some pages, and perhaps all the files that are no pages."""

    pages: tuple[Page, ...]
    files: bool = False


@contextmanager
def _seldom_collecting() -> Iterator[None]:
    """Look for garbage seldom: what a site holds is much, and stays until the end."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_COLLECTING)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@_seldom_collecting()
def build_site(
    site: Site,
    folder: Path,
    progress: Tell = nobody,
    jobs: int = 1,
    check: Callable[[list[Page]], None] = lambda _pages: None,
) -> Built:
    """Write a site into a folder, or bring it up to date.

    A page is filled again when the graph around a thing that it names has changed, or what was
    found about it, and written again when it is filled with anything else than before; what no
    page needs any more is removed.  The same data give the same bytes.
    ``progress`` is told how far each stage has come; a large site is written by ``jobs``
    processes.  ``check`` sees the pages before anything is written, and may refuse them.  Raises
    ``InputError`` when the folder cannot be written.
    """
    before, now = Memory.read(folder), _now(site)
    work = Work(site, folder, before.standing(now, folder), now.ranks(), before.version)
    plan = _planned(site, partial(progress, PLANNED))
    check(plan)
    same = stamps(folder, _telling_again(work, plan)) if site.has_search else {}
    for done in _write_all(work, plan, jobs):
        progress(WRITTEN, done, len(plan))
    removed = remove(folder, before.files.keys() - work.made.keys())
    progress(INDEXED, 0, 1)
    search.bring_up_to_date(site, folder, work.made, same)
    replace(now, files=work.made).write(folder)
    return Built(len(plan), len(work.made), work.written, removed)


def _planned(site: Site, tell: Callable[[int, int], None]) -> list[Page]:
    """Return every page; ``tell`` how many of about how many, for nearly every thing has one."""
    plan: list[Page] = []
    for page in pages(site):
        plan.append(page)
        tell(len(plan), max(len(plan), len(site.kinds)))
    return plan


def _telling_again(work: Work, plan: list[Page]) -> Iterator[str]:
    """Yield the pages that stay, but tell another version of the data: where none searches."""
    paths = (page.file(each) for page in plan if page.tells_version for each in LANGUAGES)
    return (path for path in paths if path in work.standing.right)


def _now(site: Site) -> Memory:
    """Return the state of the program and of the data, before any file is made."""
    options = (site.base_url, site.official, site.masked, site.has_search, site.style)
    shared = (site.rules, site.name, site.menu, is_live(site))
    return Memory(program_print((*options, *shared)), site.version, fingerprints(site))


def _write_all(work: Work, plan: list[Page], jobs: int) -> Iterator[int]:
    """Write every file and every page; yield how many pages are done.

    Pages of which nothing changed are not sent to other processes.
    """
    rest = [page for page in plan if page.tells_files or not work.keeps_whole(page)]
    several = jobs > 1 and len(rest) >= _FEW and can_share()
    pieces = _pieces(rest, _BATCH if several else 1)
    done = len(plan) - len(rest)
    if several:
        _ = work.site.by_entity
        if not work.standing.right:
            prepare(work.site.store)
        made = shared_out(pieces, partial(_write_piece, work), jobs, _TURN)
    else:
        made = map(partial(_write_piece, work), pieces)
    for pages_, part, written in made:
        work.made.update(part)
        work.written += written
        done += pages_
        yield done


def _pieces(plan: list[Page], size: int) -> list[Piece]:
    """Return the work in pieces: the files that are no pages, then so many pages each.

    The pages that tell of those files, such as their sizes, come with them.
    """
    telling = tuple(page for page in plan if page.tells_files)
    others = [page for page in plan if not page.tells_files]
    parts = (tuple(others[at : at + size]) for at in range(0, len(others), size))
    return [Piece(telling, files=True), *(Piece(each) for each in parts)]


def _write_piece(work: Work, piece: Piece) -> tuple[int, dict[str, Made], int]:
    """Write a piece; return how many pages it has, what was made, how much was written."""
    own = work.bare()
    if piece.files:
        for each in artefacts(work.site):
            if not own.keeps(each.path):
                own.put(each.path, each.content(work.site), Made(whole=not each.fixed))
    for page in piece.pages:
        _write_page(own, page)
    return len(piece.pages), own.made, own.written


def _write_page(work: Work, page: Page) -> None:
    """Write one page in both languages, and the data of its subject."""
    for language in LANGUAGES:
        path = page.file(language)
        if work.keeps_page(path, page):
            continue
        filled, depends = fill(work.site, page, language)
        mark = mark_of(page, filled)
        if not work.keeps_filled(path, page, mark, depends):
            content, named = render(work.site, page, language, filled)
            work.put(path, content.encode(), work.made_from(page, mark, named, depends))
    if page.subject is not None:
        _write_data(work, page.data_files(), page.subject)


def _write_data(work: Work, paths: dict[str, str], subject: str) -> None:
    if work.keeps(*paths.values()):
        return
    contents = work.site.store.documents(subject)
    made = Made(work.numbered(frozenset({subject}), frozenset({subject})))
    for name, path in paths.items():
        work.put(path, contents[name], made)
