"""A figure that cannot hold by itself: more than all of a region, or more than its whole area.

The usual reading of the figure has no value between 0 and the region's area, on any known area of
the region, or between 0 and 100%. If the widest reading has none either, it is a contradiction.

**To challenge one**, look at the unit and at the region: a figure may belong to a larger one.
"""

from collections.abc import Iterator
from fractions import Fraction

from claimed_ground import wording
from claimed_ground.discrepancies import words
from claimed_ground.discrepancies.finding import Finding, Material, Rule
from claimed_ground.intervals import Interval, cut, scale
from claimed_ground.readings import HUNDRED, possible, reading
from claimed_ground.readings import Rule as HedgeRule
from claimed_ground.tables import Row


def find_impossible(material: Material) -> Iterator[Finding]:
    """Claims beyond what is possible."""
    desk = material.desk
    possible_ones = {claim_id for figure in material.figures for claim_id in figure.ids}
    for claim in material.tables["claims"]:
        if claim["claim_id"] in possible_ones:
            continue
        rule, unit = desk.rules.get(claim["qualifier_id"]), desk.units.get(claim["unit_id"])
        indicator, statement = (
            desk.indicators.get(claim["indicator_id"]),
            desk.statements.get(claim["statement_id"]),
        )
        if claim["status"] != "active" or claim["value"] is None:
            continue
        if rule is None or unit is None or indicator is None or statement is None:
            continue
        dimension = indicator["dimension"]
        wholes = desk.ground.areas(claim["region_id"]) if dimension == "area" else {}
        limits = [possible(dimension, whole) for whole in wholes.values()] or [possible(dimension, None)]
        broken = [
            strictness
            for strictness in ("usual", "strict")
            if all(_is_beyond(_read(claim, rule, strictness, unit, dimension), limit) for limit in limits)
        ]
        if broken and limits[0] is not None:
            yield _finding(claim, unit, max(limit for limit in limits if limit), broken, material)


def _read(claim: Row, rule: HedgeRule, strictness: str, unit: Row, dimension: str) -> Interval:
    printed = reading(rule, strictness, claim["value"], claim["value_upper"], dimension)
    return scale(printed, Fraction(unit["factor"]))


def _is_beyond(read: Interval, limit: Fraction | None) -> bool:
    return cut(read, limit) is None


def _finding(claim: Row, unit: Row, limit: Fraction, broken: list[str], material: Material) -> Finding:
    desk = material.desk
    indicator = desk.indicators[claim["indicator_id"]]
    is_share = indicator["dimension"] == "share"
    unit_id = "percent" if is_share else "km2"
    value = Fraction(claim["value"]) * Fraction(unit["factor"])
    claimant = desk.claimants.get(desk.statements[claim["statement_id"]]["claimant_id"])
    who = words.named(claimant) if claimant else "The claimant"
    shown = wording.figure(claim, str(unit["label"]))
    whole = "100%" if limit == HUNDRED and is_share else f"the whole region, {words.quantity(limit, unit_id)}"
    even = "even at the widest" if "strict" in broken else "as it is usually read"
    return Finding(
        kind="impossible",
        detail="over_100_percent" if is_share else "beyond_the_region",
        sentence=f"{who} gave {shown}; {even}, that is more than {whole}. {claim['summary']}",
        firsts=(claim["claim_id"],),
        degree="contradiction" if "strict" in broken else "tension",
        values={
            "region_id": claim["region_id"],
            "party": claim["party"],
            "family": indicator["family"],
            "unit_id": unit_id,
            "first_value": value,
            "second_value": limit,
            "difference": value - limit,
        },
    )


RULE = Rule("impossible", "Impossible figures", __doc__, find_impossible)
