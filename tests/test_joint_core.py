"""The core of joint conflicts: no minimal set is missed, and a proof holds only if every sum does."""

import random
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
import z3

from claimed_ground.joint.linear import Reason, Row, System, Unknown, at_least, at_most
from claimed_ground.joint.minimal_sets import Limits, Mask, Verdict, find_minimal_sets
from claimed_ground.joint.proof import holds, prove

X, Y, Z = (Unknown("held", place) for place in ("x", "y", "z"))


def random_antichain(dice: random.Random, count: int) -> list[Mask]:
    """Sets of 1 to 4 of `count` claims, none within another."""
    masks = {
        sum(1 << i for i in dice.sample(range(count), dice.randint(1, 4))) for _ in range(dice.randint(0, 6))
    }
    return [m for m in masks if not any(o != m and o & m == o for o in masks)]


@pytest.mark.parametrize("seed", range(300))
def test_every_minimal_set_is_found_and_no_other(seed: int):
    dice = random.Random(seed)
    count = dice.randint(1, 9)
    count = max(count, 4)
    truth = random_antichain(dice, count)

    def oracle(chosen: Mask) -> Verdict:
        inside = [one for one in truth if one & chosen == one]
        if inside:
            return Verdict(False, chosen if dice.random() < 0.5 else inside[0])
        larger = chosen
        for claim in dice.sample(range(count), count):
            if not any(one & (larger | 1 << claim) == one for one in truth):
                larger |= 1 << claim
        return Verdict(True, larger)

    found = find_minimal_sets(oracle, count, Limits(size=count, calls=100_000, nodes=100_000))
    assert sorted(found.sets) == sorted(truth)


def test_a_search_that_runs_out_of_work_says_up_to_which_size_it_is_complete():
    truth = [0b11, 0b1100, 0b111_0000]

    def oracle(chosen: Mask) -> Verdict:
        inside = [one for one in truth if one & chosen == one]
        return Verdict(False, inside[0]) if inside else Verdict(True, chosen)

    found = find_minimal_sets(oracle, 7, Limits(size=7, calls=20, nodes=100))
    assert not found.closed
    assert found.complete_to < 7
    assert all(one.bit_count() <= found.complete_to for one in found.sets)


def random_system(dice: random.Random) -> System:
    """Up to five claims on three unknowns, and the axiom that the third is the sum of the others."""
    total = Reason(axiom_id="sum")
    axioms = [at_most({X: Fraction(1), Y: Fraction(1), Z: Fraction(-1)}, Fraction(0), total)]
    axioms.append(at_least({X: Fraction(1), Y: Fraction(1), Z: Fraction(-1)}, Fraction(0), total))
    axioms += [
        at_least({one: Fraction(1)}, Fraction(0), Reason(axiom_id="not-negative")) for one in (X, Y, Z)
    ]
    claims = {}
    for number in range(dice.randint(2, 5)):
        low = Fraction(dice.randint(0, 20))
        high = low + dice.randint(0, 4)
        form = {dice.choice((X, Y, Z)): Fraction(1)}
        reason = Reason(claim_id=f"claim-{number}")
        claims[f"claim-{number}"] = (at_least(form, low, reason), at_most(form, high, reason))
    return System(tuple(axioms), claims)


def z3_says_possible(rows: tuple[Row, ...]) -> bool:
    solver = z3.Solver()
    names = {unknown: z3.Real(f"u-{unknown.place}") for unknown in (X, Y, Z)}
    for row in rows:
        total = sum(z3.RealVal(str(factor)) * names[unknown] for unknown, factor in row.terms)
        bound = z3.RealVal(str(row.bound))
        solver.add(total < bound if row.is_strict else total <= bound)
    return solver.check() == z3.sat


@pytest.mark.parametrize("seed", range(150))
def test_a_proof_is_given_exactly_where_z3_finds_no_solution(seed: int):
    system = random_system(random.Random(seed))
    names = sorted(system.claims)
    for size in range(1, len(names) + 1):
        for chosen in combinations(names, size):
            proof = prove(system, chosen)
            assert (proof is None) == z3_says_possible(system.rows(chosen))
            if proof is not None:
                assert holds(proof, system)


def seed_system(*remainder: Row) -> System:
    """800 km² and more retaken at 64 percent, around 500 still held: peak = retaken + held."""
    peak, held, retaken = (Unknown(kind, "ru-kursk") for kind in ("peak", "held", "retaken"))
    axiom = Reason(axiom_id="peak-less-held")
    one = Fraction(1)
    total = {peak: one, held: -one, retaken: -one}
    axioms = (at_most(total, Fraction(0), axiom), at_least(total, Fraction(0), axiom))
    share, area, rest = (Reason(claim_id=name) for name in ("share", "area", "syrskyi"))
    return System(
        axioms,
        {
            "area": (
                at_least({retaken: one}, Fraction(800), area),
                at_most({retaken: one}, Fraction(900), area),
            ),
            "share": (
                at_least({retaken: one, peak: Fraction(-608, 1000)}, Fraction(0), share),
                at_most({retaken: one, peak: Fraction(-672, 1000)}, Fraction(0), share),
            ),
            "syrskyi": (
                at_least({held: one}, Fraction(450), rest),
                at_most({held: one}, Fraction(550), rest),
            ),
            "exactly-700": (
                at_least({held: one}, Fraction(700), Reason(claim_id="exactly-700")),
                at_most({held: one}, Fraction(700), Reason(claim_id="exactly-700")),
            ),
        },
    )


def test_the_seed_claims_are_consistent_and_a_remainder_of_700_is_not():
    system = seed_system()
    assert prove(system, ["area", "share", "syrskyi"]) is None
    # 900 at most retaken, at 60.8 percent at least, leaves 900 × 0.392 / 0.608 = 580 at most.
    proof = prove(system, ["area", "share", "exactly-700"])
    assert proof is not None
    assert holds(proof, system)
    assert {line.row.reason.claim_id for line in proof.lines} - {""} == {"area", "share", "exactly-700"}
    assert proof.result.lower > proof.result.upper
    assert not proof.result.terms


@pytest.mark.parametrize("tamper", ["multiplier", "bound", "total", "drop"])
def test_a_tampered_proof_is_refused(tamper: str):
    system = seed_system()
    proof = prove(system, ["area", "share", "exactly-700"])
    assert proof is not None
    first, *rest = proof.lines
    changed = {
        "multiplier": replace(first, multiplier=first.multiplier * 2),
        "bound": replace(first, row=replace(first.row, upper=first.row.upper - 1)),
        "total": replace(first, total=replace(first.total, upper=first.total.upper - 1)),
    }
    lines = tuple(rest) if tamper == "drop" else (changed[tamper], *rest)
    assert not holds(replace(proof, lines=lines), system)
