"""Preferences are weighed as RFC 9110 has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe.endpoint.negotiation import language, media_type, preferences, takes_gzip

OFFERS = ("text/turtle", "application/json", "text/csv")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("application/json", "application/json"),
        ("application/*", "application/json"),
        ("text/csv, text/turtle;q=0.999", "text/csv"),
        ("text/*;q=0.5, text/turtle;q=0.1", "text/csv"),
        ("text/turtle;q=0, */*;q=0.1", "application/json"),
        ("application/json; charset=utf-8 ;Q=0.5, text/csv;q=0.4", "application/json"),
        ('application/json;x="a,b;q=0";q=0.5', "application/json"),
        ("text/turtle;q=2, text/csv;q=0.1", "text/csv"),
        ("text/turtle;q=abc, text/csv;q=0.1", "text/csv"),
        ("image/png", None),
        ("*/*;q=0", None),
        (",,;;q=,", None),
    ],
)
def test_media_types(header: str, expected: str | None) -> None:
    """Weight first, then the most specific range, then the order of the offers."""
    assert expected == media_type(header, OFFERS)


@pytest.mark.parametrize(
    ("header", "expected"),
    [("", "fr"), ("en", "en"), ("en-CA,fr;q=0.9", "en"), ("fr;q=0.2, en;q=0.2", "fr"), ("*", "fr")],
)
def test_languages(header: str, expected: str) -> None:
    """A regional variety stands for its language; French where nothing is preferred."""
    assert expected == language(header)


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", False),
        ("gzip", True),
        ("br, gzip;q=0.1", True),
        ("gzip;q=0", False),
        ("*", True),
        ("identity", False),
        ("gzip;q=0, *", False),
    ],
)
def test_codings(header: str, expected: bool) -> None:
    """Gzip is sent only to who names it, or anything, with some weight."""
    assert expected == takes_gzip(header)


@given(st.text(max_size=200))
def test_any_header_is_read(header: str) -> None:
    """Whatever the header, what is chosen is an offer or nothing, and weights are from 0 to 1."""
    assert media_type(header, OFFERS) in {*OFFERS, None}
    assert all(0 <= each.weight <= 1 for each in preferences(header))


@given(st.sampled_from(OFFERS), st.sampled_from(["", ";q=1", ";q=0.001", "; q=0.5"]))
def test_what_is_named_alone_is_given(offer: str, weight: str) -> None:
    """Who takes one offer, with whatever weight above zero, gets it."""
    assert offer == media_type(f"{offer}{weight}", OFFERS)
