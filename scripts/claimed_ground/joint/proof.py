"""Proofs that claims cannot all be true, as sums that a reader can redo with a pencil.

Takes a system and the claims of a minimal set. Gives the lines: each an inequality, the
number it is multiplied by, and the sum so far; the last sum says that a number is at
most a smaller one. Refuses a certificate that does not hold.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from claimed_ground.joint.exact import find_multipliers, is_contradiction
from claimed_ground.joint.linear import ONE, Reason, Row, System, Unknown, combine

CLAIM_PRICE = ONE
AXIOM_PRICE = Fraction(3, 2)


@dataclass(frozen=True)
class Line:
    """`multiplier` × `row`; `total` is the sum of this line and all before it."""

    row: Row
    multiplier: Fraction
    total: Row


@dataclass(frozen=True)
class Proof:
    """The lines; the last total has no unknowns left."""

    lines: tuple[Line, ...]

    @property
    def result(self) -> Row:
        return self.lines[-1].total


def prove(system: System, claim_ids: Iterable[str]) -> Proof | None:
    """A checked proof that these claims cannot all be true; None if none is found."""
    rows = system.rows(sorted(claim_ids))
    prices = [CLAIM_PRICE if row.reason.claim_id else AXIOM_PRICE for row in rows]
    multipliers = find_multipliers(rows, prices)
    return None if multipliers is None else write_proof(rows, multipliers)


def write_proof(rows: Sequence[Row], multipliers: Mapping[int, Fraction]) -> Proof | None:
    """The lines of a certificate in reading order; None if it does not hold."""
    if not is_contradiction(rows, multipliers):
        return None
    used = _joined([(rows[i], multiplier) for i, multiplier in sorted(multipliers.items())])
    unit = _plainest(multiplier for _, multiplier in used)
    return Proof(tuple(_lines([(row, multiplier / unit) for row, multiplier in used])))


def holds(proof: Proof, system: System) -> bool:
    """Whether every line follows from the system, and the sums lead to a contradiction.

    A line may join rows of one axiom over neighbouring periods: then it must be their sum.
    """
    known = {_content(row) for row in system.rows(system.claims)}
    known |= {_content(row) for row in _every_join(system.axioms)}
    rows = [line.row for line in proof.lines]
    sums = {i: line.multiplier for i, line in enumerate(proof.lines)}
    if not all(_content(row) in known for row in rows) or not is_contradiction(rows, sums):
        return False
    totals = (combine([(r, sums[j]) for j, r in enumerate(rows[: i + 1])], Reason()) for i in sums)
    return all(
        _content(line.total) == _content(total)
        for line, total in zip(proof.lines, totals, strict=True)
    )


def _content(row: Row) -> tuple[object, ...]:
    return row.terms, row.lower, row.upper, row.is_strict


def _joined(used: Sequence[tuple[Row, Fraction]]) -> list[tuple[Row, Fraction]]:
    """Lines of one axiom that follow each other in time and weigh the same, as one."""
    joined: list[tuple[Row, Fraction]] = []
    for row, multiplier in sorted(used, key=_by_axiom_and_time):
        if joined and joined[-1][1] == multiplier and _follows(joined[-1][0], row):
            joined[-1] = (_join(joined[-1][0], row), multiplier)
        else:
            joined.append((row, multiplier))
    return joined


def _by_axiom_and_time(used: tuple[Row, Fraction]) -> tuple[str, str, str, str]:
    reason = used[0].reason
    start = reason.start.isoformat() if reason.start else ""
    return reason.claim_id, reason.axiom_id, reason.subject, start


def _follows(row: Row, later: Row) -> bool:
    same = (row.reason.axiom_id, row.reason.subject) == (later.reason.axiom_id, later.reason.subject)
    return bool(row.reason.axiom_id) and same and row.reason.end is not None and (
        row.reason.end == later.reason.start
    )


def _join(row: Row, later: Row) -> Row:
    reason = row.reason
    span = Reason("", reason.axiom_id, reason.subject, reason.start, later.reason.end)
    return combine([(row, ONE), (later, ONE)], span)


def _every_join(axioms: Sequence[Row]) -> list[Row]:
    """Every sum of neighbouring rows of one axiom."""
    ordered = [row for row, _ in sorted(((row, ONE) for row in axioms), key=_by_axiom_and_time)]
    sums: list[Row] = []
    for i, row in enumerate(ordered):
        total = row
        for later in ordered[i + 1 :]:
            if not _follows(total, later):
                break
            total = _join(total, later)
            sums.append(total)
    return sums


def _plainest(multipliers: Iterable[Fraction]) -> Fraction:
    """The multiplier to call 1: the most frequent, and the smallest of those."""
    counts: dict[Fraction, int] = {}
    for multiplier in multipliers:
        counts[multiplier] = counts.get(multiplier, 0) + 1
    return min(counts, key=lambda multiplier: (-counts[multiplier], multiplier))


def _lines(used: Sequence[tuple[Row, Fraction]]) -> Iterable[Line]:
    """Begin with a claim; go on with the line that leaves the fewest unknowns in the sum."""
    left = sorted(used, key=lambda pair: (not pair[0].reason.claim_id, -pair[0].lower, pair[0].terms))
    total: Row | None = None
    while left:
        chosen = left[0] if total is None else min(left, key=lambda pair: _mess(total, pair))
        left.remove(chosen)
        before = [] if total is None else [(total, ONE)]
        total = combine([*before, chosen], Reason())
        yield Line(*chosen, total)


def _mess(total: Row | None, pair: tuple[Row, Fraction]) -> tuple[int, int, bool, str]:
    """How many unknowns a line would leave; lines that touch the sum come first."""
    row, multiplier = pair
    before: set[Unknown] = {unknown for unknown, _ in total.terms} if total else set()
    shared = before & {unknown for unknown, _ in row.terms}
    after = combine([(total, ONE), pair], Reason()) if total else row
    return (not shared, len(after.terms), not row.reason.claim_id, str(row.reason))
