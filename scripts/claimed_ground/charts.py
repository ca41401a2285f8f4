"""Charts of claims, as SVG files that need no script: the only module that knows Altair.

Takes figures with their readings. Gives SVG text, in a light and a dark dress.
Refuses nothing; an empty chart is the caller's to avoid.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert

# Okabe and Ito's palette, told apart by readers with every common colour vision;
# sides differ in shape as well, so that colour is never the only sign.
SIDES = ("russia", "ukraine", "third_party")
SIDE_NAMES = {"russia": "Russian side", "ukraine": "Ukrainian side", "third_party": "Third party"}
SHAPES = {"russia": "square", "ukraine": "circle", "third_party": "diamond"}
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"


@dataclass(frozen=True)
class Dress:
    """The colours of one theme."""

    name: str
    text: str
    muted: str
    grid: str
    colours: tuple[str, str, str]


LIGHT = Dress("light", "#1f2328", "#59636e", "#d8dee4", ("#b3480a", "#0b62a4", "#4d5b66"))
DARK = Dress("dark", "#e6e8eb", "#a3adb8", "#3a424c", ("#f0a35e", "#6cb8ee", "#b3bec9"))


@dataclass(frozen=True)
class Mark:
    """One claim on a chart: its label, its side, its figure and the interval that it allows.

    `panel` groups marks of one quantity; `low` and `high` are the usual reading
    in the unit of the chart; `open_end` says that the strict reading has no upper end.
    """

    panel: str
    label: str
    side: str
    figure: str
    value: float
    low: float
    high: float
    open_end: bool


def interval_chart(marks: Sequence[Mark], unit: str, dress: Dress, width: int) -> str:
    """SVG: one line per claim, its usual reading as a bar, its figure written at the end.

    Panels stand above one another on one axis from zero, so that lengths compare.
    """
    narrow = width < 500
    # Room on the right for the longest figure, written beside its bar.
    end = max(mark.high for mark in marks) * (1.6 if narrow else 1.3)
    panels = list(dict.fromkeys(mark.panel for mark in marks))
    charts = []
    for panel in panels:
        last = panel == panels[-1]
        title = unit if last else None
        ticks = 4 if narrow else 7
        axis = alt.Axis(title=title, tickCount=ticks, labels=last, domain=last, ticks=last)
        x = alt.X("low:Q", scale=alt.Scale(domain=[0, end], nice=False), axis=axis)
        own = [mark for mark in marks if mark.panel == panel]
        charts.append(_panel(own, x, dress, width - (150 if narrow else 260)))
    return _svg(alt.vconcat(*charts, spacing=14).resolve_scale(x="shared"), dress)


def _panel(marks: Sequence[Mark], x: alt.X, dress: Dress, width: int) -> Any:
    rows = [
        {
            "label": mark.label,
            "side": mark.side,
            "figure": mark.figure,
            "value": mark.value,
            "low": mark.low,
            "high": mark.high,
            "open": mark.open_end,
        }
        for mark in marks
    ]
    y = alt.Y(
        "label:N",
        sort=None,
        title=None,
        axis=alt.Axis(
            labelLimit=200, minExtent=130, maxExtent=130, domain=False, ticks=False, labelPadding=8
        ),
    )
    colour = alt.Color("side:N", scale=alt.Scale(domain=list(SIDES), range=list(dress.colours)), legend=None)
    shapes = [SHAPES[side] for side in SIDES]
    shape = alt.Shape("side:N", scale=alt.Scale(domain=list(SIDES), range=shapes), legend=None)
    base = alt.Chart(alt.InlineData(values=rows)).encode(y=y)
    bars = base.mark_bar(height=9, opacity=0.45, cornerRadius=2).encode(x=x, x2="high:Q", color=colour)
    points = base.mark_point(filled=True, size=70, opacity=1)
    points = points.encode(x="value:Q", color=colour, shape=shape)
    arrows = base.transform_filter("datum.open").mark_text(text="▸", dx=5, size=15)
    arrows = arrows.encode(x="high:Q", color=colour)
    figures = base.mark_text(align="left", dx=14, size=12, color=dress.text)
    figures = figures.encode(x="high:Q", text="figure:N")
    title = alt.TitleParams(marks[0].panel, anchor="start", frame="bounds", offset=6)
    layers = alt.layer(bars, arrows, points, figures)
    return layers.properties(width=width, height=alt.Step(26), title=title)


def _svg(chart: alt.VConcatChart, dress: Dress) -> str:
    chart = chart.configure(font=FONT, background="transparent", padding=8)
    chart = chart.configure_view(stroke=None)
    chart = chart.configure_axis(
        labelColor=dress.text,
        titleColor=dress.muted,
        gridColor=dress.grid,
        domainColor=dress.grid,
        tickColor=dress.grid,
        labelFontSize=12,
        titleFontSize=12,
        titleFontWeight="normal",
    )
    chart = chart.configure_title(color=dress.text, fontSize=13, fontWeight="bold")
    svg: str = vl_convert.vegalite_to_svg(chart.to_json())
    return svg
