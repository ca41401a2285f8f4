"""Claims drawn for proof-reading, each with its reports side by side, as plain text.

Takes the curated tables, how many, and a seed. Gives one card of text per claim; the same tables
and seed give the same cards. Refuses nothing: more than there are gives all.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from claimed_ground.tables import NO_ROW, Row, Tables
from claimed_ground.wording import NBSP, day, day_or_month, quantity, span

WIDTH = 100
# Day of publication, publisher, place, attribution, hedge; the figure takes what is left.
COLUMNS = (11, 30, 9, 14, 11)
DEFINITIONS = ("netting", "kursk_counted", "extent", "counted_since", "share_basis")


@dataclass(frozen=True)
class Desk:
    """What cards look up."""

    statements: Mapping[str, Row]
    claimants: Mapping[str, Row]
    sources: Mapping[str, Row]
    publishers: Mapping[str, Row]
    units: Mapping[str, str]
    reports: Mapping[str, Sequence[Row]]


def draw(tables: Tables, count: int, seed: int) -> list[Row]:
    """`count` claims in the order of a hash of seed and id.

    Unlike a shuffle it hardly changes when a claim is added, and not with Python's version.
    """

    def lot(claim: Row) -> str:
        return hashlib.sha256(f"{seed} {claim['claim_id']}".encode()).hexdigest()

    return sorted(tables["claims"], key=lot)[:count]


def cards(tables: Tables, claims: Sequence[Row]) -> Iterator[str]:
    """A card per claim: what was said, then how each report prints it."""
    desk = _read_desk(tables)
    for number, claim in enumerate(claims, start=1):
        reports = desk.reports.get(claim["claim_id"], ())
        lines = [f" {number} of {len(claims)}  {claim['claim_id']} ".ljust(WIDTH, "-"), *_claim(claim, desk)]
        lines.append(f"  {len(reports)} {'report' if len(reports) == 1 else 'reports'}:")
        for report in reports:
            lines += _report(report, claim, desk)
        yield "\n".join(lines) + "\n"


def _read_desk(tables: Tables) -> Desk:
    sources = {row["source_id"]: row for row in tables["sources"]}
    reports: dict[str, list[Row]] = {}
    for report in tables["reports"]:
        reports.setdefault(report["claim_id"], []).append(report)
    for listed in reports.values():
        listed.sort(key=lambda report: _published(sources.get(report["source_id"], NO_ROW), report))
    return Desk(
        statements={row["statement_id"]: row for row in tables["statements"]},
        claimants={row["claimant_id"]: row for row in tables["claimants"]},
        sources=sources,
        publishers={row["publisher_id"]: row for row in tables["publishers"]},
        units={row["unit_id"]: row["label"] for row in tables["units"]},
        reports=reports,
    )


def _published(source: Row, report: Row) -> tuple[str, str, str]:
    return str(source.get("published_on") or "9999"), report["source_id"], report["place"]


def _claim(claim: Row, desk: Desk) -> Iterator[str]:
    statement = desk.statements.get(claim["statement_id"], NO_ROW)
    claimant = desk.claimants.get(str(statement.get("claimant_id")), NO_ROW)
    said = day(statement.get("stated_on")) or day_or_month(statement.get("stated_in")) or "day not known"
    counted = [f"{name} {claim[name]}" for name in DEFINITIONS if claim[name]]
    rows = {
        "who": _joined(claimant.get("name"), claimant.get("side"), statement.get("role")),
        "said": _joined(said, statement.get("venue")),
        "what": _joined(claim["region_id"], claim["party"], claim["indicator_id"]),
        "figure": _joined(claim["qualifier_id"], _figure(claim, desk), _unless("stated", claim["origin"])),
        "about": _joined(span(claim), *counted),
        "status": _unless("active", claim["status"]) and _joined(claim["status"], claim["status_reason"]),
        "best": _joined(claim["figure_source_id"], claim["figure_place"]),
        "in words": claim["summary"],
        "note": claim["note"],
    }
    for name, text in rows.items():
        if text:
            yield from _wrapped(str(text), f"  {name:<10}", 12)


def _report(report: Row, claim: Row, desk: Desk) -> Iterator[str]:
    source = desk.sources.get(report["source_id"], NO_ROW)
    publisher = desk.publishers.get(str(source.get("publisher_id")), NO_ROW)
    cells = (
        str(source.get("published_on") or "undated"),
        str(publisher.get("name")),
        report["place"],
        report["attribution"],
        report["qualifier_id"] or "",
    )
    row = "".join(_cut(cell, width - 1).ljust(width) for cell, width in zip(cells, COLUMNS, strict=True))
    best = (report["source_id"], report["place"]) == (claim["figure_source_id"], claim["figure_place"])
    yield f"{' *' if best else '  '}  {row}{_figure(report, desk)}"
    if report["fragment"]:
        yield from _wrapped(f"“{report['fragment']}” ({report['language']})", " " * 6, 7)
    told = "; ".join(str(extra) for extra in _extras(report, source, desk) if extra)
    yield from _wrapped(told, " " * 6, 6)
    yield f"      {source.get('url') or report['source_id']}"


def _extras(report: Row, source: Row, desk: Desk) -> Iterator[object]:
    if report["second_value"] is not None:
        unit = desk.units.get(report["second_unit_id"], "")
        yield f"second figure {quantity(report['second_value'], unit, 4).replace(NBSP, ' ')}"
    yield report["attributed_to"] and f"attributed to {report['attributed_to']}"
    yield source.get("agency_id") and f"text of {source['agency_id']}"
    yield source.get("derives_from") and f"{source['derivation']} {source['derives_from']}"
    yield report["note"]


def _figure(row: Row, desk: Desk) -> str:
    """The bare figure: the hedge has a column of its own."""
    unit = desk.units.get(row["unit_id"], row["unit_id"])
    if row["unit_id"] == "yes_no":
        return "happened" if row["value"] else "did not happen"
    upper = "" if row["value_upper"] is None else f"–{quantity(row['value_upper'], '', 4).strip()}"
    return f"{quantity(row['value'], '', 4).strip()}{upper} {unit}"


def _wrapped(text: str, start: str, indent: int) -> Iterator[str]:
    yield from wrap(
        text,
        WIDTH,
        initial_indent=start,
        subsequent_indent=" " * indent,
        break_on_hyphens=False,
    )


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _joined(*parts: object) -> str:
    return " · ".join(str(part) for part in parts if part)


def _unless(usual: str, value: str) -> str:
    return "" if value == usual else value
