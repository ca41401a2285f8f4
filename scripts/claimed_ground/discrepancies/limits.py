"""How far apart in time two figures may be, and what change between their days is granted.

Takes two figures of one quantity. Gives an Allowance, or None if they are not compared, and the
rows of the derived table `limits`, which say the rules in words. Refuses nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from claimed_ground.figures import Figure
from claimed_ground.rates import MEASURES, Rate, Rates, allowed_change, rate_on
from claimed_ground.series import LONGEST_DAYS, NEAREST_DAYS, Course

UNMEASURED_DAYS = 3
COUNT_DAYS = 1
PEAK_DAYS = 366
AGREEMENT_DAYS = 14

_LIMITS: tuple[tuple[str, int | None, str, str], ...] = (
    (
        "held-measured",
        LONGEST_DAYS,
        "Ground held, where the map series covers the region and both days.",
        "The most that the region gained, or lost, within so many days in the series.",
    ),
    (
        "held-unmeasured",
        UNMEASURED_DAYS,
        "Ground held elsewhere, or on days before the series begins.",
        "For each day the fastest change on record in that country in those years (`conflict_rates`).",
    ),
    (
        "counts",
        COUNT_DAYS,
        "Settlements; on different days only between sides.",
        "For each day the fastest change on record in that country in those years (`conflict_rates`).",
    ),
    (
        "shares",
        COUNT_DAYS,
        "Shares that no area turns into km²; on different days only between sides.",
        "Nothing: nothing says how fast they change.",
    ),
    (
        "peak",
        PEAK_DAYS,
        "The largest area ever held: days between the statements.",
        "Nothing: a peak is one figure.",
    ),
    (
        "running-total",
        LONGEST_DAYS,
        "Ground taken or retaken, counted from the same day to different days.",
        "To grow, what ground held may; to shrink nothing, unless one of the two is net.",
    ),
    (
        "part-of-period",
        None,
        "Ground taken or retaken in a period that lies within another.",
        "Nothing: a part is not larger than its whole, unless one of the two is net.",
    ),
    (
        "agreement",
        AGREEMENT_DAYS,
        "Figures of the two sides that can both hold.",
        "Nothing: they must fit as if nothing had changed.",
    ),
    (
        "map-series",
        NEAREST_DAYS,
        "A claim and the nearest day of the map series.",
        "Nothing.",
    ),
)


def limit_rows() -> Iterator[dict[str, Any]]:
    """The rows of `limits`."""
    for limit_id, days, compared, granted in _LIMITS:
        yield {"limit_id": limit_id, "days": days, "compared": compared, "granted": granted}


@dataclass(frozen=True, slots=True)
class Allowance:
    """How far a quantity may have moved from the earlier day to the later, in its unit.

    None: any distance. What it rests on: the region's `course` in the map series, or else the
    fastest `record` of the country and era; `is_unrecorded` where there is neither.
    """

    gain: Fraction | None = Fraction(0)
    loss: Fraction | None = Fraction(0)
    course: Course | None = None
    record: Rate | None = None
    is_unrecorded: bool = False

    @property
    def is_measured(self) -> bool:
        """Whether something says how fast the quantity ever changed."""
        return self.course is not None or self.record is not None


NOTHING = Allowance()


def window(figure: Figure) -> int:
    """The most days that two figures of this quantity may be apart."""
    return PEAK_DAYS if figure.quantity.family == "peak" else LONGEST_DAYS


def allow(
    first: Figure, second: Figure, days: int, courses: Mapping[str, Course], rates: Rates
) -> Allowance | None:
    """What is granted between two figures of one quantity; None if they are not compared."""
    if days == 0 or first.quantity.family == "peak":
        return NOTHING
    change = _change(first, second, days, courses, rates)
    if not is_running(first) or "net" in (
        first.definitions.get("netting"),
        second.definitions.get("netting"),
    ):
        return change
    return replace(change, loss=Fraction(0)) if change else Allowance(None, Fraction(0))


def is_running(figure: Figure) -> bool:
    """Whether a figure is a running total, which cannot shrink."""
    return figure.quantity.family in ("taken", "retaken", "settlements_taken", "settlements_retaken")


def _change(
    first: Figure, second: Figure, days: int, courses: Mapping[str, Course], rates: Rates
) -> Allowance | None:
    quantity, measure = first.quantity, MEASURES.get(first.quantity.unit_id, "")
    if first.end is None or second.end is None:
        return None
    course = courses.get(quantity.region_id) if measure == "area" else None
    pace = course.fastest(first.end, second.end) if course else None
    if pace is not None:
        # The series is of ground held by Russia: what Ukraine retakes, Russia loses.
        gain, loss = pace if quantity.party == "russia" else reversed(pace)
        return Allowance(gain, loss, course=course)
    is_near = days <= UNMEASURED_DAYS
    if measure != "area":
        is_near = days <= COUNT_DAYS and first.claimant["side"] != second.claimant["side"]
    if not is_near or not measure:
        return NOTHING if is_near else None
    change = allowed_change(rates, quantity.region_id, measure, first.end, second.end)
    record = rate_on(rates, quantity.region_id, measure, second.end) if change is not None else None
    return Allowance(change, change, record=record, is_unrecorded=change is None)
