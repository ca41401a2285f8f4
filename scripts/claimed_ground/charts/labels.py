"""Where labels go: beside their marks, never upon one another, never beyond the edge.

Takes labels in order of importance and what they must not cover. Gives those that
found a place. Refuses nothing: a label without a place is left out, for the table has it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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
    """A text wanted at a point; `box` is the mark itself, which the label stands beside."""

    words: str
    box: Box
    colour: str


@dataclass(frozen=True)
class Placed:
    """A label that found its place: the left end of its base line, and the room it takes."""

    words: str
    x: float
    y: float
    box: Box
    colour: str


def place(labels: Sequence[Label], taken: Iterable[Box], canvas: Box, size: float) -> list[Placed]:
    """Each label at the first free place around its mark; earlier labels choose first."""
    boxes = list(taken)
    found = []
    for label in labels:
        for room in _around(label, size):
            if canvas.holds(room) and not any(room.meets(box) for box in boxes):
                found.append(_placed(label, room, size))
                boxes.append(room)
                break
    return found


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


def _around(label: Label, size: float) -> Iterable[Box]:
    """Rooms beside the mark: right, left, above, below, then the corners, near before far."""
    wide, high = width(label.words, size) + 2, size * 1.2
    mark = label.box
    middle, centre = (mark.top + mark.bottom) / 2, (mark.left + mark.right) / 2
    for gap in (3, 10, 20):
        yield _box(mark.right + gap, middle - high / 2, wide, high)
        yield _box(mark.left - gap - wide, middle - high / 2, wide, high)
        for top in (mark.top - gap - high, mark.bottom + gap):
            yield _box(centre - wide / 2, top, wide, high)
            yield _box(mark.left, top, wide, high)
            yield _box(mark.right - wide, top, wide, high)
        for top in (mark.top - high, mark.bottom):
            yield _box(mark.right + gap, top, wide, high)
            yield _box(mark.left - gap - wide, top, wide, high)


def _placed(label: Label, room: Box, size: float) -> Placed:
    return Placed(label.words, room.left + 1, room.bottom - size * 0.27, room, label.colour)


def _box(left: float, top: float, wide: float, high: float) -> Box:
    return Box(left, top, left + wide, top + high)
