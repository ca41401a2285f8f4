"""The outline of each region that a boundary file draws.

Takes GeoJSON by path, folder or URL, and the regions table. Gives a shape per region,
known by the ISO 3166-2 code in the feature's properties or in the name of the file.
Refuses an outline without a code, with two codes, of an unknown region, or given twice.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claimed_ground.fetch import expand
from claimed_ground.maps import geodesy
from claimed_ground.maps.geojson import Feature, read_geojson
from claimed_ground.problem import Problem, shown

Track = Callable[[Sequence[str], str], Iterable[str]]

# The boundary set's outline under Crimea's code takes in Sevastopol (UA-40): it measures
# 27,130 km², where the Autonomous Republic alone has 26,081.
_JOINT_OUTLINES = {"UA-43": "ua-crimea"}

_CODE = re.compile(r"(?<![A-Za-z0-9])([A-Z]{2})[-_](\d{2}|[A-Z]{3})(?![A-Za-z0-9])")


@dataclass(frozen=True)
class Notebook:
    """What is found on the way: what stops the work, and what was done without asking."""

    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)


def read_outlines(
    boundaries: Sequence[str],
    regions: Iterable[Mapping[str, Any]],
    book: Notebook,
    track: Track,
) -> dict[str, geodesy.Shape]:
    """region_id → its outline. `track` yields the inputs it is given, to show progress."""
    known = _regions_by_code(regions)
    outlines: dict[str, geodesy.Shape] = {}
    for location in track(expand(boundaries), "boundaries"):
        collection = read_geojson(location)
        if isinstance(collection, list):
            book.problems.extend(collection)
            continue
        for code, features in _by_code(location, collection.features, book).items():
            region_id = known.get(code)
            if region_id is None:
                message = f"{shown(code)} is not a region that the map covers; leave this outline out"
                book.problems.append(Problem(location, 0, "", message, "unknown-region"))
            elif region_id in outlines:
                message = f"a second outline of {region_id}; give one"
                book.problems.append(Problem(location, 0, "", message, "duplicate-outline"))
            elif (outline := unite(location, features, book)) is not None:
                outlines[region_id] = outline
    if not outlines and not book.problems:
        place = ", ".join(boundaries) or "boundaries"
        book.problems.append(Problem(place, 0, "", "holds no GeoJSON file", "no-boundaries"))
    return outlines


def unite(path: str, features: Iterable[Feature], book: Notebook) -> geodesy.Shape | None:
    """The ground that the features cover, counted once; None, and a problem, if it has no area.

    Each repair is noted.
    """
    shapes = []
    for feature in features:
        for number, rings in enumerate(feature.polygons):
            shape, reason = geodesy.polygon(rings)
            shapes.append(shape)
            if reason:
                message = f"polygon {number} is invalid ({reason}); measured after a repair"
                book.notes.append(Problem(path, 0, feature.place, message, "repaired-geometry"))
    united = geodesy.union(shapes)
    if not united.is_empty:
        return united
    book.problems.append(Problem(path, 0, "", "its polygons enclose no area", "no-polygons"))
    return None


def _regions_by_code(regions: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """ISO code → region_id. The map covers Ukraine, so no other country's codes."""
    codes = {row["region_id"]: row["iso_3166_2"] or "" for row in regions}
    known = {code: region_id for region_id, code in codes.items() if code.startswith("UA-")}
    return known | {code: one for code, one in _JOINT_OUTLINES.items() if one in codes}


def _by_code(path: str, features: Iterable[Feature], book: Notebook) -> dict[str, list[Feature]]:
    """The features that have polygons, by ISO code."""
    in_name = _codes(path.partition("?")[0].rpartition("/")[2])
    found: dict[str, list[Feature]] = {}
    for feature in features:
        if not feature.polygons:
            continue
        codes = in_name | _codes(_iso_property(feature.properties))
        if len(codes) == 1:
            found.setdefault(codes.pop(), []).append(feature)
            continue
        have = " and ".join(sorted(codes)) or "none"
        message = f"needs one ISO 3166-2 code, as in UA_14_Donetska.geojson; has {have}"
        book.problems.append(Problem(path, 0, feature.place, message, "unknown-region"))
    return found


def _iso_property(properties: Mapping[str, Any]) -> str:
    """The value of `iso3166-2`, `ISO_3166_2` and the like."""
    for name, value in properties.items():
        if re.sub(r"[^a-z0-9]", "", name.lower()) == "iso31662":
            return str(value)
    return ""


def _codes(text: str) -> set[str]:
    return {f"{country}-{part}" for country, part in _CODE.findall(text)}
