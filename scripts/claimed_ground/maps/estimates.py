"""How much of each oblast a day's map shows as held by Russia.

Takes map polygons and oblast outlines (GeoJSON by path, folder or URL) and the regions table.
Gives rows of `estimates`, geodesic km² per day and region, and their difference to others.
Refuses a map that it cannot read whole: a day is given complete, or not at all.

The maps are daily files of cyterat/deepstate-map-data. `ua` is all that the map
shows; an oblast is what lies inside its outline. The methods page explains both.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from claimed_ground.fetch import expand
from claimed_ground.maps import geodesy
from claimed_ground.maps.geojson import Collection, read_geojson
from claimed_ground.maps.outlines import Notebook, Track, read_outlines, unite
from claimed_ground.problem import Problem, in_order, shown
from claimed_ground.tables import unparse

SOURCE_ID = "deepstate-map-data-e904719"
# Both figures are rounded to 0.1 km², so a rounding apart is no difference.
TOLERANCE_KM2 = Decimal("0.1")
COMPARED_COLUMNS = (
    "estimated_on",
    "region_id",
    "party",
    "area_km2",
    "published_km2",
    "difference_km2",
)

# A daily file is one feature without properties, already cut down to ground held.
# Where features carry DeepState's labels ("українською /// English /// key"), these are
# the ones that the daily files unite; "Unknown status" and "Liberated" are not held.
_HELD = ("Occupied", "Occupied Crimea", "CADR and CALR")

_DAY = re.compile(r"(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)")

Row = dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """Rows of `estimates` in key order; what stopped others; what was done to the input."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def recompute(
    maps: Sequence[str],
    boundaries: Sequence[str],
    regions: Iterable[Mapping[str, Any]],
    day: date | None = None,
    source_id: str = SOURCE_ID,
    track: Track = lambda items, label: items,
) -> Outcome:
    """One row per map and region, from GeoJSON files, folders or URLs.

    `regions` are rows of the regions table. `day` is the day of a single map, where
    its name does not say. `track` yields the inputs it is given: a progress bar, say.
    """
    book = Notebook()
    outlines = read_outlines(boundaries, regions, book, track)
    rows: dict[date, list[Row]] = {}
    # Without every outline no day can be complete, so no map is read.
    for location in [] if book.problems else track(expand(maps), "maps"):
        found = _read_map(location, day, book)
        if found is None:
            continue
        on, held = found
        if on in rows:
            message = f"a second map of {on}; give one map for each day"
            book.problems.append(Problem(location, 0, "", message, "duplicate-day"))
            continue
        rows[on] = _measure(on, held, outlines, source_id)
    if not rows and not book.problems:
        place = ", ".join(maps) or "maps"
        book.problems.append(Problem(place, 0, "", "holds no GeoJSON file", "no-maps"))
    ordered = tuple(row for on in sorted(rows) for row in rows[on])
    return Outcome(ordered, tuple(in_order(book.problems)), tuple(in_order(book.notes)))


def compare(rows: Iterable[Row], published: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Each row beside the published row of its day and region, and the difference in km².

    Columns are COMPARED_COLUMNS; what was never published has None for both.
    """
    known = {_key(row): row["area_km2"] for row in published}
    compared = []
    for row in rows:
        other = known.get(_key(row))
        difference = None if other is None else row["area_km2"] - other
        values = (*_key(row), row["area_km2"], other, difference)
        compared.append(dict(zip(COMPARED_COLUMNS, values, strict=True)))
    return compared


def check_differences(compared: Iterable[Row]) -> list[Problem]:
    """A Problem for each recomputed area that is not the published one."""
    return [
        Problem(
            "data/estimates.csv",
            0,
            "area_km2",
            f"{row['estimated_on']} {row['region_id']}: published {row['published_km2']} km², "
            f"recomputed {row['area_km2']} km²",
            "estimate-differs",
        )
        for row in compared
        if row["difference_km2"] is not None and abs(row["difference_km2"]) > TOLERANCE_KM2
    ]


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """The rows as the curated tables are written: header, LF, empty cells for None."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([unparse(row[name]) for name in columns] for row in rows)
    return out.getvalue()


def _read_map(location: str, day: date | None, book: Notebook) -> tuple[date, geodesy.Shape] | None:
    """The day of a map and the ground it shows as held; None after a problem."""
    collection = read_geojson(location)
    if isinstance(collection, list):
        book.problems.extend(collection)
        return None
    held = [one for one in collection.features if one.polygons and _is_held(one.properties)]
    on = day or _day(location, collection)
    if on is None:
        message = "has no day in its name, as in deepstatemap_data_20250220.geojson"
        book.problems.append(Problem(location, 0, "", message, "no-day"))
    if not held:
        labels = ", ".join(shown(label) for label in _HELD)
        message = f"shows no ground held: no polygon is labelled {labels}, or without a label"
        book.problems.append(Problem(location, 0, "", message, "no-polygons"))
    if on is None or not held:
        return None
    if others := sum(bool(one.polygons) for one in collection.features) - len(held):
        message = f"{others} features with other labels are not counted"
        book.notes.append(Problem(location, 0, "", message, "not-counted"))
    shape = unite(location, held, book)
    return None if shape is None else (on, shape)


def _is_held(properties: Mapping[str, Any]) -> bool:
    label = properties.get("name") or ""
    parts = str(label).split("///")
    return not label or parts[min(1, len(parts) - 1)].strip() in _HELD


def _day(location: str, collection: Collection) -> date | None:
    """The day in the name of the file, or in the name that the file gives itself."""
    for name in (location.partition("?")[0].rpartition("/")[2], collection.name):
        for digits in _DAY.findall(name):
            try:
                return date(*map(int, digits))
            except ValueError:
                continue
    return None


def _measure(
    on: date, held: geodesy.Shape, outlines: Mapping[str, geodesy.Shape], source_id: str
) -> list[Row]:
    """One day's rows by region: all that is held, and what of it each outline encloses."""
    grounds = {"ua": held}
    grounds |= {one: geodesy.overlap(held, outline) for one, outline in outlines.items()}
    return [
        {
            "estimated_on": on,
            "region_id": region_id,
            "party": "russia",
            "area_km2": Decimal(f"{geodesy.area_km2(grounds[region_id]):.1f}"),
            "method": "deepstate-geodesic",
            "source_id": source_id,
        }
        for region_id in sorted(grounds)
    ]


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["estimated_on"], row["region_id"], row["party"]
