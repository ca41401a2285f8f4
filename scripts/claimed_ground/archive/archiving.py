"""Every source looked up in a web archive, and a copy asked for where there is none.

Takes the checkout and an archive's service. Gives a row of `link_checks` per source, written as
soon as it is known, so that a run goes on where another stopped; fills `archive_url` of a source
where it was empty. Refuses nothing: an archive that does not answer ends the run early.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from claimed_ground.archive.ledgers import record
from claimed_ground.archive.polite import Enough
from claimed_ground.archive.wayback import Copy, Gap, Service, capture, look_up
from claimed_ground.descriptor import Package
from claimed_ground.tables import Row, Tables, Value

Track = Callable[[Sequence[str], str], Iterable[str]]
# So many sources in a row without an answer: the archive is away, not the pages.
MOST_FAILURES = 3


@dataclass(frozen=True)
class Order:
    """What to do: the day it is recorded under, which sources, how many, and whether to ask for copies."""

    day: date
    only: tuple[str, ...] = ()
    limit: int | None = None
    captures: bool = True
    again: bool = False


@dataclass
class Outcome:
    """How many checks ended how; why the run ended early, if it did; what is left to do."""

    counts: Counter[str] = field(default_factory=Counter)
    stopped: str = ""
    left: int = 0


def due(tables: Tables, order: Order) -> list[Row]:
    """The sources to check, those never checked first, then the longest ago."""
    last: dict[str, Row] = {}
    for row in tables["link_checks"]:
        known = last.get(row["source_id"])
        if known is None or row["checked_on"] >= known["checked_on"]:
            last[row["source_id"]] = row
    chosen = [
        source
        for source in tables["sources"]
        if source["url"]
        and (not order.only or source["source_id"] in order.only)
        and _is_due(source, last.get(source["source_id"]), order)
    ]
    checked = {source_id: row["checked_on"] for source_id, row in last.items()}
    chosen.sort(key=lambda row: (checked.get(row["source_id"], date.min), row["source_id"]))
    return chosen


def archive(
    package: Package, root: Path, tables: Tables, service: Service, order: Order, track: Track
) -> Outcome:
    """Check every source that is due, one after the other."""
    waiting = {row["source_id"]: row for row in due(tables, order)}
    todo = list(waiting)[: order.limit]
    outcome = Outcome(left=len(waiting))
    failures = 0
    for source_id in track(todo, "archive"):
        source = waiting[source_id]
        try:
            ending, found = _check(service, source, order)
        except Enough as enough:
            outcome.stopped = str(enough)
            break
        record(package.table("link_checks"), root, [_row(source, ending, found, order.day)])
        if isinstance(found, Copy) and not source["archive_url"]:
            record(package.table("sources"), root, [{**source, "archive_url": found.url}])
        outcome.counts[ending] += 1
        outcome.left -= 1
        failures = failures + 1 if isinstance(found, Gap) and ending == "failed" else 0
        if failures == MOST_FAILURES and isinstance(found, Gap):
            outcome.stopped = f"{failures} sources in a row failed: {found.note}"
            break
    return outcome


def _is_due(source: Row, last: Row | None, order: Order) -> bool:
    """Whether a check could tell something new."""
    if order.again or last is None or last["url"] != source["url"]:
        return order.again or not source["archive_url"]
    if last["outcome"] in ("failed", "requested"):
        return True
    if last["outcome"] == "missing":
        return order.captures or last["checked_on"] < order.day
    return False


def _check(service: Service, source: Row, order: Order) -> tuple[str, Copy | Gap]:
    """(outcome, what there is)."""
    found = look_up(service, source["url"], source["published_on"] or source["seen_on"])
    if isinstance(found, Copy):
        return "archived", found
    if found.outcome != "missing" or not order.captures:
        return found.outcome, found
    made = capture(service, source["url"])
    return ("captured" if isinstance(made, Copy) else made.outcome), made


def _row(source: Row, outcome: str, found: Copy | Gap, day: date) -> dict[str, Value]:
    """The row of `link_checks`."""
    row: dict[str, Value] = {"checked_on": day, "outcome": outcome}
    row |= {"source_id": source["source_id"], "url": source["url"]}
    if isinstance(found, Copy):
        return row | {"archive_url": found.url, "captured_on": found.captured_on}
    return row | {"note": found.note or None}
