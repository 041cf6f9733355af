"""The index that the search page reads: made by Pagefind from the pages as they are written.

Pagefind reads the ``data-pagefind-*`` attributes of the pages and writes small compressed files, of
which a browser loads those that a search needs.  It indexes the languages side by side.  Its output
is the same for the same pages, but for its filters.  So that two builds are the same, pages have no
filters, and files of our own tell which pages are of which kind.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.errors import GreffeError
from greffe.language import Text
from greffe.publication.site.writing import remove

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.publication.site.site import Site

FOLDER: Final = "assets/search/"
"""Where the index stands from the root of the site, beside the script that reads it."""

LICENSE: Final = Path(__file__).resolve().parents[1] / "vendor" / "pagefind" / "LICENSE.txt"
_ENTRY: Final = "pagefind-entry.json"
_KEPT: Final = (
    _ENTRY,
    "pagefind.js",
    "pagefind-worker.js",
    "*.pf_meta",
    "wasm.??.pagefind",
    "fragment/*",
    "index/*",
)
"""What the search page loads: Pagefind's own interfaces are left out."""

_SKIPPED: Final = (
    ".crumbs",
    ".identifier",
    ".downloads",
    ".neighbours",
    ".register-table",
    "figure",
    "script",
    "svg",
    "[aria-labelledby=provenance]",
    "[aria-labelledby=references]",
)
"""Parts of pages that repeat what other pages say."""

MOST_THINGS: Final = 3_000
"""The most things whose pages are all indexed: Pagefind holds some 150 kB for each page."""

_SHARED: Final = (
    "{index,*/index,org/**/*,law/**/*,concept/**/*,question/**/*,situations/**/*,regles/**/*,"
    "rules/**/*,id/*/index}.html"
)
_MARK: Final = b"pagefind_dcd"
"""What every compressed file of Pagefind begins with."""

_PATIENCE: Final = 600
"""How many seconds Pagefind may take."""


def program() -> Path | None:
    """Return Pagefind's program, or ``None`` where it is not installed."""
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    return get_executable()


def write_index(folder: Path, *, whole: bool = True) -> int:
    """Index the pages written in a folder; return how many files of the index were written.

    Not ``whole``, the pages of single entries, agreements and units of bodies are left out.
    Files that no page needs any more are removed.  Raises ``GreffeError`` when Pagefind is not
    there or cannot do it.
    """
    with tempfile.TemporaryDirectory(prefix=".search-", dir=folder.resolve()) as made:
        globs = _globs(folder, whole=whole)
        _run(folder, {Path(made) / language: glob for language, glob in globs.items()})
        work = _merged([Path(made) / language for language in globs])
        _tidy(work)
        names = {path.relative_to(work).as_posix() for path in _files(work)}
        written = sum(_move(work / name, folder / FOLDER / name) for name in sorted(names))
    there = {path.relative_to(folder / FOLDER).as_posix() for path in _files(folder / FOLDER)}
    remove(folder / FOLDER, there - names)
    return written


def _globs(folder: Path, *, whole: bool) -> dict[str, str]:
    """Return which pages of a folder are indexed, for each language that it has."""
    if not whole:
        globs = {"fr": _SHARED, "en": f"en/{_SHARED}"}
    else:
        french = sorted(path.name for path in folder.iterdir() if path.is_dir())
        folders = ",".join(name for name in french if name not in ("en", "assets"))
        globs = {"fr": f"{{*,{{{folders}}}/**/*}}.html", "en": "en/**/*.html"}
    return globs if (folder / "en").is_dir() else {"fr": globs["fr"]}


def _merged(folders: list[Path]) -> Path:
    """Move the indexes of single languages into that of the first, and return it."""
    work, *others = folders
    entry = json.loads((work / _ENTRY).read_bytes())
    for other in others:
        entry["languages"] |= json.loads((other / _ENTRY).read_bytes())["languages"]
        for path in list(_files(other)):
            path.replace(work / path.relative_to(other))
    (work / _ENTRY).write_bytes(_json(entry))
    return work


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*.*") if path.is_file())


def _move(path: Path, place: Path) -> bool:
    """Move a file to its place unless one like it is there; return whether it was moved."""
    if place.is_file() and place.read_bytes() == path.read_bytes():
        return False
    place.parent.mkdir(parents=True, exist_ok=True)
    path.replace(place)
    return True


def is_whole(site: Site) -> bool:
    """Return whether all pages are indexed, or only those that all bodies share and lists."""
    return len(site.kinds) <= MOST_THINGS


def bring_up_to_date(site: Site, folder: Path, *, changed: bool) -> None:
    """Index a folder where pages changed or no index is; remove it from a site without search.

    Raises as ``write_index``.
    """
    if not site.has_search:
        shutil.rmtree(folder / FOLDER, ignore_errors=True)
    elif changed or not (folder / FOLDER / _ENTRY).is_file():
        write_index(folder, whole=is_whole(site))


def _tidy(work: Path) -> None:
    """Keep what the search page loads, sort what has no order of its own, add what is ours."""
    for path in list(_files(work)):
        name = path.relative_to(work)
        if not any(name.match(pattern) for pattern in _KEPT):
            path.unlink()
    for language, kinds in _kinds(work).items():
        (work / f"kinds.{language}.json").write_bytes(_json(kinds))
    (work / LICENSE.name).write_bytes(LICENSE.read_bytes())


def _kinds(work: Path) -> dict[str, dict[str, list[str]]]:
    """Return, for each language, the identifiers that Pagefind gives pages, by kind of page."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted((work / "fragment").glob("*.pf_fragment")):
        page = json.loads(gzip.decompress(path.read_bytes()).removeprefix(_MARK))
        kinds = found.setdefault(path.stem.partition("_")[0], {})
        kinds.setdefault(page["meta"]["kind"], []).append(path.stem)
    return found


def _json(told: object) -> bytes:
    return json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def _run(folder: Path, wanted: dict[Path, str]) -> None:
    """Index pages into folders, all at once, where no configuration file of anyone else stands."""
    found = program()
    if found is None:
        raise _fault("Pagefind n’est pas installé.", "Pagefind is not installed.")
    command = [str(found), "--site", str(folder.resolve()), "--quiet"]
    command += ["--exclude-selectors", ",".join(_SKIPPED)]
    running: list[subprocess.Popen[str]] = []
    try:
        for work, glob in wanted.items():
            work.mkdir()
            running.append(_started([*command, "--output-path", str(work), "--glob", glob], work))
        for each in running:
            out, faults = each.communicate(timeout=_PATIENCE)
            if each.returncode != 0:
                told = (faults or out).strip()
                raise _fault(
                    f"{folder} : Pagefind a échoué. {told}", f"{folder}: Pagefind failed. {told}"
                )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _fault(f"Pagefind : {error}", f"Pagefind: {error}") from error
    finally:
        for each in running:
            each.kill()
            each.wait()


def _started(command: list[str], folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(  # noqa: S603 - the program of the package, arguments of our own
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _fault(french: str, english: str) -> GreffeError:
    return GreffeError(
        Text(french, english),
        Text(
            "Réinstallez pagefind[bin], ou désinstallez-le pour écrire un site sans recherche.",
            "Install pagefind[bin] again, or remove it to write a site without search.",
        ),
    )
