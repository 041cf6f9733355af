"""The mark of a page tells its content, and nothing of the process that filled it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from tests.conftest import SAMPLE

MARKS = """
import json, sys
from pathlib import Path
from greffe.language import LANGUAGES
from greffe.publication.site.opening import open_site
from greffe.publication.site.plan import pages
from greffe.publication.site.rendering import fill, mark_of
from greffe.workspace import Workspace

site = open_site(Workspace.at(Path(sys.argv[1])))
marks = {
    page.file(language): mark_of(page, fill(site, page, language)[0])
    for page in pages(site)
    for language in LANGUAGES
}
print(json.dumps(marks))
"""


def marks(seed: str) -> dict[str, str]:
    """Return the marks of the pages of the small workspace, in a process that hashes its way."""
    done = subprocess.run(
        [sys.executable, "-c", MARKS, str(SAMPLE)],
        env=os.environ | {"PYTHONHASHSEED": seed},
        capture_output=True,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def of_one_process() -> dict[str, str]:
    """Return the marks as one process has them."""
    return marks("1")


def test_a_page_has_the_same_mark_in_every_process(of_one_process: dict[str, str]) -> None:
    """Sets have no order: a page that is filled with one would be written anew each time."""
    again = marks("2")
    assert {} == {path: mark for path, mark in of_one_process.items() if mark != again[path]}


def test_pages_with_a_mark_are_told_apart(of_one_process: dict[str, str]) -> None:
    """No two pages that have a mark have the same, and nearly all have one."""
    marked = [mark for mark in of_one_process.values() if mark]
    assert len(marked) == len(set(marked))
    assert len(marked) > 0.9 * len(of_one_process)
