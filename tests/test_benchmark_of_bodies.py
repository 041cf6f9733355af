"""The benchmark of many bodies makes stores, asks every question, and puts both into tables."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from benchmarks import national
from benchmarks.national import (
    Asked,
    Made,
    arguments,
    ask,
    by_rdflib,
    made,
    report,
    workspace,
)

from greffe.questions import find
from greffe.store.embedded import Store, open_compiled

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("facts-about-entry", "count-by-body")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep what the benchmark keeps."""
    return tmp_path_factory.mktemp("national")


@pytest.fixture(scope="module")
def store(folder: Path) -> Path:
    """Return the store of two bodies, made as the benchmark makes it."""
    return made(folder, 2, 1)[1]


def test_a_workspace_is_written_once(folder: Path) -> None:
    """The same bodies serve every run; what was not written to its end is written again."""
    path = workspace(folder, 1)
    told = sorted((each.name, each.stat().st_mtime_ns) for each in path.rglob("*"))
    path.rename(path.with_suffix(".unfinished"))
    assert workspace(folder, 1) == path
    again = sorted((each.name, each.stat().st_mtime_ns) for each in workspace(folder, 1).rglob("*"))
    assert [name for name, _ in again] == [name for name, _ in told]
    assert not path.with_suffix(".unfinished").exists()


def test_every_way_to_a_store_is_measured(folder: Path) -> None:
    """First, again and after a change: each takes some time, and the files are as before."""
    register = workspace(folder, 2) / "synthetique-0002" / "register.ttl"
    before = register.read_bytes()
    cost, store = made(folder, 2, 1)
    assert min(*cost.first, *cost.again, *cost.changed) >= 0
    assert (cost.bodies, cost.memory > 10, cost.size > 1) == (2, True, True)
    assert cost.statements == len(open_compiled(store))
    assert register.read_bytes() == before


def test_what_belongs_to_a_body_is_asked_of_one(store: Path) -> None:
    """An entry is that of one body, found in the data; an organisation is the example."""
    opened = Store(open_compiled(store), store.name, store)
    entry = arguments(find("facts-about-entry"), opened)["entry"]
    assert entry.startswith("https://w3id.org/greffe/id/synthetique-0001/")
    assert arguments(find("communications-to-recipient"), opened)["recipient"] == (
        find("communications-to-recipient").parameters[0].example
    )


def test_a_question_has_an_answer(store: Path) -> None:
    """What is measured are answers: rows, and the time that each took."""
    cold, warm, rows = ask(store, "facts-about-entry")
    assert rows > 5
    assert 0 < warm < 10
    assert 0 < cold < 10


def test_each_question_has_a_process(store: Path) -> None:
    """Questions are asked from a fresh start, and told by name; one that takes too long is cut."""
    found = list(national.asked(store, NAMES, 100))
    assert {each.name: each.named for each in found} == {
        "facts-about-entry": True,
        "count-by-body": False,
    }
    assert [each.rows for each in found if not each.named] == [2]
    assert [each.rows for each in national.asked(store, NAMES[:1], 0.001)] == [-1]


def test_one_question_can_be_asked(store: Path) -> None:
    """The script itself answers for one question, as the table's processes do."""
    script = [sys.executable, national.__file__, str(store), "--ask", "count-by-body"]
    outcome = subprocess.run(script, check=True, capture_output=True)
    assert json.loads(outcome.stdout)[2] == 2


def test_rdflib_is_asked_the_same(folder: Path) -> None:
    """The comparison is of the same questions with the same values."""
    assert set(by_rdflib(folder, NAMES)) == set(NAMES)


def test_the_tables() -> None:
    """A row for each store, one for each question; what was cut says so."""
    costs = [Made(1, 10, (1.0, 2.0), (0.1, 0.2), (0.3, 0.4), 100.0, 5.0)]
    questions = {1: [Asked("a", True, 0.1, 0.05, 3), Asked("b", False, 9.0, 9.0, -1)]}
    text = report(costs, questions, {"a": 0.5})
    assert "| 1 | 10 | 2.0 (1.0) | 0.2 (0.1) | 0.4 (0.3) | 100 | 5 |" in text
    assert "| a | yes | 500 | 100 | 50 | 3 |" in text
    assert "| b |  | – | > 9000 | – | – |" in text


def test_the_whole_of_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One command measures everything and prints it."""
    assert (
        national.main([str(folder), "--bodies", "1", "2", "--questions", *NAMES, "--rdflib"]) == 0
    )
    printed = capsys.readouterr().out
    assert printed.count("| facts-about-entry | yes |") == 1
    assert printed.count("\n| 1 | ") == printed.count("\n| 2 | ") == 1
