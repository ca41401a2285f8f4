"""The picture of the home page: what each side said, and when the sides' figures met.

Takes the panel of what was held on a day, and the most ever held. Gives words, and
the claims that they name. Refuses nothing; where one side is not heard the sentence is shorter.
"""

from collections.abc import Sequence

from claimed_ground.charts.marks import Mark, Panel, Words
from claimed_ground.charts.words import describe

# Figures further apart in time may both be true.
NEAR = 10
Pair = tuple[Mark, Mark]


def tell(panel: Panel, title: str, peak: str = "") -> tuple[Words, frozenset[str]]:
    """Ukraine's highest figures, then the pair of the same days that fits, and the one furthest apart.

    `peak` is the highest for the most ever held, and by whom: of no day, so the picture does not have it.
    """
    plain = describe(title, [panel])
    own, other = (_of(panel, side) for side in ("ukraine", "russia"))
    if not own or not other:
        return plain, frozenset()
    opposed = _near([(one, two) for one in own for two in other])
    rivals = _near([(one, two) for one in other for two in _of(panel, "third_party")])
    fit = next((pair for pair in opposed if _overlap(pair)), None)
    apart = max((pair for pair in opposed + rivals if not _overlap(pair)), key=_ratio, default=None)
    highest = max(own, key=lambda mark: mark.value)
    finding = f"The most that the Ukrainian side said it held on a given day is {_said(highest)}"
    finding += f"; its highest figure for the most ever held is {peak}." if peak else "."
    if fit:
        finding += f" Within {NEAR} days, {_both(fit)} fit each other"
        finding += f"; {_both(apart)} do not." if apart else "."
    named = (highest, *(fit or ()), *(apart or ()))
    return Words(title, finding, f"{finding} {plain.alt}"), frozenset(mark.claim_id for mark in named)


def _of(panel: Panel, side: str) -> list[Mark]:
    return [mark for mark in panel.marks if mark.side == side and not mark.doubt]


def _near(pairs: Sequence[Pair]) -> list[Pair]:
    """Pairs of known days at most NEAR apart, those with the most reports first."""
    near = [
        pair
        for pair in pairs
        if abs((pair[0].day - pair[1].day).days) <= NEAR and not any(mark.unsure for mark in pair)
    ]
    return sorted(near, key=lambda pair: (-pair[0].reports - pair[1].reports, pair[0].day))


def _ratio(pair: Pair) -> float:
    """How many times larger one figure is than the other."""
    small, large = sorted(mark.value for mark in pair)
    return large / small if small else float("inf")


def _overlap(pair: Pair) -> bool:
    one, two = pair
    return one.low <= two.high and two.low <= one.high


def _both(pair: Pair) -> str:
    first, second = sorted(pair, key=lambda mark: mark.day)
    return f"{_said(first)} and {_said(second)}"


def _said(mark: Mark) -> str:
    return f"{mark.figure} ({mark.who}, {mark.dated})"
