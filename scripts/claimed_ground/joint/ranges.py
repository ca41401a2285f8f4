"""What other claims allow a figure to be, and how far a figure is from that.

Takes a conflict. Gives, for each of its claims, the least and the greatest figure that
the others allow, and the change that would bring the claim within. Refuses nothing.
"""

from dataclasses import dataclass
from fractions import Fraction

from claimed_ground.intervals import Interval
from claimed_ground.joint.exact import find_point
from claimed_ground.joint.feasibility import RowModel
from claimed_ground.joint.linear import (
    ONE,
    ZERO,
    Form,
    Reason,
    Row,
    Unknown,
    add,
    at_least,
    at_most,
    scale,
    value,
)
from claimed_ground.joint.targets import Target

SCALE = Unknown("scale")


@dataclass(frozen=True)
class Allowed:
    """The figures that others allow, in the claim's own unit; None has no end."""

    low: Fraction | None
    high: Fraction | None

    def change_needed(self, read: Interval) -> Fraction:
        """What to add to a figure read as `read` so that it fits: zero if it does."""
        if self.low is not None and read.high is not None and read.high < self.low:
            return self.low - read.high
        if self.high is not None and read.low > self.high:
            return self.high - read.low
        return ZERO

    def meets(self, read: Interval, shift: Fraction = ZERO) -> bool:
        """Whether a figure, read as `read` and moved by `shift`, is allowed."""
        low, high = read.low + shift, None if read.high is None else read.high + shift
        too_low = self.low is not None and high is not None and high < self.low
        return not too_low and not (self.high is not None and low > self.high)


def allowed_figures(model: RowModel, target: Target, left_out: frozenset[int]) -> Allowed:
    """The figures that the rows allow, apart from those left out."""
    known = set(model.names)
    if not {*target.form, *target.base} <= known:
        return Allowed(None, None)
    if target.base:
        kept = [row for number, row in enumerate(model.rows) if number not in left_out]
        model, left_out = RowModel(_per_base(kept, target.base)), frozenset()
    unit = ONE if target.base else target.whole
    ends = []
    for sign in (ONE, -ONE):
        point = find_point(model, left_out, scale(target.form, sign))
        ends.append(None if point is None else value(target.form, point) / unit)
    return Allowed(*ends)


def _per_base(rows: list[Row], base: Form) -> list[Row]:
    """The rows divided by the base, so that a share becomes a form (Charnes and Cooper, 1962)."""
    reason = Reason()
    divided = [at_most(add(dict(r.terms), {SCALE: -r.limit}), ZERO, reason) for r in rows]
    return [
        *divided,
        at_least({SCALE: ONE}, ZERO, reason),
        at_most(base, ONE, reason),
        at_least(base, ONE, reason),
    ]
