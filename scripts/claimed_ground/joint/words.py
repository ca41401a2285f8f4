"""Inequalities and their reasons in words.

Takes rows and claims. Gives plain English. Refuses nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction

from claimed_ground.ground import Ground
from claimed_ground.joint.axioms import AXIOMS
from claimed_ground.joint.linear import ZERO, Reason, Row, Unknown
from claimed_ground.joint.quantities import FLOWS, UNITS, day_of, name, period_name
from claimed_ground.joint.rates import Rates, country, era_of
from claimed_ground.wording import day_short, number

Term = tuple[Fraction, str]
PLACES = (2, 4, 6)


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
    text = AXIOMS[reason.axiom_id]
    if reason.axiom_id != "fastest" or reason.end is None:
        return text
    *_, place, measure = reason.subject.split()
    rate = rates[country(place), measure, era_of(reason.end)]
    source = f"claim {rate.claim_id}" if rate.claim_id else "the map series"
    unit = UNITS[measure]
    span = f"{rate.days} days" if rate.days > 1 else "the day"
    return (
        f"{text}: {number(rate.value)} {unit} a day, "
        f"by {source} over {span} to {day_short(rate.last.isoformat())}"
    )


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
    for before, last in zip(days, days[1:], strict=False):
        after -= factors[before]
        if found and found[-1][0] == after and found[-1][2] == before:
            found[-1] = (after, found[-1][1], last)
        elif after:
            found.append((after, before, last))
    return found


def _side(constant: Fraction, terms: list[Term], places: int) -> str:
    parts = [number(constant, places)] if constant or not terms else []
    parts += [text if factor == 1 else f"{number(factor, 4)} × {text}" for factor, text in terms]
    return " + ".join(parts)
