"""The README is short and sets up a fresh machine with exactly two commands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
MOST_LINES = 110
INSTALL = "python3 -m venv .venv && .venv/bin/python -m pip install --quiet -e "
SET_UP = [f"{INSTALL}. && .venv/bin/greffe build", f"{INSTALL}'.[test]' && .venv/bin/pytest"]


def test_length() -> None:
    """The README is read in one sitting."""
    assert len(TEXT.splitlines()) <= MOST_LINES


def test_two_commands() -> None:
    """The shell blocks hold the two set-up commands, each on one line, and nothing else."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert SET_UP == [line for block in blocks for line in block.splitlines()]


def test_every_folder_is_on_the_map() -> None:
    """The map of the folders names each that a wheel or a reader needs, and each exists."""
    folders = re.findall(r"^\| `([\w/]+)/` \|", TEXT, re.MULTILINE)
    shipped = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    included = shipped["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"]
    assert {name.split("/")[0] for name in included} <= set(folders)
    assert all((ROOT / name).is_dir() for name in folders)


def test_status_is_plain() -> None:
    """The README says what it is not: registered names, an official publication."""
    assert "not registered yet" in TEXT
    assert "not an official publication" in TEXT
    assert "belong to the Gouvernement du Québec" in TEXT
