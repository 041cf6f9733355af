"""Several processes share the work of one, each piece done once, and what goes wrong is told."""

from __future__ import annotations

import os
import time
from collections import Counter
from pathlib import Path

import pytest

from greffe.errors import InputError
from greffe.language import Text
from greffe.publication.site import crew
from greffe.publication.site.crew import can_share, shared_out

pytestmark = pytest.mark.skipif(not can_share(), reason="only Linux shares memory so")


@pytest.mark.parametrize("processes", [1, 2, 5])
def test_every_piece_is_done_once(tmp_path: Path, processes: int) -> None:
    """However many processes there are, each piece is done by one of them, and given once."""

    def do(piece: int) -> int:
        (tmp_path / str(piece)).touch(exist_ok=False)
        return piece * piece

    made = sorted(shared_out(range(20), do, processes))
    assert [number * number for number in range(20)] == made
    assert sorted(map(str, range(20))) == sorted(path.name for path in tmp_path.iterdir())


def test_no_piece_needs_no_process() -> None:
    """Nothing to do gives nothing."""
    assert [] == list(shared_out((), str, 2))


def test_the_work_is_done_by_others() -> None:
    """No piece is done in the process that asks; no more others are started than are wanted."""
    workers = set(shared_out(range(30), lambda _: os.getpid(), 2))
    assert os.getpid() not in workers
    assert 1 <= len(workers) <= 2


@pytest.mark.parametrize(("most", "fewest"), [(1, 12), (5, 3), (6, 2), (100, 1)])
def test_a_process_gives_way_after_so_many_pieces(most: int, fewest: int) -> None:
    """Each process does at most so many pieces, another takes over, and every piece is done."""
    made = list(shared_out(range(12), lambda piece: (piece, os.getpid()), 2, most))
    pieces = Counter(process for _, process in made)
    assert list(range(12)) == sorted(piece for piece, _ in made)
    assert (True, True) == (max(pieces.values()) <= most, fewest <= len(pieces) <= 12)


def test_a_process_that_takes_over_begins_as_the_first_did() -> None:
    """What a process has come to hold goes with it: the next one knows what all began with."""
    held: list[int] = []

    def do(piece: int) -> int:
        held.append(piece)
        return len(held)

    assert [1, 1, 1, 2, 2, 2] == sorted(shared_out(range(6), do, 1, 2))
    assert [] == held


def test_who_takes_over_sees_what_the_first_process_did_meanwhile() -> None:
    """A process that begins later is a copy of the first one as it then is."""
    done: list[int] = []
    for seen in shared_out(range(4), lambda piece: (piece, len(done)), 1, 1):
        assert (len(done), len(done)) == seen
        done.append(seen[0])
    assert [0, 1, 2, 3] == done


def test_no_process_is_left_over() -> None:
    """When all is done, whoever took over has ended too."""
    made = set(shared_out(range(9), lambda _: os.getpid(), 3, 2))
    assert [] == [process for process in made if Path(f"/proc/{process}").exists()]


def test_what_was_read_need_not_be_sent() -> None:
    """A process knows what the first one knew, even what could not be pickled."""
    known = {"answer": 42, "way": lambda: 1}
    assert [42, 42] == list(shared_out(("answer", "answer"), lambda key: known[key], 2))


def test_large_results_are_given_whole() -> None:
    """A result larger than what a pipe holds at once comes as it was made."""
    made = list(shared_out((1, 2, 3), lambda piece: bytes([piece]) * 3_000_000, 2))
    assert {b"\x01" * 3_000_000, b"\x02" * 3_000_000, b"\x03" * 3_000_000} == set(made)


def test_a_fault_is_raised_where_the_work_is_asked_for() -> None:
    """What a process raises on purpose keeps its words and its remedy."""
    fault = InputError(Text("illisible", "unreadable"), Text("Relisez.", "Read again."))

    def do(piece: int) -> int:
        if piece == 3:
            raise fault
        return piece

    with pytest.raises(InputError) as raised:
        list(shared_out(range(10), do, 2))
    assert (fault.message, fault.remedy) == (raised.value.message, raised.value.remedy)


def test_a_fault_stops_the_others() -> None:
    """Nobody goes on with the rest once one process has failed."""
    started: list[int] = []

    def do(piece: int) -> int:
        if piece == 0:
            raise ValueError(piece)
        time.sleep(60)
        return os.getpid()

    began = time.monotonic()
    with pytest.raises(ValueError, match="0"):
        started += shared_out(range(4), do, 2)
    assert time.monotonic() - began < 30
    assert [] == started


def test_who_stops_listening_stops_the_work(tmp_path: Path) -> None:
    """When the first result is enough, the processes end with whoever asked."""

    def do(piece: int) -> int:
        time.sleep(0.05 * piece)
        (tmp_path / str(piece)).touch()
        return piece

    results = shared_out(range(200), do, 2)
    assert next(results) == 0
    results.close()  # type: ignore[attr-defined]
    time.sleep(0.3)
    assert len(list(tmp_path.iterdir())) < 10


def test_a_process_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that ends without a word, as when memory runs out, is no silent loss of pages."""
    monkeypatch.setattr(crew, "_taken", lambda _turn: os._exit(9))
    with pytest.raises(RuntimeError, match="ended"):
        list(shared_out(range(3), str, 2))
