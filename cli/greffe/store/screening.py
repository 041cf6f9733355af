"""A query read before another engine gets it: it must be SPARQL 1.1, and only ask.

Engines have ways of their own to leave their data: functions and properties that read files, call
hosts or run code (``bif:``, ``java:`` …), updates where a query should be.  What is sent is what
our own parser has read as a query, without its comments, in which an engine may see more than we.
"""

from __future__ import annotations

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from greffe.namespaces import PREFIXES, XSD
from greffe.store.guard import foreign_function, functions, unescaped
from greffe.store.query_text import declared, iri_of, prologue, significant, tokens
from greffe.store.serving import not_a_query, served_graphs
from greffe.store.syntax import nothing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greffe.store.guard import Graphs

_FORMS: Final = {"QuerySolutions": "SELECT", "QueryBoolean": "ASK"}
_STACK: Final = 1 << 20
"""Bytes; half of what the threads of a server written in Rust have, unless it says otherwise."""

_PLUMBING: Final = re.compile(r"<(?:bif|sql|java|javascript|file|class):", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Screened:
    """A query that may be sent: its form (``SELECT``, ``ASK`` or ``GRAPH``), its text, its graphs.

    The graphs are those that FROM names: some engines hear of them only beside the query.
    """

    form: str
    text: str
    graphs: Graphs


def screened(query: str, known: Callable[[str], bool]) -> Screened:
    """Return a query as another engine may get it; ``known`` tells which graphs there are.

    Raises ``SyntaxFault`` for what is no query, ``RefusedQuery`` for an update, SERVICE, a graph
    that there is not, and functions that are not those of SPARQL 1.1.
    """
    graphs = served_graphs(query, known)
    _refuse_foreign(query)
    try:
        form = _tried(query)
    except SyntaxError as error:
        raise not_a_query(query, error) from error
    return Screened(form, prologue(query) + _without_comments(query), graphs)


def get_ready() -> None:
    """Load what reads a query now, so that none has to wait for it."""
    screened("ASK {}", lambda _: False)
    list(functions("ASK {}", {}))


def _tried(query: str) -> str:
    """Return the form of a query, tried on nothing, on a small stack.

    Engines read queries by recursion, and Oxigraph ends with the query that takes its stack.  What
    would do that ends this process here instead, which can be replaced.
    """
    before = threading.stack_size(_STACK)
    try:
        with ThreadPoolExecutor(1) as apart:
            return apart.submit(_form, query).result()
    finally:
        threading.stack_size(before)


def _form(query: str) -> str:
    answer = nothing().query(query, prefixes=PREFIXES)
    return _FORMS.get(type(answer).__name__, "GRAPH")


def _without_comments(query: str) -> str:
    kept, end = [], 0
    for token in tokens(query):
        if token.kind == "comment":
            kept.append(query[end : token.start])
            end = token.start + len(token.text)
    return "".join((*kept, query[end:]))


def _refuse_foreign(query: str) -> None:
    """Refuse names by which engines reach what is no data, and functions that SPARQL has not."""
    read = unescaped(query)
    if any(token.kind == "iri" and _PLUMBING.match(token.text) for token in tokens(read)):
        raise foreign_function()
    if any(not iri.startswith(XSD) for iri in _called(read)) and _calls(query):
        raise foreign_function()


def _called(query: str) -> Iterator[str]:
    """Yield the IRIs that a parenthesis follows: functions, or the subjects of lists."""
    prefixes = PREFIXES | declared(query)
    for token, following in pairwise(significant(query)):
        if following.text == "(" and token.kind in ("iri", "name"):
            yield iri_of(token, prefixes)


def _calls(query: str) -> bool:
    """Return whether a query calls a function by its IRI other than the casts of SPARQL 1.1."""
    prefixes = PREFIXES | declared(query)
    return any(not iri.startswith(XSD) for iri in functions(query, prefixes))
