"""Is this figure here already? Claims that are the same as a new one, or may be.

Takes a draft and a figure someone is about to add. Gives the claims near it, each with the reason.
Refuses nothing: the contributor decides.

The same: this claimant, within a day, this region, party and quantity, this figure (half a percent
covers conversions), no other period. Near: three days, another figure, or another speaker.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from claimed_ground.contributing.draft import Draft
from claimed_ground.tables import Row, parse

SAME_DAYS, NEAR_DAYS, PERIOD_DAYS = 1, 3, 3
TOLERANCE = Fraction(1, 200)
OPPONENT = {"russia": "ukraine", "ukraine": "russia"}
WHOLE = Fraction(100)


@dataclass(frozen=True)
class Figure:
    """What is compared: who, when, of what, how much."""

    claimant: str
    day: date | None
    month: str
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
        region=str(claim["region_id"]),
        party=str(claim["party"]),
        family=str(indicator.get("family")),
        value=None if value is None else Fraction(value) * factor,
        upper=None if upper is None else Fraction(upper) * factor,
        dimension=str(indicator.get("dimension")),
        start=claim["period_start"],
        end=claim["period_end"] or claim["as_of"],
    )


def wanted_figure(
    draft: Draft, claim: Mapping[str, str], claimant: str, stated_on: str, stated_in: str
) -> Figure:
    """The figure of a claim that is cells so far."""
    fields = draft.package.table("claims").fields
    typed = {field.name: parse(field, claim.get(field.name, "")) for field in fields}
    day = parse(draft.package.table("statements").field("stated_on"), stated_on)
    return claim_figure(draft, typed, {"claimant_id": claimant, "stated_on": day, "stated_in": stated_in})


def _compare(claim_id: str, here: Figure, wanted: Figure) -> Near | None:
    days = _days(here, wanted)
    if days is None or days > NEAR_DAYS or not _same_quantity(here, wanted) or not _same_period(here, wanted):
        return None
    figure = _same_figure(here, wanted)
    if here.claimant != wanted.claimant:
        reason = f"{here.claimant} said it too, {_apart(days)}"
        return Near(claim_id, False, days, reason) if figure and here.dimension != "event" else None
    if figure:
        is_same = days <= SAME_DAYS and here.day is not None and wanted.day is not None
        is_same = is_same and here.party == wanted.party
        return Near(claim_id, is_same, days, f"the same figure, {_apart(days)}")
    return Near(claim_id, False, days, f"another figure, {_apart(days)}")


def _apart(days: int) -> str:
    return "the same day" if days == 0 else "a day apart" if days == 1 else f"{days} days apart"


def _days(here: Figure, wanted: Figure) -> int | None:
    """Days between two statements; 3 where only the month is known and the same; None if too far to tell."""
    if here.day and wanted.day:
        return abs((here.day - wanted.day).days)
    return NEAR_DAYS if here.month and here.month == wanted.month else None


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
