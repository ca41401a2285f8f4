"""How far each claim is from fitting the others.

Takes the conflicts, each with what its claims are allowed. Gives, by claim, the sets that
it is part of and the change that would take it out of all of them. Refuses nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from claimed_ground.joint.escapes import Room, target_of
from claimed_ground.joint.feasibility import RowModel
from claimed_ground.joint.linear import ZERO, Row
from claimed_ground.joint.model import Read, World, claim_rows, interval_of
from claimed_ground.joint.ranges import Allowed, allowed_figures
from claimed_ground.joint.targets import Claim


@dataclass(frozen=True)
class Strain:
    """`sets`: how many. To fit them all, the figure would have to rise, fall, or both."""

    sets: int = 0
    raise_by: Fraction = ZERO
    lower_by: Fraction = ZERO


def find_strains(claims: Mapping[str, Claim], rooms: Iterable[Room]) -> dict[str, Strain]:
    """The strain of every claim that is part of a conflict."""
    strains: dict[str, Strain] = {}
    for room in rooms:
        for claim_id, sets, change in _changes(claims, room):
            old = strains.get(claim_id, Strain())
            strains[claim_id] = Strain(
                old.sets + sets, max(old.raise_by, change), max(old.lower_by, -change)
            )
    return strains


def _changes(
    claims: Mapping[str, Claim], room: Room
) -> Iterator[tuple[str, int, Fraction]]:
    """Each claim of a conflict, in how many of its sets it is, and the change needed in them."""
    members = room.conflict.members
    total = 1
    for position in members:
        total *= len(position)
    for position in members:
        for claim_id in position:
            change = _needed(room.world, claims, room.allowed[position[0]], position[0], claim_id)
            for stronger in _stronger(room, position):
                allowed = _allowed_by(room, claims, position[0], stronger)
                other = _needed(room.world, claims, allowed, position[0], claim_id)
                change = max(change, other, key=abs)
            yield claim_id, total // len(position), change


def _stronger(room: Room, position: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """For each other position, the claim of the example and the one that fits least."""
    for other in room.conflict.members:
        if other != position and other[-1] != other[0]:
            yield other[0], other[-1]


def _allowed_by(
    room: Room, claims: Mapping[str, Claim], claim_id: str, stronger: tuple[str, str]
) -> Allowed:
    """What the others allow if the one that fits least stands for those alike."""
    shown, least = stronger
    rows: list[Row] = list(room.conflict.system.axioms)
    for other in room.conflict.example:
        if other != claim_id:
            rows += claim_rows(room.world, Read(claims[least if other == shown else other]))
    return allowed_figures(RowModel(rows), target_of(room.world, claims[claim_id]), frozenset())


def _needed(
    world: World, claims: Mapping[str, Claim], allowed: Allowed, shown: str, claim_id: str
) -> Fraction:
    """The change that a claim needs, given what is allowed to the one it is alike to."""
    factor = Fraction(1)
    own, other = target_of(world, claims[claim_id]), target_of(world, claims[shown])
    if own.whole:
        factor = other.whole / own.whole
    in_own_unit = replace(
        allowed,
        low=None if allowed.low is None else allowed.low * factor,
        high=None if allowed.high is None else allowed.high * factor,
    )
    return in_own_unit.change_needed(interval_of(world, Read(claims[claim_id])))
