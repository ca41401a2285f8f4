"""Maps and outlines drawn for tests: squares in degrees, whose areas a formula gives."""

import json
import math
from pathlib import Path
from typing import Any

from checkout import ROOT

from claimed_ground.descriptor import load_package
from claimed_ground.maps.estimates import Outcome
from claimed_ground.tables import read_table

PACKAGE = load_package(ROOT / "datapackage.json")
REGIONS = read_table(PACKAGE.table("regions"), ROOT / "data" / "regions.csv")

Ring = list[list[float]]


def cell(west: float, south: float, size: float = 1.0) -> Ring:
    """A square in degrees whose corners are joined in steps short enough to follow parallels."""
    steps = [size * i / 100 for i in range(100)]
    east, north = west + size, south + size
    ring = [[west + step, south] for step in steps] + [[east, south + step] for step in steps]
    ring += [[east - step, north] for step in steps] + [[west, north - step] for step in steps]
    return [*ring, ring[0]]


def cell_km2(south: float, size: float = 1.0) -> float:
    """The closed formula for the area between two parallels and two meridians on WGS84."""
    a, f = 6378.137, 1 / 298.257223563
    e = math.sqrt(f * (2 - f))

    def band(degrees: float) -> float:
        s = math.sin(math.radians(degrees))
        return s / (2 * (1 - (e * s) ** 2)) + math.atanh(e * s) / (2 * e)

    return a**2 * (1 - e**2) * math.radians(size) * (band(south + size) - band(south))


def feature(*polygons: list[Ring], **properties: str) -> dict[str, Any]:
    geometry = {"type": "MultiPolygon", "coordinates": list(polygons)}
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def write(path: Path, *features: dict[str, Any], **members: Any) -> str:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features} | members))
    return str(path)


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def measured(outcome: Outcome) -> dict[str, float]:
    assert outcome.problems == ()
    return {row["region_id"]: float(row["area_km2"]) for row in outcome.rows}
