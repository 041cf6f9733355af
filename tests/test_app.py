"""Every outcome becomes one exit code, in the language asked, and never a traceback."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from greffe import __version__, app
from greffe.errors import EndpointError, GreffeError, InputError, StoreError, UsageError
from greffe.language import Text
from greffe.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

    Program = Callable[..., subprocess.CompletedProcess[bytes]]

GREFFE: Final = Path(sys.executable).parent / "greffe"
ALL: Final = "SELECT * WHERE { ?s ?p ?o }"


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Give the way to make every command fail with an exception."""

    def fail_with(error: BaseException) -> None:
        def fail(_session: Session) -> Any:  # noqa: ANN401 - raises
            raise error

        monkeypatch.setattr(Session, "workspace", fail)

    return fail_with


def test_the_version_is_data(greffe: Callable[..., Outcome]) -> None:
    """``--version`` answers on standard output, whatever else is asked."""
    assert (0, f"greffe {__version__}\n", "") == tuple(vars(greffe("--version")).values())
    assert greffe("--version", "query").out == f"greffe {__version__}\n"


def test_without_arguments_the_help_is_a_message(greffe: Callable[..., Outcome]) -> None:
    """Nothing was asked: the help goes to the person, and the exit code says so."""
    outcome = greffe()
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err == greffe("--help").out


@pytest.mark.parametrize("kind", [GreffeError, UsageError, InputError, StoreError, EndpointError])
def test_every_error_of_ours_exits_2(
    kind: type[GreffeError],
    greffe: Callable[..., Outcome],
    failing: Callable[[BaseException], None],
) -> None:
    """What and where, then what to do, on standard error."""
    failing(kind(Text("ceci manque.", "this lacks."), Text("Ajoutez-le.", "Add it.")))
    french, english = greffe("show", "C1"), greffe("--lang", "en", "show", "C1")
    assert (french.code, french.out, english.code, english.out) == (2, "", 2, "")
    assert french.err == "Erreur : ceci manque.\n  Ajoutez-le.\n"
    assert english.err == "Error: this lacks.\n  Add it.\n"


def test_a_fault_of_our_own_is_owned(
    greffe: Callable[..., Outcome], failing: Callable[[BaseException], None]
) -> None:
    """An unforeseen exception is a message that accuses Greffe, not the data, and no traceback."""
    failing(ZeroDivisionError("division by zero"))
    outcome = greffe("show", "C1")
    assert (outcome.code, outcome.out) == (2, "")
    assert "défaut de Greffe, pas de vos données" in outcome.err
    assert "ZeroDivisionError: division by zero" in outcome.err
    assert "Traceback" not in outcome.err
    assert "a fault of Greffe" in greffe("--lang", "en", "show", "C1").err


def test_the_traceback_is_there_for_who_asks(
    greffe: Callable[..., Outcome],
    failing: Callable[[BaseException], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With ``GREFFE_DEBUG`` the exception comes out as it is."""
    monkeypatch.setenv("GREFFE_DEBUG", "1")
    failing(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        greffe("show", "C1")


def test_an_interruption_exits_130(
    greffe: Callable[..., Outcome], failing: Callable[[BaseException], None]
) -> None:
    """Ctrl-C stops without a word, with the code that shells expect."""
    failing(KeyboardInterrupt())
    outcome = greffe("show", "C1")
    assert (outcome.code, outcome.out, outcome.err.strip()) == (130, "", "")


@pytest.mark.parametrize(
    ("arguments", "variable", "expected"),
    [
        (["--lang", "en"], "fr", "Error: "),
        (["--lang=en"], "fr", "Error: "),
        (["--lang", "fr"], "en", "Erreur : "),
        ([], "en", "Error: "),
        ([], "fr_CA.UTF-8", "Erreur : "),
        ([], "klingon", "Erreur : "),
    ],
)
def test_the_option_wins_over_the_environment(
    arguments: list[str],
    variable: str,
    expected: str,
    greffe: Callable[..., Outcome],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The option, else ``GREFFE_LANG``, else the locale, else French."""
    monkeypatch.setenv("GREFFE_LANG", variable)
    monkeypatch.setenv("LC_ALL", "C")
    assert greffe(*arguments, "qery").err.startswith(expected)


def test_the_options_of_the_program_may_follow_the_command(
    greffe: Callable[..., Outcome], sample_dir: Path
) -> None:
    """Who has typed the command and thinks of the language then need not begin again."""
    leading = greffe("--lang", "en", "--workspace", sample_dir, "query", "count-by-body")
    assert (leading.code, leading.out.split()[0]) == (0, "Body")
    for words in (
        ("query", "count-by-body", "--lang", "en", "--workspace", sample_dir),
        ("query", "--lang=en", f"--workspace={sample_dir}", "count-by-body"),
        ("--lang", "en", "query", "--workspace", sample_dir, "count-by-body"),
    ):
        assert leading == greffe(*words)


def test_the_last_language_that_is_asked_for_counts(greffe: Callable[..., Outcome]) -> None:
    """Messages and answers are in one language, that of the option that came last."""
    assert greffe("--lang", "en", "qery", "--lang", "fr").err.startswith("Erreur : ")
    assert greffe("--lang=fr", "query", "count-by-body", "--lang=en").out.startswith("Body")


def test_an_option_of_the_program_without_value_takes_no_other_word(
    greffe: Callable[..., Outcome],
) -> None:
    """The name of the command is not read as a language, nor what follows ``--`` as an option."""
    outcome = greffe("build", "--lang")
    assert (outcome.code, outcome.out) == (2, "")
    assert "l’option --lang demande une valeur." in outcome.err
    assert "rien ne s’appelle « --lang en »" in greffe("show", "--", "--lang", "en").err


def test_the_workspace_is_checked_before_any_work(
    greffe: Callable[..., Outcome], tmp_path: Path
) -> None:
    """Each command that reads data names the folder that is missing."""
    for command in (["show", "C1"], ["query", "agreements"], ["sparql", ALL], ["validate"]):
        outcome = greffe("--workspace", tmp_path / "absent", *command)
        assert (outcome.code, outcome.out) == (2, "")
        assert str(tmp_path / "absent") in outcome.err


def test_main_exits_with_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The entry point of the program takes the process's own arguments."""
    monkeypatch.setattr(sys, "argv", ["greffe", "qery"])
    with pytest.raises(SystemExit) as caught:
        app.main()
    assert caught.value.code == 2
    with pytest.raises(SystemExit) as caught:
        app.main(["--version"])
    assert caught.value.code == 0


def test_a_missing_output_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process without standard output, as some services start them, still works."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert app.run(["qery"]) == 2
    for name in ("stdout", "stderr"):
        getattr(sys, name).close()


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"LANG": "C", "PYTHONUTF8": "0"}])
def test_the_outputs_are_utf8_whatever_the_locale(
    program: Program, environment: dict[str, str]
) -> None:
    """In the C locale, French keeps its accents on both outputs, and the language is French."""
    told = program("query", "qébec", **environment)
    assert (told.returncode, told.stdout) == (2, b"")
    assert told.stderr.decode().startswith("Erreur : la question « qébec » n’existe pas.")
    listed = program("query", **environment)
    assert (listed.returncode, listed.stderr) == (0, b"")
    assert "Quelles ententes ont été conclues cette année-là ?" in listed.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["caf\udce9"], b"Error: there is no command 'caf\\udce9'."),
        (["show", "caf\udce9"], b"Error: the query holds bytes that are not UTF-8."),
        (["validate", "caf\udce9.ttl"], b"Error: caf\\udce9.ttl: there is no such file."),
    ],
)
def test_bytes_that_are_no_text_do_not_stop_the_message(
    arguments: list[str], message: bytes, program: Program
) -> None:
    """An argument that is not UTF-8 is shown escaped."""
    told = program("--lang", "en", *arguments)
    assert (told.returncode, told.stdout) == (2, b"")
    assert told.stderr.splitlines()[0] == message


def test_a_module_run_is_the_program(program: Program) -> None:
    """``python -m greffe.app`` does what ``greffe`` does."""
    run = subprocess.run(
        [sys.executable, "-m", "greffe.app", "--version"], capture_output=True, check=False
    )
    assert (run.returncode, run.stdout, run.stderr) == (0, program("--version").stdout, b"")


@pytest.mark.parametrize("arguments", [["query"], ["--help"], ["sparql", ALL, "--format", "csv"]])
def test_a_reader_that_leaves_is_no_fault(arguments: list[str], sample_dir: Path) -> None:
    """``greffe … | head -1`` is quiet and fine, however much is left to write."""
    process = subprocess.Popen(
        [GREFFE, "--workspace", sample_dir, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert (process.stderr.read(), process.wait()) == (b"", 0)
    process.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_a_full_disk_is_told(sample_dir: Path) -> None:
    """An answer that could not be written is an error, told once."""
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run(
            [GREFFE, "--lang", "en", "--workspace", sample_dir, "sparql", ALL],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    first, *_ = run.stderr.decode().splitlines()
    assert run.returncode == 2
    assert first == "Error: standard output: cannot be written (No space left on device)."
    assert b"Exception ignored" not in run.stderr


def test_outputs_without_encoding_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that embeds the command line may give outputs that cannot be reconfigured."""
    out, err = io.StringIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", err)
    assert app.run(["--lang", "en", "qery"]) == 2
    assert (out.getvalue(), err.getvalue().splitlines()[0]) == (
        "",
        "Error: there is no command 'qery'.",
    )


def test_only_the_command_that_is_called_is_imported() -> None:
    """A question does not pay for the checks: the other commands stay unread."""
    code = (
        "import sys; from greffe.app import run; run(['--lang', 'en', 'query', '--help']);"
        "print([n for n in sys.modules if n.startswith('greffe.commands.')])"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert answer.stdout.splitlines()[-1] == "['greffe.commands.query']"
