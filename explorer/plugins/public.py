"""Everything here may be read by everybody, so that need not be asked of each table on each page.

Datasette 0.65 copies all metadata and runs a query per table to find that out,
which is most of the time of a page that lists the tables.
"""

from datasette import hookimpl

PUBLIC = {
    "view-instance",
    "view-database",
    "view-database-download",
    "view-table",
    "view-query",
    "execute-sql",
}


@hookimpl
def startup(datasette):
    if hasattr(datasette, "permission_allowed"):  # 1.0 asks another way, and faster
        datasette.permission_allowed = permission_allowed


async def permission_allowed(actor, action, resource=None, default=False):
    """All that is published, and nothing of Datasette's own database or debugging pages."""
    database = resource[0] if isinstance(resource, tuple) else resource
    return action in PUBLIC and database != "_internal"
