"""Requests of the SPARQL 1.1 Protocol (W3C, 2013), read to the letter, its query part only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl

from greffe.endpoint.problems import Problem
from greffe.language import Text

if TYPE_CHECKING:
    from starlette.requests import Request

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
_GRAPHS: Final = ("default-graph-uri", "named-graph-uri")
_NAMES: Final = frozenset({"query", "update", "using-graph-uri", "using-named-graph-uri", *_GRAPHS})
_MOST_FIELDS: Final = 1000
_CHARSETS: Final = ("utf-8", "utf8", "us-ascii")

Pairs = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A query and the graphs that the request chooses for it, None when it chooses none."""

    query: str
    dataset: tuple[tuple[str, ...], tuple[str, ...]] | None


async def read(request: Request, most: int) -> Asked | None:
    """Return what a request asks, None for the service description (GET without a query).

    Source: SPARQL 1.1 Protocol, sections 2.1.1 to 2.1.4; Service Description, section 2.  Raises
    ``Problem`` for a request that is none, and one whose body is longer than ``most`` bytes.
    """
    pairs = parameters(request.scope["query_string"])
    if request.method != "POST":
        return _by_get(pairs)
    media_type = _media_type(request)
    if media_type == UPDATE:
        raise refused_update()
    content = await body(request, most)
    if media_type == QUERY:
        _refuse_repeated(pairs, ("query", "update"))
        return Asked(_text(content), _dataset(pairs))
    if media_type == FORM:
        _refuse_repeated(pairs, _NAMES)
        return _asked(parameters(content))
    raise _unsupported(media_type)


def parameters(encoded: bytes) -> Pairs:
    """Return the fields of a query string or form, in order.

    Raises ``Problem`` when they are not UTF-8 or too many.
    """
    try:
        text = encoded.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise bad_request(
            Text("les paramètres ne sont pas lisibles", "the parameters cannot be read")
        ) from error


async def body(request: Request, most: int) -> bytes:
    """Return the body of a request; raise ``Problem`` when it is coded, or over ``most`` bytes.

    A coded body (gzip …) is not unpacked: a few bytes could become millions.
    """
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        raise _coded()
    told = request.headers.get("content-length", "0")
    if not told.isdigit() or int(told) > most:
        raise _too_long(most)
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > most:
            raise _too_long(most)
        pieces.append(piece)
    return b"".join(pieces)


def bad_request(what: Text) -> Problem:
    """Return the problem of a request that breaks the protocol."""
    return Problem("bad-request", what + Text(".", "."))


def refused_update() -> Problem:
    """Return the problem of a request to change the data."""
    return Problem(
        "refused",
        Text("ce point d’accès ne change rien aux données.", "this endpoint changes no data."),
        Text("Posez une requête SELECT, ASK, CONSTRUCT ou DESCRIBE.", "Ask a query instead."),
    )


def _by_get(pairs: Pairs) -> Asked | None:
    if not any(name in _NAMES for name, _ in pairs):
        return None
    return _asked(pairs)


def _asked(pairs: Pairs) -> Asked:
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        raise refused_update()
    if len(queries) != 1:
        raise bad_request(
            Text(
                f"il faut un paramètre « query », il y en a {len(queries)}",
                f"exactly one parameter 'query' is needed, there are {len(queries)}",
            )
        )
    return Asked(queries[0], _dataset(pairs))


def _dataset(pairs: Pairs) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    default, named = (tuple(v for n, v in pairs if n == wanted) for wanted in _GRAPHS)
    return (default, named) if default or named else None


def _refuse_repeated(pairs: Pairs, names: frozenset[str] | tuple[str, ...]) -> None:
    found = next((name for name, _ in pairs if name in names), None)
    if found is not None:
        raise bad_request(
            Text(
                f"« {found} » ne peut pas être dans l’adresse d’un tel POST",
                f"'{found}' cannot stand in the address of such a POST",
            )
        )


def _media_type(request: Request) -> str:
    told = request.headers.getlist("content-type")
    if len(told) > 1:
        raise bad_request(Text("plusieurs Content-Type", "several Content-Types"))
    value, *options = (part.strip().lower() for part in "".join(told).split(";"))
    for option in options:
        name, _, charset = option.partition("=")
        if name.strip() == "charset" and charset.strip().strip('"') not in _CHARSETS:
            raise _unsupported(f"{value}; {option}")
    return value


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise bad_request(
            Text("la requête n’est pas en UTF-8", "the query is not UTF-8")
        ) from error


def _unsupported(media_type: str) -> Problem:
    return Problem(
        "media-type",
        Text(
            f"un corps de type « {media_type} » n’est pas une requête SPARQL.",
            f"a body of type '{media_type}' is no SPARQL query.",
        ),
        Text(f"Envoyez {QUERY} ou {FORM}, en UTF-8.", f"Send {QUERY} or {FORM}, in UTF-8."),
    )


def _coded() -> Problem:
    return Problem(
        "media-type",
        Text("les corps compressés ne sont pas lus.", "compressed bodies are not read."),
        Text("Envoyez la requête telle quelle.", "Send the query as it is."),
    )


def _too_long(most: int) -> Problem:
    return Problem(
        "request-size",
        Text(f"la demande dépasse {most} octets.", f"the request is over {most} bytes."),
        Text("Raccourcissez la requête.", "Shorten the query."),
    )
