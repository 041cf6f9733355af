"""What real servers answer: each line of the tables is read from RFC 9110, section 12, by hand.

Every test runs against Apache and nginx, with the site at the root of the host and in a sub-folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.publication.identifiers.conftest import Server

THING = "id/mifi/communication/17"
PAGE, ENGLISH = f"{THING}/", f"en/{THING}/"
TURTLE, JSON_LD, TRIPLES = (f"{THING}/data.{suffix}" for suffix in ("ttl", "jsonld", "nt"))
NONE = None

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CHROME = (
    "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,"
    "*/*;q=0.8,application/signed-exchange;v=b3;q=0.7"
)
OWL_API = (
    "application/rdf+xml, application/xml; q=0.7, text/xml; q=0.6, text/plain; q=0.1, */*; q=0.09"
)
JENA = (
    "text/turtle,application/n-triples;q=0.9,application/ld+json;q=0.8,application/rdf+xml;q=0.7,"
    "*/*;q=0.3"
)
AXIOS = "application/json, text/plain, */*"

ACCEPT = [
    # Who says nothing, or takes anything, gets a page.
    (NONE, PAGE),
    ("", PAGE),
    ("*/*", PAGE),
    ("*/*;q=0.1", PAGE),
    ("text/*", PAGE),
    # Browsers.
    (FIREFOX, PAGE),
    (CHROME, PAGE),
    ("text/html", PAGE),
    # One format.
    ("text/turtle", TURTLE),
    ("application/ld+json", JSON_LD),
    ("application/n-triples", TRIPLES),
    ("application/*", JSON_LD),
    # Names are the same in any case, with any space around them.
    ("Text/Turtle", TURTLE),
    ("TEXT/HTML;Q=0.1,  application/LD+json ;  Q=0.2", JSON_LD),
    ("\ttext/turtle\t", TURTLE),
    # The greater weight, wherever it stands.
    ("text/html;q=0.5, text/turtle;q=0.9", TURTLE),
    ("text/turtle;q=0.9, text/html;q=0.5", TURTLE),
    ("text/turtle;q=0.5, text/html;q=0.9", PAGE),
    ("text/turtle;q=0.5, text/html", PAGE),
    ("application/n-triples;q=0.3, application/ld+json;q=0.2, text/turtle;q=0.1", TRIPLES),
    # Weights are numbers with three decimals, not texts.
    ("text/html;q=0.10, text/turtle;q=0.9", TURTLE),
    ("text/html;q=0.9, text/turtle;q=0.10", PAGE),
    ("text/html;q=0.5, text/turtle;q=0.45", PAGE),
    ("text/html;q=0.099, text/turtle;q=0.1", TURTLE),
    ("text/html;q=0.001, text/turtle;q=0.002", TURTLE),
    ("text/html;q=0.999, text/turtle;q=1.000", TURTLE),
    ("text/html;q=0.999, text/turtle;q=1.", TURTLE),
    ("text/html;q=1, text/turtle;q=0.999", PAGE),
    # The more specific range counts, even when it weighs less.
    ("text/*;q=0.5, application/ld+json", JSON_LD),
    ("text/*, text/html;q=0.1", TURTLE),
    ("*/*, text/html;q=0.5, text/turtle;q=0.5, application/ld+json;q=0.5", TRIPLES),
    ("text/html;q=0.3, text/*;q=0.2, */*;q=0.1", PAGE),
    ("*/*;q=0.8, application/*;q=0.9", JSON_LD),
    # Not wanted at all.
    ("text/html;q=0, */*", TURTLE),
    ("text/html;q=0.0, text/turtle;q=0.000, */*", JSON_LD),
    ("text/*;q=0, */*;q=0.1", JSON_LD),
    # Parameters other than the weight do not part our formats.
    ('application/ld+json;profile="http://www.w3.org/ns/json-ld#compacted"', JSON_LD),
    ("text/turtle;charset=utf-8;q=0.9, text/html;q=0.8", TURTLE),
    ("text/turtle;charset=utf-8;q=0.7, text/html;q=0.8", PAGE),
    # The name of the format that we send counts before its synonyms.
    ("application/ld+json;q=0, application/json, text/html;q=0.1", PAGE),
    ("text/turtle;q=0.2, text/n3, text/html;q=0.5", PAGE),
    ("text/n3;q=0.8, text/html;q=0.5", TURTLE),
    # What is malformed says nothing; the rest counts.
    ("text/turtle;q=high, text/html;q=0.1", PAGE),
    ("text/turtle;q=2, text/html;q=0.1", PAGE),
    (",, text/turtle ,", TURTLE),
    # Names that begin or end like ours are not ours.
    ("text/turtlesoup, text/html;q=0.1", PAGE),
    ("x-text/turtle, text/html;q=0.1", PAGE),
    ("text/html-sandboxed, application/n-triples;q=0.1", TRIPLES),
    # Equal weights: data for who names data, a page for who takes anything besides.
    ("text/html, text/turtle", TURTLE),
    ("application/ld+json, */*", JSON_LD),
    ("text/html, */*", PAGE),
    (AXIOS, JSON_LD),
    # Who asks for what we lack and takes anything gets the nearest.
    (OWL_API, TURTLE),
    ("application/rdf+xml, text/html;q=0.5", PAGE),
    (JENA, TURTLE),
    ("text/plain, */*;q=0.1", TRIPLES),
]
NOTHING_WILL_DO = [
    "image/png",
    "application/rdf+xml",
    "text/html;q=0, text/turtle;q=0, application/*;q=0",
    "*/*;q=0",
    "text/plain",
]
LANGUAGES = [
    (NONE, PAGE),
    ("", PAGE),
    ("*", PAGE),
    ("fr", PAGE),
    ("en", ENGLISH),
    ("EN", ENGLISH),
    ("en-CA", ENGLISH),
    ("fr-CA", PAGE),
    ("de", PAGE),
    ("de, en;q=0.1", ENGLISH),
    ("fr-CA,fr;q=0.9,en-US;q=0.8,en;q=0.7", PAGE),
    ("en-US,en;q=0.9,fr;q=0.8", ENGLISH),
    ("en-CA,fr;q=0.9,en;q=0.8", ENGLISH),
    ("fr;q=0.3, en;q=0.7", ENGLISH),
    ("fr;q=0.7, en;q=0.3", PAGE),
    ("en;q=0.5, fr;q=0.5", PAGE),
    ("fr;q=0, *", ENGLISH),
    ("en;q=0", PAGE),
    ("en;q=0, fr;q=0", PAGE),
    ("eng, frr", PAGE),
]


def headers(accept: str | None = None, language: str | None = None) -> dict[str, str]:
    """Return the headers of a request; one that is ``None`` is not sent."""
    every = {"Accept": accept, "Accept-Language": language}
    return {name: value for name, value in every.items() if value is not None}


@pytest.mark.parametrize(("accept", "expected"), ACCEPT)
def test_an_identifier_leads_to_what_is_wanted_most(
    server: Server, accept: str | None, expected: str
) -> None:
    """303 See Other, to the representation that weighs most in ``Accept``."""
    reply = server.get(THING, headers(accept))
    assert (303, expected) == (reply.status, server.leads_to(reply))


@pytest.mark.parametrize("accept", NOTHING_WILL_DO)
def test_what_nobody_can_read_is_not_sent(server: Server, accept: str) -> None:
    """406 when no representation will do: a program is not given what it would misread."""
    reply = server.get(THING, headers(accept))
    assert (406, None) == (reply.status, reply.location)
    assert '; rel="alternate"; type="text/turtle"' in str(reply.headers.get_all("Link"))


@pytest.mark.parametrize(("language", "expected"), LANGUAGES)
def test_a_person_gets_a_page_in_the_language_wanted_most(
    server: Server, language: str | None, expected: str
) -> None:
    """French unless English weighs more; a regional variety stands for its language."""
    reply = server.get(THING, headers("text/html", language))
    assert (303, expected) == (reply.status, server.leads_to(reply))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_data_have_no_language(server: Server, language: str) -> None:
    """The same data for readers of French and of English."""
    reply = server.get(THING, headers("text/turtle", language))
    assert (303, TURTLE) == (reply.status, server.leads_to(reply))


PLACES = [
    # Identifiers, by their kind.
    ("id/mifi/register", None, 303, "id/mifi/register/"),
    ("law/qc/a-2.1/art/67.2.1", None, 303, "law/qc/a-2.1/art/67.2.1/"),
    ("law/qc/a-2.1/art/67.2.1", "text/turtle", 303, "law/qc/a-2.1/art/67.2.1/data.ttl"),
    ("org/ircc", "application/ld+json", 303, "org/ircc/data.jsonld"),
    # A name after a hash is never sent: the document of the ontology, in the asked format.
    ("ontology", None, 303, "ontology/"),
    ("ontology", "text/turtle", 303, "ontology/data.ttl"),
    # A node that a thing owns: its owner's page or data.
    (f"{THING}/citation/1", None, 303, f"{THING}/#citation-1"),
    (f"{THING}/span/recipientText", "text/turtle", 303, TURTLE),
    ("id/mifi/register/span/title", None, 303, "id/mifi/register/#span-title"),
    ("id/mifi/register/span/3", "application/n-triples", 303, "id/mifi/register/data.nt"),
    (f"{THING}/citation/1", "image/png", 406, None),
    # What has no data has a page for everyone who can read one.
    ("question/outside-quebec", "text/turtle, */*;q=0.1", 303, "question/outside-quebec/"),
    # A page by its own address: it stays, in its language; data are fetched from it as well.
    (PAGE, None, 200, None),
    (PAGE, FIREFOX, 200, None),
    (PAGE, "image/png", 200, None),
    (ENGLISH, "text/turtle", 200, None),
    (PAGE, "text/turtle", 303, TURTLE),
    ("ontology/", "application/ld+json", 303, "ontology/data.jsonld"),
    # Files are what they are.
    (TURTLE, "text/html", 200, None),
    (JSON_LD, "image/png", 200, None),
    # Pages that are no thing.
    ("", None, 200, None),
    ("en/", "text/turtle", 200, None),
    ("regles/R15", None, 301, "regles/R15/"),
    ("en/regles/R15", None, 301, "en/regles/R15/"),
    ("regles/R15/", "text/turtle", 200, None),
    # A body whose identifiers have another path on this host.
    ("ancien/mifi/communication/17", "text/turtle", 303, THING),
    # The same identifier, written otherwise (RFC 3986, section 6.2.2).
    ("id/mifi/communication/%31%37", "text/turtle", 303, TURTLE),
    ("id/mifi/file/../communication/17", "text/turtle", 303, TURTLE),
    # A query is no part of an identifier.
    (f"{THING}?lang=en", None, 303, PAGE),
    # Nothing there.
    ("id/mifi/communication/999", None, 404, None),
    ("id/mifi/communication/999", "text/turtle", 404, None),
    ("id/mifi/communication/999/", None, 404, None),
    ("id/mifi/communication", None, 404, None),
    ("id/mifi/communication/", None, 404, None),
    ("id/mifi/communication/17%0d%0aX-Injected:%201", None, 404, None),
    ("ontologie", None, 404, None),
    ("telecharger/absent.nq", None, 404, None),
    # Nothing for anyone.
    (".greffe-site.json", None, 404, None),
    (".htaccess", None, 404, None),
    (".well-known/security.txt", None, 200, None),
    # Withdrawn: pages say so, programs are told at once.
    ("id/mifi/communication/9", None, 303, "id/mifi/communication/9/"),
    ("id/mifi/communication/9/", None, 410, None),
    ("id/mifi/communication/9/", "text/turtle", 410, None),
    ("en/id/mifi/communication/9/", None, 410, None),
    ("id/mifi/communication/9", "text/turtle", 410, None),
    ("id/mifi/communication/9", "image/png", 410, None),
    ("id/mifi/communication/9/data.ttl", None, 410, None),
    ("id/mifi/communication/99", None, 404, None),
]


@pytest.mark.parametrize(("path", "accept", "status", "expected"), PLACES)
def test_each_address_has_its_answer(
    server: Server, path: str, accept: str | None, status: int, expected: str | None
) -> None:
    """Identifiers lead on (303), pages and files are there (200), the rest is told apart."""
    reply = server.get(path, headers(accept))
    assert (status, expected) == (reply.status, server.leads_to(reply))


TRAVERSALS = [
    "../secret.txt",
    "../../secret.txt",
    "%2e%2e/secret.txt",
    "..%2fsecret.txt",
    "id/..%2f..%2f..%2f..%2fsecret.txt",
    "id/mifi/../../../../secret.txt",
    "id/%2e%2e/%2e%2e/%2e%2e/secret.txt",
    "..%5c..%5csecret.txt",
    "%252e%252e/%252e%252e/secret.txt",
    "id/mifi/communication/17/..;/..;/secret.txt",
]


@pytest.mark.parametrize("path", TRAVERSALS)
def test_no_path_leads_out_of_the_site(server: Server, path: str) -> None:
    """Whatever steps a path has, written in whatever way, it gets nothing from beside the site."""
    reply = server.get(path)
    assert reply.status in {400, 403, 404}
    assert b"secret" not in reply.body


def test_no_path_makes_a_header(server: Server) -> None:
    """A line end within a path ends no line of the answer."""
    for path in (f"{THING}%0d%0aX-Made:%201", f"{THING}/citation/1%0d%0aX-Made:%201"):
        assert "X-Made" not in server.get(path).headers


def test_a_lost_reader_gets_a_page_in_their_language(server: Server) -> None:
    """404 with the page for it: of the part of the site that was asked, else of the browser."""
    french, english = b"<title>404.html</title>", b"<title>en/404.html</title>"
    assert french == server.get("absent").body
    assert english == server.get("absent", headers(language="en")).body
    assert english == server.get("en/absent", headers(language="fr")).body


def test_the_page_of_a_withdrawn_thing_is_the_one_that_was_asked(server: Server) -> None:
    """410 with the tombstone in the language of the address, whatever the browser prefers."""
    for page in ("id/mifi/communication/9", "en/id/mifi/communication/9"):
        reply = server.get(f"{page}/", headers(FIREFOX, "en;q=0.5, fr;q=0.4"))
        assert (410, f"<title>{page}</title>".encode()) == (reply.status, reply.body)


TYPES = [
    (PAGE, "text/html; charset=utf-8"),
    (TURTLE, "text/turtle; charset=utf-8"),
    (JSON_LD, "application/ld+json"),
    (TRIPLES, "application/n-triples"),
    ("telecharger/greffe.nq", "application/n-quads"),
]


@pytest.mark.parametrize(("path", "expected"), TYPES)
def test_files_say_what_they_are(server: Server, path: str, expected: str) -> None:
    """The registered media type, with a charset where the type has that parameter."""
    assert expected == server.get(path, headers("*/*")).media_type


def test_caches_are_told_what_the_answer_depends_on(server: Server) -> None:
    """``Vary`` names each header that the choice looked at, and no file varies."""
    both = {"Accept", "Accept-Language"}
    for accept in (None, "text/turtle", "image/png"):
        assert both <= server.get(THING, headers(accept)).values("Vary")
    assert {"Accept"} == server.get(PAGE).values("Vary")
    assert set() == server.get(TURTLE).values("Vary")


@pytest.mark.parametrize("path", [THING, PAGE, ENGLISH])
def test_data_are_linked_from_identifiers_and_pages(server: Server, path: str) -> None:
    """``Link`` (RFC 8288) leads to each format, as alternate and as what describes the thing."""
    links = server.get(path, headers("text/html")).values("Link")
    types = {"ttl": "text/turtle", "jsonld": "application/ld+json", "nt": "application/n-triples"}
    expected = {
        f'<{server.path}{THING}/data.{suffix}>; rel="{relation}"; type="{media_type}"'
        for suffix, media_type in types.items()
        for relation in ("alternate", "describedby")
    }
    assert expected == links


@pytest.mark.parametrize("path", ["question/outside-quebec/", "regles/R15/", "en/", TURTLE])
def test_only_data_that_there_are_is_linked(server: Server, path: str) -> None:
    """A page without data beside it, and a file, promise none."""
    assert set() == server.get(path).values("Link")


def test_pages_of_other_hosts_may_read_data(server: Server) -> None:
    """Data, and the redirect that leads to them, are shared with any origin; pages need not be."""
    origin = "Access-Control-Allow-Origin"
    for path in (TURTLE, JSON_LD, TRIPLES, "telecharger/greffe.nq"):
        assert "*" == server.get(path).headers[origin]
    assert "*" == server.get(THING, headers("text/turtle")).headers[origin]
    assert origin not in server.get(PAGE).headers


@pytest.mark.parametrize("path", ["", THING, PAGE, TURTLE, "absent"])
def test_every_answer_protects_its_reader(server: Server, path: str) -> None:
    """No foreign script, no guessed type, no address given away to other sites."""
    found = server.get(path).headers
    assert found["Content-Security-Policy"].startswith("default-src 'self'; ")
    assert ("nosniff", "no-referrer") == (found["X-Content-Type-Options"], found["Referrer-Policy"])
