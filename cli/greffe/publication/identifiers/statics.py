"""Rules for hosts of plain files: ``_redirects`` and ``_headers``, as Netlify and Cloudflare read.

Such hosts do not look at ``Accept``: they lead identifiers to French pages, and nodes to the page
of their owner.  Whoever wants data asks w3id.org, which chooses, or follows the links of the page.
They cannot answer 410 either: the page of a withdrawn thing says so itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from greffe.publication.identifiers.apache import NOTE
from greffe.publication.identifiers.formats import DATA, HEADERS, SHARED, content_type
from greffe.publication.site.addresses import SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.publication.identifiers.spaces import Layout


def redirects(layout: Layout) -> str:
    """Return ``_redirects``: few rules with placeholders, however many things there are."""
    return "\n".join((NOTE, *_redirects(layout))) + "\n"


def headers(layout: Layout) -> str:
    """Return ``_headers``: security for all, types and sharing for data."""
    return "\n".join((NOTE, *_headers(layout))) + "\n"


def _redirects(layout: Layout) -> Iterator[str]:
    path = layout.path
    for other, folder in layout.elsewhere:
        yield f"{path}{other}* {path}{folder}:splat 303"
    for owner in (*(f"id/:body/{name}" for name in sorted(SINGLE)), "id/:body/:kind/:key"):
        yield f"{path}{owner}/:part/:rank {path}{owner}/#:part-:rank 303"


def _headers(layout: Layout) -> Iterator[str]:
    yield f"{layout.path}*"
    yield from (f"  {name}: {value}" for name, value in HEADERS.items())
    for suffix in SHARED:
        yield f"{layout.path}*.{suffix}"
        yield f"  Content-Type: {content_type(suffix)}"
        yield "  Access-Control-Allow-Origin: *"
    for each in DATA:
        yield f"{layout.path}*/data.{each.name}"
        yield '  Link: <./>; rel="alternate"; type="text/html"'
