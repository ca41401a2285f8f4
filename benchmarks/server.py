"""How fast the server answers, against a default `datasette serve` of the same file in the same run.

    .venv/bin/python benchmarks/server.py [seconds per kind of page]

Prints requests per second and the 50th and 95th percentile in milliseconds for
each kind of page, asked by eight connections at once on this machine. Every
request of a kind asks for another address for as long as there are any; the
last column tells what a cache adds when readers ask for the same again.
"""

import asyncio
import itertools
import socket
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parent.parent
DATABASE = ROOT / "build" / "claims.db"
CONNECTIONS = 8


def addresses() -> dict[str, list[str]]:
    """Kind of page → addresses below the database's own."""
    with sqlite3.connect(f"file:{DATABASE}?mode=ro", uri=True) as connection:

        def column(sql: str) -> list[str]:
            return [value for (value,) in connection.execute(sql)]

        claims = column("select claim_id from claims order by claim_id")
        regions = column("select region_id from regions order by region_id")
        names = column("select distinct name from claimants order by claimant_id")
    facets = "_facet=region_id&_facet=party&_facet=indicator_id&_facet=qualifier_id"
    return {
        "home": [""],
        "table": [f"claims?{facets}&value__gt={n}" for n in range(400)],
        "row": [f"claims/{claim}" for claim in claims],
        "search": [f"claims?_search={quote(name)}" for name in names],
        "json": [f"claims.json?_shape=array&region_id={r}&value__gt={n}" for r in regions for n in range(20)],
    }


async def ask(port: int, paths: Iterator[str], until: float, times: list[float]) -> None:
    """One connection that asks for one path after the other."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for path in paths:
        start = time.perf_counter()
        if start > until:
            break
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: identity\r\n\r\n".encode())
        head = await reader.readuntil(b"\r\n\r\n")
        assert b" 200 " in head.splitlines()[0], (path, head)
        await body(reader, head.lower())
        times.append(time.perf_counter() - start)
    writer.close()


async def body(reader: asyncio.StreamReader, head: bytes) -> None:
    if b"content-length:" in head:
        await reader.readexactly(int(head.split(b"content-length:")[1].split(b"\r\n")[0]))
        return
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readline()


def measure(
    port: int, prefix: str, paths: list[str], seconds: float, repeat: bool
) -> tuple[float, float, float]:
    """Requests per second, and p50 and p95 in milliseconds."""
    endless = itertools.cycle([f"{prefix}{path}" for path in (paths[:1] if repeat else paths)])
    times: list[float] = []

    async def all_at_once() -> None:
        until = time.perf_counter() + seconds
        await asyncio.gather(*(ask(port, endless, until, times) for _ in range(CONNECTIONS)))

    start = time.perf_counter()
    asyncio.run(all_at_once())
    spent = time.perf_counter() - start
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return len(times) / spent, statistics.median(ordered) * 1000, p95 * 1000


@contextmanager
def running(command: list[str], port: int) -> Iterator[None]:
    process = subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    bin_folder = Path(sys.executable).parent
    ours, theirs = free_port(), free_port()
    ground = [str(bin_folder / "ground"), "--root", str(ROOT), "serve", "--no-build"]
    default = [str(bin_folder / "datasette"), "serve", str(DATABASE.resolve())]
    print(f"{'':8}{'default datasette serve':^26}{'ground serve':^26}{'p95':^8}{'asked again':^26}")
    print(
        f"{'':8}"
        + f"{'req/s':>8}{'p50':>8}{'p95':>8}  " * 2
        + f"{'ratio':^8}"
        + f"{'req/s':>8}{'p50':>8}{'p95':>8}"
    )
    with running(ground, ours), running(default, theirs):
        for kind, paths in addresses().items():
            base = measure(theirs, "/claims/" if paths[0] else "/", paths, seconds, repeat=False)
            mine = measure(
                ours, "/explore/claims/" if paths[0] else "/explore/", paths, seconds, repeat=False
            )
            again = measure(
                ours, "/explore/claims/" if paths[0] else "/explore/", paths, seconds, repeat=True
            )
            figures = [f"{rate:8.0f}{p50:8.1f}{p95:8.1f}  " for rate, p50, p95 in (base, mine, again)]
            print(f"{kind:8}{figures[0]}{figures[1]}{mine[2] / base[2]:^8.2f}{figures[2]}")


if __name__ == "__main__":
    main()
