"""Datasette under a path prefix, such as /explore/.

Datasette 0.65 builds its links as if a proxy had taken the prefix off, yet its
redirects as if it had not (simonw/datasette#1519, #1883). This is that proxy: it
takes the prefix off, puts it back on redirects, and drops a trailing slash.
"""

from datasette import hookimpl


@hookimpl
def asgi_wrapper(datasette):
    prefix = datasette.setting("base_url").rstrip("/")

    def wrap(app):
        async def mounted(scope, receive, send):
            if scope["type"] != "http":
                return await app(scope, receive, send)

            async def sending(message):
                if message["type"] == "http.response.start":
                    headers = [_moved(header, prefix) for header in message["headers"]]
                    message = {**message, "headers": headers}
                await send(message)

            path = scope.get("raw_path") or scope["path"].encode()
            path = path.partition(b"?")[0].removeprefix(prefix.encode()) or b"/"
            if path.endswith(b"/") and path.strip(b"/"):
                return await _redirect(sending, path.rstrip(b"/"), scope["query_string"])
            inner = {**scope, "raw_path": path, "path": scope["path"].removeprefix(prefix) or "/"}
            return await app(inner, receive, sending)

        return mounted if prefix else app

    return wrap


def _moved(header, prefix):
    name, value = header
    start = prefix.encode() + b"/"
    if name.lower() == b"location" and value.startswith(b"/") and not value.startswith((start, b"//")):
        return [name, prefix.encode() + value]
    return [name, value]


async def _redirect(send, path, query):
    location = b"/" + path.lstrip(b"/") + (b"?" + query if query else b"")
    await send({"type": "http.response.start", "status": 302, "headers": [[b"location", location]]})
    await send({"type": "http.response.body", "body": b""})
