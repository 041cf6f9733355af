"""``greffe query``: the library of questions, listed or answered."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from greffe.errors import UsageError
from greffe.language import Text
from greffe.session import ASKING, Command, Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from greffe.language import Language
    from greffe.questions import Question, Reply
    from greffe.results import Source, Stream

NO_ENTRY: Final = Text(
    "--with-source : cette réponse ne montre aucune inscription dont donner la source.",
    "--with-source: this answer shows no entry whose source could be given.",
)
LIST: Final = Text("Questions de la bibliothèque", "Questions of the library")
LISTED: Final = {
    "name": Text("Nom", "Name"),
    "parameters": Text("Paramètres", "Parameters"),
    "question": Text("Question", "Question"),
}
"""The columns of the list of questions, and their headings."""


def run(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(metavar="NAME")] = None,
    format: Annotated[str, typer.Option(metavar="FORMAT")] = "table",  # noqa: A002 - contract
    output: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    endpoint: Annotated[str | None, typer.Option(metavar="URL")] = None,
    *,
    with_source: Annotated[bool, typer.Option("--with-source")] = False,
) -> None:
    """List the questions, or answer the one that is named."""
    from greffe.questions import answer, find, stream
    from greffe.results import STREAMED, format_for
    from greffe.results.counting import entry_variable, size

    session: Session = ctx.obj
    form = format_for(output, format, ctx.get_parameter_source("format"))
    if name is None or name.startswith("-"):
        _refuse([*([name] if name else []), *ctx.args])
        session.deliver(_listed(session, form), output)
        return
    question = find(name)
    source, given = session.source(endpoint), options(ctx.args)
    if form in STREAMED and not with_source:
        length = _poured(session, stream(question, given, source), form, output)
        _tell(session, question, length)
        return
    reply = answer(question, given, source)
    session.deliver(_written(session, reply, form, source, with_source=with_source), output)
    _tell(session, question, size(reply.table))
    if with_source and entry_variable(reply.table) is None:
        session.say(NO_ENTRY)


def _tell(session: Session, question: Question, size: Text) -> None:
    """Say what was answered, how much of it there is, and how to read it."""
    session.say(question.title + Text(" : ", ": ") + size)
    if question.summary:
        session.say(question.summary)


def _poured(session: Session, found: Stream, form: str, output: Path | None) -> Text:
    """Write an answer row by row, so that its length does not matter; return its size."""
    from greffe.results import Stream, pieces
    from greffe.results.counting import Tally

    tally = Tally(found)
    session.deliver(pieces(Stream(found.variables, tally.rows()), form), output)
    return tally.size()


def options(words: Iterable[str]) -> dict[str, str]:
    """Return ``--name value`` and ``--name=value`` pairs as a mapping.

    Raises ``UsageError`` for a word that belongs to no option, and for an option without value.
    """
    given: dict[str, str] = {}
    pending: str | None = None
    for word in words:
        if pending is not None:
            given[pending], pending = word, None
        elif not word.startswith("--"):
            raise UsageError(
                Text(f"argument en trop : {word}.", f"unexpected argument: {word}."),
                Text(
                    "Un paramètre s’écrit --nom valeur ; mettez entre guillemets les valeurs de "
                    "plusieurs mots.",
                    "A parameter is written --name value; quote values of several words.",
                ),
            )
        else:
            name, equals, value = word.removeprefix("--").partition("=")
            if equals:
                given[name] = value
            else:
                pending = name
    if pending is not None:
        raise UsageError(
            Text(f"il manque la valeur de --{pending}.", f"--{pending} has no value."),
            Text(f"Écrivez --{pending} valeur.", f"Write --{pending} value."),
        )
    return given


def _written(
    session: Session, reply: Reply, format_: str, source: Source, *, with_source: bool
) -> str | bytes:
    from greffe import questions
    from greffe.results.grid import About

    table, headings = reply.table, dict(reply.question.returns)
    if with_source:
        fields = questions.verbatim_fields(reply.question)
        table = questions.with_source(table, source, fields, session.language)
        headings |= questions.source_headings(source, table, session.language)
    about = About(
        headings, reply.question.title, questions.filing_notes(reply, source, session.language)
    )
    return session.written(table, format_, source, about)


def _refuse(extra: list[str]) -> None:
    if extra:
        raise UsageError(
            Text(
                f"{extra[0]} n’est pas une option, et aucune question n’est nommée.",
                f"{extra[0]} is no option, and no question is named.",
            ),
            Text(
                "Voir « greffe query --help » ; « greffe query » donne la liste.",
                "See 'greffe query --help'; 'greffe query' lists the questions.",
            ),
        )


def _listed(session: Session, form: str) -> str | bytes:
    """Return the list of questions: as plain text for people, else in the form of an answer."""
    from greffe.questions import catalogue, usage
    from greffe.results import Table
    from greffe.results.grid import About
    from greffe.terms import Literal, text

    language = session.language
    if form == "table":
        return "\n".join(_entry(question, session) for question in catalogue())
    rows = (
        (Literal(each.name), Literal(usage(each)), text(each.question[language], language))
        for each in catalogue()
    )
    table = Table(tuple(LISTED), tuple(rows))
    return session.written(table, form, session.source(None), About(LISTED, LIST))


def _entry(question: Question, session: Session) -> str:
    from greffe.questions import usage

    head = f"{question.name} {usage(question)}".rstrip()
    return f"{head}\n    {question.question[session.language]}"


def _explained(words: Sequence[str], language: Language) -> str | None:
    """Return the help of the question that is among the words, if one is."""
    from greffe.questions import catalogue, explained

    named = {question.name: question for question in catalogue()}
    return next((explained(named[word], language) for word in words if word in named), None)


COMMAND: Final = Command(
    "query",
    run,
    Text(
        "Répond à une question de la bibliothèque ; sans nom, en donne la liste.",
        "Answer a question of the library; without a name, list them.",
    ),
    {
        "name": Text("Nom de la question.", "Name of the question."),
        "format": Text(
            "table, csv, csv-excel, tsv, json, xlsx, html ou markdown.",
            "table, csv, csv-excel, tsv, json, xlsx, html or markdown.",
        ),
        **ASKING,
        "with_source": Text(
            "Ajoute le texte du document et l’endroit où il se lit.",
            "Add the document's words and where they stand.",
        ),
    },
    open_ended=True,
    explain=_explained,
)
