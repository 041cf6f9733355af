"""The embedded SPARQL store: compiled once for each content, opened read-only by every query."""

from __future__ import annotations

from greffe.store.cache import cache_dir
from greffe.store.compiling import compile_store
from greffe.store.embedded import Store, in_memory, open_store
from greffe.store.headers import graph_iri

__all__ = ["Store", "cache_dir", "compile_store", "graph_iri", "in_memory", "open_store"]
