"""The published site, with the choices that its rules for Apache and nginx make."""

from __future__ import annotations

import asyncio
import gzip
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from greffe.endpoint import answers
from greffe.endpoint.app import missing
from greffe.endpoint.envelope import POLICY
from greffe.endpoint.problems import Problem, not_acceptable
from greffe.errors import InputError
from greffe.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from starlette.requests import Request

    from greffe.language import Language

SPACES: Final = ("concept", "id", "law", "ontology", "org", "question", "shapes")
"""The folders that hold things; all other pages are pages only."""

INDEX: Final = "index.html"
RETIRED: Final = "deployment/retired.txt"
"""The file of a site that lists the folders of what was withdrawn, one a line."""

# No longer than file systems take, for a step (POSIX NAME_MAX) and for all of them (PATH_MAX).
_STEP: Final = re.compile(r"[A-Za-z0-9_~%-][A-Za-z0-9._~%-]{0,199}|\.well-known")
_PART: Final = re.compile(r"(?P<owner>.+)/(?P<part>[A-Za-z]+)/(?P<rank>[A-Za-z0-9_-]+)")
_WORTH_PACKING: Final = range(1024, 1 << 22)
_PACKED: Final = re.compile(
    r"text/|application/(?:json|ld\+json|n-triples|.*\+?xml|trig)|image/svg"
)
_LONGEST: Final = 1000
_LONGEST_PATH: Final = 2000
_RANGE: Final = re.compile(r"bytes=(?:(?P<first>[0-9]{1,15})-(?P<last>[0-9]{1,15})?|-[0-9]{1,15})")
_LEVEL: Final = 5
_VARY: Final = "Accept, Accept-Language, Accept-Encoding"


@dataclass(frozen=True, slots=True)
class Manners:
    """How a site is offered: what clients prefer, by their headers, and what suffixes mean.

    ``format`` returns ``html`` or the suffix of a format of data, None when nothing will do;
    ``language`` the language of a page; ``types`` has the media type of each suffix.
    """

    format: Callable[[str], str | None]
    language: Callable[[str], Language]
    types: Mapping[str, str]


def site_in(folder: Path) -> Path:
    """Return a folder that holds a site; raise ``InputError`` for one that holds none."""
    if (folder / INDEX).is_file():
        return folder
    raise InputError(
        Text(f"{folder} : aucun site n’y est.", f"{folder}: no site is there."),
        Text("Écrivez-le d’abord : greffe site DOSSIER.", "Write it first: greffe site DIR."),
    )


class Pages:
    """A folder of the site."""

    def __init__(self, folder: Path, manners: Manners) -> None:
        """Serve a folder that ``greffe site`` wrote."""
        self._root = folder.resolve()
        self._manners = manners

    def routes(self) -> list[Route]:
        """Return the route of every address that nothing else answers."""
        return [Route("/{path:path}", self.page)]

    async def page(self, request: Request) -> Response:
        """Answer with a file of the site, lead to one, or raise ``Problem``."""
        return await asyncio.to_thread(self._answer, request, request.path_params["path"])

    def _answer(self, request: Request, path: str) -> Response:
        steps = [step for step in path.split("/") if step]
        found = self._root.joinpath(*steps)
        is_path = "//" not in path and len(path) <= _LONGEST_PATH
        if not is_path or not all(map(_STEP.fullmatch, steps)) or not self._is_inside(found):
            return self._missing(request)
        if (retired := self._retired(f"{path.removeprefix('en/')}/")) is not None:
            return self._gone(request, path, retired)
        is_page = path.endswith("/") or not path
        if found.is_file() and not is_page:
            return self._file(request, found)
        if steps and steps[0] in SPACES:
            return self._thing(request, "/".join(steps), is_page=is_page)
        if (found / INDEX).is_file() and not is_page:
            return RedirectResponse(f"/{'/'.join(steps)}/", 301)
        page = found / INDEX
        return self._file(request, page) if page.is_file() else self._missing(request)

    def _thing(self, request: Request, path: str, *, is_page: bool) -> Response:
        """Lead from an identifier to its page or data (303); give the page at its own address."""
        folder = self._root / path
        if not (folder / INDEX).is_file():
            return self._part(request, path)
        form = self._format(request)
        if form not in (None, "html") and (folder / f"data.{form}").is_file():
            return _see(f"/{path}/data.{form}")
        if is_page:
            return self._file(request, folder / INDEX)
        if form is None:
            raise not_acceptable(("text/html", "text/turtle", "application/ld+json"))
        return _see(f"/{self._folder(request)}{path}/")

    def _part(self, request: Request, path: str) -> Response:
        """Lead from a node that a thing owns to its place on the thing's page, or to its data."""
        found = _PART.fullmatch(path)
        if found is None or not (self._root / found["owner"] / "data.ttl").is_file():
            return self._missing(request)
        form = self._format(request)
        if form is None:
            raise not_acceptable(("text/html", "text/turtle", "application/ld+json"))
        if form != "html":
            return _see(f"/{found['owner']}/data.{form}")
        place = f"{found['part']}-{found['rank']}"
        return _see(f"/{self._folder(request)}{found['owner']}/#{place}")

    def _retired(self, path: str) -> str | None:
        """Return the folder of a withdrawn thing that a path is in, if any."""
        listed = self._root / RETIRED
        if not path.startswith(SPACES) or not listed.is_file():
            return None
        folders = listed.read_text(encoding="utf-8").splitlines()
        return next((each for each in folders if path.startswith(each)), None)

    def _gone(self, request: Request, path: str, folder: str) -> Response:
        """Answer 410 with the page that says what was there; lead to it from the identifier."""
        if self._format(request) != "html":
            raise _withdrawn()
        if f"{path}/" == folder:
            return _see(f"/{self._folder(request)}{folder}")
        part = "en/" if path.startswith("en/") else ""
        return self._file(request, self._root / part / folder / INDEX, 410)

    def _file(self, request: Request, path: Path, status: int = 200) -> Response:
        told = path.stat()
        suffix = path.suffix.removeprefix(".")
        media_type = self._manners.types.get(suffix, "application/octet-stream")
        entity = answers.tag("", str(path), str(told.st_size), str(told.st_mtime_ns))
        if status == 200 and answers.is_known(request, entity):  # noqa: PLR2004 - HTTP's OK
            return answers.unchanged(entity, _VARY)
        headers = {"ETag": entity, "Vary": _VARY, "Cache-Control": "public, no-cache"}
        headers["Content-Type"] = answers.content_type(media_type)
        headers |= {"Content-Security-Policy": POLICY} | self._links(path)
        is_small = told.st_size in _WORTH_PACKING and _PACKED.match(media_type)
        if not (is_small and answers.wants_gzip(request)):
            _forget_strange_ranges(request)
            return FileResponse(path, status, headers)
        content = gzip.compress(path.read_bytes(), _LEVEL, mtime=0)
        return Response(content, status, headers | {"Content-Encoding": "gzip"})

    def _links(self, path: Path) -> dict[str, str]:
        """Return the links from a page to its data."""
        if path.name != INDEX:
            return {}
        folder = path.parent.relative_to(self._root).as_posix().removeprefix("en/")
        data = ((form, self._root / folder / f"data.{form}") for form in ("ttl", "jsonld", "nt"))
        types = self._manners.types
        links = (
            f'</{folder}/{file.name}>; rel="alternate describedby"; type="{types[form]}"'
            for form, file in data
            if file.is_file()
        )
        told = ", ".join(links)
        return {"Link": told} if told else {}

    def _missing(self, request: Request) -> Response:
        page = self._root / self._folder(request) / "404.html"
        if not page.is_file() or self._format(request) != "html":
            raise missing()
        return self._file(request, page, 404)

    def _format(self, request: Request) -> str | None:
        return self._manners.format(answers.accept(request)[:_LONGEST])

    def _folder(self, request: Request) -> str:
        if request.url.path.startswith("/en/"):
            return "en/"
        header = ",".join(request.headers.getlist("accept-language"))[:_LONGEST]
        return "en/" if self._manners.language(header) == "en" else ""

    def _is_inside(self, path: Path) -> bool:
        return path.resolve().is_relative_to(self._root)


def _forget_strange_ranges(request: Request) -> None:
    """Take away a ``Range`` that is no range of bytes, or several: all is sent (RFC 9110, 14.2)."""
    told = request.headers.getlist("range")
    found = _RANGE.fullmatch(told[0]) if len(told) == 1 else None
    if found is None or (found["last"] and int(found["first"]) > int(found["last"])):
        headers = request.scope["headers"]
        request.scope["headers"] = [pair for pair in headers if pair[0] != b"range"]


def _withdrawn() -> Problem:
    return Problem(
        "gone",
        Text("ceci a été publié, puis retiré.", "this was published, then withdrawn."),
        Text("Sa page dit ce que c’était.", "Its page says what it was."),
    )


def _see(address: str) -> Response:
    return RedirectResponse(address, 303, {"Vary": _VARY})
