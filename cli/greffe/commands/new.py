"""``greffe new``: the folder of another public body, ready to be checked, built and filled in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from greffe.errors import UsageError
from greffe.exporting.founding import SORTS, STARTS, NewBody, directory_name, found
from greffe.language import Text
from greffe.session import Command, Session, one_of

if TYPE_CHECKING:
    from greffe.exporting.founding import Start

TEMPLATES: Final = "modeles"


def run(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(metavar="KEY")],
    *,
    name: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    acronym: Annotated[str, typer.Option(metavar="ABC")] = "",
    kind: Annotated[str, typer.Option(metavar="|".join(STARTS))] = "register",
    sort: Annotated[str, typer.Option(metavar="|".join(SORTS))] = SORTS[0],
    base: Annotated[str, typer.Option(metavar="URL")] = "",
    templates: Annotated[bool, typer.Option("--templates")] = False,
) -> None:
    """Write what a body begins with into the workspace, which is made if it is not there."""
    from greffe import files

    session: Session = ctx.obj
    start = cast("Start", one_of("--kind", kind, STARTS))
    sort = one_of("--sort", sort, SORTS)
    data = _data_folder(session)
    listed = directory_name(_directory(data), key)
    new = NewBody(
        key, name or listed or "", acronym, start, base, sort, described=listed is not None
    )
    _agree(new, name, listed)
    contents = found(new, data / key)
    forms = _templates(session, new, data / key / TEMPLATES) if templates else {}
    contents |= forms
    files.write_all(contents)
    for path in contents:
        session.write(str(path))
    session.say(
        Text(
            f"Vérifiez-le : greffe --workspace {data} validate",
            f"Check it: greffe --workspace {data} validate",
        )
    )
    for path in forms:
        ask = f"greffe --workspace {data} import {path} --body {key} --dry-run"
        session.say(Text(f"Remplissez {path.name}, puis : {ask}", f"Fill in {path.name}: {ask}"))


def _data_folder(session: Session) -> Path:
    """Return the folder that holds one folder a body: what is bundled is never written to."""
    root = session.workspace_root
    if root is None:
        raise UsageError(
            Text(
                "il faut dire dans quel dossier naît l’organisme.",
                "the folder where the body begins must be told.",
            ),
            Text(
                "Donnez-le : greffe --workspace DOSSIER new …",
                "Give it: greffe --workspace DIR new …",
            ),
        )
    return root / "data" if (root / "data").is_dir() else root


def _directory(data: Path) -> Path:
    """Return the directory of organisations that the workspace has, or the bundled one."""
    from greffe.resources import data_dir
    from greffe.workspace import ORGANIZATIONS

    own = data / ORGANIZATIONS
    return own if own.is_file() else data_dir() / ORGANIZATIONS


def _agree(new: NewBody, name: str | None, listed: str | None) -> None:
    if listed is not None and name not in (None, listed):
        raise UsageError(
            Text(
                f"l’annuaire des organismes nomme « {new.key} » autrement : {listed}.",
                f"the directory of organisations has another name for '{new.key}': {listed}.",
            ),
            Text(
                "Donnez ce nom, ou aucun, ou choisissez une autre clé.",
                "Give that name, or none, or choose another key.",
            ),
        )


def _templates(session: Session, new: NewBody, folder: Path) -> dict[Path, bytes]:
    """Return a blank workbook for each document of the body; its lists are the bundled ones."""
    from greffe.exporting.formats import files_of
    from greffe.exporting.official import blank
    from greffe.exporting.reading import choices
    from greffe.store import open_store
    from greffe.workspace import Workspace

    store = open_store(Workspace.at())
    tables = (blank(kind, choices(store, kind), new.body) for kind in new.kinds)
    return {
        folder / name: content
        for table in tables
        for name, content in files_of(table, "xlsx", f"{table.name}.xlsx", session.language).items()
    }


COMMAND: Final = Command(
    "new",
    run,
    Text(
        "Commence un autre organisme public : sa description, son registre, son inventaire.",
        "Begin another public body: its description, its register, its inventory.",
    ),
    {
        "key": Text(
            "Clé de l’organisme, le nom de son dossier.", "Key of the body, the name of its folder."
        ),
        "name": Text(
            "Nom de l’organisme ; inutile s’il est dans l’annuaire.",
            "Name of the body; not needed if the directory has it.",
        ),
        "acronym": Text("Sigle.", "Acronym."),
        "kind": Text(
            "Par quoi il commence : registre et inventaire à remplir, inventaire seul, ou registre "
            "qui dit n’avoir rien à inscrire.",
            "What it begins with: a register and an inventory to fill in, an inventory only, or a "
            "register that says it has nothing to enter.",
        ),
        "sort": Text(
            "Sorte d’organisme : ministère, établissement de santé ou autre organisme du Québec.",
            "Sort of body: department, health institution, or other body of Québec.",
        ),
        "base": Text(
            "Adresse par laquelle commencent les identifiants de ce qu’il tient.",
            "Address that the identifiers of what it keeps begin with.",
        ),
        "templates": Text(
            "Ajoute des classeurs vides à remplir.", "Add blank workbooks to fill in."
        ),
    },
)
