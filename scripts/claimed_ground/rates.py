"""How fast ground ever changed hands: the fastest on record, from the map series and from claims.

Takes the tables and the claims' Figures. Gives, for a country and an era, the most that can
change in a day, and what says so. Refuses nothing: without a record there is no limit.

A limit for a day is the largest change between two neighbouring days of `estimates`, or
the largest average that a claim puts over a stated period of at most a month, whichever
is larger; where no record is shorter than a fortnight, nothing limits a day. The front
moved far faster in 2022 than since, so 2022 counts for itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from math import ceil

from claimed_ground.figures import Figure
from claimed_ground.ground import EVES
from claimed_ground.tables import Tables

LONGEST_RECORD_DAYS = 31
FORTNIGHT_DAYS = 14
ERAS = (date(2023, 1, 1),)
"""First days of new eras."""
MEASURES = {"km2": "area", "settlements": "count"}
"""What is measured in a unit."""
STOCKS = ("held", "peak", "settlements_held")


@dataclass(frozen=True, order=True)
class Rate:
    """At most `value` a day, as `who` has it in `claim_id` (empty: the map series) over `days` to `last`."""

    value: Fraction
    last: date
    days: int
    claim_id: str = ""
    who: str = ""


Rates = Mapping[tuple[str, str, int], Rate]
"""By country, measure and era."""


def era_of(day: date) -> int:
    """The number of the era a day belongs to."""
    return sum(start <= day for start in ERAS)


def era_in_words(day: date) -> str:
    """The era a day belongs to: `before 2023`, `since 2023`."""
    era = era_of(day)
    return f"since {ERAS[era - 1].year}" if era else f"before {ERAS[0].year}"


def country(region_id: str) -> str:
    """The country of a region."""
    return region_id.split("-", maxsplit=1)[0]


def fastest_on_record(tables: Tables, figures: Iterable[Figure]) -> Rates:
    """The fastest change by country, measure and era."""
    fastest: dict[tuple[str, str, int], Rate] = {}
    telling = set()
    for place, measure, rate in (*_map_records(tables), *_claimed_records(figures)):
        if not 1 <= rate.days <= LONGEST_RECORD_DAYS:
            continue
        key = (place, measure, era_of(rate.last))
        fastest[key] = max(rate, fastest.get(key, rate))
        if rate.days <= FORTNIGHT_DAYS:
            telling.add(key)
    return {key: rate for key, rate in sorted(fastest.items()) if key in telling}


def rate_on(rates: Rates, region_id: str, measure: str, day: date) -> Rate | None:
    """The fastest on record in the region's country and the day's era."""
    return rates.get((country(region_id), measure, era_of(day)))


def allowed_change(rates: Rates, region_id: str, measure: str, before: date, last: date) -> Fraction | None:
    """The most that can change after `before`, up to `last`; None where no record limits it.

    Settlements change hands whole, so that 1.8 of them are two.
    """
    total = Fraction(0)
    for start, end in _by_era(before, last):
        rate = rate_on(rates, region_id, measure, end)
        if rate is None:
            return None
        total += rate.value * (end - start).days
    return Fraction(ceil(total)) if measure == "count" else total


def _by_era(before: date, last: date) -> list[tuple[date, date]]:
    """The days after `before` up to `last`, cut where an era ends."""
    eve = [date.fromordinal(start.toordinal() - 1) for start in ERAS]
    cuts = [before, *(day for day in eve if before < day < last), last]
    return list(pairwise(cuts))


def _map_records(tables: Tables) -> Iterable[tuple[str, str, Rate]]:
    """The change between every two neighbouring days of a country's map series."""
    points = sorted(
        (row["region_id"], row["party"], row["estimated_on"], row["area_km2"])
        for row in tables["estimates"]
        if row["region_id"] == country(row["region_id"]) and row["area_km2"] is not None
    )
    for (region, party, before, first), (other, same, last, then) in pairwise(points):
        if (region, party) == (other, same):
            days = (last - before).days
            yield region, "area", Rate(abs(Fraction(then) - Fraction(first)) / days, last, days)


def _claimed_records(figures: Iterable[Figure]) -> Iterable[tuple[str, str, Rate]]:
    """What claims say of how fast ground changed hands: at most their figure over its period."""
    for figure in figures:
        quantity, high, before = figure.quantity, figure.usual().high, _before(figure)
        measure = "area" if quantity.family == "rate" else MEASURES.get(quantity.unit_id)
        is_dated = figure.dated_by == "figure" and "extent" not in figure.definitions
        if measure is None or before is None or figure.end is None or high is None or not is_dated:
            continue
        days = (figure.end - before).days
        if days > 0:
            a_day = high if quantity.family == "rate" else high / days
            yield (
                country(quantity.region_id),
                measure,
                Rate(a_day, figure.end, days, figure.ids[0], str(figure.claimant["name"])),
            )


def _before(figure: Figure) -> date | None:
    """The last day on which nothing of the figure had happened yet: in Russia nothing had been held."""
    region = figure.quantity.region_id
    if figure.quantity.family in STOCKS:
        return EVES.get(region) if country(region) == "ru" else None
    return figure.start - timedelta(1) if figure.start else None
