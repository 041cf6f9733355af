"""Namespaces are written once, and names are shortened only where they can be read back."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greffe import namespaces
from greffe.namespaces import (
    CONCEPT,
    GREFFE,
    LAW,
    ORGANIZATION,
    PREFIXES,
    ROOT,
    local_name,
    shorten,
)

LOCAL: Final = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,12}", fullmatch=True)


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (f"{GREFFE}recipient", "greffe:recipient"),
        ("http://www.w3.org/2004/02/skos/core#prefLabel", "skos:prefLabel"),
        ("http://purl.org/dc/terms/title", "dcterms:title"),
        ("https://w3id.org/dpv/pd#Name", "pd:Name"),
        ("https://w3id.org/dpv#Name", "dpv:Name"),
        (f"{ORGANIZATION}ramq", f"{ORGANIZATION}ramq"),
        ("http://purl.org/dc/terms/a/b", "http://purl.org/dc/terms/a/b"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_an_iri_is_shortened_where_a_prefix_fits(iri: str, expected: str) -> None:
    """A name under one of our prefixes is short; any other IRI stays whole."""
    assert expected == shorten(iri)


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (f"{GREFFE}recipient", "recipient"),
        (f"{ORGANIZATION}ramq", "ramq"),
        ("https://example.org/a#b/c", "c"),
        ("https://example.org/a/b#c", "c"),
        (GREFFE, ""),
        ("urn:x", "urn:x"),
    ],
)
def test_a_local_name_is_what_stands_last(iri: str, expected: str) -> None:
    """Whether a slash or a number sign comes before it, and all of a name without either."""
    assert expected == local_name(iri)


@given(st.sampled_from(sorted(PREFIXES)), LOCAL)
def test_a_short_name_means_its_iri(prefix: str, local: str) -> None:
    """Expanding what was shortened gives the IRI again."""
    short, _, name = shorten(PREFIXES[prefix] + local).partition(":")
    assert PREFIXES[short] + name == PREFIXES[prefix] + local


def test_no_prefix_is_declared_twice() -> None:
    """Two prefixes never mean the same namespace."""
    assert len(PREFIXES) == len(set(PREFIXES.values()))


def test_prefixes_are_sorted() -> None:
    """The one list is read in alphabetical order."""
    assert sorted(PREFIXES) == list(PREFIXES)


def test_every_namespace_ends_where_a_name_begins() -> None:
    """A namespace ends with a number sign or a slash."""
    assert [each for each in PREFIXES.values() if each[-1] not in "#/"] == []


@pytest.mark.parametrize("name", ["GREFFE", "GRSH", "CONCEPT", "LAW", "ORGANIZATION", "QUESTION"])
def test_our_own_namespaces_have_one_root(name: str) -> None:
    """What Greffe names lies under its one root."""
    assert getattr(namespaces, name).startswith(ROOT)


def test_kinds_of_things_do_not_share_a_base() -> None:
    """A concept, an organisation and a provision are told apart by their IRI."""
    bases = [CONCEPT, LAW, ORGANIZATION]
    assert [(a, b) for a in bases for b in bases if a != b and a.startswith(b)] == []
