"""How far apart in time two figures may be, and what change between their days is granted.

Takes two figures of one quantity. Gives an Allowance, or None if they are not compared, and the
rows of the derived table `limits`, which say the rules in words. Refuses nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from claimed_ground.figures import Figure
from claimed_ground.series import LONGEST_DAYS, NEAREST_DAYS, Course

FRONT = "ua"
FRONT_DAYS = 3
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
        FRONT_DAYS,
        "Ground held elsewhere, or on days before the series begins.",
        "The fastest change of the whole front within so many days in the series.",
    ),
    (
        "counts",
        COUNT_DAYS,
        "Settlements, and shares that no area turns into km²; on different days only between sides.",
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

    None: any distance. `yardstick`: `region`, the fastest change there in the map series; `front`,
    the fastest change of the whole front; empty where nothing is granted.
    """

    gain: Fraction | None = Fraction(0)
    loss: Fraction | None = Fraction(0)
    yardstick: str = ""


NOTHING = Allowance()


def window(figure: Figure) -> int:
    """The most days that two figures of this quantity may be apart."""
    return PEAK_DAYS if figure.quantity.family == "peak" else LONGEST_DAYS


def allow(first: Figure, second: Figure, days: int, courses: Mapping[str, Course]) -> Allowance | None:
    """What is granted between two figures of one quantity; None if they are not compared."""
    if days == 0 or first.quantity.family == "peak":
        return NOTHING
    change = _change(first, second, days, courses)
    if not is_running(first) or "net" in (
        first.definitions.get("netting"),
        second.definitions.get("netting"),
    ):
        return change
    gain, yardstick = (change.gain, change.yardstick) if change else (None, "")
    return Allowance(gain, Fraction(0), yardstick)


def is_running(figure: Figure) -> bool:
    """Whether a figure is a running total, which cannot shrink."""
    return figure.quantity.family in ("taken", "retaken", "settlements_taken", "settlements_retaken")


def _change(first: Figure, second: Figure, days: int, courses: Mapping[str, Course]) -> Allowance | None:
    if first.quantity.unit_id != "km2":
        nothing_to_go_by = days > COUNT_DAYS or first.claimant["side"] == second.claimant["side"]
        return None if nothing_to_go_by else NOTHING
    course = courses.get(first.quantity.region_id)
    if course is not None and first.end is not None and second.end is not None:
        pace = course.fastest(first.end, second.end)
        if pace is not None:
            return Allowance(*pace, "region")
    if days > FRONT_DAYS or FRONT not in courses:
        return None
    fastest = max(courses[FRONT].paces[days])
    return Allowance(fastest, fastest, "front")
