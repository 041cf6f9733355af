"""Before an engine that fails, an endpoint stays honest: the whole answer, or what went wrong."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from tests.endpoint.test_attacks_by_load import flooding
from tests.endpoint.upstreams import ENDLESS, FOREVER, JSON, Engine, case, engine, table
from tests.remote.conftest import Said
from tests.served import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.served import Answer, Endpoint

PROBLEM = "application/problem+json"
MOST_ROWS = 100
BEGUN = b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://x/">'
STATEMENT = b'<rdf:Description rdf:about="http://a"><x:b>c</x:b></rdf:Description>'
WHOLE = BEGUN + STATEMENT + b"</rdf:RDF>"
MANY = b"".join(STATEMENT.replace(b">c<", b">%d<" % n) for n in range(MOST_ROWS + 1))
SELECTS: dict[str, tuple[Said | str, str]] = {
    "page": (Said(body=b"<html>It works!</html>"), "upstream"),
    "empty": (Said(body=b""), "upstream"),
    "verdict": (Said(body=b'{"head": {}, "boolean": true}'), "upstream"),
    "cut-row": (Said(body=table("a", "b")[:-9]), "upstream"),
    "cut-between": (Said(body=table("a", "b").removesuffix(b"]}}")), "upstream"),
    "cut-end": (Said(body=table("a", "b")[:-1]), "upstream"),
    "short": (Said(headers={"Content-Length": "9999"}, body=table("a")[:-3]), "upstream"),
    "not-utf8": (Said(body=table("\xe9").replace(b"\\u00e9", b"\xe9")), "upstream"),
    "surrogate": (Said(body=table("\ud800")), "upstream"),
    "refused": (Said(400, body=b"no such function at http://secret.test/"), "upstream"),
    "forbidden": (Said(403), "upstream"),
    "fault": (Said(500), "upstream"),
    "moved": (Said(302, {"Location": "http://127.0.0.1:9/"}), "upstream"),
    "partial": (Said(headers={"X-SPARQL-MaxRows": "1"}, body=table("a")), "upstream"),
    "late": (Said(headers={"X-SQL-State": "S1TAT"}, body=table("a")), "time"),
    "silent": (FOREVER, "time"),
    "hangs-up": (Said(0), "unreachable"),
    "busy": (Said(503), "unreachable"),
    "many-rows": (Said(body=table(*map(str, range(MOST_ROWS + 1)))), "answer-size"),
    "long": (Said(body=table("x" * (2 << 20))), "answer-size"),
    "endless": (ENDLESS, "answer-size"),
}
GRAPHS: dict[str, tuple[Said | str, str]] = {
    "no-rdf": (Said(body=b"<html>It works!</html>"), "upstream"),
    "turtle": (Said(body=b"<http://a> <http://b> <http://c> ."), "upstream"),
    "no-end": (Said(body=BEGUN + STATEMENT), "upstream"),
    "cut-statement": (Said(body=WHOLE[:-20]), "upstream"),
    "no-graph": (Said(body=b""), "upstream"),
    "many-triples": (Said(body=BEGUN + MANY + b"</rdf:RDF>"), "answer-size"),
}
GOOD: dict[str, Said | str] = {
    "good": Said(headers=JSON, body=table("a")),
    "graph": Said(body=WHOLE),
}
CASES = {name: said for name, (said, _) in (SELECTS | GRAPHS).items()} | GOOD


@pytest.fixture(scope="module")
def odd() -> Iterator[Engine]:
    """Run the engine that fails as it is told to."""
    with engine(CASES) as found:
        yield found


@pytest.fixture(scope="module")
def front(odd: Engine) -> Iterator[Endpoint]:
    """Stand before it, with five seconds, a hundred rows and a mebibyte for each query."""
    limits = ("--time-limit", 5, "--max-rows", MOST_ROWS, "--max-size", 1, "--watch", 0)
    with serving("--endpoint", odd.address, *limits) as endpoint:
        yield endpoint


def kind(answer: Answer) -> str:
    """Return what kind of problem an answer is; it must be a whole document of one."""
    told = json.loads(answer.body)
    assert (answer.media_type, told["status"]) == (PROBLEM, answer.status)
    return str(told["type"]).rpartition("/")[2]


@pytest.mark.parametrize("name", SELECTS)
def test_a_table_is_whole_or_a_problem(front: Endpoint, odd: Engine, name: str) -> None:
    """Whatever an engine does, no part of a table is answered, nor is the engine's address told."""
    source = "127.0.0.4" if name == "silent" else "127.0.0.1"
    answer = front.query(f"SELECT ?n {{ {case(name)} }}", accept="text/csv", source=source)
    assert SELECTS[name][1] == kind(answer)
    port = odd.address.rpartition(":")[2].partition("/")[0]
    assert not {port, "secret"} & set(answer.text.replace("/", " ").replace(":", " ").split())


@pytest.mark.parametrize("name", GRAPHS)
def test_a_graph_is_whole_or_a_problem(front: Endpoint, name: str) -> None:
    """Nor is part of a graph, even when it stops between two statements."""
    answer = front.query(f"CONSTRUCT {{ ?n a ?o }} WHERE {{ {case(name)} }}")
    assert GRAPHS[name][1] == kind(answer)


@pytest.mark.parametrize("name", ["page", "cut-end", "good"])
def test_a_verdict_is_one_or_a_problem(front: Endpoint, name: str) -> None:
    """What answers an ASK is a truth value, and nothing that looks like an answer."""
    assert kind(front.query(f"ASK {{ {case(name)} }}")) == "upstream"


def test_what_is_whole_is_answered(front: Endpoint) -> None:
    """The cases above fail for what they are, and not for where they come from."""
    rows = front.query(f"SELECT ?n {{ {case('good')} }}", accept="text/csv")
    graph = front.query(
        f"CONSTRUCT {{ ?n a ?o }} WHERE {{ {case('graph')} }}", accept="application/n-triples"
    )
    assert (200, "n\r\na\r\n") == (rows.status, rows.text)
    assert (200, '<http://a> <http://x/b> "c" .\n') == (graph.status, graph.text)


def test_what_is_too_large_is_not_read_to_its_end(front: Endpoint, odd: Engine) -> None:
    """Beyond the limit nothing more is read, so that an endless answer costs little."""
    odd.left.clear()
    odd.sent = 0
    assert kind(front.query(f"SELECT ?n {{ {case('endless')} }}")) == "answer-size"
    assert odd.left.wait(10)
    assert odd.sent < 30 << 20


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT ?n { ?n <urn:case:good> ?o", 400),
        ("SELECT ?n { ?n <urn:case:good> ?o } NONSENSE", 400),
        ("SELECT * { SERVICE <http://x.test/> { ?n <urn:case:good> ?o } }", 403),
        ("SELECT * { #\rSERVICE <http://x.test/> { ?n <urn:case:good> ?o }\n }", 403),
        ("DELETE WHERE { ?n <urn:case:good> ?o }", 403),
        ("ASK {} ; DELETE WHERE { ?n <urn:case:good> ?o }", 400),
        ('DEFINE get:soft "replace" SELECT ?n { ?n <urn:case:good> ?o }', 400),
        ("SELECT (<bif:http_get>(?n) AS ?x) { ?n <urn:case:good> ?o }", 403),
        ("PREFIX f: <bif:> SELECT (f:file_to_string(?n) AS ?x) { ?n <urn:case:good> ?o }", 403),
        ("SELECT ?n { ?n <java:org.example.Evil> ?x ; <urn:case:good> ?o }", 403),
        ("SELECT ?n { ?n <urn:case:good> ?o FILTER(<http://x.test/f>(?n)) }", 403),
        ("SELECT ?n { ?n <urn:case:good> ?o } ORDER BY <http://x.test/f>(?n)", 403),
        ("SELECT ?n { ?n <urn:case:good> ?o }#", 406),
    ],
)
def test_what_is_refused_is_not_sent(front: Endpoint, odd: Engine, query: str, status: int) -> None:
    """A query is read before the engine gets it; what is no plain query never arrives there."""
    before = len(odd.asked)
    accept = "image/png" if status == 406 else "*/*"
    assert status == front.query(query, accept=accept).status
    assert before == len(odd.asked)


def test_what_is_sent_is_the_query_alone(front: Endpoint, odd: Engine) -> None:
    """Without its comments, with our prefixes, and with the time that it has, as a query only."""
    front.query(f"SELECT ?n {{ # words\n {case('good')} ; a greffe:Communication }}")
    sent = odd.asked[-1]
    assert sent.keys() == {"query", "timeout"}
    assert sent["timeout"] == ["5000"]
    assert "words" not in sent["query"][0]
    assert "PREFIX greffe: <https://w3id.org/greffe/ontology#>" in sent["query"][0]


def test_casts_and_lists_are_no_foreign_functions(front: Endpoint, odd: Engine) -> None:
    """What SPARQL 1.1 has goes through: casts, and IRIs before a list."""
    query = (
        f"SELECT ?n {{ {case('good')} FILTER(xsd:integer(?n) > 1) "
        "OPTIONAL { ?n <urn:list> (1 2) } }"
    )
    assert (200, query.replace(" ", "")) == (
        front.query(query).status,
        odd.asked[-1]["query"][0].partition("#>\n")[2].replace(" ", ""),
    )


def test_who_waits_for_the_engine_does_not_keep_the_others_waiting(front: Endpoint) -> None:
    """While a client floods us with queries that the engine never answers, another is answered."""
    silent = f"SELECT ?n {{ {case('silent')} }}"
    with flooding(front, "127.0.0.2", silent, 8) as ended:
        time.sleep(1)
        good = f"SELECT ?n {{ {case('good')} }}"
        statuses = [front.query(good, source="127.0.0.8").status for _ in range(10)]
    assert [200] * 10 == statuses
    assert set(ended) <= {"time", "busy"}


def test_health_tells_of_the_engine(front: Endpoint) -> None:
    """An engine that is out of reach makes the endpoint unwell, until it answers again."""
    front.query(f"SELECT ?n {{ {case('hangs-up')} }}")
    down = front.ask("/health")
    front.query(f"SELECT ?n {{ {case('good')} }}")
    up = front.ask("/health")
    assert (503, "fail") == (down.status, json.loads(down.body)["upstream"])
    assert (200, "pass") == (up.status, json.loads(up.body)["upstream"])


def test_without_a_record_nothing_is_kept(front: Endpoint) -> None:
    """Where nobody says when the data change, an answer has no tag, and may not be stored."""
    headers = front.get({"query": f"SELECT ?n {{ {case('good')} }}"}).headers
    assert (None, "no-store") == (headers.get("etag"), headers["cache-control"])
    assert "greffe-data-version" not in headers


def test_who_may_try_again_is_told_when(front: Endpoint) -> None:
    """An engine that is busy now may answer later; one that refuses will refuse again."""
    busy = front.query(f"SELECT ?n {{ {case('busy')} }}").headers
    refused = front.query(f"SELECT ?n {{ {case('refused')} }}").headers
    assert ("5", None) == (busy.get("retry-after"), refused.get("retry-after"))
