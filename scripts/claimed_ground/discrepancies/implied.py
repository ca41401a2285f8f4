"""Figures that nobody stated but that follow from stated ones.

Takes Figures. Gives Figures that rest on several claims: of what was retaken and what is left
(`peaks`), of a joint region from its parts, of a long period from shorter ones, of a change from
what was held before and after. Refuses combinations whose days or definitions do not fit, and
figures that reporters worked out: those rest on others already.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce

from claimed_ground.discrepancies.combine import combine
from claimed_ground.discrepancies.peaks import ONE_DAY, find_totals, imply_from_peaks
from claimed_ground.figures import Figure, Quantity
from claimed_ground.ground import Ground
from claimed_ground.intervals import Interval, add, subtract

# No claimant here gives more than a year of months; longer chains are not looked for.
LONGEST_CHAIN = 13
_BEFORE, _AFTER = (timedelta(0), -ONE_DAY, ONE_DAY), (timedelta(0), ONE_DAY, -ONE_DAY)

# What one claimant said of one quantity: flows by their first day, stocks by their day.
ByDay = Mapping[tuple[str, Quantity], Mapping[date | None, Sequence[Figure]]]


def imply(figures: Sequence[Figure], ground: Ground) -> tuple[list[Figure], frozenset[str]]:
    """Every implied figure, in a fixed order, and the claims that are totals of ground retaken."""
    statements: dict[str, list[Figure]] = defaultdict(list)
    by_day: dict[tuple[str, Quantity], dict[date | None, list[Figure]]] = {}
    stated = [figure for figure in figures if not figure.is_worked_out]
    for figure in figures:
        statements[figure.statement["statement_id"]].append(figure)
    for figure in stated:
        days = by_day.setdefault((figure.claimant["claimant_id"], figure.quantity), defaultdict(list))
        days[figure.start or figure.end].append(figure)
    totals = find_totals(figures, statements.values())
    found: list[Figure] = []
    for everything in statements.values():
        group = [figure for figure in everything if not figure.is_worked_out]
        found += imply_from_peaks(group, totals, ground)
        found += _sums_of_parts(group, ground)
    for figure in stated:
        if figure.start is not None and figure.end is not None:
            found += _chain(figure, figure.start, figure.end, by_day)
            found += _change(figure, figure.start, figure.end, by_day)
    return found, totals


def _sums_of_parts(group: Sequence[Figure], ground: Ground) -> Iterator[Figure]:
    """A joint region's figure from its parts; a country's, at least, from some of its oblasts."""
    alike: dict[tuple[object, ...], dict[str, Figure]] = defaultdict(dict)
    for figure in group:
        quantity = figure.quantity
        key = (replace(quantity, region_id=""), figure.start, figure.end)
        alike[key].setdefault(quantity.region_id, figure)
    for by_region in alike.values():
        if len(by_region) > 1:
            for whole in sorted({whole for part in by_region for whole in ground.wholes_of.get(part, ())}):
                yield from _sum_to(whole, by_region, ground)


def _sum_to(whole: str, by_region: Mapping[str, Figure], ground: Ground) -> Iterator[Figure]:
    parts = ground.sums.get(whole, ())
    known = [by_region[part] for part in parts if part in by_region]
    if known and len(known) == len(parts):
        yield from _sum(known, whole, is_full=True)
    known = [by_region[part] for part in ground.tiles.get(whole, ()) if part in by_region]
    # Where losses are taken off, the other parts may have less than nothing.
    if len(known) > 1 and not any(part.definitions.get("netting") == "net" for part in known):
        yield from _sum(known, whole, is_full=False)


def _sum(parts: Sequence[Figure], whole: str, is_full: bool) -> Iterator[Figure]:
    quantity = replace(parts[0].quantity, region_id=whole)
    if quantity.unit_id == "percent" or quantity.family == "peak":
        return
    identity = "sum of its parts" if is_full else "sum of some of its parts"
    operation = _total if is_full else _at_least
    figure = combine(parts, operation, quantity, (parts[0].start, parts[0].end), identity)
    if figure is not None:
        yield figure


def _total(read: Sequence[Interval]) -> Interval:
    return reduce(add, read)


def _at_least(read: Sequence[Interval]) -> Interval:
    total = _total(read)
    return Interval(total.low, None, total.low_open)


def _chain(figure: Figure, start: date, end: date, by_day: ByDay) -> Iterator[Figure]:
    """The sum of the same claimant's figures for shorter periods that fill this one."""
    days = by_day[figure.claimant["claimant_id"], figure.quantity]
    links = _fill((start, end), start, days, LONGEST_CHAIN, set())
    if len(links) > 1:
        made = combine(links, _total, figure.quantity, (start, end), "sum of shorter periods")
        if made is not None:
            yield made


def _fill(
    whole: tuple[date, date],
    start: date,
    days: Mapping[date | None, Iterable[Figure]],
    links: int,
    dead: set[date],
) -> tuple[Figure, ...]:
    """Figures whose periods follow on one another from `start` to the end; empty if none do."""
    if links == 0 or start in dead:
        return ()
    for figure in days.get(start, ()):
        if figure.start is None or figure.end is None or (figure.start, figure.end) == whole:
            continue
        if figure.end == whole[1]:
            return (figure,)
        if figure.end < whole[1]:
            rest = _fill(whole, figure.end + ONE_DAY, days, links - 1, dead)
            if rest:
                return (figure, *rest)
    dead.add(start)
    return ()


def _change(figure: Figure, start: date, end: date, by_day: ByDay) -> Iterator[Figure]:
    """The difference between what the same claimant says was held before and after."""
    if figure.quantity.family != "taken" or figure.definitions.get("netting") == "gross":
        return
    held = replace(figure.quantity, family="held")
    stocks = by_day.get((figure.claimant["claimant_id"], held), {})
    before = next((stocks[start + step][0] for step in _BEFORE if stocks.get(start + step)), None)
    after = next((stocks[end + step][0] for step in _AFTER if stocks.get(end + step)), None)
    if before is None or after is None or before is after:
        return
    identity = "held after − held before"
    change = combine((after, before), _difference, figure.quantity, (start, end), identity)
    if change is not None:
        yield replace(change, definitions={**change.definitions, "netting": "net"})


def _difference(read: Sequence[Interval]) -> Interval | None:
    return subtract(read[0], read[1])
