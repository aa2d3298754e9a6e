"""The pages of a preview, to this machine alone: GET of what was made, and nothing else.

A page of the web may ask any address of this machine under a name of its own (DNS rebinding): only
requests to the address itself are answered.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from adaptkit.model.diagnostic import ProblemsFound
from adaptkit.preview.pages import OWN, Pages, changed_places, finding

ADDRESS = "127.0.0.1"
EVENTS, STATE = f"{OWN}events", f"{OWN}state.json"
_HEARTBEAT = 10.0
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
}


class Shown:
    """What is shown now, and what changed last. ``make`` gives the pages as the files are, after
    those were saved that it is told."""

    def __init__(self, make: Callable[[Collection[str]], Pages]) -> None:
        self._make = make
        self._changing = threading.Condition()
        self.version = 0
        self.pages = make(())
        self.changed: Mapping[str, Sequence[str]] = {}
        self.broken: tuple[Mapping[str, Any], ...] = ()
        self.stopped = False

    def refresh(self, saved: Collection[str]) -> bool:
        """Whether something else is to be shown. What cannot be made leaves the pages as they were,
        with what is wrong."""
        broken: tuple[Mapping[str, Any], ...] = ()
        try:
            pages = self._make(saved)
        except ProblemsFound as found:
            pages, broken = self.pages, tuple(map(finding, found.diagnostics))
        changed = changed_places(self.pages, pages)
        same = not changed and broken == self.broken and pages.problems == self.pages.problems
        if same and pages.files == self.pages.files:
            self.pages = pages  # lines may have moved
            return False
        with self._changing:
            self.pages, self.broken, self.changed = pages, broken, changed
            self.version += 1
            self._changing.notify_all()
        return True

    def stop(self) -> None:
        with self._changing:
            self.stopped = True
            self._changing.notify_all()

    def after(self, version: int, seconds: float) -> bool:
        """Waits so long at most; whether there is a later version by then."""
        with self._changing:
            self._changing.wait_for(lambda: self.stopped or self.version > version, seconds)
            return self.version > version

    def event(self) -> bytes:
        told = {"version": self.version, "changed": self.changed, "broken": bool(self.broken)}
        return f"data: {json.dumps(told)}\n\n".encode()

    def state(self, page: str) -> bytes:
        told = {
            "version": self.version,
            "units": self.pages.units.get(page, {}),
            "problems": self.pages.problems,
            "broken": self.broken,
        }
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass")


class Server(ThreadingHTTPServer):
    """Answers on this machine's own address. ``port`` 0 is any that is free."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, shown: Shown, port: int) -> None:
        self.shown = shown
        super().__init__((ADDRESS, port), _Handler)

    @property
    def hosts(self) -> frozenset[str]:
        return frozenset(f"{name}:{self.server_port}" for name in (ADDRESS, "localhost"))

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no fault."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"
    server_version = "adaptkit"
    sys_version = ""
    timeout = 60

    def do_GET(self) -> None:
        self._answer(body=True)

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def _answer(self, *, body: bool) -> None:
        if self.headers.get("Host", "") not in self.server.hosts:
            self._send(
                HTTPStatus.FORBIDDEN, b"This preview is for this computer alone.\n", "txt", body
            )
            return
        asked = urlsplit(self.path)
        path = unquote(asked.path)
        path = path.removeprefix("/") if self.path.startswith("/") else "\0"
        shown = self.server.shown
        if path == EVENTS and body:
            self._events()
        elif path == STATE:
            page = parse_qs(asked.query).get("page", [""])[0]
            self._send(HTTPStatus.OK, shown.state(page), "json", body)
        elif (content := shown.pages.files.get(path or "index.html")) is not None:
            kind = (path or "index.html").rpartition(".")[2].lower()
            self._send(HTTPStatus.OK, content, kind, body)
        else:
            self._send(
                HTTPStatus.NOT_FOUND, b"There is no such page in this edition.\n", "txt", body
            )

    def _send(self, status: HTTPStatus, content: bytes, kind: str, body: bool) -> None:
        self.send_response(status)
        self._headers(_TYPES.get(kind, "text/plain; charset=utf-8"))
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if body:
            self.wfile.write(content)

    def _headers(self, kind: str) -> None:
        self.send_header("Content-Type", kind)
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Frame-Options", "DENY")

    def _events(self) -> None:
        """Server-sent events: one for each version from now on, and a sign of life between."""
        shown = self.server.shown
        # Whoever has the answer may save at once.
        sent = shown.version
        self.send_response(HTTPStatus.OK)
        self._headers("text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        while not shown.stopped:
            if shown.after(sent, _HEARTBEAT):
                sent = shown.version
                self.wfile.write(shown.event())
            else:
                self.wfile.write(b": here\n\n")
            self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a terminal full of requests hides what matters."""
