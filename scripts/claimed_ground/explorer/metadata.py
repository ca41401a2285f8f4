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
from claimed_ground.problem import BuildError

DATABASE = "claims"


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
