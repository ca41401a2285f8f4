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
from claimed_ground.joint.examine import Bench, common, examine, put_together, rests_on
from claimed_ground.joint.model import World, read_world, targets_of
from claimed_ground.joint.scopes import Finding, answer, finding_of, question_of, read_scopes
from claimed_ground.joint.strain import Strain
from claimed_ground.joint.targets import Claim
from claimed_ground.kept import code_mark, key_of, map_kept
from claimed_ground.tables import Tables

DerivedRows = dict[str, list[dict[str, Any]]]

# Below this many claims starting processes takes longer than the work.
HEAVY = 150


def derive_conflicts(package: Package, tables: Tables, kept: Path | None = None) -> DerivedRows:
    """Table name → rows, with the columns of the descriptor, numbers as fractions.

    Half a minute of work on the real data. `kept`: the folder in which results are kept, so that
    a search or a proof is done again only when a claim in it, our code or the solver changes.
    """
    world = read_world(tables)
    claims = {row["claim_id"]: row for row in tables["claims"] if row["status"] == "active"}
    mark = code_mark(Path(__file__).parent, version("highspy"))
    is_heavy = len(claims) > HEAVY
    scopes = sorted(read_scopes(world, list(claims.values())), key=lambda scope: -len(scope.claims))
    asked = [question_of(world, scope) for scope in scopes]
    questions = [question for question, _ in asked]
    keys = [key_of(mark, question) for question in questions]
    answers = map_kept(answer, questions, keys, kept, is_heavy=is_heavy)
    findings = [finding_of(s, same, a) for s, (_, same), a in zip(scopes, asked, answers, strict=True)]
    sets = {chosen for finding in findings for chosen in finding.sets}
    twins = {shown: same for finding in findings for shown, same in finding.twins.items()}
    bench = Bench(world, claims, _voices(tables), twins)
    groups = group_alike(world, claims, sets)
    shared = mark + common(world)
    keys = [key_of(shared, rests_on(bench, group)) for group in groups]
    examined = put_together(map_kept(partial(examine, bench), groups, keys, kept, is_heavy=is_heavy))
    found: DerivedRows = {
        "conflict_axioms": list(rows.axiom_rows_in_words()),
        "conflict_rates": list(rows.rate_rows(world.rules.rates)),
        "conflict_searches": [rows.search_row(f, examined.refused) for f in findings],
        **examined.tables,
        "strain": _strain_rows(world, claims, examined.strains, findings),
    }
    return {
        name: [{column: row[column] for column in package.table(name).columns} for row in rows_]
        for name, rows_ in found.items()
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
