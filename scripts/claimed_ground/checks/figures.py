"""Do figures make sense: unit, range, hedge, and the claim's figure against its best report?"""

from collections.abc import Iterator
from decimal import Decimal

from claimed_ground.checks.context import Check, Context
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import NO_ROW, Row, unparse

CODES = {
    "unit-misfit": "A unit that does not measure what the indicator measures.",
    "share-out-of-range": "A claim's share over 100 percent. Reports may print one; a claim is checked.",
    "fraction-of-a-settlement": "A count of settlements that is not a whole number.",
    "bad-range": "An upper value without `between`, or `between` without one, or one that is not larger.",
    "missing-qualifier": "A figure without a qualifier; a bare figure is `exactly`.",
    "bad-event": "An event whose value is not 1 (happened) or 0 (did not), or that carries a hedge.",
    "best-report": "The report that a claim's own figure is said to come from is not there, or differs.",
    "half-a-second-figure": "A second value without its unit, or a unit without its value.",
}


def check_figures(context: Context) -> Iterator[Problem]:
    """Rows of claims and of reports, then claims against their best reports."""
    indicators = context.index("indicators")
    units = context.index("units")
    claims = context.index("claims")
    for name in ("claims", "reports"):
        for row in context.tables[name]:
            claim = claims.get(str(row["claim_id"]), row)
            dimension = indicators.get(str(claim.get("indicator_id")), NO_ROW).get("dimension")
            unit = units.get(str(row["unit_id"]), NO_ROW)
            for field, message, code in _figure(row, dimension, unit, name == "claims"):
                yield context.problem(name, row, field, message, code)
    yield from _best_reports(context)


Finding = tuple[str, str, str]


def _figure(row: Row, dimension: str | None, unit: Row, is_claim: bool) -> Iterator[Finding]:
    if dimension is None or row["value"] is None:
        return
    if unit and unit["dimension"] != dimension:
        message = f"{shown(row['unit_id'])} measures {unit['dimension']}, the indicator {dimension}"
        yield "unit_id", message, "unit-misfit"
    if dimension == "event":
        if row["value"] not in (0, 1) or row["qualifier_id"]:
            yield "value", "an event is 1 (happened) or 0 (did not), without a qualifier", "bad-event"
        return
    if not row["qualifier_id"]:
        yield "qualifier_id", "is empty; write exactly for a bare figure", "missing-qualifier"
    if dimension == "count" and row["value"] != int(row["value"]):
        yield "value", f"{shown(row['value'])} is not a whole number", "fraction-of-a-settlement"
    if is_claim and dimension == "share" and max(row["value"], row["value_upper"] or 0) > 100:
        yield "value", f"{shown(row['value'])} is over 100 percent", "share-out-of-range"
    yield from _range(row)
    if (row.get("second_value") is None) != (row.get("second_unit_id") is None):
        message = "the second value and its unit go together; fill both or neither"
        yield "second_value", message, "half-a-second-figure"


def _range(row: Row) -> Iterator[Finding]:
    between = row["qualifier_id"] == "between"
    if between and row["value_upper"] is None:
        yield "value_upper", "is empty; between needs the upper end of the range", "bad-range"
    elif row["value_upper"] is not None and not between:
        message = f"{shown(row['value_upper'])} is given; only between has an upper value"
        yield "value_upper", message, "bad-range"
    elif between and row["value_upper"] <= row["value"]:
        message = f"{shown(row['value_upper'])} is not larger than the value {row['value']}"
        yield "value_upper", message, "bad-range"


def _best_reports(context: Context) -> Iterator[Problem]:
    if "reports" in context.unreadable:
        return
    reports = {(r["claim_id"], r["source_id"], r["place"]): r for r in context.tables["reports"]}
    units = context.index("units")
    for claim in context.tables["claims"]:
        best = reports.get((claim["claim_id"], claim["figure_source_id"], claim["figure_place"]))
        if best is None:
            message = "names no report of this claim (claim, source and place) in data/reports.csv"
            yield context.problem("claims", claim, "figure_source_id", message, "best-report")
        elif (difference := _difference(claim, best, units)) is not None:
            yield context.problem("claims", claim, difference[0], difference[1], "best-report")


def _difference(claim: Row, report: Row, units: dict[str, Row]) -> tuple[str, str] | None:
    """The field in which a claim differs from its best report, and how; None if they agree."""
    if claim["qualifier_id"] != report["qualifier_id"]:
        have, want = shown(claim["qualifier_id"] or ""), shown(report["qualifier_id"] or "")
        return "qualifier_id", f"{have}, but its best report prints {want}"
    for field in ("value", "value_upper"):
        mine, theirs = _in_base(claim, field, units), _in_base(report, field, units)
        if mine != theirs and not (mine and theirs and abs(mine - theirs) <= mine / 200):
            have, want = shown(unparse(claim[field])), shown(unparse(report[field]))
            return field, f"{have}, but its best report prints {want}"
    return None


def _in_base(row: Row, field: str, units: dict[str, Row]) -> Decimal | None:
    unit = units.get(str(row["unit_id"]))
    if row[field] is None or unit is None:
        return None
    return Decimal(row[field]) * Decimal(unit["factor"])


CHECK = Check("Figures", CODES, check_figures)
