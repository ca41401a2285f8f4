"""A checkout whose database is built and whose site is one page: all that Datasette needs."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
from checkout import KEPT, ROOT, link_checkout

from claimed_ground.database import write_database
from claimed_ground.derive import derive
from claimed_ground.descriptor import load_package
from claimed_ground.layout import Layout, Output
from claimed_ground.summaries import claim_texts
from claimed_ground.tables import read_tables


def make_explored(folder: Path) -> Layout:
    """The real data with its database published, and a site that only says so."""
    layout = Layout(link_checkout(ROOT, folder, KEPT))
    publish_database(layout)
    return layout


def publish_database(layout: Layout, home: str = "<h1>Home</h1>") -> Output:
    """One more build of database and site."""
    output = layout.begin()
    package = load_package(layout.descriptor)
    tables = read_tables(package, layout.root)
    rows = {**tables, **derive(package, tables, KEPT), "claim_texts": list(claim_texts(tables))}
    write_database(output.database, package, rows)
    (output.site / "assets").mkdir(parents=True)
    (output.site / "index.html").write_text(home, encoding="utf-8")
    (output.site / "404.html").write_text("<head></head><h1>Nothing here</h1>", encoding="utf-8")
    site_css = layout.docs / "assets" / "site.css"
    (output.site / "assets" / "site.css").write_bytes(site_css.read_bytes())
    layout.publish(output)
    return output


def run_apart(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """The coroutine's result, from a thread of its own: a browser test may have a loop running here."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, coroutine).result()


def get(app: Any, path: str, **headers: str) -> httpx.Response:
    """What the application answers, without following redirects."""
    return run_apart(_ask(app, [path], headers))[0]


def rows(app: Any, path: str) -> list[dict[str, Any]]:
    """The rows of an answer in JSON."""
    answer = get(app, path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def arrive(app: Any, path: str) -> httpx.Response:
    """What a reader gets in the end; Datasette 1.0 sends queries in SQL on to another address."""
    answer = get(app, path)
    return arrive(app, answer.headers["location"]) if answer.is_redirect else answer


def get_together(app: Any, *paths: str) -> list[httpx.Response]:
    """What it answers to several readers at once."""
    return run_apart(_ask(app, paths, {}))


def knock(app: Any, target: str, *more: str) -> list[tuple[int, bytes]]:
    """Status and body for request targets that no client would send, asked all at once."""

    async def together() -> list[tuple[int, bytes]]:
        return list(await asyncio.gather(*(_knock(app, one) for one in (target, *more))))

    return run_apart(together())


async def _knock(app: Any, target: str) -> tuple[int, bytes]:
    path, _, query = target.partition("?")
    said: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        said.append(message)

    scope = {"type": "http", "method": "GET", "scheme": "http", "http_version": "1.1", "root_path": ""}
    addressed = {"path": unquote(path), "raw_path": path.encode(), "query_string": query.encode()}
    others = {"headers": [(b"host", b"ground")], "server": ("ground", 80), "client": ("::1", 1)}
    await app({**scope, **addressed, **others}, receive, send)
    return said[0]["status"], b"".join(message.get("body", b"") for message in said)


async def _ask(app: Any, paths: Sequence[str], headers: Mapping[str, str]) -> list[httpx.Response]:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://ground", timeout=60) as client:
        return list(await asyncio.gather(*(client.get(path, headers=dict(headers)) for path in paths)))
