"""A discrepancy at a glance: a headline, and the figures on either side of it as bars on one scale.

Takes rows of discrepancies with their claims. Gives text and positions in percent of
the scale. Refuses nothing: what has no readings to set side by side has a headline alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimed_ground.wording import NBSP, credit, day_or_month, listed, number, quantity

Row = Mapping[str, Any]
Interval = tuple[float, float | None]
UNITS = {"percent": "%", "km2": "km²", "km2_per_day": "km² a day", "settlements": "settlements"}
FAMILIES = {
    "held": "ground held by",
    "peak": "the most ground ever held by",
    "taken": "ground taken by",
    "retaken": "ground retaken by",
    "settlements_held": "settlements held by",
    "settlements_taken": "settlements taken by",
    "settlements_retaken": "settlements retaken by",
    "rate": "pace of ground taken by",
}
DENIALS = {"event": "denied", "figure": "disputed"}
REPORTINGS = {
    "attributed_more_widely": "{} attributed more widely than it was said",
    "complement": "{} printed as what is left of it",
    "conversion_off": "{} converted to another figure",
    "figure_differs": "{} printed as another figure",
    "hedge_added": "{} printed with a hedge",
    "hedge_changed": "{} printed with another hedge",
    "hedge_dropped": "{} printed without its hedge",
    "misattributed": "{} attributed to someone else",
    "rounded": "{} printed as a coarser figure",
}
WORKED_OUT = " (worked out here)"
# Room beside the outermost bars, and the least width of a bar, in percent of the scale.
MARGIN, LEAST = 6.0, 1.2


@dataclass(frozen=True)
class Place:
    """One side of a discrepancy: who gave which figure for when, and what it allows in the common unit.

    A day of the map series has a value alone.
    """

    who: str
    side: str
    claim_id: str
    figure: str
    when: str
    value: float | None
    usual: Interval | None = None
    widest: Interval | None = None


@dataclass(frozen=True)
class Bar:
    """Where a place stands on the scale: `left` and `wide` of what either reading covers, and its value."""

    place: Place
    usual: tuple[float, float] | None
    widest: tuple[float, float] | None
    value: float


@dataclass(frozen=True)
class Glance:
    """What is seen of a discrepancy before its sentence; `ends` are the ends of the scale in words."""

    headline: str
    subject: str
    places: Sequence[Place]
    bars: Sequence[Bar]
    ends: tuple[str, str] | None


def glance(found: Row, claims: Sequence[Row]) -> Glance:
    """The headline, the figures and the bars of one discrepancy."""
    first = _place(found, [c for c in claims if c["place"] == "first"], "first")
    second = _place(found, [c for c in claims if c["place"] == "second"], "second")
    places = [place for place in (first, second) if place]
    if found["kind"] == "estimate":
        shown = f"{quantity(found['second_value'], UNITS[found['unit_id']])}"
        held = f" held by {found['party'].capitalize()}" if _is_mirrored(found, claims[0]) else ""
        is_period = found["detail"] == "area_taken"
        when = f"{'over that period, up to ' if is_period else ''}{day_or_month(found['second_day'])}"
        places.append(Place("Daily map", "map", "", shown + held, when, found["second_value"]))
    bars, ends = _bars(places, found["unit_id"])
    return Glance(_headline(found, places), _subject(found), places, bars, ends)


def apart(found: Row) -> str:
    """`15.8 points`, `46 settlements`: how far the readings are apart."""
    if found["unit_id"] == "percent":
        return f"{number(found['gap'])} points" if found["gap"] >= 0.05 else "less than 0.1 points"
    if found["unit_id"] == "settlements":
        return number(found["gap"])
    return quantity(found["gap"], UNITS[found["unit_id"]], 1 if found["gap"] < 100 else 0)


def distance(found: Row) -> str:
    """`at least 15.8 points`; without “at least” where the figures themselves are as far apart."""
    return apart(found) if abs(found["difference"]) == found["gap"] else f"at least {apart(found)}"


def _headline(found: Row, places: Sequence[Place]) -> str:
    kind, figures = found["kind"], [place.figure for place in places]
    if kind == "reporting":
        return REPORTINGS[found["detail"]].format(f"“{figures[0]}”")
    if kind == "denial":
        return f"{places[0].who} {DENIALS[found['detail']]} what {places[-1].who} claimed"
    if len(places) < 2:
        return figures[0]
    if kind == "estimate":
        return f"{figures[0]} against {figures[1]} on the daily map{_from_map(found)}"
    if found["degree"] == "agreement":
        return f"{figures[0]} and {figures[1]}: their readings overlap"
    if found["detail"] == "part_of_period":
        return f"{figures[0]} for a part of what {figures[1]} is for: {apart(found)} too much"
    pair = f"{figures[0].removesuffix(f'{NBSP}settlements')} against {figures[1]}"
    if not found["gap"]:
        return f"{pair}: one rules out the value of the other"
    return f"{pair}: {distance(found)} apart"


def _from_map(found: Row) -> str:
    if found["degree"] == "agreement":
        return ": it fits"
    if found["degree"] == "tension":
        return ": it fits at the widest"
    return f": {distance(found)} apart"


def _subject(found: Row) -> str:
    """`ground held by Russia, Donetsk Oblast`."""
    if found["family"] not in FAMILIES or found["party"] is None:
        return found["region"] or ""
    return f"{FAMILIES[found['family']]} {found['party'].capitalize()}, {found['region']}"


def _place(found: Row, claims: Sequence[Row], name: str) -> Place | None:
    if not claims:
        return None
    one, value = claims[0], found[f"{name}_value"]
    figure = one["figure"]
    when = one["span"] if one["span"] != "day not given" else day_or_month(one["stated"])
    usual, widest = (_interval(found, f"{name}{reading}") for reading in ("", "_widest"))
    if value is not None and found[f"{name}_implied_by"]:
        hedge = "at least " if usual and usual[1] is None else ""
        figure = f"{hedge}{quantity(value, UNITS[found['unit_id']], 1 if value < 100 else 0)}{WORKED_OUT}"
        when = f"from {_parts(claims)}; {day_or_month(found[f'{name}_day'])}"
    elif _is_mirrored(found, one):
        figure += f" held by {one['party'].capitalize()}"
    elif found["unit_id"] in ("km2", "settlements") and one["unit_id"] == "percent" and value is not None:
        figure += f" ({quantity(value, UNITS[found['unit_id']], 0)})"
    who = credit(one["who"], one["origin"])
    return Place(who, one["side"], one["claim_id"], figure, when, value, usual, widest)


def _parts(claims: Sequence[Row]) -> str:
    """The figures that another is worked out from, with their regions where these differ."""
    if len({claim["region"] for claim in claims}) == 1:
        return listed([claim["figure"] for claim in claims])
    return listed([f"{claim['figure']} ({claim['region']})" for claim in claims])


def _is_mirrored(found: Row, claim: Row) -> bool:
    """Whether the claim is about what the other party holds of the same ground."""
    return bool(found["party"] and found["unit_id"] and claim["party"] != found["party"])


def _interval(found: Row, name: str) -> Interval | None:
    low = found[f"{name}_low"]
    return None if low is None else (low, found[f"{name}_high"])


def _bars(places: Sequence[Place], unit: str | None) -> tuple[list[Bar], tuple[str, str] | None]:
    """The places on one scale, which ends a little beyond the usual readings.

    A widest reading may have no end, or only that of the region; it is cut at the edge.
    """
    known = [place for place in places if place.value is not None]
    if len(known) < 2 or unit is None:
        return [], None
    start, end = _scale(known, unit)

    def at(value: float) -> float:
        return min(max(100 * (value - start) / (end - start), 0.0), 100.0)

    def cover(read: Interval | None) -> tuple[float, float] | None:
        if read is None:
            return None
        left, right = at(read[0]), 100.0 if read[1] is None else at(read[1])
        wide = max(right - left, LEAST)
        return round(min(left, 100 - wide), 1), round(wide, 1)

    bars = [
        Bar(place, cover(place.usual), cover(place.widest), round(at(place.value or 0), 1)) for place in known
    ]
    decimals = 0 if end - start >= 20 else 1 if end - start >= 1 else 3
    return bars, (quantity(start, UNITS[unit], decimals), quantity(end, UNITS[unit], decimals))


def _scale(places: Sequence[Place], unit: str) -> tuple[float, float]:
    points = [place.value for place in places if place.value is not None]
    points += [end for place in places if place.usual for end in place.usual if end is not None]
    low, high = min(points), max(points)
    pad = (high - low or high or 1.0) * MARGIN / (100 - 2 * MARGIN)
    return max(low - pad, 0.0), min(high + pad, 100.0) if unit == "percent" else high + pad
