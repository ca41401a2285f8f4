"""The polygons of a GeoJSON file (RFC 7946).

Takes the bytes of a file and the path or URL to name in messages. Gives its
features, each with properties and rings of (longitude, latitude). Refuses what is
not JSON, not GeoJSON, not in degrees on WGS84, or a ring that does not close.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from claimed_ground.fetch import read_input
from claimed_ground.problem import Problem, shown

Ring = tuple[tuple[float, float], ...]
Rings = tuple[Ring, ...]

# Points and lines are legal on a map; they have no area.
_NO_AREA = ("Point", "MultiPoint", "LineString", "MultiLineString")
_WGS84_NAMES = ("CRS84", "EPSG::4326", "EPSG:4326")


@dataclass(frozen=True)
class Feature:
    """One feature: where it stands in the file, what it says, and its polygons.

    Each polygon is its rings, the shell first. A point or line has no polygons.
    """

    place: str
    properties: Mapping[str, Any]
    polygons: tuple[Rings, ...]


@dataclass(frozen=True)
class Collection:
    """The features of one file; `name` is what the file calls itself, or ""."""

    path: str
    name: str
    features: tuple[Feature, ...]

    @property
    def has_polygons(self) -> bool:
        return any(feature.polygons for feature in self.features)


def read_geojson(location: str) -> Collection | list[Problem]:
    """The features of the file at a path or URL; or every problem found on the way."""
    content = read_input(location)
    return [content] if isinstance(content, Problem) else load_geojson(location, content)


def load_geojson(path: str, content: bytes) -> Collection | list[Problem]:
    """The file's features; or every problem found in it, if there is one."""
    document = _load_json(path, content)
    if isinstance(document, Problem):
        return [document]
    problems: list[Problem] = []
    features = tuple(
        Feature(place, properties, _polygons(geometry, path, place, problems))
        for place, properties, geometry in _features(document, path, problems)
    )
    if problems:
        return problems
    collection = Collection(path, str(document.get("name", "")), features)
    if not collection.has_polygons:
        return [_problem(path, "", "has no Polygon or MultiPolygon", "no-polygons")]
    return collection


def _load_json(path: str, content: bytes) -> dict[str, Any] | Problem:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        return _problem(path, "", f"is not UTF-8 at byte {error.start}", "bad-geojson")
    except json.JSONDecodeError as error:
        return Problem(path, error.lineno, "", f"is not JSON: {error.msg}", "bad-geojson")
    # A number of thousands of digits, or brackets nested thousands deep.
    except (ValueError, RecursionError):
        return _problem(path, "", "is not JSON that can be read", "bad-geojson")
    if not isinstance(document, dict):
        return _problem(path, "", "is not a GeoJSON object", "bad-geojson")
    return document


def _features(
    document: Mapping[str, Any], path: str, problems: list[Problem]
) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    """(place, properties, geometry) of each feature; a bare geometry is one without properties."""
    if (crs := _foreign_crs(document)) is not None:
        message = f"{shown(crs)} is not degrees on WGS84; convert it to EPSG:4326"
        problems.append(_problem(path, "crs", message, "bad-crs"))
        return
    kind = document.get("type")
    if kind == "FeatureCollection":
        members = document.get("features")
        if not isinstance(members, list):
            problems.append(_problem(path, "features", "is not a list", "bad-geojson"))
            return
        for number, member in enumerate(members):
            yield from _feature(member, f"features[{number}]", path, problems)
    elif kind == "Feature":
        yield from _feature(document, "feature", path, problems)
    else:
        yield "geometry", {}, document


def _feature(
    member: Any, place: str, path: str, problems: list[Problem]
) -> Iterator[tuple[str, Mapping[str, Any], Any]]:
    if not isinstance(member, dict) or member.get("type") != "Feature":
        problems.append(_problem(path, place, "is not a GeoJSON Feature", "bad-geojson"))
        return
    properties = member.get("properties")
    yield place, properties if isinstance(properties, dict) else {}, member.get("geometry")


def _polygons(geometry: Any, path: str, place: str, problems: list[Problem]) -> tuple[Rings, ...]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if geometry is None or kind in _NO_AREA:
        return ()
    if kind not in ("Polygon", "MultiPolygon"):
        message = f"geometry type {shown(kind)} is not read; give Polygon or MultiPolygon"
        problems.append(_problem(path, place, message, "bad-geojson"))
        return ()
    coordinates = geometry.get("coordinates")
    polygons = [coordinates] if kind == "Polygon" else coordinates
    wrong = _wrong_polygons(polygons)
    if wrong:
        problems.append(_problem(path, place, wrong, "bad-geojson"))
        return ()
    return tuple(
        tuple(tuple((float(point[0]), float(point[1])) for point in ring) for ring in rings)
        for rings in polygons
    )


def _wrong_polygons(polygons: Any) -> str:
    """The first thing that keeps the coordinates from being polygons, or ""."""
    if not isinstance(polygons, list) or not polygons:
        return "has no coordinates"
    for i, rings in enumerate(polygons):
        if not isinstance(rings, list) or not rings:
            return f"polygon {i} has no rings"
        for j, ring in enumerate(rings):
            if wrong := _wrong_ring(ring):
                return f"polygon {i}, ring {j}: {wrong}"
    return ""


def _wrong_ring(ring: Any) -> str:
    if not isinstance(ring, list) or len(ring) < 4:
        return "a ring has four positions or more"
    for position in ring:
        if not _is_position(position):
            return f"{shown(position)} is not a longitude and latitude in degrees"
    return "" if ring[0][:2] == ring[-1][:2] else "the ring does not end where it begins"


def _is_position(position: Any) -> bool:
    if not isinstance(position, list) or len(position) < 2:
        return False
    # NaN compares false, and an integer is compared whole: no float can overflow here.
    return all(
        isinstance(number, int | float) and not isinstance(number, bool) and -limit <= number <= limit
        for number, limit in zip(position[:2], (180, 90), strict=True)
    )


def _foreign_crs(document: Mapping[str, Any]) -> object | None:
    """The coordinate system the file declares, unless it is absent or WGS84 in degrees."""
    crs = document.get("crs")
    if crs is None:
        return None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else crs
    return None if str(name).upper().endswith(_WGS84_NAMES) else name


def _problem(path: str, field: str, message: str, code: str) -> Problem:
    return Problem(path, 0, field, message, code)
