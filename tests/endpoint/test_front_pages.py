"""What the guides say of standing before an engine is what happens, command by command."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.served import serving
from tests.servers import free_port, running

from greffe.endpoint.problems import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {
    DOCS / "fr" / "point-d-acces.md": "## Devant un moteur",
    DOCS / "en" / "endpoint.md": "## Before an engine",
}
IDS = [page.stem for page in PAGES]
PLACE = "localhost:7878"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s a greffe:Communication }"


def section(page: Path) -> str:
    """Return what a page says of standing before an engine."""
    return page.read_text(encoding="utf-8").partition(PAGES[page])[2].partition("\n## ")[0]


def commands(page: Path, place: str) -> list[list[str]]:
    """Return the first commands of that section, with the engine at a place of ours."""
    block, *_ = re.findall(r"```sh\n(.*?)```", section(page), re.DOTALL)
    return [shlex.split(line.replace(PLACE, place)) for line in block.splitlines()]


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_the_three_commands_do_what_they_say(
    page: Path, tmp_path: Path, sample_dir: Path, cache: Path, public_site: Path
) -> None:
    """An engine is started, the public view is pushed, and the endpoint answers before it."""
    assert cache.is_dir()
    port = free_port()
    start, push, serve = commands(page, f"127.0.0.1:{port}")
    assert ["oxigraph", "greffe", "greffe"] == [words[0] for words in (start, push, serve)]
    program = Path(sys.executable).with_name(start[0])
    location = str(tmp_path / "store")
    words = [word if word != "store" else location for word in start[1:]]
    with running([str(program), *words], port):
        where = ["--workspace", str(sample_dir)]
        subprocess.run([sys.executable, "-m", "greffe.app", *where, *push[1:]], check=True)
        options = [word if word != "public" else str(public_site) for word in serve[2:]]
        with serving(*options, "--watch", 0) as endpoint:
            assert (200, "n\r\n2\r\n") == (
                (answer := endpoint.query(COUNT, accept="text/csv")).status,
                answer.text,
            )
            assert endpoint.ask("/").status == 200


@pytest.mark.parametrize("page", PAGES, ids=IDS)
def test_every_kind_of_problem_is_in_the_guide(page: Path) -> None:
    """With its status: whoever meets one finds what it means."""
    told = re.findall(r"^\| (\d{3}) \| ([^|]*) \|", page.read_text(encoding="utf-8"), re.MULTILINE)
    listed = {(name, int(code)) for code, names in told for name in re.findall(r"`(.*?)`", names)}
    assert {(name, kind.status) for name, kind in KINDS.items()} == listed


def test_the_help_offers_it(greffe: Callable[..., Outcome]) -> None:
    """``--endpoint`` is an option of ``serve`` as of the commands that ask."""
    assert "--endpoint" in greffe("serve", "--help").out
