"""``greffe show``: the fact sheet of one thing, found by the name that people use."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING, Annotated, Final

import typer

from greffe.language import Text
from greffe.session import Command, Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.facts import FactSheet, Statement
    from greffe.results import Source
    from greffe.terms import Term

REFERENCES: Final = Text("Mentionné par", "Referred to by")
SEVERAL: Final = Text(
    "{count} choses portent ce nom ; précisez :", "{count} things have this name; choose one:"
)
WIDTH: Final = 88
MOST: Final = 60


def run(
    ctx: typer.Context,
    what: Annotated[list[str], typer.Argument(metavar="WHAT")],
    endpoint: Annotated[str | None, typer.Option(metavar="URL")] = None,
) -> None:
    """Show one thing, or the choice when several have the name."""
    from greffe.facts import fact_sheet, find
    from greffe.results.grid import short_name
    from greffe.results.labels import labels_of

    session: Session = ctx.obj
    source = session.source(endpoint)
    found = find(source, " ".join(what))
    if len(found) == 1:
        sheet = fact_sheet(source, found[0])
        session.write("\n".join(_lines(session, source, sheet)))
        return
    labels = labels_of(source, found, session.language)
    session.say(SEVERAL.format(count=len(found)))
    for iri in found:
        session.write(f"{short_name(iri)}  {labels.get(iri, '')}".rstrip())


def _lines(session: Session, source: Source, sheet: FactSheet) -> Iterator[str]:
    from greffe.results.labels import labels_of

    labels = labels_of(source, sheet.mentioned, session.language)
    yield labels.get(sheet.iri, sheet.iri)
    yield sheet.iri
    for statement in sheet.statements:
        yield from _statement(session, statement, labels)
    if sheet.references:
        yield ""
        yield REFERENCES[session.language]
        for statement in sheet.references:
            yield from _statement(session, statement, labels)


def _statement(session: Session, statement: Statement, labels: Mapping[str, str]) -> Iterator[str]:
    from greffe.facts import BORROWED
    from greffe.results.grid import short_name

    words = [shown for value in statement.values if (shown := _shown(session, value, labels))]
    if not words:
        return
    yield ""
    borrowed = BORROWED.get(statement.property)
    own = labels.get(statement.property, short_name(statement.property))
    yield borrowed[session.language] if borrowed else own
    for each in words[:MOST]:
        yield indent(each, "    ")
    if len(words) > MOST:
        yield f"    … ({len(words)})"


def _shown(session: Session, value: Term, labels: Mapping[str, str]) -> str:
    from greffe.results.grid import NO, YES, short_name
    from greffe.terms import XSD_BOOLEAN, Iri, Literal

    match value:
        case Iri(iri) if iri in labels:
            return _filled(f"{labels[iri]}  [{short_name(iri)}]")
        case Iri(iri):
            return short_name(iri)
        case Literal(_, _, language) if language not in (None, "fr", session.language):
            return ""
        case Literal(words, datatype) if datatype == XSD_BOOLEAN:
            return (YES if words == "true" else NO)[session.language]
        case Literal(words):
            return "\n".join(map(_filled, words.splitlines()))
        case _:
            return str(value)


def _filled(paragraph: str) -> str:
    from textwrap import fill

    return fill(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)


COMMAND: Final = Command(
    "show",
    run,
    Text(
        "Montre la fiche d’une entrée, d’un fichier, d’un organisme, d’un article, d’un concept.",
        "Show the fact sheet of an entry, a file, an organisation, a provision, a concept.",
    ),
    {
        "what": Text(
            "Numéro (C17, F21), IRI, sigle (CNESST), article (67.2.1) ou mots.",
            "Number (C17, F21), IRI, acronym (CNESST), section (67.2.1) or words.",
        ),
        "endpoint": Text(
            "Adresse d’un point d’accès SPARQL à interroger.",
            "Address of a SPARQL endpoint to ask.",
        ),
    },
)
