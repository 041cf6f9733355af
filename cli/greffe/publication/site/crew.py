"""Processes that share the work of one: each takes the next piece as soon as it has done its own.

They begin as copies of the process that starts them (``fork``), so that what it has read and
planned need be neither sent nor read again, and memory that none of them changes is held once.
To look at an object changes the memory where it stands, since its references are counted there: a
process that goes on for long has copied most of what it shares.  So none goes on for long.
Only Linux promises all this; elsewhere one process does everything.
"""

from __future__ import annotations

import gc
import signal
import sys
import warnings
from functools import partial
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
    pieces: Sequence[Piece], do: Callable[[Piece], Done], processes: int, most: int | None = None
) -> Iterator[Done]:
    """Yield what ``do`` makes of each piece, as it is done: in no order.

    A process that has done ``most`` pieces gives way to a new one, and gives back the memory that
    it came to hold.  What one process raises is raised here, and the others are stopped.  Raises
    ``RuntimeError`` when a process ends before its work, as the system does where memory runs out.
    """
    turn = get_context("fork").Value("q", 0)
    begin = partial(_begun, partial(_work, pieces, do, turn, most or len(pieces)))
    hands: dict[Any, Any] = {}
    try:
        for _ in range(min(processes, len(pieces))):
            hands.update([begin()])
        while hands:
            ready: list[Any] = wait(list(hands))
            for reader in ready:
                told = _heard(reader)
                if told is not None:
                    yield told[0]
                    continue
                hands.pop(reader).join()
                reader.close()
                if turn.value < len(pieces):
                    hands.update([begin()])
    finally:
        for hand in hands.values():
            hand.terminate()
            hand.join()


def _begun(work: Callable[[Connection], None]) -> tuple[Any, Any]:
    """Begin a process; return where it is heard, and itself."""
    context = get_context("fork")
    reader, writer = context.Pipe(duplex=False)
    hand = context.Process(target=work, args=(writer,), daemon=True)
    with warnings.catch_warnings():
        # Python 3.12 warns of threads; those of the store only wait.
        warnings.simplefilter("ignore", DeprecationWarning)
        hand.start()
    writer.close()
    return reader, hand


def _heard(reader: Any) -> tuple[Any] | None:  # noqa: ANN401 - what ``wait`` gives has no one class
    """Return what a process made of its piece; nothing when it leaves, its work done."""
    try:
        told = reader.recv()
    except EOFError:
        raise RuntimeError(_ENDED) from None
    if isinstance(told, BaseException):
        raise told
    return told  # type: ignore[no-any-return]


def _work(
    pieces: Sequence[Piece],
    do: Callable[[Piece], object],
    turn: Any,  # noqa: ANN401 - a shared number, of no public class
    most: int,
    writer: Connection,
) -> None:
    """Do one piece after the other that nobody has taken yet, and send what each gives."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is the first process that stops the others
    gc.freeze()  # to look for garbage in what is shared would make a copy of it
    try:
        for _ in range(most):
            number = _taken(turn)
            if number >= len(pieces):
                break
            writer.send((do(pieces[number]),))
        writer.send(None)
    except BaseException as error:  # noqa: BLE001 - raised again where the work is asked for
        writer.send(error)


def _taken(turn: Any) -> int:  # noqa: ANN401 - a shared number, of no public class
    with turn.get_lock():
        number = int(turn.value)
        turn.value = number + 1
    return number
