"""How cells and headings look: titles and units for people, links marked, each language named.

Everything it knows of the columns comes from the descriptor, through the
plugin's part of the metadata.
"""

import re
from urllib.parse import unquote, urlsplit

from datasette import hookimpl
from datasette.utils import tilde_encode, to_css_class
from markupsafe import Markup, escape

PLUGIN = "claimed-ground"
LANGUAGES = {"name_uk": "uk", "name_ru": "ru"}
_LINK_TEXT = re.compile(r">[^<]*<")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SENTENCES = ("sentence", "summary")
FIELDS = 6  # that a card shows at first
MORE = '<td class="more"><label><input type="checkbox"> {} more fields</label></td>'
# Ids that lead to their row from whatever query has them.
ROWS = {
    "claim_id": "claims",
    "discrepancy_id": "discrepancies",
    "conflict_id": "conflict_sets",
    "publisher_id": "publishers",
}
YES_NO = {0: "no", 1: "yes"}


@hookimpl
def startup(datasette):
    # Read once: Datasette copies the whole part at every call, which made a page of cells take a second.
    datasette.claimed_ground = datasette.plugin_config(PLUGIN)


@hookimpl
def extra_template_vars(datasette):
    columns = datasette.claimed_ground["columns"]

    def title(column, table=None):
        known = columns.get(table, {}).get(column, {})
        return known.get("title") or column.replace("_", " ").capitalize().replace("km2", "km²")

    def unit(column, table=None):
        return columns.get(table, {}).get(column, {}).get("unit", "")

    def in_words(value, column):
        return datasette.claimed_ground["words"].get(column, {}).get(value, value)

    return {
        "in_words": in_words,
        "site_root": datasette.setting("base_url").removesuffix("explore/"),
        "column_title": title,
        "column_unit": unit,
        "about": datasette.claimed_ground["tables"],
        "sentence_first": sentence_first,
        "table_body": table_body,
        "number": number,
        "short_url": short_url,
    }


@hookimpl
def render_cell(row, value, column, table, datasette):
    if isinstance(value, dict):
        return _labelled(value, column, table, datasette)
    if isinstance(value, float):
        return number(round(value, 1) if "km2" in column else value)
    if column in ROWS and ROWS[column] != table and isinstance(value, str):
        return _link(datasette, ROWS[column], value, value)
    if isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value:
        return _external(value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        return Markup(f'<time datetime="{value}">{value}</time>')
    if isinstance(value, str) and value in (words := datasette.claimed_ground["words"].get(column, {})):
        return words[value]
    known = datasette.claimed_ground["columns"].get(table, {}).get(column, {})
    if known.get("type") == "boolean" and value in YES_NO:
        return YES_NO[value]
    language = LANGUAGES.get(column) or (column in ("fragment", "title") and _language(row))
    if language and isinstance(value, str):
        return Markup(f'<span lang="{escape(language)}" class="{escape(column)}">{escape(value)}</span>')
    return None


def sentence_first(columns):
    """The places of a table's columns as shown: what a row says in words comes right after its key."""
    names = [column["name"] for column in columns]
    said = [place for place, name in enumerate(names) if name in SENTENCES]
    # A view has no key: whoever wrote it put its columns in order.
    start = next((i for i, one in enumerate(columns) if not one["is_pk"] and names[i] != "Link"), len(names))
    if not start:
        return range(len(names))
    return [*range(start), *said, *(i for i in range(start, len(names)) if i not in said)]


def table_body(rows, places):
    """The rows of a table. Not a template, because a thousand cells take one four times as long."""
    return Markup("\n".join(f"<tr>{_cells(list(cells), places)}</tr>" for cells in rows))


def _cells(cells, places):
    """The cells of a row; on a phone the row is a card, which a tick opens beyond its first fields."""
    told = [place for place in places if cells[place]["value_type"] != "none"]
    later = set(told[FIELDS:]) if len(told) > FIELDS + 1 else set()
    shown = "".join(_cell(cells[place], " later" if place in later else "") for place in places)
    return f"{shown}{MORE.format(len(later))}" if later else shown


def _cell(cell, later=""):
    shown = escape(cell["value"])  # which leaves alone what is markup already
    if cell.get("is_special_link_column"):  # a compound key would be a long text
        shown = _LINK_TEXT.sub(">open<", shown)
    return f'<td class="col-{to_css_class(cell["column"])} type-{cell["value_type"]}{later}">{shown}</td>'


def number(value):
    """A float as people write it: 64, 1,268, 0.5; a whole number that is not a float stays as it is."""
    if not isinstance(value, float):
        return "" if value is None else str(value)
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def short_url(url):
    """`host/path` of at most 60 characters, readable in any script."""
    parts = urlsplit(url)
    text = parts.netloc.removeprefix("www.") + unquote(parts.path).rstrip("/")
    return text if len(text) <= 60 else text[:59] + "…"


def _labelled(value, column, table, datasette):
    """A reference shown by its label, or by its id where it has none; the id is the tooltip."""
    other = datasette.claimed_ground["columns"].get(table, {}).get(column, {}).get("refers_to")
    if other is None:
        return None
    return _link(datasette, other, str(value["value"]), value["label"] or value["value"])


def _language(row):
    try:
        return row["language"]
    except (IndexError, KeyError):
        return None


def _link(datasette, table, key, text):
    """The row `key` of `table`; the key is the tooltip where it is not the text."""
    href = f"{datasette.setting('base_url')}claims/{table}/{tilde_encode(key)}"
    tip = f' title="{escape(key)}"' if text != key else ""
    return Markup(f'<a href="{href}"{tip}>{escape(text)}</a>')


def _external(url):
    href = escape(url)
    start = '<a class="external" rel="external nofollow noopener" target="_top"'
    return Markup(f'{start} href="{href}" title="{href}">{escape(short_url(url))}</a>')
