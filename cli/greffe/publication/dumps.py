"""Dumps of the whole graph, of each register and of the questions, as plain files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe import files

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.store import Store
    from greffe.workspace import Workspace

QUESTIONS: Final = "questions.ttl"
DUMPS: Final = {"greffe.nq": "n-quads", "greffe.trig": "trig"}
REGISTERS: Final = frozenset({"register", "inventory"})


def write_dumps(store: Store, workspace: Workspace, folder: Path) -> tuple[Path, ...]:
    """Write the store as N-Quads and TriG, each register and the questions as Turtle.

    Returns the paths.

    The same data always gives the same bytes.  Raises ``InputError`` when the folder cannot be
    written.
    """
    from greffe.questions import catalogue, published
    from greffe.turtle.writing import serialize

    written = []
    for name, format_ in DUMPS.items():
        path = folder / name
        files.write(path, store.dump(format_))
        written.append(path)
    for file in workspace.files():
        if file.role in REGISTERS:
            path = folder / file.name
            files.write(path, file.path.read_bytes())
            written.append(path)
    files.write(folder / QUESTIONS, serialize(published(catalogue())))
    return (*written, folder / QUESTIONS)
