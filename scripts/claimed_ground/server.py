"""One origin for both faces: the static site at `/`, Datasette at `/explore/`.

Takes a checkout with a finished build. Gives an ASGI application, or serves it
until it is stopped; a build published meanwhile is picked up with the next
request. Refuses a port that is taken: BuildError.
"""

import contextlib
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from claimed_ground.explorer.answers import keep_answers
from claimed_ground.explorer.instance import open_datasette, release
from claimed_ground.layout import Layout, Output
from claimed_ground.problem import BuildError

EXPLORE = "/explore/"
METHODS = ("GET", "HEAD", "OPTIONS")
LONGEST = 8_000  # characters of an address; a long query in SQL has one or two thousand
# What a page of ours needs: its own origin, and the inline scripts of Datasette and MkDocs.
# `blob:` and `wasm-unsafe-eval` are for Datasette in the browser, which the static site offers.
POLICY = (
    "default-src 'self' 'unsafe-inline' 'wasm-unsafe-eval' data: blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"referrer-policy": b"strict-origin-when-cross-origin",
    b"x-content-type-options": b"nosniff",
}
# A file named by a hash of what it holds never changes. All else may with the next build, so browsers
# ask each time whether it did.
HASHED = re.compile(r"\.[0-9a-f]{8}\.min\.(css|js)$")
FOR_EVER, ASK = b"public, max-age=31536000, immutable", b"no-cache"


@dataclass(frozen=True)
class Release:
    """One build being served: what tells it from the next, and its two applications."""

    mark: tuple[str, int, int]
    site: ASGIApp
    explore: ASGIApp


def run(layout: Layout, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until interrupted; `ready` is told the address once it accepts connections."""
    listener = _listen(host, port)
    app = build_app(layout)
    config = uvicorn.Config(app, lifespan="off", access_log=False, log_level="warning", server_header=False)
    shown = f"[{host}]" if ":" in host else host
    ready(f"http://{shown}:{listener.getsockname()[1]}/")
    with contextlib.suppress(KeyboardInterrupt), listener:
        uvicorn.Server(config).run(sockets=[listener])


def build_app(layout: Layout) -> ASGIApp:
    """The whole origin as one ASGI application."""
    serving = _open(layout)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal serving
        if scope["type"] != "http":
            return
        if _mark(layout) != serving.mark:
            serving = _open(layout)
        await _dispatch(serving, scope)(scope, receive, _with_headers(scope["path"], send))

    return app


def _dispatch(serving: Release, scope: Scope) -> ASGIApp:
    if scope["method"] not in METHODS:
        return PlainTextResponse("Only GET, HEAD and OPTIONS.\n", 405, {"allow": ", ".join(METHODS)})
    path = scope["path"]
    if len(path) + len(scope["query_string"]) > LONGEST:
        return PlainTextResponse(f"No address here is longer than {LONGEST:,} characters.\n", 414)
    if path == EXPLORE.rstrip("/"):
        return RedirectResponse(EXPLORE)
    return serving.explore if path.startswith(EXPLORE) else serving.site


def _open(layout: Layout) -> Release:
    output = Output(layout.current.folder.resolve())
    site = ExceptionMiddleware(StaticFiles(directory=output.site, html=True))
    mark = _mark(layout)
    explore = keep_answers(open_datasette(layout, output, EXPLORE), release(layout, output))
    # Level 9, the default, takes twice as long for 1 %.
    return Release(mark, GZipMiddleware(site, compresslevel=6), explore)


def _mark(layout: Layout) -> tuple[str, int, int]:
    found = layout.current.database.stat()
    return str(layout.current.folder.resolve()), found.st_ino, found.st_mtime_ns


def _with_headers(path: str, send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers: list[Any] = list(message.get("headers", ()))
            present = {name.lower() for name, _ in headers}
            lasts = HASHED.search(path) and message["status"] in (200, 304)
            own = {**HEADERS, b"cache-control": FOR_EVER if lasts else ASK}
            headers += [[name, value] for name, value in own.items() if name not in present]
            message = {**message, "headers": headers}
        await send(message)

    return sending


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket, so that connections wait rather than fail while the application starts."""
    with contextlib.ExitStack() as opened:
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
            listener = opened.enter_context(socket.socket(family, kind, protocol))
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(512)
        except OSError as error:
            reason = f"cannot listen on {host} port {port}: {error.strerror}"
            raise BuildError(f"{reason}; give another --host or --port") from error
        opened.pop_all()  # it stays open: only a failure closes it
    return listener
