"""Running the endpoint: health, counts, new builds, workers that die, and its end."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.conftest import SAMPLE
from tests.served import Endpoint, serving

if TYPE_CHECKING:
    from collections.abc import Callable

COUNT = "SELECT (COUNT(*) AS ?n) { ?s a greffe:Communication }"
TITLE = "SELECT ?t { ?r a greffe:CommunicationRegister ; dcterms:title ?t } ORDER BY ?t LIMIT 1"


def count(endpoint: Endpoint) -> int:
    """Return how many communications there are."""
    answer = endpoint.query(COUNT)
    assert answer.status == 200, answer.text
    return int(json.loads(answer.body)["results"]["bindings"][0]["n"]["value"])


def workers(endpoint: Endpoint) -> list[int]:
    """Return the numbers of the worker processes."""
    path = Path(f"/proc/{endpoint.process}/task/{endpoint.process}/children")
    return [int(number) for number in path.read_text(encoding="ascii").split()]


def until(holds: Callable[[], bool], seconds: float = 60) -> bool:
    """Return whether something comes to hold within some time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if holds():
            return True
        time.sleep(0.1)
    return False


def test_health(public: Endpoint) -> None:
    """The endpoint says that it is well, and which data it serves."""
    answer = public.ask("/health")
    told = json.loads(answer.body)
    assert (answer.status, told["status"], told["workers"] > 0) == (200, "pass", True)
    assert told["version"] == public.query(COUNT).headers["greffe-data-version"]


def test_counts(public: Endpoint) -> None:
    """Every answer is counted, by route and status, in the format that Prometheus reads."""

    def counted() -> int:
        found = re.search(r'requests_total\{route="sparql",status="400"\} (\d+)', text())
        return int(found[1]) if found else 0

    def text() -> str:
        return public.ask("/metrics").text

    before = counted()
    public.query("SELECT")
    lines = [line for line in text().splitlines() if not line.startswith("#")]
    assert counted() == before + 1
    assert all(re.fullmatch(r"[a-z_]+(\{[^{}]*\})? [0-9.e+-]+", line) for line in lines)


def test_a_worker_that_is_killed_is_replaced(tight: Endpoint) -> None:
    """Whatever kills the workers, the next queries are answered."""
    for number in workers(tight):
        os.kill(number, signal.SIGKILL)
    assert until(lambda: tight.query(COUNT).status == 200)
    assert count(tight) > 0


def test_a_new_build_is_served_without_dropping_a_request(cache: Path, tmp_path: Path) -> None:
    """When the data change they are served soon, and no request fails meanwhile."""
    assert cache.is_dir()
    root = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    register = root / "exemple" / "register.ttl"
    with serving("--watch", 0.3, workspace=root) as endpoint:
        version = endpoint.query(COUNT).headers["greffe-data-version"]
        statuses: set[int] = set()
        going = threading.Event()

        def ask() -> None:
            while not going.is_set():
                statuses.add(endpoint.query(COUNT).status)

        asking = threading.Thread(target=ask)
        asking.start()
        text = register.read_text(encoding="utf-8")
        register.write_text(
            text + "\n<x:new> a <https://w3id.org/greffe/ontology#Communication> .\n"
        )
        before = count(endpoint)
        changed = until(lambda: endpoint.query(COUNT).headers["greffe-data-version"] != version)
        going.set()
        asking.join()
        assert (changed, count(endpoint), statuses) == (True, before + 1, {200})


def test_a_broken_build_is_not_served(cache: Path, tmp_path: Path) -> None:
    """Data that cannot be read change nothing, and are counted as a failure."""
    assert cache.is_dir()
    root = Path(shutil.copytree(SAMPLE, tmp_path / "data"))
    with serving("--watch", 0.3, workspace=root) as endpoint:
        before = count(endpoint)
        (root / "exemple" / "register.ttl").write_text("this is not Turtle")
        assert until(lambda: "reload_failures_total 1" in endpoint.ask("/metrics").text)
        assert (count(endpoint), endpoint.ask("/health").status) == (before, 200)


def test_nothing_is_left_behind(cache: Path) -> None:
    """When the server is told to end, it ends, and its workers with it."""
    assert cache.is_dir()
    with serving("--watch", 0) as endpoint:
        assert count(endpoint) > 0
        started = workers(endpoint)
        assert started
    assert until(lambda: not any(is_running(number) for number in started))


def test_workers_do_not_outlive_a_server_that_is_killed(cache: Path) -> None:
    """Workers end when the server is gone, however it went."""
    assert cache.is_dir()
    with serving("--watch", 0) as endpoint:
        started = workers(endpoint)
        os.kill(endpoint.process, signal.SIGKILL)
        assert until(lambda: not any(is_running(number) for number in started))


def is_running(number: int) -> bool:
    """Return whether a process runs, and has not only not been waited for."""
    try:
        status = Path(f"/proc/{number}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
