"""Imports what an office keeps (workbooks, documents, PDF, pages): read, joined, then written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from greffe import files
from greffe.documents.columns import BODY_PROPERTY, PART_PROPERTY
from greffe.documents.kinds import KINDS, TRAITS
from greffe.errors import InputError
from greffe.importing.comparison import change_of
from greffe.importing.joining import Joined, join
from greffe.importing.knowledge import Knowledge
from greffe.importing.mapping import map_document
from greffe.importing.profile import named, shipped
from greffe.importing.provenance import origin_of
from greffe.importing.refusals import refused
from greffe.importing.result import Result, several
from greffe.importing.rows import Rows, read_rows
from greffe.importing.run import is_transcription, prepare
from greffe.importing.units import new_units, with_units
from greffe.language import Text
from greffe.turtle.reading import parse
from greffe.turtle.writing import serialize

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rdflib import Graph

    from greffe.documents.kinds import Kind
    from greffe.importing.mapping import Mapped
    from greffe.importing.pairing import Manner
    from greffe.importing.profile import Profile
    from greffe.importing.provenance import Origin
    from greffe.workspace import Workspace


BODY: Final = "body.ttl"


@dataclass(frozen=True, slots=True)
class Choices:
    """How a person wants a file to be read and joined with what is there.

    ``profile`` and ``sheet`` say which layout and which table; ``remove`` takes out the entries
    that the file has not, ``add_units`` gives the body the units that it has not; ``requoted``
    quotes every cell from the file, changed or not; ``progress`` hears how many pages of how many
    are read.
    """

    profile: str | None = None
    sheet: str | None = None
    manner: Manner = "auto"
    remove: bool = False
    add_units: bool = False
    requoted: bool = False
    progress: Callable[[int, int], None] | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A register or inventory as one file has it.

    ``body`` is the key of whose it says it is, ``part`` the part of it that it says it is.
    """

    path: Path
    content: bytes
    mapped: Mapped
    rows: Rows
    notices: tuple[Text, ...] = ()
    body: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A register or inventory of a body as one file has it, and what the file is in the graph."""

    path: Path
    mapped: Mapped
    rows: Rows
    origin: Origin
    notices: tuple[Text, ...] = ()

    @property
    def yes_no(self) -> Mapping[str, bool]:
        """The words that mean yes and no in the file, in small letters."""
        return self.mapped.profile.yes_no


@dataclass(frozen=True, slots=True)
class SheetImport:
    """One dataset of a body as files change it: what is to be written, and what to tell of it."""

    readings: tuple[Reading, ...]
    joined: Joined
    result: Result


def prepare_all(
    paths: Sequence[Path], workspace: Workspace, key: str, choices: Choices
) -> tuple[tuple[Result, ...], tuple[SheetImport, ...]]:
    """Read the documents of the body ``key``: transcriptions strictly, all other files leniently.

    A CSV file is a transcription where its record or its document stands beside it.  Raises what
    ``run.prepare``, ``open_files`` and ``join_files`` do, and ``InputError`` where two files make
    the same thing.
    """
    workspace.require_body(key)
    transcriptions = [path for path in paths if is_transcription(path)]
    others = [path for path in paths if path not in transcriptions]
    results = prepare(transcriptions, workspace, key) if transcriptions else ()
    opened = open_files(others, choices)
    _require_body(opened, key)
    if choices.remove:
        _require_whole(opened)
    imports: tuple[SheetImport, ...] = ()
    if opened:
        knowledge = Knowledge.of(workspace, key)
        names = new_units(opened, knowledge.units) if choices.add_units else ()
        path = workspace.body_dir(key) / BODY
        knowledge, added = with_units(knowledge, names, path)
        results = (*results, *added)
        imports = join_files(opened, workspace, knowledge, choices)
    made = [result.path for result in (*results, *(each.result for each in imports))]
    if len(made) > len(set(made)):
        raise several(paths)
    return results, imports


def refuse_doubtful(imports: Sequence[SheetImport]) -> None:
    """Raise ``InputError`` where something keeps a file from being imported."""
    for each in imports:
        if each.joined.refusals:
            raise refused(each.readings[0].path, each.joined.refusals)


def open_files(paths: Sequence[Path], choices: Choices) -> tuple[Opened, ...]:
    """Read the registers and inventories that files hold.

    Raises ``InputError`` (and its kinds) where a file cannot be read or no profile fits it.
    """
    return tuple(opened for path in paths for opened in _open(path, choices))


def join_files(
    opened: Sequence[Opened], workspace: Workspace, knowledge: Knowledge, choices: Choices
) -> tuple[SheetImport, ...]:
    """Join files with the register and the inventory of a body.

    Raises ``InputError`` where several files hold the same register.  Nothing is written.
    """
    folder = workspace.body_dir(knowledge.body.key)
    known = {kind: _there(folder / TRAITS[kind].file) for kind in KINDS}
    by_kind: dict[Kind, list[Reading]] = {}
    for each in opened:
        origin = origin_of(
            each.path, each.content, knowledge.body, [knowledge.graph, *known.values()]
        )
        reading = Reading(each.path, each.mapped, each.rows, origin, each.notices)
        by_kind.setdefault(each.mapped.profile.dataset, []).append(reading)
    imports = []
    for kind, readings in by_kind.items():
        _one_register(readings)
        joined = join(known[kind], readings, knowledge, choices)
        written = not (choices.requoted or joined.refusals)
        result = _result(folder / TRAITS[kind].file, known[kind], joined, written=written)
        imports.append(SheetImport(tuple(readings), joined, result))
    return tuple(imports)


def _open(path: Path, choices: Choices) -> Iterator[Opened]:
    from greffe.sheets import read_document

    document = read_document(path, progress=choices.progress)
    content, told = files.read(path), document.identity
    owner, part = told.get(BODY_PROPERTY), told.get(PART_PROPERTY)
    for mapped in map_document(document, _profiles(choices.profile), choices.sheet):
        rows = read_rows(document, mapped)
        yield Opened(path, content, mapped, rows, document.notices, owner, part)


def _require_body(opened: Sequence[Opened], key: str) -> None:
    """Refuse a file that was exported for another body: its identifiers are not ours."""
    for each in opened:
        if each.body not in {None, key}:
            raise InputError(
                Text(
                    f"{each.path} : ce fichier est celui de l’organisme « {each.body} ».",
                    f"{each.path}: this file is that of the body '{each.body}'.",
                ),
                Text(
                    f"Donnez --body {each.body}, ou un fichier de « {key} ».",
                    f"Give --body {each.body}, or a file of '{key}'.",
                ),
            )


def _require_whole(opened: Sequence[Opened]) -> None:
    """Refuse to take out what a file has not that was exported as a part."""
    for each in opened:
        if each.part is not None:
            raise InputError(
                Text(
                    f"{each.path} : ce fichier n’a qu’une partie des inscriptions ({each.part}).",
                    f"{each.path}: this file has a part of the entries only ({each.part}).",
                ),
                Text(
                    "Importez-le sans --remove, qui retirerait toutes les autres.",
                    "Import it without --remove, which would take out all the others.",
                ),
            )


def _profiles(name: str | None) -> tuple[Profile, ...]:
    return shipped() if name is None else (named(name),)


def _there(path: Path) -> Graph:
    from rdflib import Graph

    return parse(path) if path.is_file() else Graph(bind_namespaces="none")


def _one_register(readings: Sequence[Reading]) -> None:
    """Refuse several tables of the same dataset; fiches are several by nature."""
    tables = [each for each in readings if each.mapped.profile.layout == "table"]
    if len(tables) > 1 or (tables and len(readings) > 1):
        raise several([each.path for each in readings])


def _result(path: Path, before: Graph, joined: Joined, *, written: bool) -> Result:
    changed = written and set(before) != set(joined.graph)
    return Result(
        path=path,
        turtle=serialize(joined.graph) if changed else "",
        entries=len(joined.numbers),
        statements=len(joined.graph),
        remarks=tuple(joined.remarks),
        changed=changed,
        change=change_of(before, joined.graph),
    )
