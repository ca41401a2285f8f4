"""How much one query may ask of the machine, beyond the time that Datasette's settings give it."""

import sqlite3

from datasette import Response, hookimpl
from datasette import handle_exception as default
from datasette.views.base import DatasetteError

# A single function call such as randomblob(1000000000) is not interrupted by the time limit:
# it is bounded by the length of the value. Our longest is a few kilobytes; 1,000 rows of
# 200 kB are what a small machine bears.
LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 200_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 50_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 50,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 1_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
FACETS = 20


@hookimpl
def prepare_connection(conn, database):
    if database != "_internal":  # Datasette's own, which nobody can query
        for limit, value in LIMITS.items():
            conn.setlimit(limit, value)


@hookimpl
def asgi_wrapper(datasette):
    def wrap(app):
        async def limited(scope, receive, send):
            # Each facet has a time limit of its own; many of them add up.
            if scope["type"] == "http" and scope["query_string"].count(b"_facet") > FACETS:
                refused = Response.text(f"At most {FACETS} facets at a time.\n", status=400)
                return await refused.asgi_send(send)
            return await app(scope, receive, send)

        return limited

    return wrap


@hookimpl
def handle_exception(datasette, request, exception):
    """What SQLite refuses is the asker's to mend, not a fault of the server."""
    if isinstance(exception, sqlite3.Error | OverflowError):
        refused = DatasetteError(str(exception), title="SQLite refused this", status=400)
        return default.handle_exception(datasette, request, refused)
    return None
