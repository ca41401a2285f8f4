"""Answers of Datasette, kept: a release never changes, so neither does what one address answers.

Takes an ASGI application and the name of the release that it serves. Gives one
that answers from memory what it answered before, compressed, with an ETag that
also spares a reader's browser the download. Refuses nothing: errors, and
answers too large to keep, pass through as they are.
"""

import asyncio
import hashlib
import zlib
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

Message = MutableMapping[str, Any]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

LARGEST = 2_000_000  # bytes of one answer; larger ones are CSV streams and the database itself
ROOM = 64_000_000  # compressed bytes of all answers kept
LONGEST = 2_000  # characters of an address worth remembering
# Nothing here depends on who asks, so caches between us and readers need not tell them apart.
PERSONAL = (b"authorization", b"cookie")
REPLACED = (b"cache-control", b"content-encoding", b"content-length", b"etag", b"vary")
LIFE = b"public, max-age=300, stale-while-revalidate=86400"


@dataclass
class Shelf:
    """Compressed answers by address, the least lately asked for first."""

    answers: OrderedDict[bytes, tuple[Headers, bytes]] = field(default_factory=OrderedDict)
    size: int = 0


@dataclass
class Heard:
    """What the application has said so far; `passed` once it proved too large or not worth keeping."""

    start: Message = field(default_factory=dict)
    parts: list[bytes] = field(default_factory=list)
    passed: bool = False


def keep_answers(app: App, release: str) -> App:
    """`app` with its successful answers kept for as long as this application lives."""
    shelf = Shelf()

    async def keeping(scope: Scope, receive: Receive, send: Send) -> None:
        asked = {name.lower(): value for name, value in scope["headers"]}
        address = _address(scope, asked)
        tag = b'W/"' + hashlib.sha256(release.encode() + address).hexdigest()[:20].encode() + b'"'
        if tag in asked.get(b"if-none-match", b""):
            headers = [(b"etag", tag), (b"cache-control", LIFE), (b"vary", b"Accept-Encoding")]
            await _send(send, 304, headers, b"")
            return
        if address not in shelf.answers:
            heard = await _hear(app, scope, receive, send)
            if heard.passed:
                return
            _put(shelf, address, await _pack(heard, tag))
        shelf.answers.move_to_end(address)
        headers, packed = shelf.answers[address]
        if b"gzip" in asked.get(b"accept-encoding", b""):
            await _send(send, 200, [*headers, (b"content-encoding", b"gzip")], packed)
        else:
            await _send(send, 200, headers, zlib.decompress(packed, 31))

    return keeping


def _address(scope: Scope, asked: dict[bytes, bytes]) -> bytes:
    """All that an answer depends on: the host too, which links to a next page name and anyone may make up."""
    path = bytes(scope.get("raw_path") or scope["path"].encode())
    return b" ".join((scope["scheme"].encode(), asked.get(b"host", b""), path, scope["query_string"]))


async def _hear(app: App, scope: Scope, receive: Receive, send: Send) -> Heard:
    """Run `app`; whatever is no complete, small, successful answer goes straight on to `send`."""
    heard = Heard()

    async def hearing(message: Message) -> None:
        if message["type"] == "http.response.start":
            heard.start = message
            heard.passed = message["status"] != 200 or _length(message) > LARGEST or not _is_short(scope)
            if heard.passed:
                await send(_unkept(message))
        elif heard.passed:
            await send(message)
        else:
            heard.parts.append(message.get("body", b""))
            if sum(map(len, heard.parts)) > LARGEST:
                heard.passed = True
                await send(_unkept(heard.start))
                rest = {"type": "http.response.body", "body": b"".join(heard.parts)}
                await send({**rest, "more_body": message.get("more_body", False)})

    anonymous = [(name, value) for name, value in scope["headers"] if name.lower() not in PERSONAL]
    await app({**scope, "headers": anonymous}, receive, hearing)
    return heard


def _is_short(scope: Scope) -> bool:
    return len(scope["path"]) + len(scope["query_string"]) <= LONGEST


def _length(message: Message) -> int:
    return next((int(v) for name, v in message["headers"] if name.lower() == b"content-length"), 0)


def _unkept(message: Message) -> Message:
    """The start of an answer that no cache should keep, unless it is a success too large for ours."""
    if message["status"] == 200:
        return message
    headers = [(n, v) for n, v in message["headers"] if n.lower() != b"cache-control"]
    return {**message, "headers": [*headers, (b"cache-control", b"no-store")]}


async def _pack(heard: Heard, tag: bytes) -> tuple[Headers, bytes]:
    packed = await asyncio.to_thread(_gzip, b"".join(heard.parts))
    headers = [(bytes(n), bytes(v)) for n, v in heard.start["headers"] if n.lower() not in REPLACED]
    return [*headers, (b"etag", tag), (b"cache-control", LIFE), (b"vary", b"Accept-Encoding")], packed


def _gzip(body: bytes) -> bytes:
    packer = zlib.compressobj(5, zlib.DEFLATED, 31)  # 31: with a gzip header
    return packer.compress(body) + packer.flush()


def _put(shelf: Shelf, address: bytes, answer: tuple[Headers, bytes]) -> None:
    old = shelf.answers.pop(address, None)  # another reader may have asked for it at the same time
    shelf.size += len(answer[1]) - (len(old[1]) if old else 0)
    shelf.answers[address] = answer
    while shelf.size > ROOM:
        _, (_, body) = shelf.answers.popitem(last=False)
        shelf.size -= len(body)


async def _send(send: Send, status: int, headers: Headers, body: bytes) -> None:
    sized = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": sized})
    await send({"type": "http.response.body", "body": body})
