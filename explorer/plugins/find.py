"""Rows for templates: `find("claim_reports", claim_id=…)` runs `explorer/sql/claim_reports.sql`."""

from pathlib import Path

from datasette import hookimpl

SQL = Path(__file__).parent.parent / "sql"


@hookimpl
def extra_template_vars(datasette):
    async def find(name, **given):
        sql = (SQL / f"{name}.sql").read_text(encoding="utf-8")
        found = await datasette.get_database().execute(sql, given)
        return [dict(row) for row in found]

    return {"find": find}
