"""Every page is valid HTML, judged by html-validate and by the W3C's checker (vnu)."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from tests.browser.conftest import TOOLS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Published

CONFIGURATION = TOOLS.parent / "htmlvalidate.json"


def faults(pages: Path) -> list[str]:
    """Return what html-validate holds against the pages of a folder: place, rule, message."""
    program = TOOLS / ".bin" / "html-validate"
    if not program.is_file():
        pytest.skip("run npm ci in tests/browser")
    done = subprocess.run(
        [str(program), "--config", str(CONFIGURATION), "--formatter", "json", f"{pages}/**/*.html"],
        capture_output=True,
        text=True,
        check=False,
    )
    told: list[dict[str, Any]] = json.loads(done.stdout)
    return [
        f"{page['filePath']}:{each['line']} {each['ruleId']}: {each['message']}"
        for page in told
        for each in page["messages"]
    ]


def test_every_page_is_valid(published: Published) -> None:
    """The validator finds nothing in any page of the site."""
    assert [] == faults(published.files)


def test_the_validator_does_judge(tmp_path: Path) -> None:
    """A page with a fault is found at fault: silence means something."""
    page = (
        "<!DOCTYPE html><html lang='fr'><head><title>x</title></head><body><p><div></body></html>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert faults(tmp_path)


CHECKER = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
JAVA = shutil.which("java")
needs_java = pytest.mark.skipif(
    JAVA is None or not CHECKER.is_file(), reason="run npm ci in tests/browser, and install java"
)


def objections(pages: Path) -> list[str]:
    """Return the errors that the W3C's checker finds in the pages of a folder: place, message."""
    done = subprocess.run(
        [
            *(str(JAVA), "-Xss8m", "-jar", str(CHECKER)),
            *("--skip-non-html", "--errors-only", "--format", "json", str(pages)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    told: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return [f"{each['url']}:{each.get('lastLine')} {each['message']}" for each in told]


@needs_java
def test_the_checker_of_the_w3c_objects_to_nothing(published: Published) -> None:
    """The Nu HTML Checker, which knows SVG and ARIA as well, finds no error in any page."""
    assert [] == objections(published.files)


@needs_java
def test_the_checker_of_the_w3c_does_judge(tmp_path: Path) -> None:
    """A page with a fault is found at fault: silence means something."""
    page = "<!DOCTYPE html><html lang='fr'><head><title>x</title></head><body><tspan></body></html>"
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert objections(tmp_path)
