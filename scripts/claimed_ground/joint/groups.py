"""Claims that have to do with one another: the connected parts of a system.

Takes a system. Gives smaller ones that share no unknown. Refuses nothing.
"""

from collections.abc import Iterable
from dataclasses import replace

from claimed_ground.joint.linear import Form, Row, System, Unknown, add


def split(system: System) -> list[System]:
    """The connected parts that hold claims, in the order of their first claims."""
    parent: dict[Unknown, Unknown] = {}
    for row in system.rows(system.claims):
        _join(parent, row)
    axioms: dict[Unknown, list[Row]] = {}
    for row in system.axioms:
        if row.terms:
            axioms.setdefault(_root(parent, row.terms[0][0]), []).append(row)
    claims: dict[Unknown, dict[str, tuple[Row, ...]]] = {}
    for claim_id, rows in sorted(system.claims.items()):
        root = next((_root(parent, unknown) for row in rows for unknown, _ in row.terms), None)
        if root is not None:
            claims.setdefault(root, {})[claim_id] = rows
    return [System(tuple(axioms.get(root, ())), found) for root, found in claims.items()]


def compact(system: System) -> System:
    """The same system without the unknowns `retaken`, which the balance determines.

    Only differences of `taken` and `retaken` matter, and the balance says that
    `held − taken + retaken` never changes; so `retaken` may be read as `taken − held`.
    """
    claims = {c: tuple(_without_retaken(row) for row in rows) for c, rows in system.claims.items()}
    axioms = (_without_retaken(row) for row in system.axioms if not _follows(row))
    return System(tuple(row for row in axioms if row.terms), claims)


def _follows(row: Row) -> bool:
    """Whether the row follows from others, and is only there to shorten proofs."""
    return row.reason.subject.startswith("follows")


def _without_retaken(row: Row) -> Row:
    if not any(unknown.kind == "retaken" for unknown, _ in row.terms):
        return row
    forms: list[Form] = []
    for unknown, factor in row.terms:
        if unknown.kind != "retaken":
            forms.append({unknown: factor})
            continue
        taken, held = unknown._replace(kind="taken"), unknown._replace(kind="held")
        forms.append({taken: factor, held: -factor})
    return replace(row, terms=tuple(sorted(add(*forms).items())))


def _join(parent: dict[Unknown, Unknown], row: Row) -> None:
    roots = [_root(parent, unknown) for unknown, _ in row.terms]
    for root in roots[1:]:
        parent[_root(parent, root)] = _root(parent, roots[0])


def _root(parent: dict[Unknown, Unknown], unknown: Unknown) -> Unknown:
    chain: list[Unknown] = []
    while (above := parent.setdefault(unknown, unknown)) != unknown:
        chain.append(unknown)
        unknown = above
    _shorten(parent, chain, unknown)
    return unknown


def _shorten(parent: dict[Unknown, Unknown], chain: Iterable[Unknown], root: Unknown) -> None:
    for unknown in chain:
        parent[unknown] = root
