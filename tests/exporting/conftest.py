"""The MIFI's documents in their official layout, and small made-up ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.exporting.tables import table

from greffe.exporting.paper import pdf
from greffe.exporting.reading import find_body, read_official
from greffe.store import open_store
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from greffe.bodies import Body
    from greffe.exporting.official import Official
    from greffe.store import Store


@pytest.fixture(scope="session")
def store() -> Store:
    """Open the bundled data."""
    return open_store(Workspace.at())


@pytest.fixture(scope="session")
def mifi() -> Body:
    """Return the body whose data is bundled."""
    return find_body(Workspace.at(), "mifi")


@pytest.fixture(scope="session")
def register(store: Store, mifi: Body) -> Official:
    """Return the register of the MIFI."""
    return read_official(store, mifi, "register")


@pytest.fixture(scope="session")
def inventory(store: Store, mifi: Body) -> Official:
    """Return the inventory of the MIFI."""
    return read_official(store, mifi, "inventory")


@pytest.fixture(params=["register", "inventory"])
def official(request: pytest.FixtureRequest) -> Official:
    """Give each document of the MIFI in turn."""
    found: Official = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Give the way to put bytes in a file that the test may read."""

    def save(name: str, content: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return save


@pytest.fixture
def register_pdf(tmp_path: Path) -> Path:
    """Save a small register as a PDF."""
    path = tmp_path / "registre.pdf"
    path.write_bytes(pdf(table("register", [["a"] * 7])))
    return path
