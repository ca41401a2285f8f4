"""Pictures drawn and written: SVG for the page, and files that can stand anywhere.

Takes orders: what to draw, and where its files go. Gives pictures, and what is left to be put
into pixels, which takes long and which no page waits for. Refuses nothing.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from claimed_ground.charts.intervals import interval_chart
from claimed_ground.charts.marks import Panel, Picture, Words
from claimed_ground.charts.render import to_png
from claimed_ground.charts.share_map import Atlas, draw_atlas
from claimed_ground.charts.sheet import Credit, embed, publish
from claimed_ground.charts.social import social_card
from claimed_ground.charts.svg import Drawing
from claimed_ground.charts.theme import darken
from claimed_ground.charts.timeline import timeline

WIDTHS = {"wide": 720, "narrow": 350}
COLUMNS = "panel unit claim_id who side figure value low high from day on_map".split()
# Fewer pictures are drawn sooner than other processes are ready for them. This module is not among the
# pages because each of those processes loads its package.
FEW = 6


@dataclass(frozen=True)
class Files:
    """Where a picture's files go, how their names begin, and what they say of where they are from.

    `card` is the panel of its preview for social media, `preview` the name of that.
    """

    folder: Path
    stem: str
    credit: Credit
    preview: str = ""
    card: Panel | None = None


@dataclass(frozen=True)
class Order:
    """A picture to draw: panels along time or as a list, or an atlas; without `files` for its page only."""

    kind: Literal["time", "list", "map"]
    words: Words
    panels: tuple[Panel, ...] = ()
    first: frozenset[str] = frozenset()
    atlas: Atlas | None = None
    files: Files | None = None
    left_out: int = 0


@dataclass(frozen=True)
class Print:
    """A picture to be put into pixels, `scale` of them for each unit of the SVG, as a file."""

    path: Path
    svg: str
    scale: float


def fill(order: Order) -> tuple[Picture, tuple[Print, ...]]:
    """The picture of an order, drawn, with its files but for those in pixels."""
    drawings = {name: _draw(order, wide) for name, wide in WIDTHS.items()}
    shown = tuple(embed(drawing, order.words.alt, name) for name, drawing in drawings.items())
    is_mapped = any(
        panel.lines or any(mark.is_flow and mark.on_map is not None for mark in panel.marks)
        for panel in order.panels
    )
    downloads, prints = _write(order, order.files, drawings["wide"]) if order.files else ((), ())
    words = order.words
    return Picture(words.title, words.finding, shown, downloads, order.left_out, is_mapped), prints


def in_pixels(one: Print) -> bytes:
    """The picture as PNG."""
    return to_png(one.svg, one.scale)


def _draw(order: Order, wide: float) -> Drawing:
    if order.atlas:
        return draw_atlas(order.atlas, wide)
    if order.kind == "list":
        return interval_chart(order.panels, wide)
    return timeline(order.panels, wide, order.first)


def _write(
    order: Order, files: Files, drawing: Drawing
) -> tuple[tuple[tuple[str, str], ...], tuple[Print, ...]]:
    """Write the picture in both themes and in numbers; give each format with its file, and the prints."""
    files.folder.mkdir(parents=True, exist_ok=True)
    svg = publish(drawing, order.words, files.credit)
    content = {
        "SVG": (f"{files.stem}-light.svg", svg),
        "SVG, dark": (f"{files.stem}-dark.svg", darken(svg)),
        "PNG": (f"{files.stem}.png", None),
    }
    if order.panels:
        content["CSV"] = (f"{files.stem}.csv", as_csv(order.panels))
    for name, text in content.values():
        if text is not None:
            (files.folder / name).write_text(text, encoding="utf-8")
    prints = [Print(files.folder / f"{files.stem}.png", svg, 1.5)]
    if files.card:
        card = social_card([files.card], order.words, files.credit)
        prints.append(Print(files.folder / files.preview, card, 1))
    return tuple((label, name) for label, (name, _) in content.items()), tuple(prints)


def as_csv(panels: Sequence[Panel]) -> str:
    """What the panels show, one row per claim."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for panel in panels:
        for mark in panel.marks:
            start = mark.start or (mark.unsure[0] if mark.unsure else None)
            end = mark.unsure[1] if mark.unsure else mark.day
            numbers = [_plain(value) for value in (mark.value, mark.low, mark.high)]
            shown = "" if mark.on_map is None else _plain(mark.on_map)
            named = [panel.title, panel.unit, mark.claim_id, mark.who, mark.side, mark.figure]
            writer.writerow([*named, *numbers, start or "", end, shown])
    return out.getvalue()


def _plain(value: float) -> str:
    return format(round(value, 3), "f").rstrip("0").rstrip(".")
