"""The sentence of a pair: who put what at how much, how far apart that is, what would have to hold.

Takes a judged Pair. Gives sentences that can be read alone. Refuses nothing.
"""

from collections.abc import Iterator
from fractions import Fraction

from claimed_ground import wording
from claimed_ground.discrepancies import words
from claimed_ground.discrepancies.combine import reading_on
from claimed_ground.discrepancies.judge import uses_area
from claimed_ground.discrepancies.limits import is_running
from claimed_ground.discrepancies.pairs import Pair
from claimed_ground.figures import Desk, Figure
from claimed_ground.ground import OPPONENT
from claimed_ground.intervals import scale
from claimed_ground.rates import era_in_words
from claimed_ground.readings import HUNDRED

LITTLE = (Fraction(1, 1000), Fraction(1, 100))
BASELINE_WORDS = {"official": "official area", "polygon": "area within the boundary polygon"}


def pair_sentence(pair: Pair, desk: Desk) -> str:
    """The whole text of a pair."""
    parts = [
        *_unshared(pair),
        opening(pair, desk),
        _verdict(pair, desk),
        *time_needed(pair, desk),
        *_area(pair, desk),
        *_undated(pair),
    ]
    return " ".join(parts)


def opening(pair: Pair, desk: Desk) -> str:
    """`A put the area held by Ukraine in Kursk Oblast on … at about 500 km²; B put it at …`."""
    first, second = pair.first, pair.second
    subjects = [words.own_subject(figure, desk.ground) for figure in (first, second)]
    is_same = subjects[0] == subjects[1] and not second.implied_by
    is_same_time = words.when(first) == words.when(second)
    what, time = "it" if is_same else subjects[1], "" if is_same and is_same_time else words.when(second)
    start = _gave(first, desk, subjects[0], words.when(first), words.speaker(first))
    start = start[0].upper() + start[1:]
    if first.statement["statement_id"] == second.statement["statement_id"]:
        return f"{start}, and {_gave(second, desk, what, time, '')}."
    who = words.speaker(second, at_start=False)
    if first.claimant["claimant_id"] == second.claimant["claimant_id"]:
        stated = words.said_when(second)
        who = f"the same claimant, {stated}," if stated else "the same claimant"
    return f"{start}; {_gave(second, desk, what, time, who)}."


def _gave(figure: Figure, desk: Desk, what: str, time: str, who: str) -> str:
    """`Oleksandr Syrskyi put the area held by Ukraine in Kursk Oblast on … at about 1,000 km²`."""
    about = f"{what} {time}" if time else what
    amount = words.amount(figure, desk.units)
    if figure.is_worked_out:
        return words.computed(figure, about, amount)
    if not figure.implied_by:
        return f"{who} put {about} at {amount}".lstrip()
    shown = words.shown_figures(figure, desk.units)
    return f"{who} gave {shown}, which makes {about} {amount} ({figure.implied_by})".lstrip()


def _verdict(pair: Pair, desk: Desk) -> str:
    usual = " and ".join(_readings(pair, desk, "usual"))
    if pair.degree == "agreement":
        return f"Read usually, the two allow {usual}, which overlap."
    gap, part = _gap(pair, desk)
    if pair.is_part:
        return _part_verdict(pair, usual, f"by {gap}{part}")
    apart = f"{gap} apart{part}" if pair.verdict.gap else "and one rules out the value of the other"
    if pair.verdict.degree == "tension":
        return f"Read usually, the two allow {usual}, {apart}; at the widest, both can hold."
    strict = " and ".join(_readings(pair, desk, "strict"))
    head = "Counted alike, even at the widest" if pair.unshared else "Even at the widest"
    return f"{head} the two allow {strict}, {apart}."


def _gap(pair: Pair, desk: Desk) -> tuple[str, str]:
    """`3.18 km²`, and how little that is of the figures, if it is."""
    unit, factor = sentence_unit(pair, desk)
    larger = max(pair.first.value, pair.second.value)
    little = next((part for part in LITTLE if pair.verdict.gap < larger * part), None)
    share = words.quantity(little * HUNDRED, "percent") if little else ""
    return (
        words.quantity(pair.verdict.gap * factor, unit, is_difference=True),
        f" (less than {share} of the larger figure)" if share else "",
    )


def _part_verdict(pair: Pair, usual: str, by: str) -> str:
    """A part should not exceed its whole."""
    lies = "The first period is part of the second, so its figure should not be the larger"
    if pair.verdict.degree == "tension":
        return f"{lies}; read usually ({usual}) it is, {by}, and at the widest it need not be."
    alike = "counted alike, " if pair.unshared else ""
    return f"{lies}; {alike}even at the widest it is, {by}."


def _readings(pair: Pair, desk: Desk, strictness: str) -> list[str]:
    unit, factor = sentence_unit(pair, desk)
    baseline = pair.verdict.baseline
    limit = desk.ground.areas(pair.first.quantity.region_id).get(baseline)
    reads = (reading_on(figure, strictness, baseline) for figure in (pair.first, pair.second))
    # Ends that are hardly apart are printed so that they can be told apart.
    gap = pair.verdict.gap * factor
    more = 2 if 0 < gap < Fraction(1, 10) else 1 if 0 < gap < 1 else 0
    return [words.span(scale(read, factor), unit, limit and limit * factor, more) for read in reads]


def sentence_unit(pair: Pair, desk: Desk) -> tuple[str, Fraction]:
    """The unit of the sentence, and what turns the quantity's unit into it: two shares stay shares."""
    whole = desk.ground.areas(pair.first.quantity.region_id).get(pair.verdict.baseline)
    if pair.first.is_share and pair.second.is_share and pair.first.quantity.unit_id == "km2" and whole:
        return "percent", HUNDRED / whole
    return pair.first.quantity.unit_id, Fraction(1)


def time_needed(pair: Pair, desk: Desk) -> Iterator[str]:
    """What the days between would have to bring, and the fastest that anything shows."""
    if pair.degree == "agreement" or pair.days == 0 or pair.is_part:
        return
    if pair.first.quantity.family == "peak":
        return
    days = _days(pair.days)
    if is_falling_total(pair):
        yield f"The second counts {days} more: for both to hold, gains would have had to be lost again."
        return
    unit = pair.first.quantity.unit_id
    needed = words.quantity(pair.verdict.gap / pair.days, unit, is_difference=True)
    if pair.allowance.course:
        a_day = f", {words.quantity(granted(pair) / pair.days, unit)} a day" if pair.days > 1 else ""
        yield (
            f"For both to hold, Russia would have had to {_moves(pair)[0]} {needed} a day over {days}; "
            f"{fastest(pair, desk)}{a_day}."
        )
    elif pair.allowance.record:
        yield (
            f"For both to hold, {needed} a day would have had to change hands over {days}; "
            f"{fastest(pair, desk)}."
        )
    else:
        yield f"They are {days} apart: for both to hold, it would have had to change by {needed} a day."


def _days(days: int) -> str:
    return f"{days} day{'s' if days > 1 else ''}"


def fastest(pair: Pair, desk: Desk) -> str:
    """What the change that is granted rests on: where, when, which way and by whom."""
    region, allowance = pair.first.quantity.region_id, pair.allowance
    if allowance.course:
        first, last = allowance.course.days[0], allowance.course.days[-1]
        return (
            f"the most that it {_moves(pair)[1]} there within so many days in the map series, "
            f"{wording.day(first)} to {wording.day(last)}, is {words.quantity(granted(pair), 'km2')}"
        )
    record = allowance.record
    if record is None:
        return "there is no record of how fast ground changed hands there then"
    unit = pair.first.quantity.unit_id
    place = words.PARTIES[OPPONENT[desk.ground.visitor(region)]]
    by = "in the map series"
    if record.claim_id:
        statement = desk.statements[desk.claims[record.claim_id]["statement_id"]]
        by = f"according to {words.named(desk.claimants[statement['claimant_id']], at_start=False)}"
    over = f"over the {record.days} days to" if record.days > 1 else "on"
    return (
        f"the fastest on record in {place} {era_in_words(record.last)} is "
        f"{words.quantity(record.value, unit)} a day, {by}, {over} {wording.day(record.last)}"
    )


def is_falling_total(pair: Pair) -> bool:
    """Whether a running total would have to shrink."""
    return is_running(pair.first) and not _rises(pair)


def _rises(pair: Pair) -> bool:
    return pair.first.usual().low < pair.second.usual().low


def _moves(pair: Pair) -> tuple[str, str]:
    """What Russia would have had to do with ground, and what it did, as the figures go up or down."""
    is_gain = _rises(pair) == (pair.first.quantity.party == "russia")
    return ("gain", "gained") if is_gain else ("lose", "lost")


def granted(pair: Pair) -> Fraction:
    """The change granted in the direction in which the figures differ."""
    change = pair.allowance.gain if _rises(pair) else pair.allowance.loss
    return change if change is not None else Fraction(0)


def _area(pair: Pair, desk: Desk) -> Iterator[str]:
    """The area that turned a share into km², and whether another would change the verdict."""
    if not uses_area(pair.first, pair.second):
        return
    quantity = pair.first.quantity
    whole = desk.ground.areas(quantity.region_id).get(pair.verdict.baseline)
    named = BASELINE_WORDS.get(pair.verdict.baseline, "area")
    if whole is not None:
        place = desk.ground.names[quantity.region_id]
        yield f"Shares are taken of the {named} of {place}, {wording.quantity(whole, 'km²', 0)}."
    if pair.worst != pair.degree:
        yield f"On its other known area this would be a {pair.worst}."


def _unshared(pair: Pair) -> Iterator[str]:
    """Definitions that only one of the two states."""
    is_own = pair.first.claimant["claimant_id"] == pair.second.claimant["claimant_id"]
    said = []
    for ordinal, figure in (("first", pair.first), ("second", pair.second)):
        counted = [
            words.DEFINITION_WORDS[name, figure.definitions[name]]
            for name in pair.unshared
            if name in figure.definitions
        ]
        whose = f"{ordinal} figure" if is_own else f"figure of {words.named(figure.claimant, at_start=False)}"
        if counted:
            said.append(f"only the {whose} is said to count {wording.listed(counted)}")
    if said:
        yield f"These two may not count the same: {wording.listed(said)}."


def _undated(pair: Pair) -> Iterator[str]:
    """Figures that rest on the day of their report."""
    for ordinal, figure in (("first", pair.first), ("second", pair.second)):
        if figure.dated_by == "report" and figure.quantity.family != "peak":
            yield f"The {ordinal} names no day and is dated by the first report of it."
