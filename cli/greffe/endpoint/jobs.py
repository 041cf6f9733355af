"""What a worker does: answer a query or a question, describe the store, look at an engine."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

from greffe.endpoint.negotiation import media_type
from greffe.endpoint.problems import Problem, internal, not_acceptable, out_of_memory
from greffe.errors import EndpointError, GreffeError
from greffe.store.serving import Dataset, Document, Serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from greffe.endpoint.frames import Head
    from greffe.results.model import Source

    Survey = Callable[[str], Head]
    Choose = Callable[[Sequence[str]], str]

_WORTH_PACKING: Final = 1024
_LEVEL: Final = 5
_PAUSE: Final = 0.1
_AGAIN: Final = 2.0
"""Seconds in which a request may be sent again; one that an engine broke under later is not."""


class Answering(Protocol):
    """What answers as documents: the compiled store, or an engine elsewhere."""

    def answer(self, text: str, dataset: Dataset | None, choose: Choose) -> Document:
        """Answer a query of any form."""
        ...

    def graph(self, triples: Iterable[Any], media_type: str) -> Document:
        """Return triples as a document."""
        ...


class Desk:
    """A store and the jobs that it does."""

    def __init__(
        self, serving: Answering, store: Source, limits: Head, survey: Survey | None = None
    ) -> None:
        """Answer from a store, as documents and as rows, within limits."""
        self._serving = serving
        self._store = store
        self._limits = limits
        self._survey_of = survey

    @classmethod
    def open(cls, given: Head) -> Desk:
        """Open what ``path`` leads to: a compiled store, or with ``elsewhere`` an endpoint.

        ``given`` has ``version``, ``time``, ``rows``, ``bytes`` and ``memory`` besides.  Raises
        ``OSError`` when a store cannot be opened, ``UsageError`` for what is no address.
        """
        return _before(given) if given["elsewhere"] else _over(given)

    def do(self, job: Head) -> tuple[Head, bytes]:
        """Do a job and return the head and the bytes of its reply; nothing is raised."""
        actions: dict[str, Callable[[Head], Document]] = {
            "query": self._query,
            "question": self._question,
            "describe": self._describe,
            "survey": self._survey,
        }
        try:
            found = actions[job["kind"]](job)
        except Problem as problem:
            return {"problem": problem.packed()}, b""
        except EndpointError as error:
            return {"problem": Problem.of(error).packed(), "fault": str(error)}, b""
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

    def _survey(self, job: Head) -> Document:
        if self._survey_of is None:
            raise internal()
        return Document("application/json", json.dumps(self._survey_of(job["known"])).encode(), 1)


def _over(given: Head) -> Desk:
    from greffe.store.embedded import Store, open_compiled

    path = Path(given["path"])
    engine = open_compiled(path)
    serving = Serving(engine, given["rows"], given["bytes"])
    return Desk(serving, Store(engine, given["version"], path), given)


def _before(given: Head) -> Desk:
    """Return the desk before an endpoint, to which each request gets some attempts.

    Whoever waits for the desk is told when the time is over; the desk itself waits for the engine
    to end, so that it is known what the engine still has to do.
    """
    from greffe.endpoint.relay import Relay, Relayed
    from greffe.endpoint.surveying import survey
    from greffe.remote import Access, Patience, RemoteStore
    from greffe.remote.upstream import Upstream
    from greffe.store.screening import get_ready

    get_ready()
    access, time = Access.from_environment(), given["time"]
    patience = Patience(
        timeout=time,
        attempts=8,
        first=_PAUSE,
        longest=_PAUSE,
        total=given["alarm"],
        silence=given["alarm"],
        within=_AGAIN,
    )
    store = RemoteStore(given["path"], access, patience)
    relay = Relay(Upstream(given["path"], access, patience), given["rows"], given["bytes"])
    asked = Relayed(store, given["version"], given["rows"])
    return Desk(relay, asked, given, lambda known: survey(store, known))


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
