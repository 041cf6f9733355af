"""The programs that people use get what they can read, by the headers that they send."""

from __future__ import annotations

import json
import shutil
import subprocess
import time
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDFS
from SPARQLWrapper import Wrapper
from tests.publication.identifiers.conftest import IRI

if TYPE_CHECKING:
    from tests.publication.identifiers.conftest import Server

THING = "id/mifi/communication/17"
SAID = (URIRef(IRI), RDFS.label, Literal("C17"))


@pytest.mark.parametrize("format_", [None, "turtle", "n3", "nt", "json-ld"])
@pytest.mark.parametrize("end", ["", "/"], ids=["identifier", "page"])
def test_rdflib_reads_an_identifier(server: Server, format_: str | None, end: str) -> None:
    """``Graph().parse(identifier)`` gets data that it can read, whatever format it is told."""
    graph = Graph().parse(f"{server.address}{THING}{end}", format=format_)
    assert {SAID} == set(graph)


@pytest.mark.parametrize("name", ["ontology#recipient", f"{THING}#C17"])
def test_rdflib_reads_a_name_after_a_hash(server: Server, name: str) -> None:
    """What follows a hash stays with the client: it reads the document that has the name."""
    assert {SAID} == set(Graph().parse(f"{server.address}{name}"))


def test_rdflib_reads_a_node_that_a_thing_owns(server: Server) -> None:
    """The data of a citation are those of its owner."""
    assert {SAID} == set(Graph().parse(f"{server.address}{THING}/citation/1"))


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (Wrapper._RDF_POSSIBLE, "data.ttl"),  # noqa: SLF001 - the header that it sends
        (Wrapper._RDF_TURTLE, "data.ttl"),  # noqa: SLF001
        (Wrapper._RDF_JSONLD, "data.jsonld"),  # noqa: SLF001
        (Wrapper._RDF_N3, "data.ttl"),  # noqa: SLF001
    ],
    ids=["any", "turtle", "json-ld", "n3"],
)
def test_sparqlwrapper_is_led_to_data(server: Server, accept: list[str], suffix: str) -> None:
    """The formats that SPARQLWrapper asks for, joined as it joins them, lead to data."""
    reply = server.get(THING, {"Accept": ",".join(accept)})
    assert (303, f"{THING}/{suffix}") == (reply.status, server.leads_to(reply))


def test_python_itself_gets_a_page(server: Server) -> None:
    """Without an ``Accept`` header, redirects followed: the French page."""
    with urlopen(f"http://{server.host}{THING}", timeout=10) as answer:
        assert f"<title>{THING}</title>".encode() == answer.read()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], f"<title>{THING}</title>"),
        (["-H", "Accept-Language: en-CA"], f"<title>en/{THING}</title>"),
        (["-H", "Accept: application/ld+json"], None),
    ],
    ids=["as-it-is", "english", "json-ld"],
)
def test_curl_follows_to_what_it_asks(
    server: Server, options: list[str], expected: str | None
) -> None:
    """``curl --location`` gets a page, or the data it names."""
    program = shutil.which("curl")
    if program is None:
        pytest.skip("curl is not installed")
    command = [program, "--silent", "--location", *options, f"{server.address}{THING}"]
    answer = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert answer == expected if expected else IRI == json.loads(answer)["@id"]


def test_head_says_what_get_would(server: Server) -> None:
    """``HEAD`` gets the same answer without its content (RFC 9110, section 9.3.2)."""
    asked = {"Accept": "text/turtle"}
    head, get = (server.get(THING, asked, method=method) for method in ("HEAD", "GET"))
    assert (303, get.location, b"") == (head.status, head.location, head.body)
    page = server.get(f"{THING}/data.ttl", method="HEAD")
    assert (200, "text/turtle; charset=utf-8", b"") == (page.status, page.media_type, page.body)


@pytest.mark.parametrize("unit", [",", ";", '"', 'a;b="', "text/turtle;", "*/*;q=0,", "a/b, "])
def test_a_hostile_header_is_answered_at_once(server: Server, unit: str) -> None:
    """8 kB of whatever in ``Accept`` cost a server no time."""
    start = time.perf_counter()
    reply = server.get(THING, {"Accept": unit * (8000 // len(unit)), "Accept-Language": unit * 20})
    assert time.perf_counter() - start < 1
    assert reply.status in {303, 406}
    assert 200 == server.get("").status


def test_behind_a_proxy_the_reader_stays_where_they_are(server: Server) -> None:
    """A proxy that speaks TLS is not bypassed: the answer leads to it, not to plain HTTP."""
    told = {"Host": "registres.example.ca", "X-Forwarded-Proto": "https"}
    host = "https://registres.example.ca"
    for asked, expected in ((THING, f"{THING}/"), ("regles/R15", "regles/R15/")):
        location = server.get(asked, told).location or ""
        assert f"{server.path}{expected}" == location.removeprefix(host)
