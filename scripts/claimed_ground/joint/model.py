"""Claims and axioms as one system of inequalities.

Takes the tables. Gives the World, in which systems are built for any choice of claims,
any reading and either area baseline. Refuses nothing: a claim that says no figure of
ground, or no day, is left out with the reason.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from claimed_ground.figures import read_desk, read_figures
from claimed_ground.ground import read_ground
from claimed_ground.intervals import Interval
from claimed_ground.joint.axioms import Rules, axiom_rows
from claimed_ground.joint.linear import ZERO, Reason, Row, System, Unknown, add, at_least, at_most, scale
from claimed_ground.joint.once import Once
from claimed_ground.joint.parts import Chain, Period, figured_days, read_parts
from claimed_ground.joint.quantities import FLOWS, day_of
from claimed_ground.joint.targets import Asked, Claim, Target, find_targets
from claimed_ground.rates import fastest_on_record
from claimed_ground.readings import STRICTNESS, read_rules, reading
from claimed_ground.tables import Tables

# A statement with one of these speaks of the whole, so that its total counts from the start.
FLOOR, CEILING = "floor", "ceiling"
WEIGHING = ("area_held", "area_peak", "share_retaken")

Fields = tuple[tuple[str, Any], ...]
"""A claim as something that answers can be kept by."""


@dataclass(frozen=True)
class Read:
    """A claim and the strictness with which its figure is read."""

    claim: Claim
    strictness: str = "usual"


@dataclass(frozen=True)
class World:
    """Everything about the tables that systems are built from.

    `readings`: what a figure allows in its own unit, by claim and strictness.
    `weighed`: statements and regions of which they set ground against a whole.
    """

    rules: Rules
    readings: Mapping[tuple[str, str], Interval]
    indicators: Mapping[str, Claim]
    units: Mapping[str, Claim]
    weighed: frozenset[tuple[str, str]] = frozenset()
    once: Once = field(default_factory=Once, init=False, compare=False, repr=False)

    def with_baseline(self, baseline: str) -> "World":
        """The same world with the other area of each region."""
        return replace(self, rules=replace(self.rules, baseline=baseline))


def read_world(tables: Tables) -> World:
    """The world of the curated tables."""
    ground = read_ground(tables)
    indicators = {row["indicator_id"]: row for row in tables["indicators"]}
    bare = World(
        rules=Rules(ground, read_parts(tables, ground), rates={}, retaking={}),
        readings=_readings(tables, indicators),
        indicators=indicators,
        units={row["unit_id"]: row for row in tables["units"]},
        weighed=frozenset(
            (row["statement_id"], row["region_id"])
            for row in tables["claims"]
            if row["indicator_id"] in WEIGHING
        ),
    )
    claims = [row for row in tables["claims"] if row["status"] == "active"]
    forms = [t.form for c in claims if not isinstance(found := targets_of(bare, c), str) for t in found]
    figured = figured_days(unknown for form in forms for unknown in form)
    rules = replace(
        bare.rules,
        parts=replace(bare.rules.parts, figured=figured),
        rates=fastest_on_record(tables, read_figures(tables, read_desk(tables))),
        retaking=_retaking(bare, claims),
    )
    return replace(bare, rules=rules)


def targets_of(world: World, claim: Claim) -> tuple[Target, ...] | str:
    """What the claim's figure measures; or why it is not in the model."""
    return world.once(_targets, world, tuple(claim.items()))


def interval_of(world: World, read: Read) -> Interval:
    """What the figure allows, in the claim's own unit."""
    return world.readings[read.claim["claim_id"], read.strictness]


def build_system(world: World, reads: Iterable[Read], also: Iterable[Unknown] = ()) -> System:
    """The inequalities of the claims, and the axioms that link what they are about.

    `also`: further quantities to follow, such as days that a proof passes through.
    """
    claims = {read.claim["claim_id"]: claim_rows(world, read) for read in reads}
    all_rows = [row for rows in claims.values() for row in rows]
    asked = {unknown for row in all_rows for unknown, _ in row.terms}
    periods = sorted({period for row in all_rows for period in _periods(row)})
    return System(tuple(axiom_rows(world.rules, asked | set(also), periods)), claims)


def _readings(tables: Tables, indicators: Mapping[str, Claim]) -> dict[tuple[str, str], Interval]:
    rules = read_rules(tables)
    found = {}
    for claim in tables["claims"]:
        rule, indicator = rules.get(claim["qualifier_id"]), indicators.get(claim["indicator_id"])
        if rule is None or indicator is None or claim["value"] is None:
            continue
        for strictness in STRICTNESS:
            figure = claim["value"], claim["value_upper"]
            read = reading(rule, strictness, *figure, indicator["dimension"])
            found[claim["claim_id"], strictness] = read
    return found


def _asked(world: World, claim: Claim) -> Asked | str:
    indicator, unit = world.indicators.get(claim["indicator_id"]), world.units.get(claim["unit_id"])
    if indicator is None or unit is None or indicator["kind"] == "event":
        return "not a figure of ground"
    if claim["origin"] == "computed_by_reporter":
        return "computed by reporters from other figures, not stated"
    if (claim["claim_id"], "usual") not in world.readings:
        return "a figure that has no reading"
    return Asked(
        claim=claim,
        ground=world.rules.ground,
        family=indicator["family"],
        dimension=indicator["dimension"],
        baseline=world.rules.baseline,
        factor=Fraction(unit["factor"]),
        is_weighed=(claim["statement_id"], claim["region_id"]) in world.weighed,
    )


def claim_rows(world: World, read: Read) -> tuple[Row, ...]:
    """`low × unit ≤ form` and `form ≤ high × unit`."""
    return world.once.all(_claim_rows, world, tuple(read.claim.items()), read.strictness)


def _targets(world: World, claim: Fields) -> tuple[Target, ...] | str:
    asked = _asked(world, dict(claim))
    return asked if isinstance(asked, str) else find_targets(asked)


def _claim_rows(world: World, claim: Fields, strictness: str) -> Iterator[Row]:
    read = Read(dict(claim), strictness)
    targets = targets_of(world, read.claim)
    interval = interval_of(world, read)
    floor = Reason(claim_id=read.claim["claim_id"], subject=FLOOR)
    ceiling = floor._replace(subject=CEILING)
    for target in () if isinstance(targets, str) else targets:
        if target.is_floor:
            form = add(target.form, scale(target.base, -interval.low))
            row = at_least(form, interval.low * target.whole, floor)
            yield replace(row, is_strict=interval.low_open)
        if target.is_ceiling and interval.high is not None:
            form = add(target.form, scale(target.base, -interval.high))
            row = at_most(form, interval.high * target.whole, ceiling)
            yield replace(row, is_strict=interval.high_open)
        if target.once:
            last = max(day_of(unknown) for unknown in target.form)
            once = floor._replace(axiom_id="peak-and-rest", subject="at most", start=last)
            yield at_most(target.once, ZERO, once)


def _periods(row: Row) -> Iterator[Period]:
    """The periods over which a row counts what was taken or retaken."""
    days: dict[Chain, list[date]] = {}
    for unknown, _ in row.terms:
        if unknown.kind in FLOWS:
            days.setdefault((unknown.place, unknown.measure), []).append(day_of(unknown))
    for chain, found in sorted(days.items()):
        yield chain, min(found), max(found)


def _retaking(world: World, claims: Iterable[Claim]) -> dict[Chain, date]:
    """The first day by which a claim has ground retaken, by region and measure."""
    first: dict[Chain, date] = {}
    for claim in claims:
        targets = targets_of(world, claim)
        last = claim["period_end"] or claim["as_of"]
        if "_retaken" not in claim["indicator_id"] or isinstance(targets, str) or last is None:
            continue
        chain = (claim["region_id"], targets[0].measure)
        first[chain] = min(last, first.get(chain, last))
    return first
