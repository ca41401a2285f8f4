"""The rows of the derived tables about conflicts.

Takes conflicts, escapes, strains and searches. Gives rows by the columns of the
descriptor, with fractions for numbers. Refuses nothing.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import prod
from typing import Any

from claimed_ground.joint.conflicts import Conflict, Refused
from claimed_ground.joint.escapes import Escape, Room, kinds
from claimed_ground.joint.linear import Reason
from claimed_ground.joint.model import Read, interval_of, targets_of
from claimed_ground.joint.proof import Line
from claimed_ground.joint.scopes import Finding
from claimed_ground.joint.strain import Strain
from claimed_ground.joint.targets import Claim
from claimed_ground.joint.words import AXIOMS, because, inequality, reading_in_words, times
from claimed_ground.rates import ERAS, Rates
from claimed_ground.wording import day_short, figure, quantity

DerivedRow = dict[str, Any]
VERBS = {"tension": "that cannot all hold, read as usual", "contradiction": "that cannot all be true"}
PACE = " unless ground changed hands faster than on record"
COUNTED = {1: "One claim", 2: "Two claims", 3: "Three claims", 4: "Four claims", 5: "Five claims"}


@dataclass(frozen=True)
class Voices:
    """Who said each claim: name and side, by claim."""

    names: Mapping[str, str]
    sides: Mapping[str, str]


def set_row(room: Room, escapes: Sequence[Escape], voices: Voices) -> DerivedRow:
    """The row of `conflict_sets`."""
    conflict, result = room.conflict, room.conflict.checked.proof.result
    claims = [room.claims[claim_id] for claim_id in conflict.example]
    days = sorted(day for claim in claims for day in (claim["as_of"], claim["period_end"]) if day)
    regions = {claim["region_id"] for claim in claims}
    ground = room.world.rules.ground
    said = "; ".join(
        f"{voices.names[claim['claim_id']]}, {_figure(room, claim)} {_what(room, claim)}" for claim in claims
    )
    head = COUNTED.get(len(claims), f"{len(claims)} claims")
    ways_out = kinds(escapes)
    kind = "tension" if "all_strict" in ways_out else "contradiction"
    verb = "that the axioms exclude" if len(claims) == 1 else VERBS[kind]
    verb = verb.replace(" all ", " both ") if len(claims) == 2 else verb
    verb += PACE if "faster" in ways_out else ""
    return {
        "conflict_id": conflict.conflict_id,
        "claims": len(claims),
        "kind": kind,
        "speakers": _speakers([c["claim_id"] for c in claims], voices),
        "region_id": regions.pop() if len(regions) == 1 else None,
        "unit_id": "settlements" if _is_count(conflict) else "km2",
        "first_day": days[0] if days else None,
        "last_day": days[-1] if days else None,
        "left_side": result.lower,
        "right_side": result.upper,
        "result": inequality(result, ground),
        "sets": prod(len(position) for position in conflict.members),
        "sentence": f"{head} {verb}: {said}.",
    }


def member_rows(conflict: Conflict) -> Iterator[DerivedRow]:
    """The rows of `conflict_members`."""
    for number_, position in enumerate(conflict.members, start=1):
        for claim_id in position:
            yield {
                "conflict_id": conflict.conflict_id,
                "claim_id": claim_id,
                "position": number_,
                "is_example": claim_id == position[0],
            }


def step_rows(room: Room) -> Iterator[DerivedRow]:
    """The rows of `conflict_steps`."""
    for step, line in enumerate(room.conflict.checked.proof.lines, start=1):
        reason = line.row.reason
        yield {
            "conflict_id": room.conflict.conflict_id,
            "step": step,
            "claim_id": None if reason.is_axiom else reason.claim_id,
            "axiom_id": reason.axiom_id or None,
            "because": _because(room, reason),
            "multiplier": str(line.multiplier),
            "inequality": _written(room, line),
            "sum_so_far": inequality(line.total, room.world.rules.ground),
        }


def strain_row(claim: Claim, strain: Strain, reason: str | None, searches: Sequence[Finding]) -> DerivedRow:
    """The row of `strain`."""
    value = Fraction(claim["value"]) if claim["value"] else None
    state = "not_in_model" if reason else "strained" if strain.sets else "fits"
    return {
        "claim_id": claim["claim_id"],
        "state": state,
        "reason": reason,
        "sets": None if reason else strain.sets,
        "searched_to": None if reason else max((f.complete_to for f in searches), default=1),
        "raise_by": None if reason else strain.raise_by,
        "lower_by": None if reason else strain.lower_by,
        "median_change": None if reason else strain.median,
        "median_percent": strain.median / value * 100 if value and not reason else None,
        "unit_id": claim["unit_id"],
    }


def search_row(finding: Finding, refused: Collection[Refused]) -> DerivedRow:
    """The row of `conflict_searches`."""
    reasons = Counter(one.reason for one in refused if one.claims in finding.sets)
    return {
        "search_id": finding.scope.scope_id,
        "title": finding.scope.title,
        "claims": len(finding.scope.claims),
        "sets": len(finding.sets),
        "complete_to": finding.complete_to,
        "is_closed": finding.is_closed,
        **{reason: reasons[reason] for reason in ("idle", "slight", "unproved")},
        "calls": finding.calls,
    }


def axiom_rows_in_words() -> Iterator[DerivedRow]:
    """The rows of `conflict_axioms`."""
    for axiom_id, (sentence, why) in sorted(AXIOMS.items()):
        yield {"axiom_id": axiom_id, "sentence": sentence, "why": why}


def rate_rows(rates: Rates) -> Iterator[DerivedRow]:
    """The rows of `conflict_rates`."""
    for (place, measure, era), rate in sorted(rates.items()):
        yield {
            "country": place,
            "unit_id": "settlements" if measure == "count" else "km2",
            "era": era + 1,
            "era_starts": ERAS[era - 1] if era else None,
            "most_per_day": rate.value,
            "days": rate.days,
            "last_day": rate.last,
            "claim_id": rate.claim_id or None,
        }


def _written(room: Room, line: Line) -> str:
    text = inequality(line.row, room.world.rules.ground)
    return text if line.multiplier == 1 else f"{times(line.multiplier)} × ({text})"


def _because(room: Room, reason: Reason) -> str:
    if reason.is_axiom:
        return because(reason, room.world.rules.rates)
    claim = room.claims[reason.claim_id]
    targets = targets_of(room.world, claim)
    whole = ""
    if not isinstance(targets, str) and targets[0].whole and claim["unit_id"] == "percent":
        whole = quantity(targets[0].whole * 100, "km²", 2)
    read = interval_of(room.world, Read(claim))
    return reading_in_words(claim, read, room.unit(claim["claim_id"]), whole)


def _figure(room: Room, claim: Claim) -> str:
    return figure(claim, room.unit(claim["claim_id"]))


def _what(room: Room, claim: Claim) -> str:
    label = str(room.world.indicators[claim["indicator_id"]]["label"]).lower()
    place = room.world.rules.ground.names.get(claim["region_id"], claim["region_id"])
    start, last = claim["period_start"], claim["as_of"] or claim["period_end"]
    span = f"{day_short(start.isoformat())} to " if start else ""
    when = f", {span}{day_short(last.isoformat())}" if last else ""
    return f"({label} by {str(claim['party']).title()}, {place}{when})"


def _is_count(conflict: Conflict) -> bool:
    rows = chain.from_iterable(conflict.checked.system.claims.values())
    return any(unknown.measure == "count" for row in rows for unknown, _ in row.terms)


def _speakers(claim_ids: Sequence[str], voices: Voices) -> str:
    names = {voices.names[claim_id] for claim_id in claim_ids}
    sides = {voices.sides[claim_id] for claim_id in claim_ids}
    if len(names) == 1:
        return "same_claimant"
    if {"russia", "ukraine"} <= sides:
        return "opposing"
    if sides == {"third_party"}:
        return "third_parties"
    return "with_third_party" if "third_party" in sides else "same_side"
