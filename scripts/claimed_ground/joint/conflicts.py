"""Sets of claims that cannot all be true, each checked, and those alike shown as one.

Takes what the searches found. Gives Conflicts. Refuses a set whose proof does not hold,
or that has a member it could do without.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from claimed_ground.joint.exact import find_point
from claimed_ground.joint.feasibility import RowModel
from claimed_ground.joint.linear import ZERO, Row, System, Unknown
from claimed_ground.joint.model import CEILING, FLOOR, Read, World, build_system, targets_of
from claimed_ground.joint.proof import Proof, holds, prove
from claimed_ground.joint.targets import Claim

Key = tuple[object, ...]
SHARED = ("peak", "base-2014", "base-2022")


@dataclass(frozen=True)
class Conflict:
    """One claim of each position cannot be true together with one of every other.

    `members` holds the claims of each position: the first is the one that the proof uses,
    the others say of the same quantity the same, or what fits even less.
    """

    members: tuple[tuple[str, ...], ...]
    system: System
    proof: Proof

    @property
    def example(self) -> tuple[str, ...]:
        return tuple(position[0] for position in self.members)

    @property
    def conflict_id(self) -> str:
        """A hash of the claims of the example: the same as long as they are."""
        text = "\n".join(self.example)
        return f"conflict-{hashlib.sha256(text.encode()).hexdigest()[:10]}"


@dataclass(frozen=True)
class Checked:
    """A set whose proof holds, and which would be possible without any one member."""

    system: System
    proof: Proof


def find_conflicts(
    world: World,
    claims: Mapping[str, Claim],
    sets: Iterable[frozenset[str]],
    twins: Mapping[str, tuple[str, ...]],
    refused: list[frozenset[str]] | None = None,
) -> list[Conflict]:
    """The conflicts of all sets; sets that do not pass the check go into `refused`."""
    found: list[Conflict] = []
    for others, varied in _alike(world, claims, sets):
        for position, checked in _by_side(world, claims, others, varied):
            if checked is None:
                if refused is not None:
                    refused.append(others | set(position))
                continue
            positions = [*((other,) for other in others), position]
            members = (tuple(t for c in p for t in twins.get(c, (c,))) for p in positions)
            found.append(Conflict(tuple(sorted(members)), checked.system, checked.proof))
    return sorted(found, key=lambda conflict: conflict.members)


def check_set(
    world: World, claims: Iterable[Claim], also: Iterable[Unknown] = ()
) -> Checked | None:
    """A set of claims with its proof; None if it is possible, or if a part of it is not."""
    system = build_system(world, [Read(claim) for claim in claims], also)
    proof = prove(system, system.claims)
    if proof is None or not holds(proof, system):
        return None
    model = RowModel(system.rows(system.claims))
    if any(find_point(model, rows_of(model.rows, claim_id)) is None for claim_id in system.claims):
        return None
    return Checked(system, proof)


def rows_of(rows: Sequence[Row], claim_id: str) -> frozenset[int]:
    """The numbers of a claim's rows."""
    return frozenset(i for i, row in enumerate(rows) if row.reason.claim_id == claim_id)


def _alike(
    world: World, claims: Mapping[str, Claim], sets: Iterable[frozenset[str]]
) -> Iterator[tuple[frozenset[str], list[str]]]:
    """Sets that differ by one claim about one quantity: what they share, and those claims."""
    left = set(sets)
    measured = {c: _measured(world, claims[c]) for chosen in left for c in chosen}
    groups: dict[tuple[frozenset[str], Key], list[str]] = {}
    for chosen in sorted(left, key=sorted):
        for claim_id in sorted(chosen):
            groups.setdefault((chosen - {claim_id}, measured[claim_id]), []).append(claim_id)
    order = sorted(groups.items(), key=lambda group: (-len(group[1]), sorted(group[0][0]), group[1]))
    for (others, _), varied in order:
        present = [claim_id for claim_id in varied if others | {claim_id} in left]
        left -= {others | {claim_id} for claim_id in present}
        if present:
            yield others, present


def _by_side(
    world: World, claims: Mapping[str, Claim], others: frozenset[str], varied: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], Checked | None]]:
    """The claims that are too high, the one nearest to fitting first, and those too low."""
    sides: dict[str, dict[str, Checked]] = {FLOOR: {}, CEILING: {}}
    for claim_id in varied:
        checked = check_set(world, [claims[c] for c in (*sorted(others), claim_id)])
        side = None if checked is None else _side(checked.proof, claim_id)
        if side is None or checked is None:
            yield (claim_id,), checked
        else:
            sides[side][claim_id] = checked
    for side, sets in sides.items():
        nearest = sorted(sets, key=lambda c: (_excess(sets[c].system, c, side), c))
        if nearest:
            yield tuple(nearest), sets[nearest[0]]


def _side(proof: Proof, claim_id: str) -> str | None:
    """Whether the proof needs the claim's floor or its ceiling; None for both."""
    reasons = [line.row.reason for line in proof.lines if line.row.reason.claim_id == claim_id]
    sides = {reason.subject for reason in reasons if not reason.is_axiom}
    return sides.pop() if len(sides) == 1 else None


def _excess(system: System, claim_id: str, side: str) -> tuple[Fraction, bool]:
    """How high the claim's floor is, or how low its ceiling, in a unit that all alike share."""
    row = next(row for row in system.claims[claim_id] if row.reason.subject == side)
    shares = [factor for unknown, factor in row.terms if unknown.kind in SHARED]
    low_or_high = abs(row.bound or sum(shares, ZERO))
    return low_or_high if side == FLOOR else -low_or_high, row.is_strict


def _measured(world: World, claim: Claim) -> Key:
    """What the figure is of, without the figure."""
    targets = targets_of(world, claim)
    if isinstance(targets, str):
        return (targets,)
    return tuple((tuple(sorted(t.form.items())), tuple(sorted(t.base))) for t in targets)
