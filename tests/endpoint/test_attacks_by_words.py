"""Words that would become code, in parameters and in the data: they stay words."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.served import Endpoint, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASK = "ASK {}"
PROBLEM = "application/problem+json"
UPDATE = "application/sparql-update"
EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
REFUSED = (400, 403)


INJECTIONS = (
    'RAMQ" } SERVICE <http://x.test/> { ?s ?p ?o } #',
    "RAMQ> } UNION { ?s ?p ?o } #",
    "https://w3id.org/greffe/org/ramq> ?p ?o . ?x <x:y",
    "\\u003E } DROP ALL #",
    "'; DROP TABLE x; --",
    "}} SELECT * {{ ?s ?p ?o",
    "{0.__class__} %s ${x}",
    "<script>alert(1)</script>",
    "x\0y",
    "x\r\ny",
    "\U0001f600" * 100,
    "x" * 501,
)


@pytest.mark.parametrize("words", INJECTIONS)
@pytest.mark.parametrize(
    ("question", "parameter"),
    [
        ("communications-to-recipient", "recipient"),
        ("recipients-of-category", "category"),
        ("communications-under-provision", "provision"),
        ("files-of-unit", "unit"),
        ("agreements-of-year", "year"),
        ("facts-about-entry", "entry"),
    ],
)
def test_injection_by_parameters(
    either: Endpoint, question: str, parameter: str, words: str
) -> None:
    """What is no name of a thing is refused as such: nothing of it reaches a query."""
    answer = either.get({parameter: words}, path=f"/api/questions/{question}")
    kind = json.loads(answer.body)["type"].rpartition("/")[2]
    assert (answer.status, kind) in {
        (404, "unknown-name"),
        (400, "parameter"),
        (400, "bad-request"),
    }
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("words", INJECTIONS[:10])
def test_injection_by_text(either: Endpoint, words: str) -> None:
    """A text to look for is looked for as it is, whatever it holds."""
    answer = either.get({"words": words}, path="/api/questions/words-in-documents")
    assert (answer.status, json.loads(answer.body)["results"]["bindings"]) == (200, [])


@pytest.mark.parametrize(
    "pairs",
    [
        [("format", "../../etc/passwd")],
        [("format", "pickle")],
        [("lang", "de")],
        [("lang", "fr\r\n")],
        [("__class__", "x")],
        [("--recipient", "RAMQ")],
        [("recipient", "RAMQ"), ("recipient", "SAAQ")],
        [("callback", "alert")],
    ],
)
def test_parameters_that_there_are_not(either: Endpoint, pairs: list[tuple[str, str]]) -> None:
    """Options of the interface have their values and no other."""
    answer = either.get(pairs, path="/api/questions/communications-to-recipient")
    assert (answer.status, answer.media_type) == (400, PROBLEM)


@pytest.mark.parametrize(
    "name", ["..%2f..%2fetc%2fpasswd", "../questions", "x'%20or%201=1", "%00", "a" * 5000, "é" * 9]
)
def test_questions_that_there_are_not(either: Endpoint, name: str) -> None:
    """A question that is not in the library is 404, whatever it is called."""
    assert either.ask(f"/api/questions/{quote(name, safe='%/.')}").status == 404


EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Iterator[Endpoint]:
    """Serve data whose labels are attacks on whoever shows them."""
    import shutil

    from tests.conftest import SAMPLE

    assert cache.is_dir()
    root = tmp_path_factory.mktemp("poisoned") / "data"
    shutil.copytree(SAMPLE, root)
    path = root / "organizations.ttl"
    said = EVIL.replace("\\", "\\\\").replace('"', '\\"')
    text = path.read_text(encoding="utf-8")
    assert text.count("@fr") > 0
    path.write_text(text.replace('"@fr', f' {said}"@fr'), encoding="utf-8")
    with serving("--watch", 0, workspace=root) as endpoint:
        yield endpoint


@pytest.mark.parametrize("form", ["html", "json", "csv", "tsv", "markdown", "csv-excel"])
def test_data_are_not_code(poisoned: Endpoint, form: str) -> None:
    """Labels that are attacks are shown, not run: in pages escaped, elsewhere not as pages."""
    answer = poisoned.get({"format": form}, path="/api/questions/count-by-recipient")
    is_page = answer.media_type == "text/html"
    assert answer.status == 200
    assert b"<script" not in answer.body if is_page else answer.media_type != "text/html"
    assert "sandbox" in answer.headers["content-security-policy"]


def test_the_attack_is_in_the_page(poisoned: Endpoint) -> None:
    """The poisoned label really is in the page: the test above tests something."""
    answer = poisoned.get({"format": "html"}, path="/api/questions/count-by-recipient")
    assert b"&lt;script&gt;alert(1)" in answer.body
