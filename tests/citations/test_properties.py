"""Whatever is cited, in whatever style, reads back as what was meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greffe.citations import Instrument, LegalIndex, read
from greffe.citations.syntax import mentions
from greffe.errors import SyntaxFault
from greffe.language import Text

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

ACT = "urn:law/act"
TITLES = ("loi sur le sel de mer",)
ORDINALS = ("premier", "deuxième", "troisième", "quatrième", "cinquième", "sixième")
WORDS = (
    "Article",
    "articles",
    "L’article",
    "12",
    "38.1",
    "3º",
    "b)",
    "(4)",
    "à",
    "et",
    ",",
    "-",
    ".",
    "\n\n",
    "alinéa",
    "deuxième alinéa",
    "paragraphes",
    "sous-paragraphe",
    "annexe A",
    "de la",
    "de l'article",
    "du",
    "Loi sur le sel de mer",
    "(S-9)",
    "(LRC)",
    "LRC",
    "même loi",
    "Loi",
    "Règlement sur le poivre",
    "Entente",
    "est en accord avec",
)
SEPARATORS = re.compile(r"[\s.;]*")

numbers = st.lists(st.integers(1, 300), min_size=1, max_size=3).map(
    lambda parts: ".".join(map(str, parts))
)
letters = st.sampled_from("abcdefgh")
lists = st.lists(numbers, min_size=1, max_size=5, unique=True)


def index_of(paths: tuple[str, ...]) -> LegalIndex:
    """Return the index of one Act that has exactly these provisions."""
    act = Instrument(
        ACT,
        Text("Loi sur le sel de mer", "Sea Salt Act"),
        "S-9",
        "s-9",
        work_rule=False,
        in_force="inForce",
        replaced_by=None,
        note=None,
    )
    return LegalIndex({ACT: act}, {TITLES[0]: (ACT,)}, frozenset(f"{ACT}/{path}" for path in paths))


def enumerated(items: list[str]) -> str:
    """Write a list as French does: « a, b et c »."""
    *most, last = items
    return f"{', '.join(most)} et {last}" if most else last


@st.composite
def cited(draw: DrawFn) -> tuple[str, tuple[str, ...]]:
    """Draw one citation as printed and the paths that it means."""
    style = draw(st.sampled_from(("list", "levels", "inverted", "bracket", "letter", "annex")))
    end = draw(st.sampled_from((" de la ", ", ", " - ", " — ", " -"))) + draw(
        st.sampled_from(("Loi sur le sel de mer", "Loi sur le sel de mer (chapitre S-9)"))
    )
    number = draw(numbers)
    if style == "list":
        articles = draw(lists)
        return f"Articles {enumerated(articles)}{end}", tuple(f"art/{one}" for one in articles)
    if style == "letter":
        letter = draw(letters)
        return f"Article {number} {letter}){end}", (f"art/{number}/par/{letter}",)
    paragraph = draw(st.integers(1, 40))
    if style == "bracket":
        return f"Article {number} ({paragraph}){end}", (f"art/{number}/par/{paragraph}",)
    if style == "annex":
        return f"Article {number} de l’annexe B{end}", (f"annexe/b/art/{number}",)
    rank = draw(st.integers(1, 6))
    path = f"art/{number}/al/{rank}/par/{paragraph}"
    alinea = f"{ORDINALS[rank - 1]} alinéa"
    if style == "inverted":
        return f"Le paragraphe {paragraph} du {alinea} de l'article {number}{end}", (path,)
    mark = draw(st.sampled_from(("", "º", "°")))
    return f"L’article {number}, {alinea}, paragraphe {paragraph}{mark}{end}", (path,)


@settings(max_examples=300)
@given(cited())
def test_a_printed_citation_reads_back_as_its_provisions(
    citation: tuple[str, tuple[str, ...]],
) -> None:
    """Every rendered citation of generated articles, alinéas and paragraphs finds its targets."""
    printed, paths = citation
    (found,) = read(printed, index_of(paths))
    assert (tuple(f"{ACT}/{path}" for path in paths), "resolved", printed) == (
        found.targets,
        found.status,
        found.text,
    )


@given(st.lists(cited(), min_size=1, max_size=5), st.sampled_from(("\n\n", ". ", "; ", ".  \n\n")))
def test_citations_stay_apart_and_cover_the_cell(
    citations: list[tuple[str, tuple[str, ...]]], separator: str
) -> None:
    """A cell gives back its citations in order, and only separators are left over."""
    cell = separator.join(printed for printed, _ in citations)
    found = read(cell, index_of(tuple(path for _, paths in citations for path in paths)))
    assert [printed for printed, _ in citations] == [one.text for one in found]
    ends = [0, *(one.end for one in found)]
    starts = [*(one.start for one in found), len(cell)]
    for end, start in zip(ends, starts, strict=True):
        assert SEPARATORS.fullmatch(cell[end:start])


@given(st.integers(1, 400), st.integers(0, 12))
def test_a_range_is_each_of_its_members(first: int, more: int) -> None:
    """« à » means every whole number from the first to the last."""
    (mention,) = mentions(f"Articles {first} à {first + more} de la Loi sur le sel de mer", TITLES)
    assert tuple(f"art/{number}" for number in range(first, first + more + 1)) == mention.paths


@given(cited())
def test_a_missing_provision_never_dangles(citation: tuple[str, tuple[str, ...]]) -> None:
    """On an Act without provisions every citation is doubtful and cites the Act."""
    (found,) = read(citation[0], index_of(()))
    assert ((ACT,), "doubtful") == (found.targets, found.status)


def place_of_fault(text: str) -> tuple[int | None, int | None] | None:
    """Return the line and column at which a text does not read, None where it reads."""
    try:
        read(text, index_of(("art/12", "art/12/par/4")))
    except SyntaxFault as fault:
        return fault.line, fault.column
    return None


@settings(max_examples=400)
@given(st.text(max_size=40) | st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_text_reads_or_is_a_fault_with_its_place(text: str) -> None:
    """No text whatever raises anything but a fault that points into the text."""
    place = place_of_fault(text)
    if place is not None:
        lines = text.split("\n")
        line, column = place
        assert line in range(1, len(lines) + 1)
        assert line is not None
        assert column in range(1, len(lines[line - 1]) + 2)


@pytest.mark.parametrize("cell", ["Bonjour", "Article de la Loi sur le sel de mer", "("])
def test_nonsense_is_a_fault(cell: str) -> None:
    """Words that cite nothing do not read as an empty cell."""
    with pytest.raises(SyntaxFault):
        mentions(cell, TITLES)
