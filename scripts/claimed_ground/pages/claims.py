"""One page per claim: its figure, its readings, and how each place printed it.

Takes facts. Gives (template, path, context) per page, and writes each claim as
JSON and JSON-LD beside its page. Refuses nothing.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from claimed_ground.descriptor import Package
from claimed_ground.fragments.pointers import text_link
from claimed_ground.layout import Output
from claimed_ground.pages.drawings import draw_family, draw_readings, open_studio
from claimed_ground.pages.facts import Facts
from claimed_ground.pages.linked_data import linked_claim, load_links, script
from claimed_ground.wording import figure

Page = tuple[str, Path, Mapping[str, Any]]
CYRILLIC = re.compile("[\u0400-\u04ff]")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+")
CLAIMS = """
    select claims.*, claim_texts.figure, claim_texts.span, claim_texts.dated_on,
      claimants.claimant_id, claimants.name as claimant, claim_texts.voice as side, claimants.stands_for,
      statements.stated_on, statements.stated_in, statements.role, statements.venue,
      statements.primary_source_id,
      indicators.label as indicator, indicators.definition as indicator_definition,
      regions.name as region, units.label as unit
    from claims
    join claim_texts using (claim_id)
    join statements using (statement_id)
    join claimants using (claimant_id)
    join indicators using (indicator_id)
    join regions using (region_id)
    join units using (unit_id)
    order by claims.claim_id
"""
REPORTS = """
    select reports.*, sources.url, sources.title, sources.published_on, sources.agency_id,
      sources.derives_from, sources.derivation, publishers.name as publisher,
      publishers.kind as publisher_kind,
      units.label as unit, qualifiers.label as hedge, seconds.label as second_unit,
      agencies.name as agency, others.name as attributed_name,
      anchors.exact, anchors.prefix, anchors.suffix,
      drift.hedge as hedge_shift, drift.figure as figure_shift, drift.unit as unit_shift,
      drift.attribution as attribution_shift, drift.is_best
    from reports
    join sources using (source_id)
    join publishers using (publisher_id)
    join units on units.unit_id = reports.unit_id
    left join qualifiers on qualifiers.qualifier_id = reports.qualifier_id
    left join units as seconds on seconds.unit_id = reports.second_unit_id
    left join publishers as agencies on agencies.publisher_id = sources.agency_id
    left join claimants as others on others.claimant_id = reports.attributed_to
    left join anchors using (claim_id, source_id, place)
    left join drift using (claim_id, source_id, place)
    order by claim_id, sources.published_on is null, sources.published_on, source_id, place
"""
TOPICS = (
    "select claim_id, topic_id, title from topic_claims join topics using (topic_id) order by 1, position"
)
LINKS = """
    select claim_links.*, claims.summary from claim_links join claims on claims.claim_id = target_id
    order by claim_links.claim_id, relation, target_id
"""
INBOUND = """
    select claim_links.*, claims.summary from claim_links join claims using (claim_id)
    order by target_id, relation, claim_links.claim_id
"""

THIRDS = {33.3: "a third", 66.7: "two thirds"}
SPELLINGS = """
    select claim_id, claimants.aliases, name_uk, name_ru, figure, claims.summary
    from claims
    join claim_texts using (claim_id)
    join statements using (statement_id)
    join claimants using (claimant_id)
    join regions using (region_id)
"""
CONFLICTS = "select claim_id, conflict_id from conflict_members order by conflict_id"


def claim_pages(facts: Facts, package: Package, output: Output) -> Iterator[Page]:
    """Every claim's page."""
    reports = _by_claim([_printed(_pointed(report)) for report in facts.rows(REPORTS)])
    readings = _by_claim(facts.rows("select * from readings order by claim_id, strictness desc, baseline"))
    links = _by_claim(facts.rows(LINKS))
    inbound = _by_claim(facts.rows(INBOUND), "target_id")
    topics = _by_claim(facts.rows(TOPICS))
    strain = {row["claim_id"]: row for row in facts.rows("select * from strain")}
    conflicts = _by_claim(facts.rows(CONFLICTS))
    spellings = {row["claim_id"]: _spellings(row) for row in facts.rows(SPELLINGS)}
    studio = open_studio(facts)
    known = load_links(facts, package)
    for row in facts.rows(CLAIMS):
        claim_id = row["claim_id"]
        claim = {**row, "shown": _shown(row, any(report["is_in_words"] for report in reports[claim_id]))}
        folder = Path("claims") / claim_id
        parts = {
            "claim": claim,
            "reports": reports[claim_id],
            "readings": readings[claim_id],
            "links": links[claim_id],
            "inbound": inbound[claim_id],
            "topics": topics[claim_id],
            "strain": strain.get(claim_id),
            "conflict_sets": [row["conflict_id"] for row in conflicts[claim_id]],
        }
        linked = linked_claim(known, claim, reports[claim_id])
        (output.pages / folder).mkdir(parents=True, exist_ok=True)
        for name, content in (("index.json", parts), ("index.jsonld", linked)):
            text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
            (output.pages / folder / name).write_text(text, encoding="utf-8")
        drawings = {
            "drawing": draw_readings(studio, claim, readings[claim_id]),
            "tree": draw_family(studio, claim, reports[claim_id]),
            "spellings": spellings[claim_id],
        }
        yield "_templates/claim.md", folder / "index.md", {**parts, **drawings, "linked": script(linked)}


def _printed(report: dict[str, Any]) -> dict[str, Any]:
    """A report with its figure as shown; one whose quoted words hold no digit gave it in words."""
    is_in_words = bool(report["fragment"]) and not any(sign.isdigit() for sign in report["fragment"])
    return {**report, "is_in_words": is_in_words, "shown": _shown(report, is_in_words)}


def _shown(row: Mapping[str, Any], is_in_words: bool) -> str:
    """The figure; a third or two thirds in words, where nobody printed the decimals."""
    printed = figure(row, row["unit"])
    words = THIRDS.get(row["value"]) if is_in_words and row["unit_id"] == "percent" else None
    return printed.replace(f"{row['value']:g}%", f"{words} ({row['value']:g}%)") if words else printed


def _spellings(claim: Mapping[str, Any]) -> list[str]:
    """Who and where as readers look for them in Ukrainian or Russian, and figures without commas: `1268`."""
    names = [name for name in (claim["aliases"] or "").split("; ") if CYRILLIC.search(name)]
    found = THOUSANDS.findall(f"{claim['figure']} {claim['summary']}")
    typed = [printed.replace(",", "") for printed in dict.fromkeys(found)]
    return [name for name in (*names, claim["name_uk"], claim["name_ru"], *typed) if name]


def _pointed(report: dict[str, Any]) -> dict[str, Any]:
    """A report with the address that opens its page at the quoted words."""
    words = report["exact"] or report["fragment"]
    if not report["url"] or not words:
        return {**report, "words_url": report["url"]}
    link = text_link(report["url"], words, report["prefix"] or "", report["suffix"] or "")
    return {**report, "words_url": link}


def _by_claim(rows: list[dict[str, Any]], key: str = "claim_id") -> defaultdict[str, list[dict[str, Any]]]:
    grouped: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        grouped[row[key]].append(row)
    return grouped
