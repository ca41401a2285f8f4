"""Are dates in an order that can be? A day's slack covers time zones and early editions."""

from collections.abc import Iterator
from datetime import date, timedelta

from claimed_ground.checks.context import Check, Context
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import NO_ROW, Row

CODES = {
    "period-ends-first": "A period that ends before it starts.",
    "claim-after-statement": "A claim about a day that comes after the day it was made.",
    "report-before-statement": "A source published before the statement that it reports.",
    "seen-before-published": "A source read before it was published.",
    "day-and-month": "A statement with both its day and a month or year; the latter is for an unknown day.",
    "missing-date": "A claim without a day or a period, though the day of its statement is known.",
}
SLACK = timedelta(days=1)


def check_dates(context: Context) -> Iterator[Problem]:
    """Periods, then claims against statements, then reports against both."""
    statements = context.index("statements")
    for claim in context.tables["claims"]:
        stated = statements.get(str(claim["statement_id"]), NO_ROW).get("stated_on")
        for field, message, code in _claim(claim, stated):
            yield context.problem("claims", claim, field, message, code)
    yield from _reports(context)
    for statement in context.tables["statements"]:
        if statement["stated_on"] and statement["stated_in"]:
            month, day = shown(statement["stated_in"]), statement["stated_on"]
            message = f"{month} beside the day {day}; leave it empty"
            yield context.problem("statements", statement, "stated_in", message, "day-and-month")
    for source in context.tables["sources"]:
        published, seen = source["published_on"], source["seen_on"]
        if published and seen and seen < published:
            message = f"{seen} is before its publication on {published}"
            yield context.problem("sources", source, "seen_on", message, "seen-before-published")


def _claim(claim: Row, stated: date | None) -> Iterator[tuple[str, str, str]]:
    start, end, as_of = claim["period_start"], claim["period_end"], claim["as_of"]
    if start and end and end < start:
        yield "period_end", f"{end} is before the period's start {start}", "period-ends-first"
    if stated is None or claim["indicator_id"] == "event":
        return
    for field, day in (("as_of", as_of), ("period_end", end), ("period_start", start)):
        if day and day > stated + SLACK:
            yield field, f"{day} is after the statement of {stated}", "claim-after-statement"
    if not (start or end or as_of) and claim["status"] == "active":
        message = f"is empty; give the day or the period that the figure of {stated} describes"
        yield "as_of", message, "missing-date"


def _reports(context: Context) -> Iterator[Problem]:
    claims, statements, sources = (context.index(n) for n in ("claims", "statements", "sources"))
    for report in context.tables["reports"]:
        claim = claims.get(str(report["claim_id"]), NO_ROW)
        stated = statements.get(str(claim.get("statement_id")), NO_ROW).get("stated_on")
        published = sources.get(str(report["source_id"]), NO_ROW).get("published_on")
        if stated and published and published < stated - SLACK:
            message = f"was published on {published}, before the statement of {stated}"
            yield context.problem("reports", report, "source_id", message, "report-before-statement")


CHECK = Check("Dates", CODES, check_dates)
