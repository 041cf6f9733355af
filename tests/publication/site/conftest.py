"""The published data, as a site and as a folder of files, made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from greffe.publication.site.build import build_site
from greffe.publication.site.opening import open_site
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.publication.site.site import Site


@pytest.fixture(scope="session")
def site() -> Site:
    """Open the site of the bundled data."""
    return open_site(Workspace.at())


@pytest.fixture(scope="session")
def built(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the site of the bundled data once."""
    folder = tmp_path_factory.mktemp("site")
    build_site(site, folder)
    return folder
