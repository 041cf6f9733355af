"""Work done beside other work: begun at once, its result or its failure given when it is asked."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from greffe import aside
from greffe.aside import Aside, can_be_apart
from greffe.errors import GreffeError
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

APART = """
import os, sys
from greffe.aside import Aside
work = Aside(lambda tell: os.getpid(), apart=sys.argv[1] == "apart")
sys.exit(work.result() == os.getpid())
"""


@pytest.mark.parametrize(("apart", "is_own"), [("apart", 0), ("here", 1)])
def test_a_process_of_one_thread_has_its_work_done_by_another(apart: str, is_own: int) -> None:
    """Apart, another process does the work, where Linux gives one; else this one does."""
    done = subprocess.run([sys.executable, "-c", APART, apart], check=False)
    assert (is_own if sys.platform == "linux" else 1) == done.returncode


def test_a_result_is_given_as_often_as_it_is_asked() -> None:
    """Work is done once."""
    numbers = iter(range(9))
    work = Aside(lambda _tell: next(numbers), apart=False)
    assert [0, 0] == [work.result(), work.result()]
    assert 1 == next(numbers)


def test_work_that_is_not_apart_is_done_when_it_is_asked_for() -> None:
    """Without another process nothing happens before the result is awaited, then all at once."""
    done: list[str] = []
    work = Aside(lambda _tell: done.append("work"), apart=False)
    done.append("other work")
    work.result()
    assert ["other work", "work"] == done


def test_what_fails_fails_as_often_as_it_is_asked() -> None:
    """A failure is kept as a result is: the work is not tried again."""
    numbers = iter((0, 1))
    work = Aside(lambda _tell: 1 // next(numbers), apart=False)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            work.result()


def steps(tell: Callable[[int, int], None]) -> str:
    """Take a thousand steps and tell each."""
    for done in range(1001):
        tell(done, 1000)
    return "there"


def test_who_waits_hears_how_far_work_here_has_come() -> None:
    """In the same process, each step is heard."""
    heard: list[tuple[int, int]] = []
    work = Aside(steps, apart=False)
    assert "there" == work.result(lambda done, every: heard.append((done, every)))
    assert [(done, 1000) for done in range(1001)] == heard


@pytest.mark.skipif(sys.platform != "linux", reason="a copy of a process is for Linux only")
def test_who_waits_hears_each_percent_of_work_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """From another process each percent is heard once, so that nobody need listen at once."""
    monkeypatch.setattr(aside, "can_be_apart", lambda: True)
    heard: list[tuple[int, int]] = []
    work = Aside(steps)
    assert "there" == work.result(lambda done, every: heard.append((done, every)))
    assert [(percent, 100) for percent in range(101)] == heard


@pytest.mark.skipif(sys.platform != "linux", reason="a copy of a process is for Linux only")
def test_a_number_can_be_a_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """A result that looks like a percent is not mistaken for one; nothing done is nothing told."""
    monkeypatch.setattr(aside, "can_be_apart", lambda: True)
    heard: list[tuple[int, int]] = []

    def work(tell: Callable[[int, int], None]) -> int:
        tell(0, 0)
        return 42

    assert 42 == Aside(work).result(lambda done, every: heard.append((done, every)))
    assert [(0, 100)] == heard


@pytest.mark.skipif(sys.platform != "linux", reason="a copy of a process is for Linux only")
def test_what_fails_apart_is_raised_where_it_is_awaited(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault of the other process arrives whole, with what to do about it."""
    monkeypatch.setattr(aside, "can_be_apart", lambda: True)

    def fail(_tell: object) -> None:
        raise GreffeError(Text("non", "no"), Text("autrement", "otherwise"))

    work = Aside(fail)
    with pytest.raises(GreffeError) as caught:
        work.result()
    assert (Text("non", "no"), Text("autrement", "otherwise")) == (
        caught.value.message,
        caught.value.remedy,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="a copy of a process is for Linux only")
def test_a_process_that_dies_is_not_waited_for_in_vain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the other process ends without a word, whoever waits hears of it."""
    monkeypatch.setattr(aside, "can_be_apart", lambda: True)
    work: Aside[None] = Aside(lambda _tell: os._exit(3))
    with pytest.raises(EOFError):
        work.result()


def test_a_process_of_several_threads_is_not_copied(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A copy has but one thread: what the others held would stay held for ever."""
    monkeypatch.setattr(aside, "_THREADS", tmp_path)
    monkeypatch.setattr("sys.platform", "linux")
    (tmp_path / "1").mkdir()
    assert can_be_apart()
    (tmp_path / "2").mkdir()
    assert not can_be_apart()
