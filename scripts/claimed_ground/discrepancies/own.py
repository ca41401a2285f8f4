"""What a claimant's own figures imply, against what the same claimant states.

Takes stated and implied figures. Gives judged Pairs: at odds within one statement (`arithmetic`),
or between a claimant's statements. Refuses figures of different days.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from claimed_ground.discrepancies.judge import judge
from claimed_ground.discrepancies.limits import NOTHING
from claimed_ground.discrepancies.pairs import Field, Pair, Skipped, sort_out
from claimed_ground.discrepancies.peaks import ONE_DAY
from claimed_ground.figures import Figure


def check_own(stated: Iterable[Figure], implied: Sequence[Figure], field: Field) -> Iterator[Pair | Skipped]:
    """Each set of a claimant's own figures that do not fit together, once."""
    index: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in stated:
        index[figure.claimant["claimant_id"], figure.quantity].append(figure)
    seen: set[tuple[str, ...]] = set()
    for figure in implied:
        for other in index[figure.claimant["claimant_id"], figure.quantity]:
            if not _is_same_moment(figure, other) or not set(figure.ids).isdisjoint(other.ids):
                continue
            pair = Pair(figure, other, judge(figure, other, NOTHING), NOTHING, 0)
            if pair.ids not in seen and pair.verdict.unmoved != "agreement":
                seen.add(pair.ids)
                yield from sort_out(pair, field)


def _is_same_moment(implied: Figure, stated: Figure) -> bool:
    """The same period, or the same statement and day; a peak has no day."""
    if implied.start is not None and stated.start is not None:
        return (implied.start, implied.end) == (stated.start, stated.end)
    if implied.statement["statement_id"] != stated.statement["statement_id"]:
        return False
    if implied.quantity.family == "peak":
        return True
    return implied.end is not None and stated.end is not None and abs(implied.end - stated.end) <= ONE_DAY


def worth_comparing(stated: Iterable[Figure], implied: Iterable[Figure]) -> Iterator[Figure]:
    """Implied figures to compare with those of others: what their claimant does not state.

    Of several ways to one figure, the first.
    """
    known = {_identity(figure) for figure in stated if figure.claims[0]["origin"] == "stated"}
    for figure in implied:
        if _identity(figure) not in known:
            known.add(_identity(figure))
            yield figure


def _identity(figure: Figure) -> tuple[object, ...]:
    day = None if figure.quantity.family == "peak" else figure.end
    return figure.claimant["claimant_id"], figure.quantity, figure.start, day
