"""The command that writes the site: the same bytes anywhere, in little time."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from greffe.resources import data_dir

if TYPE_CHECKING:
    from pathlib import Path

FAR: Final = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
NEAR: Final = {"TZ": "America/Montreal", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "42"}
WHOLE: Final = 20.0
"""Seconds of computing of all processes, which a busy machine stretches less than the clock's."""

UPDATE: Final = 0.7
"""The most that an update may take of the time of a whole build."""


@dataclass(frozen=True)
class Ran:
    """What a run of the command cost, in seconds of computing, and what it said."""

    seconds: float
    said: str


def site(workspace: Path, folder: Path, environment: dict[str, str]) -> Ran:
    """Write the site of a workspace as a person would."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "greffe.app", "--workspace", workspace, "site", folder],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Ran(seconds, done.stdout)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a site, but for the memory of the build."""
    found = (path for path in folder.rglob("*") if path.is_file())
    files = (path for path in found if not path.name.startswith(".greffe-"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the bundled data."""
    folder = tmp_path_factory.mktemp("data") / "workspace"
    shutil.copytree(data_dir(), folder)
    return folder


@pytest.fixture(scope="module")
def near(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """Write the site once, in Québec."""
    folder = tmp_path_factory.mktemp("near")
    return folder, site(workspace, folder, NEAR)


def test_a_site_is_the_same_wherever_it_is_written(
    near: tuple[Path, Ran], workspace: Path, tmp_path: Path
) -> None:
    """Time zone, locale and the seed of hashes change no byte of no file, the index included."""
    site(workspace, tmp_path, FAR)
    here, there = contents(near[0]), contents(tmp_path)
    assert sorted(here) == sorted(there)
    assert [] == [name for name in here if here[name] != there[name]]


def test_the_whole_site_takes_little_computing(near: tuple[Path, Ran]) -> None:
    """Checking the data and writing every page takes little computing, by two processes."""
    assert near[1].seconds < WHOLE


def test_a_changed_name_takes_less(near: tuple[Path, Ran], workspace: Path, tmp_path: Path) -> None:
    """After a name changed, what depends on it is written, for little: all is as if made anew."""
    organizations = workspace / "organizations.ttl"
    text = organizations.read_text(encoding="utf-8")
    organizations.write_text(text.replace('"CNESTT"', '"CNETST"'), encoding="utf-8")
    ran = site(workspace, near[0], NEAR)
    assert "CNETST" in (near[0] / "org/cnesst/index.html").read_text(encoding="utf-8")
    assert ran.seconds < UPDATE * near[1].seconds
    site(workspace, tmp_path, FAR)
    updated, whole = contents(near[0]), contents(tmp_path)
    assert sorted(whole) == sorted(updated)
    assert [] == [name for name in whole if whole[name] != updated[name]]
