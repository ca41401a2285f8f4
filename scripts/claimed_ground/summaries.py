"""What a reader is told of each claim at a glance: its figure as text, its day, its reports.

Takes the curated tables. Gives rows of the derived table `claim_texts`. Refuses nothing.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from claimed_ground.tables import NO_ROW, Row, Tables
from claimed_ground.wording import credit, figure, span


def claim_texts(tables: Tables) -> Iterator[dict[str, Any]]:
    """One row per claim."""
    units = {unit["unit_id"]: unit["label"] for unit in tables["units"]}
    statements = {row["statement_id"]: row for row in tables["statements"]}
    claimants = {row["claimant_id"]: row for row in tables["claimants"]}
    reports = Counter(report["claim_id"] for report in tables["reports"])
    for claim in tables["claims"]:
        statement = statements.get(claim["statement_id"], NO_ROW)
        earliest, latest = dated_between(claim, statement)
        yield {
            "claim_id": claim["claim_id"],
            **_said_by(claim, claimants.get(statement.get("claimant_id"), NO_ROW)),
            "figure": figure(claim, units.get(claim["unit_id"], "")),
            "span": span(claim),
            "dated_on": dated_on(claim, statement),
            "dated_from": earliest,
            "dated_to": latest,
            "reports": reports[claim["claim_id"]],
        }


def _said_by(claim: Row, claimant: Row) -> dict[str, str]:
    """Whose words the figure is: what reporters worked out of a side's figures is not that side's."""
    is_own = claim["origin"] == "stated"
    return {
        "credited_to": credit(str(claimant.get("name", "")), claim["origin"]),
        "voice": str(claimant.get("side", "")) if is_own else "third_party",
    }


def dated_on(claim: Row, statement: Row) -> date | None:
    """The day a claim stands at on a time axis: what it describes, else when it was made.

    Never the start of a period: a total since February 2022 is no figure for that February.
    """
    described: date | None = claim["as_of"] or claim["period_end"]
    return described or statement.get("stated_on")


def dated_between(claim: Row, statement: Row) -> tuple[date | None, date | None]:
    """The first and the last day it can stand at, where only the month or year of the statement is known."""
    day = dated_on(claim, statement)
    known: str | None = statement.get("stated_in")
    if day or not known:
        return day, day
    year, _, month = known.partition("-")
    last = int(month or 12)
    return date(int(year), int(month or 1), 1), date(int(year), last, monthrange(int(year), last)[1])
