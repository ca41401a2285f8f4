"""The map series: the area shown as held by Russia, day by day, and how fast it ever changed.

Takes the table `estimates`. Gives areas by region and day, and the largest change seen over so
many days. Refuses nothing: a region or a day outside the series gives None.
"""

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from math import lcm

from claimed_ground.ground import Ground
from claimed_ground.tables import Tables

# A few days are missing; the map is then read on the nearest day, and the row says which.
NEAREST_DAYS = 7
# Beyond a quarter of a year a comparison of stocks says little, so changes are measured up to it.
LONGEST_DAYS = 92


@dataclass(frozen=True)
class Course:
    """One region's series: days in order, and the area of each in km²."""

    days: tuple[date, ...]
    areas: tuple[Fraction, ...]

    @cached_property
    def paces(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """For 0, 1, … LONGEST_DAYS days: the largest gain and the largest loss within so many."""
        # Whole numbers are some ten times faster than fractions, and as exact.
        unit = lcm(*(area.denominator for area in self.areas))
        areas: list[int | None] = [None] * ((self.days[-1] - self.days[0]).days + 1)
        for day, area in zip(self.days, self.areas, strict=True):
            areas[(day - self.days[0]).days] = int(area * unit)
        found = [(Fraction(0), Fraction(0))]
        gain = loss = 0
        for step in range(1, LONGEST_DAYS + 1):
            spans = zip(areas, areas[step:], strict=False)
            changes = [after - before for before, after in spans if before is not None and after is not None]
            gain, loss = max([gain, *changes]), max(loss, -min(changes, default=0))
            found.append((Fraction(gain, unit), Fraction(loss, unit)))
        return tuple(found)

    def at(self, day: date) -> tuple[date, Fraction] | None:
        """The area on the nearest day of the series, at most NEAREST_DAYS away; the earlier of two."""
        place = bisect_left(self.days, day)
        near = [i for i in (place - 1, place) if 0 <= i < len(self.days)]
        near = [i for i in near if abs((self.days[i] - day).days) <= NEAREST_DAYS]
        if not near:
            return None
        i = min(near, key=lambda i: abs((self.days[i] - day).days))
        return self.days[i], self.areas[i]

    def fastest(self, first: date, last: date) -> tuple[Fraction, Fraction] | None:
        """(largest gain, largest loss) in km² seen within as many days as lie between two days.

        None where the series does not cover both: how fast the front moved in 2022 is not to be
        learned from later years.
        """
        if not (self.days[0] <= first <= self.days[-1] and self.days[0] <= last <= self.days[-1]):
            return None
        return self.paces[min(abs((last - first).days), LONGEST_DAYS)]


def read_series(tables: Tables, ground: Ground) -> dict[str, Course]:
    """The series of every region in `estimates`, and of every joint region all of whose parts are."""
    points: dict[str, dict[date, Fraction]] = {}
    for row in tables["estimates"]:
        if row["party"] == "russia" and row["area_km2"] is not None and row["estimated_on"]:
            points.setdefault(row["region_id"], {})[row["estimated_on"]] = Fraction(row["area_km2"])
    for region, parts in ground.sums.items():
        if region not in points and all(part in points for part in parts):
            days = set.intersection(*(set(points[part]) for part in parts))
            points[region] = {day: sum((points[p][day] for p in parts), Fraction(0)) for day in days}
    return {region: _course(areas) for region, areas in sorted(points.items())}


def _course(areas: dict[date, Fraction]) -> Course:
    days = tuple(sorted(areas))
    return Course(days, tuple(areas[day] for day in days))
