"""One run of the command line: data on one output, messages on the other."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, Final

import pytest

from greffe.errors import InputError, UsageError
from greffe.language import Text
from greffe.remote import RemoteStore
from greffe.results import Graph, Table
from greffe.session import Session, harmless, one_of, public_address, silence
from greffe.store import Store
from greffe.terms import Iri

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.language import Language

RAMQ: Final = Iri("https://w3id.org/greffe/org/ramq")
TABLE: Final = Table(("recipient",), ((RAMQ,),))
HELLO: Final = Text("Bonjour", "Hello")


class Full(io.StringIO):
    """An output whose disk is full."""

    def __init__(self, fallback: int) -> None:
        """Be some open file, which ``silence`` may lead elsewhere."""
        super().__init__()
        self._fallback = fallback

    def flush(self) -> None:
        """Fail as the system does."""
        raise OSError(28, "No space left on device")

    def fileno(self) -> int:
        """Return the file behind the output."""
        return self._fallback


def heard(session: Session) -> tuple[str, str]:
    """Return what a session wrote to its two outputs."""
    assert isinstance(session.stdout, io.StringIO)
    assert isinstance(session.stderr, io.StringIO)
    return session.stdout.getvalue(), session.stderr.getvalue()


def a_session(language: Language = "fr", root: Path | None = None) -> Session:
    """Return a session that writes into memory."""
    return Session(language, root, io.StringIO(), io.StringIO())


class Terminal(io.StringIO):
    """An output that a person looks at."""

    def isatty(self) -> bool:
        """Say that it is a terminal."""
        return True


HOSTILE: Final = "\x1b[2Jrien\x07 à voir\x9b0m"
SHOWN: Final = "\ufffd[2Jrien\ufffd à voir\ufffd0m"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (HOSTILE, SHOWN),
        ("« é\u00a0» — œ\t1\r\n2\n", "« é\u00a0» — œ\t1\r\n2\n"),
        ("vrai\rfaux", "vrai\ufffdfaux"),
        ("\x00\x7f\x85", "\ufffd\ufffd\ufffd"),
    ],
)
def test_what_a_terminal_would_obey(words: str, shown: str) -> None:
    """Control letters become a mark; tabs, ends of lines and all other letters stay."""
    assert shown == harmless(words)


def test_messages_command_no_terminal() -> None:
    """Words of a server or a file in a message are read, never obeyed."""
    session = a_session()
    session.say(Text(HOSTILE, HOSTILE))
    assert ("", f"{SHOWN}\n") == heard(session)


@pytest.mark.parametrize("pieces", [False, True])
def test_data_command_no_terminal(*, pieces: bool) -> None:
    """Data are harmless on a terminal, whole or in pieces."""
    session = Session("fr", None, Terminal(), io.StringIO())
    session.write(iter((HOSTILE, "\n")) if pieces else HOSTILE)
    assert (f"{SHOWN}\n", "") == heard(session)


def test_data_for_a_program_are_untouched() -> None:
    """What goes to a file or a program has every letter of the data."""
    session = a_session()
    session.write(HOSTILE)
    assert (f"{HOSTILE}\n", "") == heard(session)


@pytest.mark.parametrize(("data", "written"), [("a", "a\n"), ("a\n", "a\n"), ("a\nb", "a\nb\n")])
def test_data_ends_with_one_newline(data: str, written: str) -> None:
    """Text written to standard output is whole lines."""
    session = a_session()
    session.write(data)
    assert heard(session) == (written, "")


def test_bytes_go_as_they_are() -> None:
    """A workbook is not text, and nothing is added to it."""
    raw = io.BytesIO()
    session = Session("fr", None, io.TextIOWrapper(raw, encoding="utf-8"), io.StringIO())
    session.write(b"PK\x03\x04")
    assert raw.getvalue() == b"PK\x03\x04"


@pytest.mark.parametrize(("language", "words"), [("fr", "Bonjour\n"), ("en", "Hello\n")])
def test_messages_go_to_the_other_output(language: Language, words: str) -> None:
    """What is for the person never mixes with the data."""
    session = a_session(language)
    session.say(HELLO)
    assert heard(session) == ("", words)


def test_an_error_is_told_with_what_to_do_below() -> None:
    """First what and where, then on a line of its own the remedy."""
    session = a_session()
    session.report(UsageError(Text("ceci manque.", "this lacks."), Text("Ajoutez-le.", "Add it.")))
    session.report(UsageError(Text("cela aussi.", "that too.")))
    expected = "Erreur : ceci manque.\n  Ajoutez-le.\nErreur : cela aussi.\n"
    assert heard(session) == ("", expected)


def test_an_answer_goes_to_its_file(tmp_path: Path) -> None:
    """With a file, nothing stands on standard output, and the person is told where it is."""
    session, path = a_session(), tmp_path / "réponse.csv"
    session.deliver("a,b\n", path)
    assert path.read_text(encoding="utf-8") == "a,b\n"
    assert heard(session) == ("", f"Écrit : {path}\n")


def test_without_a_file_an_answer_is_data() -> None:
    """Standard output is where an answer goes by default."""
    session = a_session()
    session.deliver("a,b\n", None)
    assert heard(session) == ("a,b\n", "")


def test_an_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A full disk is an error of the input, with the system's reason, once."""
    with (tmp_path / "f").open("w") as stream:
        session = Session("fr", None, Full(stream.fileno()), io.StringIO())
        with pytest.raises(InputError) as caught:
            session.write("x")
    assert caught.value.message.fr == (
        "sortie standard : écriture impossible (il n’y a plus de place sur le disque)."
    )


def test_a_reader_that_left_is_no_fault() -> None:
    """Writing into a pipe that nobody reads any more says nothing, then and at the end."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        session = Session("fr", None, stream, io.StringIO())
        session.write("x" * 100_000)
        session.write("y")


def test_a_silenced_output_leads_nowhere(tmp_path: Path) -> None:
    """After silence, writing works and leaves no trace."""
    path = tmp_path / "f"
    with path.open("w", encoding="utf-8") as stream:
        silence(stream)
        stream.write("x")
    assert path.read_text(encoding="utf-8") == ""


def test_an_endpoint_is_asked_instead_of_the_store(sample_dir: Path) -> None:
    """An address gives a remote store, no address the store of the workspace."""
    session = a_session(root=sample_dir)
    assert isinstance(session.source("http://127.0.0.1:1/query"), RemoteStore)
    assert isinstance(session.source(None), Store)
    with pytest.raises(UsageError):
        session.source("nowhere")


def test_the_workspace_is_the_one_that_is_named(sample_dir: Path, tmp_path: Path) -> None:
    """The folder given is read, and a missing one is an error."""
    assert a_session(root=sample_dir).workspace().bodies() == ("exemple",)
    assert "mifi" in a_session().workspace().bodies()
    with pytest.raises(InputError):
        a_session(root=tmp_path / "absent").workspace()


def test_people_see_labels_and_machines_iris(sample_store: Store) -> None:
    """The same answer names things in a table and identifies them in CSV."""
    session = a_session()
    assert "Régie de l’assurance maladie du Québec [ramq]" in " ".join(
        str(session.written(TABLE, "table", sample_store)).split()
    )
    assert session.written(TABLE, "csv", sample_store) == f"recipient\r\n{RAMQ.value}\r\n"


@pytest.mark.parametrize(
    ("answer", "name"), [(TABLE, "turtle"), (True, "csv"), (Graph(()), "xlsx"), (TABLE, "cvs")]
)
def test_an_impossible_format_is_refused_with_those_possible(
    answer: Table | Graph | bool, name: str, sample_store: Store
) -> None:
    """A format that is unknown, or that such an answer does not have, is a usage error."""
    with pytest.raises(UsageError) as caught:
        a_session().written(answer, name, sample_store)
    assert f"« {name} »" in caught.value.message.fr
    assert caught.value.remedy is not None


def test_only_a_terminal_has_a_width(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files and pipes get each line whole; a terminal says how wide it is."""
    monkeypatch.setenv("COLUMNS", "72")
    assert a_session().width is None
    assert 72 == Session("fr", None, Terminal(), io.StringIO()).width


def test_the_value_of_an_option_is_one_of_those_allowed() -> None:
    """Any other is refused with those that there are."""
    assert "b" == one_of("--letter", "b", ("a", "b"))
    with pytest.raises(UsageError) as caught:
        one_of("--letter", "c", ("a", "b"))
    assert "--letter ne prend pas « c »." == caught.value.message.fr
    assert caught.value.remedy is not None
    assert "Valeurs permises : a, b." == caught.value.remedy.fr


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("https://registres.example.ca", "https://registres.example.ca/"),
        ("http://localhost:8080/", "http://localhost:8080/"),
        ("https://example.ca/registres/", "https://example.ca/registres/"),
        ("http://[::1]:8080", "http://[::1]:8080/"),
    ],
)
def test_a_public_address_ends_with_a_slash(told: str, address: str) -> None:
    """What stands after it is added to it."""
    assert address == public_address(told)


@pytest.mark.parametrize(
    "told",
    [
        "registres.example.ca",
        "ftp://example.ca/",
        "https://",
        "https://example.ca/?x",
        "https://example.ca/#x",
        "https://exam ple.ca/",
        "https://example.ca/<x>",
        "http://[::1/",
        "http://example.ca:99999/",
        "",
    ],
)
def test_what_is_no_public_address_is_refused(told: str) -> None:
    """Links made from it would lead nowhere, and IRIs would be none."""
    with pytest.raises(UsageError) as caught:
        public_address(told)
    assert f"--base-url : « {told} » n’est pas l’adresse d’un site." == caught.value.message.fr
