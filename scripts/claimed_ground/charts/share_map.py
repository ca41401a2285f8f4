"""A map of shares: the daily map as shades, and beside it what each side claims, region by region.

Takes panels of shares and the daily map. Gives an SVG file in the light theme,
and its words. Refuses nothing; a region without an outline is in the list only.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from html import escape
from pathlib import Path
from typing import Any

from claimed_ground.charts.key import key, shape
from claimed_ground.charts.lettering import shorten, wrap
from claimed_ground.charts.marks import Line, Mark, Panel, Words
from claimed_ground.charts.scales import Scale
from claimed_ground.charts.series import MAP, DailyMap
from claimed_ground.charts.svg import document, element, text
from claimed_ground.charts.theme import LIGHT, SHAPES, SIDES
from claimed_ground.wording import day, number

OUTLINES = Path(__file__).with_name("outlines.json")
# A side's figure counts as current for so many days.
CURRENT = 400
COUNTRY = "ua"
ROW = 38.0
Point = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """One region: its name, the latest figure of each side, and the share on the map."""

    region: str
    name: str
    latest: tuple[Mark, ...]
    on_map: float | None


@dataclass(frozen=True)
class Atlas:
    """All regions as of one day, and where their numbers stand on the map."""

    on: date
    places: tuple[Place, ...]
    centres: Mapping[str, Point]


def atlas(panels: Sequence[Panel], days: DailyMap, centres: Mapping[str, Point]) -> Atlas:
    """Each region's latest figures, the largest share first. `centres` are longitude and latitude."""
    marks = [mark for panel in panels for mark in panel.marks]
    last = max(mark.day for mark in [mark for mark in marks if not mark.unsure] or marks)
    places = []
    for panel in panels:
        if panel.unit != "%" or panel.region not in {*days.days} & {*_outlines()["regions"], COUNTRY}:
            continue
        recent = [mark for mark in panel.marks if mark.day >= last - timedelta(days=CURRENT)]
        latest = tuple(own[-1] for side in SIDES if (own := [mark for mark in recent if mark.side == side]))
        if latest:
            name = panel.title.removesuffix(": held by Russia").removesuffix(" Oblast")
            places.append(Place(panel.region, name, latest, days.held(panel.region, last, "percent")))
    places.sort(key=lambda place: (-(place.on_map or 0), place.name))
    return Atlas(last, tuple(places), centres)


def describe_atlas(found: Atlas) -> Words:
    """The region in which the sides are furthest apart, and what the map shows of it."""
    title = f"Shares held by Russia, as claimed by each side, {day(found.on)}"
    both = [place for place in found.places if {"russia", "ukraine"} <= {mark.side for mark in place.latest}]
    both = [place for place in both if place.region != COUNTRY]
    listed = "; ".join(_in_words(place) for place in found.places)
    if not both:
        return Words(title, listed, listed)
    place = max(
        both, key=lambda place: max(m.value for m in place.latest) - min(m.value for m in place.latest)
    )
    return Words(title, f"The sides are furthest apart on {_in_words(place)}.", f"By region: {listed}.")


def _in_words(place: Place) -> str:
    said = ", ".join(f"{mark.figure} ({mark.who}, {mark.dated})" for mark in place.latest)
    shown = f", {number(place.on_map)}% on the daily map" if place.on_map is not None else ""
    return f"{place.name}: {said}{shown}"


def draw_atlas(found: Atlas, words: Words, wide: float) -> str:
    """The map with the list beside it, or below it where there is no room."""
    is_narrow = wide < 500
    size = 11.0 if is_narrow else 12.0
    marks = tuple(replace(mark, on_map=None) for place in found.places for mark in place.latest)
    parts, top = key([Panel("", "", "%", marks, (Line(MAP, ()),))], wide, size)
    map_width = wide if is_narrow else wide * 0.58
    drawn, height = _map(found, map_width, top, size)
    parts += drawn
    for number_, line in enumerate(wrap(f"Shade: {MAP}, {day(found.on)}, by official area", size, map_width)):
        parts.append(text(line, 0, top + height + 14 + 15 * number_, size, fill=LIGHT.muted))
    left = 0.0 if is_narrow else map_width + 24
    start = top + height + 52 if is_narrow else top
    for row, place in enumerate(found.places):
        parts += _row(place, left, start + ROW * row, wide - left, size)
    bottom = max(start + ROW * len(found.places) + 18, top + height + 40)
    parts += _ticks(left, start + ROW * len(found.places), wide - left, size)
    return document(wide, round(bottom), words.title, words.alt, parts)


def _outlines() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(OUTLINES.read_text(encoding="utf-8"))
    return found


def _map(found: Atlas, wide: float, top: float, size: float) -> tuple[list[str], float]:
    outlines = _outlines()
    points = [tuple(point) for arc in outlines["arcs"] for point in arc]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    # Degrees of longitude are shorter than those of latitude, here by the cosine of the middle.
    flat = math.cos(math.radians((south + north) / 2))
    scale = wide / ((east - west) * flat)

    def at(point: Point) -> Point:
        return (point[0] - west) * flat * scale, top + (north - point[1]) * scale

    shares = {place.region: place.on_map for place in found.places}
    parts = []
    for region, rings in sorted(outlines["regions"].items()):
        path = "".join(_path(ring, outlines["arcs"], at) for ring in rings)
        share = shares.get(region)
        shade = (
            {"fill": LIGHT.ink, "fill_opacity": f"{0.07 + 0.63 * share / 100:.2f}"}
            if share is not None
            else {}
        )
        fill = shade or {"fill": "none"}
        dashes = "3 2" if region.startswith("ru-") else None
        parts.append(
            element("path", d=path, stroke=LIGHT.muted, stroke_width="0.7", stroke_dasharray=dashes, **fill)
        )
    for place in found.places:
        if place.on_map is not None and place.region in outlines["regions"] and place.region in found.centres:
            x, y = at(found.centres[place.region])
            words = f"{number(place.on_map, 0)}%" if place.on_map >= 1 else "<1%"
            label = {"text_anchor": "middle", "font_weight": "bold"}
            parts.append(text(words, x, y + size * 0.35, size, has_halo=True, fill=LIGHT.ink, **label))
    return parts, (north - south) * scale


def _path(ring: Sequence[int], arcs: Sequence[Sequence[Point]], at: Callable[[Point], Point]) -> str:
    """One closed ring of arcs; ~n stands for arc n reversed."""
    points = [
        at((point[0], point[1]))
        for arc in ring
        for point in (arcs[arc] if arc >= 0 else list(reversed(arcs[~arc])))
    ]
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z"


def _row(place: Place, left: float, top: float, wide: float, size: float) -> list[str]:
    """Name and figures in one line, and below it the marks between 0 and 100 per cent."""
    scale = Scale(0, 100, left + 6, left + wide - 6, ())
    y = top + 26
    line = {"stroke": LIGHT.grid, "stroke_width": 1}
    parts = [
        element("line", x1=scale.start, x2=scale.end, y1=y, y2=y, **line),
        text(
            shorten(place.name, size, wide * 0.55), left, top + 12, size, fill=LIGHT.ink, font_weight="bold"
        ),
        _figures(place, left + wide, top + 12, size),
    ]
    if place.on_map is not None:
        x = scale.at(place.on_map)
        parts.append(element("line", x1=x, x2=x, y1=y - 8, y2=y + 8, stroke=LIGHT.ink, stroke_width=2))
    for mark in place.latest:
        colour = LIGHT.side(mark.side)
        low, high = scale.at(mark.low), scale.at(mark.high)
        parts.append(
            element("rect", x=low, y=y - 3, width=max(high - low, 1), height=6, fill=colour, opacity="0.35")
        )
        parts.append(shape(SHAPES[mark.side], scale.at(mark.value), y, colour))
    return parts


def _figures(place: Place, right: float, y: float, size: float) -> str:
    """The figures of a row in the colours of their sides, and last what the map shows."""
    spans = [
        element("tspan", escape(f"{_share(mark)}  ", quote=False), fill=LIGHT.side(mark.side))
        for mark in place.latest
    ]
    if place.on_map is not None:
        spans.append(element("tspan", f"map {number(place.on_map)}%", fill=LIGHT.ink))
    return element("text", "".join(spans), x=right, y=y, font_size=size, text_anchor="end")


def _share(mark: Mark) -> str:
    """The figure, or where it was given for the other party what it leaves."""
    return mark.brief if mark.brief[-1:] == "%" and mark.brief[:1] not in "RU" else f"{number(mark.value)}%"


def _ticks(left: float, y: float, wide: float, size: float) -> list[str]:
    scale = Scale(0, 100, left + 6, left + wide - 6, ())
    anchors = {0: "start", 50: "middle", 100: "end"}
    return [
        text(f"{value}%", scale.at(value), y + 12, size, fill=LIGHT.muted, text_anchor=anchor)
        for value, anchor in anchors.items()
    ]
