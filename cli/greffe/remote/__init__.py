"""Engines elsewhere: SPARQL 1.1 endpoints that are asked, stores that are brought up to date.

Nothing here is loaded before it is used: a command that asks the embedded store pays nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from greffe.remote.access import Access
    from greffe.remote.graphs import GraphStore
    from greffe.remote.patience import Patience
    from greffe.remote.store import RemoteStore

_HOMES: Final = {
    "Access": "access",
    "GraphStore": "graphs",
    "Patience": "patience",
    "RemoteStore": "store",
}

__all__ = ["Access", "GraphStore", "Patience", "RemoteStore"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Load a public name from its module (PEP 562)."""
    if name in _HOMES:
        return getattr(import_module(f"greffe.remote.{_HOMES[name]}"), name)
    raise AttributeError(name)
