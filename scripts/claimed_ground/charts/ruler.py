"""One claim's readings as a small drawing within a page, written without any library: there are hundreds.

Takes the claim's usual and widest reading. Gives SVG to stand in HTML, whose colours are the
page's own (custom properties), so that it follows the page's theme. Refuses nothing: without a
reading it is empty.
"""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from claimed_ground.charts.key import shape
from claimed_ground.charts.lettering import width
from claimed_ground.charts.scales import Scale, value_scale
from claimed_ground.charts.svg import element, text
from claimed_ground.charts.theme import SHAPES
from claimed_ground.wording import number, quantity

WIDE, LEFT, RIGHT, SIZE = 340, 52, 14, 11
UNITS = {"km2": "km²", "percent": "%", "settlements": "settlements", "km2_per_day": "km² per day"}
INK, MUTED, LINE = "var(--md-default-fg-color)", "var(--md-default-fg-color--light)", "var(--cg-line)"
COLOURS = {"russia": "var(--cg-russia)", "ukraine": "var(--cg-ukraine)", "third_party": "var(--cg-third)"}
Row = Mapping[str, Any]


def ruler(readings: Sequence[Row], side: str, value: float, on_map: float | None = None) -> str:
    """The usual reading above the widest one on one scale, the figure as the side's sign.

    `readings` are rows of that table for one claim; those by the official area are drawn, where the
    baseline matters. `value` is in the reading's unit, as `on_map`, what the daily map shows.
    """
    rows = {row["strictness"]: row for row in readings if row["baseline"] != "polygon"}
    usual, strict = rows.get("usual"), rows.get("strict")
    if not usual or not strict or usual["low"] is None or usual["high"] is None:
        return ""
    unit = UNITS.get(usual["unit_id"], "")
    scale = _scale(usual, strict, value, on_map, unit)
    colour = COLOURS[side]
    parts = [element("title", escape(_words(usual, strict, unit), quote=False))]
    for tick, label in scale.ticks:
        x = scale.at(tick)
        parts.append(element("line", x1=x, x2=x, y1=4, y2=54, style=f"stroke:{LINE}"))
        words = f"{label}%" if unit == "%" else label
        parts.append(text(words, x, 68, SIZE, text_anchor="middle", style=f"fill:{MUTED}"))
    if unit in ("km²", "km² per day"):
        parts.append(text(unit.partition(" ")[0], 0, 68, SIZE, style=f"fill:{MUTED}"))
    parts += _bar("usual", usual, 16, 10, scale, colour)
    parts += _bar("widest", strict, 40, 4, scale, colour)
    if on_map is not None:
        x = scale.at(on_map)
        parts.append(element("line", x1=x, x2=x, y1=4, y2=54, style=f"stroke:{INK};stroke-dasharray:2 2"))
        anchor = "end" if x > WIDE - 60 else "start"
        parts.append(
            text(
                "map", x + (3 if anchor == "start" else -3), 30, SIZE, text_anchor=anchor, style=f"fill:{INK}"
            )
        )
    parts.append(
        element("g", shape(SHAPES[side], scale.at(value), 16, "currentColor"), style=f"color:{colour}")
    )
    return element(
        "svg", "".join(parts), class_="ruler", width=WIDE, height=74, viewBox=f"0 0 {WIDE} 74", role="img"
    )


def _scale(usual: Row, strict: Row, value: float, on_map: float | None, unit: str) -> Scale:
    ends = [usual["low"], usual["high"], strict["low"], value]
    # An end that lies far beyond all else is shown as an arrow, like one that is nowhere.
    far = usual["high"] + 2.5 * max(usual["high"] - usual["low"], usual["high"] * 0.05)
    ends.append(far if strict["high"] is None else min(strict["high"], far))
    ends += [] if on_map is None else [on_map]
    most = 100.0 if unit == "%" else float("inf")
    found = value_scale(
        ends, LEFT, WIDE - RIGHT, 4, from_zero=False, most=most, is_whole=unit == "settlements"
    )
    room = max(width(label, SIZE) for _, label in found.ticks) + 6
    step = 1 if len(found.ticks) * room < WIDE - LEFT else 2
    return Scale(found.low, found.high, found.start, found.end, found.ticks[::step])


def _bar(name: str, row: Row, y: float, high: float, scale: Scale, colour: str) -> list[str]:
    """One reading: its name, its range, and a head where it goes on beyond the scale."""
    is_open = row["high"] is None or row["high"] > scale.high
    low, end = scale.at(row["low"]), scale.end if is_open else scale.at(row["high"])
    bar = {"x": low, "y": y - high / 2, "width": max(end - low, 2), "height": high}
    parts = [
        text(name, 0, y + 4, SIZE, style=f"fill:{MUTED}"),
        element("rect", **bar, style=f"fill:{colour};opacity:.4"),
    ]
    if is_open:
        head = f"M{end - 1:.1f},{y - 6:.1f}v12l8,-6Z"
        parts.append(element("path", d=head, style=f"fill:{colour}"))
    return parts


def _words(usual: Row, strict: Row, unit: str) -> str:
    return f"Usual reading: {_range(usual, unit)}. Widest reading: {_range(strict, unit)}."


def _range(row: Row, unit: str) -> str:
    if row["high"] is None:
        return f"{quantity(row['low'], unit, 2)} and more"
    return f"{number(row['low'], 2)} to {quantity(row['high'], unit, 2)}"
