"""The only module that talks to HiGHS: it answers in floating point, others check exactly.

Takes systems of inequalities. Gives verdicts, vertices and combinations, as numbers
to be rationalised. Refuses nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import highspy
import numpy as np

from claimed_ground.joint.linear import Form, Row, System, Unknown, unknowns
from claimed_ground.joint.minimal_sets import Mask, Verdict, bits
from claimed_ground.joint.tidy import Terms, WholeRow, in_whole_numbers, ranges_of, soft_ranges

INFINITY = highspy.kHighsInf
TOLERANCE = 1e-7
# A claim is broken by a share of its figure, and of no less than this many km².
SMALL = 100.0
CALLS_PER_PRICE = 8
# So far apart that the cheapest point breaks cheap claims only: points differ most, and fewer are needed.
PRICES = (1.0, 30.0, 900.0)


@dataclass(frozen=True)
class Vertex:
    """What determines an optimal corner: `tight` rows hold with equality there, `zero` unknowns are zero."""

    tight: tuple[int, ...]
    zero: tuple[Unknown, ...]


class ClaimOracle:
    """Answers `minimal_sets` about one system, from one model that is only ever loosened.

    Every claim may be broken at a price (a slack on its inequalities); asking about
    a set forbids breaking its claims. The cheapest point breaks few others, so the
    claims it keeps are a large possible set.
    """

    def __init__(self, system: System) -> None:
        self.claim_ids = tuple(sorted(system.claims))
        index = {unknown: i for i, unknown in enumerate(unknowns(system.rows(self.claim_ids)))}
        claims = enumerate(self.claim_ids)
        soft = [(i, bounds) for i, c in claims for bounds in soft_ranges(system.claims[c])]
        self._first_slack = len(index)
        self._model = _model(len(index) + 2 * len(soft), free=True)
        for form, (low, high) in ranges_of(system.axioms).items():
            _add_range(self._model, index, form, low, high)
        self._owner = [-1] * self._model.getNumRow()
        self._slacks: list[list[int]] = [[] for _ in self.claim_ids]
        for column, (claim, (form, (low, high))) in enumerate(soft):
            slack = self._first_slack + 2 * column
            _add_range(self._model, index, form, low, high, slack=slack)
            self._owner.append(claim)
            self._slacks[claim] += [slack, slack + 1]
        self._slack_owner = np.repeat([claim for claim, _ in soft], 2)
        self._forbidden: Mask = 0
        self._calls = 1
        self._kept_in = np.ones(len(self.claim_ids))
        self._lot = np.random.default_rng(0)
        for column in range(self._first_slack, self._first_slack + 2 * len(soft)):
            self._model.changeColBounds(column, 0.0, INFINITY)
        self._set_prices()

    def __call__(self, chosen: Mask) -> Verdict:
        """Whether the claims of `chosen` can all be true."""
        for claim in bits(chosen ^ self._forbidden):
            limit = 0.0 if chosen >> claim & 1 else INFINITY
            for column in self._slacks[claim]:
                self._model.changeColBounds(column, 0.0, limit)
        self._forbidden = chosen
        self._calls += 1
        if self._calls % CALLS_PER_PRICE == 0:
            self._set_prices()
        self._model.run()
        if self._model.getModelStatus() == highspy.HighsModelStatus.kOptimal:
            return Verdict(True, chosen | self._kept())
        return Verdict(False, self._core(chosen))

    def _set_prices(self) -> None:
        """Make claims dear that were seldom kept, and some by lot, so that points differ."""
        prices = self._calls / self._kept_in * self._lot.choice(PRICES, len(self._kept_in))
        count = len(self._slack_owner)
        columns = np.arange(self._first_slack, self._first_slack + count, dtype=np.int32)
        self._model.changeColsCost(count, columns, prices[self._slack_owner])

    def _kept(self) -> Mask:
        """The claims that the point found does not break."""
        slacks = np.array(self._model.getSolution().col_value[self._first_slack :])
        broken = {int(claim) for claim in self._slack_owner[slacks > TOLERANCE]}
        kept = [i for i in range(len(self.claim_ids)) if i not in broken]
        self._kept_in[kept] += 1
        return sum(1 << i for i in kept)

    def _core(self, chosen: Mask) -> Mask:
        # HiGHS has it, its stub does not.
        _, exists, ray = self._model.getDualRay()  # type: ignore[attr-defined]
        if not exists:
            return chosen
        core = 0
        for row in np.flatnonzero(np.abs(ray) > TOLERANCE):
            owner = self._owner[int(row)]
            if owner >= 0:
                core |= 1 << owner
        return core & chosen


class RowModel:
    """Rows that can be left out one by one: what a few claims allow is asked many times."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)
        self.names = tuple(unknowns(rows))
        self._index = {unknown: i for i, unknown in enumerate(self.names)}
        self._limits = [row.most for row in rows]
        self._places = [[self._index[unknown] for unknown, _ in row.terms] for row in rows]
        self._model = _model(len(self.names), free=True)
        starts, where, factors = [0], list[int](), list[float]()
        for row, places in zip(rows, self._places, strict=True):
            where += places
            factors += row.factors
            starts.append(len(where))
        low = np.full(len(rows), -INFINITY)
        high, begin = _floats(self._limits), _ints(starts[:-1])
        self._model.addRows(len(rows), low, high, len(where), begin, _ints(where), _floats(factors))
        self._left_out: frozenset[int] = frozenset()
        self._objective: Form = {}

    @cached_property
    def whole_rows(self) -> tuple[WholeRow, ...]:
        """The rows in whole numbers; those that cannot all hold never need them."""
        return tuple(
            in_whole_numbers(row, places) for row, places in zip(self.rows, self._places, strict=True)
        )

    def find_optimum(self, left_out: frozenset[int], objective: Form) -> dict[Unknown, float] | None:
        """Roughly, the corner at which the objective is least; None if the rows cannot all hold."""
        for number in left_out ^ self._left_out:
            limit = INFINITY if number in left_out else self._limits[number]
            self._model.changeRowBounds(number, -INFINITY, limit)
        for unknown in {**self._objective, **objective}:
            cost = float(objective.get(unknown, 0))
            self._model.changeColCost(self._index[unknown], cost)
        self._left_out, self._objective = left_out, objective
        self._model.run()
        if self._model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        return dict(zip(self.names, self._model.getSolution().col_value, strict=True))

    def last_vertex(self) -> Vertex:
        """What determines the optimum found last: seldom needed, and slow to fetch."""
        basis, basic = self._model.getBasis(), highspy.HighsBasisStatus.kBasic
        return Vertex(
            tight=tuple(i for i, status in enumerate(basis.row_status) if status != basic),
            zero=tuple(u for u, i in self._index.items() if basis.col_status[i] != basic),
        )


def find_combination(rows: Sequence[Row], prices: Sequence[Fraction]) -> tuple[int, ...]:
    """Which rows add up to a contradiction, at the least price; empty if none do.

    The multipliers y ≥ 0 make every unknown cancel and the bounds add up to −1. They
    are a corner of that system, so the rows named determine them uniquely.
    """
    index = {unknown: i for i, unknown in enumerate(unknowns(rows))}
    model = _model(len(rows), free=False)
    for i, price in enumerate(prices):
        model.changeColCost(i, float(price))
    columns: list[list[tuple[int, float]]] = [[] for _ in index]
    for i, row in enumerate(rows):
        for (unknown, _), factor in zip(row.terms, row.factors, strict=True):
            columns[index[unknown]].append((i, factor))
    columns_and_sums = [(entries, 0.0) for entries in columns]
    columns_and_sums.append(([(i, float(row.limit)) for i, row in enumerate(rows)], -1.0))
    for entries, total in columns_and_sums:
        where, factors = [i for i, _ in entries], [factor for _, factor in entries]
        model.addRow(total, total, len(entries), _ints(where), _floats(factors))
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return ()
    values = model.getSolution().col_value
    return tuple(i for i in range(len(rows)) if values[i] > 1e-12)


def _model(columns: int, *, free: bool) -> highspy.Highs:
    """An empty model without presolve, randomness, threads or output: the same every time."""
    model = highspy.Highs()  # type: ignore[no-untyped-call]
    model.silent()
    for option, setting in (
        ("presolve", "off"),
        ("solver", "simplex"),
        ("parallel", "off"),
        ("threads", 1),
        ("random_seed", 0),
    ):
        model.setOptionValue(option, setting)
    low, high, none = np.full(columns, -INFINITY if free else 0.0), np.full(columns, INFINITY), _ints([])
    model.addCols(columns, np.zeros(columns), low, high, 0, none, none, _floats([]))
    return model


def _add_range(
    model: highspy.Highs,
    index: dict[Unknown, int],
    form: Terms,
    low: float,
    high: float,
    slack: int | None = None,
) -> None:
    """Add `low ≤ terms ≤ high`; on a single unknown without slack, as its bounds.

    The slack columns, `slack` and the next, let the terms be too small or too large.
    """
    if len(form) == 1 and slack is None:
        model.changeColBounds(index[form[0][0]], low, high)
        return
    where, factors = [index[unknown] for unknown, _ in form], [float(f) for _, f in form]
    if slack is not None:
        size = max(SMALL, *(abs(bound) for bound in (low, high) if abs(bound) < INFINITY)) / SMALL
        where += [slack, slack + 1]
        factors += [size, -size]
    model.addRow(low, high, len(where), _ints(where), _floats(factors))


def _ints(values: list[int]) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    return np.array(values, dtype=np.int32)


def _floats(values: list[float]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    return np.array(values, dtype=np.float64)
