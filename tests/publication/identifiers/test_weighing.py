"""The patterns that weigh, held to a reading of RFC 9110 that parses instead of matching."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.publication.identifiers.formats import CHARSET, FORMATS, TYPES, Format, content_type
from greffe.publication.identifiers.weighing import (
    FORMAT_SCALES,
    LANGUAGE_SCALES,
    NOTHING,
    lesser,
    weigh,
)

RANGES = [
    *(name for each in FORMATS for name in (each.media_type, *each.synonyms)),
    "text/*",
    "application/*",
    "*/*",
    "image/png",
    "application/xhtml+xml",
    "application/rdf+xml",
]
QUALITIES = st.sampled_from(["", ";q=0", ";q=0.5", ";q=0.50", ";q=1", "; q=0.05", ";Q=0.125"])
ELEMENTS = st.tuples(st.sampled_from(RANGES), QUALITIES)
HEADERS = st.lists(ELEMENTS, min_size=1, max_size=6, unique_by=lambda element: element[0])
WEIGHTS = st.builds(
    "{}-{}".format,
    st.sampled_from(["0", "1", *(f"0.{n:03}".rstrip("0") for n in range(1, 1000))]),
    st.integers(0, 9),
)


def quality(written: str) -> Decimal:
    """Return the weight of an element, 1 where none is written."""
    return Decimal(written.partition("=")[2] or "1")


def preferred(each: Format, elements: list[tuple[str, str]]) -> Decimal:
    """Return what the most specific range that covers a format says, 0 where none does.

    Of synonyms, of which the standard knows nothing, one without a weight counts, else the first.
    """
    weights = {name: quality(written) for name, written in elements}
    synonyms = [written for name, written in elements if name in each.synonyms]
    if each.media_type in weights:
        return weights[each.media_type]
    if synonyms:
        return quality("" if "" in synonyms else synonyms[0])
    main = each.media_type.partition("/")[0]
    return weights.get(f"{main}/*", weights.get("*/*", Decimal(0)))


@given(HEADERS)
def test_patterns_weigh_as_the_standard_says(elements: list[tuple[str, str]]) -> None:
    """For any header, the quality of each format is that of the most specific range."""
    header = ", ".join(name + written for name, written in elements)
    expected = {each.name: preferred(each, elements) for each in FORMATS}
    found = {scale.name: Decimal(weigh(scale, header).partition("-")[0]) for scale in FORMAT_SCALES}
    assert expected == found


@given(WEIGHTS, WEIGHTS)
def test_weights_compare_as_strings(one: str, other: str) -> None:
    """Apache's comparison of strings is that of the numbers, then of the ranks."""
    numbers = [(Decimal(q), int(rank)) for q, _, rank in (w.partition("-") for w in (one, other))]
    assert (numbers[0] < numbers[1]) == (one < other)
    assert (numbers[0] == numbers[1]) == (one == other)


@given(WEIGHTS, WEIGHTS)
def test_the_pattern_of_nginx_is_that_comparison(one: str, other: str) -> None:
    """nginx, which compares nothing, finds the lesser of two weights by a pattern."""
    assert (one < other) == bool(re.search(lesser(), f"{one}:html|{other}:ttl"))


@pytest.mark.parametrize("header", ["", "  "])
def test_no_header_accepts_everything(header: str) -> None:
    """Without a header every format weighs 1, and the page comes first."""
    weights = {scale.name: weigh(scale, header) for scale in FORMAT_SCALES}
    assert {"1"} == {weight.partition("-")[0] for weight in weights.values()}
    assert "html" == max(weights, key=lambda name: weights[name])


@pytest.mark.parametrize("header", ["*/*", "text/html;q=0.9, */*;q=0.9", "text/*, application/*"])
def test_no_two_formats_weigh_the_same(header: str) -> None:
    """Ranks part what the client leaves equal: the choice never depends on the server."""
    weights = [weigh(scale, header) for scale in FORMAT_SCALES]
    assert len(set(weights)) == len(weights)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("en-CA,fr;q=0.9", ["0.9-2", "1-1"]),
        ("fr-CA;q=0.4, *;q=0.2", ["0.4-2", "0.2-1"]),
        ("de", [NOTHING, NOTHING]),
        ("", ["1-2", "1-1"]),
        ("fr-Latn-CA;q=0.30", ["0.3-2", NOTHING]),
    ],
)
def test_languages_are_weighed_by_their_varieties(header: str, expected: list[str]) -> None:
    """A regional variety stands for its language (RFC 4647, section 3.4)."""
    assert expected == [weigh(scale, header) for scale in LANGUAGE_SCALES]


@given(st.text(alphabet='text/urlhm*;,q=0.19 "\\+-', max_size=300))
def test_any_header_has_a_weight(header: str) -> None:
    """Whatever a client sends is weighed, and the weight has its form."""
    for scale in (*FORMAT_SCALES, *LANGUAGE_SCALES):
        assert re.fullmatch(r"(1|0(\.\d*[1-9])?)-\d", weigh(scale, header))


@pytest.mark.parametrize("unit", [",", ";", '"', 'a;b="', "text/turtle;", "*/*;q=0,", " "])
def test_long_headers_do_not_slow_a_server(unit: str) -> None:
    """A header of 8 kB, the most that servers take, is weighed in no time, whatever it repeats."""
    import time

    header = unit * (8000 // len(unit)) + "!"
    start = time.perf_counter()
    for scale in FORMAT_SCALES:
        weigh(scale, header)
    assert time.perf_counter() - start < 0.5


def test_a_format_is_told_by_one_name() -> None:
    """No media type stands for two formats, and each suffix has the type of its format."""
    names = [name for each in FORMATS for name in (each.media_type, *each.synonyms, *each.hints)]
    assert len(set(names)) == len(names)
    assert {each.name: each.media_type for each in FORMATS}.items() <= TYPES.items()


def test_charset_is_said_where_the_type_has_one() -> None:
    """JSON-LD and N-Triples are UTF-8 by definition; text, and Turtle for old readers, say so."""
    assert "text/turtle; charset=utf-8" == content_type("ttl")
    assert "application/ld+json" == content_type("jsonld")
    assert "application/n-triples" == content_type("nt")
    assert CHARSET <= set(TYPES.values())
