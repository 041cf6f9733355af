"""What a hostile client may try: all of it is refused or harmless, and the server goes on.

The server is the real one, with tight limits where a limit is what is tried.  A canary stands for
the hosts that a query could make the server call.
"""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

import pytest
from tests.served import FORM, QUERY, Endpoint, limited, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASK = "ASK {}"
PROBLEM = "application/problem+json"
UPDATE = "application/sparql-update"
EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
REFUSED = (400, 403)


class Canary:
    """A host that must not be called."""

    def __init__(self) -> None:
        """Listen on the loopback."""
        self.calls = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._listening.settimeout(0.1)
        self._open = True
        self._thread = threading.Thread(target=self._count)
        self._thread.start()

    @property
    def address(self) -> str:
        """The address that attacks name."""
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}/"

    def close(self) -> None:
        """Stop listening."""
        self._open = False
        self._thread.join()
        self._listening.close()

    def _count(self) -> None:
        while self._open:
            try:
                self._listening.accept()[0].close()
            except TimeoutError:
                continue
            self.calls += 1


@pytest.fixture(scope="module")
def canary() -> Iterator[Canary]:
    """Give the host that must not be called."""
    found = Canary()
    yield found
    found.close()


def test_the_canary_sings(canary: Canary) -> None:
    """A call to the canary is counted: its silence means something."""
    before = canary.calls
    host, port = canary.address.removeprefix("http://").rstrip("/").split(":")
    socket.create_connection((host, int(port))).close()
    deadline = time.monotonic() + 5
    while canary.calls == before and time.monotonic() < deadline:
        time.sleep(0.05)
    assert canary.calls == before + 1


CALLS = {
    "service": "SELECT * { SERVICE <C> { ?s ?p ?o } }",
    "service-silent": "SELECT * { SERVICE SILENT <C> { ?s ?p ?o } }",
    "service-lower-case": "select * { service <C> { ?s ?p ?o } }",
    "service-mixed-case": "SELECT * { sErViCe <C> { ?s ?p ?o } }",
    "service-variable": "SELECT * { VALUES ?c { <C> } SERVICE ?c { ?s ?p ?o } }",
    "service-prefixed": "PREFIX c: <C> SELECT * { SERVICE c: { ?s ?p ?o } }",
    "service-base": "BASE <C> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "service-escaped": "SELECT * { \\u0053ERVICE <C> { ?s ?p ?o } }",
    "service-commented": "SELECT * { SERVICE#\n<C> { ?s ?p ?o } }",
    "service-unspaced": "SELECT*{SERVICE<C>{?s ?p ?o}}",
    "service-optional": "SELECT * { OPTIONAL { SERVICE <C> { ?s ?p ?o } } }",
    "service-minus": "SELECT * { ?s a ?c MINUS { SERVICE <C> { ?s ?p ?o } } }",
    "service-union": "SELECT * { { ?s a ?c } UNION { SERVICE <C> { ?s ?p ?o } } }",
    "service-subquery": "SELECT * { { SELECT ?s { SERVICE <C> { ?s ?p ?o } } } }",
    "service-exists": "SELECT * { ?s a ?c FILTER EXISTS { SERVICE <C> { ?s ?p ?o } } }",
    "service-not-exists": "ASK { ?s a ?c FILTER NOT EXISTS { SERVICE <C> { ?s ?p ?o } } }",
    "service-bind": "SELECT * { ?s a ?c BIND(EXISTS { SERVICE <C> { ?s ?p ?o } } AS ?x) }",
    "service-having": (
        "SELECT ?s { ?s a ?c } GROUP BY ?s HAVING(EXISTS { SERVICE <C> { ?s ?p ?o } })"
    ),
    "service-order": "SELECT * { ?s a ?c } ORDER BY (EXISTS { SERVICE <C> { ?s ?p ?o } })",
    "service-construct": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <C> { ?s ?p ?o } }",
    "service-describe": "DESCRIBE ?s WHERE { SERVICE <C> { ?s ?p ?o } }",
    "service-graph": "SELECT * { GRAPH ?g { SERVICE <C> { ?s ?p ?o } } }",
    "from": "SELECT * FROM <C> { ?s ?p ?o }",
    "from-named": "SELECT * FROM NAMED <C> { GRAPH ?g { ?s ?p ?o } }",
    "from-unspaced": "ASK FROM<C>{ ?s ?p ?o }",
    "from-escaped": "ASK \\u0046ROM <C> { ?s ?p ?o }",
    "from-describe": "DESCRIBE <x:y> FROM <C>",
    "from-file": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "from-named-file": "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "load": "LOAD <C>",
    "load-silent": "LOAD SILENT <C> INTO GRAPH <x:y>",
    "load-file": "LOAD <file:///etc/passwd>",
    "load-after-prologue": "PREFIX x: <x:> LOAD <C>",
    "load-second": "ASK {} ; LOAD <C>",
    "insert": "INSERT DATA { <x:a> <x:b> <x:c> }",
    "delete": "DELETE WHERE { ?s ?p ?o }",
    "clear": "CLEAR ALL",
    "drop": "DROP SILENT ALL",
    "create": "CREATE GRAPH <x:y>",
    "copy": "COPY DEFAULT TO <x:y>",
}


@pytest.mark.parametrize("way", ["get", "form", "direct"])
@pytest.mark.parametrize("name", CALLS)
def test_queries_that_reach_outside(public: Endpoint, canary: Canary, name: str, way: str) -> None:
    """A query that would call a host, read a file or change data is refused; nobody is called."""
    before = canary.calls
    query = CALLS[name].replace("<C>", f"<{canary.address}>")
    ways = {
        "get": lambda: public.get({"query": query}),
        "form": lambda: public.form({"query": query}),
        "direct": lambda: public.query(query),
    }
    answer = ways[way]()
    assert answer.status in REFUSED
    assert (answer.media_type, canary.calls) == (PROBLEM, before)


@pytest.mark.parametrize("name", ["service", "from", "load", "insert", "clear"])
def test_refusals_are_clear(public: Endpoint, name: str) -> None:
    """What is forbidden is 403 and says so, unlike what is misspelt."""
    told = json.loads(public.query(CALLS[name].replace("<C>", "<http://x.test/>")).body)
    assert (told["status"], told["type"].rpartition("/")[2]) == (403, "refused")


@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize(
    "graph", ["CANARY", "file:///etc/passwd", "relative", "", "javascript:alert(1)", "x:y> <x:z"]
)
def test_graphs_outside(public: Endpoint, canary: Canary, parameter: str, graph: str) -> None:
    """A graph that is not in the store is refused, whatever its address."""
    before = canary.calls
    address = canary.address if graph == "CANARY" else graph
    answer = public.get({"query": ASK, parameter: address})
    assert (answer.status, canary.calls) == (403, before)


def test_a_graph_pattern_reads_nothing_outside(public: Endpoint, canary: Canary) -> None:
    """GRAPH with the address of a host is an empty graph, and the host is not called."""
    before = canary.calls
    answer = public.query(f"ASK {{ GRAPH <{canary.address}> {{ ?s ?p ?o }} }}")
    assert (json.loads(answer.body)["boolean"], canary.calls) == (False, before)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"INSERT DATA { <x:a> <x:b> <x:c> }", UPDATE),
        (b"update=CLEAR+ALL", FORM),
        (b"query=ASK+%7B%7D&update=CLEAR+ALL", FORM),
    ],
)
def test_updates_of_the_protocol(public: Endpoint, body: bytes, media_type: str) -> None:
    """The update operation of the protocol is refused."""
    assert public.ask("/sparql", "POST", body, content_type=media_type).status == 403


LARGE = (200, 400, 413, 504)
"""What may be answered to what is large but no error: anything but a fault."""


def growing(times: int) -> str:
    """Return a query that makes a string of ten characters twenty times longer so many times."""
    longer = ', "a", "aaaaaaaaaaaaaaaaaaaa")' * times
    return f'SELECT ?x {{ BIND({"REPLACE(" * times}"aaaaaaaaaa"{longer} AS ?x) }}'


HEAVY = {
    "count-of-product": (f"SELECT (COUNT(*) AS ?n) {{ {EVERYTHING} }}", (504,)),
    "rows-of-product": (f"SELECT * {{ {EVERYTHING} }}", (413,)),
    "triples-of-product": (f"CONSTRUCT {{ ?a <x:y> ?i }} WHERE {{ {EVERYTHING} }}", (413, 504)),
    "sorted-product": (f"SELECT * {{ {EVERYTHING} }} ORDER BY ?c", (413, 504)),
    "distinct-product": (f"SELECT DISTINCT ?a ?d ?g {{ {EVERYTHING} }}", (413, 504)),
    "concatenated-product": (f"SELECT (GROUP_CONCAT(?c) AS ?x) {{ {EVERYTHING} }}", (413, 504)),
    "grouped-product": (
        f"SELECT ?a ?d (COUNT(*) AS ?n) {{ {EVERYTHING} }} GROUP BY ?a ?d",
        (504, 413),
    ),
    "paths": ("SELECT (COUNT(*) AS ?n) { ?a (!<x:y>)* ?b . ?b (!<x:z>)* ?c }", (413, 504)),
    "inverse-paths": ("SELECT (COUNT(*) AS ?n) { ?a (!<x:y>|^!<x:y>)+ ?b }", (413, 504)),
    "not-exists": (
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER NOT EXISTS { ?c ?g ?f } }",
        (413, 504),
    ),
    "regex-of-product": (
        'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f FILTER REGEX(CONCAT(?c, ?f), "^(a|aa)+$") }',
        (413, 504),
    ),
    "replacement-bomb": (growing(7), (413, 504)),
    "huge-string": (growing(5), (413, 504)),
    "deep-groups": ("ASK " + "{" * 5000 + "}" * 5000, (400,)),
    "deep-brackets": (f"SELECT ({'(' * 5000}1{')' * 5000} AS ?x) {{}}", (400,)),
    "deep-path": (f"ASK {{ ?s {'(' * 5000}<x:y>{')' * 5000} ?o }}", (400,)),
    "deep-blank-nodes": (f"ASK {{ {'[ <x:y> ' * 5000}1{' ]' * 5000} }}", (400,)),
    "deep-unclosed": ("ASK " + "{" * 100_000, (400,)),
    "long-path": (f"ASK {{ ?s {'/'.join(['<x:y>'] * 20_000)} ?o }}", LARGE),
    "long-union": (f"ASK {{ {' UNION '.join(['{ ?s ?p 1 }'] * 5000)} }}", LARGE),
    "long-or": (f"ASK {{ FILTER({'||'.join(['false'] * 20_000)}) }}", LARGE),
    "long-sum": (f"ASK {{ FILTER({'+'.join(['1'] * 20_000)} > 0) }}", LARGE),
    "many-nots": (f"ASK {{ FILTER({'!' * 100_000}true) }}", LARGE),
    "many-minuses": (f"ASK {{ FILTER({'-' * 100_000}1 = 1) }}", LARGE),
    "many-optionals": (f"ASK {{ {'OPTIONAL { ?s ?p ?o } ' * 3000} }}", LARGE),
    "many-prefixes": ("".join(f"PREFIX p{n}: <x:{n}>\n" for n in range(20_000)) + ASK, (200,)),
    "many-variables": (
        f"SELECT {' '.join(f'?v{n}' for n in range(20_000))} {{ ?s ?p ?o }}",
        (200, 413, 504),
    ),
    "huge-values": (f"SELECT * {{ VALUES ?x {{ {' '.join(map(str, range(150_000)))} }} }}", (413,)),
    "regex-bomb": ('ASK { FILTER REGEX("aaaa", "(((a{100}){100}){100}){100}") }', (200, 504, 413)),
    "regex-backtracking": (f'ASK {{ FILTER REGEX("{"a" * 5000}!", "^(a+)+$") }}', (200,)),
}


@pytest.mark.parametrize("name", HEAVY)
def test_heavy_queries(tight: Endpoint, name: str) -> None:
    """A query that takes too much is ended with an honest status, soon, and the server goes on."""
    query, allowed = HEAVY[name]
    begin = time.monotonic()
    answer = tight.query(query, accept="*/*")
    spent = time.monotonic() - begin
    assert (answer.status in allowed, spent < 8) == (True, True), (answer.status, spent)
    if answer.status != 200:
        assert answer.media_type == PROBLEM
    assert tight.query(ASK, source="127.0.0.9").status == 200


def test_too_large_a_body(tight: Endpoint) -> None:
    """A query of more than a mebibyte is refused before it is read."""
    assert tight.query(f"{ASK}#{'x' * (1 << 20)}").status == 413


def test_too_large_a_body_in_chunks(tight: Endpoint) -> None:
    """A body that does not say its length is counted as it comes."""
    chunk = b"8000\r\n" + b"#" * 0x8000 + b"\r\n"
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\n"
    sent = head.encode() + b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    assert b" 413 " in tight.raw(sent + chunk * 40 + b"0\r\n\r\n", 5).partition(b"\r\n")[0]


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "gzip, gzip", "x"])
def test_compressed_bodies(public: Endpoint, coding: str) -> None:
    """A compressed body is not unpacked: no bomb goes off."""
    bomb = gzip.compress(b"#" * (50 << 20))
    answer = public.ask("/sparql", "POST", bomb, content_type=QUERY, content_encoding=coding)
    assert answer.status == 415


RAW = {
    "two-lengths": b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nContent-Length: 7\r\n\r\nASK {}",
    "negative-length": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "endless-length": b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: "
    + b"9" * 20
    + b"\r\n\r\n",
    "unknown-coding": b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n",
    "huge-header": b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * (1 << 20) + b"\r\n\r\n",
    "many-headers": b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 100_000 + b"\r\n",
    "huge-target": b"GET /sparql?query=" + b"a" * (1 << 20) + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "no-host": b"GET / HTTP/1.1\r\n\r\n",
    "two-hosts": b"GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
    "space-before-colon": b"GET / HTTP/1.1\r\nHost: x\r\nX : y\r\n\r\n",
    "folded-header": b"GET / HTTP/1.1\r\nHost: x\r\n folded: \x00y\r\n\r\n",
    "nul-in-header": b"GET / HTTP/1.1\r\nHost: x\r\nX: \x00\r\n\r\n",
    "not-http": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 100 + b"\r\n\r\n",
    "bytes-in-target": b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n\r\n",
}


@pytest.mark.parametrize("name", RAW)
def test_malformed_http(public: Endpoint, name: str) -> None:
    """What is no HTTP is 4xx or no answer at all, and the server goes on."""
    status = public.raw(RAW[name], 3).partition(b"\r\n")[0].split(b" ")[1:2]
    assert status in ([], [b"400"], [b"413"], [b"414"], [b"431"])
    assert public.query(ASK).status == 200


def test_request_smuggling(public: Endpoint) -> None:
    """A length and chunks together never make a second request of what follows."""
    smuggled = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
    sent = (
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\n"
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n"
    )
    assert b"application/health+json" not in public.raw(sent + smuggled, 3)


@pytest.mark.parametrize(
    "target",
    [
        "/sparql?query=ASK%7B%7D%0D%0ASet-Cookie:%20x=y",
        "/api/questions/x%0D%0ASet-Cookie:%20x=y",
        "/id/mifi/communication/5%0D%0ASet-Cookie:%20x=y",
        "/recherche%0d%0aSet-Cookie:%20x=y",
    ],
)
def test_header_injection(public: Endpoint, target: str) -> None:
    """A line end in an address never becomes a header."""
    assert "set-cookie" not in public.ask(target).headers


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/../../../../etc/passwd",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/..%5csecret.txt",
        "/id/../../secret.txt",
        "/id/mifi/%2e%2e/%2e%2e/%2e%2e/secret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/assets//etc/passwd",
        "/outside",
        "/.htaccess",
        "/.well-known/../.htaccess",
        "/index.html%00.css",
        "/assets/site.css/",
        "/C:/windows/win.ini",
        "/%c0%ae%c0%ae/secret.txt",
        "/%252e%252e/secret.txt",
    ],
)
def test_path_traversal(public: Endpoint, path: str) -> None:
    """No address leads out of the folder of the site, nor to a hidden file."""
    answer = public.ask(path)
    assert (answer.status, b"secret" in answer.body, b"root:" in answer.body) == (404, False, False)


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
    public: Endpoint, question: str, parameter: str, words: str
) -> None:
    """What is no name of a thing is refused as such: nothing of it reaches a query."""
    answer = public.get({parameter: words}, path=f"/api/questions/{question}")
    kind = json.loads(answer.body)["type"].rpartition("/")[2]
    assert (answer.status, kind) in {
        (404, "unknown-name"),
        (400, "parameter"),
        (400, "bad-request"),
    }
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("words", INJECTIONS[:10])
def test_injection_by_text(public: Endpoint, words: str) -> None:
    """A text to look for is looked for as it is, whatever it holds."""
    answer = public.get({"words": words}, path="/api/questions/words-in-documents")
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
def test_parameters_that_there_are_not(public: Endpoint, pairs: list[tuple[str, str]]) -> None:
    """Options of the interface have their values and no other."""
    answer = public.get(pairs, path="/api/questions/communications-to-recipient")
    assert (answer.status, answer.media_type) == (400, PROBLEM)


@pytest.mark.parametrize(
    "name", ["..%2f..%2fetc%2fpasswd", "../questions", "x'%20or%201=1", "%00", "a" * 5000, "é" * 9]
)
def test_questions_that_there_are_not(public: Endpoint, name: str) -> None:
    """A question that is not in the library is 404, whatever it is called."""
    assert public.ask(f"/api/questions/{quote(name, safe='%/.')}").status == 404


def test_the_host_is_not_repeated(public: Endpoint) -> None:
    """What a client calls us never stands in what caches could keep."""
    answers = [
        public.ask(path, Host="evil.test")
        for path in ("/sparql", "/.well-known/void", "/id/mifi/communication/5")
    ]
    assert all(b"evil.test" not in each.body for each in answers)
    assert all("evil.test" not in str(each.headers) for each in answers)


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override"])
def test_methods_are_what_they_are(public: Endpoint, header: str) -> None:
    """No header makes a GET anything else."""
    answer = public.ask(f"/sparql?query={quote(ASK)}", "GET", None, **{header: "PUT"})
    assert answer.status == 200


@pytest.mark.parametrize(
    "path", ["/", "/recherche/", "/sparql?query=ASK%7B%7D", "/api/questions", "/nothing"]
)
def test_browsers_are_told_to_be_strict(public: Endpoint, path: str) -> None:
    """No answer is guessed to be of another type, framed, or lets in what is not ours."""
    headers = public.ask(path).headers
    policy = headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in policy
    assert not {"*", "http:", "https:", "'unsafe-inline'", "'unsafe-eval'"} & set(
        policy.replace(";", " ").split()
    )


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


@contextmanager
def flooding(endpoint: Endpoint, source: str, query: str, count: int) -> Iterator[None]:
    """Keep so many requests of a client under way."""
    going = True

    def flood() -> None:
        while going:
            endpoint.query(query, source=source)
            time.sleep(0.02)

    threads = [threading.Thread(target=flood) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        going = False
        for thread in threads:
            thread.join()


def test_one_client_does_not_block_the_others(tight: Endpoint) -> None:
    """While a client floods us with queries that never end, others are answered at once."""
    heavy = HEAVY["count-of-product"][0]
    with flooding(tight, "127.0.0.2", heavy, 12):
        time.sleep(1)
        spent = []
        for _ in range(30):
            begin = time.monotonic()
            assert tight.query("SELECT * { ?s a greffe:Communication }").status == 200
            spent.append(time.monotonic() - begin)
    assert sorted(spent)[27] < 1


def test_a_full_line_is_told(cache: Path) -> None:
    """Who asks more than may wait is told 503, and when to try again."""
    assert cache.is_dir()
    with limited(workers=1, time=1.0, queue_each=2, waiting=2.0) as endpoint:
        statuses: list[tuple[int, str | None]] = []

        def ask() -> None:
            answer = endpoint.query(HEAVY["count-of-product"][0])
            statuses.append((answer.status, answer.headers.get("retry-after")))

        threads = [threading.Thread(target=ask) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (503, "5") in statuses
    assert {status for status, _ in statuses} <= {503, 504}


def test_who_leaves_frees_the_worker(cache: Path) -> None:
    """A client that goes away takes its query with it: the next does not wait for its end."""
    assert cache.is_dir()
    body = HEAVY["count-of-product"][0].encode()
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\n"
    with limited(workers=1, time=30.0, quick=25.0) as endpoint:
        with socket.create_connection(endpoint.at) as connection:
            connection.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
            time.sleep(1)
        begin = time.monotonic()
        assert endpoint.query(ASK).status == 200
        assert time.monotonic() - begin < 5


@pytest.fixture(scope="module")
def impatient(cache: Path) -> Iterator[Endpoint]:
    """Serve with a second to send a request, one to read an answer, and few connections."""
    assert cache.is_dir()
    with limited(receive=1.0, stalled=1.0, idle=1, connections_each=20) as endpoint:
        yield endpoint


POST = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\n"
SLOW = {
    "nothing": b"",
    "half-a-line": b"GET /spa",
    "half-a-head": b"GET /health HTTP/1.1\r\nHost: x\r\nX: ",
    "half-a-body": f"{POST}Content-Length: 99\r\n\r\nASK".encode(),
    "endless-chunks": f"{POST}Transfer-Encoding: chunked\r\n\r\n1\r\nA\r\n".encode(),
}


@pytest.mark.parametrize("name", SLOW)
def test_half_open_connections(impatient: Endpoint, name: str) -> None:
    """Who does not send a whole request in time is cut off."""
    begin = time.monotonic()
    impatient.raw(SLOW[name], 20)
    assert time.monotonic() - begin < 5


def test_drop_by_drop(impatient: Endpoint) -> None:
    """Sending a byte now and then does not help: the whole request has its time."""
    begin = time.monotonic()
    with socket.create_connection(impatient.at, timeout=10) as connection:
        cut = any(not _sent(connection, byte) for byte in b"GET /health HTTP/1.1\r\n" + b"x" * 400)
    assert cut
    assert time.monotonic() - begin < 5


def _sent(connection: socket.socket, byte: int) -> bool:
    time.sleep(0.1)
    try:
        connection.sendall(bytes([byte]))
    except OSError:
        return False
    return True


def test_idle_connections_end(impatient: Endpoint) -> None:
    """A connection on which nothing more is asked is closed."""
    begin = time.monotonic()
    answer = impatient.raw(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n", 20)
    assert (b" 200 " in answer, time.monotonic() - begin < 5) == (True, True)


def test_who_does_not_read_is_cut_off(impatient: Endpoint) -> None:
    """An answer that its client leaves unread is not kept for ever."""
    query = urlencode({"query": "SELECT * { ?s ?p ?o }"})
    with socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(impatient.at)
        connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        deadline = time.monotonic() + 15
        while _metric(impatient, "unread_bytes") == 0 and time.monotonic() < deadline:
            time.sleep(0.05)
        while _metric(impatient, "unread_bytes") > 0 and time.monotonic() < deadline:
            time.sleep(0.1)
        assert time.monotonic() < deadline


def _metric(endpoint: Endpoint, name: str) -> float:
    lines = endpoint.ask("/metrics").text.splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith(f"greffe_{name} "))


def test_a_crowd_of_one(impatient: Endpoint) -> None:
    """A client has so many connections and no more; another client is not concerned."""
    crowd = [
        socket.create_connection(impatient.at, source_address=("127.0.0.3", 0)) for _ in range(40)
    ]
    try:
        assert impatient.query(ASK, source="127.0.0.4").status == 200
    finally:
        for connection in crowd:
            connection.close()


def test_forwarded_names_are_not_believed(impatient: Endpoint) -> None:
    """Without a proxy that is trusted, nobody is somebody else by saying so."""
    deadline = time.monotonic() + 20
    statuses: set[int] = set()
    while not {413, 504} & statuses and time.monotonic() < deadline:
        statuses.add(
            impatient.query("SELECT * { ?a ?b ?c . ?d ?e ?f }", x_forwarded_for="9.9.9.9").status
        )
    before = _metric(impatient, "set_aside_total")
    impatient.query(HEAVY["rows-of-product"][0], x_forwarded_for="8.8.8.8")
    assert _metric(impatient, "set_aside_total") == before


def test_persons_are_not_named(public: Endpoint) -> None:
    """The public view is what is served: no natural person has a name in it."""
    query = "SELECT ?n { ?p a foaf:Person ; foaf:name|skos:hiddenLabel|foaf:familyName ?n }"
    assert json.loads(public.query(query).body)["results"]["bindings"] == []
