"""Workspaces for the commands: the MIFI's data as another body's, and a real server."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from greffe.resources import data_dir
from greffe.store import compile_store
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path


@pytest.fixture(scope="session")
def endpoint(cache: Path, serve: Callable[[Path], AbstractContextManager[str]]) -> Iterator[str]:
    """Serve the bundled data by a real Oxigraph server; give its address."""
    with serve(compile_store(Workspace.at(), cache)) as address:
        yield address


@pytest.fixture(scope="session")
def other_body(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace of one body that says what the MIFI says, under names of its own."""
    root = tmp_path_factory.mktemp("other")
    shutil.copytree(data_dir() / "mifi", root / "autre", ignore=shutil.ignore_patterns("sources"))
    for path in (root / "autre").glob("*.ttl"):
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace("/id/mifi", "/id/autre").replace("/org/mifi", "/org/autre"),
            encoding="utf-8",
        )
    return root


@pytest.fixture
def mifi_dir(tmp_path: Path) -> Path:
    """Copy the MIFI's data to a workspace that a test may change."""
    shutil.copytree(data_dir() / "mifi", tmp_path / "data" / "mifi")
    return tmp_path / "data"


@pytest.fixture
def forbid(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Give the way to forbid reading a file, as the system does, even to an administrator."""

    def deny(path: Path) -> None:
        def read(asked: Path) -> bytes:
            if asked == path:
                raise PermissionError(13, "Permission denied", str(asked))
            with asked.open("rb") as stream:
                return stream.read()

        monkeypatch.setattr("pathlib.Path.read_bytes", read)

    return deny
