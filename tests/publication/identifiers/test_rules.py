"""What is written for servers, where no server can be asked."""

from __future__ import annotations

import re

import pytest

from greffe.publication.identifiers import apache, nginx, statics
from greffe.publication.identifiers.formats import SHARED, TYPES
from greffe.publication.identifiers.spaces import OWNER, STEP, THING, Layout
from greffe.publication.site.addresses import Addresses

MIFI = "https://w3id.org/greffe/id/mifi"
ELSEWHERE = "https://donnees.example.ca/registres/id/ville"
ADDRESSES = Addresses({f"{MIFI}/": "id/mifi/", f"{ELSEWHERE}/": "id/ville/"})


def test_a_layout_knows_the_path_of_its_site() -> None:
    """The path of the address; the root of a host where only identifiers are known."""
    for base_url, expected in (
        ("https://example.ca/", "/"),
        ("https://example.ca/a/b/", "/a/b/"),
        ("https://w3id.org/greffe/", "/"),
    ):
        assert expected == Layout(base_url).path


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("https://donnees.example.ca/registres/", ()),
        ("https://donnees.example.ca/", (("registres/id/ville/", "id/ville/"),)),
        ("https://example.ca/", ()),
        ("https://w3id.org/greffe/", ()),
    ],
)
def test_a_body_elsewhere_has_a_rule_where_it_needs_one(
    base_url: str, expected: tuple[tuple[str, str], ...]
) -> None:
    """Its identifiers need a rule only on a site of their host that gives them another path."""
    assert expected == Layout.of(base_url, ADDRESSES).elsewhere


def test_withdrawn_folders_come_from_the_table_of_addresses() -> None:
    """A thing has a folder; a node, a term and what is not of the site have none."""
    withdrawn = [
        f"{ELSEWHERE}/communication/2",
        f"{MIFI}/communication/9",
        f"{MIFI}/communication/9/citation/1",
        "https://w3id.org/greffe/ontology#gone",
        "https://example.org/other",
    ]
    expected = ("id/mifi/communication/9/", "id/ville/communication/2/")
    assert expected == Layout.of("https://example.ca/", ADDRESSES, withdrawn).retired


@pytest.mark.parametrize(
    "iri",
    [
        f"{MIFI}/communication/17/citation/1",
        f"{MIFI}/communication/17/span/recipientText",
        f"{MIFI}/register/span/title",
        f"{MIFI}/inventory/span/3",
        f"{MIFI}/group/cisss/span/12",
        f"{MIFI}/communication/17",
        f"{MIFI}/register",
        MIFI,
        "https://w3id.org/greffe/org/ircc",
        "https://w3id.org/greffe/law/qc/a-2.1/art/67.2.1/al/2",
        "https://w3id.org/greffe/ontology",
    ],
)
def test_rules_lead_where_the_table_of_addresses_says(iri: str) -> None:
    """The patterns of the rules and the table of the pages give every identifier one place."""
    path = iri.removeprefix("https://w3id.org/greffe/")
    if node := re.fullmatch(f"({OWNER})/([A-Za-z]+)/([A-Za-z0-9_-]+)", path):
        found = f"{node[1]}/#{node[2]}-{node[3]}"
    else:
        assert re.fullmatch(THING, path)
        found = f"{path}/"
    assert str(ADDRESSES.place(iri)) == found


@pytest.mark.parametrize("step", ["a b", "a/b", "a%0A", "a\n", "é", "", "<", "a#b", "a?b"])
def test_a_step_holds_nothing_that_could_do_harm(step: str) -> None:
    """Only unreserved characters: nothing that ends a line or begins another part of an address."""
    assert re.fullmatch(STEP, step) is None


def test_plain_hosts_lead_nodes_to_their_owners() -> None:
    """Three rules, however many nodes: the more literal first, as such hosts read them."""
    rules = statics.redirects(Layout("https://example.ca/reg/")).splitlines()[1:]
    assert [
        "/reg/id/:body/inventory/:part/:rank /reg/id/:body/inventory/#:part-:rank 303",
        "/reg/id/:body/register/:part/:rank /reg/id/:body/register/#:part-:rank 303",
        "/reg/id/:body/:kind/:key/:part/:rank /reg/id/:body/:kind/:key/#:part-:rank 303",
    ] == rules


def test_plain_hosts_lead_a_body_from_elsewhere() -> None:
    """Another path for a body on the same host is one rule with a splat."""
    rules = statics.redirects(Layout.of("https://donnees.example.ca/", ADDRESSES))
    assert "\n/registres/id/ville/* /id/ville/:splat 303\n" in rules


def test_plain_hosts_say_what_files_are() -> None:
    """Each suffix that is shared has its type and may be read from any origin."""
    rules = statics.headers(Layout("https://example.ca/"))
    blocks = dict(re.findall(r"^/\*\.(\w+)\n((?:  .*\n)+)", rules, re.MULTILINE))
    assert set(SHARED) == set(blocks)
    for suffix, block in blocks.items():
        assert f"  Content-Type: {TYPES[suffix]}" in block
        assert "  Access-Control-Allow-Origin: *\n" in block
    assert "  X-Content-Type-Options: nosniff\n" in rules


@pytest.mark.parametrize(
    "write",
    [apache.htaccess, apache.w3id, nginx.maps, nginx.site, statics.headers, statics.redirects],
)
def test_rules_say_that_they_are_written(write: object) -> None:
    """Whoever opens the file learns first that a change to it will be lost; the end is a line's."""
    assert callable(write)
    rules = write(Layout("https://example.ca/"))
    assert rules.startswith("# Written by greffe; what is changed here is lost")
    assert rules.endswith("\n")


def test_without_withdrawn_things_nothing_is_gone() -> None:
    """Rules for 410 stand only where there is something to tell."""
    layout = Layout("https://example.ca/")
    assert "410" not in apache.htaccess(layout)
    assert "[G" not in apache.htaccess(layout)
    assert "(?!)" in nginx.maps(layout)


def test_a_name_that_looks_like_a_pattern_is_taken_as_it_is() -> None:
    """A dot in the folder of a withdrawn thing stands for a dot."""
    layout = Layout("https://example.ca/", retired=("law/qc/a-2.1/",))
    for rules in (apache.htaccess(layout), nginx.maps(layout)):
        assert r"law/qc/a\-2\.1" in rules
