"""Every page is valid HTML, judged by html-validate with all its standard rules."""

from __future__ import annotations

import json
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
