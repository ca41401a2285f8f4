"""Inequalities and their reasons in words.

Takes rows and claims. Gives plain English. Refuses nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise

from claimed_ground.ground import Ground
from claimed_ground.intervals import Interval
from claimed_ground.joint.linear import ZERO, Reason, Row, Unknown
from claimed_ground.joint.quantities import FLOWS, UNITS, day_of, name, period_name
from claimed_ground.joint.targets import Claim
from claimed_ground.rates import Rates, country, era_of
from claimed_ground.wording import day_short, figure, number, quantity

Term = tuple[Fraction, str]
PLACES = (2, 4, 6)
# A factor with more decimals is a fraction, so that a reader works with the same number as the proof.
FACTOR_PLACES = 6

# What holds of ground whoever is right, and why that may be relied upon.
AXIOMS = {
    "balance": (
        "What is held changes by what is taken, less what is retaken.",
        "Nothing else changes it. Taken and retaken are gross: ground that changes hands twice counts twice.",
    ),
    "bases": (
        "A share of ground retaken is of the peak at least, and of all that was ever taken at most.",
        "Claimants seldom say of which, so either is granted.",
    ),
    "crimea": (
        "All of Crimea counts as held by Russia.",
        "Every claim about it, from either side, says so. A figure that leaves Crimea out is an escape.",
    ),
    "eve": (
        "Before 6 August 2024 Ukraine held no ground in the Kursk region.",
        "No claim says otherwise.",
    ),
    "extents": (
        "Ground held fully is part of ground held, and that of ground held or entered.",
        "The definitions say so; no more is assumed of figures counted differently.",
    ),
    "fastest": (
        "In a day no more changes hands than in the fastest change on record.",
        "The record is the map series, or the largest average that any claim puts over a month or less; "
        "2022 has its own. Settlements are counted whole.",
    ),
    "not-both": ("The two sides do not hold the same ground.", "By the meaning of holding it."),
    "not-negative": (
        "Ground held, taken or retaken is not less than nothing.",
        "By the meaning of the words.",
    ),
    "one-or-other": (
        "What one side does not hold, the other does.",
        "Shares of a region are given as each other's rest. Ground held by neither side is an escape.",
    ),
    "parts": (
        "Parts that do not overlap hold no more than the whole, and no more is taken or retaken there.",
        "Oblasts do not overlap.",
    ),
    "peak": ("The peak is the most that was ever held.", "By the meaning of the word."),
    "peak-and-rest": (
        "What was retaken and what is held make up the peak.",
        "At least the peak, once anyone says that ground was retaken; at most, if nothing counted was "
        "retaken twice. That it was is an escape.",
    ),
    "region": ("Nobody holds more than the region.", "The area is the official one."),
    "something": (
        "The peak is at least 1 km².",
        "So that two shares of it can be compared.",
    ),
}


def inequality(row: Row, ground: Ground) -> str:
    """The row as `800 ≤ retaken by Russia in Kursk Oblast, …`."""
    terms = list(_terms(row, ground))
    left = [(factor, text) for factor, text in terms if factor > 0]
    right = [(-factor, text) for factor, text in terms if factor < 0]
    sign = "<" if row.is_strict else "≤"
    places = next((p for p in PLACES if number(row.lower, p) != number(row.upper, p)), PLACES[0])
    return f"{_side(row.lower, left, places)} {sign} {_side(row.upper, right, places)}"


def because(reason: Reason, rates: Rates) -> str:
    """The axiom that a line rests on, and the record behind a limit."""
    text = AXIOMS[reason.axiom_id][0]
    if reason.axiom_id != "fastest" or reason.end is None:
        return text
    *_, place, measure = reason.subject.split()
    rate = rates[country(place), measure, era_of(reason.end)]
    source = rate.who or "the map series"
    last = day_short(rate.last.isoformat())
    span = f"over {rate.days} days to {last}" if rate.days > 1 else f"on {last}"
    return f"{text} It is {number(rate.value, 2)} {UNITS[measure]} a day, by {source}, {span}."


def reading_in_words(claim: Claim, read: Interval, unit: str, whole: str) -> str:
    """The figure and what it allows: `about 18%, read as 17.1 to 18.9% of 603,628 km²`."""
    printed = figure(claim, unit)
    of_whole = f" of {whole}" if whole else ""
    if read.high is None:
        return f"{printed}{of_whole}, read as {number(read.low, 4)} or more"
    low, high = number(read.low, 4), quantity(read.high, unit, 4)
    span = f"just {high}" if read.low == read.high else f"{low} to {high}"
    return f"{printed}, read as {span}{of_whole}"


def times(factor: Fraction) -> str:
    """A factor before what it multiplies: `0.9`, `20/11`."""
    is_short = (factor * 10**FACTOR_PLACES).denominator == 1
    return number(factor, FACTOR_PLACES) if is_short else f"{factor.numerator}/{factor.denominator}"


def _terms(row: Row, ground: Ground) -> Iterator[Term]:
    counters: dict[tuple[str, str, str], dict[date, Fraction]] = {}
    examples: dict[tuple[str, str, str], Unknown] = {}
    for unknown, factor in row.terms:
        if unknown.kind not in FLOWS:
            yield factor, name(unknown, ground)
            continue
        key = (unknown.kind, unknown.place, unknown.measure)
        counters.setdefault(key, {})[day_of(unknown)] = factor
        examples[key] = unknown
    for key, factors in counters.items():
        for factor, before, last in _periods(factors):
            yield factor, period_name(key[0], examples[key], before, last, ground)


def _periods(factors: Mapping[date, Fraction]) -> Iterable[tuple[Fraction, date, date]]:
    """Multiples of a counter on several days as multiples of what it gains between them."""
    days = sorted(factors)
    found: list[tuple[Fraction, date, date]] = []
    after = sum(factors.values(), ZERO)
    for before, last in pairwise(days):
        after -= factors[before]
        if found and found[-1][0] == after and found[-1][2] == before:
            found[-1] = (after, found[-1][1], last)
        elif after:
            found.append((after, before, last))
    return found


def _side(constant: Fraction, terms: list[Term], places: int) -> str:
    parts = [number(constant, places)] if constant or not terms else []
    parts += [text if factor == 1 else f"{times(factor)} × {text}" for factor, text in terms]
    return " + ".join(parts)
