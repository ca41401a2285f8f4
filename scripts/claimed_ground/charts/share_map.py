"""A map of shares: the daily map as shades, and beside it what each side claims, region by region.

Takes panels of shares and the daily map. Gives a drawing, and its words. Refuses nothing;
a region without an outline is in the list only.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from claimed_ground.charts.key import key
from claimed_ground.charts.lettering import shorten, width, wrap
from claimed_ground.charts.marks import Line, Mark, Panel, Words
from claimed_ground.charts.scales import Scale
from claimed_ground.charts.series import MAP, DailyMap
from claimed_ground.charts.signs import linked, sign
from claimed_ground.charts.svg import Drawing, element, text
from claimed_ground.charts.theme import LIGHT, SIDES
from claimed_ground.wording import day, number

OUTLINES = Path(__file__).with_name("outlines.json")
# A side's figure counts as current for so many days.
CURRENT = 400
COUNTRY = "ua"
# Pixels for a region's name, for each figure below it, and for the marks below these.
HEAD, LINE, SCALE = 16.0, 16.0, 32.0
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
        since = last - timedelta(days=CURRENT)
        recent = [mark for mark in panel.marks if mark.day >= since and not mark.doubt]
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
    listed = "; ".join(_in_words(place) for place in found.places)
    if not both:
        return Words(title, listed, listed)
    place = max(
        both, key=lambda place: max(m.value for m in place.latest) - min(m.value for m in place.latest)
    )
    several = len(both) > 1
    start = "The sides are furthest apart on" if several else "Both sides give a share of one region only,"
    return Words(title, f"{start} {_in_words(place)}.", f"By region: {listed}.")


def _in_words(place: Place) -> str:
    said = ", ".join(f"{mark.figure} ({mark.who}, {mark.dated})" for mark in place.latest)
    shown = f", {number(place.on_map)}% on the daily map" if place.on_map is not None else ""
    return f"{place.name}: {said}{shown}"


def draw_atlas(found: Atlas, wide: float) -> Drawing:
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
    below = top + height + 52
    if is_narrow:
        listed, bottom = _list(found.places, 0, below, wide, size)
        return Drawing(wide, round(bottom), "".join([*parts, *listed]))
    left = map_width + 24
    count = _beside(found.places, below - top)
    listed, bottom = _list(found.places[:count], left, top, wide - left, size)
    others, end = _list(found.places[count:], 0, below, map_width, size)
    return Drawing(wide, round(max(bottom, end)), "".join([*parts, *listed, *others]))


def _height(places: Sequence[Place]) -> float:
    return sum(HEAD + LINE * len(place.latest) + SCALE for place in places)


def _beside(places: Sequence[Place], lead: float) -> int:
    """How many places stand beside the map, so that its column, `lead` pixels ahead, is as long."""
    counts = range(1, len(places) + 1)
    return min(counts, key=lambda count: max(_height(places[:count]), lead + _height(places[count:])))


def _list(
    places: Sequence[Place], left: float, top: float, wide: float, size: float
) -> tuple[list[str], float]:
    """Places below one another over one scale, and where they end; nothing for none."""
    parts = []
    for place in places:
        parts += _row(place, left, top, wide, size)
        top += HEAD + LINE * len(place.latest) + SCALE
    return [*parts, *(_ticks(left, top - 14, wide, size) if places else ())], top + 4


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
            words = _in_whole(place.on_map)
            label = {"text_anchor": "middle", "font_weight": "bold"}
            parts.append(text(words, x, y + size * 0.35, size, has_halo=True, fill=LIGHT.ink, **label))
    return parts, (north - south) * scale


def _in_whole(percent: float) -> str:
    """`73%`; what is not quite nothing or all is not rounded to it: `<1%`, `>99%`."""
    if percent < 1:
        return "<1%"
    return ">99%" if 99.5 <= percent < 100 else f"{number(percent, 0)}%"


def _path(ring: Sequence[int], arcs: Sequence[Sequence[Point]], at: Callable[[Point], Point]) -> str:
    """One closed ring of arcs; ~n stands for arc n reversed."""
    points = [
        at((point[0], point[1]))
        for arc in ring
        for point in (arcs[arc] if arc >= 0 else list(reversed(arcs[~arc])))
    ]
    return "M" + "L".join(f"{x:.1f},{y:.1f}" for x, y in points) + "Z"


def _row(place: Place, left: float, top: float, wide: float, size: float) -> list[str]:
    """Name, who said which figure, and below it all the marks between 0 and 100 percent."""
    scale = Scale(0, 100, left + 6, left + wide - 6, ())
    y = top + HEAD + LINE * len(place.latest) + 12
    parts = [
        text(place.name, left, top + 12, size, fill=LIGHT.ink, font_weight="bold"),
        element("line", x1=scale.start, x2=scale.end, y1=y, y2=y, stroke=LIGHT.grid, stroke_width=1),
    ]
    if place.on_map is not None:
        x, words = scale.at(place.on_map), f"map {number(place.on_map)}%"
        parts.append(element("line", x1=x, x2=x, y1=y - 8, y2=y + 8, stroke=LIGHT.ink, stroke_width=2))
        parts.append(text(words, left + wide, top + 12, size, fill=LIGHT.ink, text_anchor="end"))
    for line, mark in enumerate(place.latest):
        words_y = top + HEAD + LINE * line + 12
        content = _bar(mark, scale, y) + sign(mark, scale.at(mark.value), y, 5)
        content += _words(mark, left, words_y, wide, size)
        parts.append(linked(mark, "%", content))
    return parts


def _bar(mark: Mark, scale: Scale, y: float) -> str:
    low, high = scale.at(mark.low), scale.at(mark.high)
    bar = {"x": low, "y": y - 3, "width": max(high - low, 1), "height": 6}
    return element("rect", **bar, fill=LIGHT.side(mark.side), opacity="0.35")


def _words(mark: Mark, left: float, y: float, wide: float, size: float) -> str:
    """Who and when in a line, and at its end the figure: of the panel's party, or of what it leaves."""
    fill = LIGHT.side(mark.side)
    who = shorten(f"{mark.who}, {mark.dated}", size, wide - width(mark.brief, size) - 8)
    figure = text(mark.brief, left + wide, y, size, fill=fill, text_anchor="end")
    return text(who, left, y, size, fill=fill) + figure


def _ticks(left: float, y: float, wide: float, size: float) -> list[str]:
    scale = Scale(0, 100, left + 6, left + wide - 6, ())
    anchors = {0: "start", 50: "middle", 100: "end"}
    return [
        text(f"{value}%", scale.at(value), y + 12, size, fill=LIGHT.muted, text_anchor=anchor)
        for value, anchor in anchors.items()
    ]
