"""One accessible page with nothing to load."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from greffe.language import LANGUAGES, Language
from greffe.validation.reports import write

if TYPE_CHECKING:
    from greffe.validation.report import Report

EMPTY = {"meta", "br"}
Attributes = list[tuple[str, str | None]]


class Page(HTMLParser):
    """Notes the elements of a page with their attributes, and what is not closed in order."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Note an element that is closed out of order."""
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """Return the attributes of all elements of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        """All words of the page."""
        return "".join(self.words)


@pytest.fixture(params=LANGUAGES)
def page(request: pytest.FixtureRequest, settled: Report) -> Page:
    """Return the page of the full report, in each language."""
    return Page(write(settled, "html", request.param))


def test_every_element_is_closed_in_order(page: Page) -> None:
    """The page is well-formed."""
    assert ([], []) == (page.faults, page.open)


def test_a_narrow_window_breaks_long_words(settled: Report) -> None:
    """Cells wrap anywhere on a telephone, so that nothing is read by scrolling sideways."""
    page = write(settled, "html", "fr")
    narrow = page[page.index("@media (max-width: 40rem)") :].split("\n}")[0]
    assert "th, td { overflow-wrap: anywhere;" in narrow


def test_nothing_is_loaded_and_nothing_runs(page: Page) -> None:
    """No script, image, style sheet or frame; the only addresses are links that people follow."""
    assert {"script", "img", "link", "iframe"}.isdisjoint(tag for tag, _ in page.elements)
    assert not [a for _, a in page.elements if {"src", "onclick", "style"} & a.keys()]
    assert "url(" not in page.text
    assert "@import" not in page.text


def test_the_page_says_its_language_and_title(settled: Report) -> None:
    """Screen readers know how to pronounce it (WCAG 3.1.1, 2.4.2)."""
    french, english = (Page(write(settled, "html", language)) for language in LANGUAGES)
    assert ["fr-CA", "en-CA"] == [each.all("html")[0]["lang"] for each in (french, english)]
    assert "Vérification des registres" in french.text
    assert "Check of the registers" in english.text


def test_headings_descend_one_by_one(page: Page) -> None:
    """One first heading, then second ones only (WCAG 1.3.1)."""
    headings = [tag for tag, _ in page.elements if tag in {"h1", "h2", "h3", "h4"}]
    assert ["h1", *["h2"] * (len(headings) - 1)] == headings


def test_each_table_has_a_caption_and_header_cells(page: Page) -> None:
    """Three rules and the waived ones: four tables, their headers scoped (WCAG 1.3.1)."""
    assert 4 == len(page.all("table")) == len(page.all("caption"))
    assert {"col", "row"} == {each.get("scope") for each in page.all("th")}
    rows = len(page.all("tr")) - len(page.all("table"))
    assert rows == sum(each.get("scope") == "row" for each in page.all("th"))


def test_links_of_the_page_lead_to_its_parts(page: Page) -> None:
    """The contents lead to each rule, by an address that exists once."""
    targets = [each["id"] for each in page.all("h2") if "id" in each]
    links = [str(a["href"]) for a in page.all("a") if str(a["href"]).startswith("#")]
    assert ["#S-COM-03", "#Q-CIT-02", "#R21"] == links
    assert [link.removeprefix("#") for link in links] == targets


def test_words_of_the_data_are_no_markup(found: Report) -> None:
    """What a cell holds is shown, never obeyed."""
    page = Page(write(found, "html"))
    assert '50 % <b>"a"</b> | `b`' in page.text
    assert [] == page.all("b")


def test_severity_is_told_in_words(found: Report) -> None:
    """Nothing is said by colour alone (WCAG 1.4.1)."""
    text = Page(write(found, "html")).text
    for words in ("S-COM-03 (violation)", "Q-CIT-02 (avertissement)", "R21 (conseil)"):
        assert words in text


def test_what_does_not_count_stands_apart(settled: Report) -> None:
    """Waived with reason, resolved, idle, known and the scope are on the page."""
    text = Page(write(settled, "html")).text
    for words in (
        "jusqu’au 2027-03-31 (Responsable de la protection) : Sera corrigé en mars.",
        "S-COM-08 — C10",
        "R15 — F3",
        "1 constat connu, accepté par la référence.",
        "Depuis origin/main : 3 inscriptions ou fichiers touchés.",
        "Devient une violation le 2027-01-01.",
    ):
        assert words in text


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Communication (37)"), ("en", "Communication (37)")]
)
def test_a_clean_page_says_what_was_checked(
    nothing_found: Report, language: Language, words: str
) -> None:
    """No finding is not an empty page."""
    page = Page(write(nothing_found, "html", language))
    assert words in page.text
    assert [] == page.all("table")


@pytest.mark.parametrize(
    ("foreground", "background"),
    [
        ("#1a1a1a", "#ffffff"),
        ("#00499c", "#ffffff"),
        ("#1a1a1a", "#eef1f5"),
        ("#e8e8e8", "#16181b"),
        ("#8ab8ff", "#16181b"),
        ("#e8e8e8", "#2a2e34"),
    ],
)
def test_colours_contrast(found: Report, foreground: str, background: str) -> None:
    """Text stands out by 4.5 to 1 at least, by day and by night (WCAG 1.4.3)."""
    text = write(found, "html")
    assert foreground in text
    assert background.replace("#ffffff", "#fff") in text
    light, dark = sorted((luminance(foreground), luminance(background)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2.1 defines it."""
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
