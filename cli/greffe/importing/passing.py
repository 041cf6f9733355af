"""A file of an office laid out as data of its own, so that it can be checked like any other.

The data stand in a passing workspace: a copy of the body's, whose cells are all quoted from the
file.  A file of nobody's is given to a body without a name, which has the units that it names.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from greffe import files
from greffe.importing.knowledge import Knowledge
from greffe.importing.run import known_body
from greffe.importing.scribe import Scribe
from greffe.importing.sheetwise import join_files, open_files, refuse_doubtful
from greffe.language import Text
from greffe.namespaces import ORGANIZATION, ROOT
from greffe.turtle.shelf import union
from greffe.turtle.writing import serialize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from greffe.importing.sheetwise import Choices, Opened, SheetImport
    from greffe.workspace import Workspace

NOBODY: Final = "organisme"
"""The key of the body that a file of nobody's is given to."""

_NAME: Final = Text("Organisme public", "Public body")


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A passing workspace, the files in it to be checked, and what they were made from."""

    workspace: Workspace
    paths: tuple[Path, ...]
    imports: tuple[SheetImport, ...]


@contextmanager
def laid_out(
    paths: Sequence[Path], workspace: Workspace, body: str | None, choices: Choices
) -> Iterator[LaidOut]:
    """Lay files out for the body of this key, else of the key that they bear, else for nobody.

    Raises ``InputError`` (and its kinds) where a file cannot be read, no profile fits it or its
    entries cannot be told apart, ``UnknownName`` where the workspace has no such body.
    """
    opened = open_files(paths, choices)
    key = body or next((each.body for each in opened if each.body in workspace.bodies()), None)
    if key is not None:
        known_body(workspace, key)
    with TemporaryDirectory(prefix="greffe-") as folder:
        passing = replace(workspace, data=Path(folder))
        if key is None:
            _found_nobody(passing, opened)
            _forget_identifiers(opened)
        else:
            for path in sorted(workspace.body_dir(key).glob("*.ttl")):
                files.write(passing.body_dir(key) / path.name, files.read(path))
        knowledge = Knowledge.of(passing, key or NOBODY)
        whole = replace(choices, remove=True, requoted=True)
        imports = join_files(opened, passing, knowledge, whole)
        refuse_doubtful(imports)
        for each in imports:
            # N-Triples are Turtle too, and written at once: nobody reads this file.
            each.joined.graph.serialize(each.result.path, format="nt", encoding="utf-8")
            each.joined.graph = union(())
        yield LaidOut(passing, tuple(each.result.path for each in imports), imports)


def _forget_identifiers(opened: Sequence[Opened]) -> None:
    """Let entries go by their numbers: nothing is there that they could be identified with."""
    for rows in (each.rows for each in opened):
        rows.entries = [replace(each, iri=None) for each in rows.entries]


def _found_nobody(workspace: Workspace, opened: Sequence[Opened]) -> None:
    from rdflib import Graph

    scribe = Scribe(Graph(bind_namespaces="none"))
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
