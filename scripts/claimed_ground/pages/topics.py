"""One page per topic: its chart, its claims, how each outlet printed them.

Takes facts. Gives (template, path, context) per page, and writes the charts
beside them. Refuses nothing: a topic without a figure to draw has no chart.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from claimed_ground.charts import DARK, LIGHT, Mark, interval_chart
from claimed_ground.layout import Output
from claimed_ground.pages.facts import Facts
from claimed_ground.wording import day_short

Page = tuple[str, Path, Mapping[str, Any]]
WIDTHS = {"narrow": 350, "wide": 720}
UNITS = {"km2": "km²", "percent": "percent of the region", "settlements": "settlements"}
PARTIES = {"russia": "Russia", "ukraine": "Ukraine"}
QUANTITIES = {
    "held": "Held by {party}",
    "peak": "Most ever held by {party}",
    "taken": "Taken by {party}",
    "retaken": "Retaken by {party}",
    "settlements_held": "Settlements held by {party}",
    "settlements_taken": "Settlements taken by {party}",
    "settlements_retaken": "Settlements retaken by {party}",
    "rate": "Taken per day by {party}",
}
CLAIMS = """
    select claims.*, claim_texts.figure, claim_texts.span, claim_texts.dated_on, claim_texts.reports,
      claimants.name as claimant, claimants.side, statements.stated_on, statements.stated_in,
      indicators.family, indicators.label as indicator, regions.name as region, units.label as unit
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


def topic_pages(facts: Facts, output: Output) -> Iterator[Page]:
    """Every topic's page; its charts are files beside it."""
    for topic in facts.rows("select * from topics order by position"):
        claims = facts.rows(CLAIMS, topic=topic["topic_id"])
        readings = {row["claim_id"]: row for row in facts.rows(READINGS, topic=topic["topic_id"])}
        unit, marks = _marks(claims, readings)
        folder = Path("topics") / topic["topic_id"]
        if marks:
            _write_charts(marks, UNITS[unit], output.pages / folder)
        context = {
            "topic": topic,
            "claims": claims,
            "readings": readings,
            "marks": marks,
            "unit": UNITS.get(unit, ""),
            "alt": _alternative(marks, UNITS.get(unit, "")),
        }
        yield "_templates/topic.md", folder / "index.md", context


def _marks(claims: list[dict[str, Any]], readings: Mapping[str, dict[str, Any]]) -> tuple[str, list[Mark]]:
    """The unit that most claims have, and a mark for every claim that can be read in it."""
    units = Counter(
        readings[claim["claim_id"]]["unit_id"] for claim in claims if claim["claim_id"] in readings
    )
    units.pop("km2_per_day", None)
    if not units:
        return "", []
    unit = max(sorted(units), key=lambda name: units[name])
    found = []
    for claim in claims:
        reading = readings.get(claim["claim_id"])
        interval = _interval(reading, unit) if reading else None
        if reading and interval:
            found.append((claim, interval, interval[0] / reading["low"] if reading["low"] else 1))
    found.sort(key=lambda item: (list(QUANTITIES).index(item[0]["family"]), item[0]["party"]))
    return unit, [_mark(claim, interval) for claim, interval, _ in found]


def _interval(reading: Mapping[str, Any], unit: str) -> tuple[float, float] | None:
    if reading["unit_id"] == unit:
        low, high = reading["low"], reading["high"]
    elif unit in ("km2", "percent"):
        low, high = reading[f"low_{unit}"], reading[f"high_{unit}"]
    else:
        return None
    return None if low is None or high is None else (low, high)


def _mark(claim: Mapping[str, Any], interval: tuple[float, float]) -> Mark:
    low, high = interval
    value = {"more_than": low, "at_least": low, "less_than": high, "up_to": high, "almost": high}
    return Mark(
        panel=QUANTITIES[claim["family"]].format(party=PARTIES[claim["party"]]),
        label=f"{_surname(claim['claimant'])}, {day_short(claim['dated_on'] or claim['stated_in'])}",
        side=claim["side"],
        figure=claim["figure"],
        value=value.get(claim["qualifier_id"], (low + high) / 2),
        low=low,
        high=high,
        open_end=claim["qualifier_id"] in ("more_than", "at_least"),
    )


def _surname(name: str) -> str:
    return name.split()[-1] if len(name) > 18 and " " in name else name


def _write_charts(marks: list[Mark], unit: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for dress in (LIGHT, DARK):
        for name, width in WIDTHS.items():
            svg = interval_chart(marks, unit, dress, width)
            (folder / f"chart-{name}-{dress.name}.svg").write_text(svg, encoding="utf-8")


def _alternative(marks: list[Mark], unit: str) -> str:
    """What the chart shows, for those who do not see it."""
    listed = "; ".join(f"{mark.panel.lower()}, {mark.label}: {mark.figure}" for mark in marks[:12])
    rest = f"; and {len(marks) - 12} more, in the table below" if len(marks) > 12 else ""
    return f"Each claim's figure and the range it allows, in {unit}: {listed}{rest}."
