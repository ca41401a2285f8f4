"""Sets of claims that cannot all be true, with the proof.

Takes the package and the curated tables. Gives the rows of the tables `conflict_…` and
`strain`. Refuses nothing: what the model cannot follow has a reason in `strain`.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from claimed_ground.descriptor import Package
from claimed_ground.joint import rows
from claimed_ground.joint.conflicts import group_alike
from claimed_ground.joint.examine import examine, into_lots, put_together
from claimed_ground.joint.model import World, read_world, targets_of
from claimed_ground.joint.scopes import Finding, read_scopes, search
from claimed_ground.joint.strain import Strain
from claimed_ground.joint.targets import Claim
from claimed_ground.kept import DerivedRows, keep, key_of, recall
from claimed_ground.tables import Tables
from claimed_ground.workers import map_tasks

LOTS = 16
# Below this many claims starting processes takes longer than the work.
HEAVY = 150

# The tables that conflicts depend on.
READ = (
    "claims", "statements", "claimants", "regions", "region_parts", "indicators", "units",
    "qualifiers", "estimates",
)  # fmt: skip


def derive_conflicts(package: Package, tables: Tables, kept: Path | None = None) -> DerivedRows:
    """Table name → rows, with the columns of the descriptor, numbers as fractions.

    Half a minute of work on the real data. `kept`: the folder in which results are kept, so
    that it is done again only when a row of `READ`, our code or the solver changes.
    """
    content = [version("highspy"), *(sorted(map(repr, tables[name])) for name in READ)]
    key = key_of(content, Path(__file__).parent)
    found = recall(kept, key) if kept else None
    if found is None:
        found = _derive(tables)
        if kept:
            keep(kept, key, found)
    return {
        name: [{column: row[column] for column in package.table(name).columns} for row in rows_]
        for name, rows_ in found.items()
    }


def _derive(tables: Tables) -> DerivedRows:
    world = read_world(tables)
    claims = {row["claim_id"]: row for row in tables["claims"] if row["status"] == "active"}
    is_heavy = len(claims) > HEAVY
    scopes = sorted(read_scopes(world, list(claims.values())), key=lambda scope: -len(scope.claims))
    findings = map_tasks(partial(search, world), scopes, is_heavy=is_heavy)
    sets = {chosen for finding in findings for chosen in finding.sets}
    twins = {shown: same for finding in findings for shown, same in finding.twins.items()}
    groups = group_alike(world, claims, sets)
    lots = into_lots(world, claims, _voices(tables), twins, groups, LOTS)
    examined = put_together(map_tasks(examine, lots, is_heavy=is_heavy))
    return {
        "conflict_axioms": list(rows.axiom_rows_in_words()),
        "conflict_rates": list(rows.rate_rows(world.rules.rates)),
        "conflict_searches": [rows.search_row(f, examined.refused) for f in findings],
        **examined.tables,
        "strain": _strain_rows(world, claims, examined.strains, findings),
    }


def _strain_rows(
    world: World,
    claims: Mapping[str, Claim],
    strains: Mapping[str, Strain],
    findings: Sequence[Finding],
) -> list[dict[str, Any]]:
    searched: dict[str, list[Finding]] = {}
    for finding in findings:
        for claim in finding.scope.claims:
            searched.setdefault(claim["claim_id"], []).append(finding)
    made = []
    for claim_id, claim in sorted(claims.items()):
        targets = targets_of(world, claim)
        reason = targets if isinstance(targets, str) else None
        strain = strains.get(claim_id, Strain())
        made.append(rows.strain_row(claim, strain, reason, searched.get(claim_id, [])))
    return made


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
