"""A process that asks one query after the other and tells what each took."""

from __future__ import annotations

import json
import select
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from benchmarks.rivals.engine import PYTHON, Answer, Unanswered, Watch, as_answer, environment

if TYPE_CHECKING:
    from collections.abc import Iterator

GLANCE: Final = 0.1
WORKER: Final = (*PYTHON, "benchmarks.rivals.worker")


@dataclass(frozen=True, slots=True)
class Worker:
    """The process that asks, and the number of the one that works: the same, or a server."""

    process: subprocess.Popen[str]
    pid: int

    def ask(self, query: str, limit: float) -> Answer:
        """Answer within so many seconds of the processor; raise ``Unanswered``."""
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise Unanswered("it has no ears")
        watch = Watch(self.pid, limit)
        stdin.write(json.dumps(query) + "\n")
        stdin.flush()
        while not select.select([stdout], [], [], GLANCE)[0]:
            watch.check()
        line = stdout.readline()
        if not line:
            raise Unanswered("it ended", late=True)
        told = json.loads(line)
        if "error" in told:
            raise Unanswered(told["error"])
        return as_answer(told)


@contextmanager
def worker(*words: str, server: int | None = None) -> Iterator[Worker]:
    """Run a worker, from when it is ready; end it at once.  Raises ``Unanswered``."""
    command, pipe = [*WORKER, *words], subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=pipe, env=environment(), text=True
    ) as process:
        try:
            if process.stdout is None or process.stdout.readline() != "ready\n":
                raise Unanswered(f"{words[0]} did not start")
            yield Worker(process, server or process.pid)
        finally:
            process.kill()
