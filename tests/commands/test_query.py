"""The library of questions on the command line: listed, answered, filed, and refused with help."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Final

import pytest
from openpyxl import load_workbook

from greffe.commands.query import options
from greffe.errors import UsageError
from greffe.questions import catalogue

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Outcome

    from greffe.language import Language

    Greffe = Callable[..., Outcome]
    Program = Callable[..., subprocess.CompletedProcess[bytes]]

OUTSIDE: Final = ["C1", "C4", "C4", "C7", "C17", "C18", "C21", "C25", "C27", "C28", "C29", "C30"]
OUTSIDE_TOO: Final = ["C31", "C33", "C35"]
ASKED: Final = (
    ("outside-quebec",),
    ("communications-under-provision", "--provision", "68"),
    ("social-insurance-numbers",),
    ("health-files-electronic-only",),
    ("agreements",),
    ("files-in-system", "--system", "PELI"),
    ("count-by-category",),
)


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of a CSV answer."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def numbers(text: str) -> list[str]:
    """Return the entry numbers of a CSV answer, in order."""
    return [row["number"] for row in rows(text)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_without_a_name_the_questions_are_listed(language: Language, greffe: Greffe) -> None:
    """Every question stands there once, as it is typed, and as a lawyer would ask it."""
    outcome = greffe("--lang", language, "query")
    lines = outcome.out.splitlines()
    assert (outcome.code, outcome.err) == (0, "")
    assert [line.split()[0] for line in lines[::2]] == [each.name for each in catalogue()]
    assert [line.strip() for line in lines[1::2]] == [
        each.question[language] for each in catalogue()
    ]


def test_the_list_shows_how_to_give_parameters(greffe: Greffe) -> None:
    """An optional parameter stands in brackets, with an example that can be typed."""
    lines = greffe("query").out.splitlines()
    assert "agreements-of-year [--year 2012]" in lines
    assert "agreements-with-party --party MESS" in lines


def test_the_communications_that_leave_quebec(greffe: Greffe) -> None:
    """Fourteen communications leave Québec, C4 for two agencies; read in the document."""
    outcome = greffe("query", "outside-quebec", "--format", "csv")
    assert outcome.code == 0
    assert numbers(outcome.out) == [*OUTSIDE, *OUTSIDE_TOO]
    assert outcome.err == (
        "Communications à l’extérieur du Québec : 14 communications, 15 lignes\n"
    )


def test_one_row_is_counted_in_the_singular(greffe: Greffe) -> None:
    """One file names PELI in its title: the twenty-eighth."""
    french = greffe("query", "files-in-system", "--system", "PELI", "--format", "csv")
    english = greffe("--lang", "en", "query", "files-in-system", "--system", "PELI")
    assert numbers(french.out) == ["F28"]
    assert french.err.endswith(" : 1 ligne\n")
    assert english.err.endswith(": 1 row\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--provision", "68"),
        ("--provision=68",),
        ("--provision", "article 68"),
        ("--provision", "qc/a-2.1/art/68"),
        ("--disposition", "68"),
        ("--provision", "https://w3id.org/greffe/law/qc/a-2.1/art/68"),
    ],
)
def test_a_parameter_is_given_as_people_write_it(
    arguments: tuple[str, ...], greffe: Greffe
) -> None:
    """Number, words, short name, IRI, French name of the parameter: the same answer."""
    name = "communications-under-provision"
    expected = greffe("query", name, "--provision", "68", "--format", "csv")
    assert expected.code == 0
    assert greffe("query", name, *arguments, "--format", "csv") == expected


@pytest.mark.parametrize("question", ASKED, ids=lambda question: str(question[0]))
def test_a_real_server_gives_the_same_rows(
    question: tuple[str, ...], greffe: Greffe, endpoint: str
) -> None:
    """Over the wire, the same question has the same answer to the byte."""
    local = greffe("query", *question, "--format", "csv")
    assert local.code == 0
    assert greffe("query", *question, "--format", "csv", "--endpoint", endpoint) == local


@pytest.mark.parametrize("format_", ["table", "json", "tsv", "csv-excel"])
def test_a_real_server_gives_the_same_text(format_: str, greffe: Greffe, endpoint: str) -> None:
    """Labels and sources come from the server as well, in every format of text."""
    asked = ("query", "outside-quebec", "--with-source", "--format", format_)
    assert greffe(*asked) == greffe(*asked, "--endpoint", endpoint)


def test_the_words_of_the_document_can_be_shown(greffe: Greffe) -> None:
    """``--with-source`` adds the verbatim cell and the lines where it stands."""
    out = greffe("query", "outside-quebec", "--with-source", "--format", "csv").out
    first = rows(out)[0]
    assert first["recipientText"] == "Statistique Canada"
    assert first["outsideQuebecText"] == "Oui"
    assert re.search(r"registre, lignes? 14\b", first["recipientTextSource"])


@pytest.mark.parametrize("language", ["fr", "en"])
def test_answers_speak_the_language_asked(language: Language, greffe: Greffe) -> None:
    """Headings and labels are in the language; the machine formats do not change."""
    asked = ("query", "communications-under-provision", "--provision", "68", "--format")
    table = greffe("--lang", language, *asked, "table").out
    assert {"fr": "Disposition citée", "en": "Provision cited"}[language] in table.splitlines()[0]
    assert greffe("--lang", language, *asked, "csv").out == greffe(*asked, "csv").out


def test_json_is_the_w3c_format(greffe: Greffe) -> None:
    """SPARQL 1.1 Query Results JSON: variables in order, typed terms."""
    answer = json.loads(greffe("query", "outside-quebec", "--format", "json").out)
    assert answer["head"]["vars"] == ["number", "entry", "recipient"]
    assert answer["results"]["bindings"][0] == {
        "number": {"type": "literal", "value": "C1"},
        "entry": {"type": "uri", "value": "https://w3id.org/greffe/id/mifi/communication/1"},
        "recipient": {"type": "uri", "value": "https://w3id.org/greffe/org/statistique-canada"},
    }


@pytest.mark.parametrize("format_", ["table", "csv", "json", "html", "markdown"])
def test_an_answer_written_to_a_file_is_the_one_shown(
    format_: str, greffe: Greffe, tmp_path: Path
) -> None:
    """The file holds what standard output would, which then holds nothing."""
    path = tmp_path / "réponses" / "hors-québec"
    shown = greffe("query", "outside-quebec", "--format", format_)
    written = greffe("query", "outside-quebec", "--format", format_, "--output", path)
    assert (written.code, written.out) == (0, "")
    assert path.read_bytes().decode() == shown.out
    assert f"Écrit : {path}\n" in written.err
    assert [path] == list(path.parent.iterdir())


@pytest.mark.parametrize(
    ("suffix", "format_"),
    [("csv", "csv"), ("tsv", "tsv"), ("json", "json"), ("html", "html"), ("md", "markdown")],
)
def test_the_suffix_of_the_file_is_its_format(
    suffix: str, format_: str, greffe: Greffe, tmp_path: Path
) -> None:
    """Without ``--format``, the file holds what its name promises."""
    path = tmp_path / f"hors.{suffix}"
    assert greffe("query", "outside-quebec", "--output", path).code == 0
    shown = greffe("query", "outside-quebec", "--format", format_)
    assert path.read_bytes().decode() == shown.out


def test_a_format_asked_for_wins_over_the_suffix(greffe: Greffe, tmp_path: Path) -> None:
    """``--format table`` is a table, whatever the file is called."""
    path = tmp_path / "hors.csv"
    greffe("query", "outside-quebec", "--format", "table", "--output", path)
    assert path.read_bytes().decode() == greffe("query", "outside-quebec").out


def test_a_table_is_no_turtle(greffe: Greffe, tmp_path: Path) -> None:
    """A question answers with rows: a ``.ttl`` file is refused before it is written."""
    outcome = greffe("query", "outside-quebec", "--output", tmp_path / "hors.ttl")
    assert (outcome.code, outcome.out) == (2, "")
    assert "« turtle »" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_an_answer_without_entries_has_no_source_to_show(greffe: Greffe) -> None:
    """``--with-source`` on a count gives the count, and says that there is nothing to source."""
    bare = greffe("query", "count-by-body", "--format", "csv")
    asked = greffe("query", "count-by-body", "--format", "csv", "--with-source")
    told = "--with-source : cette réponse ne montre aucune inscription dont donner la source.\n"
    assert (asked.code, asked.out, asked.err) == (0, bare.out, bare.err + told)


def test_what_a_question_leaves_out_is_said(greffe: Greffe, tmp_path: Path) -> None:
    """The summary of a question follows its answer, and is filed with it."""
    said = "Une communication compte dans chaque ressort où elle a un destinataire"
    assert said in greffe("query", "count-by-jurisdiction").err
    path = tmp_path / "ressorts.md"
    greffe("query", "count-by-jurisdiction", "--output", path)
    assert f"**Précision** {said}" in path.read_text(encoding="utf-8")


def test_french_excel_gets_words(greffe: Greffe) -> None:
    """Headings as on the screen, labels, and a column of IRIs beside them."""
    out = greffe("query", "outside-quebec", "--format", "csv-excel").out
    head, first, *_ = list(csv.reader(io.StringIO(out.removeprefix("\ufeff")), delimiter=";"))
    assert head == ["Communication", "Communication (IRI)", "Destinataire", "Destinataire (IRI)"]
    assert first == [
        "C1",
        "https://w3id.org/greffe/id/mifi/communication/1",
        "Statistique Canada",
        "https://w3id.org/greffe/org/statistique-canada",
    ]


def test_a_workbook_holds_the_rows(greffe: Greffe, tmp_path: Path) -> None:
    """Excel opens the answer: a heading and fifteen rows."""
    path = tmp_path / "hors.xlsx"
    assert greffe("query", "outside-quebec", "--format", "xlsx", "--output", path).code == 0
    book = load_workbook(path)
    values = [row[0] for row in book.worksheets[0].iter_rows(values_only=True)]
    shown = [value for value in values if re.match(r"C\d", str(value))]
    assert shown == [*OUTSIDE, *OUTSIDE_TOO]


def test_a_workbook_goes_to_a_pipe_as_it_is(program: Program) -> None:
    """Bytes for a machine are written to standard output untouched."""
    run = program("query", "outside-quebec", "--format", "xlsx")
    assert (run.returncode, run.stdout[:2]) == (0, b"PK")
    assert load_workbook(io.BytesIO(run.stdout)).worksheets


@pytest.mark.parametrize(
    ("arguments", "what", "remedy"),
    [
        (["outside-qebec"], "« outside-qebec »", "« outside-quebec »"),
        (["xyzzy"], "« xyzzy »", "greffe query"),
        (["outside-quebec", "--format", "cvs"], "« cvs »", "csv"),
        (["outside-quebec", "--format", "turtle"], "« turtle »", "table"),
        (["outside-quebec", "--year", "2012"], "--year", "aucun"),
        (["agreements-of-year", "--yaer", "2012"], "--yaer", "--year"),
        (["agreements-of-year", "--year", "douze"], "« douze »", None),
        (["agreements-with-party"], "--party", "MESS"),
        (["agreements-with-party", "--party", "MES"], "« MES »", "MESS"),
        (["agreements-with-party", "--party"], "--party", "--party valeur"),
        (["agreements-with-party", "MESS"], "MESS", "--nom valeur"),
        (["communications-under-provision", "--provision", "999"], "« 999 »", None),
        (["legal-basis-of-entry", "--entry", "F3"], "« F3 »", None),
        (["files-covering-communication", "--communication", "F3"], "« F3 »", None),
        (["words-in-documents", "--words", ""], "--words est vide", "texte"),
        (["recipients-of-category", "--category", "Imigrations"], "« Imigrations »", "Immigration"),
        (["outside-quebec", "--endpoint", "nowhere"], "« nowhere »", "http://"),
        (["--categorie", "x"], "--categorie", "greffe query --help"),
    ],
)
def test_a_request_that_cannot_be_met_is_answered_with_help(
    arguments: list[str], what: str, remedy: str | None, greffe: Greffe
) -> None:
    """Exit code 2, nothing as data, what was asked, and what could be asked instead."""
    outcome = greffe("query", *arguments)
    first, *rest = outcome.err.splitlines()
    assert (outcome.code, outcome.out) == (2, "")
    assert first.startswith("Erreur : ")
    assert what in first
    assert remedy is None or remedy in " ".join(rest)


@pytest.mark.parametrize(
    "arguments",
    [
        ["outside-qebec"],
        ["agreements-of-year", "--year", "douze"],
        ["agreements-with-party"],
        ["agreements-with-party", "--party", "MES"],
        ["outside-quebec", "--format", "cvs"],
    ],
)
def test_the_help_is_the_same_in_both_languages(arguments: list[str], greffe: Greffe) -> None:
    """As many lines, with the same values, and not the same words."""
    french, english = greffe("query", *arguments), greffe("--lang", "en", "query", *arguments)
    assert (french.code, english.code) == (2, 2)
    assert len(french.err.splitlines()) == len(english.err.splitlines())
    assert french.err != english.err
    assert english.err.startswith("Error: ")


@pytest.mark.usefixtures("hasty")
def test_an_endpoint_that_is_down_is_named(greffe: Greffe, free_port: int) -> None:
    """Nothing listens there: the address and what to check."""
    address = f"http://127.0.0.1:{free_port}/query"
    outcome = greffe("query", "outside-quebec", "--endpoint", address)
    assert (outcome.code, outcome.out) == (2, "")
    assert address in outcome.err
    assert "Vérifiez l’adresse" in outcome.err


def test_a_file_that_cannot_be_written_is_told(greffe: Greffe, tmp_path: Path) -> None:
    """A folder in the place of the file: nothing is written, and the place is named."""
    outcome = greffe("query", "outside-quebec", "--output", tmp_path)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"{tmp_path} : écriture impossible" in outcome.err
    assert list(tmp_path.iterdir()) == []


def test_another_body_answers_for_itself(greffe: Greffe, other_body: Path) -> None:
    """With its own folder, the same question speaks of that body only."""
    own = greffe("--workspace", other_body, "query", "outside-quebec", "--format", "csv")
    bundled = greffe("query", "outside-quebec", "--format", "csv")
    assert own.out == bundled.out.replace("/id/mifi/", "/id/autre/")
    counted = greffe("--workspace", other_body, "query", "count-by-body", "--format", "csv")
    (row,) = rows(counted.out)
    assert ["37", "39"] == [value for value in row.values() if value.isdecimal()]
    assert "https://w3id.org/greffe/org/autre" in row.values()


def test_two_bodies_are_one_graph_and_two_registers(
    greffe: Greffe, other_body: Path, mifi_dir: Path
) -> None:
    """Side by side, each body keeps its numbers, and questions see both."""
    (mifi_dir / "autre").symlink_to(other_body / "autre", target_is_directory=True)
    out = greffe("--workspace", mifi_dir, "query", "outside-quebec", "--format", "csv").out
    assert sorted(numbers(out)) == sorted([*OUTSIDE, *OUTSIDE_TOO] * 2)


def test_broken_data_is_named_with_its_place(greffe: Greffe, sample_dir: Path) -> None:
    """Turtle that breaks its grammar is told by file and line, not asked."""
    register = sample_dir / "exemple" / "register.ttl"
    text = register.read_text(encoding="utf-8")
    register.write_text(text.replace("greffe:position 1 ;", "greffe:position 1", 1), "utf-8")
    line = text.splitlines().index("    greffe:position 1 ;") + 1
    outcome = greffe("--workspace", sample_dir, "query", "outside-quebec")
    assert (outcome.code, outcome.out) == (2, "")
    assert re.search(rf"{re.escape(str(register))}:({line}|{line + 1})\b", outcome.err)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], {}),
        (["--a", "1"], {"a": "1"}),
        (["--a=1", "--b", "2"], {"a": "1", "b": "2"}),
        (["--a", "--b"], {"a": "--b"}),
        (["--a=", "--b="], {"a": "", "b": ""}),
        (["--a", "x=y"], {"a": "x=y"}),
        (["--a=x=y"], {"a": "x=y"}),
    ],
)
def test_parameters_are_pairs(words: list[str], expected: dict[str, str]) -> None:
    """A name and a value, apart or joined; the value is whatever stands there."""
    assert expected == options(words)


@pytest.mark.parametrize("words", [["x"], ["--a", "1", "x"], ["--a"], ["--a=1", "--b"]])
def test_words_that_are_no_pairs_are_refused(words: list[str]) -> None:
    """A word of no option, or an option without value, is a usage error."""
    with pytest.raises(UsageError):
        options(words)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("csv", "name,parameters,question"),
        ("csv-excel", "\ufeffNom;Paramètres;Question"),
        ("markdown", "| Nom | Paramètres | Question |"),
    ],
)
def test_the_list_of_questions_takes_every_form_of_an_answer(
    greffe: Greffe, form: str, expected: str
) -> None:
    """A form that is asked for is given, to the list as to an answer."""
    assert expected in greffe("query", "--format", form).out.splitlines()


def test_the_list_of_questions_refuses_an_unknown_form(greffe: Greffe) -> None:
    """A form that does not exist is refused, not passed over."""
    outcome = greffe("query", "--format", "xyz")
    assert 2 == outcome.code
    assert "xyz" in outcome.err


def test_the_list_of_questions_goes_to_its_file(greffe: Greffe, tmp_path: Path) -> None:
    """The suffix gives the form, as it does for an answer."""
    path = tmp_path / "questions.json"
    assert 0 == greffe("query", "--output", path).code
    names = [row["name"]["value"] for row in json.loads(path.read_text())["results"]["bindings"]]
    assert "communications-to-recipient" in names
