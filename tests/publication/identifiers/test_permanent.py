"""w3id.org, run in small: permanent identifiers lead to the site, the choice made on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.publication.identifiers.conftest import Server

SITE = "https://registres.example.ca/mifi/"
THING = "id/mifi/communication/17"

ANSWERS = [
    (THING, None, None, f"{THING}/"),
    (THING, "text/html", "en", f"en/{THING}/"),
    (THING, "text/turtle", "en", f"{THING}/data.ttl"),
    (f"{THING}/", "text/html", "en", f"{THING}/"),
    (f"{THING}/", "application/ld+json", None, f"{THING}/data.jsonld"),
    (f"{THING}/data.nt", "text/html", None, f"{THING}/data.nt"),
    (f"{THING}/citation/1", None, "en", f"en/{THING}/#citation-1"),
    (f"{THING}/citation/1", "text/turtle", None, f"{THING}/data.ttl"),
    ("law/qc/a-2.1/art/67.2.1", "text/turtle", None, "law/qc/a-2.1/art/67.2.1/data.ttl"),
    ("ontology", "text/turtle, text/html;q=0.9", None, "ontology/data.ttl"),
    ("ontology", "text/html", None, "ontology/"),
    ("org", None, None, "org/"),
    ("", None, None, ""),
    ("", "text/turtle", None, ""),
    ("question/outside-quebec", "text/turtle", None, "question/outside-quebec/"),
    ("org", "text/turtle", None, "org/"),
    ("question/outside-quebec", None, "en", "en/question/outside-quebec/"),
    ("en/regles/R15/", None, None, "en/regles/R15/"),
]


@pytest.mark.parametrize(("path", "accept", "language", "expected"), ANSWERS)
def test_a_permanent_identifier_leads_to_the_site(
    w3id: Server, path: str, accept: str | None, language: str | None, expected: str
) -> None:
    """Straight to the page or the data, so that a site of plain files is negotiated as well."""
    asked = {"Accept": accept, "Accept-Language": language}
    reply = w3id.get(path, {name: value for name, value in asked.items() if value is not None})
    assert (303, SITE + expected) == (reply.status, reply.location)


def test_nothing_that_will_do_is_told_at_once(w3id: Server) -> None:
    """406 already there, without a word about whether the thing exists."""
    assert 406 == w3id.get(THING, {"Accept": "image/png"}).status


def test_caches_on_the_way_are_told(w3id: Server) -> None:
    """The redirect varies with both headers, and pages of any origin may follow it."""
    reply = w3id.get(THING, {"Accept": "text/turtle"})
    assert {"Accept", "Accept-Language"} <= reply.values("Vary")
    assert "*" == reply.headers["Access-Control-Allow-Origin"]


def test_no_path_makes_w3id_lead_elsewhere(w3id: Server) -> None:
    """Whatever is asked, the answer leads to the site and makes no header."""
    for path in ("//evil.example/", "%0d%0aX-Made:%201", "@evil.example", "..;/id"):
        reply = w3id.get(path)
        assert "X-Made" not in reply.headers
        assert reply.location is None or reply.location.startswith(SITE)
