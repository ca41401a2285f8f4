"""Small drawings within pages: a claim's readings, and how documents derive from one another.

Takes facts. Gives SVG as text, to stand in a page. Refuses nothing: where there is
nothing to draw the text is empty.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from claimed_ground.charts.family import Document, family
from claimed_ground.charts.panels import on_map
from claimed_ground.charts.ruler import ruler
from claimed_ground.charts.series import DailyMap
from claimed_ground.pages.facts import Facts
from claimed_ground.pages.pictures import daily_map
from claimed_ground.wording import day_short, figure

Row = Mapping[str, Any]
SOURCES = """
    select sources.*, publishers.name as publisher, agencies.name as agency
    from sources
    join publishers using (publisher_id)
    left join publishers as agencies on agencies.publisher_id = agency_id
    order by source_id
"""
KINDS = """
    select claim_id, family, indicators.kind, factor, dated_to
    from claims
    join indicators using (indicator_id)
    join units using (unit_id)
    join claim_texts using (claim_id)
"""


@dataclass(frozen=True)
class Studio:
    """What the drawings of all claims have in common: every source, kinds and units, the daily map."""

    sources: Mapping[str, Row]
    kinds: Mapping[str, Row]
    days: DailyMap


def open_studio(facts: Facts) -> Studio:
    """Read once what every claim's drawings need."""
    return Studio(
        sources={row["source_id"]: row for row in facts.rows(SOURCES)},
        kinds={row["claim_id"]: row for row in facts.rows(KINDS)},
        days=daily_map(facts),
    )


def draw_readings(studio: Studio, claim: Row, readings: Sequence[Row]) -> str:
    """The claim's usual and widest reading, with the daily map where it covers the same thing."""
    if not readings:
        return ""
    kind, unit = studio.kinds[claim["claim_id"]], readings[0]["unit_id"]
    key = (claim["region_id"], kind["family"], claim["party"], unit)
    start = claim["period_start"] and date.fromisoformat(claim["period_start"])
    shown = (
        on_map(studio.days, key, start, date.fromisoformat(kind["dated_to"])) if kind["dated_to"] else None
    )
    upper = claim["value"] if claim["value_upper"] is None else claim["value_upper"]
    value = (claim["value"] + upper) / 2 * float(kind["factor"])
    return ruler(readings, claim["side"], value, shown)


def draw_family(studio: Studio, claim: Row, reports: Sequence[Row]) -> str:
    """Every document that reports the claim below the one it derives from, with the figure as printed."""
    printed: dict[str, list[str]] = defaultdict(list)
    for report in reports:
        words = figure(report, report["unit"])
        if words not in printed[report["source_id"]]:
            printed[report["source_id"]].append(words)
    documents = [
        _document(source, " / ".join(printed[source["source_id"]][:2]), claim["figure"])
        for source in _with_ancestors(studio, printed)
    ]
    return family(_under_agencies(studio, documents), "How the documents that report this claim derive")


def largest_families(studio: Studio, most: int) -> list[dict[str, Any]]:
    """The documents from which most others derive: `title`, `count` and `svg` of each tree."""
    children: dict[str, list[str]] = defaultdict(list)
    for source in studio.sources.values():
        if source["derives_from"]:
            children[source["derives_from"]].append(source["source_id"])
    roots = [one for one in sorted(children) if not studio.sources[one]["derives_from"]]
    trees = {root: _descendants(root, children) for root in roots}
    found = []
    for root in sorted(roots, key=lambda root: (-len(trees[root]), root))[:most]:
        documents = [
            _document(studio.sources[one], studio.sources[one]["language"], "") for one in trees[root]
        ]
        first = studio.sources[root]
        title = f"{first['publisher']}, {day_short(first['published_on'])}"
        found.append({"title": title, "count": len(documents) - 1, "svg": family(documents, title)})
    return found


def _descendants(root: str, children: Mapping[str, Sequence[str]]) -> list[str]:
    found = [root]
    for one in found:
        found += [child for child in children.get(one, ()) if child not in found]
    return found


def _with_ancestors(studio: Studio, ids: Mapping[str, object]) -> list[Row]:
    found: dict[str, Row] = {}
    for source_id in ids:
        source: Row | None = studio.sources[source_id]
        while source is not None and source["source_id"] not in found:
            found[source["source_id"]] = source
            source = studio.sources.get(source["derives_from"])
    return list(found.values())


def _document(source: Row, prints: str, expected: str) -> Document:
    dated = day_short(source["published_on"]) if source["published_on"] else ""
    return Document(
        id=source["source_id"],
        parent=source["derives_from"] or "",
        name=source["publisher"],
        url=source["url"] or "",
        details=(", ".join(filter(None, (source["derivation"], dated))), source["derivation"] or dated),
        prints=prints,
        is_telling=bool(expected) and prints not in ("", expected),
        is_seen=source["seen"] != "not_seen",
        order=source["published_on"] or "9999",
    )


def _under_agencies(studio: Studio, documents: Sequence[Document]) -> list[Document]:
    """The documents, those that carry an agency's unknown text below a node for that agency."""
    found, agencies = [], {}
    for document in documents:
        source = studio.sources[document.id]
        if not document.parent and source["agency_id"]:
            node = f"agency:{source['agency_id']}"
            agencies[node] = Document(
                node, "", f"{source['agency']} text", "", ("not seen",), "", False, False, ""
            )
            document = Document(**{**vars(document), "parent": node})
        found.append(document)
    return [*agencies.values(), *found]
