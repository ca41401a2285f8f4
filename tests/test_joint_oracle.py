"""The whole search on random systems, against an independent solver that knows every subset."""

import random
from fractions import Fraction
from itertools import combinations

import pytest
import z3

from claimed_ground.joint.exact import find_point
from claimed_ground.joint.feasibility import ClaimOracle, RowModel
from claimed_ground.joint.linear import Reason, Row, System, Unknown
from claimed_ground.joint.minimal_sets import Limits, bits, find_minimal_sets
from claimed_ground.joint.proof import holds, prove

SYSTEMS = 200


def random_system(seed: int) -> System:
    """Two to four unknowns, axioms that zero fulfils, and five claims of one or two rows."""
    dice = random.Random(seed)
    unknowns = [Unknown(f"x{i}") for i in range(dice.randint(2, 4))]

    def row(reason: Reason, bound: int) -> Row:
        chosen = sorted(dice.sample(unknowns, dice.randint(1, min(3, len(unknowns)))))
        factors = [Fraction(dice.choice((-3, -2, -1, 1, 1, 2)), dice.choice((1, 1, 2))) for _ in chosen]
        terms = tuple(zip(chosen, factors, strict=True))
        return Row(terms, Fraction(0), Fraction(bound), reason, bool(reason.claim_id) and dice.random() < 0.2)

    axioms = [row(Reason(axiom_id="axiom"), dice.randint(0, 6)) for _ in range(dice.randint(1, 5))]
    claims = {
        name: tuple(row(Reason(claim_id=name), dice.randint(-6, 4)) for _ in range(dice.randint(1, 2)))
        for name in "abcde"
    }
    return System(tuple(axioms), claims)


def said_by_z3(system: System) -> set[frozenset[str]]:
    """The minimal impossible sets, by trying every subset."""
    solver = z3.Solver()
    reals: dict[Unknown, z3.ArithRef] = {}

    def formula(row: Row) -> z3.BoolRef:
        def term(unknown: Unknown, factor: Fraction) -> z3.ArithRef:
            real = reals.setdefault(unknown, z3.Real(unknown.kind))
            return z3.RealVal(str(factor)) * real

        total = z3.Sum([term(unknown, factor) for unknown, factor in row.terms])
        bound = z3.RealVal(str(row.bound))
        return total < bound if row.is_strict else total <= bound

    switches = {name: z3.Bool(name) for name in system.claims}
    solver.add(*map(formula, system.axioms))
    for name, rows in system.claims.items():
        solver.add(*(z3.Implies(switches[name], formula(row)) for row in rows))
    minimal: set[frozenset[str]] = set()
    for size in range(len(switches) + 1):
        for chosen in map(frozenset, combinations(sorted(switches), size)):
            if any(one <= chosen for one in minimal):
                continue
            if solver.check(*(switches[name] for name in chosen)) == z3.unsat:
                minimal.add(chosen)
    return minimal


@pytest.mark.parametrize("seed", range(SYSTEMS))
def test_the_search_finds_what_every_subset_shows(seed: int):
    system = random_system(seed)
    oracle = ClaimOracle(system)
    found = find_minimal_sets(oracle, 5, Limits(5, 1_000, 10_000))
    sets = {frozenset(oracle.claim_ids[i] for i in bits(mask)) for mask in found.sets}
    assert sets == said_by_z3(system)
    for chosen in sets:
        proof = prove(system, chosen)
        assert proof is not None and holds(proof, system)
        assert all(line.row.reason.claim_id in {"", *chosen} for line in proof.lines)
        for claim_id in chosen:
            rows = system.rows(sorted(chosen - {claim_id}))
            assert find_point(RowModel(rows)) is not None


def test_the_random_systems_are_worth_the_name():
    sizes = {len(chosen) for seed in range(SYSTEMS) for chosen in said_by_z3(random_system(seed))}
    assert {1, 2, 3} <= sizes
