"""The command ``rules``: the list, one rule, the check of shapes, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from greffe.app import run
from greffe.validation.reports import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

SHAPES = """\
@prefix greffe: <https://w3id.org/greffe/ontology#> .
@prefix ex: <https://example.org/shapes#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

ex:Shape a sh:NodeShape ;
    sh:targetClass greffe:Comunication .
"""


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    """Return a file with one shape that is empty, nameless and aims at a misspelt class."""
    path = tmp_path / "shapes.ttl"
    path.write_text(SHAPES, encoding="utf-8")
    return path


def test_the_list_is_in_the_language_of_the_person(capsys: pytest.CaptureFixture[str]) -> None:
    """Families, severities and names are told in French, or in English."""
    assert 0 == run(["--lang", "fr", "rules"])
    french = capsys.readouterr().out
    assert 0 == run(["--lang", "en", "rules"])
    english = capsys.readouterr().out
    assert french.startswith("RÈGLES DE DROIT\n")
    assert english.startswith("RULES OF LAW\n")
    assert "    R15   violation      entente écrite de l’article 68" in french
    assert "    R15   violation        written agreement of section 68" in english


def test_one_rule_is_shown_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    """A rule is told with its provision, its confidence, its remedy and two examples."""
    assert 0 == run(["--lang", "en", "rules", "R15"])
    shown = capsys.readouterr().out
    labels = [line.strip().split(":")[0] for line in shown.splitlines() if line.startswith("  ")]
    parts = ("What is checked", "Why", "Confidence", "Applies since", "What to do")
    assert [
        part for part in (*parts, "Accepted example", "Refused example") if part not in labels
    ] == []


def test_several_rules_are_shown_one_after_the_other(capsys: pytest.CaptureFixture[str]) -> None:
    """Codes may follow each other; a rule in parts gives all of them."""
    assert 0 == run(["--lang", "en", "rules", "R19", "R18", "--format", "json"])
    assert ["R19", "R18a", "R18b"] == [rule["code"] for rule in json.loads(capsys.readouterr().out)]


def test_all_rules_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a code, JSON holds them all, in both languages."""
    assert 0 == run(["rules", "--format", "json"])
    rules = json.loads(capsys.readouterr().out)
    assert len(rules) > 150
    assert [rule["code"] for rule in rules if set(rule["message"]) != {"fr", "en"}] == []


def test_a_rule_as_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    """The sheet is that of the documentation."""
    assert 0 == run(["--lang", "en", "rules", "R15", "--format", "markdown"])
    assert capsys.readouterr().out.startswith("## R15\n\n**written agreement of section 68**\n")


def test_the_list_as_markdown(capsys: pytest.CaptureFixture[str]) -> None:
    """The list is the first page of the documentation of the rules."""
    assert 0 == run(["--lang", "en", "rules", "--format", "markdown"])
    assert capsys.readouterr().out.startswith("# The rules\n")


def test_an_unknown_rule_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest codes are named, and nothing goes to standard output."""
    assert 2 == run(["--lang", "en", "rules", "R166"])
    shown = capsys.readouterr()
    assert "" == shown.out
    assert "there is no rule 'R166'" in shown.err
    assert "'R16'" in shown.err


@pytest.mark.parametrize("arguments", [["--format", "sarif"], ["--lint", "--format", "xml"]])
def test_an_unknown_format_is_an_error(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """What a form of the command cannot write is refused with what it can."""
    assert 2 == run(["--lang", "en", "rules", *arguments])
    assert "Allowed values: human, json" in capsys.readouterr().err


def test_faulty_shapes_fail(shapes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The check of shapes names the term, the place and what to do; the exit code is 1."""
    assert 1 == run(["--lang", "en", "rules", "--lint", str(shapes)])
    shown = capsys.readouterr().out
    assert "“greffe:Comunication” does not exist. Did you mean “greffe:Communication”?" in shown
    assert "shapes.ttl:6:20" in shown
    assert "What to do: Correct the name of the term." in shown


def test_faulty_shapes_as_json(shapes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The report has the same form as that of ``validate``."""
    assert 1 == run(["rules", "--lint", str(shapes), "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    found = {finding["rule"]: finding["location"]["line"] for finding in report["findings"]}
    assert {"L-TERM-02": 6, "L-AIM-01": 6, "L-AIM-03": 5, "L-WORD-03": 5} == found
    assert {"shapes": 1} == report["summary"]["checked"]


def test_data_is_no_shape(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To check shapes where there are none is an error, not a success."""
    path = tmp_path / "data.ttl"
    path.write_text("<https://example.org/a> a <https://example.org/B> .\n", encoding="utf-8")
    assert 2 == run(["--lang", "en", "rules", "--lint", str(path)])
    assert "No SHACL shape in" in capsys.readouterr().err


@pytest.mark.parametrize("name", FORMATS)
def test_faulty_shapes_in_every_form_of_report(
    name: str, shapes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pipelines read the check of shapes as they read that of data."""
    assert 1 == run(["--lang", "en", "rules", "--lint", str(shapes), "--format", name])
    assert "L-TERM-02" in capsys.readouterr().out


def test_the_answer_may_go_to_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With ``--output`` the list is in the file, and only a message on the screen."""
    file = tmp_path / "rules.md"
    assert 0 == run(["--lang", "en", "rules", "--format", "markdown", "--output", str(file)])
    assert file.read_text(encoding="utf-8").startswith("# The rules\n")
    assert "" == capsys.readouterr().out


def test_the_suffix_of_the_file_gives_the_form(
    tmp_path: Path, shapes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list and the check of shapes have the form that the name of their file promises."""
    listed, checked = tmp_path / "rules.json", tmp_path / "lint.sarif"
    assert 0 == run(["--lang", "en", "rules", "R15", "--output", str(listed)])
    assert "R15" == json.loads(listed.read_text(encoding="utf-8"))[0]["code"]
    assert 1 == run(["--lang", "en", "rules", "--lint", str(shapes), "--output", str(checked)])
    assert "2.1.0" == json.loads(checked.read_text(encoding="utf-8"))["version"]
    assert 2 == run(["--lang", "en", "rules", "--output", str(tmp_path / "rules.html")])
    assert "nothing is written here in the form '.html'" in capsys.readouterr().err
    assert not (tmp_path / "rules.html").exists()
