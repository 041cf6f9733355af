"""``greffe show``: the fact sheet of one thing, found by the name that people use."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING, Annotated, Final

import typer

from greffe.errors import UsageError
from greffe.language import Text
from greffe.session import ASKING, Command, Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from greffe.facts import FactSheet, Statement
    from greffe.language import Language
    from greffe.results import Source
    from greffe.terms import Term

REFERENCES: Final = Text("Mentionné par", "Referred to by")
AMBIGUOUS: Final = Text(
    "« {what} » : {count} choses correspondent à ces mots.", "'{what}': {count} things match."
)
CHOOSE: Final = Text("Choisissez parmi :", "Choose one of:")
WIDTH: Final = 88
MOST: Final = 60


def run(
    ctx: typer.Context,
    what: Annotated[list[str], typer.Argument(metavar="WHAT")],
    endpoint: Annotated[str | None, typer.Option(metavar="URL")] = None,
) -> None:
    """Show one thing; what several things are called is an error that lists them."""
    from greffe.facts import fact_sheet, find

    session: Session = ctx.obj
    source = session.source(endpoint)
    wanted = " ".join(what)
    found = find(source, wanted)
    if len(found) > 1:
        raise _ambiguous(session, source, wanted, found)
    session.write("\n".join(_lines(session, source, fact_sheet(source, found[0]))))


def _ambiguous(session: Session, source: Source, wanted: str, found: tuple[str, ...]) -> UsageError:
    from greffe.facts import names_of
    from greffe.results.grid import short_name

    labels = names_of(source, found, session.language)
    lines = [f"{short_name(iri)}  {labels.get(iri, '')}".rstrip() for iri in found[:MOST]]
    if len(found) > MOST:
        lines.append(f"… ({len(found)})")
    choices = "".join(f"\n    {line}" for line in lines)
    return UsageError(
        AMBIGUOUS.format(what=wanted, count=len(found)), CHOOSE + Text(choices, choices)
    )


def _lines(session: Session, source: Source, sheet: FactSheet) -> Iterator[str]:
    from greffe.facts import heading, inverse_heading, names_of

    language = session.language
    labels = names_of(source, sheet.mentioned, language)
    yield labels.get(sheet.iri, sheet.iri)
    yield sheet.iri
    for each in sheet.statements:
        yield from _statement(language, each, labels, heading(each.property, labels, language))
    if sheet.references:
        yield ""
        yield REFERENCES[language]
        for each in sheet.references:
            title = inverse_heading(each.property, labels, language)
            yield from _statement(language, each, labels, title)


def _statement(
    language: Language, statement: Statement, labels: Mapping[str, str], title: str
) -> Iterator[str]:
    words = [shown for value in statement.values if (shown := _shown(language, value, labels))]
    if not words:
        return
    yield ""
    yield title
    for each in words[:MOST]:
        yield indent(each, "    ")
    if len(words) > MOST:
        yield f"    … ({len(words)})"


def _shown(language: Language, value: Term, labels: Mapping[str, str]) -> str:
    from greffe.facts import thing_name
    from greffe.results.grid import NO, YES, short_name
    from greffe.terms import XSD_BOOLEAN, Iri, Literal

    match value:
        case Iri(iri) if iri in labels:
            return _filled(f"{labels[iri]}  [{short_name(iri)}]")
        case Iri(iri):
            return thing_name(iri, language) or short_name(iri)
        case Literal(_, _, said) if said not in (None, "fr", language):
            return ""
        case Literal(words, datatype) if datatype == XSD_BOOLEAN:
            return (YES if words == "true" else NO)[language]
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
        "endpoint": ASKING["endpoint"],
    },
)
