"""What a chart shows, before it is drawn: claims as marks, estimates as lines, one panel per quantity.

Takes nothing. Gives the words that the rooms of this package share. Refuses nothing.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

Opening = Literal["", "up", "down"]


@dataclass(frozen=True)
class Mark:
    """One claim: whose, what figure, and the interval that it allows in the panel's unit.

    `low` to `high` is the usual reading; `opens` says at which end the widest reading
    has no limit of its own. It stands at `day`, in the middle of `unsure` where only
    the month is known; a flow lasts from `start` to `day`. `on_map` is what the daily
    map gives for the same day or period. `who` and `brief` are short, for labels;
    `name` and `when` in full. `doubt` is the ruling by which the figure may not be what was said.
    """

    claim_id: str
    name: str
    who: str
    side: str
    figure: str
    brief: str
    value: float
    low: float
    high: float
    opens: Opening
    day: date
    start: date | None
    unsure: tuple[date, date] | None
    is_flow: bool
    is_computed: bool
    reports: int
    dated: str
    when: str
    doubt: str = ""
    on_map: float | None = None


@dataclass(frozen=True)
class Line:
    """A daily series: its name, with the baseline it is counted by, and its points."""

    name: str
    points: tuple[tuple[date, float], ...]
    is_dashed: bool = False


@dataclass(frozen=True)
class Panel:
    """One quantity of one region: title, unit, what is known of it. Marks stand in order of date."""

    region: str
    title: str
    unit: str
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...] = ()

    @property
    def heading(self) -> str:
        """The title with the unit, where it does not name it already."""
        return self.title if self.unit == "settlements" else f"{self.title}, {self.unit}"

    @property
    def days(self) -> tuple[date, date]:
        """First and last day that any of its claims is about."""
        starts = [mark.start or mark.day for mark in self.marks]
        return min(starts), max(mark.day for mark in self.marks)


@dataclass(frozen=True)
class Words:
    """What a picture says, in words: a title, the finding, and all of it for those who do not see it."""

    title: str
    finding: str
    alt: str


class Picture(NamedTuple):
    """What a page says of a picture, which is drawn meanwhile and known by its `name`.

    `downloads` are pairs of a format and a file; `left_out` counts claims that are not drawn;
    `shows_map` says whether the daily map is.
    """

    name: str
    title: str
    finding: str
    downloads: tuple[tuple[str, str], ...] = ()
    left_out: int = 0
    shows_map: bool = False
