"""Two more ways to take rows away: a Markdown table, and an Atom feed of claims."""

from datetime import date
from xml.sax.saxutils import escape, quoteattr

from datasette import Response, hookimpl

FEED = ("claim_id", "summary", "stated_on", "read_on")


@hookimpl
def register_output_renderer():
    return [
        {"extension": "md", "render": render_markdown},
        {"extension": "atom", "render": render_atom, "can_render": can_render_atom},
    ]


def render_markdown(columns, rows):
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    return Response("\n".join(lines) + "\n", content_type="text/markdown; charset=utf-8")


def can_render_atom(columns):
    return set(FEED) <= set(columns)


def render_atom(datasette, request, rows, columns):
    if not can_render_atom(columns):
        return Response.text(f"A feed needs the columns {', '.join(FEED)}.", status=400)
    here = datasette.absolute_url(request, datasette.urls.path(request.path))
    updated = max((row["read_on"] or row["stated_on"] or "" for row in rows), default="") or "1970-01-01"
    entries = "".join(_entry(datasette, request, row) for row in rows)
    body = (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>Claimed Ground: newest claims</title>\n<id>{escape(here)}</id>\n"
        f'<link rel="self" href={quoteattr(here)}/>\n<updated>{_moment(updated)}</updated>\n'
        f"<author><name>Claimed Ground</name></author>\n{entries}</feed>\n"
    )
    return Response(body, content_type="application/atom+xml; charset=utf-8")


def _entry(datasette, request, row):
    said = row["stated_on"] or "a day not known"
    link = datasette.absolute_url(request, datasette.urls.row("claims", "claims", row["claim_id"]))
    return (
        f"<entry><title>{escape(row['summary'])}</title><id>{escape(link)}</id>"
        f"<link href={quoteattr(link)}/><updated>{_moment(row['read_on'] or row['stated_on'])}</updated>"
        f"<summary>{escape(row['summary'])} Said on {said}.</summary></entry>\n"
    )


def _moment(day):
    return f"{date.fromisoformat(day or '1970-01-01').isoformat()}T00:00:00Z"


def _cell(value):
    if isinstance(value, dict):  # a reference with its label
        value = value["label"]
    if value is None:
        return ""
    text = f"{value:g}" if isinstance(value, float) else str(value)
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, "\\" + sign)
    return text.replace("\n", " ")
