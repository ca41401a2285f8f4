"""The rows of the derived table about what would make a set of claims possible.

Takes a conflict and its escapes. Gives rows by the columns of the descriptor, with fractions
for numbers. Refuses nothing.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from claimed_ground.joint.escapes import ESCAPES, Escape, Room
from claimed_ground.joint.ranges import Allowed
from claimed_ground.readings import HUNDRED
from claimed_ground.wording import number, quantity

DerivedRow = dict[str, Any]
# From here on decimals say nothing; the columns `low` and `high` have them.
LARGE = 1000


def escape_rows(room: Room, escapes: Sequence[Escape]) -> Iterator[DerivedRow]:
    """The rows of `conflict_escapes`."""
    for order, escape in enumerate(escapes, start=1):
        allowed = _shown(room, escape.claim_id) if escape.kind == "withdrawn" else None
        claim = room.claims.get(escape.claim_id)
        yield {
            "conflict_id": room.conflict.conflict_id,
            "position": order,
            "kind": escape.kind,
            "claim_id": escape.claim_id or None,
            "days": escape.days,
            "low": None if allowed is None else allowed.low,
            "high": None if allowed is None else allowed.high,
            "unit_id": None if allowed is None or claim is None else claim["unit_id"],
            "sentence": _escape_sentence(room, escape),
        }


def _escape_sentence(room: Room, escape: Escape) -> str:
    text = ESCAPES[escape.kind]
    if escape.kind == "withdrawn":
        allowed = _shown(room, escape.claim_id)
        unit = room.unit(escape.claim_id)
        low = None if allowed.low is None else number(allowed.low, _places(allowed.low))
        high = None if allowed.high is None else quantity(allowed.high, unit, _places(allowed.high))
        if allowed.low is not None and allowed.high is not None:
            if allowed.low > allowed.high:
                return f"{text}: the others leave no possible value"
            span = f"just {high}" if allowed.low == allowed.high else f"{low} to {high}"
            return f"{text}: the others allow {span}"
        return f"{text}: the others allow {f'at least {low}' if low else f'at most {high}'}"
    if escape.days:
        return f"{text}, {escape.days} {'days' if escape.days > 1 else 'day'} off or more"
    return text


def _shown(room: Room, claim_id: str) -> Allowed:
    """The figures that the others allow, cut to what is possible."""
    allowed = room.allowed[claim_id]
    most = HUNDRED if room.claims[claim_id]["unit_id"] == "percent" else allowed.high
    low = None if allowed.low is None else max(allowed.low, Fraction(0))
    if most is None or (low is not None and low > most):
        return Allowed(low, allowed.high)
    return Allowed(low, most if allowed.high is None else min(allowed.high, most))


def _places(value: Fraction) -> int:
    return 0 if abs(value) >= LARGE else 2
