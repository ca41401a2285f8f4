"""One page per claimant: their figures over time, and where they differ from their own.

Takes facts. Gives (template, path, context) per page. Refuses nothing.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from claimed_ground.pages.facts import Facts

Page = tuple[str, Path, Mapping[str, Any]]
CLAIMS = """
    select claims.claim_id, claims.party, claims.status, claims.status_reason, statements.claimant_id,
      claimants.name as claimant, claimants.side, statements.stated_on, statements.stated_in,
      indicators.label as indicator, regions.name as region,
      claim_texts.figure, claim_texts.span, claim_texts.reports
    from claims
    join claim_texts using (claim_id)
    join statements using (statement_id)
    join claimants using (claimant_id)
    join indicators using (indicator_id)
    join regions using (region_id)
    order by coalesce(statements.stated_on, statements.stated_in, ''), claims.claim_id
"""


def claimant_pages(facts: Facts) -> Iterator[Page]:
    """Every claimant's page."""
    claims: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for claim in facts.rows(CLAIMS):
        claims[claim["claimant_id"]].append(claim)
    for claimant in facts.rows("select * from claimants order by claimant_id"):
        context = {"claimant": claimant, "claims": claims[claimant["claimant_id"]]}
        yield "_templates/claimant.md", Path("claimants") / claimant["claimant_id"] / "index.md", context
