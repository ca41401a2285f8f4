"""What Datasette says about the database: titles, column help, facets, search, queries, licence.

Takes the descriptor, `explorer/tables.json` and `explorer/queries/*.sql`. Gives
Datasette's metadata as a plain dict. Refuses a `tables.json` that describes a
table twice over: BuildError.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from claimed_ground.descriptor import Field, Package, Table
from claimed_ground.explorer.queries import read_queries
from claimed_ground.pages.disagreements import SECTIONS
from claimed_ground.problem import BuildError

DATABASE = "claims"
PLUGIN = "claimed-ground"
# What the site's own pages call them.
WORDS = {
    **{speakers: title[0].lower() + title[1:] for speakers, title in SECTIONS.items()},
    "strict": "widest",
    "all_strict": "all widest",
}


def describe(package: Package, explorer: Path) -> dict[str, Any]:
    """Metadata for one database, from the descriptor and the settings under `explorer`."""
    choices: dict[str, Any] = json.loads((explorer / "tables.json").read_text(encoding="utf-8"))
    tables = {}
    for table in (*package.tables, *package.derived):
        chosen = choices.pop(table.name, {})
        if "columns" in chosen:
            raise BuildError(f"explorer/tables.json describes {table.name}; datapackage.json already does")
        tables[table.name] = {**_describe_table(table), **_choices(chosen)}
    for name, chosen in choices.items():  # what is left are views, which the descriptor does not have
        tables[name] = _choices(chosen)
    return {
        **_about(package.raw),
        # Datasette has no place of its own for these; the plugin that draws cells reads them.
        "plugins": {
            PLUGIN: {"columns": _columns(package), "tables": _abouts(tables), "words": _words(package)}
        },
        "databases": {
            DATABASE: {
                "title": package.raw["title"],
                "description": package.raw["description"],
                "tables": tables,
                "queries": read_queries(explorer / "queries"),
            }
        },
    }


def _about(raw: Mapping[str, Any]) -> dict[str, Any]:
    licence = raw["licenses"][0]
    return {
        "title": raw["title"],
        "description": raw["description"],
        "license": licence["title"],
        "license_url": licence["path"],
        "source": f"{raw['title']} {raw['version']}",
        "source_url": raw["homepage"],
        "about": "Code, data and issues",
        "about_url": raw["id"],
    }


def _describe_table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "description": table.description,
        "columns": {field.name: _help(field) for field in table.fields},
    }


def _abouts(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    keys = ("title", "description")
    return {name: {key: about[key] for key in keys} for name, about in tables.items()}


def _columns(package: Package) -> dict[str, dict[str, dict[str, str]]]:
    """Per table and column: title, type, unit, and the table that it refers to."""
    return {
        table.name: {field.name: _column(field, _others(table)) for field in table.fields}
        for table in (*package.tables, *package.derived)
    }


def _words(package: Package) -> dict[str, dict[str, str]]:
    """Per column with a closed list of values: what people read for a value that is a code.

    By name of the column alone, because views and queries have the same columns.
    """
    words: dict[str, dict[str, str]] = {}
    for table in (*package.tables, *package.derived):
        references = _others(table)
        for field in table.fields:
            if field.name not in references:
                told = {value: WORDS.get(value, str(value).replace("_", " ")) for value in field.enum}
                changed = {value: text for value, text in told.items() if text != str(value)}
                words[field.name] = {**words.get(field.name, {}), **changed}
    return {name: told for name, told in words.items() if told}


def _column(field: Field, others: Mapping[str, str]) -> dict[str, str]:
    found = {"title": field.title, "type": field.type, "unit": field.unit}
    found["refers_to"] = others.get(field.name, "")
    return {key: value for key, value in found.items() if value}


def _others(table: Table) -> dict[str, str]:
    """Column → the table that it alone refers to."""
    return {key.fields[0]: key.table for key in table.foreign_keys if len(key.fields) == 1}


def _help(field: Field) -> str:
    """Column help: `Area: geodesic area within the region. In km². Example: 17805.6`."""
    parts = [f"{field.title}: {field.description}"]
    if field.unit:
        parts.append(f"In {field.unit}.")
    if field.example is not None:
        parts.append(f"Example: {field.example}")
    return " ".join(parts)


def _choices(chosen: Mapping[str, Any]) -> dict[str, Any]:
    """Datasette's own keys for one table of `tables.json`."""
    found = {key: value for key, value in chosen.items() if not key.startswith("search")}
    if "search" in chosen:
        found["fts_table"] = chosen["search"]
        found["fts_pk"] = chosen.get("search_key", "rowid")
    return found
