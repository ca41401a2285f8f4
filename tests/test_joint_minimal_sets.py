"""The search for minimal impossible sets, against families of sets that are known beforehand."""

import random

import pytest

from claimed_ground.joint.minimal_sets import Limits, Oracle, Verdict, bits, find_minimal_sets

WIDE = Limits(size=6, calls=10_000, nodes=100_000)


def mask(*claims: int) -> int:
    return sum(1 << claim for claim in claims)


def oracle_of(minimal: list[int], count: int) -> Oracle:
    """Impossible is what holds one of the sets; possible sets are grown as far as they go."""

    def ask(chosen: int) -> Verdict:
        for one in minimal:
            if one & chosen == one:
                return Verdict(False, one | chosen & mask(0))
        for claim in range(count):
            larger = chosen | 1 << claim
            if not any(one & larger == one for one in minimal):
                chosen = larger
        return Verdict(True, chosen)

    return ask


def test_nothing_is_found_where_all_is_possible():
    found = find_minimal_sets(oracle_of([], 5), 5, WIDE)
    assert (found.sets, found.is_closed) == ((), True)


def test_pairs_and_larger_sets_are_found_together():
    minimal = sorted([mask(0, 1), mask(1, 2, 3), mask(0, 2, 3, 4)])
    assert find_minimal_sets(oracle_of(minimal, 5), 5, WIDE).sets == tuple(minimal)


@pytest.mark.parametrize("seed", range(200))
def test_every_family_is_found_whole(seed: int):
    dice = random.Random(seed)
    count = dice.randint(3, 9)
    sizes = [dice.randint(1, min(4, count)) for _ in range(dice.randint(1, 8))]
    drawn = {mask(*dice.sample(range(count), size)) for size in sizes}
    minimal = sorted(one for one in drawn if not any(o != one and o & one == o for o in drawn))
    assert find_minimal_sets(oracle_of(minimal, count), count, WIDE).sets == tuple(minimal)


def test_a_limit_of_size_is_said_and_kept():
    minimal = [mask(0, 1), mask(2, 3, 4)]
    found = find_minimal_sets(oracle_of(minimal, 5), 5, Limits(2, 1_000, 1_000))
    assert (found.sets, found.complete_to, found.is_closed) == ((mask(0, 1),), 2, False)


@pytest.mark.parametrize("limits", [Limits(4, 2, 1_000), Limits(4, 1_000, 3)])
def test_when_the_work_runs_out_only_finished_sizes_are_told(limits: Limits):
    minimal = [mask(a, b) for a in range(4) for b in range(4, 8)]
    found = find_minimal_sets(oracle_of(minimal, 8), 8, limits)
    assert found.complete_to < 2 and not found.is_closed
    assert all(one.bit_count() <= found.complete_to for one in found.sets)


def test_with_roots_every_set_that_holds_one_is_found():
    minimal = [mask(0, 1), mask(2, 3), mask(1, 2, 4)]
    found = find_minimal_sets(oracle_of(minimal, 5), 5, WIDE, roots=mask(4))
    assert mask(1, 2, 4) in found.sets and set(found.sets) <= set(minimal)


def test_a_set_of_one_hides_larger_ones():
    found = find_minimal_sets(oracle_of([mask(2)], 4), 4, WIDE)
    assert found.sets == (mask(2),)


def test_bits_are_given_in_order():
    assert list(bits(0b101101)) == [0, 2, 3, 5]
