"""Every minimal set of claims that cannot all be true, up to a stated size.

Takes an oracle that says of any set of claims either "possible, and so is this
larger set" or "impossible, and so is this part of it". Gives the minimal
impossible sets. Refuses nothing; where the work allowed runs out, it says up to
which size the search is complete.

Why none is missed: the search grows sets one claim at a time from the empty set.
Let U be a minimal impossible set and S a part of it that was reached. S is
possible, so the oracle names a possible set M that holds S. U is impossible, so
some claim of U lies outside M; the search grows S by every claim outside M, hence
by that one, and reaches a larger part of U. (This is the hitting-set tree of
R. Reiter, "A theory of diagnosis from first principles", 1987, read from below.)
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

Mask = int
"""A set of claims: bit i stands for claim i."""


@dataclass(frozen=True)
class Verdict:
    """`possible`: then `part` is a possible set that holds the one asked about.

    Otherwise `part` is an impossible part of it.
    """

    possible: bool
    part: Mask


Oracle = Callable[[Mask], Verdict]


@dataclass(frozen=True)
class Limits:
    """The largest size of a set, and the work allowed: questions asked, and sets looked at."""

    size: int
    calls: int
    nodes: int


@dataclass(frozen=True)
class Search:
    """The minimal impossible sets of at most `complete_to` claims, all of them.

    `is_closed`: larger ones do not exist. `calls`: how often the oracle was asked.
    """

    sets: tuple[Mask, ...]
    complete_to: int
    is_closed: bool
    calls: int


@dataclass
class _State:
    """What the search knows so far: impossible pairs by claim, other impossible sets by size."""

    oracle: Oracle
    limits: Limits
    calls: int = 0
    nodes: int = 0
    pairs: dict[Mask, Mask] = field(default_factory=dict)
    others: dict[int, set[Mask]] = field(default_factory=dict)
    found: list[Mask] = field(default_factory=list)
    covers: list[Mask] = field(default_factory=list)
    cover_index: dict[int, Mask] = field(default_factory=dict)


def find_minimal_sets(oracle: Oracle, count: int, limits: Limits, roots: Mask | None = None) -> Search:
    """All minimal impossible sets within the limits, out of `count` claims.

    `roots`: only sets that hold one of these claims are sought.
    """
    state = _State(oracle, limits)
    everything = (1 << count) - 1
    level: list[Mask] = [0] if roots is None else [1 << claim for claim in bits(roots)]
    covers: dict[Mask, Mask] = {}
    for size in range(0 if roots is None else 1, limits.size):
        covers = {}
        for chosen in level:
            if _is_spent(state):
                return _result(state, size - 1, is_closed=False)
            cover = _look_at(state, chosen)
            if cover is not None:
                covers[chosen] = cover
        if size + 1 < limits.size:
            beyond = ((chosen, bits(everything & ~cover)) for chosen, cover in covers.items())
            grown = dict.fromkeys(chosen | 1 << claim for chosen, claims in beyond for claim in claims)
            level = [chosen for chosen in grown if not _holds_known(state, chosen)]
            if not level:
                return _result(state, count, is_closed=True)
    # Sets of the largest size are not grown any more: it is enough that each is settled.
    is_closed = True
    for chosen, cover in covers.items():
        if _is_spent(state):
            return _result(state, limits.size - 1, is_closed=False)
        is_closed &= _settle_larger(state, chosen, everything & ~cover)
    return _result(state, count if is_closed else limits.size, is_closed=is_closed)


def bits(mask: Mask) -> Iterator[int]:
    """The positions of the set bits, in order."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _is_spent(state: _State) -> bool:
    """Whether the work allowed is used up, before one more set is looked at."""
    state.nodes += 1
    return state.calls >= state.limits.calls or state.nodes > state.limits.nodes


def _look_at(state: _State, chosen: Mask) -> Mask | None:
    """The largest known possible set that holds `chosen`; None if `chosen` is impossible."""
    _settle(state, chosen)
    holding = _covers_holding(state, chosen)
    return max((state.covers[i] for i in bits(holding)), key=int.bit_count, default=None)


def _settle(state: _State, chosen: Mask) -> None:
    """Make sure that a known possible set holds `chosen`, or a known impossible one lies in it."""
    if _covers_holding(state, chosen) or _holds_known(state, chosen):
        return
    verdict = _ask(state, chosen)
    if verdict.possible:
        _remember_cover(state, verdict.part)
    else:
        _remember_set(state, _shrink(state, verdict.part))


def _settle_larger(state: _State, chosen: Mask, outside: Mask) -> bool:
    """Settle `chosen` with any one claim of `outside`; whether all of these were known to be impossible."""
    covered = 0
    for number in bits(_covers_holding(state, chosen)):
        covered |= state.covers[number]
        if not outside & ~covered:
            break
    is_known = all(_holds_known(state, chosen | 1 << claim) for claim in bits(outside & covered))
    left = outside & ~covered
    while left:
        single = left & -left
        left ^= single
        if _holds_known(state, chosen | single):
            continue
        is_known = False
        verdict = _ask(state, chosen | single)
        if verdict.possible:
            _remember_cover(state, verdict.part)
            left &= ~verdict.part
        else:
            _remember_set(state, _shrink(state, verdict.part))
    return is_known


def _ask(state: _State, chosen: Mask) -> Verdict:
    state.calls += 1
    return state.oracle(chosen)


def _shrink(state: _State, impossible: Mask) -> Mask:
    """A minimal impossible part: drop every claim without which it stays impossible."""
    needed = impossible
    for claim in bits(impossible):
        without = needed & ~(1 << claim)
        if without == needed or _covers_holding(state, without):
            continue
        verdict = _ask(state, without)
        if verdict.possible:
            _remember_cover(state, verdict.part)
        else:
            needed = verdict.part
    return needed


def _covers_holding(state: _State, chosen: Mask) -> Mask:
    """The numbers of the known possible sets that hold `chosen`."""
    holding = (1 << len(state.covers)) - 1
    for claim in bits(chosen):
        holding &= state.cover_index.get(claim, 0)
    return holding


def _remember_cover(state: _State, cover: Mask) -> None:
    number = 1 << len(state.covers)
    state.covers.append(cover)
    for claim in bits(cover):
        state.cover_index[claim] = state.cover_index.get(claim, 0) | number


def _remember_set(state: _State, found: Mask) -> None:
    state.found.append(found)
    if found.bit_count() != 2:
        state.others.setdefault(found.bit_count(), set()).add(found)
        return
    for single in (1 << claim for claim in bits(found)):
        state.pairs[single] = state.pairs.get(single, 0) | found ^ single


def _holds_known(state: _State, chosen: Mask) -> bool:
    """Whether a minimal impossible set that is already known lies within `chosen`."""
    singles, left = [], chosen
    while left:
        single = left & -left
        if state.pairs.get(single, 0) & chosen:
            return True
        singles.append(single)
        left ^= single
    for size, known in state.others.items():
        if size == len(singles) and chosen in known:
            return True
        if size < len(singles) and not known.isdisjoint(map(sum, combinations(singles, size))):
            return True
    return False


def _result(state: _State, size: int, *, is_closed: bool) -> Search:
    kept = [found for found in state.found if found.bit_count() <= size]
    return Search(tuple(sorted(kept)), size, is_closed, state.calls)
