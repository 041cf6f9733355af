"""What the scripts of live pages load: the graph, the engine, and the site's own settings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from greffe.namespaces import PREFIXES, ROOT
from greffe.publication.descriptions.files import offer
from greffe.publication.descriptions.holdings import DATA as HOLDINGS
from greffe.publication.live.builder import configuration
from greffe.publication.site.addresses import HASH_SPACES, SINGLE
from greffe.publication.site.model import Artefact
from greffe.publication.site.site import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.publication.descriptions.files import File
    from greffe.publication.site.site import Site

VENDOR: Final = Path(__file__).resolve().parents[1] / "vendor"
SERVED: Final = ("oxigraph", "sparnatural", "yasgui")
VENDOR_FOLDER: Final = "assets/vendor/"
SETTINGS: Final = "assets/live/settings.json"
DATA: Final = f"{HOLDINGS}greffe.trig.gz"
BUILDER: Final = "assets/live/builder.ttl"
SECONDS: Final = 20
"""How long a query may take in the page."""

MOST_QUADS: Final = 250_000
"""The largest graph that a page loads: above it, questions are asked with the command."""


def is_live(site: Site) -> bool:
    """Return whether the graph is small enough for a page to hold it."""
    return site.size <= MOST_QUADS


def artefacts(site: Site) -> Iterator[Artefact]:
    """Yield the settings and the third parties' builds, where pages are live."""
    if not is_live(site):
        return
    yield Artefact(SETTINGS, settings)
    yield Artefact(BUILDER, configuration)
    for folder in SERVED:
        for path in sorted((VENDOR / folder).iterdir()):
            place = f"{VENDOR_FOLDER}{folder}/{path.name}"
            yield Artefact.of_program(place, path)


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
            "bytes": _graph(site).measure().size,
            "engine": (VENDOR / "oxigraph" / "oxigraph.wasm").stat().st_size,
        },
        "seconds": SECONDS,
        "version": site.version,
        "sources": [{"iri": iri, **site.name_of(iri).as_json()} for iri in site.things("source")],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _graph(site: Site) -> File:
    return next(each for each in offer(site).whole if each.path == DATA)
