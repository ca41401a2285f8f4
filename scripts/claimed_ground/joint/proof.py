"""Proofs that claims cannot all be true, as sums that a reader can redo with a pencil.

Takes a system and the claims of a minimal set. Gives the lines: each an inequality, the
number it is multiplied by, and the sum so far; the last sum says that a number is at
most a smaller one. Refuses a certificate that does not hold.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from claimed_ground.joint.exact import find_multipliers, is_contradiction
from claimed_ground.joint.linear import ONE, ZERO, Reason, Row, System, combine

CLAIM_PRICE = ONE
AXIOM_PRICE = Fraction(3, 2)


@dataclass(frozen=True)
class Line:
    """`multiplier` × `row`; `total` is the sum of this line and all before it.

    `pieces`: the rows of the system that `row` is the sum of: one, or one axiom over
    neighbouring periods.
    """

    row: Row
    multiplier: Fraction
    total: Row
    pieces: tuple[Row, ...]


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
    prices = [AXIOM_PRICE if row.reason.is_axiom else CLAIM_PRICE for row in rows]
    multipliers = find_multipliers(rows, prices)
    return None if multipliers is None else write_proof(rows, multipliers)


def write_proof(rows: Sequence[Row], multipliers: Mapping[int, Fraction]) -> Proof | None:
    """The lines of a certificate in reading order; None if it does not hold."""
    if not is_contradiction(rows, multipliers):
        return None
    used = _joined([(rows[i], multiplier) for i, multiplier in sorted(multipliers.items())])
    unit = _plainest(multiplier for _, multiplier in used)
    return Proof(tuple(_lines([(pieces, multiplier / unit) for pieces, multiplier in used])))


def holds(proof: Proof, system: System) -> bool:
    """Whether every line follows from the system, and the sums lead to a contradiction."""
    known = {_content(row) for row in system.rows(system.claims)}
    for line in proof.lines:
        if not line.pieces or not all(_content(piece) in known for piece in line.pieces):
            return False
    total = Row((), ZERO, ZERO, Reason())
    for line in proof.lines:
        total = combine([(total, ONE), (line.row, line.multiplier)], Reason())
        sound = line.multiplier > 0 and _content(line.row) == _content(_sum(line.pieces))
        if not sound or _content(line.total) != _content(total):
            return False
    return is_contradiction([total], {0: ONE})


def _content(row: Row) -> tuple[object, ...]:
    return row.terms, row.lower, row.upper, row.is_strict


def _joined(used: Sequence[tuple[Row, Fraction]]) -> list[tuple[tuple[Row, ...], Fraction]]:
    """Rows of one axiom that follow each other in time and weigh the same, together."""
    joined: list[tuple[tuple[Row, ...], Fraction]] = []
    for row, multiplier in sorted(used, key=_by_axiom_and_time):
        if joined and joined[-1][1] == multiplier and _follows(joined[-1][0][-1], row):
            joined[-1] = ((*joined[-1][0], row), multiplier)
        else:
            joined.append(((row,), multiplier))
    return joined


def _by_axiom_and_time(used: tuple[Row, Fraction]) -> tuple[str, str, str, str]:
    reason = used[0].reason
    start = reason.start.isoformat() if reason.start else ""
    return reason.claim_id, reason.axiom_id, reason.subject, start


def _follows(row: Row, later: Row) -> bool:
    reason, next_reason = row.reason, later.reason
    same = (reason.axiom_id, reason.subject) == (next_reason.axiom_id, next_reason.subject)
    return reason.is_axiom and same and reason.end is not None and reason.end == next_reason.start


def _sum(pieces: Sequence[Row]) -> Row:
    reason = pieces[0].reason._replace(end=pieces[-1].reason.end)
    return combine([(piece, ONE) for piece in pieces], reason)


def _plainest(multipliers: Iterable[Fraction]) -> Fraction:
    """The multiplier to call 1: the most frequent, and the largest of those."""
    counts: dict[Fraction, int] = {}
    for multiplier in multipliers:
        counts[multiplier] = counts.get(multiplier, 0) + 1
    return max(counts, key=lambda multiplier: (counts[multiplier], multiplier))


def _lines(used: Sequence[tuple[tuple[Row, ...], Fraction]]) -> Iterator[Line]:
    """Begin with a claim; go on with the line that leaves the fewest unknowns in the sum."""
    left = [(_sum(pieces), multiplier, pieces) for pieces, multiplier in used]
    left.sort(key=lambda line: (line[0].reason.is_axiom, -line[0].lower, line[0].terms))
    total = Row((), ZERO, ZERO, Reason())
    while left:
        row, multiplier, pieces = min(left, key=lambda line: _mess(total, line[0], line[1]))
        left.remove((row, multiplier, pieces))
        total = combine([(total, ONE), (row, multiplier)], Reason())
        yield Line(row, multiplier, total, pieces)


def _mess(total: Row, row: Row, multiplier: Fraction) -> tuple[int, ...]:
    """How many unknowns a line would leave; lines that touch the sum come first."""
    if not total.terms:
        return (row.reason.is_axiom,)
    before = dict(total.terms)
    shared = [(unknown, factor) for unknown, factor in row.terms if unknown in before]
    gone = sum(before[unknown] == -factor * multiplier for unknown, factor in shared)
    left = len(before) + len(row.terms) - len(shared) - gone
    return (not shared, left, row.reason.is_axiom)
