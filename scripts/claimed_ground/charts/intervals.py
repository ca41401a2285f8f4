"""A few claims below one another: each one's reading as a bar, its figure in words beside it.

Takes panels and a width. Gives a drawing. Refuses nothing;
an empty chart is the caller's to avoid.
"""

from collections.abc import Sequence
from dataclasses import replace

from claimed_ground.charts.grammar import Frame, Layer, draw
from claimed_ground.charts.key import key
from claimed_ground.charts.lettering import shorten, width, wrap
from claimed_ground.charts.marks import Mark, Panel
from claimed_ground.charts.render import to_svg
from claimed_ground.charts.scales import Scale, value_scale
from claimed_ground.charts.signs import linked, sign
from claimed_ground.charts.svg import Drawing, element, text
from claimed_ground.charts.theme import LIGHT

AXIS = 26
NARROW = 500
GAP = 14


def interval_chart(panels: Sequence[Panel], wide: float) -> Drawing:
    """The picture, `wide` pixels wide. Panels of one unit share a scale from zero: lengths compare."""
    panels = [replace(panel, lines=()) for panel in panels]
    is_narrow = wide < NARROW
    size = 11.0 if is_narrow else 12.0
    row = 38.0 if is_narrow else 26.0
    names = [width(_name(mark), size) for panel in panels for mark in panel.marks]
    figures = [width(mark.figure, size) for panel in panels for mark in panel.marks]
    left = 6.0 if is_narrow else min(max(names) + 10, wide * 0.34)
    right = 14.0 if is_narrow else min(max(figures) + GAP + 4, wide * 0.3)
    titles = [wrap(panel.heading, size + 1, wide, bold=True) for panel in panels]
    rise = max(map(len, titles)) * (size + 4) + 12
    frames = [_frame(panel, _values(panels, panel, wide - left - right, is_narrow), row) for panel in panels]
    parts, top = key(panels, wide, size)
    drawn = to_svg(draw(frames, AXIS + rise, size))
    parts.append(element("g", drawn, fill="none", transform=f"translate({left:.1f},{top + rise:.1f})"))
    for panel, frame, title in zip(panels, frames, titles, strict=True):
        for number, line in enumerate(title):
            y = top + rise - 10 - (size + 4) * (len(title) - 1 - number)
            parts.append(text(line, 0, y, size + 1, fill=LIGHT.ink, font_weight="bold"))
        top += rise
        write = _above if is_narrow else _beside
        for number, mark in enumerate(panel.marks):
            x, y = left + frame.x.at(mark.value), top + row * (number + _share(row))
            content = "".join([sign(mark, x, y, 5), *write(mark, frame, top + row * number, left, size)])
            parts.append(linked(mark, panel.unit, content))
        top += frame.height + AXIS
    return Drawing(wide, round(top), "".join(parts))


def _name(mark: Mark) -> str:
    return f"{mark.who}, {mark.dated}"


def _values(panels: Sequence[Panel], own: Panel, wide: float, is_narrow: bool) -> Scale:
    marks = [mark for panel in panels if panel.unit == own.unit for mark in panel.marks]
    values = [end for mark in marks for end in (mark.low, mark.high)]
    values += [mark.on_map for mark in marks if mark.on_map is not None]
    most = 100.0 if own.unit == "%" else float("inf")
    is_whole = own.unit == "settlements"
    return value_scale(values, 0, wide, 4 if is_narrow else 6, most=most, is_whole=is_whole)


def _frame(panel: Panel, values: Scale, row: float) -> Frame:
    count = len(panel.marks)
    rows = [(mark, count - number - _share(row)) for number, mark in enumerate(panel.marks)]
    thin = (values.high - values.low) * 0.004
    bars = [{"x": mark.low, "x2": max(mark.high, mark.low + thin), **_row(mark, y)} for mark, y in rows]
    up = [{"x": mark.high, **_row(mark, y, "fill")} for mark, y in rows if mark.opens == "up"]
    down = [{"x": mark.low, **_row(mark, y, "fill")} for mark, y in rows if mark.opens == "down"]
    mapped = [
        {"x": mark.on_map, "y": y - 0.3, "y2": y + 0.3, "colour": LIGHT.ink}
        for mark, y in rows
        if mark.on_map is not None
    ]
    head = {"size": 40, "strokeWidth": 0}
    layers = [
        Layer("bar", bars, {"strokeWidth": 9, "opacity": 0.35}),
        Layer("bar", mapped, {"strokeWidth": 1.5, "strokeDash": [2, 2]}),
        Layer("point", up, {"shape": "triangle-right", "xOffset": 4, **head}),
        Layer("point", down, {"shape": "triangle-left", "xOffset": -4, **head}),
    ]
    return Frame(values, Scale(0, count, row * count, 0, ()), layers)


def _row(mark: Mark, y: float, channel: str = "colour") -> dict[str, object]:
    return {"y": y, channel: LIGHT.side(mark.side)}


def _share(row: float) -> float:
    """How far down its row a bar stands: in narrow pictures the words are above it."""
    return 0.72 if row > 30 else 0.5


def _beside(mark: Mark, frame: Frame, top: float, left: float, size: float) -> list[str]:
    """Name to the left of the plot, figure to the right of the bar."""
    y = top + frame.height / (frame.y.high * 2) + size * 0.35
    name = shorten(_name(mark), size, left - 8)
    ends = [frame.x.at(mark.high), frame.x.at(mark.value)]
    ends += [frame.x.at(mark.on_map)] if mark.on_map is not None else []
    return [
        text(name, left - 8, y, size, fill=LIGHT.ink, text_anchor="end"),
        text(mark.figure, left + max(ends) + GAP, y, size, has_halo=True, fill=LIGHT.side(mark.side)),
    ]


def _above(mark: Mark, frame: Frame, top: float, left: float, size: float) -> list[str]:
    """Name and figure in one line above the bar."""
    y = top + size + 4
    wide = left + frame.width + 12
    name = shorten(_name(mark), size, wide - width(mark.figure, size) - 6)
    return [
        text(name, 0, y, size, has_halo=True, fill=LIGHT.ink),
        text(mark.figure, wide, y, size, has_halo=True, fill=LIGHT.side(mark.side), text_anchor="end"),
    ]
