"""The server: a socket, uvicorn, and the life of a service."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from greffe.endpoint.limits import Limits
from greffe.errors import InputError
from greffe.language import Text
from greffe.reasons import reason

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
    from pathlib import Path

    from starlette.applications import Starlette
    from starlette.routing import Route

    from greffe.endpoint.lookout import Lookout
    from greffe.endpoint.pages import Manners
    from greffe.endpoint.process import Served
    from greffe.endpoint.proxies import Network
    from greffe.endpoint.reload import Watch
    from greffe.endpoint.service import Service

_BACKLOG: Final = 2048


@dataclass(frozen=True, slots=True)
class Options:
    """What is served, where, and how.

    ``endpoint`` is that of an engine elsewhere, which is asked instead of a store of ours, and
    ``restart`` the command that starts it again, where there is one.
    ``address`` is the public one, ending with a slash, if it is not that of the socket;
    ``proxies`` are the networks whose word is taken for who the client is.  A ``site`` is offered
    with its ``manners``.  The content of the workspace is looked at every ``watch`` seconds, never
    when that is 0.
    """

    workspace: Path | None = None
    endpoint: str | None = None
    masked: bool = True
    host: str = "127.0.0.1"
    port: int = 8080
    restart: tuple[str, ...] = ()
    address: str | None = None
    proxies: tuple[Network, ...] = ()
    site: Path | None = None
    manners: Manners | None = None
    watch: float = 10.0
    limits: Limits = field(default_factory=Limits)


def run(options: Options, tell: Callable[[str], None]) -> None:
    """Serve until the process is told to end; ``tell`` gets the address once it answers.

    Raises ``StoreError`` when the data cannot be served, ``InputError`` when the address cannot,
    or what is at ``endpoint`` may not be shown, and ``EndpointError`` when that does not answer.
    """
    served = _first(options)
    with _listening(options) as listening:
        _serve(options, served, listening, tell)


def _first(options: Options) -> Served:
    """Return what there is to serve at the start."""
    from greffe.endpoint.process import prepare

    if options.endpoint is None:
        return asyncio.run(prepare(options.workspace, masked=options.masked))
    from greffe.endpoint.surveying import fault, served, survey
    from greffe.remote import RemoteStore

    told = survey(RemoteStore.at(options.endpoint), None)
    found = fault(options.endpoint, told, masked=options.masked)
    if found is not None:
        raise found
    return served(options.endpoint, told if options.watch else told | {"version": ""})


def _serve(
    options: Options, served: Served, listening: socket.socket, tell: Callable[[str], None]
) -> None:
    import uvicorn

    from greffe.endpoint.app import application, running
    from greffe.endpoint.connections import guarded
    from greffe.endpoint.service import Service

    root = options.address or _address(listening)
    service = Service(served, options.limits, root)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with running(service):
            tasks = [asyncio.create_task(work) for work in _beside(service, options)]
            tell(root)
            yield
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    config = uvicorn.Config(
        application(service, _routes(service, options), lifespan),
        http=guarded(options.limits, service.metrics, options.proxies),
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="error",
        server_header=False,
        proxy_headers=bool(options.proxies),
        forwarded_allow_ips=list(map(str, options.proxies)),
        timeout_keep_alive=options.limits.idle,
        timeout_graceful_shutdown=int(options.limits.time) + 1,
        h11_max_incomplete_event_size=options.limits.head,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _beside(service: Service, options: Options) -> Iterator[Coroutine[None, None, None]]:
    """Yield what runs as long as the service does."""
    from greffe.endpoint.restarting import Restarter

    if options.watch:
        yield _watch(service, options).keep(options.watch)
    if options.restart:
        yield Restarter(service.pool.behind, options.restart, service.metrics).keep()


def _watch(service: Service, options: Options) -> Watch | Lookout:
    """Return what learns of new data: from the files, or from the engine elsewhere."""
    from greffe.endpoint.lookout import Lookout
    from greffe.endpoint.reload import Watch

    if options.endpoint is not None:
        return Lookout(service, masked=options.masked)
    return Watch(service, options.workspace, masked=options.masked)


def _routes(service: Service, options: Options) -> list[Route]:
    from greffe.endpoint import api
    from greffe.endpoint.pages import Pages

    own = api.routes(service)
    if options.site is None or options.manners is None:
        return own
    return own + Pages(options.site, options.manners).routes()


def _listening(options: Options) -> socket.socket:
    """Return a listening socket.

    It names its protocol: asyncio sends at once (``TCP_NODELAY``) only where it sees TCP named.
    """
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((options.host, options.port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        raise InputError(
            Text(
                f"{options.host}:{options.port} : impossible d’y écouter ({reason(error).fr}).",
                f"{options.host}:{options.port}: cannot listen there ({reason(error).en}).",
            ),
            Text("Choisissez un autre --port ou --host.", "Choose another --port or --host."),
        ) from error
    return listening


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
