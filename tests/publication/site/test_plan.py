"""What a site holds, and what is loaded before it is known."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from greffe.publication.site import memory
from greffe.publication.site.memory import program_print, sources_print
from greffe.publication.site.plan import SECTIONS, get_ready

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

READY = """
import sys
from greffe.publication.site.plan import SECTIONS, get_ready
before = [name for name in SECTIONS if name in sys.modules]
get_ready()
print(len(before) < len(SECTIONS), all(name in sys.modules for name in SECTIONS))
print("rdflib" in sys.modules)
"""


def test_whoever_is_ready_has_every_section_and_no_more() -> None:
    """What gives pages is loaded before the data are there; what reads shapes is not."""
    done = subprocess.run([sys.executable, "-c", READY], capture_output=True, text=True, check=True)
    assert "True True\nFalse\n" == done.stdout


def test_whoever_is_ready_has_read_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code, templates, queries and shapes are read once in a process, whatever the options."""
    sources_print.cache_clear()
    get_ready()
    monkeypatch.setattr(memory, "_PUBLICATION", None)
    assert program_print(["a"]) == program_print(["a"])
    assert program_print(["a"]) != program_print(["b"])


def test_another_program_has_another_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A letter that changes in a template changes the fingerprint of what writes pages."""
    monkeypatch.setattr(memory, "_PUBLICATION", tmp_path)
    found = set()
    for text in ("a", "b", "a"):
        (tmp_path / "page.html.j2").write_text(text, encoding="utf-8")
        sources_print.cache_clear()
        found.add(program_print([]))
    sources_print.cache_clear()
    assert 2 == len(found)


def test_each_section_is_named_once() -> None:
    """A section that is named twice would give its pages twice."""
    assert len(SECTIONS) == len(set(SECTIONS))
