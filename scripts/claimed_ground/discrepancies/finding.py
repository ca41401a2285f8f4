"""What a rule finds, what a rule is, and how a finding is named.

Takes nothing from the tables itself. Gives the shapes that all rules share. Refuses nothing.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimed_ground.discrepancies.pairs import Pair
from claimed_ground.figures import Desk, Figure
from claimed_ground.series import Course
from claimed_ground.tables import Tables

ReportKey = tuple[str, str, str]


@dataclass(frozen=True)
class Material:
    """What the rules look at: the tables, and what has been made of them once for all."""

    tables: Tables
    desk: Desk
    figures: Sequence[Figure]
    courses: Mapping[str, Course]
    totals: frozenset[str]
    pairs: Sequence[Pair]


@dataclass(frozen=True, slots=True)
class Finding:
    """One discrepancy.

    `firsts` and `seconds` are the claims on either side of it; `values` holds other columns of
    `discrepancies`; `distinct` tells apart findings of one kind about the same claims.
    """

    kind: str
    detail: str
    sentence: str
    firsts: tuple[str, ...]
    seconds: tuple[str, ...] = ()
    degree: str | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    reports: tuple[ReportKey, ...] = ()
    distinct: str = ""

    @property
    def claims(self) -> frozenset[str]:
        return frozenset((*self.firsts, *self.seconds))

    @property
    def discrepancy_id(self) -> str:
        """The kind and a hash of the claims: the same as long as they are."""
        text = "\n".join([*sorted(self.claims), self.distinct])
        return f"{self.kind}-{hashlib.sha256(text.encode()).hexdigest()[:10]}"


@dataclass(frozen=True)
class Rule:
    """One kind of discrepancy: its section of the methods page, and the function that finds it.

    `explanation` is the docstring of the rule's module.
    """

    kind: str
    title: str
    explanation: str
    find: Callable[[Material], Iterator[Finding]]
