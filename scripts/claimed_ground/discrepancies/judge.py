"""Can two figures both hold?

Takes two figures of one quantity, and how much it may have changed between their days. Gives a
Verdict. Refuses nothing.
"""

from dataclasses import dataclass
from fractions import Fraction

from claimed_ground.discrepancies.combine import reading_on
from claimed_ground.discrepancies.limits import Allowance
from claimed_ground.figures import Figure
from claimed_ground.intervals import Interval, distance
from claimed_ground.readings import TOLERANCE

DEGREES = ("agreement", "tension", "contradiction")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How two figures stand to one another.

    `degree` is one of DEGREES: a contradiction if the widest readings cannot both hold, a tension
    if only the usual ones cannot. Of the region's known areas it is the one on which they are the
    least at odds, `baseline`; `worst` is the degree on the other. `gap` is how far those readings
    are apart in the quantity's unit, before any change is granted; `unmoved` is the degree if
    none were.
    """

    degree: str
    gap: Fraction
    baseline: str
    worst: str
    unmoved: str


def judge(first: Figure, second: Figure, allowance: Allowance, is_part: bool = False) -> Verdict:
    """The verdict on two figures; with `is_part` the first only has to be no larger than the second."""
    baselines = first.baselines if first.baselines != ("none",) else second.baselines
    found = [_on(first, second, allowance, is_part, baseline) for baseline in baselines]
    mildest = min(found, key=lambda verdict: DEGREES.index(verdict.degree))
    worst = max(found, key=lambda verdict: DEGREES.index(verdict.degree))
    return Verdict(mildest.degree, mildest.gap, mildest.baseline, worst.degree, mildest.unmoved)


def _on(first: Figure, second: Figure, allowance: Allowance, is_part: bool, baseline: str) -> Verdict:
    degree, apart, unmoved = "agreement", Fraction(0), "agreement"
    is_bare = _is_bare(first) and _is_bare(second) and not uses_area(first, second)
    tolerance = Fraction(0) if is_bare else TOLERANCE * max(first.value, second.value)
    for strictness, named in (("usual", "tension"), ("strict", "contradiction")):
        one = reading_on(first, strictness, baseline)
        other = reading_on(second, strictness, baseline)
        gap = _excess(one, other) if is_part else distance(one, other)
        if gap is None or 0 < gap < tolerance:
            break
        unmoved = named
        granted = allowance.gain if one.low < other.low else allowance.loss
        if granted is not None and (gap > granted or granted == 0):
            degree, apart = named, gap
        elif strictness == "usual":
            apart = gap
    return Verdict(degree, apart, baseline, degree, unmoved)


def _is_bare(figure: Figure) -> bool:
    """Whether a figure is stated, without a hedge."""
    return not figure.implied_by and figure.claims[0]["qualifier_id"] == "exactly"


def uses_area(first: Figure, second: Figure) -> bool:
    """Whether the verdict rests on an area of the region: a share set against km²."""
    figures = (first, second)
    if all(figure.is_share and not figure.implied_by for figure in figures):
        return False
    return any(len(set(figure.readings["usual"].values())) > 1 for figure in figures) or any(
        figure.is_share and figure.quantity.unit_id == "km2" for figure in figures
    )


def _excess(part: Interval, whole: Interval) -> Fraction | None:
    """By how much a part is larger than its whole; None if it need not be."""
    if whole.high is None or part.low < whole.high:
        return None
    if part.low == whole.high and not (part.low_open or whole.high_open):
        return None
    return part.low - whole.high
