"""Intervals of exact numbers, and the arithmetic that the conversions need.

Takes fractions. Gives intervals. Refuses nothing: an impossible cut is None.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True, slots=True)
class Interval:
    """Numbers from `low` to `high`; `high` None has no upper end.

    An open end leaves the end itself out: "more than 800" is not 800.
    """

    low: Fraction
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    def holds(self, value: Fraction) -> bool:
        above = value > self.low or (value == self.low and not self.low_open)
        return above and not self._beyond(value)

    def _beyond(self, value: Fraction) -> bool:
        return self.high is not None and (value > self.high or (value == self.high and self.high_open))


def cut(interval: Interval, whole: Fraction | None) -> Interval | None:
    """The part of an interval between 0 and `whole` (None: no upper limit); None if there is none."""
    low, low_open = (interval.low, interval.low_open) if interval.low >= 0 else (Fraction(0), False)
    high, high_open = interval.high, interval.high_open
    if whole is not None and (high is None or high > whole):
        high, high_open = whole, False
    if high is not None and (low > high or (low == high and (low_open or high_open))):
        return None
    return Interval(low, high, low_open, high_open)


def scale(interval: Interval, factor: Fraction) -> Interval:
    """Every number times a positive factor."""
    high = None if interval.high is None else interval.high * factor
    return Interval(interval.low * factor, high, interval.low_open, interval.high_open)


def whole_numbers(interval: Interval) -> Interval:
    """The interval from the least to the largest whole number in it."""
    low = Fraction(ceil(interval.low))
    if interval.low_open and low == interval.low:
        low += 1
    if interval.high is None:
        return Interval(low, None)
    high = Fraction(floor(interval.high))
    if interval.high_open and high == interval.high:
        high -= 1
    return Interval(low, high)


def complement(interval: Interval, whole: Fraction) -> Interval:
    """What is left of `whole`. The interval must have been cut to it."""
    high = whole if interval.high is None else interval.high
    return Interval(whole - high, whole - interval.low, interval.high_open, interval.low_open)


def add(one: Interval, other: Interval) -> Interval:
    """Every sum of a number of one and a number of the other."""
    high = None if one.high is None or other.high is None else one.high + other.high
    return Interval(
        one.low + other.low, high, one.low_open or other.low_open, one.high_open or other.high_open
    )


def subtract(one: Interval, other: Interval) -> Interval | None:
    """Every difference that is not negative; None if there is none, or `other` has no end."""
    if other.high is None:
        return None
    high = None if one.high is None else one.high - other.low
    return cut(
        Interval(
            one.low - other.high, high, one.low_open or other.high_open, one.high_open or other.low_open
        ),
        None,
    )


def divide(one: Interval, other: Interval) -> Interval | None:
    """Every quotient of numbers that are not negative; None if the divisor may be zero."""
    if other.low <= 0 or other.high is None:
        return None
    high = None if one.high is None else one.high / other.low
    return Interval(
        one.low / other.high, high, one.low_open or other.high_open, one.high_open or other.low_open
    )


def distance(one: Interval, other: Interval) -> Fraction | None:
    """How far apart two intervals are; None if they have a number in common.

    0 for intervals that touch where one of them leaves the end out.
    """
    for first, second in ((one, other), (other, one)):
        if first.high is None or first.high > second.low:
            continue
        if first.high < second.low or first.high_open or second.low_open:
            return second.low - first.high
    return None
