"""Unknown quantities and the inequalities between them, in exact fractions.

An inequality is kept the way a reader would write it down,

    lower + sum of positive terms  ≤  upper + sum of the other terms,

so that a sum of inequalities ends in two numbers and not in a difference.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import NamedTuple

ZERO = Fraction(0)
ONE = Fraction(1)
STEP = Fraction(1, 1000)
"""How far, in km² or settlements, a solver keeps from a bound that is left out."""


class Unknown(NamedTuple):
    """A quantity that claims are about: what is measured, where, of whom, and on which day.

    `measure` is the unit family (`area` in km², `count` in settlements); `on` is an
    ISO day, or empty for a quantity that has no day.
    """

    kind: str
    place: str = ""
    measure: str = "area"
    on: str = ""


Form = Mapping[Unknown, Fraction]


class Reason(NamedTuple):
    """What an inequality rests on: a claim, or an axiom over a span of days.

    With both, an axiom that is used only with that claim.
    """

    claim_id: str = ""
    axiom_id: str = ""
    subject: str = ""
    start: date | None = None
    end: date | None = None

    @property
    def is_axiom(self) -> bool:
        return bool(self.axiom_id)


@dataclass(frozen=True)
class Row:
    """The inequality `sum of terms ≤ upper − lower`, and what it rests on.

    Strict (`<`) for "more than 800", which is not 800.
    """

    terms: tuple[tuple[Unknown, Fraction], ...]
    lower: Fraction
    upper: Fraction
    reason: Reason
    is_strict: bool = False

    @property
    def bound(self) -> Fraction:
        return self.upper - self.lower if self.lower else self.upper

    @property
    def limit(self) -> Fraction:
        """The bound for a solver that knows no `<`: a little less than a strict one."""
        return self.bound - STEP if self.is_strict else self.bound

    @cached_property
    def most(self) -> float:
        """The limit for a solver."""
        return float(self.limit)

    @cached_property
    def factors(self) -> list[float]:
        """The factors of the terms for a solver; most systems share most of their rows."""
        return [factor.numerator / factor.denominator for _, factor in self.terms]

    @cached_property
    def whole(self) -> tuple[list[int], int]:
        """The factors and the bound in whole numbers: times their common denominator."""
        bound, factors = self.bound, [factor for _, factor in self.terms]
        common = lcm(bound.denominator, *(factor.denominator for factor in factors))
        whole = [factor.numerator * (common // factor.denominator) for factor in factors]
        return whole, bound.numerator * (common // bound.denominator)


@dataclass(frozen=True)
class System:
    """Axioms that always hold, and the inequalities that each claim adds to them."""

    axioms: tuple[Row, ...]
    claims: Mapping[str, tuple[Row, ...]]

    def rows(self, claim_ids: Iterable[str]) -> tuple[Row, ...]:
        """The axioms and the inequalities of these claims."""
        chosen = [row for claim_id in claim_ids for row in self.claims[claim_id]]
        return (*self.axioms, *chosen)


def add(*forms: Form) -> dict[Unknown, Fraction]:
    """The sum of forms, without the unknowns that cancel."""
    total: dict[Unknown, Fraction] = {}
    for form in forms:
        for unknown, factor in form.items():
            before = total.get(unknown)
            total[unknown] = factor if before is None else before + factor
    return {unknown: factor for unknown, factor in total.items() if factor}


def scale(form: Form, factor: Fraction) -> dict[Unknown, Fraction]:
    """The form times a number."""
    if factor == -1:
        return {unknown: -value for unknown, value in form.items()}
    return {unknown: value * factor for unknown, value in form.items()}


def at_most(form: Form, upper: Fraction, reason: Reason) -> Row:
    """`form ≤ upper`."""
    return Row(_terms(form), ZERO, upper, reason)


def at_least(form: Form, lower: Fraction, reason: Reason) -> Row:
    """`lower ≤ form`."""
    return Row(_terms(scale(form, -ONE)), lower, ZERO, reason)


def combine(rows: Iterable[tuple[Row, Fraction]], reason: Reason) -> Row:
    """The sum of inequalities, each multiplied by a number that is not negative."""
    total: dict[Unknown, Fraction] = {}
    lower = upper = ZERO
    is_strict = False
    for row, multiplier in rows:
        is_strict |= row.is_strict and multiplier > 0
        terms = dict(row.terms)
        is_once = multiplier == 1
        total = add(total, terms if is_once else scale(terms, multiplier))
        if row.lower:
            lower += row.lower if is_once else row.lower * multiplier
        if row.upper:
            upper += row.upper if is_once else row.upper * multiplier
    return Row(_terms(total), lower, upper, reason, is_strict)


def unknowns(rows: Iterable[Row]) -> list[Unknown]:
    """Every unknown of the rows, in order."""
    return sorted({unknown for row in rows for unknown, _ in row.terms})


def value(form: Form, point: Mapping[Unknown, Fraction]) -> Fraction:
    """The form at a point."""
    return sum((factor * point[unknown] for unknown, factor in form.items()), ZERO)


def _terms(form: Form) -> tuple[tuple[Unknown, Fraction], ...]:
    return tuple(sorted((unknown, factor) for unknown, factor in form.items() if factor))
