"""The embedded SPARQL store: compiled once for each content, opened read-only by every query.

What only compiling needs is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from greffe.store.cache import cache_dir
from greffe.store.embedded import Store, open_store

if TYPE_CHECKING:
    from greffe.store.compiling import compile_store
    from greffe.store.holding import public_view
    from greffe.store.public import open_public

_HOMES: Final = {
    "compile_store": "compiling",
    "open_public": "public",
    "public_view": "holding",
}

__all__ = [
    "Store",
    "cache_dir",
    "compile_store",
    "open_public",
    "open_store",
    "public_view",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Load a public name from its module (PEP 562)."""
    if name in _HOMES:
        return getattr(import_module(f"greffe.store.{_HOMES[name]}"), name)
    raise AttributeError(name)
