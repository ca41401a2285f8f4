"""Our own exact arithmetic: what HiGHS suggests becomes fractions, and is checked.

Takes rows and what a solver said of them. Gives points and multipliers in
fractions that have been checked against every row. Refuses what does not hold.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from claimed_ground.joint.feasibility import RowModel, find_combination
from claimed_ground.joint.linear import ONE, ZERO, Form, Reason, Row, Unknown, combine, unknowns

# A corner given as floats is often a plain fraction.
ROUND = 100_000
NEAR = 1e-9

Equation = dict[int, Fraction]
"""Column number → factor; the right-hand side stands at column −1."""


def find_point(
    model: RowModel, left_out: frozenset[int] = frozenset(), objective: Form | None = None
) -> dict[Unknown, Fraction] | None:
    """A point at which the rows hold exactly, least in the objective; None if none is found.

    Least to within a millionth: a plain fraction near the corner will do if it fits.
    """
    found = model.find_optimum(left_out, objective or {})
    if found is None:
        return None
    near = {unknown: _plain(v) for unknown, v in found.items()}
    if _fits_all(model, left_out, near):
        return near
    corner = _corner(model, left_out)
    return corner if corner is not None and _fits_all(model, left_out, corner) else None


def _plain(value: float) -> Fraction:
    """The plainest fraction near a float: most are whole, or have few decimals, which is quick to see."""
    whole = round(value)
    if abs(value - whole) < NEAR:
        return Fraction(whole)
    # No fraction with a denominator of at most ROUND is as near as one of thousandths that is this near.
    thousandths = round(value * 1000)
    if abs(value - thousandths / 1000) < NEAR:
        return Fraction(thousandths, 1000)
    return Fraction(value).limit_denominator(ROUND)


def find_multipliers(rows: Sequence[Row], prices: Sequence[Fraction]) -> dict[int, Fraction] | None:
    """Row number → multiplier of a contradiction (see `is_contradiction`); None if none is found."""
    support = find_combination(rows, prices)
    if not support:
        return None
    place = {unknown: i for i, unknown in enumerate(unknowns(rows))}
    equations: list[Equation] = [{} for _ in place]
    last: Equation = {-1: -ONE}
    for column, number in enumerate(support):
        for unknown, factor in rows[number].terms:
            equations[place[unknown]][column] = factor
        if rows[number].limit:
            last[column] = rows[number].limit
    solved = solve([*equations, last], len(support))
    if solved is None:
        return None
    multipliers = {number: solved[i] for i, number in enumerate(support) if solved[i]}
    return multipliers if is_contradiction(rows, multipliers) else None


def is_contradiction(rows: Sequence[Row], multipliers: Mapping[int, Fraction]) -> bool:
    """Whether these multiples of rows add up to "a number is at most a smaller number".

    The whole of the proof checker: no multiplier is negative, every unknown
    cancels, and the bound that is left is below zero (J. Farkas, 1902), or is zero
    where one of the inequalities is strict (T. Motzkin, 1936).
    """
    if any(multiplier < 0 for multiplier in multipliers.values()):
        return False
    total = combine(((rows[i], m) for i, m in multipliers.items()), Reason())
    return not total.terms and (total.bound < 0 or (total.bound == 0 and total.is_strict))


def solve(equations: Sequence[Equation], columns: int) -> list[Fraction] | None:
    """The one solution of linear equations; None if there is none, or more than one."""
    pivots: dict[int, Equation] = {}
    for equation in sorted(equations, key=len):
        reduced = _reduce(dict(equation), pivots)
        lead = next((column for column in sorted(reduced) if column >= 0), None)
        if lead is None:
            if reduced.get(-1):
                return None
            continue
        inverse = ONE / reduced[lead]
        pivots[lead] = {column: factor * inverse for column, factor in reduced.items()}
    if len(pivots) < columns:
        return None
    solution: dict[int, Fraction] = {}
    for lead in sorted(pivots, reverse=True):
        others = (f * solution[c] for c, f in pivots[lead].items() if c > lead)
        solution[lead] = pivots[lead].get(-1, ZERO) - sum(others, ZERO)
    return [solution[column] for column in range(columns)]


def _reduce(equation: Equation, pivots: Mapping[int, Equation]) -> Equation:
    """The equation without the leading columns of the pivots."""
    while True:
        column = next((c for c in sorted(equation) if c >= 0 and c in pivots), None)
        if column is None:
            return equation
        factor = equation[column]
        for other, value in pivots[column].items():
            left = equation.get(other, ZERO) - factor * value
            if left:
                equation[other] = left
            else:
                equation.pop(other, None)


def _fits_all(model: RowModel, left_out: frozenset[int], point: Mapping[Unknown, Fraction]) -> bool:
    """Whether every row that is not left out holds at the point: in whole numbers, to be quick."""
    common = lcm(*(place.denominator for place in point.values()))
    places = [int(point[unknown] * common) for unknown in model.names]
    for number, (terms, bound, is_strict) in enumerate(model.whole_rows):
        if number in left_out:
            continue
        total, most = sum(factor * places[i] for i, factor in terms), bound * common
        if total > most or (is_strict and total == most):
            return False
    return True


def _corner(model: RowModel, left_out: frozenset[int]) -> dict[Unknown, Fraction] | None:
    """The point at which the tight rows are equalities and the other unknowns are zero.

    A row that was left out can be among the tight ones: then its terms add up to zero.
    """
    vertex = model.last_vertex()
    zero = set(vertex.zero)
    names = [unknown for unknown in model.names if unknown not in zero]
    place = {unknown: i for i, unknown in enumerate(names)}
    equations = []
    for number in vertex.tight:
        row = model.rows[number]
        equation = {place[unknown]: factor for unknown, factor in row.terms if unknown in place}
        if row.limit and number not in left_out:
            equation[-1] = row.limit
        equations.append(equation)
    solved = solve(equations, len(names))
    if solved is None:
        return None
    point = dict.fromkeys(vertex.zero, ZERO)
    return point | dict(zip(names, solved, strict=True))
