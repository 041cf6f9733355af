"""What a server elsewhere does wrong is told in one line that a person understands."""

from __future__ import annotations

import json
from typing import Final

import pytest
from tests.remote.conftest import Said, scripted

from greffe.errors import EndpointError, UsageError
from greffe.remote import RemoteStore

ASK: Final = "ASK { ?a ?b ?c }"


def _told(answer: Said) -> str:
    with scripted(answer) as server, pytest.raises(EndpointError) as caught:
        server.store().query(ASK)
    return caught.value.message.fr.removeprefix(server.address)


def test_a_problem_document_is_told_by_its_detail() -> None:
    """As ``greffe serve`` answers (RFC 9457): the sentence, not the JSON around it."""
    problem = {"title": "Refused", "detail": "SERVICE is not answered here.", "status": 403}
    body = json.dumps(problem).encode()
    answer = Said(403, {"Content-Type": "application/problem+json"}, body)
    assert " : refus (HTTP 403) : SERVICE is not answered here." == _told(answer)


@pytest.mark.parametrize("body", [b"[]", b"{", b'"x"', b"\xff"])
def test_a_broken_problem_document_is_told_as_it_is(body: bytes) -> None:
    """What says that it is a problem and is none does no harm."""
    answer = Said(400, {"Content-Type": "application/problem+json"}, body)
    assert _told(answer).startswith(" : refus (HTTP 400) : ")


def test_a_page_is_told_by_its_words() -> None:
    """Of HTML, the text: neither tags nor style nor the title said twice."""
    page = (
        "<html><head><title>Error</title><style>p { color: red }</style></head>"
        "<body><h1>Not&nbsp;allowed</h1>\n<p>Ask the &lt;owner&gt;.</p></body></html>"
    )
    answer = Said(500, {"Content-Type": "text/html"}, page.encode())
    assert " : refus (HTTP 500) : Not allowed Ask the <owner>." == _told(answer)


def test_a_refusal_without_words_has_none() -> None:
    """Nothing stands after the status where the server says nothing."""
    assert " : refus (HTTP 500)." == _told(Said(500, {}, b""))


def test_bytes_that_are_no_text_are_no_fault_of_ours() -> None:
    """An answer that is not UTF-8 is not SPARQL."""
    assert "n’est pas du SPARQL" in _told(Said(body=b'{"head": {}, "boolean": \xff}'))


@pytest.mark.parametrize("kind", ["text/html", "Text/HTML; charset=utf-8"])
@pytest.mark.parametrize("query", [ASK, "SELECT * { ?a ?b ?c }", "CONSTRUCT WHERE { ?a ?b ?c }"])
def test_a_page_is_no_answer(kind: str, query: str) -> None:
    """A page to log in, or a home page: said to be one, whatever was asked."""
    answer = Said(200, {"Content-Type": kind}, b"<html><title>Log in</title></html>")
    with scripted(answer) as server, pytest.raises(EndpointError) as caught:
        server.store().query(query)
    told = caught.value.message.fr.removeprefix(server.address)
    assert " : le serveur répond par une page web, non par une réponse SPARQL." == told


@pytest.mark.parametrize(("body", "line", "column"), [(b"", 1, 1), (b'{"head": {},\n]', 2, 1)])
def test_json_that_is_none_is_told_with_its_place(body: bytes, line: int, column: int) -> None:
    """In the reader's language, with the line and the column."""
    place = f"JSON mal formé, ligne {line}, colonne {column}"
    expected = f" : la réponse est incomplète ou n’est pas du SPARQL ({place})."
    assert expected == _told(Said(body=body))


def test_a_server_that_only_hangs_up_is_told_in_french() -> None:
    """Without an answer: the connection was cut."""
    assert " : injoignable (connexion coupée par le serveur)." == _told(Said(0))


@pytest.mark.parametrize(
    "address",
    [
        "http://[::1/",
        "http://localhost:port/",
        "http://localhost:99999/",
        "http://local host/",
        "http://localhost/é",
        "http://localhost/\n",
        "HTTP:localhost",
        "file://localhost/etc/passwd",
    ],
)
def test_what_is_no_address_is_told_before_anything_is_sent(address: str) -> None:
    """Spaces, letters that an address cannot hold, ports that are none, other schemes."""
    with pytest.raises(UsageError, match="is not the address"):
        RemoteStore(address)


@pytest.mark.parametrize("address", ["http://localhost/sparql?x=y", "HTTPS://EXAMPLE.org:8443/a"])
def test_what_is_an_address_is_kept(address: str) -> None:
    """A query string and capital letters do no harm."""
    assert address == RemoteStore(address).endpoint
