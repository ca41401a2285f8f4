"""One page per claimant: their figures over time, each beside their own earlier one of the same kind.

Takes facts and pictures. Gives (template, path, context) per page. Refuses nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from claimed_ground.charts.marks import Picture
from claimed_ground.pages.facts import Facts
from claimed_ground.wording import NBSP, day_short, number

Page = tuple[str, Path, Mapping[str, Any]]
CLAIMS = """
    select claims.*, statements.claimant_id, statements.role,
      claimants.name as claimant, claim_texts.voice as side, statements.stated_on, statements.stated_in,
      indicators.label as indicator, indicators.kind, regions.name as region, units.label as unit,
      claim_texts.figure, claim_texts.span, claim_texts.reports, claim_texts.dated_on,
      claim_texts.dated_from, claim_texts.dated_to,
      (
        select min(target_id) from claim_links as links
        where links.claim_id = claims.claim_id and relation = 'updates'
      ) as updates
    from claims
    join claim_texts using (claim_id)
    join statements using (statement_id)
    join claimants using (claimant_id)
    join indicators using (indicator_id)
    join regions using (region_id)
    join units using (unit_id)
    -- A statement of which only the month or year is known comes at its end.
    order by coalesce(statements.stated_on, statements.stated_in || '~', ''), claims.claim_id
"""
# Figures that differ in any of these count something else.
SAME = (
    "region_id", "party", "indicator_id", "unit_id", "period_start", "netting", "kursk_counted", "extent",
    "counted_since", "share_basis",
)  # fmt: skip
Claim = dict[str, Any]


def claimant_pages(facts: Facts, pictures: Mapping[str, Picture]) -> Iterator[Page]:
    """Every claimant's page, with their picture from `pictures` by id."""
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in facts.rows(CLAIMS):
        claims[claim["claimant_id"]].append(claim)
    for claimant in facts.rows("select * from claimants order by claimant_id"):
        own = claims[claimant["claimant_id"]]
        context = {
            "claimant": claimant,
            "claims": [{**claim, "before": before} for claim, before in zip(own, compare(own), strict=True)],
            "roles": list(dict.fromkeys(claim["role"] for claim in reversed(own) if claim["role"])),
            "picture": pictures.get(claimant["claimant_id"]),
        }
        yield "_templates/claimant.md", Path("claimants") / claimant["claimant_id"] / "index.md", context


def compare(claims: Sequence[Claim]) -> list[Mapping[str, str] | None]:
    """For each claim of one claimant, in order of time, the one before it of the same kind, and the change.

    The one that it is said to update comes first; otherwise it is the last that counts the same thing
    and is of an earlier day.
    """
    known = {claim["claim_id"]: claim for claim in claims if claim["status"] == "active"}
    found = []
    for claim in claims:
        earlier = known.get(claim["updates"]) or _earlier(claim, known.values())
        found.append(_told(earlier, claim) if earlier else None)
    return found


def _earlier(claim: Claim, others: Iterable[Claim]) -> Claim | None:
    """The last of an earlier day that counts the same; totals do only from the same first day on."""
    if claim["kind"] == "event" or (claim["kind"] == "flow" and not claim["period_start"]):
        return None
    alike = [
        other
        for other in others
        if other["dated_to"]
        and claim["dated_from"]
        and other["dated_to"] < claim["dated_from"]
        and all(other[column] == claim[column] for column in SAME)
    ]
    return max(alike, key=lambda other: (other["dated_to"], other["claim_id"]), default=None)


def _told(earlier: Claim, claim: Claim) -> Mapping[str, str]:
    return {
        "claim_id": earlier["claim_id"],
        "figure": earlier["figure"],
        "day": day_short(earlier["dated_on"] or earlier["stated_on"] or earlier["stated_in"]),
        "change": _change(earlier, claim),
    }


def _change(earlier: Claim, claim: Claim) -> str:
    """By how much one figure is above the other, hedges aside; empty where one is a range."""
    is_plain = earlier["value_upper"] is None and claim["value_upper"] is None
    if not is_plain or earlier["unit_id"] != claim["unit_id"]:
        return ""
    by = round(claim["value"] - earlier["value"], 4)
    unit = "points" if claim["unit_id"] == "percent" else claim["unit"]
    return f"{'+' if by > 0 else '−'}{number(abs(by), 4)}{NBSP}{unit}" if by else "no change"
