"""Periods within periods: what was taken in a part cannot be more than what was taken in the whole.

Takes stated figures of ground taken or retaken. Gives Pairs of a part and its whole that are at
odds, and Skipped pairs whose periods overlap without one holding the other. Refuses periods of
one group, which `pairs` compares.
"""

import heapq
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from claimed_ground.discrepancies.judge import judge
from claimed_ground.discrepancies.limits import NOTHING
from claimed_ground.discrepancies.pairs import Field, Pair, Skipped, group_of, is_total, sort_out
from claimed_ground.figures import Figure
from claimed_ground.series import LONGEST_DAYS

# Periods look alike if both ends are this close, and they share this much of the longer one.
ALIKE_DAYS = 31
ALIKE_SHARE = Fraction(3, 4)
FLOWS = ("taken", "retaken", "settlements_taken", "settlements_retaken")


@dataclass(frozen=True, slots=True)
class Span:
    """A figure and its period; a total starts before all days.

    A change without a first day is put on its last one: surely part of a total, whole of nothing.
    """

    start: date
    end: date
    figure: Figure

    @property
    def is_total(self) -> bool:
        return self.start == date.min

    @property
    def is_dated(self) -> bool:
        return self.figure.start is not None


def compare_periods(figures: Iterable[Figure], field: Field) -> Iterator[Pair | Skipped]:
    """Every part that exceeds its whole, and every pair of periods that only look alike."""
    groups: dict[object, list[Span]] = defaultdict(list)
    for figure in figures:
        # A share retaken is of what was once taken: it does not add up over periods.
        is_share = figure.quantity.unit_id == "percent"
        if figure.end is not None and figure.quantity.family in FLOWS and not is_share:
            start = date.min if is_total(figure, field.totals) else figure.start or figure.end
            groups[figure.quantity].append(Span(start, figure.end, figure))
    for spans in groups.values():
        spans.sort(key=lambda span: (span.start, -span.end.toordinal(), span.figure.ids))
        for part, whole in _exceeding(spans):
            if not _is_swept(part, whole, field):
                yield from _sorted_out(part, whole, field)
        yield from _alike(spans)


def _exceeding(spans: Sequence[Span]) -> Iterator[tuple[Span, Span]]:
    """(part, whole) where the part's usual reading lies above the whole's.

    A sweep by first day that keeps the periods still open sorted by the upper end of their
    reading: it looks only at those that a part exceeds.
    """
    open_: list[tuple[Fraction, int]] = []
    ends: list[tuple[date, int]] = []
    for place, part in enumerate(spans):
        while ends and ends[0][0] < part.start:
            _, closed = heapq.heappop(ends)
            high = spans[closed].figure.usual().high
            if high is not None:
                del open_[bisect_left(open_, (high, closed))]
        low = part.figure.usual().low
        for high, other in open_:
            if high > low:
                break
            if spans[other].end >= part.end and (part.is_dated or spans[other].is_total):
                yield part, spans[other]
        own_high = part.figure.usual().high
        if own_high is not None and (part.is_dated or part.is_total):
            insort(open_, (own_high, place))
            heapq.heappush(ends, (part.end, place))


def _is_swept(part: Span, whole: Span, field: Field) -> bool:
    same = group_of(part.figure, field.totals) == group_of(whole.figure, field.totals)
    return same and (whole.end - part.end).days <= LONGEST_DAYS


def _sorted_out(part: Span, whole: Span, field: Field) -> Iterator[Pair | Skipped]:
    verdict = judge(part.figure, whole.figure, NOTHING, is_part=True)
    days = (whole.end - part.end).days
    pair = Pair(part.figure, whole.figure, verdict, NOTHING, days, is_part=True)
    if verdict.unmoved == "agreement":
        return
    if "net" in (part.figure.definitions.get("netting"), whole.figure.definitions.get("netting")):
        yield Skipped(pair, "net_may_shrink")
    else:
        yield from sort_out(pair, field)


def _alike(spans: Sequence[Span]) -> Iterator[Skipped]:
    """Periods that overlap, with ends close together, of which neither holds the other."""
    dated = [span for span in spans if span.is_dated and not span.is_total]
    for place, first in enumerate(dated):
        for second in dated[place + 1 :]:
            if (second.start - first.start).days > ALIKE_DAYS:
                break
            later = (second.end - first.end).days
            shared = (first.end - second.start).days + 1
            longer = max((span.end - span.start).days + 1 for span in (first, second))
            is_skewed = first.start < second.start and 0 < later <= ALIKE_DAYS
            if is_skewed and shared >= ALIKE_SHARE * longer:
                verdict = judge(first.figure, second.figure, NOTHING)
                if verdict.degree != "agreement":
                    yield Skipped(
                        Pair(first.figure, second.figure, verdict, NOTHING, later), "different_period"
                    )
