"""``greffe validate``: its formats, its output file, its exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from greffe.app import run
from greffe.validation.reports import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

    from greffe.validation.reports import Format

AGREEMENT = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<https://w3id.org/greffe/id/new/agreement/one> a greffe:Agreement ;
    dcterms:title "Entente"@fr ;
    greffe:signed "MMXII"^^xsd:gYear .
"""
BEGINNINGS = {
    "human": "1 violation\n\nVIOLATION  S-AGR-03",
    "json": "{\n",
    "sarif": '{\n  "$schema"',
    "junit": "<?xml",
    "github": "::error file=agreements.ttl,line=7,col=",
    "gitlab": "[\n",
    "markdown": "<!-- greffe -->",
    "html": "<!DOCTYPE html>",
    "turtle": "@prefix",
}


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a file with one violation, in the folder where commands run."""
    monkeypatch.chdir(tmp_path)
    path = Path("agreements.ttl")
    path.write_text(AGREEMENT, encoding="utf-8")
    return path


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_written_and_keeps_the_exit_code(
    file: Path,
    capsys: pytest.CaptureFixture[str],
    format: Format,  # noqa: A002 - as the option
) -> None:
    """Whatever the form, data at fault end with 1, and the report is on standard output."""
    assert 1 == run(["validate", str(file), "--format", format])
    captured = capsys.readouterr()
    assert captured.out.startswith(BEGINNINGS[format])
    assert "" == captured.err


def test_the_report_goes_to_the_file_that_was_asked_for(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Standard output is then empty; the figures are on standard error."""
    arguments = [
        "--lang",
        "en",
        "validate",
        str(file),
        "--format",
        "json",
        "--output",
        "out/r.json",
    ]
    assert 1 == run(arguments)
    captured = capsys.readouterr()
    assert ("", "Written: out/r.json\n1 violation\n") == (captured.out, captured.err)
    assert 1 == len(json.loads(Path("out/r.json").read_text("utf-8"))["findings"])


@pytest.mark.parametrize(
    ("name", "form"),
    [("r.html", "html"), ("r.json", "json"), ("r.sarif", "sarif"), ("r.xml", "junit")],
)
def test_the_suffix_of_the_file_gives_the_form(
    name: str, form: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without ``--format``, the file holds what its name promises; with it, what was asked for."""
    assert 1 == run(["validate", str(file), "--format", form])
    expected = capsys.readouterr().out
    assert 1 == run(["validate", str(file), "--output", name])
    assert expected == Path(name).read_text("utf-8")
    assert 1 == run(["validate", str(file), "--output", name, "--format", "human"])
    assert expected != Path(name).read_text("utf-8")


def test_a_report_in_a_form_that_does_not_exist_is_refused(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Text in a file that is called ``.pdf`` would open nowhere: nothing is written."""
    assert 2 == run(["validate", str(file), "--output", "r.pdf"])
    assert "r.pdf : rien ne s’écrit ici sous la forme « .pdf »." in capsys.readouterr().err
    assert not Path("r.pdf").exists()


def test_an_unknown_format_is_refused_with_those_that_exist(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, and the choices."""
    assert 2 == run(["--lang", "en", "validate", str(file), "--format", "pdf"])
    assert ", ".join(FORMATS) in capsys.readouterr().err


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_help_tells_each_option(language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """No option of the command is without words in either language."""
    assert 0 == run(["--lang", language, "validate", "--help"])
    text = capsys.readouterr().out
    for option in ("--format", "--fail-on", "--baseline", "--since", "--output"):
        [line] = [line for line in text.split("\n") if line.strip().startswith(option)]
        assert len(line.split("  ")[-1].strip()) > len("--fail-on")


def test_a_report_never_replaces_what_is_checked(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """Neither the file, by whatever path it is named, nor its annotated copy."""
    path, copy = tmp_path / "registre.xlsx", tmp_path / "copie.xlsx"
    path.write_bytes(b"ce qu'il y avait")
    for told in ([path], [tmp_path / ".." / tmp_path.name / path.name]):
        outcome = greffe("validate", *told, "--output", path)
        assert (2, b"ce qu'il y avait") == (outcome.code, path.read_bytes())
        assert "le rapport remplacerait ce fichier" in outcome.err
    assert 2 == greffe("validate", path, "--annotate", copy, "--output", copy).code
    assert not copy.exists()
