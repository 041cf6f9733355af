"""Processes that share the work of one: each takes the next piece as soon as it has done its own.

They begin as copies of the process that starts them (``fork``), so that what it has read and
planned need be neither sent nor read again, and memory that none of them changes is held once.
Only Linux promises that; elsewhere one process does everything.
"""

from __future__ import annotations

import gc
import signal
import sys
import warnings
from multiprocessing import get_context
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from multiprocessing.connection import Connection

_ENDED: Final = "a process ended before its work; the machine may lack memory"

Piece = TypeVar("Piece")
Done = TypeVar("Done")


def can_share() -> bool:
    """Return whether several processes can work here."""
    return sys.platform == "linux"


def shared_out(
    pieces: Sequence[Piece], do: Callable[[Piece], Done], processes: int
) -> Iterator[Done]:
    """Yield what ``do`` makes of each piece, as it is done: in no order.

    What one process raises is raised here, and the others are stopped.  Raises ``RuntimeError``
    when a process ends before its work, as the system does where memory runs out.
    """
    context = get_context("fork")
    turn = context.Value("q", 0)
    hands: list[Any] = []
    readers: list[Connection] = []
    try:
        for _ in range(min(processes, len(pieces))):
            reader, writer = context.Pipe(duplex=False)
            hand = context.Process(target=_work, args=(pieces, do, turn, writer), daemon=True)
            with warnings.catch_warnings():
                # Python 3.12 warns of threads; those of the store only wait.
                warnings.simplefilter("ignore", DeprecationWarning)
                hand.start()
            writer.close()
            hands.append(hand)
            readers.append(reader)
        done = 0
        for made in _received(readers):
            done += 1
            yield made
        if done < len(pieces):
            raise RuntimeError(_ENDED)
    finally:
        for hand in hands:
            hand.terminate()
            hand.join()


def _received(readers: list[Connection]) -> Iterator[Any]:
    open_: list[Any] = list(readers)
    while open_:
        ready: list[Any] = wait(open_)
        for reader in ready:
            try:
                made, error = reader.recv()
            except EOFError:
                open_.remove(reader)
                continue
            if error is not None:
                raise error
            yield made


def _work(
    pieces: Sequence[Piece],
    do: Callable[[Piece], object],
    turn: Any,  # noqa: ANN401 - a shared number, of no public class
    writer: Connection,
) -> None:
    """Do one piece after the other that nobody has taken yet, and send what each gives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the first process that stops the others
    gc.freeze()  # to look for garbage in what is shared would make a copy of it
    try:
        while (number := _taken(turn)) < len(pieces):
            writer.send((do(pieces[number]), None))
    except BaseException as error:  # noqa: BLE001 - raised again where the work is asked for
        writer.send((None, error))


def _taken(turn: Any) -> int:  # noqa: ANN401 - a shared number, of no public class
    with turn.get_lock():
        number = int(turn.value)
        turn.value = number + 1
    return number
