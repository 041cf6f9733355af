"""Data for machines: whole dumps, each register's files, and what describes and announces them."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from greffe.publication.site.model import Artefact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greffe.publication.descriptions.files import File, Offer
    from greffe.publication.site.site import Site
    from greffe.results.model import Graph


def artefacts(site: Site) -> Iterator[Artefact]:
    """Yield the files of data, then their descriptions (DCAT, VoID, CKAN), then what announces."""
    from greffe.publication.descriptions.files import offer

    offered = offer(site)
    yield from map(_artefact, offered.files())
    yield from _descriptions(site, offered)


def _artefact(file: File) -> Artefact:
    return Artefact(file.path, lambda _site: file.content())


def _descriptions(site: Site, offered: Offer) -> Iterator[Artefact]:
    from greffe.publication.descriptions.catalog import catalog
    from greffe.publication.descriptions.void import void

    graphs = {
        "catalog": cache(partial(catalog, site, offered)),
        "void": cache(partial(void, site, offered)),
    }
    for name, graph in graphs.items():
        yield Artefact(f"{name}.ttl", partial(_turtle, graph))
        yield Artefact(f"{name}.jsonld", partial(_json_ld, graph))
    yield Artefact(".well-known/void", partial(_turtle, graphs["void"]))


def _turtle(graph: Callable[[], Graph], _site: Site) -> bytes:
    from greffe.results.turtle import turtle

    return turtle(graph()).encode()


def _json_ld(graph: Callable[[], Graph], _site: Site) -> bytes:
    from greffe.publication.descriptions import jsonld

    return jsonld.document(jsonld.nodes(graph())).encode()
