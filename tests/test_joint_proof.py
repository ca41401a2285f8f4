"""Proofs hold, read well, and do not survive being tampered with."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from claimed_ground.joint.linear import ONE, Reason, Row, System, Unknown, at_least, at_most
from claimed_ground.joint.proof import Line, Proof, holds, prove

HELD, PEAK, LATER = Unknown("held"), Unknown("peak"), Unknown("later")
F = Fraction


def system() -> System:
    """Held at least 1,293.5, never above the peak, which is at most 1,268.5."""
    rises = Reason(axiom_id="peak", subject="a")
    return System(
        axioms=(at_most({HELD: ONE, PEAK: -ONE}, F(0), rises), at_least({LATER: ONE}, F(0), rises)),
        claims={
            "low": (at_most({PEAK: ONE}, F("1268.5"), Reason(claim_id="low")),),
            "high": (at_least({HELD: ONE}, F("1293.5"), Reason(claim_id="high")),),
        },
    )


def proof() -> Proof:
    found = prove(system(), ["high", "low"])
    assert found is not None
    return found


def test_a_proof_ends_in_a_number_at_most_a_smaller_one():
    assert holds(proof(), system())
    assert proof().result.terms == ()
    assert (proof().result.lower, proof().result.upper) == (F("1293.5"), F("1268.5"))


def test_a_proof_begins_with_a_claim_and_names_what_each_line_rests_on():
    reasons = [line.row.reason for line in proof().lines]
    assert reasons[0].claim_id in ("high", "low") and not reasons[0].is_axiom
    assert sorted(r.claim_id or r.axiom_id for r in reasons) == ["high", "low", "peak"]


def test_possible_claims_have_no_proof():
    assert prove(system(), ["high"]) is None


def tampered(line: int, **changes: object) -> Proof:
    lines = list(proof().lines)
    lines[line] = replace(lines[line], **changes)
    return Proof(tuple(lines))


def bent(row: Row) -> Row:
    """The row with a more convenient bound."""
    return replace(row, lower=row.lower + 1)


@pytest.mark.parametrize("line", range(3))
@pytest.mark.parametrize(
    "change",
    [
        lambda line: {"multiplier": line.multiplier * 2},
        lambda line: {"multiplier": -line.multiplier},
        lambda line: {"multiplier": F(0)},
        lambda line: {"row": bent(line.row)},
        lambda line: {"row": bent(line.row), "pieces": (bent(line.row),)},
        lambda line: {"total": bent(line.total)},
        lambda line: {"pieces": ()},
    ],
)
def test_a_tampered_line_is_rejected(line: int, change):
    lines = proof().lines
    try:
        spoilt = tampered(line, **change(lines[line]))
    except IndexError:
        pytest.fail("a tampered proof must be judged, not crash")
    assert not holds(spoilt, system())


@pytest.mark.parametrize("line", range(3))
def test_a_missing_line_is_rejected(line: int):
    lines = list(proof().lines)
    del lines[line]
    assert not holds(Proof(tuple(lines)), system())


def test_an_added_line_that_no_axiom_gives_is_rejected():
    foreign = at_most({LATER: ONE}, F(-1), Reason(axiom_id="invented"))
    last = proof().lines[-1]
    added = Line(foreign, ONE, replace(last.total, upper=last.total.upper - 1), (foreign,))
    assert not holds(Proof((*proof().lines, added)), system())


def test_a_proof_of_one_system_does_not_hold_in_another():
    other = System(system().axioms, {**system().claims, "low": ()})
    assert not holds(proof(), other)


def test_a_bound_that_is_left_out_makes_equals_impossible():
    """More than 800 and exactly 800: 800 < 800."""
    above = replace(at_least({HELD: ONE}, F(800), Reason(claim_id="above")), is_strict=True)
    below = at_most({HELD: ONE}, F(800), Reason(claim_id="below"))
    strict = System((), {"above": (above,), "below": (below,)})
    found = prove(strict, ["above", "below"])
    assert found is not None and holds(found, strict)
    assert found.result.is_strict and found.result.lower == found.result.upper
    touching = System((), {"above": (replace(above, is_strict=False),), "below": (below,)})
    assert prove(touching, ["above", "below"]) is None


def test_an_axiom_over_days_that_follow_each_other_is_one_line():
    days = [date(2025, 1, day) for day in range(1, 6)]
    stocks = [Unknown("held", on=day.isoformat()) for day in days]
    steps = [
        at_most(
            {later: ONE, earlier: -ONE}, F(10), Reason(axiom_id="fastest", subject="x", start=one, end=other)
        )
        for earlier, later, one, other in zip(stocks, stocks[1:], days, days[1:], strict=False)
    ]
    rows = System(
        tuple(steps),
        {
            "first": (at_most({stocks[0]: ONE}, F(100), Reason(claim_id="first")),),
            "last": (at_least({stocks[-1]: ONE}, F(150), Reason(claim_id="last")),),
        },
    )
    found = prove(rows, ["first", "last"])
    assert found is not None and holds(found, rows)
    (joined,) = [line for line in found.lines if line.row.reason.is_axiom]
    assert (joined.row.reason.start, joined.row.reason.end, joined.row.upper) == (days[0], days[-1], 40)
    assert len(joined.pieces) == 4
