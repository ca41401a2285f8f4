"""A small HTTP server for tests: it answers as a function says."""

import http.server
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# Status, headers, body. Status 0 hangs up.
Reply = tuple[int, dict[str, str], bytes]
Answer = Callable[[str, str, str, dict[str, str]], Reply]


@contextmanager
def listening(answer: Answer) -> Iterator[str]:
    """The address of a server that asks `answer` with method, path, body and headers."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def respond(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            status, headers, content = answer(self.command, self.path, body, dict(self.headers))
            if status == 0:
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PATCH = do_DELETE = respond

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
