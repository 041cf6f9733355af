"""The application: which address is answered by what, and every error as a problem document."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from greffe.endpoint import answers, description, metrics, protocol
from greffe.endpoint.envelope import Envelope
from greffe.endpoint.problems import Problem, internal
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from starlette.requests import Request
    from starlette.types import ASGIApp

    from greffe.endpoint.service import Service

    Lifespan = Callable[[Starlette], AbstractAsyncContextManager[None]]

SPARQL: Final = "sparql"
VOID: Final = ".well-known/void"
_VARY: Final = "Accept, Accept-Encoding"
_NO_CONTENT_CLIENT: Final = 499


def application(service: Service, routes: list[Route], lifespan: Lifespan) -> ASGIApp:
    """Return the application of a service, with the routes that others add."""
    own = Own(service)
    app = Starlette(
        routes=[
            Route(f"/{SPARQL}", own.sparql, methods=["GET", "POST"]),
            Route(f"/{VOID}", own.void),
            Route("/health", own.health),
            Route("/metrics", own.metrics),
            *routes,
        ],
        exception_handlers={
            Problem: own.on_problem,
            HTTPException: own.on_http,
            ClientDisconnect: own.on_leaving,
            Exception: own.on_fault,
        },
        lifespan=lifespan,
    )
    app.router.redirect_slashes = False
    return Envelope(app, service.metrics, service.root)


@asynccontextmanager
async def running(service: Service) -> AsyncIterator[None]:
    """Keep the workers of a service while the application runs."""
    await service.open()
    try:
        yield
    finally:
        await service.close()


class Own:
    """The addresses that every endpoint has."""

    def __init__(self, service: Service) -> None:
        """Answer for a service."""
        self._service = service

    async def sparql(self, request: Request) -> Response:
        """Answer a query (SPARQL 1.1 Protocol, 2.1), or describe the service without one."""
        asked = await protocol.read(request, self._service.limits.request)
        accept = answers.accept(request)
        if asked is None:
            return await self._described(request, description.service)
        job = {"kind": "query", "query": asked.query, "dataset": asked.dataset, "accept": accept}
        steady = request.method != "POST" and not answers.CHANGING.search(asked.query)
        key = (asked.query, repr(asked.dataset), accept) if steady else None
        return await self._service.respond(request, job, key, _VARY)

    async def void(self, request: Request) -> Response:
        """Describe the data."""
        return await self._described(request, description.void)

    async def health(self, _: Request) -> Response:
        """Say whether queries are answered: 503 when no worker is running.

        Before an engine elsewhere also when that cannot be reached, or its data are withheld.
        """
        service = self._service
        told: dict[str, object] = {
            "version": service.staff.served.version or None,
            "workers": len(service.staff),
        }
        well = bool(len(service.staff))
        if service.staff.served.elsewhere:
            upstream = "withheld" if service.withheld else _state(not service.out_of_reach)
            told["upstream"] = upstream
            well = well and upstream == "pass"
        told = {"status": _state(well)} | told
        status = 200 if well else 503
        return JSONResponse(told, status, {"Cache-Control": "no-store"}, "application/health+json")

    async def metrics(self, _: Request) -> Response:
        """Tell the counts, for Prometheus."""
        service = self._service
        now = {
            "workers": len(service.staff),
            "waiting": len(service.pool.quick),
            "waiting_slow": len(service.pool.slow),
            "unread_bytes": service.outbox.size,
            "left_behind": len(service.pool.behind),
            "upstream_failing": int(service.out_of_reach or service.withheld is not None),
        }
        quads = service.staff.served.quads
        text = service.metrics.text(now if quads is None else now | {"quads": quads})
        return Response(text, headers={"Content-Type": metrics.MEDIA_TYPE})

    async def _described(self, request: Request, describe: Callable[..., str]) -> Response:
        service, accept = self._service, answers.accept(request)
        turtle = describe(service.staff.served, f"{service.root}{SPARQL}")
        job = {"kind": "describe", "turtle": turtle, "accept": accept}
        return await service.respond(request, job, (turtle, accept), _VARY)

    async def on_problem(self, request: Request, error: Exception) -> Response:
        """Return the problem document."""
        found = error if isinstance(error, Problem) else internal()
        self._service.metrics.problems[found.kind] += 1
        return answers.problem(request, found)

    async def on_http(self, request: Request, error: Exception) -> Response:
        """Return the problem document of an address or a method that there is not."""
        status = getattr(error, "status_code", 500)
        response = await self.on_problem(request, _PROBLEMS.get(status, internal)())
        response.headers.update(getattr(error, "headers", None) or {})
        return response

    async def on_leaving(self, _: Request, __: Exception) -> Response:
        """Answer nobody: the client has left."""
        return Response(status_code=_NO_CONTENT_CLIENT)

    async def on_fault(self, request: Request, _: Exception) -> Response:
        """Return the problem document of a fault of ours; uvicorn writes the trace."""
        return await self.on_problem(request, internal())


def _state(well: bool) -> str:
    return "pass" if well else "fail"


def missing() -> Problem:
    """Return the problem of an address where nothing is."""
    return Problem("not-found", Text("il n’y a rien à cette adresse.", "nothing is here."))


def _method() -> Problem:
    return Problem(
        "method",
        Text("cette méthode n’est pas permise ici.", "this method is not allowed here."),
    )


_PROBLEMS: Final[dict[int, Any]] = {404: missing, 405: _method}
