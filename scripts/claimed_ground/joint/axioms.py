"""The axioms: what holds of ground whoever is right, as inequalities between the unknowns.

Takes the unknowns that claims are about. Gives the rows that link them. Refuses nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise

from claimed_ground.ground import EVES, Ground
from claimed_ground.joint.linear import ONE, ZERO, Form, Reason, Row, Unknown, add, at_least, at_most, scale
from claimed_ground.joint.once import Once
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
    once: Once = field(default_factory=Once, init=False, compare=False, repr=False)

    def area(self, region_id: str) -> Fraction | None:
        areas = self.ground.areas(region_id)
        return areas.get(self.baseline, next(iter(areas.values()))) if areas else None


def axiom_rows(rules: Rules, asked: Iterable[Unknown], periods: Sequence[Period] = ()) -> list[Row]:
    """Every axiom that links the unknowns asked about; `periods` are those of the claims."""
    unknowns = sorted(set(asked))
    followed = follow(rules.parts, unknowns, periods)
    rows: list[Row] = []
    every = rules.once.all
    for chain, days in followed.days.items():
        with_flows = chain in followed.flows
        if chain[0] != CRIMEA:
            for before, last in pairwise(days):
                rows += every(_between, rules, chain, before, last, with_flows)
        for day in days:
            rows += every(_on_day, rules, chain, day)
        eve = EVES.get(chain[0])
        if eve and eve in days and chain[0].startswith("ru-"):
            rows += every(_on_eve, rules, chain, eve)
        if chain[1] == "area" and chain[0] in EVES:
            rows += _peak_rows(rules, chain, days, with_flows=with_flows)
    for unknown in unknowns:
        rows += every(_about, rules, unknown)
    return [*rows, *part_rows(rules.parts, followed, periods)]


def _between(rules: Rules, chain: Chain, before: date, last: date, with_flows: bool) -> Iterator[Row]:
    """From one day to the next."""
    place, measure = chain
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


def _on_day(rules: Rules, chain: Chain, day: date) -> Iterator[Row]:
    """On a day by itself."""
    place, measure = chain
    area = rules.area(place) if measure == "area" else None
    crimea = rules.area(CRIMEA) if chain in (("ua", "area"), (CRIMEA, "area")) else None
    stock = {held(place, measure, day): ONE}
    if crimea is not None:
        yield at_least(stock, crimea, _reason("crimea", chain, day))
    yield at_least(stock, ZERO, _reason("not-negative", ("held", *chain), day))
    if area is not None:
        yield at_most(stock, area, _reason("region", chain, day))


def _on_eve(_: Rules, chain: Chain, eve: date) -> Iterator[Row]:
    """Before the visitor came."""
    yield at_most({held(*chain, eve): ONE}, ZERO, _reason("eve", chain, eve))


def _peak_rows(rules: Rules, chain: Chain, days: Sequence[date], *, with_flows: bool) -> Iterator[Row]:
    """What the peak has to do with every day."""
    first, eve = rules.retaking.get(chain), EVES[chain[0]]
    yield at_least({peak(*chain): ONE}, ONE, _reason("something", chain, None))
    for day in days:
        yield from rules.once.all(_below_peak, rules, chain, day)
    passed = [day for day in days if with_flows and first and day >= max(first, eve)]
    for day in passed:
        # All that was taken only grows, so the first day says it all.
        yield from rules.once.all(_peak_and_rest, rules, chain, day, day == passed[0])


def _below_peak(_: Rules, chain: Chain, day: date) -> Iterator[Row]:
    form = add({held(*chain, day): ONE}, {peak(*chain): -ONE})
    yield at_most(form, ZERO, _reason("peak", chain, day))


def _peak_and_rest(_: Rules, chain: Chain, day: date, is_first: bool) -> Iterator[Row]:
    both = add({held(*chain, day): ONE}, change("retaken", *chain, EVES[chain[0]], day))
    subject = ("at least" if is_first else "follows at least", *chain)
    yield at_least(add(both, {peak(*chain): -ONE}), ZERO, _reason("peak-and-rest", subject, day))


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
