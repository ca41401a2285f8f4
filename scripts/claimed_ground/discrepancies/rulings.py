"""Rulings: an editor's explanation, and the discrepancies it explains.

Takes findings and the tables `rulings` and `ruling_claims`. Gives the ruling of each finding.
Refuses nothing: a ruling that explains nothing is listed by `unmatched_rulings`.

A ruling on one claim explains every discrepancy of its kind that the claim is part of; a ruling on
several explains those whose claims are all among its own. Where several rulings do, the one with
the most claims in the discrepancy counts, then the one with the fewest of its own.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from claimed_ground.discrepancies import find, gather
from claimed_ground.discrepancies.finding import Finding
from claimed_ground.tables import Row, Tables


def match_rulings(findings: Iterable[Finding], tables: Tables) -> dict[str, list[str]]:
    """discrepancy_id → the rulings that explain it, the most specific first."""
    concerned: dict[str, set[str]] = defaultdict(set)
    for row in tables["ruling_claims"]:
        concerned[row["ruling_id"]].add(row["claim_id"])
    by_claim: dict[tuple[str, str], list[str]] = defaultdict(list)
    for ruling in tables["rulings"]:
        for claim_id in concerned[ruling["ruling_id"]]:
            by_claim[ruling["kind"], claim_id].append(ruling["ruling_id"])
    matched = {}
    for finding in findings:
        candidates = {r for claim_id in finding.claims for r in by_claim.get((finding.kind, claim_id), ())}
        fitting = [r for r in candidates if len(concerned[r]) == 1 or finding.claims <= concerned[r]]
        if fitting:
            matched[finding.discrepancy_id] = sorted(
                fitting, key=lambda r: (-len(concerned[r] & finding.claims), len(concerned[r]), r)
            )
    return matched


def unmatched(matched: Mapping[str, Iterable[str]], tables: Tables) -> list[Row]:
    """The rulings that explain no discrepancy."""
    used = {ruling for rulings in matched.values() for ruling in rulings}
    return [ruling for ruling in tables["rulings"] if ruling["ruling_id"] not in used]


def unmatched_rulings(tables: Tables) -> list[Row]:
    """The rulings that explain no discrepancy of the tables; for `check`."""
    material, _ = gather(tables)
    return unmatched(match_rulings(find(material), tables), tables)
