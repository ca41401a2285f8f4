"""From charts to SVG and PNG: the only module that knows vl-convert.

Takes Vega-Lite, or finished SVG. Gives SVG text, or the bytes of a PNG. Refuses nothing.
"""

import struct
import zlib
from collections.abc import Mapping
from typing import Any

import vl_convert

from claimed_ground.charts.svg import tidy


def to_svg(spec: Mapping[str, Any]) -> str:
    """What the chart draws, as the inside of an SVG whose origin is its first frame's corner."""
    vega: str = vl_convert.vegalite_to_svg(dict(spec))
    return tidy(vega)


def to_png(svg: str, scale: float) -> bytes:
    """The picture in pixels, `scale` of them for each unit of the SVG."""
    return _press(vl_convert.svg_to_png(svg, scale=scale))


def _press(png: bytes) -> bytes:
    """The same PNG in a third of the bytes: what is given is packed for speed."""
    head, data, place = png[:33], b"", 33
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        if png[place + 4 : place + 8] == b"IDAT":
            data += png[place + 8 : place + 8 + length]
        place += length + 12
    packed = zlib.compress(zlib.decompress(data), 6)
    return head + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
