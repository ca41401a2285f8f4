"""Rows for templates: `find("claim_reports", claim_id=…)` runs `explorer/sql/claim_reports.sql`."""

import sqlite3
from pathlib import Path

from datasette import hookimpl

SQL = Path(__file__).parent.parent / "sql"


@hookimpl
def extra_template_vars(datasette):
    return {"find": _finder(datasette)}


def _finder(datasette):
    """One connection per release, used in this thread: passing such queries to another takes longer."""
    if not hasattr(datasette, "claimed_ground_find"):
        path = datasette.get_database("claims").path
        connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True, check_same_thread=False)
        connection.row_factory = sqlite3.Row
        queries = {file.stem: file.read_text(encoding="utf-8") for file in SQL.glob("*.sql")}

        def find(name, **given):
            return [dict(row) for row in connection.execute(queries[name], given)]

        datasette.claimed_ground_find = find
    return datasette.claimed_ground_find
