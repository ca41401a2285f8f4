"""Where labels go: beside their marks, never upon one another, never beyond the edge.

Takes labels in order of importance and what they must not cover. Gives those that
found a place. Refuses nothing: a label without a place is left out, for the table has it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from claimed_ground.charts.lettering import width


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def gap(self, other: "Box") -> float:
        """Pixels between the two; 0 where they touch or overlap."""
        across = max(other.left - self.right, self.left - other.right, 0)
        down = max(other.top - self.bottom, self.top - other.bottom, 0)
        return float((across**2 + down**2) ** 0.5)

    def holds(self, other: "Box") -> bool:
        """Whether the other lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and other.right <= self.right
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True)
class Label:
    """A text wanted at a point, `about` a claim; `box` is the mark itself, which the label stands beside."""

    about: str
    words: str
    box: Box
    colour: str


@dataclass(frozen=True)
class Placed:
    """A label that found its place: the left end of its base line, and the room it takes.

    `lead` is a line from its mark, for a label that stands apart: x and y of both ends.
    """

    about: str
    words: str
    x: float
    y: float
    box: Box
    colour: str
    lead: tuple[float, float, float, float] | None = None


def place(
    labels: Sequence[Label], marks: Sequence[Box], taken: Iterable[Box], canvas: Box, size: float, leads: int
) -> list[Placed]:
    """Each label at the first free place around its mark; earlier labels choose first.

    No other of the `marks` may be as near to a label as its own: it would be taken for
    theirs. The first `leads` labels that find no such place may stand apart, with a line.
    """
    boxes = [*marks, *taken]
    found: list[Placed] = []
    for number, label in enumerate(labels):
        spots = _beside(label, marks, size)
        if number < leads:
            spots = chain(spots, _apart(label, marks, size))
        for spot in spots:
            path = _path(spot)
            if not canvas.holds(spot.box) or _covers(spot.box, boxes):
                continue
            if not any(_covers(step, (other.box for other in found)) for step in path):
                found.append(spot)
                boxes += [spot.box, *path]
                break
    return found


def _covers(room: Box, boxes: Iterable[Box]) -> bool:
    return any(room.meets(box) for box in boxes)


def _beside(label: Label, marks: Sequence[Box], size: float) -> Iterable[Placed]:
    """Places next to the mark and nearer to it than to any other."""
    others = [mark for mark in marks if not label.box.meets(mark)]
    for room in _around(label, size, (3, 10)):
        own = room.gap(label.box)
        if all(room.gap(mark) > own for mark in others):
            yield _placed(label, room, size)


def _apart(label: Label, marks: Sequence[Box], size: float) -> Iterable[Placed]:
    """Places further away, joined to the mark by a line that no other mark interrupts."""
    others = [mark for mark in marks if not label.box.meets(mark)]
    mark = label.box
    x, y = (mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2
    for room in _around(label, size, (16, 26, 38, 52)):
        end_x = min(max(x, room.left + 2), room.right - 2)
        end_y = (
            room.bottom - 1
            if room.bottom < y
            else room.top + 2
            if room.top > y
            else (room.top + room.bottom) / 2
        )
        spot = replace(_placed(label, room, size), lead=(x, y, end_x, end_y))
        if not any(_covers(step, others) for step in _path(spot)):
            yield spot


def _path(spot: Placed) -> list[Box]:
    """The line of a label that stands apart, in small steps between its ends."""
    if spot.lead is None:
        return []
    x1, y1, x2, y2 = spot.lead
    points = [(x1 + (x2 - x1) * step / 10, y1 + (y2 - y1) * step / 10) for step in range(1, 10)]
    return [Box(x - 1, y - 1, x + 1, y + 1) for x, y in points]


def column(labels: Sequence[Label], left: float, top: float, bottom: float, size: float) -> list[Placed]:
    """Labels below one another from `left` on, each as near the height of its mark as the others let it.

    As many of the first as fit between `top` and `bottom`.
    """
    high = size * 1.2
    kept = sorted(labels[: int((bottom - top) / high)], key=lambda label: (label.box.top, label.words))
    middles: list[float] = []
    for label in kept:
        wanted = (label.box.top + label.box.bottom) / 2
        middles.append(max(wanted, middles[-1] + high if middles else top + high / 2))
    # What was pushed out below moves up again, and the others with it.
    for i in range(len(middles) - 1, -1, -1):
        limit = middles[i + 1] - high if i + 1 < len(middles) else bottom - high / 2
        middles[i] = min(middles[i], limit)
    return [
        _placed(label, _box(left, middle - high / 2, width(label.words, size), high), size)
        for label, middle in zip(kept, middles, strict=True)
    ]


def _around(label: Label, size: float, gaps: Iterable[float]) -> Iterable[Box]:
    """Rooms beside the mark: right, left, above, below, then the corners, for each gap in turn."""
    wide, high = width(label.words, size) + 2, size * 1.2
    mark = label.box
    middle, centre = (mark.top + mark.bottom) / 2, (mark.left + mark.right) / 2
    for gap in gaps:
        yield _box(mark.right + gap, middle - high / 2, wide, high)
        yield _box(mark.left - gap - wide, middle - high / 2, wide, high)
        for top in (mark.top - gap - high, mark.bottom + gap):
            yield _box(centre - wide / 2, top, wide, high)
            yield _box(mark.left, top, wide, high)
            yield _box(mark.right - wide, top, wide, high)
        for top in (mark.top - high - gap / 3, mark.bottom + gap / 3):
            yield _box(mark.right + gap, top, wide, high)
            yield _box(mark.left - gap - wide, top, wide, high)


def _placed(label: Label, room: Box, size: float) -> Placed:
    return Placed(label.about, label.words, room.left + 1, room.bottom - size * 0.27, room, label.colour)


def _box(left: float, top: float, wide: float, high: float) -> Box:
    return Box(left, top, left + wide, top + high)
