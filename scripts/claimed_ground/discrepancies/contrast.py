"""A pair of figures as a finding, with its numbers.

Takes a judged Pair. Gives a Finding. Refuses nothing.
"""

from typing import Any

from claimed_ground.discrepancies.combine import allowed
from claimed_ground.discrepancies.finding import Finding
from claimed_ground.discrepancies.judge import uses_area
from claimed_ground.discrepancies.limits import is_running
from claimed_ground.discrepancies.pairs import Pair, sides
from claimed_ground.discrepancies.sentences import granted, is_falling_total, pair_sentence, sentence_unit
from claimed_ground.figures import Desk
from claimed_ground.readings import HUNDRED


def contrast(pair: Pair, kind: str, desk: Desk) -> Finding:
    """The finding that a pair amounts to."""
    return Finding(
        kind=kind,
        detail=detail_of(pair),
        sentence=pair_sentence(pair, desk),
        firsts=pair.first.ids,
        seconds=pair.second.ids,
        degree=pair.degree,
        values=numbers(pair, desk),
    )


def detail_of(pair: Pair) -> str:
    """What makes the two comparable."""
    if pair.is_part:
        return "part_of_period"
    if pair.first.quantity.family == "peak":
        return "peak"
    if is_running(pair.first):
        same = pair.days == 0 and pair.first.start == pair.second.start
        return "same_period" if same else "running_total"
    return "same_day" if pair.days == 0 else "days_apart"


def numbers(pair: Pair, desk: Desk) -> dict[str, Any]:
    """The numeric columns, in the unit of the sentence."""
    first, second = pair.first, pair.second
    unit, factor = sentence_unit(pair, desk)
    difference = (first.value - second.value) * factor
    larger = max(first.value, second.value)
    in_km2 = first.quantity.unit_id == "km2"
    wholes = desk.ground.areas(first.quantity.region_id)
    converts = in_km2 and first.quantity.family in ("held", "taken")
    is_apart = in_km2 and pair.days > 0 and pair.degree != "agreement"
    needs_time = is_apart and pair.allowance.is_measured and not is_falling_total(pair)
    return {
        "region_id": first.quantity.region_id,
        "party": first.quantity.party,
        "family": first.quantity.family,
        "speakers": sides(first, second),
        "unit_id": unit,
        "first_value": first.value * factor,
        "second_value": second.value * factor,
        **allowed("first", first, pair.verdict.baseline, factor),
        **allowed("second", second, pair.verdict.baseline, factor),
        "difference": difference,
        "difference_percent": abs(first.value - second.value) * HUNDRED / larger if larger else None,
        "difference_km2": first.value - second.value if in_km2 else None,
        "difference_points": (first.value - second.value) * HUNDRED / wholes["official"]
        if converts and "official" in wholes
        else None,
        "gap": pair.verdict.gap * factor,
        "first_day": first.end,
        "second_day": second.end,
        "days_apart": pair.days,
        "rate_needed_km2_per_day": pair.verdict.gap / pair.days if needs_time else None,
        "fastest_km2_per_day": granted(pair) / pair.days if needs_time else None,
        "baseline": pair.verdict.baseline if uses_area(first, second) else None,
        "baseline_matters": pair.worst != pair.degree,
    }
