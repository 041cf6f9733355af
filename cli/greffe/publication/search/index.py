"""The index that the search page reads: words found by Pagefind, kept up to date page by page.

A browser loads those of its small compressed files that a search needs.  Languages are indexed side
by side.  Pagefind reads the pages that changed, and what it finds is put into the index that
stands; the result is that of reading all of them.  Its filters are not used: files of our own tell
which pages are of which kind.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.publication.search import engine
from greffe.publication.search.bundle import (
    ENTRY,
    PROGRAMS,
    Before,
    Damaged,
    json_bytes,
    languages,
    made_by_pagefind,
    page_file,
    standing,
    written,
)
from greffe.publication.search.engine import program
from greffe.publication.search.postings import Index, joined
from greffe.publication.search.standing import NAME, Indexed, Memory, maker, stamps
from greffe.publication.site.crew import can_share, shared_out
from greffe.publication.site.writing import remove, write_changed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from greffe.publication.search.bundle import Written
    from greffe.publication.search.postings import Entry
    from greffe.publication.search.standing import Stamp
    from greffe.publication.site.site import Site

    Part = tuple[Written, Mapping[str, Entry]]

FOLDER: Final = "assets/search/"
"""Where the index stands from the root of the site, beside the script that reads it."""

LICENSE: Final = Path(__file__).resolve().parents[1] / "vendor" / "pagefind" / "LICENSE.txt"

MOST_THINGS: Final = 3_000
"""The most things whose pages are all indexed: Pagefind holds some 150 kB for each page."""

_SHARED: Final = (
    "{index,*/index,org/**/*,law/**/*,concept/**/*,question/**/*,situations/**/*,regles/**/*,"
    "rules/**/*,id/*/index}.html"
)
_IS_SHARED: Final = re.compile(
    r"(?:en/)?(?:(?:(?:id/)?[^/]+/)?index"
    r"|(?:org|law|concept|question|situations|regles|rules)/.*)\.html"
)
"""What ``_SHARED`` and its English counterpart designate."""
_SEARCHED: Final = b"data-pagefind-body"
"""What stands in pages that are searched; where no page has it, Pagefind would read all."""
_NONE: Final[Mapping[str, Stamp]] = {}
_SEVERAL: Final = 0.3
"""From which part of the pages on all are read again."""


@dataclass(frozen=True, slots=True)
class Made:
    """An index: its files by language, its pages, and the folders where Pagefind wrote them."""

    languages: tuple[Written, ...]
    entries: dict[str, Entry]
    sources: tuple[Path, ...]


def bring_up_to_date(
    site: Site,
    folder: Path,
    paths: Iterable[str] | None = None,
    same: Mapping[str, Stamp] = _NONE,
) -> None:
    """Index the pages of a site, by their paths; remove the index of a site without search.

    The rest is as in ``write_index``.
    """
    if site.has_search:
        write_index(folder, paths, whole=is_whole(site), same=same)
    else:
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
        (folder / NAME).unlink(missing_ok=True)


def is_whole(site: Site) -> bool:
    """Return whether all pages are indexed, or only those that all bodies share and lists."""
    return len(site.kinds) <= MOST_THINGS


def write_index(
    folder: Path,
    paths: Iterable[str] | None = None,
    *,
    whole: bool = True,
    same: Mapping[str, Stamp] = _NONE,
) -> int:
    """Index pages of a folder, all by default; return how many files of the index were written.

    Not ``whole``, the pages of single entries, agreements and units of bodies are left out.  Those
    of ``same`` were written again since they stood so, and say in what is searched what they said.
    Files that no page needs any more are removed.  Raises ``GreffeError`` when Pagefind is not
    there or cannot do it.
    """
    pages = (path for path in paths or _found(folder) if path.endswith(".html"))
    wanted = stamps(folder, (path for path in pages if whole or _IS_SHARED.fullmatch(path)))
    found = program()
    now = maker(found) if found else ""
    before = Memory.read(folder)
    if before.maker != now or not _is_complete(folder / FOLDER, before):
        before = Memory()
    stood = {path: same.get(path, stamp) for path, stamp in wanted.items()}
    if found and before.pages and stood == before.stamps():
        if wanted != stood:
            before.standing_at(wanted).write(folder)
        return 0
    with tempfile.TemporaryDirectory(prefix=".search-", dir=folder.resolve()) as place:
        made = _make(folder, Path(place), before, stood, whole=whole)
        count = _publish(made, folder / FOLDER)
    metas = {each.language: each.meta for each in made.languages}
    looked_at = {path: Indexed(stamp, made.entries.get(path)) for path, stamp in wanted.items()}
    Memory(now, metas, looked_at).write(folder)
    return count


def _found(folder: Path) -> Iterator[str]:
    paths = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.html")))
    return (path for path in paths if not path.startswith("assets/"))


def _make(
    folder: Path, place: Path, before: Memory, wanted: dict[str, Stamp], *, whole: bool
) -> Made:
    changed = {path for path, stamp in wanted.items() if not _is_as(before, path, stamp)}
    if len(changed) <= _SEVERAL * len(wanted):
        try:
            return _up_to_date(folder, place, before, changed, before.pages.keys() - wanted)
        except Damaged:
            pass
    return _from_nothing(folder, place, wanted, whole=whole)


def _is_as(before: Memory, path: str, stamp: Stamp) -> bool:
    last = before.pages.get(path)
    return last is not None and last.stamp == stamp


def _is_complete(folder: Path, before: Memory) -> bool:
    """Return whether all that stays the same from one index to the next is there."""
    fixed = (ENTRY, LICENSE.name, *PROGRAMS, *map(_stemmer, before.metas))
    shown = {path.name for path in (folder / "fragment").glob("*")}
    entries = [each.entry for each in before.pages.values() if each.entry is not None]
    return all((folder / name).is_file() for name in fixed) and all(
        Path(page_file(entry)).name in shown for entry in entries
    )


def _stemmer(language: str) -> str:
    return f"wasm.{language}.pagefind"


def _from_nothing(folder: Path, place: Path, wanted: dict[str, Stamp], *, whole: bool) -> Made:
    """Read all pages, each language in a process of its own."""
    globs = _globs(folder, whole=whole)
    sources = {language: place / language for language in globs}
    engine.run(folder, {sources[language]: glob for language, glob in globs.items()})
    found = [language for language, source in sources.items() if language in languages(source)]
    return _gathered(partial(_whole, sources, wanted), found, sources.values())


def _whole(sources: Mapping[str, Path], wanted: Mapping[str, Stamp], language: str) -> Part:
    version, read = made_by_pagefind(sources[language])[language]
    index, touched = joined(read, Index(), gone=read.entries.keys() - wanted)
    return written(language, index, Before(version), touched), index.entries


def _up_to_date(
    folder: Path, place: Path, before: Memory, changed: set[str], gone: Iterable[str]
) -> Made:
    """Read the pages that changed; raise ``Damaged`` where the index cannot take them in."""
    source = place / "found"
    fresh = _read_again(folder, place / "pages", source, changed)
    if not before.metas or not fresh.keys() <= before.metas.keys():
        raise Damaged(NAME)
    take_in = partial(_taken_in, folder / FOLDER, before, fresh, {*gone, *changed})
    return _gathered(take_in, list(before.metas), [source])


def _taken_in(
    folder: Path, before: Memory, fresh: Mapping[str, Index], leaving: set[str], language: str
) -> Part:
    stands, old = standing(folder, before.metas[language], before.entries(language))
    index, touched = joined(old, fresh.get(language, Index()), leaving)
    if not index.entries:
        raise Damaged(language)
    return written(language, index, stands, touched), index.entries


def _gathered(make: Callable[[str], Part], names: list[str], sources: Iterable[Path]) -> Made:
    """Return the index of several languages, each made by a process of its own where it can."""
    several = len(names) > 1 and can_share()
    parts = list(shared_out(names, make, len(names)) if several else map(make, names))
    entries = {path: entry for _, found in parts for path, entry in found.items()}
    files = sorted((each for each, _ in parts), key=attrgetter("language"))
    return Made(tuple(files), entries, tuple(sources))


def _read_again(folder: Path, copies: Path, found: Path, paths: Iterable[str]) -> dict[str, Index]:
    """Return what Pagefind finds in some pages, by language."""
    searched = [path for path in sorted(paths) if _SEARCHED in (folder / path).read_bytes()]
    if not searched:
        return {}
    for path in searched:
        (copies / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / path, copies / path)
    engine.run(copies, {found: "**/*.html"})
    return {language: index for language, (_, index) in made_by_pagefind(found).items()}


def _globs(folder: Path, *, whole: bool) -> dict[str, str]:
    """Return which pages of a folder are indexed, for each language that it has."""
    if not whole:
        globs = {"fr": _SHARED, "en": f"en/{_SHARED}"}
    else:
        french = sorted(path.name for path in folder.iterdir() if path.is_dir())
        folders = ",".join(name for name in french if name not in ("en", "assets"))
        globs = {"fr": f"{{*,{{{folders}}}/**/*}}.html", "en": "en/**/*.html"}
    return globs if (folder / "en").is_dir() else {"fr": globs["fr"]}


def _publish(made: Made, folder: Path) -> int:
    """Put the files of an index into their folder, and nothing else; return how many."""
    contents = {LICENSE.name: LICENSE.read_bytes(), ENTRY: _entry(made, folder)}
    stay = {_stemmer(each.language) for each in made.languages} | {*PROGRAMS}
    stay |= {page_file(entry) for entry in made.entries.values()}
    for each in made.languages:
        contents |= {name: content for name, content in each.files.items() if content is not None}
        stay |= {name for name, content in each.files.items() if content is None}
    found = [(source, name) for source in made.sources for name in _files(source) if name in stay]
    count = sum(_move(source, folder, name) for source, name in found)
    count += sum(write_changed(folder / name, contents[name]) for name in sorted(contents))
    remove(folder, set(_files(folder)) - stay - contents.keys())
    return count


def _entry(made: Made, folder: Path) -> bytes:
    """Return what the search page loads first: where the index of each language is."""
    places = [path for source in (*made.sources, folder) if (path := source / ENTRY).is_file()]
    told = json.loads(places[0].read_bytes())
    told["languages"] = {
        each.language: {"hash": each.meta, "page_count": each.pages, "wasm": each.language}
        for each in made.languages
    }
    return json_bytes(told)


def _files(folder: Path) -> Iterator[str]:
    """Yield the paths of the files in a folder, from there."""
    for place, _, names in os.walk(folder):
        below = Path(place).relative_to(folder).as_posix()
        yield from (name if below == "." else f"{below}/{name}" for name in names)


def _move(source: Path, folder: Path, name: str) -> bool:
    """Move a file to its place unless one like it is there; return whether it was moved."""
    path, place = source / name, folder / name
    if place.is_file() and place.read_bytes() == path.read_bytes():
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    path.replace(place)
    return True
