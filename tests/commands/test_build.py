"""The main job: everything that is made of the data, and what was made."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from greffe import app
from greffe.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

    Greffe = Callable[..., Outcome]

EXPECTED: Final = Path(__file__).parents[1] / "golden" / "findings"
MADE: Final = [
    "reports/findings.json",
    "reports/constats.txt",
    "reports/findings.txt",
    "site/index.html",
    "site/catalog.ttl",
    "site/data/greffe.trig.gz",
]


@dataclass(frozen=True)
class Built:
    """What the main job on the bundled data gave: the folder, the exit code, the two outputs."""

    folder: Path
    code: int
    out: str
    err: str


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Do the main job once for all tests."""
    folder = tmp_path_factory.mktemp("build") / "résultat"
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = app.run(["--lang", "fr", "build", "--output", str(folder)])
    return Built(folder, code, out.getvalue(), err.getvalue())


def read_by_eye() -> list[str]:
    """Return the code of every finding that a reader of the documents expects, once each."""
    codes = []
    for path in sorted(EXPECTED.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            codes += [path.stem for _ in csv.DictReader(stream)]
    return codes


def test_the_main_job_on_the_two_documents(built: Built) -> None:
    """Figures, findings and paths on standard output; the steps on the other; exit code 0."""
    lines = built.out.splitlines()
    assert built.code == 0
    assert built.err.splitlines() == [
        "Vérification des données…",
        "Compilation de l’entrepôt…",
        "Écriture du site…",
    ]
    assert [str(built.folder / name) for name in MADE] == lines[-len(MADE) :]
    assert all((built.folder / name).is_file() for name in MADE)


def test_the_figures_are_those_of_the_documents(built: Built) -> None:
    """The documents print 37 communications and 39 files; each finding is one that was read."""
    assert re.search(r" 37 +39$", built.out, re.MULTILINE)
    assert re.search(r"^\d+ énoncés dans \d+ graphes$", built.out, re.MULTILINE)
    [said] = re.findall(
        r"^Constats : (\d+) avertissements, (\d+) conseils$", built.out, re.MULTILINE
    )
    assert sum(map(int, said)) == len(read_by_eye())
    assert f"\nVersion des données : {Workspace.at().content_hash()[:32]}" in built.out


def test_the_reports_say_the_same_in_both_languages(built: Built) -> None:
    """What is really wrong in the documents, as was read there: as JSON and in words."""
    findings = json.loads((built.folder / "reports" / "findings.json").read_text(encoding="utf-8"))
    french = (built.folder / "reports" / "constats.txt").read_text(encoding="utf-8")
    english = (built.folder / "reports" / "findings.txt").read_text(encoding="utf-8")
    assert Counter(finding["rule"] for finding in findings["findings"]) == Counter(read_by_eye())
    for finding in findings["findings"]:
        place = f"{finding['location']['file']}:{finding['location']['line']}:"
        assert place in french
        assert place in english
    assert "Que faire : " in french
    assert "What to do: " in english


def test_the_dumps_are_those_of_the_site(built: Built) -> None:
    """The whole graph and each register are had from the site, in the formats of the field."""
    names = ("greffe.trig", "greffe.nq", "greffe.jsonld", "mifi/register.ttl", "mifi/register.xlsx")
    assert [n for n in names if not (built.folder / "site" / "data" / n).is_file()] == []


def test_data_at_fault_is_built_and_exits_1(
    greffe: Greffe, sample_dir: Path, tmp_path: Path
) -> None:
    """Faulty data still gives its reports: they are what is needed to mend it."""
    outcome = greffe("--lang", "en", "--workspace", sample_dir, "build", "--output", tmp_path / "o")
    assert outcome.code == 1
    assert re.search(r"^Findings: \d+ violations", outcome.out, re.MULTILINE)
    assert "VIOLATION" in (tmp_path / "o" / "reports" / "findings.txt").read_text(encoding="utf-8")
    assert (tmp_path / "o" / "site" / "data" / "exemple" / "register.ttl").is_file()


def test_several_processes_build_the_same(greffe: Greffe, sample_dir: Path, tmp_path: Path) -> None:
    """Checked beside and written by others, reports and site are those of one process."""
    command = [sys.executable, "-m", "greffe.app", "--lang", "fr", "--workspace", str(sample_dir)]
    several, one = tmp_path / "several", tmp_path / "one"
    done = subprocess.run(
        [*command, "build", "--output", str(several), "--jobs", "2"],
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    alone = greffe("--workspace", sample_dir, "build", "--output", one, "--jobs", "1")
    assert (alone.code, alone.out) == (done.returncode, done.stdout.replace(str(several), str(one)))
    assert contents(one) == contents(several)


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a build, but for what it keeps for the next."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name[0] != ".")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_place_that_cannot_be_written_exits_2(
    greffe: Greffe, sample_dir: Path, tmp_path: Path
) -> None:
    """A file in the place of the folder is named."""
    (tmp_path / "f").touch()
    outcome = greffe("--workspace", sample_dir, "build", "--output", tmp_path / "f")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{tmp_path / 'f'}" in outcome.err
    assert "écriture impossible" in outcome.err


@pytest.mark.parametrize("name", ["", "reports", "site"])
def test_a_place_that_cannot_be_written_is_told_at_once(
    name: str, greffe: Greffe, sample_dir: Path, tmp_path: Path
) -> None:
    """A file where the build or a part of it is to be is told before the data are checked."""
    place = tmp_path / "build" / name
    place.parent.mkdir(exist_ok=True)
    place.write_text("taken")
    err = greffe("--workspace", sample_dir, "build", "--output", tmp_path / "build").err
    assert f"{place} : écriture impossible (ce n’est pas un dossier)." in err
    assert "Vérification des données" not in err


def test_broken_data_is_not_built(greffe: Greffe, sample_dir: Path, tmp_path: Path) -> None:
    """Turtle that breaks its grammar stops the job before anything is written."""
    path = sample_dir / "exemple" / "register.ttl"
    path.write_text(path.read_text(encoding="utf-8") + "<x:a> <x:b> ;\n", encoding="utf-8")
    outcome = greffe("--workspace", sample_dir, "build", "--output", tmp_path / "o")
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{path}:" in outcome.err
    assert not (tmp_path / "o").exists()


def test_a_cache_that_cannot_be_written_exits_2(
    greffe: Greffe, sample_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The message names the folder and the variable that chooses another."""
    (tmp_path / "f").touch()
    monkeypatch.setenv("GREFFE_CACHE", str(tmp_path / "f"))
    outcome = greffe("--workspace", sample_dir, "query", "agreements")
    assert (outcome.code, outcome.out) == (2, "")
    assert str(tmp_path / "f") in outcome.err
    assert "GREFFE_CACHE" in outcome.err
