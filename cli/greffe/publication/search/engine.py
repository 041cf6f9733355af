"""Pagefind itself: the program, and running it over pages.

It reads the ``data-pagefind-*`` attributes of pages and writes an index into a folder.
"""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

from greffe.errors import GreffeError
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

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

_PATIENCE: Final = 600
"""How many seconds Pagefind may take."""


def program() -> Path | None:
    """Return Pagefind's program, or ``None`` where it is not installed."""
    try:
        from pagefind.service import get_executable
    except ImportError:
        return None
    return get_executable()


def run(pages: Path, wanted: Mapping[Path, str]) -> None:
    """Index pages of a folder into other folders, all at once: for each, those of a pattern.

    No configuration file of anyone else is read.  Raises ``GreffeError`` when Pagefind is not
    there or cannot do it.
    """
    found = program()
    if found is None:
        raise _fault("Pagefind n’est pas installé.", "Pagefind is not installed.")
    command = [str(found), "--site", str(pages.resolve()), "--quiet"]
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
                    f"{pages} : Pagefind a échoué. {told}", f"{pages}: Pagefind failed. {told}"
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
