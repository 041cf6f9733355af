"""``greffe sparql``: any SPARQL 1.1 query, on the compiled store or on an endpoint."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from greffe.errors import InputError, SyntaxFault
from greffe.language import Text
from greffe.session import Command, Session


def run(
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(metavar="QUERY|FILE|-")],
    format: Annotated[str, typer.Option(metavar="FORMAT")] = "table",  # noqa: A002 - contract
    output: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    endpoint: Annotated[str | None, typer.Option(metavar="URL")] = None,
) -> None:
    """Answer one query; our prefixes need no declaration."""
    session: Session = ctx.obj
    text = query_text(query)
    source = session.source(endpoint)
    try:
        answer = source.query(text)
    except SyntaxFault as fault:
        _point_at(session, text, fault)
        raise
    session.deliver(session.written(answer, format, source), output)


def query_text(argument: str) -> str:
    """Return the query itself: the argument, the file that it names, or standard input for ``-``.

    An argument with white space is a query.  Raises ``InputError`` when the file cannot be read.
    """
    if argument == "-":
        return sys.stdin.read()
    if any(letter.isspace() for letter in argument) or "{" in argument:
        return argument
    try:
        return Path(argument).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(
            Text(
                f"{argument} : ni une requête, ni un fichier lisible ({reason}).",
                f"{argument}: neither a query nor a readable file ({reason}).",
            ),
            Text(
                "Donnez la requête entre guillemets, un fichier .rq en UTF-8, ou « - ».",
                "Give the query in quotes, a .rq file in UTF-8, or '-'.",
            ),
        ) from error


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
        "output": Text("Fichier où écrire la réponse.", "File to write the answer to."),
        "endpoint": Text(
            "Adresse d’un point d’accès SPARQL à interroger.",
            "Address of a SPARQL endpoint to ask.",
        ),
    },
)
