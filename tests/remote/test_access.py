"""Names, passwords and tokens: from the environment, to one server, and into no message."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from typing import TYPE_CHECKING, Final
from urllib.request import Request, parse_http_list, parse_keqv_list

import pytest
from tests.remote.conftest import Said, scripted

from greffe.errors import EndpointError, UsageError
from greffe.remote import Access, GraphStore, RemoteStore

if TYPE_CHECKING:
    from tests.remote.conftest import Seen

USER: Final = "greffière"
PASSWORD: Final = "l’été: 25 %"  # noqa: S105 - it opens nothing
NAMED: Final = {"GREFFE_ENDPOINT_USER": USER, "GREFFE_ENDPOINT_PASSWORD": PASSWORD}
TOKEN: Final = {"GREFFE_ENDPOINT_TOKEN": "abc.def"}
ASK: Final = "ASK { ?a ?b ?c }"
YES: Final = Said(body=b'{"head": {}, "boolean": true}')
BASIC: Final = "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode()
NONCE: Final = 'Digest realm="SPARQL", nonce="n0", qop="auth", algorithm="MD5", opaque="o"'
REFUSED: Final = Said(401, {"WWW-Authenticate": NONCE}, b"")


def _authorization(seen: Seen) -> str | None:
    return seen.headers.get("authorization")


def test_nothing_is_told_where_nothing_is_given() -> None:
    """Without variables, no request carries an Authorization, and none is made beforehand."""
    with scripted(YES) as server:
        assert server.store(Access.from_environment({})).query(ASK) is True
    assert [("POST", None)] == [(each.method, _authorization(each)) for each in server.seen]


def test_a_token_goes_with_every_request() -> None:
    """Bearer (RFC 6750), at once."""
    with scripted(YES) as server:
        server.store(Access.from_environment(TOKEN)).query(ASK)
    assert ["Bearer abc.def"] == [_authorization(each) for each in server.seen]


def test_a_name_goes_by_basic_where_nothing_else_is_wanted() -> None:
    """The server is asked once how it should go; then Basic, in UTF-8 (RFC 7617)."""
    with scripted(Said(405), YES) as server:
        store = server.store(Access.from_environment(NAMED))
        store.query(ASK)
        store.query(ASK)
    expected = [("HEAD", None), ("POST", BASIC), ("POST", BASIC)]
    assert expected == [(each.method, _authorization(each)) for each in server.seen]


def test_a_name_goes_by_digest_where_that_is_wanted() -> None:
    """The password itself never travels to a server that asks for Digest (RFC 7616)."""
    with scripted(REFUSED, YES) as server:
        store = server.store(Access("dba", "secret"))
        store.query(ASK)
        store.query(ASK)
    first, *rest = server.seen
    assert ("HEAD", None) == (first.method, _authorization(first))
    assert [True, True] == [_is_right(each, "dba", "secret") for each in rest]
    assert not any("c2VjcmV0" in str(each) or "secret" in str(each) for each in server.seen)


def test_digests_are_counted() -> None:
    """Each answer to the same nonce has the next number, as the standard wants."""
    with scripted(REFUSED, YES) as server:
        store = server.store(Access("dba", "secret"))
        for _ in range(3):
            store.query(ASK)
    numbers = [_digest(each)["nc"] for each in server.seen[1:]]
    assert ["00000001", "00000002", "00000003"] == numbers


def test_a_nonce_that_is_too_old_is_replaced() -> None:
    """A second 401 brings a new nonce, which is answered once."""
    newer = NONCE.replace("n0", "n1") + ", stale=true"
    with scripted(REFUSED, YES, Said(401, {"WWW-Authenticate": newer}, b""), YES) as server:
        store = server.store(Access("dba", "secret"))
        store.query(ASK)
        assert store.query(ASK) is True
    assert ["n0", "n0", "n1"] == [_digest(each)["nonce"] for each in server.seen[1:]]


def test_a_graph_is_sent_once_the_server_knows_who_sends_it() -> None:
    """No body is sent before the server has said what it wants: it could hang up on a large one."""
    with scripted(REFUSED, Said(201)) as server:
        server.graphs(Access("dba", "secret")).put("urn:g", b"<urn:a> <urn:b> <urn:c> .\n")
    assert [("HEAD", 0), ("PUT", 26)] == [(each.method, len(each.body)) for each in server.seen]


def test_digest_takes_plain_letters_only() -> None:
    """The scheme of 1999 that servers still speak has no encoding for others."""
    with scripted(REFUSED, YES) as server, pytest.raises(UsageError, match="Digest") as caught:
        server.store(Access.from_environment(NAMED)).query(ASK)
    assert PASSWORD not in f"{caught.value.message} {caught.value.remedy}"


def test_a_wrong_password_is_refused_once() -> None:
    """Two answers to a challenge are enough; the message says which variables to look at."""
    with scripted(REFUSED) as server, pytest.raises(EndpointError) as caught:
        server.store(Access("dba", "wrong")).query(ASK)
    assert 3 == len(server.seen)
    assert "HTTP 401" in caught.value.message.fr
    assert caught.value.remedy is not None
    assert "GREFFE_ENDPOINT_PASSWORD" in caught.value.remedy.fr


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_what_lets_in_is_led_nowhere_else(status: int) -> None:
    """A redirection is told, not followed: neither the query nor the token goes there."""
    with scripted(YES) as other:
        there = {"Location": f"{other.address}?query=x"}
        with scripted(Said(status, there)) as server, pytest.raises(EndpointError) as caught:
            server.store(Access(token="abc")).query(ASK)  # noqa: S106 - it opens nothing
        assert [] == other.seen
        assert other.address in caught.value.message.fr
        assert "query=x" not in caught.value.message.fr


@pytest.mark.parametrize("environment", [NAMED, TOKEN])
def test_no_secret_is_ever_shown(environment: dict[str, str]) -> None:
    """Neither what the objects say of themselves nor the messages hold a password or a token."""
    access = Access.from_environment(environment)
    secrets = (PASSWORD, "abc.def", BASIC)
    with scripted(Said(500, {}, b"down")) as server, pytest.raises(EndpointError) as caught:
        server.store(access).query(ASK)
    told = f"{access!r} {caught.value.message} {caught.value.remedy} {caught.value}"
    assert [] == [secret for secret in secrets if secret in told]


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"GREFFE_ENDPOINT_USER": "a"}, "GREFFE_ENDPOINT_PASSWORD"),
        ({"GREFFE_ENDPOINT_PASSWORD": "hushed"}, "GREFFE_ENDPOINT_USER"),
        ({**NAMED, **TOKEN}, "GREFFE_ENDPOINT_TOKEN"),
        ({"GREFFE_ENDPOINT_TOKEN": "hushed\r\nX: y"}, "GREFFE_ENDPOINT_TOKEN"),
        ({"GREFFE_ENDPOINT_TOKEN": "hushé"}, "GREFFE_ENDPOINT_TOKEN"),
    ],
)
def test_half_an_access_is_an_error(environment: dict[str, str], named: str) -> None:
    """A name without its password, two ways at once, a line end: told by the variables' names."""
    with pytest.raises(UsageError) as caught:
        Access.from_environment(environment)
    assert named in caught.value.message.fr
    assert "hush" not in f"{caught.value.message} {caught.value.remedy}"


@pytest.mark.parametrize("kind", [RemoteStore, GraphStore])
def test_an_address_holds_no_password(kind: type[RemoteStore | GraphStore]) -> None:
    """What stands in an address stands in logs: it is refused, and not repeated."""
    with pytest.raises(UsageError) as caught:
        kind("http://dba:secret@localhost:8890/sparql")
    assert "secret" not in f"{caught.value.message} {caught.value.remedy}"


def test_the_environment_is_read_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """``RemoteStore.at`` takes the token of this process's environment."""
    monkeypatch.setenv("GREFFE_ENDPOINT_TOKEN", "from-here")
    with scripted(YES) as server:
        RemoteStore.at(server.address).query(ASK)
    assert ["Bearer from-here"] == [_authorization(each) for each in server.seen]


def test_a_challenge_that_says_nothing_is_no_digest() -> None:
    """What cannot be read is as if it were not there."""
    access = Access("a", "b")
    assert [False, False, False] == [
        access.challenge(said) for said in (None, "Negotiate", "Digest realm")
    ]
    request = Request("http://localhost/")
    access.authorize(request)
    assert "Basic YTpi" == request.unredirected_hdrs["Authorization"]


def _digest(seen: Seen) -> dict[str, str]:
    scheme, _, rest = (_authorization(seen) or "").partition(" ")
    assert "Digest" == scheme
    return parse_keqv_list(parse_http_list(rest))


def _is_right(seen: Seen, user: str, password: str) -> bool:
    """Compute the response as RFC 7616, section 3.4.1, says."""
    said = _digest(seen)

    def md5(text: str) -> str:
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    secret, action = md5(f"{user}:{said['realm']}:{password}"), md5(f"{seen.method}:{said['uri']}")
    between = ":".join(said[name] for name in ("nonce", "nc", "cnonce", "qop"))
    return said["response"] == md5(f"{secret}:{between}:{action}")
