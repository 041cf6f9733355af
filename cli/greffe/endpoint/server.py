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
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from starlette.applications import Starlette
    from starlette.routing import Route

    from greffe.endpoint.pages import Manners
    from greffe.endpoint.process import Served
    from greffe.endpoint.service import Service

_BACKLOG: Final = 2048


@dataclass(frozen=True, slots=True)
class Options:
    """What is served, where, and how.

    ``address`` is the public one, ending with a slash, if it is not that of the socket;
    ``proxies`` are the addresses whose word is taken for who the client is.  A ``site`` is offered
    with its ``manners``.  The content of the
    workspace is looked at every ``watch`` seconds, never when that is 0.
    """

    workspace: Path | None = None
    masked: bool = True
    host: str = "127.0.0.1"
    port: int = 8080
    address: str | None = None
    proxies: tuple[str, ...] = ()
    site: Path | None = None
    manners: Manners | None = None
    watch: float = 10.0
    limits: Limits = field(default_factory=Limits)


def run(options: Options, tell: Callable[[str], None]) -> None:
    """Serve until the process is told to end; ``tell`` gets the address once it answers.

    Raises ``StoreError`` when the data cannot be served, ``InputError`` when the address cannot.
    """
    from greffe.endpoint.process import prepare

    served = asyncio.run(prepare(options.workspace, masked=options.masked))
    with _listening(options) as listening:
        _serve(options, served, listening, tell)


def _serve(
    options: Options, served: Served, listening: socket.socket, tell: Callable[[str], None]
) -> None:
    import uvicorn

    from greffe.endpoint.app import application, running
    from greffe.endpoint.connections import guarded
    from greffe.endpoint.reload import Watch
    from greffe.endpoint.service import Place, Service

    root = options.address or _address(listening)
    service = Service(served, options.limits, Place(root, options.site))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        async with running(service):
            watch = Watch(service, options.workspace, masked=options.masked)
            task = asyncio.create_task(watch.keep(options.watch)) if options.watch else None
            tell(root)
            yield
            if task is not None:
                task.cancel()

    config = uvicorn.Config(
        application(service, _routes(service, options), lifespan),
        http=guarded(options.limits, service.metrics),
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="error",
        server_header=False,
        proxy_headers=bool(options.proxies),
        forwarded_allow_ips=list(options.proxies),
        timeout_keep_alive=options.limits.idle,
        timeout_graceful_shutdown=int(options.limits.time) + 1,
        h11_max_incomplete_event_size=options.limits.head,
    )
    uvicorn.Server(config).run(sockets=[listening])


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
