"""Shares the bodies of a workspace among processes of their own.

They are started anew, not forked: a process that has once let the engines work cannot be copied,
for the threads of the engines are not.  What goes between processes is pickled.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from greffe.validation.engine import EngineName
    from greffe.workspace import Workspace

T = TypeVar("T")

_SERVE: Final = "from greffe.validation.bodywise import serve; serve()"
_WORTH: Final = 4
"""How many bodies a process must have to do for its start to be worth the while."""


@dataclass(frozen=True, slots=True)
class Task:
    """What a process is to check: these bodies; shapes and directory are N-Triples."""

    workspace: Workspace
    shapes: tuple[bytes, ...]
    directory: tuple[bytes, ...]
    today: date
    engine: EngineName
    bodies: tuple[tuple[str, ...], ...]


def processes_for(bodies: int) -> int:
    """Return among how many processes to share so many bodies; 1 is the one that asks."""
    return max(1, min(os.cpu_count() or 1, bodies // _WORTH))


def shared_out(tasks: Sequence[Task], receive: Callable[[Any], T]) -> Iterator[T]:
    """Yield what is received of what the processes of the tasks answer, one after the other.

    Each process is listened to in a thread of its own, which receives its answers as they come.  A
    process that ends early has answered less than it was asked.
    """
    running: list[subprocess.Popen[bytes]] = []
    try:
        with ThreadPoolExecutor(len(tasks)) as pool:
            running += (_started() for _ in tasks)
            for answers in pool.map(partial(_answers, receive), running, tasks):
                yield from answers
    finally:
        for process in running:
            with process:
                process.kill()


def answer(check: Callable[[Task], Iterator[Any]]) -> None:
    """Do one task that standard input gives, and write the answers to standard output."""
    task = pickle.load(sys.stdin.buffer)  # noqa: S301 - the parent process wrote it
    for each in check(task):
        pickle.dump(each, sys.stdout.buffer, pickle.HIGHEST_PROTOCOL)
        sys.stdout.buffer.flush()


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own interpreter and our own words
        [sys.executable, "-P", "-c", _SERVE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def _answers(receive: Callable[[Any], T], process: subprocess.Popen[bytes], task: Task) -> list[T]:
    assert process.stdin is not None  # noqa: S101 - they are pipes
    assert process.stdout is not None  # noqa: S101
    found: list[T] = []
    try:
        with process.stdin as stream:
            pickle.dump(task, stream, pickle.HIGHEST_PROTOCOL)
        while True:
            answer = pickle.load(process.stdout)  # noqa: S301 - our own process wrote it
            found.append(receive(answer))
    except (EOFError, BrokenPipeError, pickle.UnpicklingError):
        return found
