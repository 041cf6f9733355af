"""A small site as the builder lays it, behind real Apache and nginx processes."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from greffe.publication.identifiers import apache, nginx
from greffe.publication.identifiers.spaces import Layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from contextlib import AbstractContextManager

MODULES = Path("/usr/lib/apache2/modules")
LOADED = ("mpm_event", "authz_core", "dir", "mime", "rewrite", "setenvif", "headers")
THINGS = (
    "id/mifi/communication/17",
    "id/mifi/register",
    "law/qc/a-2.1/art/67.2.1",
    "ontology",
    "org/ircc",
)
ELSEWHERE = (("ancien/mifi/", "id/mifi/"),)
RETIRED = "id/mifi/communication/9"
ROOT = "https://w3id.org/greffe/"
IRI = f"{ROOT}id/mifi/communication/17"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
TRIPLE = f'<{IRI}> {LABEL} "C17" .\n'
JSON = f'{{"@id": "{IRI}", "http://www.w3.org/2000/01/rdf-schema#label": "C17"}}\n'


@dataclass(frozen=True)
class Reply:
    """What a server answered to one request."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def location(self) -> str | None:
        """Where the answer leads."""
        return self.headers["Location"]

    @property
    def media_type(self) -> str:
        """What the answer says to be, with its charset."""
        return self.headers["Content-Type"]

    def values(self, name: str) -> set[str]:
        """Return the values of a header that is a list, on however many lines."""
        lines = self.headers.get_all(name) or []
        return {value.strip() for line in lines for value in line.split(",")}


@dataclass(frozen=True)
class Server:
    """A server at work: its port, and the path at which the site stands on it."""

    port: int
    path: str

    @property
    def host(self) -> str:
        """The root of the site without its scheme."""
        return f"127.0.0.1:{self.port}{self.path}"

    @property
    def address(self) -> str:
        """The address of the root of the site."""
        return f"http://{self.host}"

    def leads_to(self, reply: Reply) -> str | None:
        """Return where an answer leads, from the root of the site; whole if it leads elsewhere."""
        if reply.location is None:
            return None
        found = urljoin(self.address, reply.location)
        return found.removeprefix(self.address)

    def get(
        self, path: str, headers: Mapping[str, str] | None = None, *, method: str = "GET"
    ) -> Reply:
        """Ask for a path from the root of the site, written as it is: nothing is added to it."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            sent = dict(headers or {})
            connection.putrequest(
                method, self.path + path, skip_host="Host" in sent, skip_accept_encoding=True
            )
            for name, value in sent.items():
                connection.putheader(name, value)
            connection.endheaders()
            answer = connection.getresponse()
            return Reply(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


def lay(folder: Path) -> None:
    """Lay the files of a small site, each with its own path as content."""
    for thing in THINGS:
        _put(folder / thing / "data.ttl", TRIPLE)
        _put(folder / thing / "data.nt", TRIPLE)
        _put(folder / thing / "data.jsonld", JSON)
    pages = (*THINGS, RETIRED, "question/outside-quebec", "regles/R15", "")
    for page in (*pages, *(f"en/{page}" for page in pages)):
        _put(folder / page / "index.html", f"<title>{page or 'home'}</title>")
    for name in ("404.html", "en/404.html"):
        _put(folder / name, f"<title>{name}</title>")
    for name in (".greffe-site.json", ".well-known/security.txt", "telecharger/greffe.nq"):
        _put(folder / name, name)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture(
    scope="session",
    params=[(name, path) for name in ("apache", "nginx") for path in ("/", "/registres/v1.0/")],
    ids=lambda param: f"{param[0]}-{'folder' if len(param[1]) > 1 else 'root'}",
)
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Run each server in turn, with the site at the root of the host, then in a sub-folder."""
    name, path = request.param
    layout = Layout(f"https://registres.example.ca{path}", ELSEWHERE, (f"{RETIRED}/",))
    with workplace() as folder:
        lay(folder / "www" / path.strip("/"))
        (folder / "secret.txt").write_text("secret", encoding="utf-8")
        start = {"apache": _apache, "nginx": _nginx}[name]
        with start(folder, layout) as port:
            yield Server(port, path)


@pytest.fixture(scope="session")
def w3id() -> Iterator[Server]:
    """Run w3id.org in small: Apache, with nothing but our rules in the folder of our names."""
    with workplace() as folder:
        site = folder / "www" / "greffe"
        site.mkdir(parents=True)
        rules = apache.w3id(Layout("https://registres.example.ca/mifi/"))
        (site / ".htaccess").write_text(rules, encoding="utf-8")
        with serve_apache(folder) as port:
            yield Server(port, "/greffe/")


@contextmanager
def workplace() -> Iterator[Path]:
    """Give a folder that a server may read, whoever it runs as."""
    folder = Path(tempfile.mkdtemp(prefix="greffe-server-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    """Run a server until the end, once it answers on its port."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for _ in range(100):
            if process.poll() is not None:
                pytest.fail(f"{command[0]} did not start: {_said(process)}")
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()


def _said(process: subprocess.Popen[bytes]) -> str:
    return process.stdout.read().decode(errors="replace") if process.stdout else ""


def free_port() -> int:
    """Return a loopback port that nothing listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def program(name: str) -> str:
    """Return the path of a server program; skip the test where it is not installed."""
    found = shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed (Debian: apt-get install apache2 nginx-light)")
    return found


def _apache(folder: Path, layout: Layout) -> AbstractContextManager[int]:
    site = folder / "www" / layout.path.strip("/")
    (site / ".htaccess").write_text(apache.htaccess(layout), encoding="utf-8")
    return serve_apache(folder)


@contextmanager
def serve_apache(folder: Path) -> Iterator[int]:
    """Serve ``www`` of a folder by Apache, with what the documentation asks for; yield the port."""
    command, port = program("apache2"), free_port()
    lines = (
        f"ServerRoot {folder}",
        f"Listen 127.0.0.1:{port}",
        "ServerName 127.0.0.1",
        f"PidFile {folder}/apache.pid",
        f"ErrorLog {folder}/error.log",
        *(f"LoadModule {name}_module {MODULES}/mod_{name}.so" for name in LOADED),
        *(("User nobody", "Group nogroup") if os.geteuid() == 0 else ()),
        "TypesConfig /dev/null",
        f"DocumentRoot {folder}/www",
        f"<Directory {folder}/www>",
        "AllowOverride FileInfo",
        "Options FollowSymLinks",
        "Require all granted",
        "</Directory>",
    )
    configuration = folder / "apache.conf"
    configuration.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with running([command, "-f", str(configuration), "-DFOREGROUND"], port):
        yield port


def _nginx(folder: Path, layout: Layout) -> AbstractContextManager[int]:
    (folder / "nginx-maps.conf").write_text(nginx.maps(layout), encoding="utf-8")
    (folder / "nginx-site.conf").write_text(nginx.site(layout), encoding="utf-8")
    return serve_nginx(folder)


@contextmanager
def serve_nginx(folder: Path) -> Iterator[int]:
    """Serve ``www`` of a folder by nginx, with the two files of rules in it; yield the port."""
    command, port = program("nginx"), free_port()
    temporary = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    lines = (
        "daemon off;",
        "worker_processes 1;",
        f"pid {folder}/nginx.pid;",
        *(("user root;",) if os.geteuid() == 0 else ()),
        "events {}",
        "http {",
        "access_log off;",
        *(f"{name}_temp_path {folder}/{name};" for name in temporary),
        f"include {folder}/nginx-maps.conf;",
        "server {",
        f"listen 127.0.0.1:{port};",
        f"root {folder}/www;",
        f"include {folder}/nginx-site.conf;",
        "}",
        "}",
    )
    configuration = folder / "nginx.conf"
    configuration.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with running([command, "-c", str(configuration), "-e", str(folder / "error.log")], port):
        yield port
