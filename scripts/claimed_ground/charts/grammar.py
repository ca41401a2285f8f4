"""Axes and marks through the grammar of graphics: the only module that knows Altair.

Takes frames: scales, and layers of rows. Gives a Vega-Lite chart as a dictionary,
one frame above the other. Refuses nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import altair as alt
from altair.utils.schemapi import debug_mode

from claimed_ground.charts.scales import Scale
from claimed_ground.charts.theme import FONT, LIGHT

Row = Mapping[str, Any]
Kind = Literal["band", "bar", "line", "point"]
STYLES: Mapping[Kind, Mapping[str, Any]] = {
    "band": {"type": "rect", "opacity": 0.3},
    "bar": {"type": "rule", "strokeCap": "butt"},
    "line": {"type": "line", "strokeWidth": 1.5},
    "point": {"type": "point", "opacity": 1, "strokeWidth": 1.5},
}


@dataclass(frozen=True)
class Layer:
    """Rows drawn alike. Columns: `x`, `y`, and as needed `x2`, `y2`, `colour`, `fill`, `shape`, `group`."""

    kind: Kind
    rows: Sequence[Row]
    style: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """One panel: its scales (y from the bottom up), its layers from back to front."""

    x: Scale
    y: Scale
    layers: Sequence[Layer]

    @property
    def width(self) -> float:
        return abs(self.x.end - self.x.start)

    @property
    def height(self) -> float:
        return abs(self.y.end - self.y.start)


def draw(frames: Sequence[Frame], spacing: float, size: float) -> dict[str, Any]:
    """The chart as Vega-Lite. The first frame's upper left corner is the origin of what it draws."""
    # Layers are joined as plain dictionaries, and not held against Altair's schema each
    # time: together that takes longer than drawing. A test does hold them against it.
    with debug_mode(False):
        views = [_view(frame, size) for frame in frames]
        config = alt.Config(font=FONT, background="transparent", padding=0, aria=False)
        config.view = alt.ViewConfig(stroke=None)
        return {
            "$schema": alt.SCHEMA_URL,
            "vconcat": views,
            "spacing": spacing,
            "bounds": "flush",
            "config": config.to_dict(validate=False),
        }


def _view(frame: Frame, size: float) -> dict[str, Any]:
    layers = [layer for layer in frame.layers if layer.rows]
    drawn = [_layer(layer, frame, size if layer is layers[0] else None) for layer in layers]
    return {"width": frame.width, "height": frame.height, "layer": drawn}


def _layer(layer: Layer, frame: Frame, size: float | None) -> dict[str, Any]:
    """One layer; the first of a frame brings its axes, with labels of `size`."""
    columns = set().union(*layer.rows)
    channels: dict[str, Any] = {
        "x": alt.X(field="x", type="quantitative", scale=_scale(frame.x), **_axis(frame.x, size, is_x=True)),
        "y": alt.Y(field="y", type="quantitative", scale=_scale(frame.y), **_axis(frame.y, size, is_x=False)),
    }
    if "x2" in columns:
        channels["x2"] = alt.X2(field="x2")
    if "y2" in columns:
        channels["y2"] = alt.Y2(field="y2")
    if "colour" in columns:
        maker = alt.Fill if layer.kind == "band" else alt.Stroke
        channels["fill" if layer.kind == "band" else "stroke"] = _plain(maker, "colour")
    if layer.kind == "line":
        channels |= {"detail": alt.Detail(field="group", type="nominal")}
    if "fill" in columns:
        channels["fill"] = _plain(alt.Fill, "fill")
    if "shape" in columns:
        channels["shape"] = _plain(alt.Shape, "shape")
    return {
        "data": {"values": [dict(row) for row in layer.rows]},
        "mark": alt.MarkDef(**{**STYLES[layer.kind], **layer.style}).to_dict(validate=False),
        "encoding": {name: channel.to_dict(validate=False) for name, channel in channels.items()},
    }


def _plain(maker: Any, column: str) -> Any:
    """A channel whose column holds colours or shapes themselves."""
    return maker(field=column, type="nominal", scale=None)


def _scale(scale: Scale) -> Any:
    return alt.Scale(domain=[scale.low, scale.high], nice=False, zero=False)


def _axis(scale: Scale, size: float | None, is_x: bool) -> dict[str, Any]:
    if size is None:
        return {}
    words = {format(value, ".12g"): label for value, label in scale.ticks}
    pairs = ",".join(f"'{value}':'{label}'" for value, label in words.items())
    axis = alt.Axis(
        title=None,
        values=[value for value, _ in scale.ticks],
        labelExpr="{" + pairs + "}[format(datum.value,'.12~g')]",
        labelFontSize=size,
        labelColor=LIGHT.muted,
        labelPadding=5,
        labelOverlap=False,
        labelBound=False,
        labelFlush=False,
        ticks=is_x,
        tickSize=4,
        tickColor=LIGHT.grid,
        domain=is_x,
        domainColor=LIGHT.muted,
        gridColor=LIGHT.grid,
        grid=True,
    )
    return {"axis": axis}
