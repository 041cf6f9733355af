"""What the Markdown pages name is there, and they keep to their form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])

FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PATH = re.compile(r"(?:\.ci|\.github|cli|data|docs|ontology|queries|shapes|tests)/[\w./-]*")


def _read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every internal link leads to a file and to a heading that exist."""
    broken = [
        target
        for target in LINK.findall(FENCE.sub("", _read(page)))
        if "://" not in target and not _leads_somewhere(page, target)
    ]
    assert [] == broken


def _leads_somewhere(page: Path, target: str) -> bool:
    name, _, anchor = target.partition("#")
    there = page.parent / name if name else page
    return there.exists() and (not anchor or anchor in _anchors(there))


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", _read(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_paths_exist(page: Path) -> None:
    """Every path of the project that a page names is there."""
    names = re.findall(r"`([^`\n]+)`", FENCE.sub("", _read(page)))
    paths = [name for name in names if PATH.fullmatch(name)]
    assert [] == [name for name in paths if not (ROOT / name).exists()]


@pytest.mark.parametrize("page", sorted((ROOT / "docs" / "fr").glob("*.md")), ids=lambda p: p.name)
def test_french_typography(page: Path) -> None:
    """French prose has its own apostrophes and quotation marks."""
    prose = re.sub(r"`[^`]*`", "", FENCE.sub("", _read(page)))
    assert [] == re.findall(r".*['\"].*", prose)


def test_decisions_are_indexed() -> None:
    """Every decision record has the four parts of one and stands in the index."""
    folder = ROOT / "docs" / "decisions"
    index = _read(folder / "README.md")
    for record in sorted(folder.glob("[0-9]*.md")):
        assert f"]({record.name})" in index
        text = _read(record)
        assert re.match(rf"# {record.name[:4]}\. ", text), record.name
        parts = re.findall(r"^(Status|## \w+)", text, re.MULTILINE)
        assert ["Status", "## Context", "## Decision", "## Consequences"] == parts, record.name
