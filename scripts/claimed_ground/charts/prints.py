"""Pictures drawn: SVG for the page, and files that can stand anywhere.

Takes orders: what to draw, and where its files go. Gives what a page says of a picture at once,
and the drawing, which takes long, when asked. Refuses nothing.
"""

import csv
import io
from collections.abc import Iterator, Sequence
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
# Fewer pictures are drawn sooner than other processes are ready for them.
FEW = 6


@dataclass(frozen=True)
class Files:
    """Where on the site a picture's files go, how their names begin, what they say of where they are from.

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
class Drawn:
    """A picture: SVG for wide and narrow windows, whose links start at the site's root, and its files."""

    shown: tuple[str, ...]
    files: tuple[tuple[Path, bytes], ...] = ()


def picture(name: str, order: Order) -> Picture:
    """What a page says of the picture of an order."""
    is_mapped = any(
        panel.lines or any(mark.is_flow and mark.on_map is not None for mark in panel.marks)
        for panel in order.panels
    )
    downloads = tuple(_formats(order, order.files)) if order.files else ()
    return Picture(name, order.words.title, order.words.finding, downloads, order.left_out, is_mapped)


def fill(order: Order) -> Drawn:
    """The picture of an order, drawn."""
    drawings = {name: _draw(order, wide) for name, wide in WIDTHS.items()}
    shown = tuple(embed(drawing, order.words.alt, name) for name, drawing in drawings.items())
    return Drawn(shown, tuple(_files(order, order.files, drawings["wide"])) if order.files else ())


def _formats(order: Order, files: Files) -> Iterator[tuple[str, str]]:
    """Each format on offer, and its file."""
    yield "SVG", f"{files.stem}-light.svg"
    yield "SVG, dark", f"{files.stem}-dark.svg"
    yield "PNG", f"{files.stem}.png"
    if order.panels:
        yield "CSV", f"{files.stem}.csv"


def _draw(order: Order, wide: float) -> Drawing:
    if order.atlas:
        return draw_atlas(order.atlas, wide)
    if order.kind == "list":
        return interval_chart(order.panels, wide)
    return timeline(order.panels, wide, order.first)


def _files(order: Order, files: Files, drawing: Drawing) -> Iterator[tuple[Path, bytes]]:
    """The picture in both themes, in pixels and in numbers, and its preview."""
    svg = publish(drawing, order.words, files.credit)
    content = {
        "SVG": lambda: svg.encode(),
        "SVG, dark": lambda: darken(svg).encode(),
        "PNG": lambda: to_png(svg, 1.5),
        "CSV": lambda: as_csv(order.panels).encode(),
    }
    for kind, name in _formats(order, files):
        yield files.folder / name, content[kind]()
    if files.card:
        card = social_card([files.card], order.words, files.credit)
        yield files.folder / files.preview, to_png(card, 1)


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
