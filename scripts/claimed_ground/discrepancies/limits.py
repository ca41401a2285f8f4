"""How far apart in time two figures may be, and what change between their days is granted.

- Ground held, where the map series covers the region and both days: at most 92 days apart. What
  the region gained or lost at most within so many days is granted.
- Ground held elsewhere, or before July 2024: at most 3 days apart, granting the fastest change
  of the whole front in the map series, as there is nothing nearer to go by.
- Settlements, and shares where there is no area to turn them into km²: at most 1 day apart, and
  only between different sides, as nothing says how fast they change.
- The largest area ever held: statements at most 366 days apart. A peak is one figure: nothing is granted.
- Ground taken or retaken, counted from the same day: a total cannot shrink, and may grow as ground
  held may. Unless one of the two is net: then it may shrink as ground held may.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from claimed_ground.figures import Figure
from claimed_ground.series import LONGEST_DAYS, Course

FRONT = "ua"
FRONT_DAYS = 3
COUNT_DAYS = 1
PEAK_DAYS = 366
AGREEMENT_DAYS = 14


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
