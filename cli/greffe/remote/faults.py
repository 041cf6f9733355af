"""What can go wrong with a server elsewhere, told: what, where, and what to do."""

from __future__ import annotations

import json
import re
from errno import ECONNRESET
from html import unescape
from http.client import HTTPException
from typing import TYPE_CHECKING, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from greffe.errors import EndpointDown, EndpointError, EndpointSilent, UsageError
from greffe.language import Text
from greffe.reasons import reason
from greffe.remote.patience import PASSING

if TYPE_CHECKING:
    from email.message import Message
    from http.client import HTTPResponse

_LONGEST_DETAIL: Final = 200
_READ: Final = 20_000
_TAG: Final = re.compile(r"<(title|style|script)\b.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
_PROBLEM: Final = "application/problem+json"
_PAGE: Final = "text/html"
# Virtuoso answers 200 with partial results and says so only in these headers.
_CUT_SHORT: Final = ("X-SQL-State", "X-SPARQL-MaxRows")
_OUT_OF_TIME: Final = "S1TAT"
_REMEDIES: Final = {
    401: Text(
        "Donnez GREFFE_ENDPOINT_USER et GREFFE_ENDPOINT_PASSWORD, ou GREFFE_ENDPOINT_TOKEN, "
        "dans l’environnement ; vérifiez-les s’ils y sont.",
        "Give GREFFE_ENDPOINT_USER and GREFFE_ENDPOINT_PASSWORD, or GREFFE_ENDPOINT_TOKEN, in the "
        "environment; check them if they are there.",
    ),
    403: Text(
        "Vérifiez ce que le serveur permet à qui se présente ainsi.",
        "Check what the server allows to whom asks like this.",
    ),
    429: Text("Réessayez plus tard.", "Try again later."),
    503: Text("Réessayez plus tard.", "Try again later."),
}
_CHECK_ADDRESS: Final = Text(
    "Vérifiez que l’adresse est celle d’un point d’accès SPARQL, et réessayez.",
    "Check that the address is that of a SPARQL endpoint, and try again.",
)
_REMEDY: Final = Text(
    "Vérifiez la requête et l’adresse du serveur.", "Check the query and the address of the server."
)


def checked(address: str) -> str:
    """Return an address; raise ``UsageError`` unless it is an ``http`` or ``https`` URL.

    Nor may it hold a name and password, which would then stand in messages and logs.
    """
    try:
        parts = urlsplit(address)
        named = parts.hostname
        secret = parts.username is not None or parts.password is not None
        _ = parts.port
    except ValueError:
        raise _no_address(address) from None
    if secret:
        raise UsageError(
            Text(
                "une adresse de serveur ne contient ni nom ni mot de passe.",
                "the address of a server holds no name and no password.",
            ),
            _REMEDIES[401],
        )
    plain = address.isascii() and address.isprintable() and " " not in address
    if parts.scheme not in ("http", "https") or not named or not plain:
        raise _no_address(address)
    return address


def failure(address: str, error: Exception, timeout: float, attempts: int = 1) -> EndpointError:
    """Return our error for what the network can raise, and for an answer that is a refusal."""
    if isinstance(error, HTTPError):
        with error:
            return refusal(address, error.code, said(error), error.headers, attempts)
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        return told(
            address,
            Text(f"aucune réponse après {timeout:g} s", f"no answer after {timeout:g} s")
            + _often(attempts),
            Text(
                "Restreignez la requête, réessayez plus tard, ou donnez plus de temps avec "
                "GREFFE_ENDPOINT_TIMEOUT (en secondes).",
                "Narrow the query, try again later, or allow more time with "
                "GREFFE_ENDPOINT_TIMEOUT (seconds).",
            ),
            EndpointSilent,
        )
    if isinstance(cause, HTTPException) and not isinstance(cause, OSError):
        return told(
            address,
            Text("la réponse s’arrête avant la fin", "the answer stops before its end"),
            Text("Réessayez.", "Try again."),
        )
    if isinstance(cause, ConnectionResetError | BrokenPipeError):
        cause = OSError(ECONNRESET, "")
    why = reason(cause) if isinstance(cause, OSError) else Text(str(cause), str(cause))
    return told(
        address,
        Text(f"injoignable ({why.fr})", f"cannot be reached ({why.en})"),
        Text(
            "Vérifiez l’adresse et que le serveur est en marche.",
            "Check the address and that the server is running.",
        ),
        EndpointDown,
    )


def refusal(
    address: str, code: int, detail: str, headers: Message, attempts: int = 1
) -> EndpointError:
    """Return the error for a status that is no success, with the server's own words."""
    if code in (301, 302, 303, 307, 308):
        return _moved(address, headers.get("Location") or "")
    shown = f" : {detail.rstrip('.')}" if detail else ""
    often = _often(attempts)
    return told(
        address,
        Text(f"refus (HTTP {code}{often.fr}){shown}", f"refusal (HTTP {code}{often.en}){shown}"),
        _REMEDIES.get(code, _REMEDY),
        EndpointDown if code in PASSING else EndpointError,
    )


def _often(attempts: int) -> Text:
    return Text(f", {attempts} essais", f", {attempts} attempts") if attempts > 1 else Text("", "")


def said(error: HTTPError) -> str:
    """Return the server's words on one line, not too long; of a problem document, its detail."""
    try:
        body = error.read(_READ).decode("utf-8", "replace")
    except (OSError, HTTPException):
        return ""
    if error.headers.get_content_type() == _PROBLEM:
        try:
            problem = json.loads(body)
            body = str(problem.get("detail") or problem.get("title") or "")
        except (ValueError, AttributeError):
            pass
    elif error.headers.get_content_type() == _PAGE:
        body = unescape(_TAG.sub(" ", body))
    return " ".join(body.split())[:_LONGEST_DETAIL]


def refuse_partial(address: str, response: HTTPResponse) -> None:
    """Close an answer and raise ``EndpointError`` when it says that what follows is not all."""
    found = [name for name in _CUT_SHORT if response.headers.get(name)]
    if found:
        response.close()
        late = response.headers.get(found[0]) == _OUT_OF_TIME
        raise told(
            address,
            Text(
                f"la réponse est incomplète ({found[0]})", f"the answer is incomplete ({found[0]})"
            ),
            Text(
                "Restreignez la requête, ou demandez au serveur des limites plus larges.",
                "Narrow the query, or ask the server for wider limits.",
            ),
            EndpointSilent if late else EndpointError,
        )


def refuse_page(address: str, response: HTTPResponse) -> None:
    """Close an answer and raise ``EndpointError`` when it is a page for people."""
    if response.headers.get_content_type() == _PAGE:
        response.close()
        raise told(
            address,
            Text(
                "le serveur répond par une page web, non par une réponse SPARQL",
                "the server answers with a web page, not with a SPARQL answer",
            ),
            _CHECK_ADDRESS,
        )


def not_sparql(address: str, error: Exception) -> EndpointError:
    """Return the error for an answer that is not in the format that was asked for."""
    why = Text(str(error), str(error))
    if isinstance(error, json.JSONDecodeError):
        line, column = error.lineno, error.colno
        why = Text(
            f"JSON mal formé, ligne {line}, colonne {column}",
            f"malformed JSON, line {line}, column {column}",
        )
    return told(
        address,
        Text(
            f"la réponse est incomplète ou n’est pas du SPARQL ({why.fr})",
            f"the answer is incomplete or is not SPARQL ({why.en})",
        ),
        _CHECK_ADDRESS,
    )


def told(
    address: str, what: Text, remedy: Text, kind: type[EndpointError] = EndpointError
) -> EndpointError:
    """Return an error about the server at an address."""
    where = Text(f"{address} : ", f"{address}: ")
    return kind(where + what + Text(".", "."), remedy)


def _moved(address: str, location: str) -> EndpointError:
    there = location.partition("?")[0][:_LONGEST_DETAIL]
    return told(
        address,
        Text(f"le serveur renvoie à {there}", f"the server sends on to {there}"),
        Text(
            "Si vous vous fiez à cette adresse, donnez-la : rien n’y est envoyé d’office.",
            "If you trust that address, give it: nothing is sent there unasked.",
        ),
    )


def _no_address(address: str) -> UsageError:
    return UsageError(
        Text(
            f"« {address} » n’est pas l’adresse d’un point d’accès SPARQL.",
            f"'{address}' is not the address of a SPARQL endpoint.",
        ),
        Text(
            "Donnez une adresse complète, par exemple http://localhost:7878/query.",
            "Give a whole address, for example http://localhost:7878/query.",
        ),
    )
