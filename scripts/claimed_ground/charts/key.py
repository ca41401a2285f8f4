"""The key above a picture: only the signs that it uses, each beside its word.

Takes panels and a width. Gives SVG parts and the height they take. Refuses nothing.
"""

from collections.abc import Iterable, Sequence

from claimed_ground.charts.lettering import width
from claimed_ground.charts.marks import Mark, Panel
from claimed_ground.charts.series import MAP
from claimed_ground.charts.svg import element, text
from claimed_ground.charts.theme import LIGHT, SHAPES, SIDE_NAMES, SIDES

ROW = 18
SIGN = 20
# The rim of a figure that may not be what was said.
DOUBT = "2 1.5"


def shape(
    kind: str,
    x: float,
    y: float,
    colour: str,
    size: float = 5,
    fill: str | None = None,
    dashes: str | None = None,
) -> str:
    """A side's sign around a point, as wide and high as twice `size`."""
    given: dict[str, object] = {"fill": fill or colour, "stroke": colour, "stroke_width": 1.5}
    given["stroke_dasharray"] = dashes
    if kind == "circle":
        return element("circle", cx=x, cy=y, r=size - 0.5, **given)
    if kind == "square":
        side = size * 2 - 2
        return element("rect", x=x - side / 2, y=y - side / 2, width=side, height=side, **given)
    path = f"M{x:.1f},{y - size:.1f}l{size},{size}l{-size},{size}l{-size},{-size}Z"
    return element("path", d=path, **given)


def key(panels: Sequence[Panel], wide: float, size: float, is_dated: bool = False) -> tuple[list[str], float]:
    """The parts of the key, from the upper left corner, and its height; `is_dated`: days have an axis."""
    parts, x, y = [], 0.0, ROW / 2
    for drawn, words in _entries(panels, is_dated):
        room = SIGN + width(words, size) + 6
        if x and x + room > wide:
            x, y = 0.0, y + ROW
        parts.append(element("g", drawn, transform=f"translate({x + 8:.1f},{y:.1f})"))
        parts.append(text(words, x + SIGN, y + size * 0.35, size, fill=LIGHT.muted))
        x += room
    return parts, y + ROW / 2 + 4


def _entries(panels: Sequence[Panel], is_dated: bool) -> Iterable[tuple[str, str]]:
    marks = [mark for panel in panels for mark in panel.marks]
    for side in SIDES:
        if any(mark.side == side and not mark.is_computed for mark in marks):
            yield shape(SHAPES[side], 0, 0, LIGHT.side(side)), SIDE_NAMES[side]
    if any(mark.is_computed for mark in marks):
        third = "third_party"
        yield shape(SHAPES[third], 0, 0, LIGHT.side(third), fill=LIGHT.paper), "worked out by a reporter"
    if any(mark.doubt for mark in marks):
        yield shape("circle", 0, 0, LIGHT.muted, fill=LIGHT.paper, dashes=DOUBT), "disputed transcription"
    bar = element("rect", x=-7, y=-3, width=14, height=6, fill=LIGHT.muted, opacity="0.4")
    yield bar, "what the hedge allows"
    if any(mark.opens for mark in marks):
        yield element("path", d="M-4,3.5h8L0,-3.5Z", fill=LIGHT.muted), "open end"
    if is_dated and any(mark.is_flow and mark.start for mark in marks):
        yield _stroke(None, LIGHT.muted), "period counted"
    if is_dated and any(mark.unsure for mark in marks):
        yield _dots(), "day not known exactly"
    yield from _map_entries(panels, marks)


def _map_entries(panels: Sequence[Panel], marks: Sequence[Mark]) -> Iterable[tuple[str, str]]:
    names = dict.fromkeys((line.name, line.is_dashed) for panel in panels for line in panel.lines)
    for name, is_dashed in names:
        yield _stroke("5 3" if is_dashed else None), name
    # Beside a line of the map, stocks need no sign of their own.
    kinds = {mark.is_flow for mark in marks if mark.on_map is not None and (mark.is_flow or not names)}
    when = {(True,): "same period", (False,): "same day", (False, True): "same day or period"}
    if kinds:
        words = when[tuple(sorted(kinds))]
        yield _stroke("2 2"), f"{words} on the map" if names else f"{MAP}, {words}"


def _stroke(dashes: str | None, colour: str = LIGHT.ink) -> str:
    return element(
        "line", x1=-8, x2=8, y1=0, y2=0, stroke=colour, stroke_width="1.5", stroke_dasharray=dashes
    )


def _dots() -> str:
    given = {"stroke": LIGHT.muted, "stroke_width": 2, "stroke_dasharray": "0 4", "stroke_linecap": "round"}
    return element("line", x1=-8, x2=8, y1=0, y2=0, **given)
