"""The answers to all named queries as plain files, for readers whose browser cannot run Datasette.

Takes the queries and the finished database. Gives a page, a CSV and a JSON file
per query, and a list of them. Refuses a query that does not run: BuildError. One
that finds nothing has an empty answer, as it may in a young or small dataset.
"""

import csv
import html
import io
import json
import re
import shutil
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from claimed_ground.explorer.metadata import DATABASE, PLUGIN
from claimed_ground.problem import BuildError
from claimed_ground.wording import number

Query = Mapping[str, Any]
Words = Mapping[str, Mapping[str, str]]
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
LOOKS = ("explorer.css", "explorer.js")
# Columns whose values have a page of their own, and where.
PAGES = {"claim_id": "claims", "claimant_id": "claimants", "topic_id": "topics"}
# Those that have only a row in Datasette.
ROWS = {"discrepancy_id": "discrepancies", "conflict_id": "conflict_sets", "publisher_id": "publishers"}


def write_answers(metadata: Mapping[str, Any], database: Path, folder: Path, explorer: Path) -> int:
    """Write every query's answer into `folder`, with what their pages look like; give their number."""
    folder.mkdir(parents=True)
    for name in LOOKS:
        shutil.copyfile(explorer / "static" / name, folder / name)
    page = (explorer / "browser" / "answer.html").read_text(encoding="utf-8")
    queries = metadata["databases"][DATABASE]["queries"]
    words = metadata["plugins"][PLUGIN]["words"]
    with closing(sqlite3.connect(f"file:{database}?immutable=1", uri=True)) as connection:
        for name, query in queries.items():
            columns, rows = _ask(connection, name, query)
            (folder / f"{name}.csv").write_text(_csv(columns, rows), encoding="utf-8")
            records = [dict(zip(columns, row, strict=True)) for row in rows]
            text = json.dumps(records, ensure_ascii=False, indent=1) + "\n"
            (folder / f"{name}.json").write_text(text, encoding="utf-8")
            read = [_in_words(columns, row, words) for row in rows]
            shown = page.format(title=html.escape(query["title"]), body=_body(name, query, columns, read))
            (folder / f"{name}.html").write_text(shown, encoding="utf-8")
    entries = "\n".join(_entry(name, query) for name, query in queries.items())
    body = f'<ul class="catalogue two">\n{entries}\n</ul>'
    index = page.format(title="Answers to questions", body=body)
    (folder / "index.html").write_text(index, encoding="utf-8")
    return len(queries)


def _entry(name: str, query: Query) -> str:
    title, description = html.escape(query["title"]), html.escape(query["description"])
    return f'<li><a href="{name}.html">{title}</a> <span class="what">{description}</span></li>'


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


def _body(name: str, query: Query, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    given = ", ".join(f"{key.replace('_', ' ')}: {value}" for key, value in query["examples"].items())
    asked = f'<p class="quiet">Asked for {html.escape(given)}.</p>\n' if given else ""
    titles = [html.escape(_title(column)) for column in columns]
    numeric = [any(isinstance(row[place], int | float) for row in rows) for place in range(len(columns))]
    head = "".join(
        f'<th scope="col" class="{"numeric" if counts else "words"}">{title}</th>'
        for title, counts in zip(titles, numeric, strict=True)
    )
    lines = "\n".join(f"<tr>{''.join(map(_cell, columns, titles, row))}</tr>" for row in rows)
    counted = "1 row" if len(rows) == 1 else f"{len(rows):,} rows"
    return (
        f'<p class="description">{html.escape(query["description"])}</p>\n{asked}'
        f'<p class="found"><strong>{counted}</strong></p>\n'
        f'<p class="take"><span class="take-label">Take it away:</span> <a href="{name}.json">JSON</a> '
        f'<a href="{name}.csv">CSV</a> <a href="../../explore/{DATABASE}/{name}{_address(query)}">'
        f"{'ask it of other values in Datasette' if given else 'in Datasette'}</a></p>\n"
        '<div class="table-wrapper" tabindex="0" role="region" aria-label="Rows">'
        f'<table class="rows-and-columns"><thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{lines}\n</tbody></table></div>"
    )


def _in_words(columns: Sequence[str], row: Sequence[Any], words: Words) -> list[Any]:
    return [words.get(name, {}).get(value, value) for name, value in zip(columns, row, strict=True)]


def _title(column: str) -> str:
    """The column as people read it, as Datasette's pages here have it."""
    return column.replace("_", " ").capitalize().replace("km2", "km²")


def _address(query: Query) -> str:
    return html.escape(f"?{urlencode(query['examples'])}") if query["examples"] else ""


def _cell(column: str, title: str, value: Any) -> str:
    kind = f"col-{column}"
    if value is None or value == "":
        kind += " empty"
    elif isinstance(value, int | float):
        kind += " type-float"
    return f'<td class="{kind}" data-label="{title}">{_shown(column, value)}</td>'


def _shown(column: str, value: Any) -> str:
    if isinstance(value, float):
        return number(value, 1 if "km2" in column else 4)
    text = html.escape("" if value is None else str(value))
    if text.startswith(("http://", "https://")):
        host = urlsplit(text).netloc.removeprefix("www.")
        return f'<a class="external" rel="external nofollow noopener" href="{text}" title="{text}">{host}</a>'
    if _DAY.fullmatch(text):
        return f'<time datetime="{text}">{text}</time>'
    if column in PAGES and text:
        return f'<a href="../../{PAGES[column]}/{text}/">{text}</a>'
    if column in ROWS and text:
        return f'<a href="../../explore/{DATABASE}/{ROWS[column]}/{text}">{text}</a>'
    return text
