"""``greffe baseline``: accepts today's findings, so that only new ones make a check fail."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from greffe.language import Text
from greffe.session import Command, Session

DEFAULT: Final = Path("greffe-baseline.json")


def run(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH…]")] = None,
    output: Annotated[Path, typer.Option(metavar="FILE")] = DEFAULT,
) -> None:
    """Check the workspace or the files given, and write down what is found as accepted."""
    session: Session = ctx.obj
    workspace = session.workspace()
    from greffe.validation.baseline import accept, dump
    from greffe.validation.reports.words import one_line
    from greffe.validation.run import validate

    report = validate(workspace, paths or [])
    session.deliver(dump(accept(report.findings)), output)
    session.say(
        Text("Acceptés : ", "Accepted: ") + Text(one_line(report, "fr"), one_line(report, "en"))
    )


COMMAND: Final = Command(
    "baseline",
    run,
    Text(
        "Accepte les constats d’aujourd’hui : ensuite, seuls les nouveaux compteront.",
        "Accept the findings of today: from then on only new ones will count.",
    ),
    {
        "paths": Text(
            "Fichiers Turtle ou dossiers ; sans eux, toutes les données.",
            "Turtle files or folders; without any, all the data.",
        ),
        "output": Text("Fichier de référence à écrire.", "Baseline file to write."),
    },
)
