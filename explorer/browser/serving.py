"""Datasette in the browser: the same application as on the server, asked without a network."""

import io
import json
import zipfile
from pathlib import Path
from urllib.parse import unquote

from datasette.app import Datasette

_apps = []


def open_app(base_url):
    """Open /app/claims.db at the path `base_url`."""
    config = json.loads(Path("/app/config.json").read_text(encoding="utf-8"))
    datasette = Datasette(
        immutables=["/app/claims.db"],
        inspect_data=config["inspect_data"],
        metadata=config["metadata"],
        settings={**config["settings"], "base_url": base_url, "num_sql_threads": 0},  # there are no threads
        template_dir="/app/explorer/templates",
        plugins_dir="/app/explorer/plugins",
        static_mounts=[("static", "/app/explorer/static")],
        cors=True,
    )
    _apps[:] = [datasette.app()]


async def ask(method, path, query):
    """One request: `path` as the address bar has it, percent-encoded. Gives status, headers, body."""
    start, body = {}, bytearray()

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            body.extend(message.get("body", b""))

    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode("ascii"),
        "query_string": query.encode("ascii"),
        "headers": [(b"host", b"localhost")],
        "server": ("localhost", 80),
        "client": ("localhost", 0),
    }
    await _apps[0](scope, receive, send)
    headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"]]
    return start["status"], headers, bytes(body)


def compiled():
    """A zip of what Python compiled so far, marked to be trusted whatever the time of its source."""
    site = Path("/app/site")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(site.rglob("*.pyc")):
            content = path.read_bytes()
            # PEP 552: flags 1 mean "by hash, unchecked"; the release already is a hash of all sources.
            archive.writestr(str(path.relative_to(site)), content[:4] + b"\x01\0\0\0" + content[8:])
    return buffer.getvalue()
