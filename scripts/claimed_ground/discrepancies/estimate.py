"""A claim against the map series.

The series is the ground that DeepState's public map shows as held by Russia, measured day by day
within the boundaries of each region of Ukraine; it is said by nobody, and it is not the truth
either. Ground held is set against the day itself, or the nearest day that the series has, at most
seven days away. Ground taken is set against the change from the day before the period to its last
day, which nets losses against gains. Every claim that the series covers is listed: in
**agreement** if the series lies within the claim's usual reading, in **tension** if only within the
widest one, in **contradiction** if outside both.

A share depends on the area it is a share of, so the difference is given on the official area and on
the area within the boundary polygon, and the milder degree of the two counts.

**To challenge one**, look at the day's map, at the area, or at what the claim counts: the series has
ground held since 2014, ground shown as held only, and nothing outside Ukraine.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from claimed_ground import wording
from claimed_ground.discrepancies import words
from claimed_ground.discrepancies.combine import allowed
from claimed_ground.discrepancies.finding import Finding, Material, Rule
from claimed_ground.discrepancies.judge import DEGREES
from claimed_ground.discrepancies.peaks import ONE_DAY
from claimed_ground.discrepancies.sentences import BASELINE_WORDS
from claimed_ground.figures import Desk, Figure
from claimed_ground.readings import HUNDRED
from claimed_ground.series import Course

# What the series counts. A claim that says otherwise is not set against it.
SERIES_COUNTS: Mapping[str, str | int] = {
    "netting": "net",
    "kursk_counted": "excluded",
    "counted_since": 2014,
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What the series shows for a figure: km², and the days it was read on."""

    area: Fraction
    days: tuple[date, ...]
    is_exact: bool


def find_estimates(material: Material) -> Iterator[Finding]:
    """Every stated figure that the series covers."""
    for figure in material.figures:
        if not differing_from_series(figure):
            measure = measured(figure, material.courses)
            if measure is not None:
                yield _finding(figure, measure, material.desk)


def differing_from_series(figure: Figure) -> tuple[str, ...]:
    """The definitions by which a figure counts something else than the series does."""
    return tuple(
        name for name, value in SERIES_COUNTS.items() if figure.definitions.get(name, value) != value
    )


def measured(figure: Figure, courses: Mapping[str, Course]) -> Measure | None:
    """What the series shows for the figure's day or period."""
    quantity = figure.quantity
    course = courses.get(quantity.region_id)
    if course is None or figure.end is None or quantity.party != "russia" or quantity.unit_id != "km2":
        return None
    last = course.at(figure.end)
    if last is None:
        return None
    if quantity.family == "held":
        return Measure(last[1], (last[0],), last[0] == figure.end)
    if quantity.family != "taken" or figure.start is None:
        return None
    eve = figure.start - ONE_DAY
    first = course.at(eve)
    if first is None or first[0] >= last[0]:
        return None
    return Measure(last[1] - first[1], (first[0], last[0]), (first[0], last[0]) == (eve, figure.end))


def _finding(figure: Figure, measure: Measure, desk: Desk) -> Finding:
    quantity = figure.quantity
    wholes = desk.ground.areas(quantity.region_id)
    whole = wholes[figure.baselines[0]]
    factor = HUNDRED / whole if figure.is_share else Fraction(1)
    degree, baseline, gap, degrees = _degree(figure, measure.area)
    series = measure.area * factor
    above = {name: _on(figure, name, wholes) - measure.area for name in wholes}
    points = {name: by * HUNDRED / wholes[name] for name, by in above.items()}
    claimed = figure.value * factor
    return Finding(
        kind="estimate",
        detail="area_held" if quantity.family == "held" else "area_taken",
        sentence=_sentence(figure, measure, above, degrees, desk),
        firsts=figure.ids,
        degree=degree,
        values={
            "region_id": quantity.region_id,
            "party": quantity.party,
            "family": quantity.family,
            "unit_id": "percent" if figure.is_share else "km2",
            "first_value": claimed,
            "second_value": series,
            **allowed("first", figure, figure.baselines[0], factor),
            "difference": claimed - series,
            "difference_percent": abs(claimed - series) * HUNDRED / max(abs(claimed), abs(series))
            if claimed or series
            else None,
            "difference_km2": figure.value - measure.area,
            "difference_points": points.get("official"),
            "difference_points_polygon": points.get("polygon"),
            "gap": gap * factor,
            "first_day": figure.end,
            "second_day": measure.days[-1],
            "days_apart": abs((figure.end - measure.days[-1]).days) if figure.end else None,
            "baseline": baseline if figure.is_share or _is_mirrored(figure) else None,
            "baseline_matters": len(set(degrees.values())) > 1,
        },
    )


def _on(figure: Figure, baseline: str, wholes: Mapping[str, Fraction]) -> Fraction:
    """The claimed area on one area of the region: a share is a share of it, the rest is the rest of it."""
    first, whole = wholes[figure.baselines[0]], wholes[baseline]
    if figure.is_share:
        return figure.value / first * whole
    return figure.value + whole - first if _is_mirrored(figure) else figure.value


def _is_mirrored(figure: Figure) -> bool:
    """Whether the claim is of the other party's hold."""
    return bool(figure.claims[0]["party"] != figure.quantity.party)


def _degree(figure: Figure, area: Fraction) -> tuple[str, str, Fraction, dict[str, str]]:
    """The mildest degree, the area it is found on, how far the series lies outside, and all degrees."""
    found: list[tuple[int, Fraction, str]] = []
    for baseline in figure.baselines:
        degree, outside = 0, Fraction(0)
        for rank, strictness in ((1, "usual"), (2, "strict")):
            read = figure.readings[strictness][baseline]
            if not read.holds(area):
                high = area if read.high is None else read.high
                degree, outside = rank, max(read.low - area, area - high)
        found.append((degree, outside, baseline))
    rank, outside, baseline = min(found, key=lambda item: item[0])
    return DEGREES[rank], baseline, outside, {name: DEGREES[degree] for degree, _, name in found}


def _sentence(
    figure: Figure,
    measure: Measure,
    above: Mapping[str, Fraction],
    degrees: Mapping[str, str],
    desk: Desk,
) -> str:
    subject = f"{words.own_subject(figure, desk.ground)} {words.when(figure)}"
    claimed = words.gave(figure, subject, words.amount(figure, desk.units))
    return " ".join(
        [
            f"{claimed}; the map series {_shown(figure, measure)}.",
            *_shares(figure, measure.area, desk),
            _difference(figure, above, desk),
            _placed(figure, degrees, desk),
        ]
    )


def _shown(figure: Figure, measure: Measure) -> str:
    days = [wording.day(day) for day in measure.days]
    area = words.quantity(measure.area, "km2")
    if len(days) == 2:
        loss = measure.area < 0
        change = f"{'a loss' if loss else 'a gain'} of {area.lstrip('-')}"
        return f"shows {change} for Russia from {days[0]} to {days[1]}"
    nearest = "that day" if measure.is_exact else f"on {days[0]}, the nearest day it has"
    return f"shows {area} held by Russia {nearest}"


def _shares(figure: Figure, area: Fraction, desk: Desk) -> Iterator[str]:
    if not figure.is_share:
        return
    wholes = desk.ground.areas(figure.quantity.region_id)
    texts = [
        f"{words.quantity(area * HUNDRED / whole, 'percent', more=1)} of the {BASELINE_WORDS[name]}"
        f" ({words.quantity(whole, 'km2')})"
        for name, whole in wholes.items()
    ]
    yield f"That is {wording.listed(texts)}."


def _difference(figure: Figure, above: Mapping[str, Fraction], desk: Desk) -> str:
    head = "Taken as ground held by Russia, the claim" if _is_mirrored(figure) else "The claim"
    wholes = desk.ground.areas(figure.quantity.region_id)
    texts = []
    for name, by in above.items():
        size = abs(by) * HUNDRED / wholes[name] if figure.is_share else abs(by)
        unit = "percent" if figure.is_share else "km2"
        side = "above" if by >= 0 else "below"
        texts.append((f"{words.quantity(size, unit, is_difference=True)} {side} it", BASELINE_WORDS[name]))
    if not figure.is_share and not _is_mirrored(figure):
        return f"{head} is {texts[0][0]}."
    return f"{head} is {wording.listed([f'{text} on the {named}' for text, named in texts])}."


def _placed(figure: Figure, degrees: Mapping[str, str], desk: Desk) -> str:
    """Where the series lies in the claim's readings."""
    where = {
        "agreement": "within the usual reading of the claim",
        "tension": "outside the usual reading of the claim but within the widest one",
        "contradiction": "outside even the widest reading of the claim",
    }
    if len(set(degrees.values())) == 1:
        return f"The series lies {where[next(iter(degrees.values()))]}."
    texts = [f"{where[degree]} on the {BASELINE_WORDS[name]}" for name, degree in degrees.items()]
    return f"The series lies {', and '.join(texts)}."


RULE = Rule("estimate", "Claims against the map series", __doc__, find_estimates)
