"""``greffe sparql``: any SPARQL 1.1 query, on the compiled store or on an endpoint."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from greffe.errors import InputError, SyntaxFault, UsageError
from greffe.language import Text
from greffe.reasons import reason
from greffe.session import ASKING, Command, Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from greffe.results import Answer, Source, Stream

_GIVE_ONE: Final = Text(
    "Donnez la requête entre guillemets, un fichier .rq en UTF-8, ou « - » pour l’entrée standard.",
    "Give the query in quotes, a .rq file in UTF-8, or '-' for standard input.",
)


def run(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY|FILE|-")],
    format: Annotated[str, typer.Option(metavar="FORMAT")] = "table",  # noqa: A002 - contract
    output: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    endpoint: Annotated[str | None, typer.Option(metavar="URL")] = None,
) -> None:
    """Answer one query; our prefixes need no declaration."""
    from greffe.questions.terms import refuse_unknown_terms
    from greffe.results import STREAMED, format_for

    session: Session = ctx.obj
    text = query_text(query)
    source = session.source(endpoint)
    form = format_for(output, format, ctx.get_parameter_source("format"))
    try:
        answer = source.stream(text) if form in STREAMED else source.query(text)
        refuse_unknown_terms(text, _vocabularies(session, source, endpoint))
    except SyntaxFault as fault:
        _point_at(session, text, fault)
        raise
    session.deliver(_written(session, answer, form, source), output)


def _written(
    session: Session, answer: Stream | Answer, form: str, source: Source
) -> str | bytes | Iterator[str]:
    from greffe.results import Stream, pieces

    if isinstance(answer, Stream):
        return pieces(answer, form)
    return session.written(answer, form, source)


def _vocabularies(session: Session, source: Source, endpoint: str | None) -> Iterator[Source]:
    """Yield what may know a term: what is asked, then our own data if that is another."""
    yield source
    if endpoint is not None:
        yield session.source(None)


def query_text(argument: str) -> str:
    """Return the query itself: the argument, the file that it names, or standard input for ``-``.

    An argument with white space or a brace is a query.  Raises ``InputError`` when it cannot be
    read or is not UTF-8, ``UsageError`` when it is empty.
    """
    try:
        text = _query_bytes(argument).decode("utf-8-sig")
    except OSError as error:
        raise _unreadable(argument, reason(error)) from error
    except UnicodeDecodeError as error:
        raise _unreadable(argument, Text("pas en UTF-8", "not in UTF-8")) from error
    if not text.strip():
        raise UsageError(Text("la requête est vide.", "the query is empty."), _GIVE_ONE)
    return text


def _query_bytes(argument: str) -> bytes:
    if argument == "-":
        return sys.stdin.buffer.read() if sys.stdin else b""
    if not argument or "{" in argument or any(map(str.isspace, argument)):
        return os.fsencode(argument)
    return Path(argument).read_bytes()


def _unreadable(argument: str, why: Text) -> InputError:
    return InputError(
        Text(
            f"{argument} : ni une requête, ni un fichier lisible ({why.fr}).",
            f"{argument}: neither a query nor a readable file ({why.en}).",
        ),
        _GIVE_ONE,
    )


def _point_at(session: Session, text: str, fault: SyntaxFault) -> None:
    """Show the faulty line with a caret beneath the place."""
    lines = text.splitlines()
    if fault.line is None or fault.column is None or not 0 < fault.line <= len(lines):
        return
    head = f"{fault.line} | "
    line = lines[fault.line - 1].replace("\t", " ")
    caret = " " * (len(head) + fault.column - 1) + "^"
    session.say(Text(f"{head}{line}\n{caret}", f"{head}{line}\n{caret}"))


COMMAND: Final = Command(
    "sparql",
    run,
    Text(
        "Exécute une requête SPARQL 1.1 ; les préfixes sont fournis.",
        "Run a SPARQL 1.1 query; prefixes are supplied.",
    ),
    {
        "query": Text(
            "La requête, un fichier qui la contient, ou « - » pour l’entrée standard.",
            "The query, a file that holds it, or '-' for standard input.",
        ),
        "format": Text(
            "table, csv, csv-excel, tsv, json, xlsx, html, markdown ou turtle.",
            "table, csv, csv-excel, tsv, json, xlsx, html, markdown or turtle.",
        ),
        **ASKING,
    },
)
