"""The answers to all named queries as plain files, for readers whose browser cannot run Datasette.

Takes the queries and the finished database. Gives a page, a CSV and a JSON file
per query, and a list of them. Refuses a query that does not run: BuildError. One
that finds nothing has an empty answer, as it may in a young or small dataset.
"""

import csv
import html
import io
import json
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from claimed_ground.explorer.metadata import DATABASE
from claimed_ground.problem import BuildError

Query = Mapping[str, Any]
# Columns whose values have a page of their own, and where.
PAGES = {"claim_id": "claims", "claimant_id": "claimants", "topic_id": "topics"}
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} · Claimed Ground</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="../../assets/site.css">
<link rel="stylesheet" href="answers.css">
<style>main {{ max-width: 70rem; padding-top: 2rem; }}
table {{ border-collapse: collapse; font-size: 0.86rem; }}
td, th {{ text-align: left; vertical-align: top; padding: 0.3rem 1rem 0.3rem 0; }}
tr {{ border-bottom: 1px solid #8886; }}
div {{ overflow-x: auto; }}</style>
</head>
<body data-md-color-scheme="default">
<main>
<p class="brand"><a href="../../">Claimed Ground</a> › <a href="./">Answers to questions</a></p>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def write_answers(metadata: Mapping[str, Any], database: Path, folder: Path, style: Path) -> int:
    """Write every query's answer into `folder`, with the style sheet of their pages; give their number."""
    folder.mkdir(parents=True)
    shutil.copyfile(style, folder / "answers.css")
    queries = metadata["databases"][DATABASE]["queries"]
    with closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True)) as connection:
        for name, query in queries.items():
            columns, rows = _ask(connection, name, query)
            (folder / f"{name}.csv").write_text(_csv(columns, rows), encoding="utf-8")
            records = [dict(zip(columns, row, strict=True)) for row in rows]
            text = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
            (folder / f"{name}.json").write_text(text, encoding="utf-8")
            (folder / f"{name}.html").write_text(_page(name, query, columns, rows), encoding="utf-8")
    entries = "\n".join(_entry(name, query) for name, query in queries.items())
    index = PAGE.format(title="Answers to questions", body=f"<ul>\n{entries}\n</ul>")
    (folder / "index.html").write_text(index, encoding="utf-8")
    return len(queries)


def _entry(name: str, query: Query) -> str:
    title, description = html.escape(query["title"]), html.escape(query["description"])
    return f'<li><a href="{name}.html">{title}</a>: {description}</li>'


def _ask(connection: sqlite3.Connection, name: str, query: Query) -> tuple[list[str], list[Sequence[Any]]]:
    try:
        cursor = connection.execute(query["sql"], query["examples"])
        rows = cursor.fetchall()
    except sqlite3.Error as error:
        raise BuildError(f"explorer/queries/{name}.sql does not run: {error}") from error
    return [column[0] for column in cursor.description], rows


def _csv(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()


def _page(name: str, query: Query, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    given = ", ".join(f"{key}: {value}" for key, value in query["examples"].items())
    head = "".join(f"<th>{html.escape(column.replace('_', ' '))}</th>" for column in columns)
    lines = "\n".join(f"<tr>{''.join(map(_cell, columns, row))}</tr>" for row in rows)
    body = (
        f"<p>{html.escape(query['description'])}</p>\n"
        f'<p>{html.escape(given)} <a href="{name}.csv">CSV</a> · <a href="{name}.json">JSON</a> · '
        f'<a href="../../explore/{DATABASE}/{name}">in Datasette</a></p>\n'
        f"<div><table><thead><tr>{head}</tr></thead>\n<tbody>\n{lines}\n</tbody></table></div>"
    )
    return PAGE.format(title=html.escape(query["title"]), body=body)


def _cell(column: str, value: Any) -> str:
    text = "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    if text.startswith(("http://", "https://")):
        address = html.escape(text)
        return f'<td><a rel="external nofollow noopener" href="{address}">{address}</a></td>'
    if column in PAGES and text:
        return f'<td><a href="../../{PAGES[column]}/{html.escape(text)}/">{html.escape(text)}</a></td>'
    return f"<td>{html.escape(text)}</td>"
