"""Which claims are searched together, and how far.

Takes the world and its claims. Gives Scopes and the minimal sets found in each. Refuses
nothing; how far each search went stands in its Finding.

Every claim in one search would be best, and takes too long: the same system is asked
about one place, about what is held in a country, and about what is taken in one.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimed_ground.joint.feasibility import ClaimOracle
from claimed_ground.joint.groups import compact, split
from claimed_ground.joint.linear import Row, System
from claimed_ground.joint.minimal_sets import Limits, Search, bits, find_minimal_sets
from claimed_ground.joint.model import Read, World, build_system, targets_of
from claimed_ground.joint.targets import Claim
from claimed_ground.rates import country

Twins = dict[str, tuple[str, ...]]
"""The first claim of those that say exactly the same of the same quantity → all of them."""

# A search of few claims goes further at no cost. The calls are bounded, never the clock.
SMALL_SEARCH = 40
PLACE, SMALL, STOCKS, FLOWS = (
    Limits(size=3, calls=12_000, nodes=2_000_000),
    Limits(size=5, calls=12_000, nodes=2_000_000),
    Limits(size=4, calls=12_000, nodes=2_000_000),
    Limits(size=3, calls=12_000, nodes=2_000_000),
)


@dataclass(frozen=True)
class Scope:
    """Claims searched together; only sets that hold one of `roots` are new."""

    scope_id: str
    title: str
    claims: tuple[Claim, ...]
    roots: frozenset[str] | None
    limits: Limits


@dataclass(frozen=True)
class Question:
    """A system in which minimal impossible sets are sought: all that the answer rests on."""

    system: System
    roots: tuple[str, ...] | None
    limits: Limits


@dataclass(frozen=True)
class Finding:
    """What was found in one scope.

    `twins`: claims that say exactly the same of the same quantity, by the one that stood
    for them in the search.
    """

    scope: Scope
    sets: tuple[frozenset[str], ...]
    twins: Twins
    complete_to: int
    is_closed: bool
    calls: int


def read_scopes(world: World, claims: Sequence[Claim]) -> Iterator[Scope]:
    """Every scope with two claims or more, in the order of their ids."""
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        for scope_id in _scopes_of(world, claim):
            found.setdefault(scope_id, []).append(claim)
    for scope_id, members in sorted(found.items()):
        if len(members) > 1:
            yield _scope(world, scope_id, members)


def question_of(world: World, scope: Scope) -> tuple[Question, Twins]:
    """What is asked about a scope: of claims that say exactly the same, one; and which say the same."""
    system = build_system(world, [Read(claim) for claim in scope.claims])
    twins = _twins(system)
    alone = System(system.axioms, {claim_id: system.claims[claim_id] for claim_id in twins})
    roots = None if scope.roots is None else tuple(sorted(scope.roots))
    return Question(alone, roots, scope.limits), twins


def answer(question: Question) -> dict[str, Any]:
    """The minimal impossible sets, in plain form so that they can be kept; `finding_of` reads it."""
    sets: list[list[str]] = []
    results: list[Search] = []
    for part in split(question.system):
        oracle = ClaimOracle(compact(part))
        roots = _mask(oracle.claim_ids, question.roots)
        result = find_minimal_sets(oracle, len(oracle.claim_ids), question.limits, roots)
        sets += [[oracle.claim_ids[i] for i in bits(mask)] for mask in result.sets]
        results.append(result)
    everything = len(question.system.claims)
    return {
        "sets": sorted(sets),
        "complete_to": min((r.complete_to for r in results if not r.is_closed), default=everything),
        "is_closed": all(result.is_closed for result in results),
        "calls": sum(result.calls for result in results),
    }


def finding_of(scope: Scope, twins: Twins, answered: Mapping[str, Any]) -> Finding:
    """What the answer to a scope's question says."""
    sets = tuple(sorted((frozenset(chosen) for chosen in answered["sets"]), key=sorted))
    complete_to, is_closed = answered["complete_to"], answered["is_closed"]
    return Finding(scope, sets, twins, complete_to, is_closed, answered["calls"])


def search(world: World, scope: Scope) -> Finding:
    """The minimal impossible sets of the scope's claims, read as usual."""
    question, twins = question_of(world, scope)
    return finding_of(scope, twins, answer(question))


def _scopes_of(world: World, claim: Claim) -> Iterator[str]:
    """The ids of the scopes that a claim belongs to."""
    targets = targets_of(world, claim)
    if isinstance(targets, str):
        return
    measure = targets[0].measure
    yield f"{claim['region_id']}-{measure}"
    kind = "stocks" if _is_stock(world, claim) else "flows"
    yield f"{country(claim['region_id'])}-all-{measure}-{kind}"


def _scope(world: World, scope_id: str, members: Sequence[Claim]) -> Scope:
    claims = tuple(sorted(members, key=lambda claim: str(claim["claim_id"])))
    name = world.rules.ground.names.get(claims[0]["region_id"], scope_id)
    nation = country(claims[0]["region_id"])
    whole = world.rules.ground.names.get(nation, {"ru": "Russia"}.get(nation, nation))
    what = "settlements" if scope_id.split("-")[-1] == "count" or "-count-" in scope_id else "area"
    if "-all-" not in scope_id:
        limits = SMALL if len(claims) <= SMALL_SEARCH else PLACE
        return Scope(scope_id, f"{name}: {what}", claims, None, limits)
    # What is about the country itself has been searched as a place.
    roots = frozenset(claim["claim_id"] for claim in claims if claim["region_id"] != nation)
    is_stock = scope_id.endswith("stocks")
    limits = SMALL if len(claims) <= SMALL_SEARCH else STOCKS if is_stock else FLOWS
    title = f"{whole} and its regions: {what} {'held' if is_stock else 'taken and retaken'}"
    return Scope(scope_id, title, claims, roots, limits)


def _is_stock(world: World, claim: Claim) -> bool:
    family = world.indicators[claim["indicator_id"]]["family"]
    return family in ("held", "peak", "settlements_held")


def _twins(system: System) -> Twins:
    """The first claim of those with the same inequalities → all of them."""
    same: dict[tuple[object, ...], list[str]] = {}
    for claim_id, rows in sorted(system.claims.items()):
        if rows:
            same.setdefault(tuple(_content(row) for row in rows), []).append(claim_id)
    return {claim_ids[0]: tuple(claim_ids) for claim_ids in same.values()}


def _content(row: Row) -> tuple[object, ...]:
    return row.terms, row.lower, row.upper, row.is_strict


def _mask(claim_ids: Iterable[str], roots: Collection[str] | None) -> int | None:
    if roots is None:
        return None
    return sum(1 << i for i, claim_id in enumerate(claim_ids) if claim_id in roots)
