"""Origins, not mentions: how many of a claim's reports started independently.

Takes the curated tables. Gives rows of the derived tables `origins` and `report_origins`. Refuses
nothing: a circle of derivations, which is an error of the data, is cut where it closes, and
`derivation_cycles` lists it.

A report's source is followed along `derives_from` to the document where the chain starts. Its
origin is the agency whose text that document carries; else its publisher; but for a mirror, an
aggregator or a social network, which publish what others wrote, the document itself. So two
documents that carry one agency share its origin though neither names the other.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from claimed_ground.tables import Row, Tables

# Kinds of publisher under whose name the texts of many authors stand.
COLLECTORS = frozenset(("aggregator", "mirror", "social_media"))

Chains = Mapping[str, Row]


def report_origin_rows(tables: Tables) -> Iterator[dict[str, Any]]:
    """One row per report: the document that its chain starts from, and its origin."""
    sources = {row["source_id"]: row for row in tables["sources"]}
    publishers = {row["publisher_id"]: row for row in tables["publishers"]}
    for report in tables["reports"]:
        source = sources.get(report["source_id"])
        if source is None:
            continue
        first = chain(source, sources)[-1]
        kind, origin = origin_of(first, publishers)
        yield {
            "claim_id": report["claim_id"],
            "source_id": report["source_id"],
            "place": report["place"],
            "origin_kind": kind,
            "origin": origin,
            "first_source_id": first["source_id"],
        }


def origin_of(source: Row, publishers: Mapping[str, Row]) -> tuple[str, str]:
    """(`agency`, `publisher` or `document`, its id) for a document that derives from no other."""
    if source["agency_id"]:
        return "agency", str(source["agency_id"])
    publisher = publishers.get(source["publisher_id"])
    if publisher is None or publisher["kind"] in COLLECTORS:
        return "document", str(source["source_id"])
    return ("agency" if publisher["kind"] == "agency" else "publisher"), str(source["publisher_id"])


def chain(source: Row, sources: Chains) -> list[Row]:
    """A document, the one it derives from, and so on to the first; a circle is cut where it closes."""
    found = [source]
    seen = {source["source_id"]}
    parent = sources.get(source["derives_from"])
    while parent is not None and parent["source_id"] not in seen:
        found.append(parent)
        seen.add(parent["source_id"])
        parent = sources.get(parent["derives_from"])
    return found


def origin_rows(tables: Tables) -> Iterator[dict[str, Any]]:
    """One row per claim: reports, sources and origins counted, and a sentence."""
    reports: dict[str, list[dict[str, Any]]] = {claim["claim_id"]: [] for claim in tables["claims"]}
    for row in report_origin_rows(tables):
        if row["claim_id"] in reports:
            reports[row["claim_id"]].append(row)
    names = {row["publisher_id"]: row["name"] for row in tables["publishers"]}
    for claim_id, rows in reports.items():
        origins = sorted({(row["origin_kind"], row["origin"]) for row in rows})
        sources = {row["source_id"] for row in rows}
        yield {
            "claim_id": claim_id,
            "reports": len(rows),
            "sources": len(sources),
            "origins": len(origins),
            "is_single_origin": len(origins) == 1,
            "sentence": _sentence(len(rows), len(sources), origins, names),
        }


def _sentence(reports: int, sources: int, origins: list[tuple[str, str]], names: Mapping[str, str]) -> str:
    if not origins:
        return "No report is known."
    counted = f"{_count(reports, 'report')} in {_count(sources, 'source')}, {_count(len(origins), 'origin')}"
    if len(origins) > 1:
        return f"{counted}."
    kind, origin = origins[0]
    named = names.get(origin) if kind != "document" else None
    ending = f": {named}" if named else ""
    return f"{counted}{ending}. The claim rests on one origin."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def derivation_cycles(tables: Tables) -> list[tuple[Row, tuple[str, ...]]]:
    """Every circle of `derives_from`: the row it is reported on (the least id), and its ids in order."""
    sources = {row["source_id"]: row for row in tables["sources"]}
    found: list[tuple[Row, tuple[str, ...]]] = []
    settled: set[str] = set()
    for source in sorted(tables["sources"], key=lambda row: str(row["source_id"])):
        path: list[str] = []
        here: Row | None = source
        while here is not None and here["source_id"] not in settled and here["source_id"] not in path:
            path.append(here["source_id"])
            here = sources.get(here["derives_from"])
        if here is not None and here["source_id"] in path:
            circle = path[path.index(here["source_id"]) :]
            turn = circle.index(min(circle))
            circle = circle[turn:] + circle[:turn]
            found.append((sources[circle[0]], tuple(circle)))
        settled.update(path)
    return found
