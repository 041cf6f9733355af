"""``greffe validate``: checks the data and says what is wrong, where, and what to do."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from greffe.errors import UsageError
from greffe.inspection import Asked, are_of_an_office, inspect
from greffe.language import Text
from greffe.results import format_for
from greffe.session import DATA_AT_FAULT, Command, Session, one_of
from greffe.validation.engine import ENGINES
from greffe.validation.findings import SEVERITIES
from greffe.validation.reports import FORMATS, SUFFIXES

if TYPE_CHECKING:
    from greffe.validation.engine import EngineName
    from greffe.validation.findings import Severity
    from greffe.validation.report import Report
    from greffe.validation.reports import Format

LEFT_OUT: Final = Text(
    "Seules les règles qui sont des questions SPARQL ont été posées. Ne sont pas vérifiés : les "
    "formes et les nombres de valeurs, les mots, les renvois, la fidélité aux documents.",
    "Only the rules that are SPARQL questions were asked. Not checked: forms and numbers of "
    "values, words, references, fidelity to the documents.",
)


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
    force: Annotated[bool, typer.Option("--force")] = False,
    checks_only: Annotated[bool, typer.Option("--checks-only")] = False,
    endpoint: Annotated[str | None, typer.Option(metavar="URL")] = None,
) -> None:
    """Check the workspace, the files and folders given, or a file of an office."""
    session: Session = ctx.obj
    gravity = cast("Severity", one_of("--fail-on", fail_on, SEVERITIES))
    by = cast("EngineName", one_of("--engine", engine, ENGINES))
    _spare([*(paths or []), *filter(None, (annotate, baseline))], output)
    form = format_for(output, format, ctx.get_parameter_source("format"), SUFFIXES)
    chosen = cast("Format", one_of("--format", form, FORMATS))
    if checks_only or endpoint is not None:
        _refuse_with_checks(checks_only, endpoint, paths, baseline or since)
        _deliver(session, _asked(session, endpoint, gravity), chosen, output)
        return
    workspace = session.workspace()
    from greffe.validation.baseline import load
    from greffe.validation.run import validate

    accepted = None if baseline is None else load(baseline)
    check = partial(validate, fail_on=gravity, baseline=accepted, since=since, engine=by)
    asked = Asked(body, profile, sheet, annotate, force)
    if are_of_an_office(paths or [], asked):
        report = inspect(session, paths or [], asked, check)
    else:
        report = check(workspace, paths or [])
    _deliver(session, report, chosen, output)


def _spare(paths: list[Path], output: Path | None) -> None:
    """Refuse to write the report over what is checked, or over its annotated copy."""
    if output is not None and output.resolve() in {path.resolve() for path in paths}:
        raise UsageError(
            Text(
                f"{output} : le rapport remplacerait ce fichier.",
                f"{output}: the report would replace this file.",
            ),
            Text("Donnez un autre nom au rapport.", "Give the report another name."),
        )


def _deliver(session: Session, report: Report, form: Format, output: Path | None) -> None:
    from greffe.validation.reports import pieces
    from greffe.validation.reports.words import one_line

    width = session.width if output is None else None
    session.deliver(pieces(report, form, session.language, width), output)
    if output is not None:
        session.say(Text(one_line(report, "fr"), one_line(report, "en")))
    if report.failed:
        raise typer.Exit(DATA_AT_FAULT)


def _asked(session: Session, endpoint: str | None, fail_on: Severity) -> Report:
    """Ask the rules that are SPARQL questions, and say what that leaves out."""
    from greffe import clock
    from greffe.validation.elsewhere import check_elsewhere
    from greffe.validation.run import all_shapes

    source = session.source(endpoint)
    where = endpoint or str(session.workspace().data)
    report = check_elsewhere(source, where, all_shapes(), clock.today(), fail_on)
    session.say(LEFT_OUT)
    return report


def _refuse_with_checks(
    checks_only: bool,
    endpoint: str | None,
    paths: list[Path] | None,
    narrowed: Path | str | None,
) -> None:
    if not checks_only:
        raise UsageError(
            Text(
                "--endpoint ne va qu’avec --checks-only : un serveur ne dit pas tout ce qu’il faut "
                "pour tout vérifier.",
                "--endpoint goes with --checks-only only: a server does not tell all that the "
                "whole check needs.",
            ),
            Text(
                f"Ajoutez --checks-only pour interroger {endpoint}.",
                f"Add --checks-only to ask {endpoint}.",
            ),
        )
    if paths or narrowed:
        raise UsageError(
            Text(
                "--checks-only interroge tout l’entrepôt : ni fichiers, ni --baseline, ni --since.",
                "--checks-only asks the whole store: no files, no --baseline, no --since.",
            ),
            Text("Retirez-les, ou retirez --checks-only.", "Remove them, or --checks-only."),
        )


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
        "force": Text(
            "Remplace une copie annotée qui existe.", "Replace an annotated copy that exists."
        ),
        "output": Text(
            "Fichier où écrire le rapport ; son suffixe (.html, .json…) en donne la forme.",
            "File to write the report to; its suffix (.html, .json…) gives the form.",
        ),
        "checks_only": Text(
            "Ne pose que les règles qui sont des questions SPARQL.",
            "Ask only the rules that are SPARQL questions.",
        ),
        "endpoint": Text(
            "Avec --checks-only : adresse du point d’accès SPARQL à interroger.",
            "With --checks-only: address of the SPARQL endpoint to ask.",
        ),
    },
)
