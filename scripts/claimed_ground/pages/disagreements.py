"""Where claims disagree, in the order in which a reader would want to know.

Takes facts. Gives the discrepancies, ranked, by claim, by topic and by kind, and
one page per kind. Refuses nothing.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimed_ground.pages.facts import Facts

Page = tuple[str, Path, Mapping[str, Any]]
# The two sides against each other first; then a claimant against itself; analysts among themselves last.
SPEAKERS = ("opposing", "same_claimant", "same_side", "with_third_party", "third_parties", None)
# A gap of a tenth of the larger figure or more is told before one of a hundredth, and that before less.
SIZES = (0.1, 0.01)
KINDS = (
    "impossible",
    "contradiction",
    "arithmetic",
    "tension",
    "denial",
    "agreement",
    "estimate",
    "reporting",
)
DISCREPANCIES = """
    select discrepancies.*, rules.title as rule, regions.name as region, rulings.explanation as ruling,
      (
        select json_group_array(json_object(
          'claim_id', claim_id, 'figure', claim_texts.figure,
          'side', iif(claims.origin = 'computed_by_reporter', 'third_party', claimants.side),
          'who', iif(claims.origin = 'computed_by_reporter', 'reporters, from ', '') || claimants.name
        ))
        from discrepancy_claims
        join claims using (claim_id)
        join claim_texts using (claim_id)
        join statements using (statement_id)
        join claimants using (claimant_id)
        where discrepancy_claims.discrepancy_id = discrepancies.discrepancy_id
      ) as claims
    from discrepancies
    join rules using (kind)
    left join regions using (region_id)
    left join rulings using (ruling_id)
"""
TOPICS = "select claim_id, topic_id from topic_claims order by topic_id"


@dataclass(frozen=True)
class Disagreements:
    """Every discrepancy, the most telling first."""

    ranked: Sequence[Mapping[str, Any]]

    def about(self, claim_id: str) -> list[Mapping[str, Any]]:
        """Those that a claim is part of."""
        return [one for one in self.ranked if claim_id in one["claim_ids"]]

    def within(self, claims: Collection[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
        """Those whose claims are all among these."""
        known = {claim["claim_id"] for claim in claims}
        return [one for one in self.ranked if one["claim_ids"] <= known]

    def of(self, *kinds: str) -> list[Mapping[str, Any]]:
        """Those of these kinds."""
        return [one for one in self.ranked if one["kind"] in kinds]


def load_disagreements(facts: Facts) -> Disagreements:
    """Read and rank every discrepancy."""
    topics: dict[str, set[str]] = {}
    for row in facts.rows(TOPICS):
        topics.setdefault(row["claim_id"], set()).add(row["topic_id"])
    found = []
    for row in facts.rows(DISCREPANCIES):
        claims = sorted(json.loads(row["claims"]), key=lambda claim: str(claim["claim_id"]))
        shared = set.intersection(*(topics.get(claim["claim_id"], set()) for claim in claims))
        ids = frozenset(claim["claim_id"] for claim in claims)
        found.append({**row, "claims": claims, "claim_ids": ids, "topics": sorted(shared)})
    return Disagreements(sorted(found, key=rank))


def varied(listed: Sequence[Mapping[str, Any]], most: int) -> list[Mapping[str, Any]]:
    """The same in another order: first at most so many that have no claim in common, where there are such."""
    first: list[Mapping[str, Any]] = []
    for one in listed:
        if len(first) < most and not any(one["claim_ids"] & other["claim_ids"] for other in first):
            first.append(one)
    return first + [one for one in listed if one not in first]


def disagreement_pages(disagreements: Disagreements, facts: Facts) -> Iterator[Page]:
    """One page per kind, with an anchor for each discrepancy."""
    for rule in facts.rows("select * from rules order by position"):
        listed = disagreements.of(rule["kind"])
        context = {
            "rule": rule,
            "listed": listed,
            "topics": facts.rows("select * from topics order by position"),
        }
        yield "_templates/discrepancies.md", Path("discrepancies") / rule["kind"] / "index.md", context


def rank(one: Mapping[str, Any]) -> tuple[bool, int, int, int, float, float, str]:
    """What a ruling explains comes last, then a small gap after a large one, whoever speaks."""
    larger = max(abs(one["first_value"] or 0), abs(one["second_value"] or 0))
    gap = (one["gap"] or 0) / larger if larger else 0
    return (
        one["ruling_id"] is not None,
        KINDS.index(one["kind"]),
        sum(gap < part for part in SIZES),
        SPEAKERS.index(one["speakers"]) if one["speakers"] in SPEAKERS else len(SPEAKERS),
        -gap,
        -abs(one["difference_percent"] or 0),
        one["discrepancy_id"],
    )
