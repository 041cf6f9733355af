"""What all benchmarks share: the report and its sections, the machine, the processor's time."""

from __future__ import annotations

import os
import platform
import re
import resource
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
REPORT: Final = ROOT / "docs" / "benchmarks.md"
REMARKS: Final = "<!-- remarks -->"
_GIBI: Final = 1 << 30


def keep(name: str, text: str, path: Path | None = None) -> None:
    """Put a section between its marks in the report, at its end if they are not there yet.

    What somebody wrote there under the mark of remarks stays: it may have to be read again.
    """
    report = REPORT if path is None else path
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->\n"
    before = report.read_text(encoding="utf-8") if report.exists() else ""
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    found = pattern.search(before)
    _, mark, remarks = found[0].removesuffix(end).partition(REMARKS) if found else ("", "", "")
    section = f"{begin}\n{text}" + (f"\n{mark}{remarks}" if mark else "") + end
    after = f"{before.rstrip()}\n\n{section}".lstrip()
    if found:
        after = before[: found.start()] + section + before[found.end() :]
    report.write_text(after, encoding="utf-8")


def machine(*packages: str) -> str:
    """Return the line that says when and where: the day, the machine, Python and some packages.

    A package that is not installed was not measured.
    """
    versions = "".join(map(_version, packages))
    return (
        f"{datetime.now(tz=UTC).date()}, {os.cpu_count()} processors, {memory()} GiB, "
        f"CPython {platform.python_version()}{versions}."
    )


def _version(name: str) -> str:
    try:
        return f", {name} {version(name)}"
    except PackageNotFoundError:
        return ""


def memory() -> int:
    """Return how many gibibytes of memory the machine has."""
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIBI)


def processor() -> float:
    """Return the processor time of this process and of those that it started and that ended."""
    own, others = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
