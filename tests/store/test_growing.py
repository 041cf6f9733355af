"""Large stores grow step by step: from another, in parallel, and again after any stop."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from benchmarks.synthetic import generate
from pyoxigraph import RdfFormat, serialize
from tests.conftest import SAMPLE

from greffe.errors import InputError, StoreError, SyntaxFault
from greffe.store import compile_store, compiling, growing, parts
from greffe.store.embedded import open_compiled
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

BODIES = 4
BLANK = re.compile(rb"_:[A-Za-z0-9]+")
STOPS = 8
LITTLE = """
import sys
from pathlib import Path
from greffe.store import compile_store, compiling, growing
from greffe.workspace import Workspace
compiling.LARGE, growing.STEP = 0, 3
compile_store(Workspace.at(Path(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3]))
"""
REGISTER = Path("synthetique-0002", "register.ttl")
Told = list[tuple[int, int]]


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a workspace of a few bodies, with little beside them, that no test changes."""
    folder = tmp_path_factory.mktemp("bodies") / "data"
    generate(folder, BODIES)
    for name in ("law", "ontology"):
        shutil.copytree(SAMPLE / name, folder / name)
    shutil.copy(SAMPLE / "organizations.ttl", folder)
    return folder


@pytest.fixture
def folder(model: Path, tmp_path: Path) -> Path:
    """Copy the workspace to where a test may change it, its files long settled."""
    copy = Path(shutil.copytree(model, tmp_path / "data"))
    for path in copy.glob("*/*.ttl"):
        settle(path)
    return copy


@pytest.fixture(autouse=True)
def _little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a few files be many, so that what is true of thousands shows on some."""
    monkeypatch.setattr(compiling, "LARGE", 0)
    monkeypatch.setattr(growing, "STEP", 3)
    monkeypatch.setattr(parts, "_SETTLED", -1.0)


def settle(path: Path) -> None:
    """Make a file look as if it had not been touched for a while."""
    then = time.time() - 60
    os.utime(path, (then, then))


def change(folder: Path) -> bytes:
    """Change one word in one register, and return the new one."""
    path = folder / REGISTER
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Non", "Nenni", 1), encoding="utf-8")
    return b"Nenni"


def grown(folder: Path, cache: Path, jobs: int = 1) -> tuple[Path, Told]:
    """Compile a workspace; return the store and what was told meanwhile."""
    told: Told = []
    path = compile_store(Workspace.at(folder), cache, jobs, lambda *each: told.append(each))
    return path, told


def content(path: Path) -> list[bytes]:
    """Return all that a store holds, in a fixed order, whatever blank nodes are called."""
    lines = bytes(serialize(open_compiled(path), format=RdfFormat.N_QUADS) or b"").splitlines()
    return sorted(BLANK.sub(b"_:", line) for line in lines)


def plain(folder: Path, cache: Path) -> list[bytes]:
    """Return what a store that was made at once holds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiling, "LARGE", 10_000)
        return content(compile_store(Workspace.at(folder), cache))


def test_step_by_step_is_as_at_once(folder: Path, tmp_path: Path) -> None:
    """However it was made, the store holds the same."""
    path, told = grown(folder, tmp_path / "cache")
    assert content(path) == plain(folder, tmp_path / "other")
    files = len(Workspace.at(folder).files())
    assert told == [(done, files) for done in [*range(0, files, 3), files]]


def test_nothing_is_left_beside_it(folder: Path, tmp_path: Path) -> None:
    """When it is done, the store is all there is in the cache: no lock, no half of one."""
    path, _ = grown(folder, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == [path]


@pytest.mark.parametrize("jobs", [2, -1])
def test_processes_make_no_difference(folder: Path, tmp_path: Path, jobs: int) -> None:
    """Parsed by several processes, the store holds the same."""
    assert content(grown(folder, tmp_path / "a", jobs)[0]) == plain(folder, tmp_path / "b")


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_makes_no_difference(folder: Path, tmp_path: Path) -> None:
    """The very same code lets a Dask cluster parse, when joblib is told to."""
    distributed = pytest.importorskip("distributed")
    from joblib import parallel_config

    where = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with (
        distributed.LocalCluster(processes=False, **where) as cluster,
        distributed.Client(cluster),
        parallel_config("dask"),
    ):
        path, _ = grown(folder, tmp_path / "a", 2)
    assert content(path) == plain(folder, tmp_path / "b")


def test_what_has_not_changed_is_not_parsed_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a change in one file, that file alone is parsed; the store holds what it should."""
    cache, read = tmp_path / "cache", list[Path]()
    before, _ = grown(folder, cache)
    word = change(folder)
    original = growing.quads_of

    def counted(path: Path) -> tuple[str, bytes]:
        read.append(path)
        return original(path)

    monkeypatch.setattr(growing, "quads_of", counted)
    after, _ = grown(folder, cache)
    assert read == [folder / REGISTER]
    assert content(after) == plain(folder, tmp_path / "other")
    assert [any(word in line for line in content(path)) for path in (before, after)] == [
        False,
        True,
    ]


def test_what_looks_as_before_is_not_even_read(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A store that is there is found by how its files look."""
    cache = tmp_path / "cache"
    path, _ = grown(folder, cache)
    monkeypatch.setattr(parts, "digest_of", None)
    assert grown(folder, cache) == (path, [])


def test_what_looks_new_is_read(folder: Path, tmp_path: Path) -> None:
    """A file that was only touched is read, and found to be the same."""
    path, _ = grown(folder, tmp_path / "cache")
    os.utime(folder / REGISTER)
    assert grown(folder, tmp_path / "cache")[0] == path


def test_a_body_that_is_gone_leaves_the_store(folder: Path, tmp_path: Path) -> None:
    """Of a folder that was removed, no graph remains."""
    grown(folder, tmp_path / "cache")
    shutil.rmtree(folder / "synthetique-0003")
    path, _ = grown(folder, tmp_path / "cache")
    assert content(path) == plain(folder, tmp_path / "other")
    assert not any(b"synthetique-0003" in line for line in content(path))


def test_a_body_that_is_new_joins_the_store(folder: Path, tmp_path: Path) -> None:
    """A folder that was added is in the next store, beside all that was there."""
    away = Path(shutil.move(folder / "synthetique-0003", tmp_path / "away"))
    grown(folder, tmp_path / "cache")
    shutil.move(away, folder / "synthetique-0003")
    path, _ = grown(folder, tmp_path / "cache")
    assert content(path) == plain(folder, tmp_path / "other")


def test_a_file_under_another_name_is_the_same_graph(folder: Path, tmp_path: Path) -> None:
    """A file that was renamed keeps its graph, which is there once."""
    grown(folder, tmp_path / "cache")
    (folder / REGISTER).rename(folder / REGISTER.with_name("registre.ttl"))
    path, _ = grown(folder, tmp_path / "cache")
    assert content(path) == plain(folder, tmp_path / "other")


def test_the_store_it_came_from_stays_as_it_was(folder: Path, tmp_path: Path) -> None:
    """What shares files with another store does not change it, even while it is open."""
    before, _ = grown(folder, tmp_path / "cache")
    engine, held = open_compiled(before), content(before)
    change(folder)
    grown(folder, tmp_path / "cache")
    assert len(engine) == len(held)
    assert content(before) == held


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_faulty_file_is_told_and_leaves_nothing(folder: Path, tmp_path: Path, jobs: int) -> None:
    """The fault has its place, from whichever process; no half of a store remains."""
    (folder / REGISTER).write_text("this is not Turtle")
    with pytest.raises(SyntaxFault) as caught:
        grown(folder, tmp_path / "cache", jobs)
    assert str(folder / REGISTER) in caught.value.message.fr
    assert caught.value.line == 1
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_graph_that_is_claimed_twice_is_refused(folder: Path, tmp_path: Path) -> None:
    """Two files of one graph are refused, whether they come in one step or in two."""
    shutil.copy(folder / REGISTER, folder / "synthetique-0004" / "zzz.ttl")
    with pytest.raises(InputError, match=r"zzz\.ttl.*already"):
        grown(folder, tmp_path / "cache")


def test_an_account_that_is_lost_costs_only_time(folder: Path, tmp_path: Path) -> None:
    """Without its account, or with one that makes no sense, a store is no base; all is parsed."""
    path, _ = grown(folder, tmp_path / "cache")
    for faulty in (b"", b"{}", b"[1]", b'{"form": 9, "parts": []}', b'{"form": 1, "parts": [3]}'):
        (path / parts.ACCOUNT).write_bytes(faulty)
        assert parts.read(path) == {}
    change(folder)
    assert content(grown(folder, tmp_path / "cache")[0]) == plain(folder, tmp_path / "other")


def test_a_base_that_is_damaged_costs_only_time(folder: Path, tmp_path: Path) -> None:
    """A store that cannot be opened any more is not built upon."""
    path, _ = grown(folder, tmp_path / "cache")
    (path / "CURRENT").unlink()
    change(folder)
    assert content(grown(folder, tmp_path / "cache")[0]) == plain(folder, tmp_path / "other")


def test_what_another_builder_grows_is_left_to_it(folder: Path, tmp_path: Path) -> None:
    """Two builders of one content do not write to one folder."""
    cache = tmp_path / "cache"
    cache.mkdir()
    content_hash = Workspace.at(folder).content_hash()
    lock = cache / f"building-{content_hash[:32]}.lock"
    with growing.claimed(lock) as first, growing.claimed(lock) as second:
        assert (first, second) == (True, False)
        path, _ = grown(folder, cache)
        assert sorted(cache.iterdir()) == sorted([path, lock])
    assert list(cache.iterdir()) == [path]


def test_a_cache_that_cannot_be_written_is_told(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The error names the folder."""

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(growing, "parsed", refuse)
    with pytest.raises(StoreError, match="No space left") as caught:
        grown(folder, tmp_path / "cache")
    assert str(tmp_path / "cache") in caught.value.message.fr


def killed(folder: Path, cache: Path, after: float) -> bool:
    """Start a builder, kill it after some time; return whether it was still at work."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    process = subprocess.Popen(
        [sys.executable, "-c", LITTLE, str(folder), str(cache), "1"], env=environment
    )
    try:
        return process.wait(after) != 0
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait()
        return True


def stores(cache: Path) -> Iterator[Path]:
    """Yield the stores that a reader would find."""
    yield from (path for path in cache.glob("*") if not path.name.startswith("building-"))


def test_a_builder_that_is_killed_at_any_moment_breaks_nothing(
    folder: Path, tmp_path: Path
) -> None:
    """Killed again and again, it never leaves a broken store, and comes to the right one."""
    chance, cache = random.Random(5), tmp_path / "cache"  # noqa: S311 - it keeps no secret
    expected, begin = plain(folder, tmp_path / "other"), time.monotonic()
    assert not killed(folder, tmp_path / "whole", 120)
    longest = time.monotonic() - begin
    stops = 0
    for _ in range(STOPS):
        stopped = killed(folder, cache, chance.uniform(0.3, 1.0) * longest)
        for path in stores(cache):
            assert content(path) == expected
            shutil.rmtree(path)
        stops += stopped
        longest = longest if stopped else longest / 2
    assert stops > 0
    path, _ = grown(folder, cache)
    assert content(path) == expected
    assert list(cache.iterdir()) == [path]


@pytest.mark.parametrize("steps", [1, 2])
def test_a_build_goes_on_where_it_was_killed(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    """What was in when it stopped is not parsed again; what was half in is put right."""
    cache, original = tmp_path / "cache", growing.Growth._add  # noqa: SLF001 - where to stop
    calls: list[int] = []

    def stop(*arguments: object) -> None:
        original(*arguments)  # type: ignore[arg-type]
        calls.append(1)
        if len(calls) == steps:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(growing.Growth, "_add", stop)
        with pytest.raises(KeyboardInterrupt):
            grown(folder, cache)
    (unfinished,) = cache.glob("building-*")
    known = parts.read(unfinished)
    assert len(known) == 3 * steps
    path, told = grown(folder, cache)
    assert told[0][0] == 3 * steps
    assert content(path) == plain(folder, tmp_path / "other")


def test_what_was_half_in_is_put_right(folder: Path, tmp_path: Path) -> None:
    """A graph that the account does not name is loaded anew, not twice: no blank node doubles."""
    cache = tmp_path / "cache"
    path, _ = grown(folder, cache)
    known = parts.read(path)
    content_hash = Workspace.at(folder).content_hash()
    half = path.rename(cache / f"building-{content_hash[:32]}")
    parts.write(half, dict(list(known.items())[:7]))
    again, told = grown(folder, cache)
    assert told[0][0] == 7
    assert content(again) == plain(folder, tmp_path / "other")
