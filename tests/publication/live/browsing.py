"""A site as its visitors get it: served with a strict policy, seen in a real browser."""

from __future__ import annotations

import functools
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

POLICY: Final = (
    "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; worker-src 'self'"
)
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript",
        ".wasm": "application/wasm",
    }

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this host; yield the address of its root, ending with ``/``."""
    handler = functools.partial(_Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


class Visit:
    """One visitor's page: what it complained about, and where it sent requests."""

    def __init__(self, browser: Browser, root: str, *, scripts: bool = True) -> None:
        """Open an empty page."""
        self.root = root
        self.complaints: list[str] = []
        self.requests: list[str] = []
        context = browser.new_context(java_script_enabled=scripts, accept_downloads=True)
        self.page: Page = context.new_page()
        self.page.set_default_timeout(30_000)
        self.page.on("console", lambda said: self._hear(said.type, said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def go(self, path: str) -> Page:
        """Open an address of the site."""
        self.page.goto(self.root + path)
        return self.page

    def answer(self, words: str) -> str:
        """Wait until the status holds these words; return all of it."""
        status = self.page.locator("#status", has_text=words)
        status.wait_for()
        return status.inner_text()

    def close(self) -> None:
        """Close the page."""
        self.page.context.close()

    @property
    def strangers(self) -> list[str]:
        """The requests that left the host."""
        own = (self.root, "blob:", "data:")
        return [url for url in self.requests if not url.startswith(own)]

    def _hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)
