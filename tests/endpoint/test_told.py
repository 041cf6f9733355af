"""What a person is told in a browser, and what a program is told: the same, each in its form."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Final

import pytest
from tests.served import Endpoint, serving
from tests.servers import free_port

from greffe.endpoint import told
from greffe.endpoint.problems import KINDS, Problem
from greffe.language import LANGUAGES, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from greffe.language import Language

BROWSER: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"
"""What Firefox and Chromium send when a person types an address."""

FAULTY: Final = "/sparql?query=SELECT%20*%20%7B"
EVIL: Final = "<script>alert(1)</script>"
WORDS: Final = Text(f"« {EVIL} » & cie", f"'{EVIL}' & co")


@pytest.mark.parametrize(
    ("accept", "is_page"),
    [
        (BROWSER, True),
        ("text/html", True),
        ("text/html, application/json;q=0.9", True),
        ("", False),
        ("*/*", False),
        ("text/*", False),
        ("application/json", False),
        ("text/html, application/json", False),
        ("application/sparql-results+json, text/html;q=0.5", False),
        ("text/turtle, text/html;q=0.9", False),
        ("text/html;q=0", False),
    ],
)
def test_who_gets_a_page(accept: str, *, is_page: bool) -> None:
    """Who wants a page more than any data is a person; everyone else is a program."""
    assert is_page is told.wants_page(accept)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_what_the_document_says(kind: str, language: Language) -> None:
    """Title, what happened, what to do and the status, in the person's language."""
    problem = Problem(kind, Text("Ceci.", "This."), Text("Faites.", "Do."))
    shown = told.page(problem, language).decode()
    document = json.loads(problem.document(language))
    assert f'<html lang="{language}">' in shown
    assert f"<h1>{document['title']}</h1>" in shown
    assert f"<p>{document['detail']}</p>\n<p>{document['remedy']}</p>" in shown
    assert f"HTTP {document['status']} <code>{document['type']}</code>" in shown


def test_words_of_a_client_are_no_markup() -> None:
    """What a request says stands in the page as it was said, and does nothing."""
    shown = told.page(Problem("parameter", WORDS, WORDS), "fr").decode()
    assert 2 == shown.count("« &lt;script&gt;alert(1)&lt;/script&gt; » &amp; cie")
    assert EVIL not in shown


def test_a_person_sees_a_page(either: Endpoint) -> None:
    """A browser shows the fault, in French, by a page that needs nothing from anywhere."""
    answer = either.ask(FAULTY, accept=BROWSER, accept_language="fr-CA")
    assert (400, "text/html", "fr") == (
        answer.status,
        answer.media_type,
        answer.headers["content-language"],
    )
    assert "<h1>Requête SPARQL fautive</h1>\n<p>SPARQL, ligne 1, colonne 11" in answer.text
    assert {"Accept", "Accept-Language"} == set(answer.headers["vary"].split(", "))
    assert told.PAGE_POLICY == answer.headers["content-security-policy"]


def test_a_program_gets_the_document(either: Endpoint) -> None:
    """The same fault for a program: the same status and the same words."""
    answer = either.ask(FAULTY, accept="*/*", accept_language="fr-CA")
    assert (400, "application/problem+json") == (answer.status, answer.media_type)
    assert "SPARQL, ligne 1, colonne 11" in json.loads(answer.body)["detail"]


@pytest.mark.parametrize("path", ["/api/questions", "/api/openapi.json"])
def test_what_stays_the_same_is_packed_and_kept(public: Endpoint, path: str) -> None:
    """The list and the description are compressed for who takes gzip; who has them is told 304."""
    plain = public.ask(path)
    packed = public.ask(path, accept_encoding="gzip")
    again = public.ask(path, if_none_match=plain.headers["etag"])
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 4
    assert ("gzip", 304, b"") == (packed.headers["content-encoding"], again.status, again.body)
    assert "Accept-Encoding" == plain.headers["vary"] == packed.headers["vary"]


@pytest.fixture(scope="module")
def deep(cache: Path, public_site: Path) -> Iterator[Endpoint]:
    """Serve a site that a proxy shows in a folder of its host."""
    assert cache.is_dir()
    port = free_port()
    options = ("--port", port, "--base-url", f"http://127.0.0.1:{port}/registres/")
    with serving("--site", public_site, "--watch", 0, *options) as endpoint:
        yield endpoint


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/id/mifi/communication/5", "/registres/id/mifi/communication/5/"),
        ("/recherche", "/registres/recherche/"),
        ("/api", "/registres/api/openapi.json"),
    ],
)
def test_a_folder_of_a_host_is_led_into(deep: Endpoint, path: str, place: str) -> None:
    """Behind a proxy that shows us in a folder, we lead to addresses in that folder."""
    assert place == deep.ask(path, accept=BROWSER).headers["location"]


def test_links_lead_into_the_folder(deep: Endpoint) -> None:
    """A page tells where its data are, in that folder too."""
    links = deep.ask("/id/mifi/communication/5/", accept=BROWSER).headers["link"].split(", ")
    assert links
    assert all(each.startswith("</registres/id/mifi/communication/5/data.") for each in links)
