"""Places that a built site can be put: a plain static host, as GitHub Pages is one, at any path."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class _Pages(SimpleHTTPRequestHandler):
    """Files under a prefix; the site's 404.html for everything else; every request noted."""

    prefix = "/"
    noted: list[str]

    def do_GET(self) -> None:
        self.noted.append(self.path)
        if not self.path.startswith(self.prefix):
            return self._nothing()
        self.path = "/" + self.path.removeprefix(self.prefix)
        if not Path(self.translate_path(self.path)).exists():
            return self._nothing()
        return super().do_GET()

    def _nothing(self) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


class _Host(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that closes a page breaks off its downloads; that is no fault."""


@contextmanager
def static_host(site: Path, prefix: str = "/") -> Iterator[tuple[str, list[str]]]:
    """Serve `site` at `prefix`; give its address, ending in a slash, and the list of paths asked for."""
    noted: list[str] = []
    handler = type("Pages", (_Pages,), {"prefix": prefix, "noted": noted})
    with _Host(("127.0.0.1", 0), partial(handler, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}", noted
        finally:
            server.shutdown()
            thread.join()
