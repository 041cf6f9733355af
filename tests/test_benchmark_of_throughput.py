"""The benchmark of servers asks all of them the same, and tells each beside Greffe's."""

from __future__ import annotations

import argparse
import shutil
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from benchmarks.endpoint import QUERIES, Outcome
from benchmarks.fronts import fronted, serving
from benchmarks.throughput import PREFIXES, addresses, outcome, report

from greffe.resources import data_dir
from greffe.store import open_store
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

OPTIONS = argparse.Namespace(seconds=1, connections=4)


def test_every_server_is_asked_the_same_queries() -> None:
    """Only the path differs; prefixes are sent, since other servers know none."""
    asked = [parse_qs(urlsplit(each).query)["query"][0] for each in addresses("/elsewhere")]
    again = [parse_qs(urlsplit(each).query)["query"][0] for each in addresses("/sparql")]
    assert asked == again
    assert all(each.startswith(PREFIXES) for each in asked)
    assert {"/elsewhere"} == {urlsplit(each).path for each in addresses("/elsewhere")}


def test_descriptions_are_not_compared() -> None:
    """What DESCRIBE gives is each server's own choice (SPARQL 1.1, 16.4): only tables are asked."""
    described = [query for query in QUERIES if query.startswith("DESCRIBE")]
    assert len(QUERIES) - len(described) == len(addresses("/sparql"))


def test_a_server_is_told_beside_greffe() -> None:
    """A server that answers a fifth of the requests is told to be five times slower."""
    ours = Outcome(1000, 1.0, 2.0, 4.0, 6.0, 0, 0, 0, 80.0)
    theirs = Outcome(200, 1.0, 9.0, 9.5, 9.9, 1, 2, 3, 90.0)
    text = report({"greffe serve": ours, "other": theirs}, OPTIONS)
    assert "| greffe serve | 1000 | 1.0 | 2.0 | 4.0 | 6 | 0 | 0 | 0 | 80 |" in text
    assert "| other | 200 | 5.0 | 9.0 | 9.5 | 10 | 1 | 2 | 3 | 90 |" in text


@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk is not installed")
def test_a_run_is_counted(cache: Path) -> None:
    """What is asked is answered, as JSON: no answer is wrong, refused or missing."""
    assert cache.is_dir()
    with serving(None) as (root, pid):
        found = outcome(root, pid, "/sparql", OPTIONS)
    assert found.requests > 0
    assert (0, 0, 0) == (found.refused, found.wrong, found.failed)


@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk is not installed")
def test_a_front_is_counted_with_the_engine_behind_it(tmp_path: Path) -> None:
    """What the engine gives is answered through the front: no answer is wrong or missing."""
    (tmp_path / "bodies-1").symlink_to(data_dir())
    compiled = open_store(Workspace.at()).path
    assert compiled is not None
    (tmp_path / "oxigraph-1").symlink_to(compiled)
    with fronted(tmp_path) as (root, pid):
        found = outcome(root, pid, "/sparql", OPTIONS)
    assert found.requests > 0
    assert (0, 0, 0) == (found.refused, found.wrong, found.failed)
