"""From the sets found to their rows: checked, proved, with escapes and strain.

Takes lots of sets. Gives the rows of their tables. Refuses nothing; a set that does not
pass the check has no rows, and is named.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimed_ground.joint import rows
from claimed_ground.joint.conflicts import Alike, Refused, find_conflicts
from claimed_ground.joint.escapes import enter, find_escapes
from claimed_ground.joint.model import World
from claimed_ground.joint.strain import Strain, add_strains, join
from claimed_ground.joint.targets import Claim

TABLES = ("conflict_sets", "conflict_members", "conflict_steps", "conflict_escapes")


@dataclass(frozen=True)
class Lot:
    """Groups of sets to examine, with all that is needed for that."""

    world: World
    claims: Mapping[str, Claim]
    voices: rows.Voices
    twins: Mapping[str, tuple[str, ...]]
    groups: tuple[Alike, ...]


@dataclass
class Examined:
    """Rows by table, strain by claim, and the sets that are not shown."""

    tables: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: {t: [] for t in TABLES})
    strains: dict[str, Strain] = field(default_factory=dict)
    refused: set[Refused] = field(default_factory=set)


def into_lots(
    world: World,
    claims: Mapping[str, Claim],
    voices: rows.Voices,
    twins: Mapping[str, tuple[str, ...]],
    groups: Sequence[Alike],
    count: int,
) -> list[Lot]:
    """The groups dealt into so many lots, each with the claims it needs."""
    lots = []
    for number in range(min(count, len(groups))):
        dealt = tuple(groups[number::count])
        shown = {c for group in dealt for c in (*group.others, *group.varied)}
        needed = {c for claim_id in shown for c in twins.get(claim_id, (claim_id,))}
        chosen = {claim_id: claims[claim_id] for claim_id in sorted(needed)}
        own_twins = {claim_id: twins[claim_id] for claim_id in sorted(shown) if claim_id in twins}
        lots.append(Lot(world, chosen, voices, own_twins, dealt))
    return lots


def examine(lot: Lot) -> Examined:
    """Check, prove and describe every group of the lot."""
    examined = Examined()
    on_polygons = lot.world.with_baseline("polygon")
    for found in find_conflicts(lot.world, lot.claims, lot.groups, lot.twins):
        if isinstance(found, Refused):
            examined.refused.add(found)
            continue
        room = enter(lot.world, lot.claims, found)
        escapes = list(find_escapes(room, on_polygons))
        made = (
            [rows.set_row(room, escapes, lot.voices)],
            rows.member_rows(found),
            rows.step_rows(room),
            rows.escape_rows(room, escapes),
        )
        for table, new in zip(TABLES, made, strict=True):
            examined.tables[table] += new
        add_strains(lot.claims, room, examined.strains)
    return examined


def put_together(parts: Sequence[Examined]) -> Examined:
    """What was found in several lots."""
    whole = Examined()
    for part in parts:
        for table, found in part.tables.items():
            whole.tables[table] += found
        for claim_id, strain in part.strains.items():
            whole.strains[claim_id] = join(whole.strains.get(claim_id, Strain()), strain)
        whole.refused |= part.refused
    return whole
