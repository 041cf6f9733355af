"""``greffe validate``: checks the data and says what is wrong, where, and what to do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from greffe.errors import UsageError
from greffe.language import Text
from greffe.session import Command, Session
from greffe.validation.engine import ENGINES
from greffe.validation.findings import SEVERITIES
from greffe.validation.reports import FORMATS

if TYPE_CHECKING:
    from greffe.validation.engine import EngineName
    from greffe.validation.findings import Severity
    from greffe.validation.report import Report
    from greffe.validation.reports import Format

DATA_AT_FAULT: Final = 1
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
    checks_only: Annotated[bool, typer.Option("--checks-only")] = False,
    endpoint: Annotated[str | None, typer.Option(metavar="URL")] = None,
) -> None:
    """Check the workspace, or the files and folders given."""
    session: Session = ctx.obj
    chosen = cast("Format", _one_of("--format", format, FORMATS))
    gravity = cast("Severity", _one_of("--fail-on", fail_on, SEVERITIES))
    by = cast("EngineName", _one_of("--engine", engine, ENGINES))
    if checks_only or endpoint is not None:
        _refuse_with_checks(checks_only, endpoint, paths, baseline or since)
        _deliver(session, _asked(session, endpoint, gravity), chosen, output)
        return
    workspace = session.workspace()
    from greffe.validation.baseline import load
    from greffe.validation.run import validate

    accepted = None if baseline is None else load(baseline)
    report = validate(
        workspace, paths or [], fail_on=gravity, baseline=accepted, since=since, engine=by
    )
    _deliver(session, report, chosen, output)


def _deliver(session: Session, report: Report, form: Format, output: Path | None) -> None:
    from greffe.validation.reports import one_line, pieces

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


def _one_of(option: str, value: str, allowed: tuple[str, ...]) -> str:
    if value in allowed:
        return value
    choices = ", ".join(allowed)
    raise UsageError(
        Text(f"{option} ne prend pas « {value} ».", f"{option} does not take '{value}'."),
        Text(f"Valeurs permises : {choices}.", f"Allowed values: {choices}."),
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
            "Fichiers Turtle ou dossiers ; sans eux, toutes les données.",
            "Turtle files or folders; without any, all the data.",
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
        "output": Text(
            "Fichier où écrire le rapport au lieu de la sortie standard.",
            "File to write the report to instead of standard output.",
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
