"""From the sets found to their rows: checked, proved, with escapes and strain.

Takes groups of sets. Gives the rows of their tables, in plain form so that they can be kept.
Refuses nothing; a set that does not pass the check has no rows, and is named.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import chain
from typing import Any

from claimed_ground.joint import rows
from claimed_ground.joint.conflicts import Alike, Refused, find_conflicts
from claimed_ground.joint.escape_rows import escape_rows
from claimed_ground.joint.escapes import enter, find_escapes
from claimed_ground.joint.model import World
from claimed_ground.joint.strain import Strain, add_strains, join
from claimed_ground.joint.targets import Claim
from claimed_ground.rates import country

TABLES = ("conflict_sets", "conflict_members", "conflict_steps", "conflict_escapes")

Plain = dict[str, Any]


@dataclass(frozen=True)
class Bench:
    """What groups of sets are examined with; `twins` as the searches found them."""

    world: World
    claims: Mapping[str, Claim]
    voices: rows.Voices
    twins: Mapping[str, tuple[str, ...]]


@dataclass
class Examined:
    """Rows by table, strain by claim, and the sets that are not shown."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {t: [] for t in TABLES})
    strains: dict[str, Strain] = field(default_factory=dict)
    refused: set[Refused] = field(default_factory=set)


def examine(bench: Bench, group: Alike) -> Plain:
    """Check, prove and describe the sets of a group; `put_together` reads the result."""
    examined = Examined()
    on_polygons = bench.world.with_baseline("polygon")
    for found in find_conflicts(bench.world, bench.claims, [group], bench.twins):
        if isinstance(found, Refused):
            examined.refused.add(found)
            continue
        room = enter(bench.world, bench.claims, found)
        escapes = list(find_escapes(room, on_polygons))
        made = (
            [rows.set_row(room, escapes, bench.voices)],
            rows.member_rows(found),
            rows.step_rows(room),
            escape_rows(room, escapes),
        )
        for table, new in zip(TABLES, made, strict=True):
            examined.tables[table] += new
        add_strains(bench.claims, room, examined.strains)
    return {
        "tables": examined.tables,
        "strains": {claim_id: strain.changes for claim_id, strain in examined.strains.items()},
        "refused": sorted([sorted(one.claims), one.reason] for one in examined.refused),
    }


def rests_on(bench: Bench, group: Alike) -> object:
    """All that the result for a group rests on, apart from our code and what `common` gives."""
    world, rules = bench.world, bench.world.rules
    shown = (*group.others, *group.varied)
    same = {claim_id: bench.twins.get(claim_id, (claim_id,)) for claim_id in sorted(shown)}
    claims = [bench.claims[claim_id] for claim_id in sorted({*chain.from_iterable(same.values())})]
    there = {country(claim["region_id"]) for claim in claims}
    figured = [(c, sorted(days)) for c, days in sorted(rules.parts.figured.items()) if country(c[0]) in there]
    retaking = [(c, day) for c, day in sorted(rules.retaking.items()) if country(c[0]) in there]
    own = [
        (
            sorted(claim.items()),
            [world.readings.get((claim["claim_id"], strictness)) for strictness in ("usual", "strict")],
            (claim["statement_id"], claim["region_id"]) in world.weighed,
            bench.voices.names[claim["claim_id"]],
            bench.voices.sides[claim["claim_id"]],
        )
        for claim in claims
    ]
    return sorted(group.others), group.varied, same, own, figured, retaking


def common(world: World) -> str:
    """What the results for all groups rest on."""
    rules = world.rules
    of_rules = (rules.ground, rules.parts.groups, rules.rates, rules.baseline)
    return repr((*of_rules, world.indicators, world.units))


def put_together(parts: Iterable[Plain]) -> Examined:
    """What was found in several groups."""
    whole = Examined()
    for part in parts:
        for table, found in part["tables"].items():
            whole.tables[table] += found
        for claim_id, changes in part["strains"].items():
            whole.strains[claim_id] = join(whole.strains.get(claim_id, Strain()), _strain(changes))
        whole.refused |= {Refused(frozenset(claims), reason) for claims, reason in part["refused"]}
    return whole


def _strain(changes: Sequence[tuple[Fraction, int]]) -> Strain:
    return Strain(tuple((change, sets) for change, sets in changes))
