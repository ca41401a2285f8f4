"""Sets of claims that cannot all be true, each checked, and those alike shown as one.

Takes what the searches found. Gives Conflicts. Refuses a set whose proof does not hold,
or that has a member it could do without.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from claimed_ground.intervals import scale
from claimed_ground.joint.exact import find_point
from claimed_ground.joint.feasibility import RowModel
from claimed_ground.joint.linear import ONE, Row, System, Unknown
from claimed_ground.joint.model import Read, World, build_system, claim_rows, interval_of, targets_of
from claimed_ground.joint.proof import Proof, holds, prove
from claimed_ground.joint.ranges import Allowed, allowed_figures
from claimed_ground.joint.targets import Claim, Target
from claimed_ground.readings import TOLERANCE

Key = tuple[object, ...]


@dataclass(frozen=True)
class Alike:
    """Sets of `others` and any one of `varied`, which are all about one quantity."""

    others: frozenset[str]
    varied: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """A set whose proof holds, and which would be possible without any one member.

    `model` holds the rows of the system, and after those the rows of the widest readings.
    `allowed`: what the other claims allow each figure to be. `idle`: claims whose figure plays
    no part, only the assumption that comes with it. `is_slight`: so little is wanting that a pair would
    be taken to fit.
    """

    system: System
    proof: Proof
    model: RowModel
    allowed: Mapping[str, Allowed]
    idle: frozenset[str] = frozenset()
    is_slight: bool = False


@dataclass(frozen=True)
class Conflict:
    """One claim of each position cannot be true together with one of every other.

    `members` holds the claims of each position: the first is the one that the proof uses,
    the others say of the same quantity the same, or what fits even less.
    """

    members: tuple[tuple[str, ...], ...]
    checked: Checked

    @property
    def example(self) -> tuple[str, ...]:
        return tuple(position[0] for position in self.members)

    @property
    def conflict_id(self) -> str:
        """A hash of the claims of the example: the same as long as they are."""
        text = "\n".join(self.example)
        return f"conflict-{hashlib.sha256(text.encode()).hexdigest()[:10]}"


@dataclass(frozen=True)
class Refused:
    """A set that is not shown: a claim in it is idle, or too little is wanting, or it has no proof."""

    claims: frozenset[str]
    reason: Literal["idle", "slight", "unproved"]


def find_conflicts(
    world: World,
    claims: Mapping[str, Claim],
    groups: Iterable[Alike],
    twins: Mapping[str, tuple[str, ...]],
) -> Iterator[Conflict | Refused]:
    """The conflicts of groups of sets; sets that do not pass the check come as Refused."""
    for group in groups:
        for position, checked in _by_side(world, claims, group.others, group.varied):
            if checked is None or checked.idle or checked.is_slight:
                for claim_id in position:
                    yield Refused(group.others | {claim_id}, _reason(checked))
                continue
            positions = [*((other,) for other in group.others), position]
            members = (tuple(t for c in p for t in twins.get(c, (c,))) for p in positions)
            yield Conflict(tuple(sorted(members)), checked)


def check_set(world: World, claims: Iterable[Claim], also: Iterable[Unknown] = ()) -> Checked | None:
    """A set of claims with its proof; None if it is possible, or if a part of it is not."""
    chosen = list(claims)
    system = build_system(world, [Read(claim) for claim in chosen], also)
    proof = prove(system, system.claims)
    if proof is None or not holds(proof, system):
        return None
    usual = system.rows(system.claims)
    strict = [row for claim in chosen for row in claim_rows(world, Read(claim, "strict"))]
    model = RowModel([*usual, *strict])
    beyond = frozenset(range(len(usual), len(model.rows)))
    allowed = {}
    for claim in chosen:
        claim_id, target = claim["claim_id"], target_of(world, claim)
        without = beyond | rows_of(usual, claim_id)
        allowed[claim_id] = found = allowed_figures(model, target, without)
        # An end comes from a point at which the others hold; that of a share may lie at infinity.
        is_possible = not target.base and (found.low, found.high) != (None, None)
        if not is_possible and find_point(model, without) is None:
            return None
    # Where nothing is assumed with a figure, it is all of the claim, and was left out above.
    assumed = [c for c in system.claims if figure_of(usual, c) != rows_of(usual, c)]
    idle = [c for c in assumed if find_point(model, beyond | figure_of(usual, c)) is None]
    return Checked(system, proof, model, allowed, frozenset(idle), _is_slight(proof.result, chosen))


def _reason(checked: Checked | None) -> Literal["idle", "slight", "unproved"]:
    if checked is None:
        return "unproved"
    return "idle" if checked.idle else "slight"


def _is_slight(result: Row, claims: Sequence[Claim]) -> bool:
    """Whether a pair as near to fitting would be taken to fit: never of bare figures in one unit."""
    bare = all(claim["qualifier_id"] == "exactly" for claim in claims)
    if bare and len({claim["unit_id"] for claim in claims}) == 1:
        return False
    return 0 < result.lower - result.upper < TOLERANCE * max(abs(result.lower), abs(result.upper))


def rows_of(rows: Sequence[Row], claim_id: str) -> frozenset[int]:
    """The numbers of a claim's rows."""
    return frozenset(i for i, row in enumerate(rows) if row.reason.claim_id == claim_id)


def figure_of(rows: Sequence[Row], claim_id: str) -> frozenset[int]:
    """The numbers of the rows of a claim's figure, without those of the assumption with it."""
    return frozenset(i for i in rows_of(rows, claim_id) if not rows[i].reason.is_axiom)


def group_alike(world: World, claims: Mapping[str, Claim], sets: Iterable[frozenset[str]]) -> list[Alike]:
    """Sets that differ by one claim about one quantity, together; the largest groups first."""
    left = set(sets)
    measured = {c: _measured(world, claims[c]) for chosen in left for c in chosen}
    groups: dict[tuple[frozenset[str], Key], list[str]] = {}
    for chosen in sorted(left, key=sorted):
        for claim_id in sorted(chosen):
            groups.setdefault((chosen - {claim_id}, measured[claim_id]), []).append(claim_id)
    order = sorted(groups.items(), key=lambda group: (-len(group[1]), sorted(group[0][0]), group[1]))
    found = []
    for (others, _), varied in order:
        present = tuple(claim_id for claim_id in varied if others | {claim_id} in left)
        left -= {others | {claim_id} for claim_id in present}
        if present:
            found.append(Alike(others, present))
    return found


def _by_side(
    world: World, claims: Mapping[str, Claim], others: frozenset[str], varied: Sequence[str]
) -> Iterator[tuple[tuple[str, ...], Checked | None]]:
    """The claims that are too high, the one nearest to fitting first, and those too low."""
    context = [claims[claim_id] for claim_id in sorted(others)]
    first = check_set(world, [*context, claims[varied[0]]])
    if len(varied) == 1 or first is None:
        yield (varied[0],), first
        for claim_id in varied[1:]:
            yield (claim_id,), check_set(world, [*context, claims[claim_id]])
        return
    target = target_of(world, claims[varied[0]])
    excess = {c: excess_over(world, first.allowed[varied[0]], target, claims[c]) for c in varied}
    for side in (
        [c for c in varied if excess[c] < 0],
        [c for c in varied if excess[c] > 0],
        *([c] for c in varied if not excess[c]),
    ):
        nearest = sorted(side, key=lambda c: (abs(excess[c]), c))
        while nearest:
            same = first if nearest[0] == varied[0] else None
            checked = same or check_set(world, [*context, claims[nearest[0]]])
            # Where so little is wanting that it does not count, the next one stands for the others.
            shown = nearest[:1] if checked is not None and checked.is_slight else nearest
            yield tuple(shown), checked
            nearest = nearest[len(shown) :]


def excess_over(world: World, allowed: Allowed, target: Target, claim: Claim) -> Fraction:
    """What to add to a claim's figure, in units of the target, so that it is allowed."""
    own = target_of(world, claim)
    factor = own.whole / target.whole if own.whole and target.whole else ONE
    read = scale(interval_of(world, Read(claim)), factor)
    return allowed.change_needed(read)


def target_of(world: World, claim: Claim) -> Target:
    """The claim's measure; of several, which only a share of each part has, the first."""
    targets = targets_of(world, claim)
    assert not isinstance(targets, str), "only claims in the model are in conflicts"
    return targets[0]


def _measured(world: World, claim: Claim) -> Key:
    """What the figure is of, without the figure."""
    targets = targets_of(world, claim)
    if isinstance(targets, str):
        return (targets,)
    return tuple((tuple(sorted(t.form.items())), tuple(sorted(t.base))) for t in targets)
