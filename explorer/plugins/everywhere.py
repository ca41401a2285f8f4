"""Search in every table that has an index: /-/search?q=…"""

from datasette import Response, hookimpl

TABLES = ("claims", "statements", "sources")
SHOWN = 10


@hookimpl
def register_routes():
    return [(r"^/-/search$", search)]


async def search(datasette, request):
    asked = request.args.get("q", "").strip()[:200]
    # Each word as a phrase, as Datasette's own search boxes do: no sign in it means anything to FTS5.
    words = " ".join(f'"{word}"' for word in asked.replace('"', " ").split() if any(map(str.isalnum, word)))
    results = [await _results(datasette, table, words) for table in TABLES] if words else []
    page = await datasette.render_template(
        "search.html", {"q": asked, "results": results}, request=request, view_name="search"
    )
    return Response.html(page, headers={"cache-control": "max-age=300"})


async def _results(datasette, table, words):
    sql = f"""
        select {table}.*, (select count(*) from {table}_fts where {table}_fts match :asked) as found
        from {table}_fts join {table} on {table}.rowid = {table}_fts.rowid
        where {table}_fts match :asked
        order by bm25({table}_fts, 4, 2, 1), {table}.rowid
        limit {SHOWN}
    """
    rows = await datasette.get_database().execute(sql, {"asked": words})
    return {"table": table, "rows": rows.rows, "found": rows.rows[0]["found"] if rows.rows else 0}
