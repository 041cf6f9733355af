"""Writing a site: every page in both languages, its data beside it, nothing that is not needed."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES
from greffe.publication.live.settings import is_live
from greffe.publication.pictures.facts import prepare
from greffe.publication.search import index as search
from greffe.publication.search.standing import stamps
from greffe.publication.site.crew import can_share, shared_out
from greffe.publication.site.fingerprints import fingerprints
from greffe.publication.site.marks import FACTS, own_mark
from greffe.publication.site.memory import Made, Memory, numbers, program_print
from greffe.publication.site.plan import artefacts, pages
from greffe.publication.site.rendering import fill, mark_of, render
from greffe.publication.site.stages import INDEXED, PLANNED, WRITTEN, nobody
from greffe.publication.site.writing import remove, write_changed

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from greffe.publication.site.memory import Standing
    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site
    from greffe.publication.site.stages import Tell

_FORMATS: Final = ("ttl", "jsonld", "nt")
_FEW: Final = 40
"""Pages to be looked at below which other processes would cost more than they bring."""
_MOST: Final = 2_000
"""How many things a page may depend on before it is taken to depend on the whole graph."""
_BATCH: Final = 50
"""How many pages a process takes at a time."""
_NONE: Final[frozenset[str]] = frozenset()
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


@dataclass(slots=True)
class Work:
    """A part of a build: where it writes, what it may leave, and what it has made.

    ``standing`` are the files of the last build that may stay; ``numbers`` those of the things.
    ``version`` is that of the data at the last build.
    """

    site: Site
    folder: Path
    standing: Standing
    numbers: dict[str, int]
    version: str = ""
    made: dict[str, Made] = field(default_factory=dict)
    known: dict[str, int | None] = field(default_factory=dict)
    written: int = 0

    def bare(self) -> Work:
        """Return the same work with nothing made yet."""
        return replace(self, made={}, written=0)

    def keeps_whole(self, page: Page) -> bool:
        """Return whether a page and its data can stay, to the letter; if so, they count as made."""
        tells = page.tells_version and self.version != self.site.version
        return not tells and self.keeps(*map(page.file, LANGUAGES), *_data(page).values())

    def keeps_page(self, path: str, page: Page) -> bool:
        """Return whether a page can stay as it is; it counts as made, and tells the version."""
        return self.keeps(path) and (not page.tells_version or self._tells_version(path))

    def _tells_version(self, path: str) -> bool:
        """Let a page tell the version of the data; return whether it told the last one."""
        before, now = self.version.encode(), self.site.version.encode()
        content = (self.folder / path).read_bytes()
        if not before or before not in content:
            return False
        self.put(path, content.replace(before, now), self.made[path])
        return True

    def keeps(self, *paths: str) -> bool:
        """Return whether files can stay as they are, all of them; they count as made."""
        right = self.standing.right
        if not all(path in right for path in paths):
            return False
        self.made.update((path, right[path]) for path in paths)
        return True

    def keeps_filled(self, path: str, page: Page, mark: str, depends: frozenset[str]) -> bool:
        """Return whether a page that is filled as this mark tells can stay; it counts as made."""
        last = self.standing.likely.get(path)
        if last is None or not mark or last.mark != mark:
            return False
        whole = last.whole or len(depends) > _MOST
        used = last.used if whole else numbers(sorted({*last.used, *self.used(page, depends)}))
        self.made[path] = replace(last, used=used, whole=whole)
        return not page.tells_version or self._tells_version(path)

    def put(self, path: str, content: bytes, made: Made) -> None:
        """Write a file, if it differs, and note what it was made from."""
        self.written += write_changed(self.folder / path, content)
        self.made[path] = made

    def made_from(
        self, page: Page, mark: str, named: frozenset[str], depends: frozenset[str]
    ) -> Made:
        """Return what a page with this mark was made from."""
        if (page.whole and page.quotes) or len(depends) > _MOST:
            return Made(self.numbered(named), True, mark)
        facts = {FACTS} if page.whole else ()
        return Made(self.used(page, named.union(depends, facts)), False, mark)

    def used(self, page: Page, things: frozenset[str]) -> array[int]:
        """Return the numbers of what a page depends on that names these things."""
        subject = frozenset([page.subject] if page.subject is not None else [])
        return self.numbered(things, things if page.quotes else subject)

    def numbered(self, things: frozenset[str], quoted: frozenset[str] = _NONE) -> array[int]:
        """Return the numbers of the things on whose pages the named ones stand, sorted.

        Of those that are ``quoted``, the words of cells count as well.
        """
        words = (own_mark(self.site.addresses.owner(each)) for each in quoted)
        found = {number for name in (*things, *words) if (number := self._number(name)) is not None}
        return numbers(sorted(found))

    def _number(self, thing: str) -> int | None:
        if thing not in self.known:
            own = self.numbers.get(thing)
            owner = self.site.addresses.owner(thing) if own is None else thing
            self.known[thing] = self.numbers.get(owner)
        return self.known[thing]


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
    ranks = {name: rank for rank, name in enumerate(now.things)}
    work = Work(site, folder, before.standing(now, folder), ranks, before.version)
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
        made = shared_out(pieces, partial(_write_piece, work.bare()), jobs, _TURN)
    else:
        made = map(partial(_write_piece, work.bare()), pieces)
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
        write_page(own, page)
    return len(piece.pages), own.made, own.written


def write_page(work: Work, page: Page) -> None:
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
        _write_data(work, _data(page), page.subject)


def _data(page: Page) -> dict[str, str]:
    """Return the paths of the data of a page's subject, by format; none where it has no subject."""
    names = () if page.subject is None else _FORMATS
    return {name: f"{page.address.fr}data.{name}" for name in names}


def _write_data(work: Work, paths: dict[str, str], subject: str) -> None:
    if work.keeps(*paths.values()):
        return
    contents = work.site.store.documents(subject)
    made = Made(work.numbered(frozenset({subject}), frozenset({subject})))
    for name, path in paths.items():
        work.put(path, contents[name], made)
