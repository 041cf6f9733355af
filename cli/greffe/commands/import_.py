"""``greffe import``: from the transcription of a body's documents to its Turtle."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from greffe.documents.tables import heading
from greffe.language import Text
from greffe.session import Command, Session

if TYPE_CHECKING:
    from greffe.importing.run import Result

DOUBT: Final = Text("à vérifier", "to check")
UNREAD: Final = Text("non lu", "unread")


def run(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…")],
    body: Annotated[str, typer.Option(metavar="KEY")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
) -> None:
    """Read the files, show every remark, then write all or nothing."""
    from greffe.importing.run import prepare, write

    session: Session = ctx.obj
    results = prepare(files, session.workspace(), body)
    for result in results:
        _show(session, result)
    if dry_run:
        for result in results:
            _foretell(session, result)
        session.say(Text("Essai seulement : rien n’est écrit.", "Dry run: nothing is written."))
        return
    written = write(results)
    if not written:
        session.say(Text("Rien n’a changé.", "Nothing has changed."))
    for path in written:
        session.write(str(path))


def _show(session: Session, result: Result) -> None:
    for remark in result.remarks:
        kind = DOUBT if remark.weight == "doubt" else UNREAD
        place = Text(f"{remark.number}, ", f"{remark.number}, ") + heading(remark.field)
        session.say(place + Text(f" ({kind.fr}) : ", f" ({kind.en}): ") + remark.message)
    doubts = sum(remark.weight == "doubt" for remark in result.remarks)
    unread = len(result.remarks) - doubts
    session.say(
        Text(
            f"{result.path.name} : {result.entries} entrées, {result.statements} énoncés ; "
            f"{doubts} interprétations à vérifier, {unread} passages sans interprétation.",
            f"{result.path.name}: {result.entries} entries, {result.statements} statements; "
            f"{doubts} interpretations to check, {unread} passages not interpreted.",
        )
    )


def _foretell(session: Session, result: Result) -> None:
    name, change = result.path.name, result.change
    session.say(
        Text(
            f"{name} : énoncés à ajouter : {change.added} ; à retirer : {change.removed}.",
            f"{name}: statements to add: {change.added}; to remove: {change.removed}.",
        )
    )


COMMAND: Final = Command(
    "import",
    run,
    Text(
        "Importe les documents d’un organisme dans son registre et son inventaire.",
        "Import a body's documents into its register and inventory.",
    ),
    {
        "files": Text(
            "Transcriptions à lire : registre.csv, inventaire.csv, listes annexées.",
            "Transcriptions to read: registre.csv, inventaire.csv, annexed lists.",
        ),
        "body": Text("Clé de l’organisme (mifi).", "Key of the body (mifi)."),
        "dry_run": Text(
            "Montre ce qui serait fait, sans rien écrire.",
            "Show what would be done, write nothing.",
        ),
    },
)
