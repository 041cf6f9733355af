"""``greffe rules``: the catalogue of rules, one rule in full, and the check of shapes files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from greffe.language import Text
from greffe.results import format_for
from greffe.session import DATA_AT_FAULT, Command, Session, one_of
from greffe.validation.reports import FORMATS, SUFFIXES

if TYPE_CHECKING:
    from greffe.validation.reports import Format

SHEETS: Final = ("human", "json", "markdown")
"""The forms of the catalogue; the check of shapes has those of any report."""


def run(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(metavar="[CODE…]")] = None,
    *,
    lint: Annotated[bool, typer.Option("--lint")] = False,
    format: Annotated[str, typer.Option(metavar="|".join(FORMATS))] = "human",  # noqa: A002
    output: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
) -> None:
    """List the rules, show those that are named, or check shapes files."""
    session: Session = ctx.obj
    forms = FORMATS if lint else SHEETS
    suffixes = {suffix: form for suffix, form in SUFFIXES.items() if form in forms}
    form = format_for(output, format, ctx.get_parameter_source("format"), suffixes)
    if lint:
        _lint(session, [Path(name) for name in names or []], form, output)
    else:
        session.deliver(_written(session, names or [], form), output)


def _written(session: Session, codes: list[str], format_: str) -> str:
    from greffe.validation.catalogue import catalogue
    from greffe.validation.examples import Examples
    from greffe.validation.rule_pages import Writer

    one_of("--format", format_, SHEETS)
    rules = catalogue()
    writer = Writer(rules, Examples(rules), session.language)
    sheets = [sheet for code in codes for sheet in rules.find(code)]
    if format_ == "json":
        return writer.json(sheets or rules.sheets)
    if sheets:
        one = writer.sheet if format_ == "human" else writer.markdown
        return "\n".join(map(one, sheets))
    return writer.listing() if format_ == "human" else writer.pages()["README.md"]


def _lint(session: Session, paths: list[Path], format_: str, output: Path | None) -> None:
    from greffe.validation.linting.run import lint
    from greffe.validation.reports import write

    form = cast("Format", one_of("--format", format_, FORMATS))
    report = lint(session.workspace(), paths)
    session.deliver(write(report, form, session.language), output)
    if report.failed:
        raise typer.Exit(DATA_AT_FAULT)


COMMAND: Final = Command(
    "rules",
    run,
    Text(
        "Donne la liste des règles vérifiées, ou une règle au complet ; vérifie aussi des formes.",
        "List the rules that are checked, or show one in full; check shapes as well.",
    ),
    {
        "names": Text(
            "Code d’une règle (R15) ; avec --lint, fichiers de formes.",
            "Code of a rule (R15); with --lint, files of shapes.",
        ),
        "format": Text(
            "Forme de la réponse ; sans --lint : human, json ou markdown.",
            "Form of the answer; without --lint: human, json or markdown.",
        ),
        "output": Text(
            "Fichier où écrire la réponse ; son suffixe (.json, .md…) en donne la forme.",
            "File to write the answer to; its suffix (.json, .md…) gives the form.",
        ),
        "lint": Text(
            "Vérifie les formes elles-mêmes : termes, cibles, messages, renvois.",
            "Check the shapes themselves: terms, targets, messages, references.",
        ),
    },
)
