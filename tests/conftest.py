"""Fixtures shared by the tests: a small workspace and its store, the program, a real server."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from tests.memory import in_memory
from tests.servers import free_port as unused_port
from tests.servers import oxigraph

from greffe import app
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from playwright.sync_api import Browser

    from greffe.store import Store

# A law holds on a busy machine too: how long a case takes is for the benchmarks to say.
settings.register_profile("greffe", deadline=None)
settings.load_profile("greffe")

SAMPLE = Path(__file__).parent / "sample"
PROGRAMS = Path(sys.executable).parent


@dataclass(frozen=True)
class Outcome:
    """What a run of the command line gave: the exit code and the two outputs."""

    code: int
    out: str
    err: str


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


@pytest.fixture
def greffe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Outcome]:
    """Give the command line, run in this process, in French unless the arguments say otherwise."""
    monkeypatch.setenv("GREFFE_LANG", "fr")

    def call(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = app.run([str(argument) for argument in arguments])
        return Outcome(code, *capsys.readouterr())

    return call


@pytest.fixture
def program() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Give the installed program, run as a process of its own with this environment only."""

    def call(
        *arguments: object, given: bytes | None = None, **environment: str
    ) -> subprocess.CompletedProcess[bytes]:
        kept = {name: os.environ[name] for name in ("PATH", "GREFFE_CACHE")}
        return subprocess.run(
            [PROGRAMS / "greffe", *map(str, arguments)],
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            env=kept | environment,
            check=False,
        )

    return call


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no time pass between two attempts to reach a server."""
    monkeypatch.setattr("greffe.remote.patience.time.sleep", lambda _: None)


@pytest.fixture
def free_port() -> int:
    """Return a loopback port that nothing listens to."""
    return unused_port()


@pytest.fixture(scope="session")
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """Give the way to put a compiled store behind a real server, which yields its address."""
    return _served


@contextmanager
def _served(location: Path) -> Iterator[str]:
    with oxigraph(location) as server:
        yield server.endpoint


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium as Debian has it, once for all tests; skip where it is not installed."""
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no chromium here")
    pytest.importorskip("playwright")
    from playwright.sync_api import sync_playwright
    from tests.publication.live.browsing import FLAGS

    with sync_playwright() as engines:
        chromium = engines.chromium.launch(executable_path=program, args=[*FLAGS])
        yield chromium
        chromium.close()
