"""One command makes every table again: each part is there, takes its sizes, and fails alone."""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from benchmarks import __main__ as everything
from benchmarks.measuring import REPORT, ROOT

if TYPE_CHECKING:
    from pathlib import Path


def options(
    folder: Path, *, quick: bool = False, bodies: tuple[int, ...] = (1, 30, 3000)
) -> argparse.Namespace:
    """Return what is asked for."""
    return argparse.Namespace(folder=folder, quick=quick, bodies=bodies, seconds=7)


def test_every_table_of_the_report_has_its_part(tmp_path: Path) -> None:
    """What the report shows can be made again, under the same name."""
    shown = re.findall(r"<!-- /([\w-]+) -->", REPORT.read_text(encoding="utf-8"))
    assert set(shown) <= set(everything.parts(options(tmp_path)))


@pytest.mark.parametrize("quick", [False, True])
def test_every_part_understands_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, quick: bool
) -> None:
    """Each is a module of ours whose own parser takes what is said to it, and ``--write``."""

    class Read(Exception):
        pass

    def parse(parser: argparse.ArgumentParser, given: list[str]) -> None:
        read, unknown = known(parser, given)
        assert ([], True) == (unknown, read.write)
        raise Read

    known = argparse.ArgumentParser.parse_known_args
    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", parse)
    for module, *words in everything.parts(options(tmp_path, quick=quick)).values():
        with pytest.raises(Read):
            import_module(module).main([*words, "--write"])


def test_sizes_are_given_to_those_that_have_them(tmp_path: Path) -> None:
    """A site is written of 300 bodies at most; what is asked for seconds has them."""
    found = everything.parts(options(tmp_path))
    assert ["1", "30", "3000"] == found["national"][-3:]
    assert ["--bodies", "30"] == found["publication"][-2:]
    assert all("7" in found[name] for name in found if name.startswith(("endpoint", "throughput")))
    large = everything.parts(options(tmp_path, bodies=(3000,)))
    assert ["--bodies", "300"] == large["publication"][-2:]


def test_what_is_not_installed_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The other engines are measured all the same; a part that is asked for by its name is run."""
    monkeypatch.setattr("benchmarks.rivals.servers.program", lambda _: None)
    words = everything.parts(options(tmp_path))["engines"]
    assert ["greffe", "rdflib"] == words[words.index("--engines") + 1 :]
    assert everything.main([str(tmp_path), "--list"]) == 0
    told = capsys.readouterr().out
    assert ("\nendpoint: " in told, "endpoint-" in told) == (True, False)
    assert everything.main([str(tmp_path), "--list", "--parts", "endpoint-virtuoso"]) == 0
    assert capsys.readouterr().out.startswith("endpoint-virtuoso: python -m benchmarks.endpoint ")


def test_a_part_that_fails_does_not_stop_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """All are run, in their order; which failed is told in the end, and by the exit code."""
    (tmp_path / "fails.py").write_text("raise SystemExit(3)")
    (tmp_path / "works.py").write_text("import sys; print('ran', *sys.argv[1:])")
    monkeypatch.setattr(everything, "environment", lambda: {"PYTHONPATH": str(tmp_path)})
    monkeypatch.setattr(
        everything, "parts", lambda _: {"a": ["fails"], "b": ["works", "it"], "c": ["works"]}
    )
    assert everything.main([str(tmp_path / "new")]) == 1
    told = capfd.readouterr().out
    assert "ran it\n" in told
    assert told.endswith("a: exit code 3\nb: done\nc: done\n")
    assert everything.main([str(tmp_path), "--parts", "b", "--write"]) == 0
    assert "ran it --write\n" in capfd.readouterr().out


def test_a_part_that_there_is_not_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With those that there are."""
    with pytest.raises(SystemExit):
        everything.main([str(tmp_path), "--parts", "speed"])
    assert "no part speed: there are starts, validation" in capsys.readouterr().err


def test_the_commands_are_listed(tmp_path: Path) -> None:
    """From a checkout alone, nothing is run or made."""
    folder = tmp_path / "none"
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks", str(folder), "--list", "--quick"],
        check=True,
        capture_output=True,
        cwd=ROOT,
        text=True,
    ).stdout
    assert f"national: python -m benchmarks.national {folder} --bodies 1\n" in told
    assert not folder.exists()
