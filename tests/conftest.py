"""Fixtures shared by the tests: a small workspace of one body, and its store."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from greffe.store import Store, in_memory
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = Path(__file__).parent / "sample"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the examples of the documentation be written again: see ``test_docs``."""
    parser.addoption(
        "--refresh-docs",
        action="store_true",
        help="write the outputs and the lists of questions in the documentation again",
    )


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep compiled stores away from the person's own cache, in this process and its children."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GREFFE_CACHE", str(folder))
        yield folder


@pytest.fixture
def sample_dir(tmp_path: Path) -> Path:
    """Copy the small workspace to a place where a test may change it."""
    return Path(shutil.copytree(SAMPLE, tmp_path / "sample"))


@pytest.fixture(scope="session")
def sample() -> Workspace:
    """Return the small workspace, which no test may change: one body, three entries."""
    return Workspace.at(SAMPLE)


@pytest.fixture(scope="session")
def sample_store(sample: Workspace) -> Store:
    """Load the small workspace into memory."""
    return in_memory(sample.files())
