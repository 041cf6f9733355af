"""The benchmark of validation measures whole commands, compares results, and says what it cut."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from benchmarks import processes, validation
from benchmarks.bare_parse import main as bare_parse
from benchmarks.processes import Cost, measure
from benchmarks.synthetic import generate
from benchmarks.validation import Row, commit, merge, of_report, tables

if TYPE_CHECKING:
    from pathlib import Path

WORK = "sum(range(4_000_000))"
REPORT = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <https://example.org/> .
[] a sh:ValidationReport ; sh:result
    [ sh:focusNode ex:a ; sh:sourceShape ex:S ; sh:resultSeverity sh:Warning ] ,
    [ sh:focusNode ex:a ; sh:sourceShape ex:S ; sh:resultSeverity sh:Warning ] ,
    [ sh:focusNode ex:b ; sh:sourceShape ex:S ; sh:resultSeverity sh:Info ] .
"""


def python(words: str) -> list[str]:
    """Return a command that runs some Python."""
    return [sys.executable, "-c", words]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a workspace of one synthetic body."""
    generate(tmp_path / "workspace", bodies=1)
    return tmp_path / "workspace"


def a_row(*, done: bool = True, same: bool | None = True) -> Row:
    """Return what might have been measured with thirty bodies."""
    costs = {
        "parse": Cost(0.5, 0.4, 50),
        "greffe": Cost(5, 8, 400),
        "pyshacl": Cost(900, 800, 1000, done=done),
    }
    return Row(30, 240_000, 9000, costs, same)


def test_the_work_of_children_is_counted(tmp_path: Path) -> None:
    """A command that lets another process work has used what that one used."""
    alone = measure(python(WORK), tmp_path / "o").processor
    words = f"import subprocess, sys; subprocess.run([sys.executable, '-c', '{WORK}'], check=True)"
    assert measure(python(words), tmp_path / "o").processor > alone * 0.7


def test_memory_is_that_of_the_greediest_moment(tmp_path: Path) -> None:
    """Two hundred mebibytes held for a moment are told."""
    words = "import time; b = bytearray(200 * 1024 * 1024); time.sleep(0.2); del b"
    assert 200 <= measure(python(words), tmp_path / "o").memory < 300


def test_output_is_kept(tmp_path: Path) -> None:
    """What the command writes is what is compared afterwards."""
    measure(python("print('dit')"), tmp_path / "o")
    assert "dit" == (tmp_path / "o").read_text().strip()


def test_a_check_that_finds_faults_has_been_made(tmp_path: Path) -> None:
    """Exit code 1 means that there are findings: that is what there should be."""
    assert measure(python("raise SystemExit(1)"), tmp_path / "o").done


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    """A benchmark of errors would be fast and false."""
    with pytest.raises(subprocess.CalledProcessError):
        measure(python("raise SystemExit(2)"), tmp_path / "o")


def test_a_command_that_takes_too_long_is_cut_and_said_so(tmp_path: Path) -> None:
    """What it has used until then is the least that it would have taken."""
    cost = measure(python("while True: pass"), tmp_path / "o", limit=2)
    assert not cost.done
    assert 2 <= cost.processor <= cost.wall + 0.1


def test_a_process_that_is_gone_uses_nothing() -> None:
    """Between two looks a process may end."""
    assert (0, 0.0) == processes.tree(2**22 + 1)
    with pytest.raises(OSError, match="rgument"):
        processes.processor_of(2**22 + 1)


def test_the_work_of_whom_nobody_waits_for_is_counted(tmp_path: Path) -> None:
    """A process that goes on after its own child, and that child's child, is told with both."""
    work = f"import time; {WORK}; time.sleep(0.4)"
    inner = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {work!r}]).wait()"
    outer = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {inner!r}]).wait()"
    alone = measure(python(work), tmp_path / "o").processor
    assert measure(python(outer), tmp_path / "o").processor > alone


def test_a_process_is_clocked_while_it_runs() -> None:
    """The processor's clock of another process counts its work, and not its sleep."""
    begin = time.process_time()
    own = processes.processor_of(os.getpid())
    assert own == pytest.approx(begin, abs=0.5)
    with subprocess.Popen(python("import time; time.sleep(60)")) as process:
        try:
            time.sleep(0.3)
            assert 0 < processes.processor_of(process.pid) < 0.3
            assert process.pid in processes.family(os.getpid())
        finally:
            process.kill()


def test_which_exit_codes_are_fine_is_said(tmp_path: Path) -> None:
    """What is no check has no findings: then 1 is a failure."""
    with pytest.raises(subprocess.CalledProcessError):
        measure(python("raise SystemExit(1)"), tmp_path / "o", made=(0,))


def test_a_command_may_have_an_environment_of_its_own(tmp_path: Path) -> None:
    """What is set for it is what it sees."""
    words = python("import os; print(os.environ['WORD'])")
    measure(words, tmp_path / "o", environment={"WORD": "dit"})
    assert "dit" == (tmp_path / "o").read_text().strip()


def test_the_bare_parse_counts_statements(tmp_path: Path) -> None:
    """Two statements in one file, one in another, in folders below."""
    (tmp_path / "b").mkdir()
    (tmp_path / "a.ttl").write_text("<urn:a> <urn:p> 1, 2 .")
    (tmp_path / "b" / "c.ttl").write_text("<urn:c> <urn:p> 3 .")
    assert 3 == bare_parse(tmp_path)


def test_one_entry_is_changed(workspace: Path) -> None:
    """After the commit, one line of one register is not as it was."""
    commit(workspace)
    shown = subprocess.run(
        ["git", "diff", "--numstat"], cwd=workspace, check=True, capture_output=True, text=True
    )
    [line] = shown.stdout.splitlines()
    assert ["1", "1", "synthetique-0001/register.ttl"] == line.split()


def test_both_engines_are_given_the_same(workspace: Path, tmp_path: Path) -> None:
    """Everything that the check reads is in two files: data with their context, and shapes."""
    data, shapes = (path.read_text() for path in merge(workspace, tmp_path))
    assert "/id/synthetique-0001/communication/1> " in data
    assert "<https://w3id.org/greffe/law/qc/a-2.1/art/67.3> " in data
    assert "<https://w3id.org/greffe/shapes#CommunicationShape> " in shapes


def test_results_are_counted_as_often_as_they_are_told(tmp_path: Path) -> None:
    """A result is known by its thing, its shape and its severity."""
    (tmp_path / "r.ttl").write_text(REPORT)
    ex, sh = "https://example.org/", "http://www.w3.org/ns/shacl#"
    twice = (f"<{ex}a>", f"<{ex}S>", f"<{sh}Warning>")
    once = (f"<{ex}b>", f"<{ex}S>", f"<{sh}Info>")
    assert Counter({twice: 2, once: 1}) == of_report(tmp_path / "r.ttl")


def test_a_check_of_one_body_is_measured_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parse, check and change are measured, the findings counted, the bodies removed again."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    row = validation.row(1, pyshacl=False, runs=1, limit=60, scratch=tmp_path)
    assert ["parse", "greffe", "since"] == list(row.costs)
    assert row.findings > 0
    assert 5000 < row.statements < 20_000
    assert not (tmp_path / "workspace").exists()


def test_ratios_are_of_work() -> None:
    """Twenty times the work of the parse; a hundred times less than that of pySHACL."""
    assert "| 30 | 20 | 100 | yes |" in tables([a_row()])


def test_what_was_cut_short_is_at_least() -> None:
    """A sign stands before what was not measured to its end."""
    text = tables([a_row(done=False, same=None)])
    assert "| `pyshacl` | > 800.00 | > 900.00 | 1000 |" in text
    assert "| 30 | 20 | > 100 | – |" in text


def test_results_that_differ_are_told() -> None:
    """Speed is worth nothing where the findings are others."""
    assert "| 30 | 20 | 100 | no |" in tables([a_row(same=False)])


def test_without_pyshacl_there_is_no_ratio() -> None:
    """What was not measured is not told."""
    costs = {name: cost for name, cost in a_row().costs.items() if name != "pyshacl"}
    assert "| 300 | 20 | – | – |" in tables([Row(300, 1, 1, costs)])
