"""Which marks of a panel deserve a label when there is no room for all.

Takes the marks of one panel. Gives the most telling, in order. Refuses nothing.
"""

from collections.abc import Container, Iterable, Sequence

from claimed_ground.charts.marks import Mark
from claimed_ground.charts.theme import SIDES


def noteworthy(marks: Sequence[Mark], most: int, first: Container[str] = ()) -> list[Mark]:
    """At most `most`: claims in `first`, the ends of the panel and of each side, the most reported."""
    found: dict[tuple[str, str], Mark] = {}
    for mark in (*(mark for mark in marks if mark.claim_id in first), *_in_order(marks)):
        found.setdefault((mark.who, mark.brief), mark)
    return list(found.values())[:most]


def _in_order(marks: Sequence[Mark]) -> Iterable[Mark]:
    yield from ends(marks)
    for side in SIDES[:2]:
        yield from ends([mark for mark in marks if mark.side == side])
    yield from sorted(marks, key=lambda mark: (-mark.reports, mark.day, mark.claim_id))


def ends(marks: Sequence[Mark]) -> list[Mark]:
    """The highest, the lowest, the last and the first of some marks."""
    if not marks:
        return []
    by_value = sorted(marks, key=lambda mark: (mark.value, mark.day, mark.claim_id))
    by_day = sorted(marks, key=lambda mark: (mark.day, mark.claim_id))
    return [by_value[-1], by_day[-1], by_value[0], by_day[0]]
