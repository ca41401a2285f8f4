"""Is this figure here already? Claims that are the same as a new one, or may be.

Takes a draft and a figure someone is about to add. Gives the claims near it, each with the reason.
Refuses nothing: the contributor decides.

The same: this claimant, within a day, this region, party and quantity, this figure (half a percent
covers conversions), no other period. Near: three days, another figure, or another speaker; where a
day is not known, the same figure, published within a month of the claim.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from claimed_ground.contributing.draft import Draft
from claimed_ground.tables import Row, parse

SAME_DAYS, NEAR_DAYS, PERIOD_DAYS, PUBLISHED_DAYS = 1, 3, 3, 31
TOLERANCE = Fraction(1, 200)
OPPONENT = {"russia": "ukraine", "ukraine": "russia"}
WHOLE = Fraction(100)


@dataclass(frozen=True)
class Figure:
    """What is compared: who, when, of what, how much."""

    claimant: str
    day: date | None
    month: str
    published: date | None
    region: str
    party: str
    family: str
    value: Fraction | None
    upper: Fraction | None
    dimension: str
    start: date | None
    end: date | None


@dataclass(frozen=True)
class Near:
    """A claim that is, or may be, the one about to be added."""

    claim_id: str
    is_same: bool
    days: int
    reason: str


def near_claims(draft: Draft, wanted: Figure) -> list[Near]:
    """The claims near a figure: those that are the same first, then by days apart."""
    found = []
    for claim in draft.tables["claims"]:
        if claim["region_id"] != wanted.region or claim["status"] != "active":
            continue
        statement = draft.get("statements", str(claim["statement_id"]))
        near = (
            None
            if statement is None
            else _compare(claim["claim_id"], claim_figure(draft, claim, statement), wanted)
        )
        found += [near] if near else []
    return sorted(found, key=lambda near: (not near.is_same, near.days, near.claim_id))


def claim_figure(draft: Draft, claim: Mapping[str, Any], statement: Mapping[str, Any]) -> Figure:
    """The figure of a claim, in the first unit of its dimension."""
    indicator = draft.get("indicators", str(claim["indicator_id"])) or Row({}, 0, ())
    unit = draft.get("units", str(claim["unit_id"]))
    factor = Fraction(unit["factor"]) if unit else Fraction(1)
    value, upper = claim["value"], claim["value_upper"]
    return Figure(
        claimant=str(statement["claimant_id"]),
        day=statement["stated_on"],
        month=str(statement["stated_on"] or statement["stated_in"] or "")[:7],
        published=statement.get("published_on"),
        region=str(claim["region_id"]),
        party=str(claim["party"]),
        family=str(indicator.get("family")),
        value=None if value is None else Fraction(value) * factor,
        upper=None if upper is None else Fraction(upper) * factor,
        dimension=str(indicator.get("dimension")),
        start=claim["period_start"],
        end=claim["period_end"] or claim["as_of"],
    )


def wanted_figure(draft: Draft, claim: Mapping[str, str], claimant: str, said: Mapping[str, str]) -> Figure:
    """The figure of a claim that is cells so far; `said` is columns of its statement and source."""
    fields = draft.package.table("claims").fields
    typed = {field.name: parse(field, claim.get(field.name, "")) for field in fields}
    days = {
        name: parse(draft.package.table(table).field(name), said.get(name, ""))
        for table, name in (("statements", "stated_on"), ("sources", "published_on"))
    }
    statement = {"claimant_id": claimant, "stated_in": said.get("stated_in", ""), **days}
    return claim_figure(draft, typed, statement)


def _compare(claim_id: str, here: Figure, wanted: Figure) -> Near | None:
    if not _same_quantity(here, wanted) or not _same_period(here, wanted):
        return None
    figure = _same_figure(here, wanted)
    if not here.day or not wanted.day:
        is_near = figure and here.claimant == wanted.claimant and _may_be_one_day(here, wanted)
        return Near(claim_id, False, NEAR_DAYS, "the same figure, a day not known") if is_near else None
    days = abs((here.day - wanted.day).days)
    if days > NEAR_DAYS:
        return None
    if here.claimant != wanted.claimant:
        reason = f"{here.claimant} said it too, {_apart(days)}"
        return Near(claim_id, False, days, reason) if figure and here.dimension != "event" else None
    is_same = figure and days <= SAME_DAYS and here.party == wanted.party
    return Near(claim_id, is_same, days, f"{'the same' if figure else 'another'} figure, {_apart(days)}")


def _apart(days: int) -> str:
    return "the same day" if days == 0 else "a day apart" if days == 1 else f"{days} days apart"


def _may_be_one_day(here: Figure, wanted: Figure) -> bool:
    """Whether two statements, one of them of an unknown day, may be one, as far as can be told."""
    if here.month and wanted.month and here.month[:4] != wanted.month[:4]:
        return False
    if len(here.month) == len(wanted.month) == 7:
        return here.month == wanted.month
    if here.day and wanted.published:
        return -SAME_DAYS <= (wanted.published - here.day).days <= PUBLISHED_DAYS
    return True


def _same_quantity(here: Figure, wanted: Figure) -> bool:
    """Whether both measure one thing; what one party holds of a share, the other does not."""
    if (here.family, here.dimension) != (wanted.family, wanted.dimension):
        return False
    return here.party == wanted.party or (here.family, here.dimension) == ("held", "share")


def _same_period(here: Figure, wanted: Figure) -> bool:
    for one, other in ((here.start, wanted.start), (here.end, wanted.end)):
        if one and other and abs((one - other).days) > PERIOD_DAYS:
            return False
    return True


def _same_figure(here: Figure, wanted: Figure) -> bool:
    if here.value is None or wanted.value is None:
        return False
    value = wanted.value if here.party == wanted.party else WHOLE - wanted.value
    uppers = (here.upper or here.value, wanted.upper or wanted.value)
    return _alike(here.value, value) and (here.party != wanted.party or _alike(*uppers))


def _alike(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= TOLERANCE * max(one, other)
