"""A file of an office laid out as data of its own, so that it can be checked like any other.

The data stand in a passing workspace: a copy of the body's, whose cells are all quoted from the
file.  A file of nobody's is given to a body without a name, which has the units that it names.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from greffe import files
from greffe.importing.knowledge import Knowledge
from greffe.importing.sheetwise import join_files, open_files, refuse_doubtful
from greffe.importing.telling import understood
from greffe.language import Text
from greffe.namespaces import ORGANIZATION, ROOT
from greffe.turtle.scribe import Scribe
from greffe.turtle.writing import serialize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from greffe.documents.tables import TablePlace
    from greffe.importing.draft import Remark
    from greffe.importing.sheetwise import Choices, Opened, SheetImport
    from greffe.workspace import Workspace

NOBODY: Final = "organisme"
"""The key of the body that a file of nobody's is given to."""

_NAME: Final = Text("Organisme public", "Public body")


@dataclass(frozen=True, slots=True)
class Laid:
    """A dataset that was laid out: the file to be checked, and what is to be told of its reading.

    ``understood`` says how it was read, ``remarks`` what is to be known of its cells, and
    ``places`` where each cell stands (``joining.Joined``).
    """

    path: Path
    understood: tuple[Text, ...]
    remarks: tuple[Remark, ...]
    places: Mapping[tuple[str, str | None], tuple[Path, TablePlace]]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A passing workspace, and the datasets in it that were made from files.

    The words of the files are in the workspace only: what they were read into is gone, for a check
    takes as much memory again.
    """

    workspace: Workspace
    datasets: tuple[Laid, ...]

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files to be checked."""
        return tuple(each.path for each in self.datasets)


@contextmanager
def laid_out(
    paths: Sequence[Path], workspace: Workspace, body: str | None, choices: Choices
) -> Iterator[LaidOut]:
    """Lay files out for the body of this key, else of the key that they bear, else for nobody.

    Raises ``InputError`` (and its kinds) where a file cannot be read, no profile fits it or its
    entries cannot be told apart, ``UnknownName`` where the workspace has no such body.
    """
    with TemporaryDirectory(prefix="greffe-") as folder:
        laid = _lay(paths, workspace, body, choices, Path(folder))
        gc.collect()
        yield laid


def _lay(
    paths: Sequence[Path], workspace: Workspace, body: str | None, choices: Choices, folder: Path
) -> LaidOut:
    opened = open_files(paths, choices)
    key = body or next((each.body for each in opened if each.body in workspace.bodies()), None)
    passing = replace(workspace, data=folder)
    if key is None:
        _found_nobody(passing, opened)
        _forget_identifiers(opened)
    else:
        workspace.require_body(key)
        for path in sorted(workspace.body_dir(key).glob("*.ttl")):
            files.write(passing.body_dir(key) / path.name, files.read(path))
    knowledge = Knowledge.of(passing, key or NOBODY)
    imports = join_files(opened, passing, knowledge, replace(choices, remove=True, requoted=True))
    refuse_doubtful(imports)
    for each in imports:
        # N-Triples are Turtle too, and written at once: nobody reads this file.
        each.joined.graph.serialize(each.result.path, format="nt", encoding="utf-8")
    return LaidOut(passing, tuple(map(_told, imports)))


def _told(done: SheetImport) -> Laid:
    joined = done.joined
    return Laid(done.result.path, tuple(understood(done)), tuple(joined.remarks), joined.places)


def _forget_identifiers(opened: Sequence[Opened]) -> None:
    """Let entries go by their numbers: nothing is there that they could be identified with."""
    for rows in (each.rows for each in opened):
        rows.entries = [replace(each, iri=None) for each in rows.entries]


def _found_nobody(workspace: Workspace, opened: Sequence[Opened]) -> None:
    scribe = Scribe()
    body, base = f"{ORGANIZATION}{NOBODY}", f"{ROOT}id/{NOBODY}"
    scribe.kind(body, "greffe:PublicBody")
    scribe.kind(body, "org:FormalOrganization")
    scribe.value(body, "greffe:base", base, "anyURI")
    scribe.both(body, "skos:prefLabel", _NAME)
    rows = (found for each in opened for found in each.rows.entries)
    named = dict.fromkeys(found.text("unitText") for found in rows if "unitText" in found.cells)
    for rank, unit in enumerate(filter(None, named), start=1):
        scribe.kind(f"{base}/unit/{rank}", "greffe:AdministrativeUnit")
        scribe.text(f"{base}/unit/{rank}", "skos:prefLabel", unit)
    files.write(workspace.body_dir(NOBODY) / "body.ttl", serialize(scribe.graph))
