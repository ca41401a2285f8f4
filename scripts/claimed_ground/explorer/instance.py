"""The one module that knows Datasette.

Takes a finished database and the descriptor. Gives a Datasette application that
never writes, bounded in time, rows and bytes. Refuses nothing.
"""

import hashlib
import json
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from datasette import __version__
from datasette.app import Datasette
from datasette.plugins import pm

from claimed_ground.descriptor import load_package
from claimed_ground.explorer.metadata import DATABASE, describe
from claimed_ground.layout import Layout, Output

VERSION: str = __version__
SETTINGS: Mapping[str, Any] = {
    "default_page_size": 50,
    "max_returned_rows": 1000,
    "sql_time_limit_ms": 1000,
    "num_sql_threads": 2,
    "suggest_facets": False,  # a table page of 100,000 rows takes 2.5 s with it, 0.07 s without
    "facet_time_limit_ms": 300,
    "default_facet_size": 15,
    "allow_download": True,
    "allow_csv_stream": True,
    "max_csv_mb": 50,
    "truncate_cells_html": 160,
    "default_cache_ttl": 300,
}
# With `rich` installed Datasette prints a traceback for every address that does not exist.
pm.get_plugin("datasette.handle_exception").rich = None


def open_datasette(layout: Layout, output: Output, base_url: str) -> Any:
    """The ASGI application for the database of `output` at the path `base_url`."""
    explorer = layout.explorer
    datasette = Datasette(
        immutables=[str(output.database)],
        inspect_data=inspect(output.database),
        **_described(describe(load_package(layout.descriptor), explorer)),
        settings={**SETTINGS, "base_url": base_url},
        template_dir=str(explorer / "templates"),
        plugins_dir=str(explorer / "plugins"),
        static_mounts=[("static", str(explorer / "static"))],
        cors=True,
    )
    return datasette.app()


def _described(metadata: dict[str, Any]) -> dict[str, Any]:
    """Metadata as this Datasette wants it: since 1.0 named queries are configuration."""
    if VERSION.startswith("0."):
        return {"metadata": metadata}
    queries = metadata["databases"][DATABASE].pop("queries")
    return {"metadata": metadata, "config": {"databases": {DATABASE: {"queries": queries}}}}


def release(layout: Layout, output: Output) -> str:
    """A name that changes with anything an answer is made of, and is the same on every copy of the server."""
    digest = hashlib.sha256(VERSION.encode() + json.dumps(dict(SETTINGS)).encode())
    parts = [layout.descriptor, output.database]
    parts += sorted(path for path in layout.explorer.rglob("*") if path.is_file() and _is_served(path))
    for path in parts:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _is_served(path: Path) -> bool:
    return not {"node_modules", "__pycache__", "browser"} & set(path.parts)


def inspect(database: Path) -> dict[str, Any]:
    """What Datasette would otherwise count again: hash, size, and rows per table."""
    with closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True)) as connection:
        names = connection.execute("select name from sqlite_master where type = 'table' order by name")
        counts = {
            name: connection.execute(f"select count(*) from [{name}]").fetchone()[0]
            for (name,) in names.fetchall()
        }
    content = database.read_bytes()
    return {
        DATABASE: {
            "hash": hashlib.sha256(content).hexdigest(),
            "size": len(content),
            "file": database.name,
            "tables": {name: {"count": count} for name, count in counts.items()},
        }
    }
