"""How far each claim is from fitting the others.

Takes conflicts, each with what its claims are allowed. Gives, by claim, the sets that it
is part of and the change that would take it out of all of them. Refuses nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from claimed_ground.joint.conflicts import excess_over, target_of
from claimed_ground.joint.escapes import Room
from claimed_ground.joint.feasibility import RowModel
from claimed_ground.joint.linear import ONE, ZERO, Row
from claimed_ground.joint.model import Read, claim_rows
from claimed_ground.joint.ranges import Allowed, allowed_figures
from claimed_ground.joint.targets import Claim


@dataclass(frozen=True)
class Strain:
    """The change that each set asks of the figure, with how many sets ask for it."""

    changes: tuple[tuple[Fraction, int], ...] = ()

    @property
    def sets(self) -> int:
        return sum(sets for _, sets in self.changes)

    @property
    def raise_by(self) -> Fraction:
        """What the set that asks the most upwards asks for."""
        return max((change for change, _ in self.changes if change > 0), default=ZERO)

    @property
    def lower_by(self) -> Fraction:
        """What the set that asks the most downwards asks for."""
        return max((-change for change, _ in self.changes if change < 0), default=ZERO)

    @property
    def median(self) -> Fraction:
        """The change in the middle: half of the sets ask for no more, half for no less."""
        middle, passed = self.sets / 2, 0
        for change, sets in sorted(self.changes):
            passed += sets
            if passed >= middle:
                return change
        return ZERO


def add_strains(claims: Mapping[str, Claim], room: Room, strains: dict[str, Strain]) -> None:
    """Put what a conflict asks of its claims to what others ask."""
    for claim_id, sets, change in _changes(claims, room):
        strains[claim_id] = join(strains.get(claim_id, Strain()), Strain(((change, sets),)))


def join(one: Strain, other: Strain) -> Strain:
    """The strain of one claim from two lots of sets."""
    return Strain((*one.changes, *other.changes))


def _changes(claims: Mapping[str, Claim], room: Room) -> Iterator[tuple[str, int, Fraction]]:
    """Each claim of a conflict, in how many of its sets it is, and the change needed in them."""
    members = room.conflict.members
    total = 1
    for position in members:
        total *= len(position)
    for position in members:
        target = target_of(room.world, claims[position[0]])
        stronger = [_allowed_by(room, claims, position[0], other) for other in _stronger(room, position)]
        every = [room.allowed[position[0]], *stronger]
        for claim_id in position:
            own = target_of(room.world, claims[claim_id])
            changes = [excess_over(room.world, a, target, claims[claim_id]) for a in every]
            unit = target.whole / own.whole if own.whole and target.whole else ONE
            yield claim_id, total // len(position), max(changes, key=abs) * unit


def _stronger(room: Room, position: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """For each other position, the claim of the example and the one that fits least."""
    for other in room.conflict.members:
        if other != position and other[-1] != other[0]:
            yield other[0], other[-1]


def _allowed_by(room: Room, claims: Mapping[str, Claim], claim_id: str, stronger: tuple[str, str]) -> Allowed:
    """What the others allow if the one that fits least stands for those alike."""
    shown, least = stronger
    rows: list[Row] = list(room.conflict.checked.system.axioms)
    for other in room.conflict.example:
        if other != claim_id:
            rows += claim_rows(room.world, Read(claims[least if other == shown else other]))
    return allowed_figures(RowModel(rows), target_of(room.world, claims[claim_id]), frozenset())
