"""Dumps of the whole graph, and of each register, as plain files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from greffe import files

if TYPE_CHECKING:
    from pathlib import Path

    from greffe.store import Store
    from greffe.workspace import Workspace

DUMPS: Final = {"greffe.nq": "n-quads", "greffe.trig": "trig"}
REGISTERS: Final = frozenset({"register", "inventory"})


def write_dumps(store: Store, workspace: Workspace, folder: Path) -> tuple[Path, ...]:
    """Write the store as N-Quads and TriG, and each register as Turtle; return the paths.

    The same data always gives the same bytes.  Raises ``InputError`` when the folder cannot be
    written.
    """
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
    return tuple(written)
