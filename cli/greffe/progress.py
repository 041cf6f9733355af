"""How far a long work has come, shown on a terminal and nowhere else."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greffe.language import Text
    from greffe.session import Session


@contextmanager
def progress(session: Session, label: Text) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how many of how many steps are done, and shows it as a bar.

    The bar goes to standard error when that is a terminal; otherwise nothing is shown.
    """
    with stages(session) as tell:
        tell(label, 0, 1)
        yield partial(tell, label)


@contextmanager
def stages(session: Session) -> Iterator[Callable[[Text, int, int], None]]:
    """Give a function that is told a stage of the work, and how many of how many of its steps are.

    Each stage has a bar, as ``progress`` shows it, which ends when the next one begins.
    """
    if not session.stderr.isatty():
        yield lambda _stage, _done, _all: None
        return
    bars = _Bars(session)
    try:
        yield bars.tell
    finally:
        bars.close()


class _Bars:
    """One bar after the other."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._stage: Text | None = None
        self._bar: Any = None  # of a class that click keeps to itself
        self._open = ExitStack()

    def tell(self, stage: Text, done: int, every: int) -> None:
        if stage != self._stage:
            self._begin(stage)
        self._bar.length = max(every, 1)
        self._bar.update(done - self._bar.pos)

    def close(self) -> None:
        self._open.close()

    def _begin(self, stage: Text) -> None:
        import typer

        self.close()
        label, stream = stage[self._session.language], self._session.stderr
        self._bar = self._open.enter_context(typer.progressbar(length=1, label=label, file=stream))
        self._stage = stage
