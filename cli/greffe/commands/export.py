"""``greffe export``: a register or an inventory back in the formats of an office."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, cast

import typer

from greffe.documents.kinds import KINDS
from greffe.errors import UsageError
from greffe.exporting.formats import FORMATS, TABLE_FORMATS, format_of
from greffe.exporting.graphs import NAMES, WHATS
from greffe.language import Text
from greffe.session import Command, Session, one_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from greffe.bodies import Body
    from greffe.documents.kinds import Kind
    from greffe.exporting.graphs import What
    from greffe.exporting.official import Official
    from greffe.language import Language
    from greffe.store import Store
    from greffe.workspace import Workspace

_SHOWN: Final = 5
"""How many bodies are named where one must be chosen."""


def run(
    ctx: typer.Context,
    *,
    body: Annotated[str | None, typer.Option(metavar="KEY")] = None,
    what: Annotated[str, typer.Option(metavar="|".join(WHATS))] = "register",
    format: Annotated[str | None, typer.Option(metavar="|".join(FORMATS))] = None,  # noqa: A002
    output: Annotated[Path | None, typer.Option(metavar="FILE")] = None,
    by_unit: Annotated[Path | None, typer.Option("--by-unit", metavar="DIR")] = None,
    blank: Annotated[bool, typer.Option("--blank")] = False,
    public: Annotated[bool, typer.Option("--public")] = False,
    excel: Annotated[bool, typer.Option("--excel")] = False,
    force: Annotated[bool, typer.Option("--force")] = False,
) -> None:
    """Write the official table of a body, a blank form, or its graphs."""
    session: Session = ctx.obj
    wanted = cast("What", one_of("--what", what, WHATS))
    form = format_of(format, output)
    workspace = session.workspace()
    store = _store(workspace, public=public)
    found = _body(workspace, body, blank=blank)
    if form in TABLE_FORMATS:
        from greffe.exporting import units

        table = _table(store, found, _kind(wanted, form), blank=blank)
        if by_unit is None:
            parts = {output or Path(f"{table.name}.{form}"): table}
        else:
            shares = units.by_unit(table, _unit_names(store, found, table), session.language)
            parts = {by_unit / f"{name}.{form}": part for name, part in shares}
        contents = _written(parts, form, session.language, excel=excel)
    else:
        contents = _graph(store, found, wanted, form, output)
    _write(session, contents, force=force)


def _store(workspace: Workspace, *, public: bool) -> Store:
    from greffe.store import open_public, open_store

    return open_public(workspace) if public else open_store(workspace)


def _body(workspace: Workspace, key: str | None, *, blank: bool) -> Body | None:
    """Return the body that is meant: the only one there is, where none is named."""
    from greffe.exporting.reading import find_body

    if key is not None:
        return find_body(workspace, key)
    if blank:
        return None
    known = workspace.bodies()
    if len(known) == 1:
        return find_body(workspace, known[0])
    shown = ", ".join([*known[:_SHOWN], *(["…"] if len(known) > _SHOWN else [])])
    raise UsageError(
        Text("il manque l’option « --body ».", "option '--body' is missing."),
        Text(
            f"Donnez la clé d’un organisme ({shown}), ou demandez un modèle vide avec --blank.",
            f"Give the key of a body ({shown}), or ask for a blank form with --blank.",
        ),
    )


def _kind(what: What, form: str) -> Kind:
    if what in KINDS:
        return what
    raise UsageError(
        Text(
            f"« {what} » n’est pas un tableau : le format {form} ne peut pas l’écrire.",
            f"'{what}' is no table: the format {form} cannot write it.",
        ),
        Text(
            "Choisissez register ou inventory, ou un format de graphe (ttl, trig, nq, jsonld).",
            "Choose register or inventory, or a format of graphs (ttl, trig, nq, jsonld).",
        ),
    )


def _table(store: Store, body: Body | None, kind: Kind, *, blank: bool) -> Official:
    from greffe.exporting import official, reading

    if body is None or blank:
        return official.blank(kind, reading.choices(store, kind, body), body)
    return reading.read_official(store, body, kind)


def _unit_names(store: Store, body: Body | None, table: Official) -> dict[str, str]:
    from greffe.exporting.reading import unit_names

    if table.kind == "inventory" and body is not None:
        return unit_names(store, body)
    raise UsageError(
        Text(
            "seul l’inventaire d’un organisme se partage par unité.",
            "only the inventory of a body can be shared out by unit.",
        ),
        Text("Ajoutez --body et --what inventory.", "Add --body and --what inventory."),
    )


def _written(
    parts: Mapping[Path, Official], form: str, language: Language, *, excel: bool
) -> dict[Path, bytes]:
    from greffe.exporting.formats import files_of

    return {
        place.with_name(name): content
        for place, part in parts.items()
        for name, content in files_of(part, form, place.name, language, excel=excel).items()
    }


def _graph(
    store: Store, body: Body | None, what: What, form: str, output: Path | None
) -> dict[Path, bytes]:
    from greffe.exporting.graphs import graph_bytes

    if body is None:
        raise UsageError(
            Text("un modèle vide n’est pas un graphe.", "a blank form is no graph."),
            Text("Choisissez le format xlsx, ods ou docx.", "Choose the format xlsx, ods or docx."),
        )
    place = output or Path(f"{NAMES[what]}{body.key}.{form}")
    return {place: graph_bytes(store, body, what, form)}


def _write(session: Session, contents: Mapping[Path, bytes], *, force: bool) -> None:
    from greffe import files

    if not force:
        files.spare(contents)
    files.write_all(contents)
    for path in contents:
        session.write(str(path))


COMMAND: Final = Command(
    "export",
    run,
    Text(
        "Écrit le registre ou l’inventaire d’un organisme pour Excel, Word, LibreOffice, en PDF…",
        "Write a body's register or inventory for Excel, Word, LibreOffice, as PDF…",
    ),
    {
        "body": Text(
            "Clé de l’organisme (mifi) ; inutile s’il est le seul.",
            "Key of the body (mifi); not needed if there is only one.",
        ),
        "what": Text(
            "Ce qu’on exporte ; body et all seulement en ttl, trig, nq et jsonld.",
            "What to export; body and all only as ttl, trig, nq and jsonld.",
        ),
        "format": Text(
            "Format ; à défaut, celui du suffixe de --output, sinon xlsx.",
            "Format; by default that of the suffix of --output, else xlsx.",
        ),
        "output": Text(
            "Fichier à écrire ; à défaut, registre-CLÉ ou inventaire-CLÉ dans le dossier courant.",
            "File to write; by default registre-KEY or inventaire-KEY in the current folder.",
        ),
        "by_unit": Text(
            "Dossier où écrire un classeur par unité administrative (inventaire).",
            "Folder for one workbook per administrative unit (inventory).",
        ),
        "blank": Text(
            "Un modèle vide, avec la même légende et les mêmes listes.",
            "A blank form, with the same legend and the same lists.",
        ),
        "public": Text(
            "Version publique : noms de personnes masqués, inscriptions confidentielles exclues ; "
            "sans cette option, tout y est.",
            "Public version: names of persons masked, confidential entries left out; "
            "without it, everything is there.",
        ),
        "excel": Text(
            "Un csv que l’Excel français ouvre directement (point-virgule).",
            "A csv that French Excel opens directly (semicolon).",
        ),
        "force": Text("Remplace un fichier qui existe.", "Replace a file that exists."),
    },
)
