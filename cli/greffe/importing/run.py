"""Imports the transcriptions of a public body: reads all, then writes all or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe import files as output
from greffe.documents.kinds import TRAITS
from greffe.documents.received import read_text
from greffe.documents.tables import INVENTORY_FIELDS, MEMBER_FIELDS, REGISTER_FIELDS
from greffe.errors import InputError
from greffe.importing.comparison import Change, compare
from greffe.importing.inventory import draft_inventory
from greffe.importing.knowledge import Knowledge
from greffe.importing.record import read_record
from greffe.importing.register import draft_register
from greffe.importing.result import Result, several
from greffe.importing.transcription import (
    read_inventory_transcription,
    read_members_transcription,
    read_register_transcription,
)
from greffe.language import Text
from greffe.turtle.writing import serialize

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greffe.documents.tables import Transcription
    from greffe.importing.draft import Draft
    from greffe.workspace import Workspace

RECORD: Final = ".lignes.csv"


@dataclass(slots=True)
class _Read:
    """The transcriptions given, by what they are."""

    register: Transcription | None = None
    inventory: Transcription | None = None
    lists: tuple[Transcription, ...] = ()


def prepare(files: Sequence[Path], workspace: Workspace, key: str) -> tuple[Result, ...]:
    """Read transcriptions (``registre.csv`` …) for the body ``key`` and return what to write.

    What a file is follows from the fields of its record (``registre.lignes.csv``).  Raises
    ``InputError`` (and its kinds) where a file cannot be read or a cell not be understood,
    ``UnknownName`` where the workspace has no such body; an ``InputError`` also where a file on
    disk would lose the members of an annexed list.  Nothing is written.
    """
    workspace.require_body(key)
    read = _read(files)
    knowledge = Knowledge.of(workspace, key)
    folder = workspace.body_dir(key)
    results = []
    if read.register is not None:
        draft = draft_register(read.register, read.lists, knowledge)
        results.append(_result(folder / TRAITS["register"].file, draft, read.register))
    if read.inventory is not None:
        draft = draft_inventory(read.inventory, knowledge)
        results.append(_result(folder / TRAITS["inventory"].file, draft, read.inventory))
    return tuple(results)


def is_transcription(path: Path) -> bool:
    """Tell whether a file is a transcription, or stands where one is missing.

    So is a CSV beside its record or its document, and what has no suffix to be read by.
    """
    if path.suffix.lower() == ".csv":
        return _record(path).is_file() or _document(path).is_file()
    return not path.suffix


def write(results: Sequence[Result]) -> tuple[Path, ...]:
    """Write the files that changed, all or none, and return their paths.

    Raises ``InputError`` where a place cannot be written.
    """
    changed = {result.path: result.turtle for result in results if result.changed}
    output.write_all(changed)
    return tuple(changed)


def _result(path: Path, draft: Draft, source: Transcription) -> Result:
    turtle = serialize(draft.graph)
    changed = not path.is_file() or output.read(path) != turtle.encode()
    return Result(
        path=path,
        turtle=turtle,
        entries=len(source.rows),
        statements=len(draft.graph),
        remarks=tuple(draft.remarks),
        changed=changed,
        change=compare(path, draft.graph) if changed else Change(0, 0),
    )


def _read(files: Sequence[Path]) -> _Read:
    given: dict[str, list[Path]] = {REGISTER_FIELDS[0]: [], INVENTORY_FIELDS[0]: []}
    for path in files:
        given.setdefault(_first_field(path), []).append(path)
    read = _Read()
    if (register := _only(given[REGISTER_FIELDS[0]])) is not None:
        read.register = read_register_transcription(
            register, _record(register), _document(register)
        )
    if (inventory := _only(given[INVENTORY_FIELDS[0]])) is not None:
        read.inventory = read_inventory_transcription(
            inventory, _record(inventory), _document(inventory)
        )
    for path in given.get(MEMBER_FIELDS[0], []):
        if read.register is None:
            raise _list_without_register(path)
        document = read.register.document
        members = read_members_transcription(path, _record(path), document)
        read.lists = (*read.lists, members)
    return read


def _only(paths: Sequence[Path]) -> Path | None:
    """Return the one path given, or none; a body has one register and one inventory."""
    if len(paths) <= 1:
        return next(iter(paths), None)
    raise several(paths)


def _record(table: Path) -> Path:
    return table.with_name(table.name.removesuffix(".csv") + RECORD)


def _document(table: Path) -> Path:
    return table.with_suffix(".txt")


def _first_field(table: Path) -> str:
    """Return the first field of a transcription's record: it tells what the transcription is."""
    read_text(table)
    places = list(read_record(_record(table)))
    known = {REGISTER_FIELDS[0], INVENTORY_FIELDS[0], MEMBER_FIELDS[0]}
    found = [place.field for _, place in places if place.field in known]
    if not found:
        raise InputError(
            Text(
                f"{_record(table)} : relevé d’aucun registre, inventaire ou liste.",
                f"{_record(table)}: a record of no register, inventory or list.",
            ),
            Text(
                "Il faut des cellules recipientText, unitText ou memberText.",
                "It needs cells recipientText, unitText or memberText.",
            ),
        )
    return found[0]


def _list_without_register(table: Path) -> InputError:
    return InputError(
        Text(
            f"{table} : une liste annexée s’importe avec le registre qui la porte.",
            f"{table}: an annexed list is imported with the register that bears it.",
        ),
        Text("Donnez aussi le registre.", "Give the register as well."),
    )
