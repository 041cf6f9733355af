"""A remote SPARQL 1.1 endpoint, behind the same methods as the embedded store.

Requests are form POSTs, the one form that every server takes.  An answer that the server cut
short is an error, never a shorter table.
"""

from __future__ import annotations

from ast import literal_eval
from http.client import HTTPException
from typing import TYPE_CHECKING, Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from greffe import __version__
from greffe.errors import EndpointError, GreffeError, UsageError
from greffe.language import Text
from greffe.reasons import reason
from greffe.results.model import Table
from greffe.results.sparql_json import loads
from greffe.store.conversion import parse_turtle
from greffe.store.query_text import fault, prologue, refuse_updates, with_values, wrong_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.results.model import Answer
    from greffe.terms import Term

DEFAULT_TIMEOUT: Final = 60
_BAD_REQUEST: Final = 400
_QUERY_FORMS: Final = {"SELECT": "json", "ASK": "json", "CONSTRUCT": "turtle", "DESCRIBE": "turtle"}
# Virtuoso answers 200 with partial results and says so only in these headers.
_CUT_SHORT: Final = ("X-SQL-State", "X-SPARQL-MaxRows")
_LONGEST_DETAIL: Final = 200
_NO_VALUES: Mapping[str, Term] = {}


class RemoteStore:
    """A SPARQL endpoint at an HTTP address; nothing is sent before the first query."""

    def __init__(self, endpoint: str, timeout: int = DEFAULT_TIMEOUT) -> None:
        """Keep the address; raise ``UsageError`` unless it is an ``http`` or ``https`` URL."""
        parts = urlsplit(endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise UsageError(
                Text(
                    f"« {endpoint} » n’est pas l’adresse d’un point d’accès SPARQL.",
                    f"'{endpoint}' is not the address of a SPARQL endpoint.",
                ),
                Text(
                    "Donnez une adresse complète, par exemple http://localhost:7878/query.",
                    "Give a whole address, for example http://localhost:7878/query.",
                ),
            )
        self.endpoint = endpoint
        self.version = endpoint
        self.timeout = timeout

    def query(self, text: str, values: Mapping[str, Term] = _NO_VALUES) -> Answer:
        """Answer a query of any form, with ``values`` bound to its variables as RDF terms.

        Raises ``SyntaxFault`` when the endpoint refuses the query's grammar, ``UsageError`` for an
        update, ``EndpointError`` when it is down, fails, is not SPARQL, or cuts its answer short.
        """
        refuse_updates(text)
        added = prologue(text)
        wrapper = self._wrapper(added + with_values(text, values))
        form = _QUERY_FORMS.get(wrapper.queryType, "json")
        wrapper.setReturnFormat(form)
        try:
            with wrapper.query().response as response:
                self._refuse_partial(response.headers)
                body = response.read().decode("utf-8")
        except GreffeError:
            raise
        except Exception as error:
            raise self._failure(error, text, added.count("\n")) from error
        try:
            return loads(body) if form == "json" else parse_turtle(body)
        except ValueError as error:
            raise self._not_sparql(error) from error

    def select(self, text: str, values: Mapping[str, Term] = _NO_VALUES) -> Table:
        """Answer a SELECT; raise ``UsageError`` for another form, else as ``query`` does."""
        answer = self.query(text, values)
        if not isinstance(answer, Table):
            raise wrong_form("SELECT")
        return answer

    def _wrapper(self, query: str) -> Any:  # noqa: ANN401 - SPARQLWrapper has no types
        import warnings

        from SPARQLWrapper import POST, URLENCODED, SPARQLWrapper

        wrapper = SPARQLWrapper(self.endpoint, agent=f"greffe/{__version__}")
        wrapper.setMethod(POST)
        wrapper.setRequestMethod(URLENCODED)
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(self.timeout)
        wrapper.addParameter("timeout", str(self.timeout * 1000))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            wrapper.setQuery(query)
        return wrapper

    def _refuse_partial(self, headers: Mapping[str, str]) -> None:
        told = [name for name in _CUT_SHORT if headers.get(name)]
        if told:
            raise self._error(
                Text(
                    f"la réponse est incomplète ({told[0]})",
                    f"the answer is incomplete ({told[0]})",
                ),
                Text(
                    "Restreignez la requête, ou demandez au serveur des limites plus larges.",
                    "Narrow the query, or ask the server for wider limits.",
                ),
            )

    def _failure(self, error: Exception, text: str, added: int) -> GreffeError:
        """Return our error for what SPARQLWrapper and the network can raise."""
        answered = error if isinstance(error, HTTPError) else error.__context__
        if isinstance(answered, HTTPError):
            with answered:
                return self._refusal(answered.code, _body(error), text, added)
        cause = error.reason if isinstance(error, URLError) else error
        if isinstance(cause, TimeoutError):
            return self._error(
                Text(f"aucune réponse après {self.timeout} s", f"no answer after {self.timeout} s"),
                Text(
                    "Restreignez la requête ou réessayez plus tard.",
                    "Narrow the query or try again later.",
                ),
            )
        if isinstance(error, HTTPException):
            return self._error(
                Text("la réponse s’arrête avant la fin", "the answer stops before its end"),
                Text("Réessayez.", "Try again."),
            )
        why = reason(cause) if isinstance(cause, OSError) else Text(str(cause), str(cause))
        return self._error(
            Text(f"injoignable ({why.fr})", f"cannot be reached ({why.en})"),
            Text(
                "Vérifiez l’adresse et que le serveur est en marche.",
                "Check the address and that the server is running.",
            ),
        )

    def _refusal(self, code: int, body: str, text: str, added: int) -> GreffeError:
        if code == _BAD_REQUEST and "error at " in body:
            return fault(text, body, added)
        detail = " ".join(body.split())[:_LONGEST_DETAIL]
        shown = f" : {detail}" if detail else ""
        return self._error(
            Text(f"refus (HTTP {code}){shown}", f"refusal (HTTP {code}){shown}"),
            Text(
                "Vérifiez la requête et l’adresse du point d’accès.",
                "Check the query and the address of the endpoint.",
            ),
        )

    def _not_sparql(self, error: ValueError) -> EndpointError:
        return self._error(
            Text(
                f"la réponse est incomplète ou n’est pas du SPARQL ({error})",
                f"the answer is incomplete or is not SPARQL ({error})",
            ),
            Text(
                "Vérifiez que l’adresse est celle d’un point d’accès SPARQL, et réessayez.",
                "Check that the address is that of a SPARQL endpoint, and try again.",
            ),
        )

    def _error(self, what: Text, remedy: Text) -> EndpointError:
        where = Text(f"{self.endpoint} : ", f"{self.endpoint}: ")
        return EndpointError(where + what + Text(".", "."), remedy)


def _body(error: Exception) -> str:
    """Return what the server said; SPARQLWrapper keeps it as a bytes literal in its message."""
    if isinstance(error, HTTPError):
        return error.read().decode("utf-8", "replace")
    quoted = str(error).partition("Response:\n")[2]
    try:
        return str(literal_eval(quoted).decode("utf-8", "replace"))
    except (SyntaxError, ValueError, AttributeError):
        return quoted
