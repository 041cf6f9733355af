"""The scripts of live pages, part by part, under Node's own test runner."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Final

import pytest
from tests.publication.live.conftest import SCRIPTS

from greffe.publication.live.settings import VENDOR

TESTS: Final = sorted((Path(__file__).parent / "scripts").glob("*.test.mjs"))
LONGEST: Final = 200


@pytest.mark.parametrize("path", TESTS, ids=lambda path: path.name)
def test_the_scripts_keep_their_laws(path: Path) -> None:
    """Every law written for Node's test runner holds."""
    done = subprocess.run(
        ["node", "--test", str(path)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    assert "# pass 0" not in done.stdout


def test_scripts_stay_small() -> None:
    """No script of ours exceeds two hundred lines."""
    sizes = {p.name: len(p.read_text(encoding="utf-8").splitlines()) for p in SCRIPTS.glob("*.js")}
    assert {name: size for name, size in sizes.items() if size > LONGEST} == {}


def test_every_script_says_what_it_is_for() -> None:
    """Each script begins with a comment that introduces it."""
    silent = [p.name for p in SCRIPTS.glob("*.js") if not p.read_text("utf-8").startswith("/**")]
    assert silent == []


def test_no_script_of_ours_makes_code_from_text_or_text_into_markup() -> None:
    """The policy forbids eval; nothing that a query answers may become markup."""
    forbidden = (
        "eval(",
        "new Function",
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
    )
    found = [
        (path.name, word)
        for path in SCRIPTS.glob("*.js")
        for word in forbidden
        if word in path.read_text(encoding="utf-8")
    ]
    assert found == []


@pytest.mark.parametrize("folder", ["oxigraph", "yasgui"])
def test_every_third_party_comes_with_its_licence(folder: str) -> None:
    """What others made is carried together with the terms under which they gave it."""
    names = [path.name for path in (VENDOR / folder).iterdir()]
    assert any(name.startswith("LICENSE") for name in names)


def test_no_build_names_a_map_that_is_not_carried() -> None:
    """A comment that names a source map would make browsers ask for a file that is not there."""
    builds = [*VENDOR.rglob("*.js"), *VENDOR.rglob("*.css")]
    assert [p.name for p in builds if b"sourceMappingURL" in p.read_bytes()] == []


def test_the_lock_names_no_registry() -> None:
    """The recipe's lock pins versions and checksums, and leaves the choice of the host open."""
    lock = (VENDOR / "recipe" / "package-lock.json").read_text(encoding="utf-8")
    assert '"integrity"' in lock
    assert '"resolved"' not in lock
