"""Rows made ready for solvers: merged where they can be, and in whole numbers.

Takes rows. Gives ranges of floats for a solver, and whole numbers for exact checks.
Refuses nothing.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import inf

from claimed_ground.joint.linear import Row, Unknown

Terms = tuple[tuple[Unknown, Fraction], ...]
Range = tuple[float, float]
WholeRow = tuple[tuple[tuple[int, int], ...], int, bool]


def ranges_of(rows: Sequence[Row]) -> dict[Terms, Range]:
    """Rows with the same terms, but for a factor, as one with two bounds; the first factor is 1."""
    ranges: dict[Terms, Range] = {}
    for row in rows:
        first = row.terms[0][1]
        form = tuple((unknown, factor / first) for unknown, factor in row.terms)
        low, high = ranges.get(form, (-inf, inf))
        bound = float(row.limit / first)
        ranges[form] = (max(low, bound), high) if first < 0 else (low, min(high, bound))
    return ranges


def soft_ranges(rows: Sequence[Row]) -> Iterator[tuple[Terms, Range]]:
    """The ranges of a claim; bounds that no number fulfils stay two, to be broken one by one."""
    for form, (low, high) in ranges_of(rows).items():
        for bounds in ((low, high),) if low <= high else ((low, inf), (-inf, high)):
            yield form, bounds


def in_whole_numbers(row: Row, places: Sequence[int]) -> WholeRow:
    """The row times its common denominator: (number of the unknown, factor) …, bound, strict."""
    factors, bound = row.whole
    return tuple(zip(places, factors, strict=True)), bound, row.is_strict
