"""What every command needs to know and to speak: the language, the workspace, the two outputs."""

from __future__ import annotations

import os
import re
import shutil
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TextIO

from greffe.errors import InputError, UsageError
from greffe.language import Text
from greffe.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from greffe.errors import GreffeError
    from greffe.language import Language
    from greffe.results import Answer, Source, StreamingSource
    from greffe.results.grid import About
    from greffe.workspace import Workspace


ASKING: Final = {
    "output": Text(
        "Fichier où écrire la réponse ; sans --format, son suffixe donne la forme.",
        "File to write the answer to; without --format, its suffix gives the form.",
    ),
    "endpoint": Text(
        "Adresse d’un point d’accès SPARQL à interroger.", "Address of a SPARQL endpoint to ask."
    ),
}
"""The help of the options that every command has which asks the data and files the answer."""


DATA_AT_FAULT: Final = 1
"""The exit code of a command that finds the data at fault."""

# ECMA-48: what a terminal obeys. Kept are tabs and ends of lines.
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")


@dataclass(frozen=True, slots=True)
class Command:
    """One command: its name, the function that Typer calls, and its help in both languages.

    ``parameters`` maps each parameter's name in the function to its help; ``open_ended`` lets a
    command take options that it does not declare (the parameters of a question); ``explain`` may
    have other help to give for the words that follow the command.
    """

    name: str
    run: Callable[..., None]
    help: Text
    parameters: Mapping[str, Text] = field(default_factory=dict)
    open_ended: bool = False
    explain: Callable[[Sequence[str], Language], str | None] | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the command line: data goes to ``stdout``, everything else to ``stderr``."""

    language: Language
    workspace_root: Path | None = None
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)

    @property
    def width(self) -> int | None:
        """The columns of the terminal that standard output is, None when it is none."""
        return shutil.get_terminal_size().columns if self.stdout.isatty() else None

    def write(self, data: str | bytes | Iterator[str]) -> None:
        """Write data to standard output; text ends with one newline, bytes and pieces go as is.

        To a terminal, text has nothing that it would obey (see ``harmless``).  A reader that has
        read enough (``| head``) is no fault.  Raises ``InputError`` when the output cannot be
        written.
        """
        shown = harmless if self.stdout.isatty() else str
        try:
            if isinstance(data, bytes):
                self.stdout.buffer.write(data)
            elif not isinstance(data, str):
                self.stdout.writelines(map(shown, data))
            else:
                self.stdout.write(shown(data if data.endswith("\n") else f"{data}\n"))
            self.stdout.flush()
        except BrokenPipeError:
            silence(self.stdout)
        except OSError as error:
            silence(self.stdout)
            raise _cannot_write(error) from error

    def deliver(self, content: str | bytes | Iterator[str], output: Path | None) -> None:
        """Write an answer to the file that was asked for, else to standard output.

        Raises ``InputError`` when the file cannot be written.
        """
        if output is None:
            self.write(content)
            return
        from greffe import files

        files.write(output, content)
        self.say(Text(f"Écrit : {output}", f"Written: {output}"))

    def source(self, endpoint: str | None) -> StreamingSource:
        """Return what answers queries: a remote endpoint, else the workspace's compiled store.

        Raises ``UsageError`` for a bad address, ``InputError`` or ``StoreError`` for the store.
        """
        if endpoint is not None:
            from greffe.remote import RemoteStore

            return RemoteStore.at(endpoint)
        from greffe.store import open_store

        return open_store(self.workspace())

    def written(
        self,
        answer: Answer,
        name: str,
        source: Source,
        about: About | None = None,
    ) -> str | bytes:
        """Return an answer in one of ``results.FORMATS``; people see labels, machines IRIs.

        Raises ``UsageError`` for an unknown format or one that such an answer does not have.
        """
        from greffe import results
        from greffe.results.grid import About, Wording
        from greffe.results.labels import wording

        if name not in results.FORMATS:
            known = ", ".join(results.FORMATS)
            raise UsageError(
                Text(f"le format « {name} » n’existe pas.", f"there is no format '{name}'."),
                Text(f"Choisissez parmi : {known}.", f"Choose one of: {known}."),
            )
        if not results.needs_labels(name):
            return results.write(answer, name, Wording(self.language, {}, {}))
        words = wording(answer, source, self.language, about or About())
        return results.write(answer, name, words)

    def say(self, message: Text) -> None:
        """Write one message for the person to standard error."""
        self.stderr.write(harmless(f"{message[self.language]}\n"))

    def report(self, error: GreffeError) -> None:
        """Write an error to standard error: what and where, then on its own line what to do."""
        self.say(Text("Erreur : ", "Error: ") + error.message)
        if error.remedy is not None:
            self.say(Text("  ", "  ") + error.remedy)

    def workspace(self) -> Workspace:
        """Open the workspace that ``--workspace`` names, or the bundled one.

        Raises ``InputError`` when the folder is missing or holds no data.
        """
        from greffe.workspace import Workspace

        return Workspace.at(self.workspace_root)


def harmless(text: str) -> str:
    """Return words of others as a terminal may be given them: each control letter becomes U+FFFD.

    A server's answer or a cell of a document could else move the cursor, or hide what comes before.
    """
    return _CONTROL.sub("\ufffd", text)


def public_address(told: str) -> str:
    """Return the public address of the root, ending with a slash.

    Raises ``UsageError`` for what is no ``http`` or ``https`` URL, or one with a query.
    """
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(told)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    if not is_whole or any(letter in told for letter in '?#<>"{}|^`\\ \t\r\n'):
        raise UsageError(
            Text(
                f"--base-url : « {told} » n’est pas l’adresse d’un site.",
                f"--base-url: '{told}' is not the address of a site.",
            ),
            Text(
                "Donnez une adresse complète, par exemple https://registres.example.ca/.",
                "Give a whole address, for example https://registres.example.ca/.",
            ),
        )
    return f"{told.rstrip('/')}/"


def one_of(option: str, value: str, allowed: tuple[str, ...]) -> str:
    """Return the value of an option; raise ``UsageError`` where it is none of those allowed."""
    if value in allowed:
        return value
    choices = ", ".join(allowed)
    raise UsageError(
        Text(f"{option} ne prend pas « {value} ».", f"{option} does not take '{value}'."),
        Text(f"Valeurs permises : {choices}.", f"Allowed values: {choices}."),
    )


def silence(stream: TextIO) -> None:
    """Lead an output that cannot be written nowhere, so that nothing fails again at the end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _cannot_write(error: OSError) -> InputError:
    return InputError(
        Text(
            f"sortie standard : écriture impossible ({reason(error).fr}).",
            f"standard output: cannot be written ({reason(error).en}).",
        ),
        Text("Écrivez dans un fichier avec --output.", "Write to a file with --output."),
    )
