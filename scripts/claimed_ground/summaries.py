"""What a reader is told of each claim at a glance: its figure as text, its day, its reports.

Takes the curated tables. Gives rows of the derived table `claim_texts`. Refuses nothing.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from claimed_ground.tables import Row, Tables
from claimed_ground.wording import figure, span


def claim_texts(tables: Tables) -> Iterator[dict[str, Any]]:
    """One row per claim. `dated_on` is the day it describes, or else the day it was made."""
    units = {unit["unit_id"]: unit["label"] for unit in tables["units"]}
    stated = {row["statement_id"]: row["stated_on"] for row in tables["statements"]}
    reports = Counter(report["claim_id"] for report in tables["reports"])
    for claim in tables["claims"]:
        yield {
            "claim_id": claim["claim_id"],
            "figure": figure(claim, units.get(claim["unit_id"], "")),
            "span": span(claim),
            "dated_on": dated_on(claim, stated.get(claim["statement_id"])),
            "reports": reports[claim["claim_id"]],
        }


def dated_on(claim: Row, stated: date | None) -> date | None:
    """The day a claim stands at on a time axis: what it describes, else when it was made."""
    described: date | None = claim["as_of"] or claim["period_end"]
    return described or stated or claim["period_start"]
