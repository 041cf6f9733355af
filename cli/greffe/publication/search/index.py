"""The index that the search page reads: made by Pagefind from the pages as they are written.

Pagefind reads the ``data-pagefind-*`` attributes of the pages, finds out their languages, and
writes small compressed files, of which a browser loads those that a search needs.  Its output is
the same for the same pages, but for two things: the order of languages in its entry file, which is
sorted here, and its filters.  So that two builds are the same, pages have no filters, and files of
our own tell which pages are of which kind.
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

_ALL: Final = "**/*.html"
_SHARED: Final = (
    "**/{org/**/*,law/**/*,concept/**/*,question/**/*,situations/**/*,regles/**/*,rules/**/*,"
    "id/*/index}.html"
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
        work = Path(made)
        _run(folder, work, _ALL if whole else _SHARED)
        _tidy(work)
        names = {path.relative_to(work).as_posix() for path in _files(work)}
        written = sum(_move(work / name, folder / FOLDER / name) for name in sorted(names))
    there = {path.relative_to(folder / FOLDER).as_posix() for path in _files(folder / FOLDER)}
    remove(folder / FOLDER, there - names)
    return written


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
    entry = work / _ENTRY
    entry.write_bytes(_json(json.loads(entry.read_bytes())))
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


def _run(folder: Path, work: Path, pages: str) -> None:
    """Run Pagefind where no configuration file of anyone else stands."""
    found = program()
    if found is None:
        raise _fault("Pagefind n’est pas installé.", "Pagefind is not installed.")
    command = [str(found), "--site", str(folder.resolve()), "--output-path", str(work), "--quiet"]
    command += ["--exclude-selectors", ",".join(_SKIPPED), "--glob", pages]
    try:
        done = subprocess.run(  # noqa: S603 - the program of the package, arguments of our own
            command, cwd=work, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _fault(f"Pagefind : {error}", f"Pagefind: {error}") from error
    if done.returncode != 0:
        told = (done.stderr or done.stdout).strip()
        raise _fault(f"{folder} : Pagefind a échoué. {told}", f"{folder}: Pagefind failed. {told}")


def _fault(french: str, english: str) -> GreffeError:
    return GreffeError(
        Text(french, english),
        Text(
            "Réinstallez pagefind[bin], ou désinstallez-le pour écrire un site sans recherche.",
            "Install pagefind[bin] again, or remove it to write a site without search.",
        ),
    )
