"""The axioms: what holds of ground whoever is right, as inequalities between the unknowns.

Takes the unknowns that claims are about. Gives the rows that link them. Refuses nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from claimed_ground.ground import EVES, Ground
from claimed_ground.joint.linear import ONE, ZERO, Form, Reason, Row, Unknown, add, at_least, at_most, scale
from claimed_ground.joint.parts import Chain, Parts, Period, follow, part_rows
from claimed_ground.joint.quantities import (
    EXTENTS,
    FLOWS,
    PEAKS,
    STOCKS,
    base,
    change,
    day_of,
    held,
    kept,
    peak,
)
from claimed_ground.joint.targets import CRIMEA
from claimed_ground.rates import Rates, allowed_change


@dataclass(frozen=True)
class Rules:
    """What the axioms are stated with.

    `retaking`: by region and measure, the first day by which anyone says ground was retaken.
    """

    ground: Ground
    parts: Parts
    rates: Rates
    retaking: Mapping[Chain, date]
    baseline: str = "official"

    def area(self, region_id: str) -> Fraction | None:
        areas = self.ground.areas(region_id)
        return areas.get(self.baseline, next(iter(areas.values()))) if areas else None


def axiom_rows(rules: Rules, asked: Iterable[Unknown], periods: Sequence[Period] = ()) -> list[Row]:
    """Every axiom that links the unknowns asked about; `periods` are those of the claims."""
    unknowns = sorted(set(asked))
    followed = follow(rules.parts, unknowns, periods)
    rows: list[Row] = []
    for chain, days in followed.days.items():
        with_flows = chain in followed.flows
        if chain[0] != CRIMEA:
            rows += _along(rules, chain, days, with_flows=with_flows)
        rows += _on_days(rules, chain, days)
        rows += _peak_rows(rules, chain, days, with_flows=with_flows)
    for unknown in unknowns:
        rows += _about(rules, unknown)
    return [*rows, *part_rows(rules.parts, followed, periods)]


def _along(rules: Rules, chain: Chain, days: Sequence[date], *, with_flows: bool) -> Iterator[Row]:
    """From each day to the next."""
    place, measure = chain
    for before, last in pairwise(days):
        limit = allowed_change(rules.rates, place, measure, before, last)
        stocks = add({held(place, measure, last): ONE}, {held(place, measure, before): -ONE})
        steps: list[Form] = [stocks, scale(stocks, -ONE)]
        if with_flows:
            taken, retaken = (change(flow, place, measure, before, last) for flow in FLOWS)
            difference = add(stocks, scale(taken, -ONE), retaken)
            for sign, side in (("+", difference), ("-", scale(difference, -ONE))):
                yield at_most(side, ZERO, _reason("balance", (sign, *chain), before, last))
            for flow, form in zip(FLOWS, (taken, retaken), strict=True):
                yield at_least(form, ZERO, _reason("not-negative", (flow, *chain), before, last))
            steps += [taken, retaken]
        if limit is not None:
            for number, step in enumerate(steps):
                kind = "follows" if with_flows and number < 2 else "step"
                subject = (kind, str(number), *chain)
                yield at_most(step, limit, _reason("fastest", subject, before, last))


def _on_days(rules: Rules, chain: Chain, days: Sequence[date]) -> Iterator[Row]:
    """On each day by itself."""
    place, measure = chain
    area = rules.area(place) if measure == "area" else None
    crimea = rules.area(CRIMEA) if chain in (("ua", "area"), (CRIMEA, "area")) else None
    for day in days:
        stock = {held(place, measure, day): ONE}
        if crimea is not None:
            yield at_least(stock, crimea, _reason("crimea", chain, day))
        yield at_least(stock, ZERO, _reason("not-negative", ("held", *chain), day))
        if area is not None:
            yield at_most(stock, area, _reason("region", chain, day))
    eve = EVES.get(place)
    if eve and eve in days and place.startswith("ru-"):
        yield at_most({held(place, measure, eve): ONE}, ZERO, _reason("eve", chain, eve))


def _peak_rows(rules: Rules, chain: Chain, days: Sequence[date], *, with_flows: bool) -> Iterator[Row]:
    """What the peak has to do with every day."""
    place, measure = chain
    if measure != "area" or place not in EVES:
        return
    top = {peak(place, measure): ONE}
    eve = EVES[place]
    first = rules.retaking.get(chain)
    yield at_least(top, ONE, _reason("something", chain, None))
    for day in days:
        stock = {held(place, measure, day): ONE}
        yield at_most(add(stock, scale(top, -ONE)), ZERO, _reason("peak", chain, day))
    passed = [day for day in days if with_flows and first and day >= max(first, eve)]
    for day in passed:
        both = add({held(place, measure, day): ONE}, change("retaken", place, measure, eve, day))
        # All that was taken only grows, so the first day says it all.
        subject = ("at least" if day == passed[0] else "follows at least", *chain)
        yield at_least(add(both, scale(top, -ONE)), ZERO, _reason("peak-and-rest", subject, day))


def _about(rules: Rules, unknown: Unknown) -> Iterator[Row]:
    """What one unknown has to do with the ordinary stock of its day."""
    place, measure, chain = unknown.place, unknown.measure, (unknown.place, unknown.measure)
    if unknown.kind in PEAKS.values() and unknown.kind != PEAKS[None]:
        yield from _ordered(unknown, peak(place, measure), PEAKS, chain, None)
    if not unknown.on:
        return
    day = day_of(unknown)
    stock = held(place, measure, day)
    if unknown.kind in STOCKS and unknown.kind != EXTENTS[None]:
        yield from _ordered(unknown, stock, EXTENTS, chain, day)
    area = rules.area(place) if measure == "area" else None
    if unknown.kind == "kept" and area is not None:
        both = {stock: ONE, kept(place, measure, day): ONE}
        yield at_most(both, area, _reason("not-both", chain, day))
        yield at_least(both, area, _reason("one-or-other", chain, day))
    if unknown.kind.startswith("base"):
        yield from _base_rows(unknown, chain, day)


def _ordered(
    unknown: Unknown,
    ordinary: Unknown,
    kinds: Mapping[str | None, str],
    chain: Chain,
    day: date | None,
) -> Iterator[Row]:
    low, high = (unknown, ordinary) if unknown.kind == kinds["full"] else (ordinary, unknown)
    yield at_most({low: ONE, high: -ONE}, ZERO, _reason("extents", chain, day))
    yield at_least({low: ONE}, ZERO, _reason("not-negative", (low.kind, *chain), day))


def _base_rows(unknown: Unknown, chain: Chain, day: date) -> Iterator[Row]:
    """A share's base: at least the peak, at most all that was ever taken."""
    place, measure = chain
    since = int(unknown.kind.removeprefix("base-"))
    eve = EVES[place]
    before: Form = {held(place, measure, eve): ONE}
    whole: Form = {base(place, measure, day, since): ONE}
    grown = add(whole, before) if since == 2022 else whole
    ever = add(change("taken", place, measure, eve, day), before)
    yield at_least(whole, ONE, _reason("something", (unknown.kind, *chain), day))
    low = _reason("bases", ("at least", str(since), *chain), day)
    yield at_least(add(grown, {peak(place, measure): -ONE}), ZERO, low)
    high = _reason("bases", ("at most", str(since), *chain), day)
    yield at_most(add(grown, scale(ever, -ONE)), ZERO, high)


def _reason(axiom_id: str, subject: Sequence[str], start: date | None, end: date | None = None) -> Reason:
    return Reason(axiom_id=axiom_id, subject=" ".join(subject), start=start, end=end)
