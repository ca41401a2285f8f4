"""Scales: from values and days to pixels, with ticks at round numbers and at the starts of months.

Takes what is to be shown. Gives limits, ticks and positions. Refuses nothing.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from claimed_ground.wording import number


@dataclass(frozen=True)
class Scale:
    """From `low`–`high` to `start`–`end` in pixels, with labelled ticks."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[tuple[float, str], ...]

    def at(self, value: float) -> float:
        """The pixel of a value; beyond the ends, the end."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def value_scale(
    values: Sequence[float],
    start: float,
    end: float,
    ticks: int,
    from_zero: bool = True,
    most: float = math.inf,
    is_whole: bool = False,
) -> Scale:
    """A scale of numbers that holds them all; it starts at zero unless they are all far from it."""
    top, bottom = max(values), min(values)
    # Where every value is in the upper part, zero would squeeze what differs.
    low = 0.0 if from_zero or bottom < 0.55 * top else bottom - (top - bottom) * 0.15
    step = max(_step((top - low) / ticks or 1), 1 if is_whole else 0)
    low = math.floor(low / step) * step
    high = min(top + (top - low) * 0.06, most) if most > top else top
    high = high if high > low else low + step
    count = math.floor((high - low) / step + 1e-9)
    marks = tuple((low + step * i, number(low + step * i, 2)) for i in range(count + 1))
    return Scale(low, high, start, end, marks)


def day_scale(first: date, last: date, start: float, end: float, room: float = 62) -> Scale:
    """A scale of days, counted as ordinals, with a tick every so many months or days."""
    slack = max((last - first).days * 0.02, 1)
    low, high = first.toordinal() - slack, last.toordinal() + slack
    most = max(int((end - start) / room), 2)
    days = (high - low) / most
    if days < 16:
        step = next(size for size in (1, 2, 5, 7, 10, 14, 16) if size >= days)
        firsts = [date.fromordinal(day) for day in range(math.ceil(low), math.floor(high) + 1, step)]
        texts = [f"{day.day} {day:%b}" for day in firsts]
    else:
        months = next(size for size in (1, 2, 3, 6, 12, 24, 36, 60) if size * 30.4 >= days)
        firsts = [day for day in _months(low, high) if (day.year * 12 + day.month - 1) % months == 0]
        texts = [_month(day, day == firsts[0], months) for day in firsts]
    ticks = tuple((day.toordinal(), words) for day, words in zip(firsts, texts, strict=True))
    return Scale(low, high, start, end, ticks)


def _month(day: date, is_first: bool, months: int) -> str:
    """A tick's words: the year only where it is new."""
    if months >= 12:
        return f"{day:%Y}"
    return f"{day:%b %Y}" if is_first or day.month == 1 else f"{day:%b}"


def _months(low: float, high: float) -> list[date]:
    day = (date.fromordinal(math.ceil(low)) - timedelta(days=1)).replace(day=1)
    found = []
    while day.toordinal() <= high:
        if day.toordinal() >= low:
            found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def _step(rough: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(float(size * power) for size in (1, 2, 2.5, 5, 10) if size * power >= rough * 0.999)
