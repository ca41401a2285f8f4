"""The daily map as charts read it: a region's area by day, in the unit of a panel.

Takes rows of `estimates`, `regions` and `region_parts`. Gives areas in km² or
percent. Refuses nothing: where the map has no figure, the answer is None.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from claimed_ground.charts.marks import Line

MAP = "Daily map (DeepState)"
# A few days of the map are missing.
NEAR = (0, -1, 1, -2, 2, -3, 3)
# Baselines that differ by less look like one line.
VISIBLE = 0.008


@dataclass(frozen=True)
class DailyMap:
    """km² shown as held by Russia, by region and day, and each region's areas by baseline."""

    days: Mapping[str, Mapping[date, float]]
    areas: Mapping[str, Mapping[str, float]]

    def held(self, region: str, day: date, unit: str) -> float | None:
        """What the map shows on a day, or on the nearest within three."""
        days = self.days.get(region, {})
        near = (day + timedelta(days=shift) for shift in NEAR)
        found = next((days[other] for other in near if other in days), None)
        return None if found is None else self._in(found, region, unit, "official")

    def gained(self, region: str, start: date, end: date, unit: str) -> float | None:
        """How much more the map shows at the end of a period than on the day before it."""
        before = self.held(region, start - timedelta(days=1), unit)
        after = self.held(region, end, unit)
        return None if before is None or after is None else after - before

    def lines(self, region: str, unit: str, first: date, last: date) -> tuple[Line, ...]:
        """The series from `first` to `last`; of shares one line per baseline, where they differ."""
        days = self.days.get(region, {})
        own = sorted((day, area) for day, area in days.items() if first <= day <= last)
        if len(own) < 2:
            return ()
        every = max(len(own) // 150, 1)
        own = own[::every] if own[-1] in own[::every] else [*own[::every], own[-1]]
        if unit != "percent":
            return (Line(MAP, tuple(own)),)
        areas = self.areas.get(region, {})
        official, polygon = areas.get("official"), areas.get("polygon")
        lines = []
        if official:
            points = tuple((day, area / official * 100) for day, area in own)
            lines.append(Line(f"{MAP}, by official area", points))
        if official and polygon and abs(polygon / official - 1) > VISIBLE:
            points = tuple((day, area / polygon * 100) for day, area in own)
            lines.append(Line("by boundary polygon", points, is_dashed=True))
        return tuple(lines)

    def _in(self, area: float, region: str, unit: str, base: str) -> float | None:
        if unit == "km2":
            return area
        whole = self.areas.get(region, {}).get(base)
        return area / whole * 100 if unit == "percent" and whole else None


def read_map(
    estimates: Iterable[Mapping[str, Any]],
    regions: Iterable[Mapping[str, Any]],
    parts: Iterable[Mapping[str, Any]],
) -> DailyMap:
    """The map of every region in `estimates`, and of joint regions all of whose parts are there."""
    days: dict[str, dict[date, float]] = defaultdict(dict)
    for row in estimates:
        if row["party"] == "russia":
            days[row["region_id"]][date.fromisoformat(row["estimated_on"])] = row["area_km2"]
    sums: dict[str, list[str]] = defaultdict(list)
    for row in parts:
        if row["relation"] == "sum":
            sums[row["region_id"]].append(row["part_id"])
    for region, members in sorted(sums.items()):
        if region not in days and all(member in days for member in members):
            shared = set.intersection(*(set(days[member]) for member in members))
            days[region] = {day: sum(days[member][day] for member in members) for day in sorted(shared)}
    areas = {
        row["region_id"]: {
            base: row[f"{base}_area_km2"] for base in ("official", "polygon") if row[f"{base}_area_km2"]
        }
        for row in regions
    }
    return DailyMap(dict(days), areas)
