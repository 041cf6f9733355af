"""``greffe import``: from the documents of a body to its register and its inventory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from greffe.importing.pairing import MANNERS
from greffe.language import Text
from greffe.progress import progress
from greffe.session import Command, Session, one_of

if TYPE_CHECKING:
    from greffe.importing.pairing import Manner
    from greffe.importing.result import Result

ADDED: Final = Text("body.ttl : unités nouvelles : {count}.", "body.ttl: new units: {count}.")
PAGES: Final = Text("Pages lues", "Pages read")


def run(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE…")],
    body: Annotated[str, typer.Option(metavar="KEY")],
    *,
    profile: Annotated[str | None, typer.Option(metavar="NAME|FILE")] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    match: Annotated[str, typer.Option(metavar="|".join(MANNERS))] = "auto",
    remove: Annotated[bool, typer.Option("--remove")] = False,
    add_units: Annotated[bool, typer.Option("--add-units")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run")] = False,
) -> None:
    """Read the files, show what was understood and every remark, then write all or nothing."""
    from greffe.importing.run import write
    from greffe.importing.sheetwise import Choices, prepare_all, refuse_doubtful
    from greffe.importing.telling import account

    session: Session = ctx.obj
    manner = cast("Manner", one_of("--match", match, MANNERS))
    workspace = session.workspace()
    with progress(session, PAGES) as tell:
        choices = Choices(profile, sheet, manner, remove, add_units, progress=tell)
        results, imports = prepare_all(files, workspace, body, choices)
    for result in results:
        _show(session, result)
    for each in imports:
        for line in account(each):
            session.say(line)
    refuse_doubtful(imports)
    every = (*results, *(each.result for each in imports))
    if dry_run:
        for result in every:
            _foretell(session, result)
        session.say(Text("Essai seulement : rien n’est écrit.", "Dry run: nothing is written."))
        return
    written = write(every)
    if not written:
        session.say(Text("Rien n’a changé.", "Nothing has changed."))
    for path in written:
        session.write(str(path))


def _show(session: Session, result: Result) -> None:
    from greffe.importing.gathering import gathered
    from greffe.importing.sheetwise import BODY

    if result.path.name == BODY:
        session.say(ADDED.format(count=result.entries))
        return
    for line in gathered(result.remarks):
        session.say(line)
    doubts = sum(remark.weight == "doubt" for remark in result.remarks)
    unread = len(result.remarks) - doubts
    session.say(
        Text(
            f"{result.path.name} : entrées : {result.entries}, énoncés : {result.statements} ; "
            f"interprétations à vérifier : {doubts}, passages sans interprétation : {unread}.",
            f"{result.path.name}: entries: {result.entries}, statements: {result.statements}; "
            f"interpretations to check: {doubts}, passages not interpreted: {unread}.",
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
            "Classeurs, documents, PDF, pages, CSV ; ou transcriptions (registre.csv, son relevé).",
            "Workbooks, documents, PDF, pages, CSV, or transcriptions (registre.csv and record).",
        ),
        "body": Text("Clé de l’organisme (mifi).", "Key of the body (mifi)."),
        "profile": Text(
            "Disposition du fichier : un profil livré, ou un fichier .yaml ; sinon reconnue.",
            "Layout of the file: a shipped profile or a .yaml file; otherwise recognised.",
        ),
        "sheet": Text("Feuille ou tableau à lire.", "Sheet or table to read."),
        "match": Text(
            "Comment joindre les inscriptions à celles qui sont là : par numéro ou par contenu.",
            "How to join entries with those that are there: by number or by content.",
        ),
        "remove": Text(
            "Retire les inscriptions absentes du fichier.",
            "Withdraw the entries that the file no longer has.",
        ),
        "add_units": Text(
            "Ajoute à l’organisme les unités nouvelles que nomme l’inventaire.",
            "Add to the body the units that the inventory names and that it does not have yet.",
        ),
        "dry_run": Text(
            "Montre ce qui serait fait, sans rien écrire.",
            "Show what would be done, write nothing.",
        ),
    },
)
