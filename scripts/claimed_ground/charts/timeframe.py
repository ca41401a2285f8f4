"""One panel of a time chart as layers: readings, periods and the daily map; the signs come upon them.

Takes a panel and its scales. Gives a frame for `grammar` to draw. Refuses nothing.
"""

from collections.abc import Sequence

from claimed_ground.charts.grammar import Frame, Layer
from claimed_ground.charts.marks import Mark, Panel
from claimed_ground.charts.scales import Scale
from claimed_ground.charts.theme import LIGHT

# Readings of more periods than these would cover one another: they stand upright at the end instead.
FEW = 6


def frame_of(panel: Panel, days: Scale, values: Scale) -> Frame:
    """The layers from back to front, on days and values that all panels or this one share."""
    thin = (values.high - values.low) / abs(values.end - values.start)
    flows = [mark for mark in panel.marks if mark.is_flow and mark.start]
    stocks = [mark for mark in panel.marks if not (mark.is_flow and mark.start)]
    bands = [
        _across(mark, days) | {"y": mark.low, "y2": mark.high}
        for mark in flows
        if mark.high - mark.low > 3 * thin and len(flows) <= FEW
    ]
    spans = [_across(mark, days) | {"y": mark.value} for mark in flows]
    unsure = [
        {"x": mark.unsure[0].toordinal(), "x2": mark.unsure[1].toordinal(), "y": mark.value}
        | {"colour": LIGHT.side(mark.side)}
        for mark in stocks
        if mark.unsure
    ]
    gains = [
        _across(mark, days) | {"y": mark.on_map, "colour": LIGHT.ink}
        for mark in flows
        if mark.on_map is not None
    ]
    upright = [*stocks, *(flows if len(flows) > FEW else ())]
    bars = [_at(mark) | _tall(mark, 3 * thin) for mark in upright]
    curves = [
        {"x": day.toordinal(), "y": value, "group": line.name, "colour": LIGHT.ink, "dashed": line.is_dashed}
        for line in panel.lines
        for day, value in line.points
    ]
    layers = [
        Layer("band", bands),
        Layer("bar", bars, {"strokeWidth": 6, "opacity": 0.35}),
        Layer("line", [row for row in curves if not row["dashed"]]),
        Layer("line", [row for row in curves if row["dashed"]], {"strokeDash": [5, 3]}),
        Layer("bar", gains, {"strokeWidth": 1.5, "strokeDash": [2, 2]}),
        Layer("bar", spans, {"strokeWidth": 1.5}),
        Layer("bar", unsure, {"strokeWidth": 2, "strokeDash": [0, 4], "strokeCap": "round"}),
        *_arrows(panel.marks),
    ]
    return Frame(days, values, layers)


def _at(mark: Mark) -> dict[str, object]:
    return {"x": mark.day.toordinal(), "colour": LIGHT.side(mark.side)}


def _across(mark: Mark, days: Scale) -> dict[str, object]:
    start = max((mark.start or mark.day).toordinal(), days.low)
    return {"x": start, "x2": mark.day.toordinal(), "colour": LIGHT.side(mark.side)}


def _tall(mark: Mark, least: float) -> dict[str, object]:
    """The reading as a stretch of the scale, never too thin to be seen."""
    spare = max(least - (mark.high - mark.low), 0) / 2
    return {"y": mark.low - spare, "y2": mark.high + spare}


def _arrows(marks: Sequence[Mark]) -> list[Layer]:
    """Heads on the ends where the widest reading goes on."""
    heads = [(mark, {**_at(mark), "fill": LIGHT.side(mark.side)}) for mark in marks]
    up = [{**head, "y": mark.high} for mark, head in heads if mark.opens == "up"]
    down = [{**head, "y": mark.low} for mark, head in heads if mark.opens == "down"]
    return [
        Layer("point", up, {"shape": "triangle-up", "size": 36, "yOffset": -4, "strokeWidth": 0}),
        Layer("point", down, {"shape": "triangle-down", "size": 36, "yOffset": 4, "strokeWidth": 0}),
    ]
