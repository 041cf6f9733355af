"""A worker: a process that answers one job at a time and may be killed at any moment.

It is started as ``python -m greffe.endpoint.worker`` with its limits as JSON, reads jobs from its
standard input and writes replies to its standard output.  Its time is held twice: by the server,
and by an alarm of the system's own, which no evaluation can put off and which outlives the server.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any, BinaryIO

from greffe.endpoint import frames


def main(arguments: list[str]) -> None:
    """Serve the store that ``arguments`` name until standard input ends."""
    given = json.loads(arguments[0])
    incoming, outgoing = _private_streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.nice(given["nice"])
    if given["action"] == "prepare":
        outgoing.write(frames.packed(_prepared(given)))
        outgoing.flush()
        return
    from greffe.endpoint.jobs import Desk

    desk = Desk.open(given)
    _bound_memory(given["memory"])
    outgoing.write(frames.packed({"ready": True}))
    outgoing.flush()
    while (job := frames.read(incoming)) is not None:
        signal.setitimer(signal.ITIMER_REAL, given["alarm"])
        head, body = desk.do(job[0])
        signal.setitimer(signal.ITIMER_REAL, 0)
        outgoing.write(frames.packed(head, body))
        outgoing.flush()


def _prepared(given: dict[str, Any]) -> frames.Head:
    """Compile the public view of a workspace unless it is there; tell where it is."""
    from greffe.errors import GreffeError
    from greffe.store import open_public
    from greffe.workspace import Workspace

    try:
        root = given["workspace"]
        store = open_public(Workspace.at(Path(root) if root else None), masked=given["masked"])
    except GreffeError as error:
        remedy = [error.remedy.fr, error.remedy.en] if error.remedy else None
        return {"error": [error.message.fr, error.message.en], "remedy": remedy}
    return {
        "path": str(store.path),
        "version": store.version,
        "quads": len(store),
        "graphs": store.graphs(),
    }


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Return the pipes to the server; what anything else prints goes to standard error."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nowhere, 0)
    os.dup2(2, 1)
    return incoming, outgoing


def _bound_memory(most: int) -> None:
    """Let the process have so many bytes of memory beyond what it has now, and no core file."""
    import resource

    taken = Path("/proc/self/statm")
    pages = int(taken.read_text(encoding="ascii").split()[0]) if taken.exists() else 0
    whole = most + pages * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (whole, whole))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main(sys.argv[1:])
