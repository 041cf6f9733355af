"""Writing a site: every page in both languages, its data beside it, nothing that is not needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES
from greffe.publication.site.memory import Memory, program_print
from greffe.publication.site.plan import artefacts, pages
from greffe.publication.site.rendering import render
from greffe.publication.site.writing import remove, write_changed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greffe.publication.site.model import Page
    from greffe.publication.site.site import Site

_FORMATS: Final = ("ttl", "jsonld", "nt")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: how many pages and files the site has, how many were written."""

    pages: int
    files: int
    written: int
    removed: int


@dataclass(slots=True)
class _Work:
    """One build under way."""

    site: Site
    folder: Path
    before: Memory
    changed: frozenset[str]
    anew: bool
    made: dict[str, tuple[str, ...] | None]
    written: int = 0

    def is_current(self, path: str) -> bool:
        """Return whether a file is there and nothing that it depends on has changed."""
        if self.anew or path not in self.before.files:
            return False
        used = self.before.files[path]
        if used is None:
            return not self.changed
        return self.changed.isdisjoint(used) and (self.folder / path).is_file()

    def keep(self, path: str) -> None:
        self.made[path] = self.before.files[path]

    def put(self, path: str, content: bytes, used: tuple[str, ...] | None) -> None:
        self.written += write_changed(self.folder / path, content)
        self.made[path] = used


def build_site(
    site: Site, folder: Path, progress: Callable[[int, int], None] = lambda _done, _all: None
) -> Built:
    """Write a site into a folder, or bring it up to date.

    A page is written again when the graph around a thing that it names has changed; what no page
    needs any more is removed.  The same data give the same bytes.  ``progress`` is told how many
    of how many pages are done.  Raises ``InputError`` when the folder cannot be written.
    """
    before, things = Memory.read(folder), site.store.fingerprints()
    program = program_print((site.base_url, site.official, site.findings, site.rules))
    anew = before.program != program
    work = _Work(site, folder, before, before.changed(things), anew, {})
    plan = list(pages(site))
    for done, page in enumerate(plan):
        progress(done, len(plan))
        _page(work, page)
    progress(len(plan), len(plan))
    for each in artefacts(site):
        work.put(each.path, each.content(site), None)
    removed = remove(folder, before.files.keys() - work.made.keys())
    Memory(program, things, work.made).write(folder)
    return Built(len(plan), len(work.made), work.written, removed)


def _page(work: _Work, page: Page) -> None:
    for language in LANGUAGES:
        path = page.file(language)
        if work.is_current(path):
            work.keep(path)
            continue
        content, used = render(work.site, page, language)
        work.put(path, content.encode(), None if page.whole else tuple(sorted(used)))
    if page.subject is not None:
        _data(work, page.address["fr"], page.subject)


def _data(work: _Work, address: str, subject: str) -> None:
    paths = {name: f"{address}data.{name}" for name in _FORMATS}
    if all(map(work.is_current, paths.values())):
        for path in paths.values():
            work.keep(path)
        return
    contents = work.site.store.documents(subject)
    for name, path in paths.items():
        work.put(path, contents[name], (subject,))
