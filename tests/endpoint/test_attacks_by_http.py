"""Requests that are no HTTP, too large, or lead out of the site: refused; the server goes on."""

from __future__ import annotations

import gzip
from urllib.parse import quote

import pytest
from tests.served import QUERY, Endpoint

ASK = "ASK {}"
PROBLEM = "application/problem+json"
UPDATE = "application/sparql-update"
EVERYTHING = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i"
REFUSED = (400, 403)


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
    "two-lengths": b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nContent-Length: 7\r\n\r\n",
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


@pytest.mark.parametrize("length", [3, 16])
def test_nothing_follows_a_request_with_two_ends(public: Endpoint, length: int) -> None:
    """Whether a length and chunks agree or not, the connection ends with the answer."""
    after = b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n"
    head = f"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: {QUERY}\r\n"
    ends = f"Content-Length: {length}\r\nTransfer-Encoding: chunked\r\n\r\n"
    said = public.raw(f"{head}{ends}6\r\n{ASK}\r\n0\r\n\r\n".encode() + after)
    assert (said.count(b"HTTP/1.1 "), b'"boolean":' in said) == (1, True)


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
