"""How cells and headings look: titles and units for people, links marked, each language named.

Everything it knows of the columns comes from the descriptor, through the
plugin's part of the metadata.
"""

import re
from urllib.parse import unquote, urlsplit

import markupsafe
from datasette import hookimpl

PLUGIN = "claimed-ground"
LANGUAGES = {"name_uk": "uk", "name_ru": "ru"}
_LINK_TEXT = re.compile(r">[^<]*<")
YES_NO = {0: "no", 1: "yes"}


@hookimpl
def extra_template_vars(datasette):
    config = datasette.plugin_config(PLUGIN) or {}
    columns = config.get("columns", {})

    def title(column, table=None):
        known = columns.get(table, {}).get(column, {})
        return known.get("title") or column.replace("_", " ").capitalize()

    def unit(column, table=None):
        return columns.get(table, {}).get(column, {}).get("unit", "")

    return {
        "site_root": datasette.setting("base_url").removesuffix("explore/"),
        "column_title": title,
        "column_unit": unit,
        "about": config.get("tables", {}),
        "open_link": open_link,
        "number": number,
        "short_url": short_url,
    }


@hookimpl
def render_cell(row, value, column, table, datasette):
    if isinstance(value, dict):
        return None if value["label"] == value["value"] else _labelled(value, column, table, datasette)
    if isinstance(value, float):
        return number(value)
    if column == "claim_id" and isinstance(value, str):
        return _link(datasette.urls.row("claims", "claims", value), value)
    if isinstance(value, str) and value.startswith(("http://", "https://")) and " " not in value:
        return _external(value)
    known = (datasette.plugin_config(PLUGIN) or {}).get("columns", {}).get(table, {}).get(column, {})
    if known.get("type") == "boolean" and value in YES_NO:
        return YES_NO[value]
    language = LANGUAGES.get(column) or (column in ("fragment", "title") and _language(row))
    if language and isinstance(value, str):
        return markupsafe.Markup('<span lang="{}" class="{}">{}</span>').format(language, column, value)
    return None


def open_link(cell):
    """Datasette's link to a row with a compound key, shown as one short word."""
    return markupsafe.Markup(_LINK_TEXT.sub(">open<", cell))


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
    """A reference shown by its label; Datasette adds the raw id to it, we keep that for the tooltip."""
    database = datasette.get_database()
    keys = (datasette.plugin_config(PLUGIN) or {}).get("columns", {}).get(table, {})
    other = keys.get(column, {}).get("refers_to")
    if other is None:
        return None
    return _link(
        datasette.urls.row(database.name, other, str(value["value"])), value["label"], value["value"]
    )


def _language(row):
    try:
        return row["language"]
    except (IndexError, KeyError):
        return None


def _link(href, text, tip=None):
    if tip is None:
        return markupsafe.Markup('<a href="{}">{}</a>').format(href, text)
    return markupsafe.Markup('<a href="{}" title="{}">{}</a>').format(href, tip, text)


def _external(url):
    return markupsafe.Markup(
        '<a class="external" rel="external nofollow noopener" target="_top" href="{}" title="{}">{}</a>'
    ).format(url, url, short_url(url))
