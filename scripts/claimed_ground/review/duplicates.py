"""Rows that may be one: claims with the same figure, sources with the same title or address.

Takes the curated tables. Gives pairs, each with the reason to look at it. Refuses nothing: whether
two rows are one is for a person to say, and a link between two claims says that they are not.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import Any
from urllib.parse import unquote, urlsplit

from claimed_ground.likeness import likeness
from claimed_ground.summaries import dated_between
from claimed_ground.tables import NO_ROW, Row, Tables

DAYS_APART = 3
# A percent apart covers conversions and rounding, not another count.
TOLERANCE = Fraction(1, 100)
ALIKE = 90.0
# Fewer words in an address say too little: /news/2024/08/ is on every page of an outlet.
WORDS = 4
# Of the page's dress, not of its name.
DRESS = frozenset(("amp", "html", "htm", "shtml", "php", "index", "news", "article"))

Grouped = Mapping[tuple[Any, ...], Sequence[Row]]


@dataclass(frozen=True, order=True)
class Pair:
    """Two ids of a table, in order, and why they may be one."""

    table: str
    first: str
    second: str
    reason: str


def near_claims(tables: Tables) -> Iterator[Pair]:
    """Claims of one claimant on one quantity, nearly equal and a few days apart, that no link relates.

    Nor a chain of links: a total that is restated each month is several claims on purpose.
    """
    statements = {row["statement_id"]: row for row in tables["statements"]}
    units = {row["unit_id"]: Fraction(row["factor"]) for row in tables["units"]}
    chains = _chains((row["claim_id"], row["target_id"]) for row in tables["claim_links"])
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for claim in tables["claims"]:
        if claim["status"] != "active" or claim["value"] is None:
            continue
        claimant = statements.get(claim["statement_id"], NO_ROW).get("claimant_id")
        key = (claimant, claim["region_id"], claim["party"], claim["indicator_id"])
        groups.setdefault(key, []).append(claim)
    for first, second in _pairs(groups, "claim_id"):
        one, other = first["claim_id"], second["claim_id"]
        if one in chains and chains[one] == chains.get(other):
            continue
        if _same_figure(first, second, units) and _same_definition(first, second):
            apart = _apart(first, second, statements)
            if apart:
                yield Pair("claims", one, other, f"the same figure, {apart}")


def near_sources(tables: Tables) -> Iterator[Pair]:
    """Documents of one publisher with nearly the same title or address."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for source in tables["sources"]:
        groups.setdefault((source["publisher_id"],), []).append(source)
    for first, second in _pairs(groups, "source_id"):
        reason = _same_document(first, second)
        if reason:
            yield Pair("sources", first["source_id"], second["source_id"], reason)


def _pairs(groups: Grouped, key: str) -> Iterator[tuple[Row, Row]]:
    for rows in groups.values():
        yield from combinations(sorted(rows, key=lambda row: str(row[key])), 2)


def _chains(links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Claim → a claim that stands for all that links join to it."""
    chains: dict[str, str] = {}
    for one, other in links:
        head, tail = chains.setdefault(one, one), chains.setdefault(other, other)
        chains.update({claim: head for claim, own in chains.items() if own == tail})
    return chains


def _same_figure(first: Row, second: Row, units: Mapping[str, Fraction]) -> bool:
    for field in ("value", "value_upper"):
        one, other = (
            None if row[field] is None else Fraction(row[field]) * units.get(row["unit_id"], Fraction(1))
            for row in (first, second)
        )
        if one is None or other is None:
            if one is not other:
                return False
        elif abs(one - other) > TOLERANCE * max(one, other):
            return False
    return True


def _same_definition(first: Row, second: Row) -> bool:
    """Nothing that both say of what they count differs: net or gross, since when, of which period."""
    for field in ("netting", "kursk_counted", "extent", "counted_since", "share_basis"):
        if first[field] and second[field] and first[field] != second[field]:
            return False
    starts = first["period_start"], second["period_start"]
    return None in starts or abs((starts[0] - starts[1]).days) <= DAYS_APART


def _apart(first: Row, second: Row, statements: Mapping[str, Row]) -> str:
    """How far apart two claims stand in words; empty if too far."""
    one, other = (dated_between(row, statements.get(row["statement_id"], NO_ROW)) for row in (first, second))
    gap = _gap(one, other)
    if gap is None:
        return "one of them undated"
    if gap > DAYS_APART:
        return ""
    if one[0] != one[1] or other[0] != other[1]:
        return "in the same month or year"
    return "for the same day" if gap == 0 else f"{gap} days apart" if gap > 1 else "a day apart"


def _gap(one: tuple[date | None, date | None], other: tuple[date | None, date | None]) -> int | None:
    """Days between two spans of days, 0 where they meet; None if one is unknown."""
    if not (one[0] and one[1] and other[0] and other[1]):
        return None
    return max(0, (one[0] - other[1]).days, (other[0] - one[1]).days)


def _same_document(first: Row, second: Row) -> str:
    days = first["published_on"], second["published_on"]
    if None not in days and abs((days[0] - days[1]).days) > DAYS_APART:
        return ""
    if first["title"] and second["title"]:
        score = likeness(first["title"], second["title"])
        if score >= ALIKE:
            return f"titles {score:.0f} of 100 alike"
    one, other = (_words(row["url"] or "") for row in (first, second))
    if min(len(one.split()), len(other.split())) < WORDS:
        return ""
    score = likeness(one, other)
    return f"addresses {score:.0f} of 100 alike" if score >= ALIKE else ""


def _words(url: str) -> str:
    """The words of an address: no host, numbers, language of the edition or form of the page."""
    words = re.split(r"[\W\d_]+", unquote(urlsplit(url).path).casefold())
    return " ".join(word for word in words if len(word) > 2 and word not in DRESS)
