"""A change in one body of many is checked without reading the others."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from benchmarks.synthetic import generate

from greffe.errors import InputError, UsageError
from greffe.turtle import reading
from greffe.validation import ground
from greffe.validation.narrowing import changed_bodies
from greffe.validation.run import validate
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph

    from greffe.store.statements import Reader


def git(folder: Path, *arguments: str) -> None:
    """Run git in a folder."""
    named = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a repository with two synthetic bodies, committed."""
    generate(tmp_path / "data", bodies=2, seed=3)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "Begin")
    return tmp_path / "data"


def change(folder: Path, body: str = "synthetique-0002") -> Path:
    """Take the answer about Québec from the first entry of a register."""
    path = folder / body / "register.ttl"
    path.write_text(re.sub(r"greffe:outsideQuebec \S+ ;", "", path.read_text(), count=1))
    return path


def test_nothing_has_changed(folder: Path) -> None:
    """No body is concerned, and the check finds nothing to say."""
    assert () == changed_bodies(Workspace.at(folder), "HEAD")
    report = validate(Workspace.at(folder), since="HEAD")
    assert ((), 0) == (report.findings, report.since.entries if report.since else None)


def test_a_changed_body_is_named(folder: Path) -> None:
    """One file of one body: the other is not concerned."""
    change(folder)
    assert ("synthetique-0002",) == changed_bodies(Workspace.at(folder), "HEAD")


def test_a_new_body_has_changed(folder: Path) -> None:
    """What git does not know yet is new."""
    generate(folder / "more", bodies=1)
    (folder / "more" / "synthetique-0001").rename(folder / "nouveau")
    (folder / "more").rmdir()
    assert ("nouveau",) == changed_bodies(Workspace.at(folder), "HEAD")


def test_what_all_share_concerns_all(folder: Path) -> None:
    """A directory of organisations of one's own is under every body."""
    (folder / "organizations.ttl").write_text("# rien\n")
    assert changed_bodies(Workspace.at(folder), "HEAD") is None


def test_only_the_changed_body_is_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry is found, and the files of the other body stay closed."""
    change(folder)
    read: list[Path] = []

    def noted(path: Path, reader: Reader | None = None) -> Graph:
        read.append(path)
        return reading.parse(path, reader)

    monkeypatch.setattr(ground, "parse", noted)
    report = validate(Workspace.at(folder), since="HEAD")
    assert "S-COM-15" in {finding.rule for finding in report.findings}
    assert 1 == (report.since.entries if report.since else None)
    assert not [path for path in read if "synthetique-0001" in path.parts]


def test_without_a_repository_or_revision_it_says_so(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A revision that is none, and a folder that git does not know, are named."""
    with pytest.raises(UsageError, match="nulle-part"):
        changed_bodies(Workspace.at(folder), "nulle-part")
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    generate(elsewhere, bodies=2)
    with pytest.raises(InputError, match="git"):
        changed_bodies(Workspace.at(elsewhere), "HEAD")
