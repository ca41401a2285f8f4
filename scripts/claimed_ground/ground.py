"""Regions as the arithmetic sees them: areas, parts, and whose hold is counted.

Takes the tables `regions` and `region_parts`. Gives a Ground. Refuses nothing:
a region without an area cannot turn shares into km².
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from claimed_ground.tables import Tables

BASELINES = ("official", "polygon")
OPPONENT = {"russia": "ukraine", "ukraine": "russia"}
# Before these days nothing of the war in question had been taken.
EVES = {"ua": date(2022, 2, 23), "ru-kursk": date(2024, 8, 5)}
# Kinds of region whose parts do not overlap one another.
_TILES = frozenset(("oblast", "republic"))
_CRIMEA = "ua-crimea"


@dataclass(frozen=True)
class Ground:
    """Areas in km² by region and baseline, names, and what adds up to what.

    `sums`: joint regions and their parts, which add up; `tiles`: larger ones and those parts of
    theirs that do not overlap; `wholes_of`: each part and the regions that either has it in.
    """

    wholes: Mapping[str, Mapping[str, Fraction]]
    names: Mapping[str, str]
    sums: Mapping[str, tuple[str, ...]]
    tiles: Mapping[str, tuple[str, ...]]
    wholes_of: Mapping[str, tuple[str, ...]]

    def areas(self, region_id: str) -> Mapping[str, Fraction]:
        """Baseline → area of the region."""
        return self.wholes.get(region_id, {})

    def visitor(self, region_id: str) -> str:
        """The party whose hold on a region is counted; the other holds the rest of it."""
        return "ukraine" if region_id.startswith("ru-") else "russia"


def read_ground(tables: Tables) -> Ground:
    """The ground of the curated regions."""
    wholes = {}
    for row in tables["regions"]:
        areas = {name: row[f"{name}_area_km2"] for name in BASELINES}
        wholes[row["region_id"]] = {name: Fraction(area) for name, area in areas.items() if area}
    kinds = {row["region_id"]: row["kind"] for row in tables["regions"]}
    sums: dict[str, list[str]] = {}
    tiles: dict[str, list[str]] = {}
    for row in tables["region_parts"]:
        if row["relation"] == "sum":
            sums.setdefault(row["region_id"], []).append(row["part_id"])
        elif kinds.get(row["part_id"]) in _TILES or row["part_id"] == _CRIMEA:
            tiles.setdefault(row["region_id"], []).append(row["part_id"])
    wholes_of: dict[str, list[str]] = {}
    for whole, parts in (*sums.items(), *tiles.items()):
        for part in parts:
            wholes_of.setdefault(part, []).append(whole)
    return Ground(
        wholes=wholes,
        names={row["region_id"]: row["name"] for row in tables["regions"]},
        sums={region: tuple(sorted(parts)) for region, parts in sums.items()},
        tiles={region: tuple(sorted(parts)) for region, parts in tiles.items()},
        wholes_of={part: tuple(sorted(set(whole))) for part, whole in wholes_of.items()},
    )
