"""Which regions are followed on which days, and what parts have to do with their whole.

Takes the unknowns that claims are about. Gives the days of every region that these
touch, and the rows between parts and wholes. Refuses nothing.

Parts are added up on the days of figures of any of them, or of the whole, but a part
only on days within a month of some figure of its own: further off, nobody says anything.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from claimed_ground.ground import EVES, Ground
from claimed_ground.joint.linear import ONE, ZERO, Form, Reason, Row, Unknown, add, at_least, scale
from claimed_ground.joint.quantities import FLOWS, change, day_of, held
from claimed_ground.joint.targets import CRIMEA, atoms
from claimed_ground.tables import Tables

MONTH_DAYS = 31

Chain = tuple[str, str]
"""A region and a measure."""
Period = tuple[Chain, date, date]
"""Where something was taken or retaken, the eve of the period and its last day."""


@dataclass(frozen=True)
class Parts:
    """Whole → groups of parts within it; the parts of a group do not overlap.

    `figured`: the days of all figures of what is held in a region, whoever gave them.
    """

    ground: Ground
    groups: Mapping[str, tuple[tuple[str, ...], ...]]
    figured: Mapping[Chain, frozenset[date]] = field(default_factory=dict)

    def above(self, region_id: str) -> Iterator[str]:
        """The regions that this one lies in, one step up; joint ones as their parts."""
        for whole, groups in self.groups.items():
            if any(region_id in group for group in groups):
                yield from atoms(self.ground, whole)


@dataclass(frozen=True)
class Followed:
    """The days of every region and measure, and those whose gains and losses matter too."""

    days: Mapping[Chain, Sequence[date]]
    flows: frozenset[Chain]


@dataclass
class _Days:
    """Days of figures by chain while they are gathered; `stocks` those of stocks alone."""

    every: dict[Chain, set[date]] = field(default_factory=dict)
    stocks: dict[Chain, set[date]] = field(default_factory=dict)
    flows: set[Chain] = field(default_factory=set)


def read_parts(tables: Tables, ground: Ground) -> Parts:
    """The parts of `region_parts` that lie within a whole: tiles together, others alone."""
    groups: dict[str, list[tuple[str, ...]]] = {}
    for whole, tiles in ground.tiles.items():
        groups[whole] = [tiles]
    for row in tables["region_parts"]:
        whole, part = row["region_id"], row["part_id"]
        if row["relation"] == "within" and part not in ground.tiles.get(whole, ()):
            groups.setdefault(whole, []).append((part,))
    return Parts(ground, {whole: tuple(found) for whole, found in sorted(groups.items())})


def figured_days(unknowns: Iterable[Unknown]) -> dict[Chain, frozenset[date]]:
    """The days of the stocks among the unknowns, by region and measure."""
    days = _Days()
    for unknown in unknowns:
        _note(days, unknown)
    return {chain: frozenset(found) for chain, found in days.stocks.items() if found}


def follow(parts: Parts, unknowns: Iterable[Unknown], periods: Sequence[Period]) -> Followed:
    """The regions asked about and those they lie in, on days on which they can be added up."""
    days = _Days()
    for unknown in unknowns:
        _note(days, unknown)
    for chain in sorted(days.every):
        _climb(parts, days, chain)
    for (place, measure), found in days.every.items():
        eve = EVES.get(place)
        if eve and (place.startswith("ru-") or (place, measure) in days.flows):
            found.add(eve)
    for whole, groups in parts.groups.items():
        for group in groups:
            for measure in ("area", "count"):
                wholes = [(atom, measure) for atom in atoms(parts.ground, whole)]
                chains = [(part, measure) for part in group if (part, measure) in days.every]
                _share_days(parts, days, wholes, chains)
                _share_periods(days, {*wholes, *chains}, chains, periods)
    every = {chain: sorted(found) for chain, found in sorted(days.every.items())}
    return Followed(every, frozenset(days.flows))


def part_rows(parts: Parts, followed: Followed, periods: Iterable[Period]) -> Iterator[Row]:
    """Parts within their whole: what they hold on a day, what is taken there over a period."""
    spans = sorted({(before, last) for _, before, last in periods})
    for whole, groups in parts.groups.items():
        for measure in ("area", "count"):
            wholes = [(atom, measure) for atom in atoms(parts.ground, whole)]
            if not all(chain in followed.days for chain in wholes):
                continue
            for group in groups:
                chains = [(p, measure) for p in group if (p, measure) in followed.days]
                yield from _stock_rows(followed, whole, wholes, chains)
                yield from _flow_rows(followed, whole, wholes, chains, spans)


def _note(days: _Days, unknown: Unknown) -> None:
    chain = (unknown.place, unknown.measure)
    found = days.every.setdefault(chain, set())
    stocks = days.stocks.setdefault(chain, set())
    if unknown.kind in FLOWS or unknown.kind.startswith("base"):
        days.flows.add(chain)
    elif unknown.on:
        stocks.add(day_of(unknown))
    if unknown.on:
        found.add(day_of(unknown))


def _climb(parts: Parts, days: _Days, chain: Chain) -> None:
    """Follow every region that this one lies in on its days, with its gains and losses."""
    place, measure = chain
    for atom in parts.above(place):
        above = (atom, measure)
        days.every.setdefault(above, set()).update(days.every[chain])
        days.stocks.setdefault(above, set()).update(days.stocks[chain])
        if chain in days.flows:
            days.flows.add(above)
        _climb(parts, days, above)


def _share_days(parts: Parts, days: _Days, wholes: Sequence[Chain], chains: Sequence[Chain]) -> None:
    """Follow each part also on other parts' days, and the whole's, that are near to its own."""
    present = [chain for chain in chains if days.stocks.get(chain)]
    near = [chain for chain in (*wholes, *present) if chain in days.stocks]
    shared = {day for chain in near for day in days.stocks[chain]}
    for chain in present:
        own = parts.figured.get(chain, days.stocks[chain])
        days.every[chain] |= {
            day for day in shared if any(abs((day - other).days) <= MONTH_DAYS for other in own)
        }
    crimea = {day for chain in present for day in days.every[chain]}
    if ("ua", "area") in wholes and crimea:
        days.every.setdefault((CRIMEA, "area"), set()).update(crimea)


def _share_periods(
    days: _Days, family: Container[Chain], chains: Sequence[Chain], periods: Sequence[Period]
) -> None:
    """Follow each part over longer periods too in which what was taken there counts."""
    for chain in chains:
        own = [(before, last) for where, before, last in periods if where == chain]
        for where, before, last in periods:
            if where in family and any(before <= start and end <= last for start, end in own):
                days.every[chain] |= {before, last}


def _stock_rows(
    followed: Followed, whole: str, wholes: Sequence[Chain], parts: Sequence[Chain]
) -> Iterator[Row]:
    for day in sorted({day for chain in parts for day in followed.days[chain]}):
        present = [chain for chain in parts if day in followed.days[chain]]
        if all(day in followed.days[chain] for chain in wholes):
            rest = _rest(
                [{held(place, measure, day): ONE} for place, measure in wholes],
                [{held(place, measure, day): ONE} for place, measure in present],
            )
            yield at_least(rest, ZERO, _reason(whole, present, "held", day))


def _flow_rows(
    followed: Followed,
    whole: str,
    wholes: Sequence[Chain],
    parts: Sequence[Chain],
    spans: Sequence[tuple[date, date]],
) -> Iterator[Row]:
    flowing = [chain for chain in parts if chain in followed.flows]
    if not flowing or not all(chain in followed.flows for chain in wholes):
        return
    days = {chain: set(followed.days[chain]) for chain in (*wholes, *flowing)}
    for before, last in spans:
        if not all({before, last} <= days[chain] for chain in wholes):
            continue
        present = [chain for chain in flowing if {before, last} <= days[chain]]
        for flow in FLOWS if present else ():
            rest = _rest(
                [change(flow, place, measure, before, last) for place, measure in wholes],
                [change(flow, place, measure, before, last) for place, measure in present],
            )
            yield at_least(rest, ZERO, _reason(whole, present, flow, before, last))


def _rest(wholes: Iterable[Form], parts: Iterable[Form]) -> Form:
    """What is left of the whole without the parts."""
    return add(*wholes, *(scale(form, -ONE) for form in parts))


def _reason(whole: str, parts: Sequence[Chain], what: str, start: date, end: date | None = None) -> Reason:
    names = (what, *(part for part, _ in parts), "in", whole, parts[0][1])
    return Reason(axiom_id="parts", subject=" ".join(names), start=start, end=end)
