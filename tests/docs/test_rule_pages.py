"""The pages of the rules in the documentation say what the shapes say.

``pytest tests/docs --refresh-docs`` writes them again from the shapes and their cases.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from greffe.language import LANGUAGES, Language
from greffe.validation.catalogue import catalogue
from greffe.validation.examples import Examples
from greffe.validation.rule_pages import Writer

DOCS = Path(__file__).parents[2] / "docs"
FOLDERS: dict[Language, Path] = {"fr": DOCS / "fr" / "regles", "en": DOCS / "en" / "rules"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages(language: Language, request: pytest.FixtureRequest) -> None:
    """There is one page for each file of shapes, as the shapes are now, and no other."""
    rules = catalogue()
    pages = Writer(rules, Examples(rules), language).pages()
    folder = FOLDERS[language]
    if request.config.getoption("--refresh-docs"):
        refresh(folder, pages)
    assert pages == {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.md")
    }


def refresh(folder: Path, pages: dict[str, str]) -> None:
    """Write the pages, and remove those of shapes that are gone."""
    for path in folder.rglob("*.md"):
        if path.relative_to(folder).as_posix() not in pages:
            path.unlink()
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
