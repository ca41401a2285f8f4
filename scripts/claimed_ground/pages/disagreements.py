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
from claimed_ground.pages.headlines import glance

Page = tuple[str, Path, Mapping[str, Any]]
Found = Mapping[str, Any]
SECTIONS = {
    "opposing": "Between the two sides",
    "same_claimant": "One claimant against itself",
    "same_side": "Within one side",
    "with_third_party": "A side and a third party",
    "third_parties": "Third parties among themselves",
    "others": "By topic",
    "ruled": "Explained by an editorial ruling",
}
# How a page's filter names those who are at odds, and the least differences in percent that it offers.
BETWEEN = {
    "opposing": "the two sides",
    "same_side": "one side",
    "same_claimant": "one claimant's own figures",
    "with_third_party": "a side and a third party",
    "third_parties": "third parties",
}
DIFFERENCES = (5, 20, 50)
NO_TOPIC = "In none of the topics"
# Longer sections are folded.
MOST_UNFOLDED = 12
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
    select discrepancies.*, rules.title as rule, regions.name as region,
      official_area_km2, polygon_area_km2, rulings.explanation as ruling, decided_by, decided_on,
      (
        select json_group_array(json_object(
          'claim_id', claim_id, 'who', claimants.name,
          'side', claim_texts.voice,
          'figure', claim_texts.figure, 'region', places.name,
          'place', discrepancy_claims.side, 'party', claims.party, 'unit_id', claims.unit_id,
          'origin', claims.origin, 'span', claim_texts.span, 'stated', coalesce(stated_on, stated_in)
        ))
        from discrepancy_claims
        join claims using (claim_id)
        join claim_texts using (claim_id)
        join statements using (statement_id)
        join claimants using (claimant_id)
        join regions as places on places.region_id = claims.region_id
        where discrepancy_claims.discrepancy_id = discrepancies.discrepancy_id
      ) as claims
    from discrepancies
    join rules using (kind)
    left join regions using (region_id)
    left join rulings using (ruling_id)
"""
TOPICS = "select claim_id, topic_id, position from topic_claims join topics using (topic_id)"


@dataclass(frozen=True)
class Disagreements:
    """Every discrepancy, the most telling first."""

    ranked: Sequence[Found]

    def about(self, claim_id: str) -> list[Found]:
        """Those that a claim is part of."""
        return [one for one in self.ranked if claim_id in one["claim_ids"]]

    def within(self, claims: Collection[Found]) -> list[Found]:
        """Those whose claims are all among these."""
        known = {claim["claim_id"] for claim in claims}
        return [one for one in self.ranked if one["claim_ids"] <= known]

    def of(self, *kinds: str) -> list[Found]:
        """Those of these kinds."""
        return [one for one in self.ranked if one["kind"] in kinds]


def load_disagreements(facts: Facts) -> Disagreements:
    """Read and rank every discrepancy."""
    topics: dict[str, set[tuple[int, str]]] = {}
    for row in facts.rows(TOPICS):
        topics.setdefault(row["claim_id"], set()).add((row["position"], row["topic_id"]))
    found = []
    for row in facts.rows(DISCREPANCIES):
        claims = sorted(json.loads(row["claims"]), key=lambda claim: str(claim["claim_id"]))
        shared = set.intersection(*(topics.get(claim["claim_id"], set()) for claim in claims))
        ids = frozenset(claim["claim_id"] for claim in claims)
        shown = glance(row, claims)
        listed = [topic_id for _, topic_id in sorted(shared)]
        found.append({**row, "claims": claims, "claim_ids": ids, "topics": listed, "glance": shown})
    return Disagreements(sorted(found, key=rank))


def varied(listed: Sequence[Found], most: int) -> list[Found]:
    """The same in another order: first at most so many that have no claim in common, where there are such."""
    first: list[Found] = []
    for one in listed:
        if len(first) < most and not any(one["claim_ids"] & other["claim_ids"] for other in first):
            first.append(one)
    return first + [one for one in listed if one not in first]


@dataclass(frozen=True)
class Section:
    """Some discrepancies of one kind; long ones are folded by topic: `folds` are (title, those)."""

    name: str
    title: str
    listed: Sequence[Found]
    folds: Sequence[tuple[str, Sequence[Found]]]


def sections(listed: Sequence[Found], topics: Sequence[Found]) -> list[Section]:
    """Who is at odds with whom, in the order of SECTIONS; what a ruling explains comes last."""
    grouped: dict[str, list[Found]] = {name: [] for name in SECTIONS}
    for one in listed:
        grouped["ruled" if one["ruling_id"] else one["speakers"] or "others"].append(one)
    return [
        Section(name, SECTIONS[name], found, _by_topic(found, topics) if len(found) > MOST_UNFOLDED else [])
        for name, found in grouped.items()
        if found
    ]


def _by_topic(found: Sequence[Found], topics: Sequence[Found]) -> list[tuple[str, Sequence[Found]]]:
    """Each under the first of its topics."""
    titles = {topic["topic_id"]: topic["title"] for topic in topics}
    grouped: dict[str, list[Found]] = {title: [] for title in [*titles.values(), NO_TOPIC]}
    for one in found:
        grouped[titles[one["topics"][0]] if one["topics"] else NO_TOPIC].append(one)
    return [(title, group) for title, group in grouped.items() if group]


def choices(listed: Sequence[Found], topics: Sequence[Found]) -> dict[str, Sequence[tuple[str, str]]]:
    """What a page of these can be filtered by, as (value, words): only what at least one of them has."""
    present = {topic_id for one in listed for topic_id in one["topics"]}
    speakers = {one["speakers"] for one in listed}
    widest = max((abs(one["difference_percent"] or 0) for one in listed), default=0)
    return {
        "topics": [(topic["topic_id"], topic["title"]) for topic in topics if topic["topic_id"] in present],
        "speakers": [(key, words) for key, words in BETWEEN.items() if key in speakers],
        "size": [(str(least), f"{least}%") for least in DIFFERENCES if least <= widest],
    }


def disagreement_pages(disagreements: Disagreements, facts: Facts) -> Iterator[Page]:
    """One page per kind, with an anchor for each discrepancy."""
    topics = facts.rows("select * from topics order by position")
    for rule in facts.rows("select * from rules order by position"):
        listed = disagreements.of(rule["kind"])
        parts = sections(listed, topics)
        context = {
            "rule": rule,
            "listed": listed,
            "choices": choices(listed, topics),
            "sections": parts,
        }
        yield "_templates/discrepancies.md", Path("discrepancies") / rule["kind"] / "index.md", context


def rank(one: Found) -> tuple[bool, int, int, int, float, float, str]:
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
