"""Lighthouse gives the pages that people land on 95 or more in each of its categories."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.browser.conftest import TOOLS
from tests.publication.live.browsing import FLAGS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.conftest import Published

PROGRAM: Final = TOOLS / ".bin" / "lighthouse"
LEAST: Final = 95
CATEGORIES: Final = ("performance", "accessibility", "best-practices", "seo")
TRIES: Final = 3
"""How often a page is measured: a busy machine makes any page look slow now and then."""

pytestmark = pytest.mark.skipif(
    not PROGRAM.is_file() or shutil.which("chromium") is None,
    reason="run npm ci in tests/browser, and install chromium",
)


def scores(address: str, folder: Path) -> dict[str, int]:
    """Return what Lighthouse gives a page in each category, out of 100."""
    report = folder / "report.json"
    subprocess.run(
        [
            str(PROGRAM),
            address,
            "--quiet",
            "--output=json",
            f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags=--headless {' '.join(FLAGS)} --user-data-dir={folder / 'chromium'}",
        ],
        env={"CHROME_PATH": str(shutil.which("chromium")), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        check=True,
    )
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))["categories"]
    return {name: round(100 * told[name]["score"]) for name in CATEGORIES}


@pytest.mark.parametrize(
    "address",
    ["", "id/mifi/register/", "id/mifi/communication/5/", "en/question/outside-quebec/"],
)
def test_lighthouse_is_content(published: Published, tmp_path: Path, address: str) -> None:
    """Home, register, an entry and a question have 95 or more in every category."""
    best = dict.fromkeys(CATEGORIES, 0)
    for _ in range(TRIES):
        found = scores(published.root + address, tmp_path)
        best = {name: max(best[name], found[name]) for name in CATEGORIES}
        if min(best.values()) >= LEAST:
            break
    assert {} == {name: score for name, score in best.items() if score < LEAST}
