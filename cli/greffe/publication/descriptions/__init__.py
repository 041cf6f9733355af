"""Data for machines: whole dumps, each register's files, and what describes and announces them."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Final

from greffe.language import LANGUAGES
from greffe.publication.site.model import Artefact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greffe.publication.descriptions.files import File, Offer
    from greffe.publication.site.site import Site
    from greffe.results.model import Graph

RETIRED: Final = "retired"
"""The kind of the pages that servers answer with 410: no list of pages leads to them."""


def artefacts(site: Site) -> Iterator[Artefact]:
    """Yield the files of data, then their descriptions (DCAT, VoID, CKAN), then what announces."""
    from greffe.publication.descriptions.files import offer

    offered = offer(site)
    for file in offered.files():
        yield Artefact(file.path, partial(_content, file))
    yield from _descriptions(site, offered)
    yield from _announcements(site, offered)


def _descriptions(site: Site, offered: Offer) -> Iterator[Artefact]:
    from greffe.publication.descriptions.catalog import catalog
    from greffe.publication.descriptions.ckan import packages
    from greffe.publication.descriptions.void import void

    described = {"catalog": partial(catalog, site, offered), "void": partial(void, site, offered)}
    graphs = {name: cache(describe) for name, describe in described.items()}
    for name, graph in graphs.items():
        yield Artefact(f"{name}.ttl", partial(_turtle, graph))
        yield Artefact(f"{name}.jsonld", partial(_json_ld, graph))
    yield Artefact(".well-known/void", partial(_turtle, graphs["void"]))
    for path, package in packages(site, offered):
        yield Artefact(path, partial(_called, package))


def _announcements(site: Site, offered: Offer) -> Iterator[Artefact]:
    from greffe.clock import today
    from greffe.publication.descriptions import discovery, feed, renewals
    from greffe.publication.descriptions.catalog import publisher_name

    held = [holding for holding, _ in offered.parts]
    happened, renewable = feed.events(held, feed.withdrawals(site)), renewals.renewals(site)
    yield Artefact("robots.txt", partial(_as_it_is, discovery.robots(site.base_url)))
    yield from _sitemaps(site)
    for language in LANGUAGES:
        author = publisher_name(site)[language]
        texts = {
            discovery.OPEN_SEARCH[language]: discovery.open_search(site.base_url, language),
            feed.PATHS[language]: feed.atom(happened, site.base_url, author, language),
            renewals.PATHS[language]: renewals.calendar(
                renewable, site.base_url, today(), language
            ),
        }
        for path, text in texts.items():
            if text is not None:
                yield Artefact(path, partial(_as_it_is, text))


def _sitemaps(site: Site) -> Iterator[Artefact]:
    from greffe.publication.descriptions.sitemap import sitemaps
    from greffe.publication.site.plan import pages

    listed = (page.address for page in pages(site) if page.kind != RETIRED)
    for path, text in sitemaps(listed, site.base_url):
        yield Artefact(path, partial(_as_it_is, text))


def _content(file: File, _site: Site) -> bytes:
    return file.content()


def _called(write: Callable[[], str], _site: Site) -> bytes:
    return write().encode()


def _as_it_is(text: str, _site: Site) -> bytes:
    return text.encode()


def _turtle(graph: Callable[[], Graph], _site: Site) -> bytes:
    from greffe.results.turtle import turtle

    return turtle(graph()).encode()


def _json_ld(graph: Callable[[], Graph], _site: Site) -> bytes:
    from greffe.publication.descriptions import jsonld

    return jsonld.document(jsonld.nodes(graph())).encode()
