"""What holds for every page of the site."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

import pytest

from greffe.publication.site.rendering import TEMPLATES

if TYPE_CHECKING:
    from pathlib import Path

    from tests.publication.site.pagereading import Reading

    from greffe.publication.site.model import Page

BOTH = re.compile(r"\bt\(\s*(['\"])(?P<fr>(?:(?!\1).)*)\1,\s*(['\"])(?P<en>(?:(?!\3).)*)\3\s*\)")


def interface() -> list[tuple[str, str]]:
    """Return the words of the templates in French and English, where the two differ."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(TEMPLATES.rglob("*.j2")))
    pairs = {
        (each["fr"].strip(), each["en"].strip()) for text in texts for each in BOTH.finditer(text)
    }
    return sorted((fr, en) for fr, en in pairs if fr != en and re.search(r"\w\w", fr + en))


def test_templates_have_words_in_both_languages() -> None:
    """The words that the pages add are found in the templates, a hundred and more."""
    assert len(interface()) > 100


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_page_speaks_the_other_language(readings: dict[str, Reading], language: str) -> None:
    """No words of the interface stand on a page of the other language."""
    own, other = (0, 1) if language == "fr" else (1, 0)
    said = {pair[own] for pair in interface()}
    foreign = {pair[other] for pair in interface()} - said
    found = {
        (name, words)
        for name, page in readings.items()
        if page.language == language
        for marked, words in page.words
        if marked == language and words in foreign
    }
    assert found == set()


def test_every_page_has_one_heading_and_a_title(readings: dict[str, Reading]) -> None:
    """One h1 a page, its words in the title of the page."""
    bad = [
        name
        for name, page in readings.items()
        if page.tags.count("h1") != 1 or not page.title.startswith("".join(page.headings)[:40])
    ]
    assert bad == []


def test_every_page_says_its_language(readings: dict[str, Reading]) -> None:
    """Pages under ``en/`` are English, the others French."""
    wrong = [
        name
        for name, page in readings.items()
        if page.language != ("en" if name.startswith("en/") else "fr")
    ]
    assert wrong == []


def test_every_page_leads_to_the_other_language(readings: dict[str, Reading]) -> None:
    """Each page links to the same page in the other language, by name."""
    names = {"fr": "English", "en": "Français"}
    silent = [
        name
        for name, page in readings.items()
        if not any(words == names[page.language] for _, words in page.words)
    ]
    assert silent == []


def test_headings_do_not_skip_a_level(readings: dict[str, Reading]) -> None:
    """After an h1 comes an h2, after an h2 at most an h3."""
    skipped = []
    for name, page in readings.items():
        levels = [int(tag[1]) for tag in page.tags if tag in {"h1", "h2", "h3", "h4"}]
        if any(after - before > 1 for before, after in itertools.pairwise(levels)):
            skipped.append(name)
    assert skipped == []


def test_no_page_needs_what_a_strict_policy_forbids(built: Path) -> None:
    """No style attribute, no event attribute, no script within the page but data."""
    forbidden = re.compile(r"<[^>]+\s(style|on[a-z]+)=|<style|<script(?![^>]*(src=|json))")
    bad = [
        path.relative_to(built).as_posix()
        for path in built.rglob("*.html")
        if forbidden.search(path.read_text(encoding="utf-8"))
    ]
    assert bad == []


def test_no_page_says_none(readings: dict[str, Reading]) -> None:
    """What is not there is not written as a program writes it."""
    bad = {
        (name, words)
        for name, page in readings.items()
        for _, words in page.words
        if words in {"None", "[]", "()", "True", "False", "Undefined"}
    }
    assert bad == set()


def test_french_has_its_typography(readings: dict[str, Reading]) -> None:
    """The words that French pages add have curved apostrophes."""
    straight = [fr for fr, _ in interface() if re.search(r"\w'\w", fr)]
    assert straight == []
    assert any(page.language == "fr" for page in readings.values())


def test_every_kind_of_page_is_described(plan: dict[str, Page]) -> None:
    """A page that is about no thing says in a sentence what it is for."""
    mute = [
        address for address, page in plan.items() if page.subject is None and not page.description
    ]
    own = [each for each in mute if plan[each].kind in {"rules", "rule", "body", "bodies", "law"}]
    assert own == []
