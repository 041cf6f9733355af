"""What a first view costs: bytes over the wire, compressed as any server compresses."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import pytest

if TYPE_CHECKING:
    from tests.browser.conftest import Published
    from tests.publication.live.browsing import Visit

MOST: Final = 100_000
"""The most bytes of a first view, without the engines of queries and search."""

PAGES: Final = (
    "",
    "en/",
    "id/mifi/register/",
    "id/mifi/inventory/",
    "id/mifi/communication/5/",
    "org/ircc/",
    "concept/data-type/sin/",
    "question/outside-quebec/",
    "portrait/",
    "recherche/",
    "interroger/",
)


@pytest.mark.parametrize("address", PAGES)
def test_a_first_view_is_light(visit: Visit, published: Published, address: str) -> None:
    """A page and all that it loads by itself weigh less than 100 kB compressed."""
    page = visit.go(address)
    page.wait_for_load_state("networkidle")
    loaded = {urlsplit(url).path for url in visit.requests}
    base = urlsplit(published.root).path
    sizes = {}
    for path in loaded:
        file = published.files / unquote(path.removeprefix(base))
        file = file / "index.html" if file.is_dir() else file
        sizes[path] = len(gzip.compress(file.read_bytes(), mtime=0))
    assert sum(sizes.values()) < MOST, sizes
    assert not any(path.endswith(".wasm") for path in sizes)


def test_no_page_is_heavy_by_itself(published: Published) -> None:
    """No page of the site, however long, takes half of what a first view may weigh."""
    heavy = {
        path.relative_to(published.files).as_posix(): size
        for path in published.files.rglob("*.html")
        if (size := len(gzip.compress(path.read_bytes(), mtime=0))) > MOST // 2
    }
    assert {} == heavy
