"""The site as the endpoint gives it: the choices that its rules for Apache and nginx make."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from greffe.endpoint.envelope import POLICY
from greffe.endpoint.pages import SPACES as SERVED_SPACES
from greffe.publication.identifiers.formats import HEADERS
from greffe.publication.identifiers.spaces import SPACES

if TYPE_CHECKING:
    from tests.served import Endpoint

THING = "/id/mifi/communication/5"
GONE = "/id/mifi/communication/9"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def test_the_table_is_the_sites() -> None:
    """The endpoint has the policy and the spaces that the site's own rules have."""
    assert (HEADERS["Content-Security-Policy"], SPACES) == (POLICY, SERVED_SPACES)


@pytest.mark.parametrize(
    ("accept", "language", "place"),
    [
        (BROWSER, "fr", f"{THING}/"),
        (BROWSER, "en", f"/en{THING}/"),
        ("*/*", "", f"{THING}/"),
        ("text/turtle", "fr", f"{THING}/data.ttl"),
        ("application/ld+json", "en", f"{THING}/data.jsonld"),
        ("application/n-triples", "", f"{THING}/data.nt"),
        ("text/html;q=0.2, text/turtle;q=0.8", "", f"{THING}/data.ttl"),
        ("text/turtle, text/html", "", f"{THING}/data.ttl"),
        ("application/rdf+xml, */*;q=0.1", "", f"{THING}/data.ttl"),
    ],
)
def test_an_identifier_leads_on(public: Endpoint, accept: str, language: str, place: str) -> None:
    """An identifier is 303 to the page, in its language, or to the data, as the client prefers."""
    answer = public.ask(THING, accept=accept, accept_language=language)
    assert (answer.status, answer.headers["location"]) == (303, place)
    assert {"Accept", "Accept-Language"} <= set(answer.headers["vary"].split(", "))


def test_a_format_that_the_site_lacks(public: Endpoint) -> None:
    """An identifier in a format that there is not, is 406."""
    assert public.ask(THING, accept="image/png").status == 406


def test_the_address_of_a_page(public: Endpoint) -> None:
    """A page is given at its own address, with links to its data; 303 when data are preferred."""
    page = public.ask(f"{THING}/", accept=BROWSER)
    data = public.ask(f"{THING}/", accept="text/turtle")
    assert (page.status, "C5" in page.text) == (200, True)
    assert f"<{THING}/data.ttl>" in page.headers["link"]
    assert (data.status, data.headers["location"]) == (303, f"{THING}/data.ttl")


@pytest.mark.parametrize(
    ("accept", "place"),
    [(BROWSER, f"{THING}/#citation-1"), ("text/turtle", f"{THING}/data.ttl")],
)
def test_a_node_that_a_thing_owns(public: Endpoint, accept: str, place: str) -> None:
    """A citation is led to its place on the page, or to the data, of the thing it is part of."""
    answer = public.ask(f"{THING}/citation/1", accept=accept)
    assert (answer.status, answer.headers["location"]) == (303, place)


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("/", 200, "Accueil"),
        ("/en/", 200, "Home"),
        ("/recherche/", 200, "Recherche"),
        ("/nothing", 404, "Introuvable"),
        ("/en/nothing", 404, "Not found"),
        ("/id/mifi/communication/99", 404, "Introuvable"),
    ],
)
def test_pages(public: Endpoint, path: str, status: int, words: str) -> None:
    """A page, or the page that says there is none, in the language of its address."""
    answer = public.ask(path, accept=BROWSER)
    assert (answer.status, answer.media_type, words in answer.text) == (status, "text/html", True)
    assert answer.headers["content-security-policy"] == POLICY


@pytest.mark.parametrize(
    ("path", "words"), [(f"{GONE}/", "C9 retirée"), (f"/en{GONE}/", "C9 withdrawn")]
)
def test_the_page_of_what_is_withdrawn(public: Endpoint, path: str, words: str) -> None:
    """410 with the page that says what was there, in the language of the address."""
    answer = public.ask(path, accept=BROWSER, accept_language="en;q=0.5, fr;q=0.4")
    assert (answer.status, answer.media_type, words in answer.text) == (410, "text/html", True)


@pytest.mark.parametrize("path", [GONE, f"{GONE}/", f"{GONE}/data.ttl", f"{GONE}/citation/1"])
def test_the_data_of_what_is_withdrawn(public: Endpoint, path: str) -> None:
    """A program is told 410 in a document, for the thing and for all that it had."""
    answer = public.ask(path, accept="text/turtle", accept_language="en")
    told = json.loads(answer.body)
    assert (answer.status, told["title"]) == (410, "Withdrawn")
    assert told["type"].endswith("/problem/gone")


@pytest.mark.parametrize(("language", "folder"), [("fr", ""), ("en", "/en")])
def test_an_identifier_that_is_withdrawn(public: Endpoint, language: str, folder: str) -> None:
    """A reader who follows it is led to the page that says so, in their language."""
    answer = public.ask(GONE, accept=BROWSER, accept_language=language)
    assert (answer.status, answer.headers["location"]) == (303, f"{folder}{GONE}/")


def test_what_is_not_withdrawn_is_not_gone(public: Endpoint) -> None:
    """A number that only begins alike is another thing: never published, it is not found."""
    assert public.ask(f"{GONE}9/", accept=BROWSER).status == 404


def test_a_folder_without_its_slash(public: Endpoint) -> None:
    """The address of a page without its last slash leads to it."""
    answer = public.ask("/recherche")
    assert (answer.status, answer.headers["location"]) == (301, "/recherche/")


def test_programs_are_told_in_documents(public: Endpoint) -> None:
    """Who wants no page is told that there is nothing by a problem document."""
    answer = public.ask("/nothing", accept="application/json")
    assert (answer.status, json.loads(answer.body)["status"]) == (404, 404)


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("data.ttl", "text/turtle; charset=utf-8"),
        ("data.jsonld", "application/ld+json"),
        ("data.nt", "application/n-triples"),
    ],
)
def test_data_have_their_types(public: Endpoint, name: str, media_type: str) -> None:
    """Files are of the type that their suffix means, and any page may read them."""
    answer = public.ask(f"{THING}/{name}")
    assert (answer.status, answer.headers["content-type"]) == (200, media_type)
    assert answer.headers["access-control-allow-origin"] == "*"


def test_files_are_compressed_and_kept(public: Endpoint) -> None:
    """A long file is compressed for who takes gzip; who has it is told 304."""
    plain = public.ask("/assets/site.css")
    packed = public.ask("/assets/site.css", accept_encoding="gzip")
    again = public.ask("/assets/site.css", if_none_match=plain.headers["etag"])
    assert gzip.decompress(packed.body) == plain.body
    assert (packed.headers["content-encoding"], again.status, again.body) == ("gzip", 304, b"")


@pytest.mark.parametrize(
    "path",
    ["/org/" + "a" * 300, "/" + "a" * 5000, "/id/" + "a/" * 3000, "/assets/" + "a" * 250 + ".css"],
)
def test_names_longer_than_files_have(public: Endpoint, path: str) -> None:
    """There is nothing where no file could be; that is no fault of ours."""
    assert public.ask(path, accept="text/html").status == 404


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("bytes=0-3", 206),
        ("bytes=-4", 206),
        ("bytes=4-", 206),
        ("bytes=999999-", 416),
        ("bytes=3-0", 200),
        ("bytes=a-b", 200),
        ("bytes=0-1,2-3", 200),
        ("bytes=" + "0-," * 1000 + "1-", 200),
        ("bytes=0-" + "9" * 5000, 200),
        ("lines=0-3", 200),
        ("bytes", 200),
    ],
)
def test_a_part_of_a_file(public: Endpoint, told: str, status: int) -> None:
    """One range of bytes is a part, or beyond the end; what is none is as if it were not asked."""
    whole = public.ask("/assets/site.css")
    answer = public.ask("/assets/site.css", range=told)
    assert status == answer.status
    assert (answer.body == whole.body) is (status == 200)


def test_the_part_is_the_part(public: Endpoint) -> None:
    """The bytes are those asked for, and the place is told."""
    whole = public.ask("/assets/site.css").body
    answer = public.ask("/assets/site.css", range="bytes=2-5")
    assert (whole[2:6], f"bytes 2-5/{len(whole)}") == (answer.body, answer.headers["content-range"])


def test_the_endpoint_is_not_shadowed(public: Endpoint) -> None:
    """The site never hides the endpoint, the questions, the health or the counts."""
    paths = ("/sparql", "/api/questions", "/health", "/metrics", "/.well-known/void")
    assert [public.ask(path).status for path in paths] == [200] * 5
