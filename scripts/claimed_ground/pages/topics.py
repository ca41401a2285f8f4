"""One page per topic: its chart, its claims, how each outlet printed them.

Takes facts and pictures. Gives (template, path, context) per page. Refuses nothing: a
topic without a figure to draw has no chart.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from claimed_ground.charts.marks import Picture
from claimed_ground.pages.answers import answer
from claimed_ground.pages.disagreements import Disagreements
from claimed_ground.pages.facts import Facts

Page = tuple[str, Path, Mapping[str, Any]]
CLAIMS = """
    select claims.*, claim_texts.figure, claim_texts.span, claim_texts.dated_on, claim_texts.reports,
      claimants.claimant_id, claimants.name as claimant, claim_texts.voice as side,
      statements.stated_on, statements.stated_in, indicators.family, indicators.label as indicator,
      regions.name as region, units.label as unit
    from topic_claims
    join claims using (claim_id)
    join claim_texts using (claim_id)
    join statements using (statement_id)
    join claimants using (claimant_id)
    join indicators using (indicator_id)
    join regions using (region_id)
    join units using (unit_id)
    where topic_id = :topic
    order by claim_texts.dated_from is null, claim_texts.dated_from, claims.claim_id
"""
READINGS = """
    select readings.* from topic_claims join readings using (claim_id)
    where topic_id = :topic and strictness = 'usual' and baseline <> 'polygon'
"""


def topic_pages(
    facts: Facts, disagreements: Disagreements, pictures: Mapping[str, Picture]
) -> Iterator[Page]:
    """Every topic's page, with its picture from `pictures` by id."""
    for topic in facts.rows("select * from topics order by position"):
        claims = facts.rows(CLAIMS, topic=topic["topic_id"])
        readings = {row["claim_id"]: row for row in facts.rows(READINGS, topic=topic["topic_id"])}
        active = [claim for claim in claims if claim["status"] == "active"]
        found = disagreements.within(claims)
        folder = Path("topics") / topic["topic_id"]
        context = {
            "topic": topic,
            "claims": claims,
            "readings": readings,
            "found": found,
            "answer": answer(active, found),
            "picture": pictures.get(topic["topic_id"]),
        }
        yield "_templates/topic.md", folder / "index.md", context
