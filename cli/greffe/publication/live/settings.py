"""What the scripts of live pages load: the graph, the engine, and the site's own settings."""

from __future__ import annotations

import gzip
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.namespaces import PREFIXES, ROOT
from greffe.publication.live.builder import configuration
from greffe.publication.site.addresses import HASH_SPACES, SINGLE
from greffe.publication.site.model import Artefact
from greffe.publication.site.site import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.publication.site.site import Site

VENDOR: Final = Path(__file__).resolve().parents[1] / "vendor"
SERVED: Final = ("oxigraph", "sparnatural", "yasgui")
VENDOR_FOLDER: Final = "assets/vendor/"
SETTINGS: Final = "assets/live/settings.json"
DATA: Final = "assets/live/data.trig.gz"
BUILDER: Final = "assets/live/builder.ttl"
SECONDS: Final = 20
"""How long a query may take in the page."""

MOST_QUADS: Final = 250_000
"""The largest graph that a page loads: above it, questions are asked with the command."""


def is_live(site: Site) -> bool:
    """Return whether the graph is small enough for a page to hold it."""
    return len(site.store) <= MOST_QUADS


def artefacts(site: Site) -> Iterator[Artefact]:
    """Yield the graph, the settings and the third parties' builds, where pages are live."""
    if not is_live(site):
        return
    yield Artefact(DATA, graph)
    yield Artefact(SETTINGS, settings)
    yield Artefact(BUILDER, configuration)
    for folder in SERVED:
        for path in sorted((VENDOR / folder).iterdir()):
            yield Artefact(f"{VENDOR_FOLDER}{folder}/{path.name}", partial(_content, path))


def graph(site: Site) -> bytes:
    """Return the whole graph as compressed TriG: the same data always give the same bytes."""
    return gzip.compress(site.store.dump("trig"), compresslevel=9, mtime=0)


def settings(site: Site) -> bytes:
    """Return what the scripts need to know of the site, as JSON."""
    told = {
        "prefixes": PREFIXES,
        "places": {
            "root": ROOT,
            "terms": HASH_SPACES,
            "bases": site.addresses.bases,
            "single": sorted(SINGLE),
            "kinds": sorted(KINDS),
        },
        "data": {
            "path": f"{DATA}?{site.version[:12]}",
            "bytes": len(graph(site)),
            "engine": (VENDOR / "oxigraph" / "oxigraph.wasm").stat().st_size,
        },
        "seconds": SECONDS,
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _content(path: Path, site: Site) -> bytes:
    del site
    return path.read_bytes()
