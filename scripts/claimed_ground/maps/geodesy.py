"""Polygons on the Earth: mend, unite, intersect, measure.

Takes rings of (longitude, latitude) in degrees on WGS84. Gives shapes, and areas
in km² on the ellipsoid. Refuses nothing: an invalid polygon is repaired, and the
reason is handed back for the caller to tell.

Shapes are laid over each other in the plane of degrees and measured with
geodesic edges (Karney 2013, through pyproj). For edges as short as those of a
map the two descriptions of an edge differ by less than the map's own precision.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import shapely
from pyproj import Geod

# shapely ships no types that mypy reads; a Shape is a valid Polygon or MultiPolygon, or empty.
Shape = Any
Ring = Sequence[Sequence[float]]

_WGS84 = Geod(ellps="WGS84")
_NOTHING: Shape = shapely.Polygon()


def polygon(rings: Sequence[Ring]) -> tuple[Shape, str]:
    """The shape of a shell and its holes, and why it had to be repaired ("" if it had not).

    A repair keeps every ring: a loop of a figure of eight becomes a part of its
    own, and so does a "hole" that lies outside its shell.
    """
    drawn = shapely.Polygon(rings[0], rings[1:])
    if drawn.is_valid:
        return drawn, ""
    reason = str(shapely.is_valid_reason(drawn))
    # GEOS refuses to repair what has a ring that is a line or a point.
    solid = [ring for ring in rings if shapely.MultiPoint(ring).convex_hull.area > 0]
    if not solid:
        return _NOTHING, reason
    return _only_areas(shapely.make_valid(shapely.Polygon(solid[0], solid[1:]))), reason


def union(shapes: Iterable[Shape]) -> Shape:
    """The ground covered by at least one of the shapes, counted once."""
    return _only_areas(shapely.union_all(list(shapes)))


def overlap(one: Shape, other: Shape) -> Shape:
    """The ground that both cover."""
    return _only_areas(shapely.intersection(one, other))


def area_km2(shape: Shape) -> float:
    """Geodesic area in km², whichever way round the rings run."""
    return sum(
        _ring_km2(part.exterior) - sum(_ring_km2(hole) for hole in part.interiors)
        for part in shapely.get_parts(shape)
    )


def _ring_km2(ring: Any) -> float:
    longitudes, latitudes = ring.coords.xy
    area_m2, _ = _WGS84.polygon_area_perimeter(longitudes, latitudes)
    return abs(float(area_m2)) / 1e6


def _only_areas(shape: Shape) -> Shape:
    """The shape without the lines and points in which polygons may also touch."""
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = shapely.get_parts(shape)
    # A repair may nest a MultiPolygon in a collection: take it apart before uniting.
    return shapely.union_all([part for part in parts if part.geom_type.endswith("Polygon")])
