"""What the form on the site asks and knows: questions, rules, names, and the claims that are here.

Takes the descriptor and the curated tables. Gives one JSON file beside the page, and what the guide
to contributing cites. Refuses a guide that cites a row which is not there: BuildError.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from claimed_ground.contributing import CODES
from claimed_ground.contributing.draft import names_of
from claimed_ground.contributing.form import form_fields, form_groups
from claimed_ground.contributing.questions import MORE, more_help
from claimed_ground.contributing.sentences import LEADS, PARTIES, PATTERNS
from claimed_ground.contributing.submission import PARTS, known_fields
from claimed_ground.descriptor import Package
from claimed_ground.layout import Layout
from claimed_ground.problem import BuildError
from claimed_ground.tables import Row, read_tables, unparse
from claimed_ground.wording import HEDGES

CLAIM = "claim_id region_id party indicator_id value unit_id period_start summary".split()


def write_form(layout: Layout, package: Package, path: Path) -> Path:
    """Write the JSON that the form's script fetches."""
    tables = read_tables(package, layout.root)
    content = json.dumps(form_data(package, tables), ensure_ascii=False, separators=(",", ":"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content + "\n", encoding="utf-8")
    return path


def guide_context(layout: Layout, package: Package) -> dict[str, Any]:
    """What the guide names: every field and code of a submission, and rows as their files print them."""

    def cite_line(table: str, key: str) -> str:
        path = package.table(table).path
        lines = (layout.root / path).read_text(encoding="utf-8").splitlines()
        found = [line for line in lines if line.startswith(f"{key},")]
        if not found:
            raise BuildError(f"the guide cites {key}, which {path} does not have")
        return found[0]

    return {
        "submission_parts": PARTS,
        "submission_fields": known_fields(package),
        "submission_codes": CODES,
        "cite_line": cite_line,
    }


def form_data(package: Package, tables: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """Questions, the rules of their fields, vocabularies, names, sentences, and claims in short."""
    return {
        "repository": package.raw["id"],
        "groups": form_groups(),
        "more": {"label": MORE, "help": more_help(known_fields(package))},
        "fields": form_fields(package, tables),
        "words": {"hedges": HEDGES, "leads": LEADS, "parties": PARTIES, "patterns": PATTERNS},
        "indicators": _by_id(tables["indicators"], "label kind dimension family"),
        "units": _by_id(tables["units"], "label dimension factor"),
        "qualifiers": _by_id(tables["qualifiers"], "label sign rule usual_width strict_width"),
        "regions": [_region(row) for row in tables["regions"]],
        "claimants": _named("claimants", tables),
        "publishers": _named("publishers", tables),
        "claims": _claims(tables),
    }


def _by_id(rows: Sequence[Row], columns: str) -> dict[str, dict[str, str]]:
    return {next(iter(row.values())): {name: unparse(row[name]) for name in columns.split()} for row in rows}


def _named(table: str, tables: Mapping[str, Sequence[Row]]) -> list[dict[str, Any]]:
    return [{"id": next(iter(row.values())), "names": names_of(table, row)} for row in tables[table]]


def _region(row: Row) -> dict[str, Any]:
    areas = {name: unparse(row[f"{name}_area_km2"]) for name in ("official", "polygon")}
    return {"id": row["region_id"], "names": names_of("regions", row), **areas}


def _claims(tables: Mapping[str, Sequence[Row]]) -> list[dict[str, str]]:
    statements = {row["statement_id"]: row for row in tables["statements"]}
    return [
        {
            **{name: unparse(claim[name]) for name in CLAIM},
            "end": unparse(claim["period_end"] or claim["as_of"]),
            "claimant_id": statements[claim["statement_id"]]["claimant_id"],
            "stated_on": unparse(statements[claim["statement_id"]]["stated_on"]),
        }
        for claim in tables["claims"]
        if claim["status"] == "active"
    ]
