"""Reading a SPARQL query without asking it of any data."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from greffe.store.guard import refuse_depth

if TYPE_CHECKING:
    from collections.abc import Mapping


def selected(query: str, prefixes: Mapping[str, str]) -> frozenset[str] | None:
    """Return the names of the variables that a query gives back; None when it is no SELECT.

    Raises ``SyntaxFault``, with the place in the query, when it is not SPARQL 1.1 or uses a prefix
    that is neither its own nor among ``prefixes``.
    """
    from pyoxigraph import QuerySolutions

    refuse_depth(query)
    try:
        answer = nothing().query(query, prefixes=dict(prefixes))
    except SyntaxError as error:
        from greffe.store.query_text import fault

        raise fault(query, str(error)) from error
    if not isinstance(answer, QuerySolutions):
        return None
    return frozenset(variable.value for variable in answer.variables)


@cache
def nothing() -> Any:  # noqa: ANN401 - a store of pyoxigraph's, which is imported when needed
    """Return a store that holds nothing, of which a query is asked to see whether it is one."""
    from pyoxigraph import Store

    return Store()
