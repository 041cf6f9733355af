"""``greffe validate``: checks the data and says what is wrong, where, and what to do."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from greffe.inspection import Asked, are_of_an_office, inspect
from greffe.language import Text
from greffe.session import Command, Session, one_of
from greffe.validation.engine import ENGINES
from greffe.validation.findings import SEVERITIES
from greffe.validation.reports import FORMATS

if TYPE_CHECKING:
    from greffe.validation.engine import EngineName
    from greffe.validation.findings import Severity
    from greffe.validation.reports import Format

DATA_AT_FAULT: Final = 1


def run(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH…]")] = None,
    *,
    format: Annotated[str, typer.Option(metavar="|".join(FORMATS))] = "human",  # noqa: A002
    fail_on: Annotated[str, typer.Option(metavar="|".join(SEVERITIES))] = "violation",
    baseline: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    since: Annotated[str | None, typer.Option(metavar="REV")] = None,
    engine: Annotated[str, typer.Option(metavar="|".join(ENGINES))] = "auto",
    output: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    body: Annotated[str | None, typer.Option(metavar="KEY")] = None,
    profile: Annotated[str | None, typer.Option(metavar="NAME|FILE")] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    annotate: Annotated[Path | None, typer.Option(metavar="OUT.xlsx")] = None,
) -> None:
    """Check the workspace, the files and folders given, or a file of an office."""
    session: Session = ctx.obj
    chosen = cast("Format", one_of("--format", format, FORMATS))
    gravity = cast("Severity", one_of("--fail-on", fail_on, SEVERITIES))
    by = cast("EngineName", one_of("--engine", engine, ENGINES))
    workspace = session.workspace()
    from greffe.validation.baseline import load
    from greffe.validation.reports import one_line, write
    from greffe.validation.run import validate

    accepted = None if baseline is None else load(baseline)
    check = partial(validate, fail_on=gravity, baseline=accepted, since=since, engine=by)
    asked = Asked(body, profile, sheet, annotate)
    if are_of_an_office(paths or [], asked):
        report = inspect(session, paths or [], asked, check)
    else:
        report = check(workspace, paths or [])
    width = session.width if output is None else None
    session.deliver(write(report, chosen, session.language, width), output)
    if output is not None:
        session.say(Text(one_line(report, "fr"), one_line(report, "en")))
    if report.failed:
        raise typer.Exit(DATA_AT_FAULT)


COMMAND: Final = Command(
    "validate",
    run,
    Text(
        "Vérifie les données : quoi, où, que faire. Code 1 si elles sont en faute.",
        "Check the data: what, where, what to do. Exit code 1 if it is at fault.",
    ),
    {
        "paths": Text(
            "Fichiers Turtle, dossiers, ou classeur, document, CSV ; sans eux, toutes les données.",
            "Turtle files, folders, or a workbook, document, CSV; without any, all the data.",
        ),
        "format": Text("Forme du rapport.", "Form of the report."),
        "fail_on": Text(
            "Gravité à partir de laquelle les données sont en faute.",
            "Severity from which the data is at fault.",
        ),
        "baseline": Text(
            "Référence (voir « greffe baseline ») : seuls les nouveaux constats comptent.",
            "Baseline (see 'greffe baseline'): only new findings count.",
        ),
        "since": Text(
            "Ne vérifie que les changements depuis cette révision de git.",
            "Check only what has changed since this git revision.",
        ),
        "engine": Text(
            "Moteur SHACL ; « auto » prend le plus rapide qui soit installé.",
            "SHACL engine; 'auto' takes the fastest that is installed.",
        ),
        "body": Text(
            "Organisme dont un classeur ou document est le registre (mifi).",
            "Body whose register a workbook or document is (mifi).",
        ),
        "profile": Text(
            "Disposition du classeur : un profil livré, ou un fichier .yaml ; sinon reconnue.",
            "Layout of the workbook: a shipped profile or a .yaml file; otherwise recognised.",
        ),
        "sheet": Text("Feuille ou tableau à vérifier.", "Sheet or table to check."),
        "annotate": Text(
            "Copie du classeur à écrire, cellules en faute colorées et commentées.",
            "Copy of the workbook to write, cells at fault coloured, with comments.",
        ),
        "output": Text(
            "Fichier où écrire le rapport au lieu de la sortie standard.",
            "File to write the report to instead of standard output.",
        ),
    },
)
