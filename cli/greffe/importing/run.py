"""Imports the transcriptions of a public body: reads all, then writes all or nothing."""

from __future__ import annotations

from collections import defaultdict
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
from greffe.importing.transcription import read_transcription
from greffe.language import Text
from greffe.turtle.writing import serialize

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from greffe.documents.tables import Transcription
    from greffe.importing.draft import Draft
    from greffe.workspace import Workspace

RECORD: Final = ".lignes.csv"


def prepare(files: Sequence[Path], workspace: Workspace, key: str) -> tuple[Result, ...]:
    """Read transcriptions (``registre.csv`` …) for the body ``key`` and return what to write.

    What a file is follows from the fields of its record (``registre.lignes.csv``).  Raises
    ``InputError`` (and its kinds) where a file cannot be read or a cell not be understood,
    ``UnknownName`` where the workspace has no such body; an ``InputError`` also where a file on
    disk would lose the members of an annexed list.  Nothing is written.
    """
    workspace.require_body(key)
    register, inventory, lists = _read(files)
    knowledge = Knowledge.of(workspace, key)
    folder = workspace.body_dir(key)
    results = []
    if register is not None:
        draft = draft_register(register, lists, knowledge)
        results.append(_result(folder / TRAITS["register"].file, draft, register))
    if inventory is not None:
        draft = draft_inventory(inventory, knowledge)
        results.append(_result(folder / TRAITS["inventory"].file, draft, inventory))
    return tuple(results)


def is_transcription(path: Path) -> bool:
    """Tell whether a file is a transcription, or stands where one is missing.

    So is a CSV beside its record or its document, and a name without suffix that is no file.
    """
    if path.suffix.lower() == ".csv":
        return _record(path).is_file() or _document(path).is_file()
    return not path.suffix and not path.is_file()


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


def _read(
    files: Sequence[Path],
) -> tuple[Transcription | None, Transcription | None, tuple[Transcription, ...]]:
    """Return the register, the inventory and the lists of members that are among files."""
    given: defaultdict[str, list[Path]] = defaultdict(list)
    for path in files:
        given[_first_field(path)].append(path)
    register = _only(given[REGISTER_FIELDS[0]], REGISTER_FIELDS)
    inventory = _only(given[INVENTORY_FIELDS[0]], INVENTORY_FIELDS)
    lists: list[Transcription] = []
    for path in given[MEMBER_FIELDS[0]]:
        if register is None:
            raise _list_without_register(path)
        lists.append(read_transcription(path, _record(path), register.document, MEMBER_FIELDS))
    return register, inventory, tuple(lists)


def _only(paths: Sequence[Path], fields: Sequence[str]) -> Transcription | None:
    """Return what the one path given holds; a body has one register and one inventory."""
    if len(paths) > 1:
        raise several(paths)
    for path in paths:
        return read_transcription(path, _record(path), _document(path), fields)
    return None


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
