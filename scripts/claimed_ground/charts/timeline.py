"""Claims on a time axis, one panel per quantity, with the daily map where it covers them.

Takes panels and a width. Gives a drawing. Refuses nothing;
an empty chart is the caller's to avoid.
"""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claimed_ground.charts.grammar import Frame, draw
from claimed_ground.charts.key import key
from claimed_ground.charts.labels import Box, Label, Placed, column, place
from claimed_ground.charts.lettering import shorten, width, wrap
from claimed_ground.charts.marks import Mark, Panel
from claimed_ground.charts.noteworthy import noteworthy
from claimed_ground.charts.render import to_svg
from claimed_ground.charts.scales import Scale, day_scale, value_scale
from claimed_ground.charts.signs import linked, sign
from claimed_ground.charts.svg import Drawing, element, text
from claimed_ground.charts.theme import LIGHT
from claimed_ground.charts.timeframe import frame_of

# Room below a plot for the names of its days.
AXIS = 26
POINT = 5.0
# Room between the last marks and a column of their names.
LEADER = 22
NARROW = 500
# A name cut to so few letters says nothing.
SHORTEST = 5
# So many labels of a panel may stand apart from their marks, with a line.
LEADS = 10


@dataclass(frozen=True)
class Sheet:
    """The measures of one picture, in pixels."""

    width: float
    left: float
    right: float
    title: float
    size: float

    @property
    def plot(self) -> float:
        return self.width - self.left - self.right


def timeline(panels: Sequence[Panel], wide: float, first: Container[str] = ()) -> Drawing:
    """The picture, `wide` pixels wide; panels keep their order and share the axis of days.

    The claims whose ids are in `first` are labelled before all others.
    """
    size = 11.0 if wide < NARROW else 12.0
    titles = [wrap(panel.heading, size + 1, wide, bold=True) for panel in panels]
    heights = [_height(panel, wide) * (1.25 if len(panels) == 1 else 1) for panel in panels]
    scales = [_values(panel, height) for panel, height in zip(panels, heights, strict=True)]
    left = max(width(label, size) for scale in scales for _, label in scale.ticks) + 7
    sheet = Sheet(wide, left, _room(panels, wide, size), max(map(len, titles)) * (size + 4) + 12, size)
    days = day_scale(*_span(panels), 0, sheet.plot, 62 if wide >= NARROW else 44)
    frames = [frame_of(panel, days, scale) for panel, scale in zip(panels, scales, strict=True)]
    parts, top = key(panels, wide, size, is_dated=True)
    drawn = to_svg(draw(frames, AXIS + sheet.title, size))
    origin = f"translate({sheet.left:.1f},{top + sheet.title:.1f})"
    parts.append(element("g", drawn, fill="none", transform=origin))
    for panel, frame, title in zip(panels, frames, titles, strict=True):
        for number, line in enumerate(title):
            y = top + sheet.title - 12 - (size + 4) * (len(title) - 1 - number)
            parts.append(text(line, 0, y, size + 1, fill=LIGHT.ink, font_weight="bold"))
        parts += _signs(panel, frame, sheet, top + sheet.title, first)
        top += sheet.title + frame.height + AXIS
    return Drawing(wide, round(top), "".join(parts))


def _height(panel: Panel, wide: float) -> float:
    count = len(panel.marks)
    part = 1.3 if count > 30 else 1 if count > 15 else 0.72 if count > 4 else 0.5
    return part * (230 if wide >= NARROW else 210)


def _span(panels: Sequence[Panel]) -> tuple[date, date]:
    """The days to show. A period that began long before the first day of any claim is cut there."""
    ends = [mark.day for panel in panels for mark in panel.marks]
    earliest = min(ends) - timedelta(days=370)
    starts = [mark.start for panel in panels for mark in panel.marks if mark.start and mark.start >= earliest]
    return min([*starts, *ends]), max(ends)


def _values(panel: Panel, height: float) -> Scale:
    values = [end for mark in panel.marks for end in (mark.low, mark.high)]
    values += [value for line in panel.lines for _, value in line.points]
    values += [mark.on_map for mark in panel.marks if mark.is_flow and mark.on_map is not None]
    most = 100.0 if panel.unit == "%" else float("inf")
    is_whole = panel.unit == "settlements"
    return value_scale(values, height, 0, 4, from_zero=panel.unit != "%", most=most, is_whole=is_whole)


def _signs(panel: Panel, frame: Frame, sheet: Sheet, top: float, first: Container[str]) -> list[str]:
    """The sign of every claim, with its name and figure if there is room for them."""
    named = _labels(panel, frame, sheet, top, first)
    parts = []
    for mark in panel.marks:
        x, y = sheet.left + frame.x.at(mark.day.toordinal()), top + frame.y.at(mark.value)
        content = sign(mark, x, y, POINT - 0.6) + named.get(mark.claim_id, "")
        parts.append(linked(mark, panel.unit, content))
    return parts


def _labels(panel: Panel, frame: Frame, sheet: Sheet, top: float, first: Container[str]) -> dict[str, str]:
    """Claim → name and figure beside its mark, for those that matter and find room."""
    boxes = {mark.claim_id: _box(mark, frame) for mark in panel.marks}
    taken = [box for mark in panel.marks for box in _bar(mark, frame)]
    taken += [
        _spot(frame.x.at(day.toordinal()), frame.y.at(value), 2)
        for line in panel.lines
        for day, value in line.points
    ]
    told = noteworthy(panel.marks, 24 if sheet.width >= NARROW else 10, first)
    last = _last(panel, frame.x)
    room = sheet.right - LEADER
    aside = _named([mark for mark in told if mark in last], boxes, sheet.size, room)
    beside = _named([mark for mark in told if mark not in last], boxes, sheet.size, sheet.width * 0.5)
    parts = {
        name.about: _leader(boxes[name.about], name, sheet, top) + _word(name, sheet, top)
        for name in column(aside, sheet.plot + LEADER, -10, frame.height + 4, sheet.size)
    }
    points = list(boxes.values())
    edge = sheet.plot + LEADER / 2 if aside else sheet.width - sheet.left
    canvas = Box(2, -8, edge, frame.height)
    placed = place(beside, points, taken, canvas, sheet.size, LEADS)
    return parts | {one.about: _word(one, sheet, top) for one in placed}


def _named(marks: Sequence[Mark], boxes: Mapping[str, Box], size: float, room: float) -> list[Label]:
    """A label for each mark whose name has room beside its figure: no figure without a name."""
    labels = []
    for mark in marks:
        who = shorten(mark.who, size, room - width(f" {mark.brief}", size))
        if who == mark.who or len(who) > SHORTEST:
            box, colour = boxes[mark.claim_id], LIGHT.side(mark.side)
            labels.append(Label(mark.claim_id, f"{who} {mark.brief}".strip(), box, colour))
    return labels


def _last(panel: Panel, days: Scale) -> list[Mark]:
    """The marks at the right edge, if there are too many for labels beside them."""
    edge = days.high - (days.high - days.low) * 0.06
    marks = [mark for mark in panel.marks if mark.day.toordinal() >= edge]
    return marks if len({mark.value for mark in marks}) > 2 else []


def _room(panels: Sequence[Panel], wide: float, size: float) -> float:
    """Pixels to the right of the plots: for the names of last marks, or for half a day's name."""
    days = day_scale(*_span(panels), 0, 1)
    late = [mark for panel in panels for mark in _last(panel, days)]
    widest = max((width(f"{mark.who} {mark.brief}", size) for mark in late), default=0)
    return max(
        min(widest + LEADER + 1, wide * (0.32 if wide >= NARROW else 0.37)), 62 if wide >= NARROW else 14
    )


def _leader(mark: Box, name: Placed, sheet: Sheet, top: float) -> str:
    middle = (name.box.top + name.box.bottom) / 2 + top
    start = (mark.top + mark.bottom) / 2 + top
    bend = sheet.left + sheet.plot + LEADER - 10
    path = f"M{sheet.left + mark.right + 1:.1f},{start:.1f}L{bend:.1f},{middle:.1f}h7"
    return element("path", d=path, fill="none", stroke=LIGHT.grid, stroke_width=1)


def _word(one: Placed, sheet: Sheet, top: float) -> str:
    words = text(one.words, one.x + sheet.left, one.y + top, sheet.size, has_halo=True, fill=one.colour)
    if one.lead is None:
        return words
    x1, y1, x2, y2 = one.lead
    ends = {"x1": x1 + sheet.left, "y1": y1 + top, "x2": x2 + sheet.left, "y2": y2 + top}
    return element("line", **ends, stroke=one.colour, stroke_width="0.7") + words


def _spot(x: float, y: float, half: float) -> Box:
    return Box(x - half, y - half, x + half, y + half)


def _box(mark: Mark, frame: Frame) -> Box:
    return _spot(frame.x.at(mark.day.toordinal()), frame.y.at(mark.value), POINT)


def _bar(mark: Mark, frame: Frame) -> list[Box]:
    x, y = frame.x.at(mark.day.toordinal()), frame.y.at(mark.value)
    boxes = [Box(x - 3, frame.y.at(mark.high), x + 3, frame.y.at(mark.low))]
    if mark.unsure:
        first, last = (frame.x.at(day.toordinal()) for day in mark.unsure)
        boxes.append(Box(first, y - 3, last, y + 3))
    if mark.start:
        heights = [y] if mark.on_map is None else [y, frame.y.at(mark.on_map)]
        boxes += [Box(frame.x.at(mark.start.toordinal()), y - 3, x, y + 3) for y in heights]
    return boxes
