"""How far a long work has come, shown on a terminal and nowhere else."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from greffe.language import Text
    from greffe.session import Session


@contextmanager
def progress(session: Session, label: Text) -> Iterator[Callable[[int, int], None]]:
    """Give a function that is told how many of how many steps are done, and shows it as a bar.

    The bar goes to standard error when that is a terminal; otherwise nothing is shown.
    """
    if not session.stderr.isatty():
        yield lambda _done, _all: None
        return
    import typer

    with typer.progressbar(length=1, label=label[session.language], file=session.stderr) as bar:

        def tell(done: int, every: int) -> None:
            bar.length = max(every, 1)
            bar.update(done - bar.pos)

        yield tell
