"""Which figures are compared, and which only look alike.

Takes stated and implied figures. Gives Pairs with a verdict, and Skipped pairs with a reason.
Refuses pairs that share a claim. Figures are grouped by quantity and swept by day, so that each
meets only those within the window of `limits`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from claimed_ground.discrepancies.judge import Verdict, judge
from claimed_ground.discrepancies.limits import AGREEMENT_DAYS, NOTHING, Allowance, allow, window
from claimed_ground.figures import DEFINITIONS, Figure
from claimed_ground.rates import Rates
from claimed_ground.series import Course
from claimed_ground.tables import Row

OPPOSING = frozenset(("russia", "ukraine"))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of one quantity, the earlier first, and how they stand to one another.

    With `is_part` the period of the first lies within the period of the second.
    """

    first: Figure
    second: Figure
    verdict: Verdict
    allowance: Allowance
    days: int
    is_part: bool = False

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(sorted({*self.first.ids, *self.second.ids}))

    @property
    def is_one_statement(self) -> bool:
        claims = (*self.first.claims, *self.second.claims)
        return len({claim["statement_id"] for claim in claims}) == 1

    @property
    def unshared(self) -> tuple[str, ...]:
        """Definitions that only one of the two states; what a share is a share of is asked of shares only."""
        one, other = self.first.definitions, self.second.definitions
        are_shares = self.first.is_share and self.second.is_share
        asked = [name for name in DEFINITIONS if are_shares or name != "share_basis"]
        return tuple(name for name in asked if (name in one) != (name in other))

    @property
    def degree(self) -> str:
        """The verdict's degree, but no contradiction where the two may not count the same."""
        return self._at_most(self.verdict.degree)

    @property
    def worst(self) -> str:
        """The degree on the region's other area."""
        return self._at_most(self.verdict.worst)

    def _at_most(self, degree: str) -> str:
        return "tension" if degree == "contradiction" and self.unshared else degree


@dataclass(frozen=True, slots=True)
class Skipped:
    """A pair that would be at odds, or agree, if it were compared, and why it is not."""

    pair: Pair
    reason: str
    definitions: tuple[str, ...] = ()
    link: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Field:
    """What the comparison needs besides the figures."""

    courses: Mapping[str, Course]
    rates: Rates
    totals: frozenset[str]
    # Of two claims of which one updates, corrects, restates or derives from the other: which, and how.
    links: Mapping[frozenset[str], tuple[str, str]]


def sides(first: Figure, second: Figure) -> str:
    """Who speaks in a pair; reporters, who are a third party, in a figure that they worked out."""
    speaking = {figure.claimant["side"] for figure in (first, second) if not figure.is_worked_out}
    if first.is_worked_out or second.is_worked_out:
        return "with_third_party" if speaking & OPPOSING else "third_parties"
    return between(first.claimant, second.claimant)


def between(first: Row, second: Row) -> str:
    """Who speaks: one claimant, one side, opposing sides, a side and a third party, or two of those."""
    if first["claimant_id"] == second["claimant_id"]:
        return "same_claimant"
    both = {first["side"], second["side"]}
    if both == OPPOSING:
        return "opposing"
    if both == {"third_party"}:
        return "third_parties"
    return "same_side" if len(both) == 1 else "with_third_party"


def pair_up(figures: Iterable[Figure], field: Field) -> Iterator[Pair | Skipped]:
    """The pairs worth a row, of figures with a day: at odds, agreeing across the front, or skipped."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.end is not None:
            groups[group_of(figure, field.totals)].append(figure)
    for group in groups.values():
        group.sort(key=lambda figure: (str(figure.end), figure.ids))
        for first, second, days in _near(group):
            yield from _met(first, second, days, field)


def pair_months(figures: Iterable[Figure], field: Field) -> Iterator[Skipped]:
    """Figures of one month that would be at odds, where the day of one or both is not known."""
    groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        month = figure.statement["stated_in"] if figure.end is None else figure.end.isoformat()[:7]
        if month and figure.quantity.family != "peak":
            groups[*group_of(figure, field.totals), month].append(figure)
    for group in groups.values():
        for place, second in enumerate(group):
            for first in group[:place]:
                is_undated = first.end is None or second.end is None
                if is_undated and sides(first, second) != "same_claimant":
                    pair = Pair(first, second, judge(first, second, NOTHING), NOTHING, 0)
                    if pair.verdict.degree != "agreement":
                        yield Skipped(pair, "month_only")


def group_of(figure: Figure, totals: frozenset[str]) -> tuple[object, ...]:
    """The quantity, and for ground taken or retaken the day it is counted from."""
    if figure.quantity.family in ("held", "peak", "settlements_held"):
        return figure.quantity, "stock"
    if is_total(figure, totals):
        return figure.quantity, "total"
    # A change without a first day is comparable with no other; its id makes it a group of one.
    return figure.quantity, figure.start or figure.ids


def is_total(figure: Figure, totals: frozenset[str]) -> bool:
    """Whether a figure counts all the ground retaken so far: every claim of ground retaken in it does."""
    retaken = [claim["claim_id"] for claim in figure.claims if claim["indicator_id"].endswith("retaken")]
    return figure.quantity.family.endswith("retaken") and totals.issuperset(retaken)


def _near(group: Sequence[Figure]) -> Iterator[tuple[Figure, Figure, int]]:
    """Figures of a group at most a window apart, the earlier first, and the days between."""
    days = [figure.end.toordinal() if figure.end else 0 for figure in group]
    widest = window(group[0])
    start = 0
    for place, second in enumerate(group):
        while days[place] - days[start] > widest:
            start += 1
        for other in range(start, place):
            yield group[other], second, days[place] - days[other]


def _met(first: Figure, second: Figure, days: int, field: Field) -> Iterator[Pair | Skipped]:
    if (first.implied_by and second.implied_by) or not set(first.ids).isdisjoint(second.ids):
        return
    # Ground counted since 2014 is another whole than ground counted since 2022; where nobody states
    # the figure, nobody can have meant the one rather than the other.
    since = [figure.definitions.get("counted_since") for figure in (first, second)]
    if (first.implied_by or second.implied_by) and since[0] != since[1]:
        return
    is_one_statement = first.statement["statement_id"] == second.statement["statement_id"]
    # What a statement gives without a day is not for the day that its other figures are for.
    if is_one_statement and days and not first.dated_by == second.dated_by == "figure":
        return
    allowance = allow(first, second, days, field.courses, field.rates)
    if allowance is not None:
        yield from sort_out(Pair(first, second, judge(first, second, allowance), allowance, days), field)
    elif days <= AGREEMENT_DAYS:
        # Nothing says how fast this changes, so only a figure that did not change can be told.
        pair = Pair(first, second, judge(first, second, NOTHING), NOTHING, days)
        if _fit_across(pair):
            yield from sort_out(pair, field)


def sort_out(pair: Pair, field: Field) -> Iterator[Pair | Skipped]:
    """The pair if it is worth a row, or why it is skipped; nothing if there is nothing to say."""
    verdict = pair.verdict
    if verdict.degree == "agreement" and not _fit_across(pair):
        if verdict.worst != "agreement":
            yield Skipped(pair, "baseline_decides")
        elif _would_clash(pair):
            yield Skipped(pair, "no_record" if pair.allowance.is_unrecorded else "change_explains")
        return
    differing = _differing(pair)
    link = _link(pair, field)
    if differing:
        yield Skipped(pair, "definitions_differ", differing)
    elif link:
        yield Skipped(pair, "linked", link=link)
    elif verdict.degree == "agreement" and sides(pair.first, pair.second) != "opposing":
        yield Skipped(pair, "worked_out")
    else:
        yield pair


def _would_clash(pair: Pair) -> bool:
    """Whether two speakers would be at odds had nothing changed in the days between."""
    is_near = pair.days <= AGREEMENT_DAYS and (pair.allowance.is_measured or pair.allowance.is_unrecorded)
    return (
        is_near and pair.verdict.unmoved != "agreement" and sides(pair.first, pair.second) != "same_claimant"
    )


def _fit_across(pair: Pair) -> bool:
    """Whether figures of two opposing sides can both hold though nothing changed."""
    return (
        pair.verdict.unmoved == "agreement"
        and not pair.is_part
        and between(pair.first.claimant, pair.second.claimant) == "opposing"
        and (pair.days <= AGREEMENT_DAYS or pair.first.quantity.family == "peak")
    )


def _differing(pair: Pair) -> tuple[str, ...]:
    """Definitions that both figures state, and state differently."""
    one, other = pair.first.definitions, pair.second.definitions
    return tuple(name for name in DEFINITIONS if name in one and name in other and one[name] != other[name])


def _link(pair: Pair, field: Field) -> tuple[str, str] | None:
    """The claim that rests on the other figure, or takes its place, and how."""
    met = (frozenset((one, other)) for one in pair.first.ids for other in pair.second.ids)
    return next((field.links[ids] for ids in met if ids in field.links), None)
