"""What follows from ground retaken, the peak it was taken from, and what is still held.

    retaken = peak − still held        share retaken = retaken ÷ peak

Any two of the four give the others. Only figures of one statement about one moment are used.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction

from claimed_ground.discrepancies.combine import Operation, combine
from claimed_ground.figures import Figure, Quantity
from claimed_ground.ground import OPPONENT, Ground
from claimed_ground.intervals import Interval, add, subtract
from claimed_ground.readings import HUNDRED

ONE_DAY = timedelta(days=1)


def find_totals(figures: Iterable[Figure], groups: Iterable[Sequence[Figure]]) -> frozenset[str]:
    """Claims of ground retaken that count all that was retaken so far, not a few days' worth.

    A share of what had been taken is a total by definition. An area is one if it is counted from
    the earliest day that any claim on that region counts from and none ends before, or if no day
    is given and the same statement also gives the share, or the ground still held.
    """
    earliest: dict[tuple[str, str, str], date] = {}
    for figure in figures:
        days = [day for day in (figure.start, figure.end) if day is not None]
        if figure.quantity.family.endswith("retaken") and days:
            key = _campaign(figure)
            earliest[key] = min(*days, earliest.get(key, date.max))
    found: set[str] = set()
    for group in groups:
        for figure in group:
            if figure.quantity.family.endswith("retaken") and (
                figure.quantity.unit_id == "percent"
                or (figure.start is not None and figure.start == earliest.get(_campaign(figure)))
                or (figure.start is None and _is_beside_a_total(figure, group))
            ):
                found.update(figure.ids)
    return frozenset(found)


def _campaign(figure: Figure) -> tuple[str, str, str]:
    quantity = figure.quantity
    return quantity.region_id, quantity.party, quantity.family


def _is_beside_a_total(figure: Figure, group: Iterable[Figure]) -> bool:
    return figure.quantity.unit_id == "km2" and any(
        other.quantity.region_id == figure.quantity.region_id
        and (other.quantity.family == "held" or other.quantity.unit_id == "percent")
        for other in group
        if other is not figure
    )


def imply_from_peaks(group: Sequence[Figure], totals: frozenset[str], ground: Ground) -> Iterator[Figure]:
    """The figures that follow within one statement."""
    of = {(family, unit): [f for f in group if _is(f, family, unit)] for family, unit in _KINDS}
    areas = [f for f in of["retaken", "km2"] if totals.issuperset(f.ids)]
    for (first, second), results in _IDENTITIES.items():
        firsts = areas if first == ("retaken", "km2") else of[first]
        seconds = areas if second == ("retaken", "km2") else of[second]
        for one in firsts:
            for other in seconds:
                if _fit(one, other, ground):
                    yield from _results(one, other, results)


_KINDS = (("retaken", "km2"), ("retaken", "percent"), ("peak", "km2"), ("held", "km2"))


def _is(figure: Figure, family: str, unit: str) -> bool:
    return (figure.quantity.family, figure.quantity.unit_id) == (family, unit)


def _fit(one: Figure, other: Figure, ground: Ground) -> bool:
    """The same region, sides that match, and (but for peaks) the same day."""
    if one.quantity.region_id != other.quantity.region_id:
        return False
    visitor = ground.visitor(one.quantity.region_id)
    for figure in (one, other):
        taker = figure.quantity.party
        if figure.quantity.family == "retaken":
            taker = OPPONENT[taker]
        if taker != visitor:
            return False
    if "peak" in (one.quantity.family, other.quantity.family):
        return True
    return one.end is not None and other.end is not None and abs(one.end - other.end) <= ONE_DAY


Result = tuple[str, str, str, Operation]


def _results(one: Figure, other: Figure, results: Iterable[Result]) -> Iterator[Figure]:
    region, visitor = one.quantity.region_id, one.quantity.party
    if one.quantity.family == "retaken":
        visitor = OPPONENT[visitor]
    moment = other if one.quantity.family == "peak" else one
    for family, unit, identity, operation in results:
        party = OPPONENT[visitor] if family == "retaken" else visitor
        quantity = Quantity(region, party, family, unit)
        start = moment.start if family == "retaken" else None
        figure = combine((one, other), operation, quantity, (start, moment.end), identity)
        if figure is not None:
            yield figure


def _over(part: Fraction, whole: Fraction) -> Fraction:
    return min(part / whole, Fraction(1))


def _peak_of(read: Sequence[Interval]) -> Interval | None:
    area, share = read
    if share.low <= 0 or share.high is None:
        return None
    high = None if area.high is None else area.high * HUNDRED / share.low
    return Interval(area.low * HUNDRED / share.high, high)


def _rest_of(read: Sequence[Interval]) -> Interval | None:
    peak, area = _peak_of(read), read[0]
    share = read[1]
    if peak is None or share.high is None:
        return None
    high = None if area.high is None else area.high * (HUNDRED - share.low) / share.low
    return Interval(area.low * (HUNDRED - share.high) / share.high, high)


def _left_of(read: Sequence[Interval]) -> Interval | None:
    peak, share = read
    if share.high is None:
        return None
    high = None if peak.high is None else peak.high * (HUNDRED - share.low) / HUNDRED
    return Interval(peak.low * (HUNDRED - share.high) / HUNDRED, high)


def _share_of(read: Sequence[Interval]) -> Interval | None:
    area, peak = read
    if area.high is None or peak.high is None or peak.low <= 0:
        return None
    return Interval(HUNDRED * _over(area.low, peak.high), HUNDRED * _over(area.high, peak.low))


def _lost_share(read: Sequence[Interval]) -> Interval | None:
    peak, held = read
    if held.high is None or peak.high is None or peak.low <= 0:
        return None
    return Interval(HUNDRED * (1 - _over(held.high, peak.low)), HUNDRED * (1 - _over(held.low, peak.high)))


def _difference(read: Sequence[Interval]) -> Interval | None:
    return subtract(read[0], read[1])


def _sum(read: Sequence[Interval]) -> Interval | None:
    return add(read[0], read[1])


# From two figures, (family, unit): the others, in words and as an operation on their readings.
_IDENTITIES: dict[tuple[tuple[str, str], tuple[str, str]], tuple[Result, ...]] = {
    (("retaken", "km2"), ("retaken", "percent")): (
        ("peak", "km2", "area retaken ÷ share retaken", _peak_of),
        ("held", "km2", "area retaken ÷ share retaken − area retaken", _rest_of),
    ),
    (("peak", "km2"), ("retaken", "km2")): (
        ("held", "km2", "peak − area retaken", _difference),
        ("retaken", "percent", "area retaken ÷ peak", lambda read: _share_of((read[1], read[0]))),
    ),
    (("peak", "km2"), ("retaken", "percent")): (("held", "km2", "peak × (100% − share retaken)", _left_of),),
    (("peak", "km2"), ("held", "km2")): (
        ("retaken", "percent", "(peak − still held) ÷ peak", _lost_share),
        ("retaken", "km2", "peak − still held", _difference),
    ),
    (("retaken", "km2"), ("held", "km2")): (("peak", "km2", "area retaken + still held", _sum),),
}
