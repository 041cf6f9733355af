"""The benchmark of engines has the same done by each, compares rows, and says what was not done."""

from __future__ import annotations

import argparse
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from benchmarks import engines
from benchmarks.processes import Cost
from benchmarks.rivals import servers, virtuoso
from benchmarks.rivals import worker as worker_module
from benchmarks.rivals.asking import Worker, worker
from benchmarks.rivals.course import Course, filled
from benchmarks.rivals.engine import Answer, Place, Unanswered, Watch, digest, program
from benchmarks.rivals.figures import Asked, Figures, Load, read
from benchmarks.rivals.libraries import GREFFE
from benchmarks.rivals.tables import tables

from greffe.errors import UsageError
from greffe.language import Text
from greffe.results.model import Table
from greffe.terms import Iri

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = ("facts-about-entry", "count-by-body", "outside-quebec")
BODIES = 1


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep what the benchmark keeps."""
    return tmp_path_factory.mktemp("engines")


@pytest.fixture(scope="module")
def ours(folder: Path) -> Place:
    """Return where Greffe has one body, its store made as the benchmark makes it."""
    place = engines.place_of(folder, GREFFE, BODIES)
    engines.loaded(folder, GREFFE, place)
    return place


@pytest.fixture(scope="module")
def queries(ours: Place) -> dict[str, str]:
    """Return three questions as they are sent."""
    return engines.queries(engines.questions(ours, NAMES), GREFFE)


def answer(processor: float, digest_: str = "a", rows: int = 1) -> Answer:
    """Return an answer that took so long."""
    return Answer(processor * 2, processor, rows, digest_)


def figures(engine: str, asked: Asked | None = None, processor: float = 2.0) -> Figures:
    """Return what might have been measured of one body."""
    return Figures(engine, 1, Load(9000, Cost(4.0, processor, 100.0), 12.0), asked)


def test_the_dump_is_the_workspace(ours: Place) -> None:
    """The N-Quads are as many as the store has, and are not written twice."""
    from greffe.store.cache import compiled
    from greffe.store.embedded import open_compiled

    (store,) = compiled(ours.store)
    assert len(open_compiled(store)) == engines.statements(ours)
    times = [part.stat().st_mtime_ns for part in engines.dumped(ours).parts]
    assert times == [part.stat().st_mtime_ns for part in ours.parts]
    assert times


def test_questions_name_their_things(queries: dict[str, str]) -> None:
    """What is sent is bound; the question that tells a cold start comes first."""
    assert next(iter(queries)) == engines.COLD == "facts-about-entry"
    assert "https://w3id.org/greffe/id/synthetique-0001/" in queries["facts-about-entry"]
    assert set(queries) == set(NAMES)


def test_an_engine_is_asked_what_is_written_for_it(ours: Place) -> None:
    """As ``greffe query`` asks it: Greffe's store is an Oxigraph, Virtuoso has the plain text."""
    asked = engines.questions(ours, ["communications-no-file-covers"])
    (question, _), *others = asked
    texts = {name: engines.queries(asked, engines.ENGINES[name]) for name in engines.ENGINES}
    assert [] == others
    assert {question.name: question.variants["oxigraph"]} == texts["greffe"] == texts["oxigraph"]
    assert {question.name: question.text} == texts["virtuoso"] == texts["rdflib"]


@pytest.mark.parametrize("name", ["greffe", "rdflib", "oxigraph", "virtuoso"])
def test_every_engine_gives_the_same_rows(
    name: str, folder: Path, ours: Place, queries: dict[str, str], found: dict[str, Asked]
) -> None:
    """The data are loaded, every question is answered, and the answers are those of Greffe."""
    engine = engines.ENGINES[name]
    if engine.missing():
        pytest.skip(str(engine.missing()))
    place = engines.place_of(folder, engine, BODIES)
    kept = engines.loaded(folder, engine, place)
    assert engines.statements(ours) == kept.load.statements
    assert kept.load.cost.processor > 0
    assert (kept.load.size is not None) == engine.keeps
    asked = Course(engine, place, 60, starts=1).run(queries)
    found[name] = asked
    assert {} == asked.unanswered
    assert list(queries) == list(asked.warm)
    assert {each: found["greffe"].warm[each].digest for each in queries} == {
        each: one.digest for each, one in asked.warm.items()
    }
    assert asked.memory > 10
    assert min(asked.cold) > 0
    assert 1 == asked.warm["count-by-body"].rows


@pytest.fixture(scope="module")
def found() -> dict[str, Asked]:
    """Hold the answers of each engine for the next."""
    return {}


@dataclass
class Slow:
    """An engine that answers by the number in the query: so many rows; none when it is below."""

    started: int = 0
    pid: int = os.getpid()
    name: str = "slow"
    keeps: bool = True
    asked: list[str] = field(default_factory=list)

    def missing(self) -> str | None:
        """Return nothing."""

    def filling(self, place: Place) -> list[str]:
        """Write four mebibytes."""
        words = f"open({str(place.store / 'data')!r}, 'wb').write(bytes(4 << 20))"
        return [sys.executable, "-c", words if self.keeps else "raise SystemExit(1)"]

    @contextmanager
    def running(self, _place: Place) -> Iterator[Slow]:
        """Count the starts."""
        self.started += 1
        yield self

    def ask(self, query: str, _limit: float) -> Answer:
        """Answer, or say why not."""
        self.asked.append(query)
        if query == "late":
            raise Unanswered("more than 1 s", late=True)
        if query == "fault":
            raise Unanswered("it cannot")
        return answer(float(query) / len(self.asked))


def run(*queries: str, **slow: bool) -> tuple[Slow, Asked]:
    """Ask an engine that is not there, once from a cold start."""
    engine = Slow(**slow)  # type: ignore[arg-type]
    place = Place(1, Path(), Path(), Path())
    return engine, Course(engine, place, 1, starts=1).run({each: each for each in queries})


def test_a_question_is_asked_again_when_it_is_quick() -> None:
    """Once cold, once to warm up, three times to be timed: the one with the least work counts."""
    engine, asked = run("0.5")
    assert ["0.5"] * 5 == engine.asked
    assert 0.5 / 5 == asked.warm["0.5"].processor


def test_a_slow_question_is_asked_once() -> None:
    """Two seconds of the clock, here twice the processor's time, are not spent again."""
    engine, asked = run("0.5", "100")
    assert 1 == engine.asked.count("100")
    assert pytest.approx(100 / 6) == asked.warm["100"].processor


def test_an_engine_that_is_late_is_started_again() -> None:
    """It may still be at work; one that refuses is not."""
    engine, asked = run("1", "late", "fault", "2")
    assert {"late": "more than 1 s", "fault": "it cannot"} == asked.unanswered
    assert ["1", "2"] == list(asked.warm)
    assert 1 + 2 == engine.started


def test_the_store_is_made_anew_and_measured(tmp_path: Path) -> None:
    """What was there before is gone; size is in mebibytes."""
    place = Place(1, tmp_path, tmp_path, tmp_path / "store")
    place.store.mkdir()
    (place.store / "old").write_bytes(bytes(9 << 20))
    load = filled(Slow(), place, 7)
    assert (7, 4.0) == (load.statements, load.size)
    with pytest.raises(subprocess.CalledProcessError):
        filled(Slow(keeps=False), place, 7)


def test_rows_are_compared_whatever_their_order() -> None:
    """Two rows are two rows in either order, and a row that comes twice comes twice."""
    a, b = (Iri("urn:a"),), (Iri("urn:b"),)
    assert digest(Table(("x",), (a, b))) == digest(Table(("x",), (b, a)))
    assert digest(Table(("x",), (a, b))) != digest(Table(("x",), (a, b, b)))
    assert digest(Table(("x",), (a,))) != digest(Table(("y",), (a,)))


def test_a_library_that_is_late_is_not_waited_for(ours: Place) -> None:
    """A process that has not answered in time is left; a query that is none is told."""
    with GREFFE.running(ours) as running:
        with pytest.raises(Unanswered, match=r"0\.01") as caught:
            running.ask("SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f }", 0.01)
        assert caught.value.late
    with GREFFE.running(ours) as running:
        with pytest.raises(Unanswered) as caught:
            running.ask("SELECT", 60)
        assert not caught.value.late
        assert 1 == running.ask("SELECT (1 AS ?n) WHERE {}", 60).rows


def test_work_counts_and_waiting_hardly_does() -> None:
    """The limit is one of the processor's time: a busy machine makes no engine late."""
    watch = Watch(os.getpid(), 0.2)
    time.sleep(0.5)
    watch.check()
    end = time.process_time() + 0.3
    while time.process_time() < end:
        pass
    with pytest.raises(Unanswered, match=r"more than 0\.2 s") as caught:
        watch.check()
    assert caught.value.late


def test_a_library_that_ends_is_told() -> None:
    """A process that dies has not answered, and has to be started again."""
    pipe = subprocess.PIPE
    words = [sys.executable, "-c", "input()"]
    with (
        subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as process,
        pytest.raises(Unanswered, match="ended") as caught,
    ):
        Worker(process, process.pid).ask("ASK {}", 60)
    assert caught.value.late


def test_a_server_that_is_late_is_told_from_one_that_refuses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Over the limit is late; a server that cannot be reached is not."""
    monkeypatch.setattr("benchmarks.rivals.engine.PATIENCE", 1)
    mine = os.getpid()
    gone = f"http://127.0.0.1:{servers.free_port()}/sparql"
    query = "SELECT (1 AS ?n) WHERE {}"
    with worker("client", gone, str(mine), server=mine) as client:
        with pytest.raises(Unanswered, match=gone) as caught:
            client.ask(query, 60)
        assert not caught.value.late
    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"http://127.0.0.1:{mute.getsockname()[1]}/sparql"
        with (
            worker("client", address, str(mine), server=mine) as client,
            pytest.raises(Unanswered, match="more than 1 s") as caught,
        ):
            client.ask(query, 1)
    assert caught.value.late


def test_a_program_that_does_not_serve_is_told() -> None:
    """A server that ends at once, or is not there to listen, is not measured."""
    command = [sys.executable, "-c", "raise SystemExit(3)"]
    with pytest.raises(Unanswered, match="did not start"), servers.running(command, 1):
        pass


def test_what_is_not_installed_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Nothing is measured before all is there; the message says what to install."""
    monkeypatch.setattr(servers, "program", lambda _: None)
    assert 2 == engines.main([str(tmp_path), "--engines", "greffe", "rdflib-endpoint"])
    told = capsys.readouterr().err
    assert "rdflib-endpoint is missing: pip install" in told
    assert "an environment of its own" in told
    assert [] == list(tmp_path.iterdir())


def test_pages_in_memory_are_those_of_the_dump(tmp_path: Path) -> None:
    """As many pages as the dump has, but never fewer than a small database needs."""
    assert virtuoso.FEWEST == virtuoso.pages(tmp_path)
    with (tmp_path / "1.nq").open("wb") as part:
        part.truncate(30_000 * 8192)
    assert 30_000 == virtuoso.pages(tmp_path)
    with (tmp_path / "2.nq").open("wb") as part:
        part.truncate(10_000_000_000)
    assert virtuoso.MOST == virtuoso.pages(tmp_path)


def test_virtuoso_is_told_where_its_data_are(tmp_path: Path) -> None:
    """Its settings name the store, the dump that it may read, both ports and its memory."""
    store, dump = tmp_path / "store", tmp_path / "dump"
    store.mkdir()
    dump.mkdir()
    command = virtuoso.command(store, dump, 8001, 8002)
    settings = (store / "virtuoso.ini").read_text(encoding="utf-8").splitlines()
    assert str(store / "virtuoso.ini") == command[-1]
    assert "+foreground" in command
    assert {
        f"DatabaseFile = {store}/virtuoso.db",
        f"DirsAllowed = {dump}",
        "ServerPort = 127.0.0.1:8001",
        "ServerPort = 127.0.0.1:8002",
        f"NumberOfBuffers = {virtuoso.FEWEST}",
        f"ResultSetMaxRows = {virtuoso.ROWS}",
    } <= set(settings)


def test_oxigraph_is_filled_from_all_of_the_dump(tmp_path: Path) -> None:
    """Every part is loaded, then the store is made ready for reading."""
    parts = [tmp_path / "1.nq", tmp_path / "2.nq"]
    for part in parts:
        part.touch()
    place = Place(1, tmp_path, tmp_path, tmp_path / "store")
    shell = engines.ENGINES["oxigraph"].filling(place)[-1]
    load, optimize = shell.split(" && ")
    assert f"load --location {tmp_path}/store" in load
    assert load.endswith(f"--file {parts[0]} {parts[1]}")
    assert optimize.endswith(f"optimize --location {tmp_path}/store")


def test_what_keeps_nothing_has_no_store_to_fill(tmp_path: Path) -> None:
    """rdflib-endpoint reads the files when it starts; nothing is written for it."""
    place = Place(1, tmp_path, tmp_path, tmp_path / "store")
    assert not engines.ENGINES["rdflib-endpoint"].keeps
    assert () == engines.ENGINES["rdflib-endpoint"].filling(place)


def test_an_error_is_told_in_english() -> None:
    """Ours by its words, that of a library by its kind as well."""
    fault = UsageError(Text("Non.", "No."), Text("Rien.", "Nothing."))
    assert "No." == worker_module.told(fault)
    assert "ValueError: why" == worker_module.told(ValueError("why"))


def test_programs_are_found_beside_python_first() -> None:
    """Those of the environment that runs the benchmark come before the system's."""
    assert str(Path(sys.executable).parent / "greffe") == program("greffe")
    assert program("no-such-program-anywhere") is None


def test_figures_come_back_as_they_were_kept(tmp_path: Path) -> None:
    """JSON keeps all of them: the load, the answers, and what was not answered."""
    asked = Asked((0.5, 0.25), 80.0, {"q": answer(1.5)}, {"r": "late"})
    for each in (figures("a"), figures("b", asked)):
        each.write(tmp_path)
        assert each == read(tmp_path, each.engine, 1)
    assert read(tmp_path, "a", 30) is None


def test_the_tables() -> None:
    """Ratios are of the processor's time for what both answered; what differs is named."""
    ours_ = Asked((0.1, 0.05), 80.0, {"q": answer(1.0), "r": answer(3.0), "s": answer(0.5)})
    theirs = Asked(
        (2.0, 1.0), 512.0, {"q": answer(4.0), "r": answer(8.0, "b", 7)}, {"s": "more than 60 s"}
    )
    text = tables([figures("greffe", ours_), figures("other", theirs, 5.0)])
    assert "| 1 | 9000 | greffe | 2.0 | 1.0 | 4.0 | 100 | 12 | 50 |" in text
    assert "| 1 | 9000 | other | 5.0 | 2.5 | 4.0 | 100 | 12 | 1000 |" in text
    assert "| 1 | greffe | 3 of 3 | 3 | 4.50 | 1.0 | 9.00 | 1000.0 | 3000 | 80 |" in text
    assert "| 1 | other | 2 of 3 | 1 | 12.00 | 3.0 | 24.00 | 6000.0 | 8000 | 512 |" in text
    assert "| 1 | other | s | more than 60 s |" in text
    assert "| 1 | other | r | 7 rows, not the 1 of greffe |" in text


@pytest.mark.parametrize(
    ("slow", "quick", "expected"), [(1.1, 0.1, True), (1.1, 0.2, False), (0.9, 0.01, False)]
)
def test_what_is_planned_badly_is_named(slow: float, quick: float, expected: bool) -> None:
    """More than a second, and more than ten times what the quickest takes."""
    one = figures("greffe", Asked((0.1, 0.1), 80.0, {"q": answer(quick)}))
    other = figures("other", Asked((0.1, 0.1), 80.0, {"q": answer(slow)}))
    line = f"| 1 | other | q | {slow:.1f} s; the quickest takes {quick * 1000:.0f} ms |"
    assert expected == (line in tables([one, other]))
    in_memory = replace(other, load=replace(other.load, size=None))
    assert line not in tables([one, in_memory])


def test_tables_without_greffe_have_no_ratios() -> None:
    """What was not measured is not told; what keeps nothing has no size."""
    told = figures("other", Asked((2.0, 1.0), 512.0, {"q": answer(4.0)}))
    text = tables([replace(told, load=replace(told.load, size=None))])
    assert "| 1 | 9000 | other | 2.0 | – | 4.0 | 100 | – | 1000 |" in text
    assert "| 1 | other | 1 of 1 | – | 4.00 | – | 8.00 | 4000.0 | 4000 | 512 |" in text
    assert "what happened" not in text


def test_the_whole_of_it(
    folder: Path,
    ours: Place,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One command measures, prints and keeps; what keeps nothing is not given many bodies."""
    kept: list[str] = []
    monkeypatch.setattr(engines, "keep", lambda *words: kept.extend(words))
    monkeypatch.setattr(engines, "IN_MEMORY", 0)
    made = ours.store.stat().st_mtime_ns
    words = [str(folder), "--bodies", "1", "--engines", "greffe", "rdflib"]
    assert 0 == engines.main([*words, "--questions", *NAMES, "--write"])
    assert made == ours.store.stat().st_mtime_ns
    assert "| 1 | greffe | 3 of 3 | 3 |" in capsys.readouterr().out
    assert "engines" == kept[0]
    assert kept[1].startswith("## Beside other engines\n")
    assert 0 == engines.main([str(folder), "--bodies", "--write"])
    assert kept[1] == kept[3]


def renewed(known: Asked | None, queries: dict[str, str], *words: str) -> tuple[Slow, Asked]:
    """Return an engine that was asked what it was not asked yet, and what is known then."""
    engine, place = Slow(), Place(1, Path(), Path(), Path())
    options = argparse.Namespace(
        again="--again" in words, questions=[w for w in words if w[0] != "-"]
    )
    course = Course(engine, place, 1, starts=1)
    asked = engines.renewed(figures("slow", known), course, queries, options).asked
    assert asked is not None
    return engine, asked


BEFORE = {"a": "0.5", "b": "0.25"}


@pytest.fixture
def known() -> Asked:
    """Return what is known after everything was asked once."""
    return renewed(None, BEFORE)[1]


def test_what_was_asked_is_not_asked_again(known: Asked) -> None:
    """While the questions are the same nothing is started."""
    engine, asked = renewed(known, BEFORE)
    assert (0, []) == (engine.started, engine.asked)
    assert known == asked


def test_what_is_written_again_is_asked_again(known: Asked) -> None:
    """It alone, and what is new; the others keep their figures, and the cold start its own."""
    engine, asked = renewed(known, {"a": "0.5", "b": "0.125", "c": "late"})
    assert {"0.125", "late"} == set(engine.asked)
    assert known.warm["a"] == asked.warm["a"]
    assert known.warm["b"] != asked.warm["b"]
    assert {"c": "more than 1 s"} == asked.unanswered
    assert known.cold == asked.cold


def test_what_is_answered_now_is_no_longer_unanswered() -> None:
    """A question that was given up and is written better has an answer, and no excuse."""
    _, before = renewed(None, {"a": "1", "b": "late"})
    _, after = renewed(before, {"a": "1", "b": "2"})
    assert ({"a", "b"}, {}) == (set(after.warm), after.unanswered)
    _, later = renewed(after, {"a": "1", "b": "late"})
    assert ({"a"}, {"b"}) == (set(later.warm), set(later.unanswered))


def test_a_question_that_is_gone_is_forgotten(known: Asked) -> None:
    """The table is of the library as it is now; of some questions alone, the others stay."""
    assert {"c"} == set(renewed(known, {"c": "1"})[1].warm)
    assert {"a", "b", "c"} == set(renewed(known, {"c": "1"}, "c")[1].warm)


def test_all_can_be_asked_again(known: Asked) -> None:
    """From a cold start; or some questions, as they are."""
    engine, _ = renewed(known, BEFORE, "--again")
    assert set(BEFORE.values()) == set(engine.asked)
    assert 1 + 1 == engine.started
    engine, asked = renewed(known, {"b": "0.25"}, "--again", "b")
    assert {"0.25"} == set(engine.asked)
    assert known.warm["a"] == asked.warm["a"]


def test_figures_of_before_are_read(tmp_path: Path, known: Asked) -> None:
    """Those that were kept without the texts are of questions that all have to be asked."""
    path = tmp_path / "slow-1.json"
    figures("slow", known).write(tmp_path)
    assert figures("slow", known) == read(tmp_path, "slow", 1)
    told = json.loads(path.read_text(encoding="utf-8"))
    del told["asked"]["texts"]
    path.write_text(json.dumps(told), encoding="utf-8")
    old = read(tmp_path, "slow", 1)
    assert old is not None
    assert old.asked is not None
    assert BEFORE == old.asked.stale(BEFORE)
