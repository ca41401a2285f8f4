"""Lines of evidence as a contributor would give them, and the claims that curators made of them."""

import json
import os
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import seeds
from checkout import ROOT
from doors import open_draft

from claimed_ground.contributing import propose
from claimed_ground.contributing.draft import Draft, find_named, spellings
from claimed_ground.contributing.near import Near, near_claims, wanted_figure
from claimed_ground.contributing.submission import Leaf, Submission, gather, known_fields
from claimed_ground.problem import Problem

EVIDENCE = Path(os.environ.get("CLAIMED_GROUND_EVIDENCE", ROOT.parent / "shared" / "evidence"))
FILES = ("claims_rudskoi.jsonl", "claims_kursk.jsonl", "claims_ukraine.jsonl")
INDICATORS = {
    "area_gained": "area_taken",
    "share_gained": "share_taken",
    "area_recaptured": "area_retaken",
    "share_recaptured": "share_retaken",
    "settlements_gained": "settlements_taken",
    "settlements_recaptured": "settlements_retaken",
    "area_lost": "area_taken",
}
OTHER = {"russia": "ukraine", "ukraine": "russia"}
REGIONS = {
    "Russia-Ukraine border (Kursk/Sumy)": "ru-kursk-ua-sumy-border",
    "Donetsk, Zaporizhzhia and Kherson oblasts": "ua-donetsk-kherson-zaporizhzhia",
    "Donetsk + Zaporizhzhia + Kherson Oblasts": "ua-donetsk-kherson-zaporizhzhia",
    "Kursk Oblast (Glushkovo district)": "ru-kursk-glushkovo",
    "southern direction": "ua-south-direction",
    "Bakhmut direction": "ua-bakhmut-direction",
    "Donetsk + Luhansk Oblasts": "ua-donetsk-luhansk",
    "Donetsk + Zaporizhzhia Oblasts": "ua-donetsk-zaporizhzhia",
    "Vovchansk, Kharkiv Oblast": "ua-vovchansk",
    "Pokrovsk sector, Donetsk Oblast": "ua-pokrovsk-direction",
    "Ukraine + Kursk Oblast": "ru-kursk-ua",
}
KINDS = {"news-agency": "agency", "think-tank": "think_tank", "other": "online"}
Answers = dict[str, str]


def read_lines() -> list[dict[str, Any]]:
    """Every line about ground, in order of file and line."""
    found = []
    for name in FILES:
        with (EVIDENCE / name).open(encoding="utf-8") as handle:
            found += [json.loads(line) for line in handle]
    return [
        line
        for line in found
        if line["indicator"] == "event" or (line["indicator"] != "other" and line["value"] is not None)
    ]


def answers_of(line: dict[str, Any]) -> Answers:
    """A line as answers, with names as it has them."""
    is_event = line["indicator"] == "event"
    text = lambda name: "" if line[name] is None else str(line[name])  # noqa: E731
    party = OTHER[line["actor"]] if line["indicator"] == "area_lost" else text("actor")
    answers = {
        "source.url": text("url"),
        "source.publisher_id": text("publisher"),
        "source.title": text("title"),
        "source.published_on": text("published"),
        "source.language": text("language"),
        "source.seen": "excerpt",
        "publisher.kind": KINDS.get(line["publisher_type"], text("publisher_type")),
        "statement.claimant_id": text("claimant"),
        "statement.stated_on": text("stated_on"),
        "statement.venue": text("venue"),
        "claim.region_id": REGIONS.get(line["region"], text("region")),
        "claim.party": party,
        "claim.indicator_id": INDICATORS.get(line["indicator"], line["indicator"]),
        "claim.as_of": text("as_of"),
        "claim.period_start": text("period_start"),
        "claim.period_end": text("period_end"),
        "claim.origin": "computed_by_reporter" if line["derived_by_reporter"] else "stated",
        "report.qualifier_id": "" if is_event else text("qualifier"),
        "report.value": figure(line["value"], is_event, bool(line["denies"])),
        "report.value_upper": figure(line["value_upper"], False, False),
        "report.unit_id": "yes_no" if is_event else text("unit"),
        "report.attribution": "computed" if line["derived_by_reporter"] else "paraphrased",
    }
    if len(text("wording").split()) <= 12:
        answers["report.fragment"] = text("wording")
    return {name: cell for name, cell in answers.items() if cell}


def figure(value: Any, is_event: bool, is_denied: bool) -> str:
    """`64` of 64.0; 1 or 0 for an event."""
    if is_event:
        return "0" if is_denied else "1"
    return "" if value is None else f"{Decimal(str(value)).normalize():f}"


def curated_reports(
    answers: Answers, reports: list[dict[str, str]], claims: dict[str, dict[str, str]]
) -> list[dict[str, str]]:
    """The reports of a page that curators may have made of a line: the same figure of the same thing."""
    return [
        report
        for report in reports
        if report["unit_id"] == answers["report.unit_id"]
        and claims[report["claim_id"]]["party"] == answers["claim.party"]
        and claims[report["claim_id"]]["indicator_id"] == answers["claim.indicator_id"]
        and Decimal(report["value"]) == Decimal(answers["report.value"])
    ]


def draw(rows: seeds.Rows, count: int) -> list[tuple[Answers, dict[str, str]]]:
    """`count` lines, spread over the files, each with the one report that curators made of it."""
    pairs, seen = [], set()
    sources = {row["url"]: row["source_id"] for row in rows["sources"]}
    claims = {row["claim_id"]: row for row in rows["claims"]}
    by_source = defaultdict(list)
    for report in rows["reports"]:
        by_source[report["source_id"]].append(report)
    for line in read_lines():
        answers = answers_of(line)
        page = by_source[sources.get(answers["source.url"], "")]
        reports = curated_reports(answers, page, claims)
        key = (
            tuple(reports[0][name] for name in ("claim_id", "source_id", "place"))
            if len(reports) == 1
            else ()
        )
        if key and key not in seen:
            seen.add(key)
            pairs.append((answers, reports[0]))
    step = len(pairs) / count
    return [pairs[int(i * step)] for i in range(count)]


@dataclass
class Score:
    """What was proposed for the lines of a batch, and how much of it was right."""

    joined_right: int = 0
    joined_wrong: int = 0
    near_right: int = 0
    near_first: int = 0
    near_wrong: int = 0
    missed: int = 0
    new_and_nothing_near: int = 0
    refused: list[Problem] = field(default_factory=list)
    accepted: list[tuple[int, Answers]] = field(default_factory=list)

    def count(self, near: list[Near], truth: str | None) -> None:
        """Count what was proposed where `truth` is the claim that is here, if any."""
        same = [one for one in near if one.is_same and one.days == near[0].days]
        if len(same) == 1:
            self.joined_right += same[0].claim_id == truth
            self.joined_wrong += same[0].claim_id != truth
        elif near:
            self.near_right += any(one.claim_id == truth for one in near)
            self.near_first += near[0].claim_id == truth
            self.near_wrong += all(one.claim_id != truth for one in near)
        else:
            self.missed += truth is not None
            self.new_and_nothing_near += truth is None


def try_batch(root: Path, pairs: list[tuple[Answers, dict[str, str]]], removed: set[str]) -> Score:
    """Propose line after line, as a contributor who decides each near-duplicate as the curators did."""
    draft, score = open_draft(root), Score()
    now: dict[str, str] = {}
    for line, (answers, report) in enumerate(pairs, 1):
        curated = report["claim_id"]
        truth = now.get(curated, None if curated in removed else curated)
        score.count(near_of(draft, answers), truth)
        told = decide(draft, answers, truth)
        before = len(draft.edits)
        problems = propose(draft, submission(draft, told, line))
        if problems:
            score.refused += problems
            continue
        score.accepted.append((line, told))
        for edit in draft.edits[before:]:
            if edit.table == "claims":
                now[curated] = str(edit.row["claim_id"])
    return score


def near_of(draft: Draft, answers: Answers) -> list[Near]:
    """The claims that `ground add` shows before it goes on."""

    def part(name: str) -> Answers:
        return {k.removeprefix(f"{name}."): v for k, v in answers.items() if k.startswith(f"{name}.")}

    claimant = find_named(spellings(draft, "claimants"), answers["statement.claimant_id"]) or ""
    region = find_named(spellings(draft, "regions"), answers["claim.region_id"]) or ""
    claim = {**part("report"), **part("claim"), "region_id": region}
    return near_claims(draft, wanted_figure(draft, claim, claimant, {**part("source"), **part("statement")}))


def decide(draft: Draft, answers: Answers, truth: str | None) -> Answers:
    """The answers with what a contributor decides: this claim, or another; someone new, or not."""
    told = dict(answers)
    if find_named(spellings(draft, "publishers"), told["source.publisher_id"]):
        told.pop("publisher.kind", None)
    told |= {"source.is_new": "true", "publisher.is_new": "true"}
    if truth:
        kept = {name: cell for name, cell in told.items() if not name.startswith(("claim.", "statement."))}
        return kept | {"claim.claim_id": truth}
    if find_named(spellings(draft, "claimants"), told["statement.claimant_id"]) is None:
        told |= {"claimant.kind": "organisation", "claimant.side": "third_party", "claimant.is_new": "true"}
    return told | {"claim.is_new": "true"}


def submission(draft: Draft, answers: Answers, line: int) -> Submission:
    """Answers as read from a line of JSON."""
    tree = {name: Leaf(cell, line) for name, cell in answers.items()}
    return gather(tree, "batch.jsonl", line, known_fields(draft.package))[0][0]


def prepare(root: Path, count: int) -> tuple[list[tuple[Answers, dict[str, str]]], set[str]]:
    """Take the reports of `count` lines out of a checkout; the lines, and the claims that went too."""
    rows = seeds.read_rows(root)
    pairs = draw(rows, count)
    removed = take_out(rows, [report for _, report in pairs])
    for table in ("reports", "ruling_claims", "curation_log"):
        rows[table] = [row for row in rows[table] if row["claim_id"] not in removed]
    links = [row for row in rows["claim_links"] if not {row["claim_id"], row["target_id"]} & removed]
    rows["claim_links"] = links
    kept = {(row["claim_id"], row["source_id"], row["place"]) for row in rows["reports"]}
    rows["anchors"] = [r for r in rows["anchors"] if (r["claim_id"], r["source_id"], r["place"]) in kept]
    statements = {row["statement_id"] for row in rows["claims"]}
    rows["statements"] = [row for row in rows["statements"] if row["statement_id"] in statements]
    seeds.drop_unused_sources(rows)
    seeds.drop_unused(rows)
    seeds.drop_floors(root)
    seeds.write_rows(root, rows)
    return pairs, removed


def take_out(rows: seeds.Rows, reports: list[dict[str, str]]) -> set[str]:
    """Remove reports, and what only they carried; give the claims that went with them."""
    gone = {tuple(report[name] for name in ("claim_id", "source_id", "place")) for report in reports}
    rows["reports"] = [r for r in rows["reports"] if (r["claim_id"], r["source_id"], r["place"]) not in gone]
    left = defaultdict(list)
    for report in rows["reports"]:
        left[report["claim_id"]].append(report)
    kept, removed = [], set()
    for claim in rows["claims"]:
        best = _best(claim, left[claim["claim_id"]])
        if best is None:
            removed.add(claim["claim_id"])
        else:
            kept.append(claim | {"figure_source_id": best["source_id"], "figure_place": best["place"]})
    rows["claims"] = kept
    return removed


def _best(claim: dict[str, str], reports: list[dict[str, str]]) -> dict[str, str] | None:
    own = (claim["figure_source_id"], claim["figure_place"])
    figure = [claim[name] for name in ("qualifier_id", "value", "value_upper", "unit_id")]
    alike = [
        r for r in reports if [r[n] for n in ("qualifier_id", "value", "value_upper", "unit_id")] == figure
    ]
    return next((r for r in alike if (r["source_id"], r["place"]) == own), alike[0] if alike else None)
