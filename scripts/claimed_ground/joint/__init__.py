"""Sets of claims that cannot all be true, with the proof.

Takes the package and the curated tables. Gives the rows of the tables `conflict_…` and
`strain`. Refuses nothing: what the model cannot follow has a reason in `strain`.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from claimed_ground.descriptor import Package
from claimed_ground.joint import rows
from claimed_ground.joint.conflicts import find_conflicts
from claimed_ground.joint.escapes import enter, find_escapes
from claimed_ground.joint.model import World, read_world, targets_of
from claimed_ground.joint.scopes import Finding, read_scopes, search
from claimed_ground.joint.strain import Strain, find_strains
from claimed_ground.joint.targets import Claim
from claimed_ground.tables import Tables

DerivedRows = dict[str, list[dict[str, Any]]]


def derive_conflicts(package: Package, tables: Tables) -> DerivedRows:
    """Table name → rows, with the columns of the descriptor, numbers as fractions."""
    world = read_world(tables)
    claims = {row["claim_id"]: row for row in tables["claims"] if row["status"] == "active"}
    findings = [search(world, scope) for scope in read_scopes(world, list(claims.values()))]
    derived: DerivedRows = {
        "conflict_axioms": list(rows.axiom_rows_in_words()),
        "conflict_rates": list(rows.rate_rows(world.rules.rates)),
        "conflict_searches": [rows.search_row(finding) for finding in findings],
        **_conflict_tables(world, claims, findings, _voices(tables)),
    }
    return {
        name: [{column: row[column] for column in package.table(name).columns} for row in found]
        for name, found in derived.items()
    }


def _conflict_tables(
    world: World, claims: Mapping[str, Claim], findings: Sequence[Finding], voices: rows.Voices
) -> DerivedRows:
    sets = {chosen for finding in findings for chosen in finding.sets}
    twins = {shown: same for finding in findings for shown, same in finding.twins.items()}
    conflicts = find_conflicts(world, claims, sets, twins)
    on_polygons = world.with_baseline("polygon")
    rooms = [enter(world, claims, conflict) for conflict in conflicts]
    derived: DerivedRows = {name: [] for name in ("conflict_sets", "conflict_members")}
    derived |= {name: [] for name in ("conflict_steps", "conflict_escapes")}
    for room in rooms:
        escapes = list(find_escapes(room, on_polygons))
        derived["conflict_sets"].append(rows.set_row(room, escapes, voices))
        derived["conflict_members"] += rows.member_rows(room.conflict)
        derived["conflict_steps"] += rows.step_rows(room)
        derived["conflict_escapes"] += rows.escape_rows(room, escapes)
    strains = find_strains(claims, rooms)
    derived["strain"] = [
        rows.strain_row(claim, strains.get(claim_id, Strain()), _reason(world, claim), searches)
        for claim_id, claim in sorted(claims.items())
        for searches in [_searched(findings, claim_id)]
    ]
    return derived


def _reason(world: World, claim: Claim) -> str | None:
    """Why a claim is not in the model."""
    targets = targets_of(world, claim)
    return targets if isinstance(targets, str) else None


def _searched(findings: Iterable[Finding], claim_id: str) -> list[Finding]:
    """The searches that a claim was part of."""
    return [f for f in findings if any(c["claim_id"] == claim_id for c in f.scope.claims)]


def _voices(tables: Tables) -> rows.Voices:
    """Who said what."""
    claimants = {row["claimant_id"]: row for row in tables["claimants"]}
    said = {row["statement_id"]: claimants.get(row["claimant_id"]) for row in tables["statements"]}
    names, sides = {}, {}
    for claim in tables["claims"]:
        claimant = said.get(claim["statement_id"])
        names[claim["claim_id"]] = str(claimant["name"]) if claimant else claim["statement_id"]
        sides[claim["claim_id"]] = str(claimant["side"]) if claimant else ""
    return rows.Voices(names, sides)
