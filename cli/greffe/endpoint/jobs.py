"""What a worker does: answer a query, answer a question of the library, describe the store."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any, Final

from greffe.endpoint.negotiation import media_type
from greffe.endpoint.problems import Problem, internal, not_acceptable, out_of_memory
from greffe.errors import GreffeError
from greffe.store.embedded import Store, open_compiled
from greffe.store.serving import Dataset, Document, Serving

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from greffe.endpoint.frames import Head

_WORTH_PACKING: Final = 1024
_LEVEL: Final = 5


class Desk:
    """A store and the jobs that it does."""

    def __init__(self, serving: Serving, store: Store, limits: Head) -> None:
        """Answer from a store, as documents and as rows, within limits."""
        self._serving = serving
        self._store = store
        self._limits = limits

    @classmethod
    def open(cls, path: Path, given: Head) -> Desk:
        """Open a compiled store; ``given`` has ``version``, ``rows``, ``bytes`` and ``memory``.

        Raises ``OSError`` when it cannot be opened.
        """
        engine = open_compiled(path)
        serving = Serving(engine, given["rows"], given["bytes"])
        return cls(serving, Store(engine, given["version"], path), given)

    def do(self, job: Head) -> tuple[Head, bytes]:
        """Do a job and return the head and the bytes of its reply; nothing is raised."""
        actions: dict[str, Callable[[Head], Document]] = {
            "query": self._query,
            "question": self._question,
            "describe": self._describe,
        }
        try:
            found = actions[job["kind"]](job)
        except Problem as problem:
            return {"problem": problem.packed()}, b""
        except GreffeError as error:
            return {"problem": Problem.of(error).packed()}, b""
        except (MemoryError, RecursionError):
            return {"problem": out_of_memory(self._limits["memory"]).packed()}, b""
        except Exception as error:  # noqa: BLE001 - whatever a request does, the worker stays
            return {"problem": internal().packed(), "fault": repr(error)}, b""
        return _reply(found, packed=job["gzip"])

    def _query(self, job: Head) -> Document:
        chosen = job["dataset"]
        dataset = Dataset(tuple(chosen[0]), tuple(chosen[1])) if chosen else None
        return self._serving.answer(job["query"], dataset, chooser(job["accept"]))

    def _question(self, job: Head) -> Document:
        from greffe.endpoint.questions import answered

        return answered(self._store, job, self._limits)

    def _describe(self, job: Head) -> Document:
        from greffe.store.conversion import parse_triples
        from greffe.store.serving import GRAPHS

        triples = parse_triples(job["turtle"])
        return self._serving.graph(triples, chooser(job["accept"])(tuple(GRAPHS)))


def chooser(accept: str) -> Callable[[Sequence[str]], str]:
    """Return what chooses by an ``Accept`` header; it raises ``Problem`` when nothing will do."""

    def choose(offers: Sequence[str]) -> str:
        found = media_type(accept, offers)
        if found is None:
            raise not_acceptable(tuple(offers))
        return found

    return choose


def _reply(found: Document, *, packed: bool) -> tuple[Head, bytes]:
    head: dict[str, Any] = {"type": found.media_type, "rows": found.rows}
    if packed and len(found.body) >= _WORTH_PACKING:
        return head | {"coding": "gzip"}, gzip.compress(found.body, _LEVEL, mtime=0)
    return head, found.body
