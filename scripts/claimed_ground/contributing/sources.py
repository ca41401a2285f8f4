"""The document that a submission reports from: one that is here, or a new one of a known or new publisher.

Takes a desk and the claim. Gives the source's row. Refuses an id or address whose row says otherwise.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from claimed_ground.contributing import ids
from claimed_ground.contributing.desk import Desk
from claimed_ground.contributing.naming import contradict, find_agency, find_known, find_publisher
from claimed_ground.problem import shown
from claimed_ground.tables import Row, unparse

CODES = {"near-source": "An address that differs from a known one in nothing that matters."}
NEEDED = ("source.publisher_id", "source.language", "source.seen")
# What a page may be read with anew, without its row here being wrong.
UNCOMPARED = ("source_id", "publisher_id", "agency_id", "title", "seen", "seen_on", "archive_url", "note")
TRACKING = re.compile(r"(utm_[a-z]+|fbclid|gclid|ref|amp|output)(=[^&]*)?&?")


def find_source(desk: Desk, claim: Mapping[str, Any] | None, has_report: bool = True) -> Row:
    """The source's row, added if it is new; with gaps if a problem was said."""
    given, draft = desk.given, desk.draft
    url, named = given.get("source.url"), given.get("source.source_id")
    here = draft.get("sources", named) if named else draft.source_at(url)
    if here is not None:
        return here if ids.is_unknown(here["source_id"]) else _known(desk, here)
    if has_report and not named:
        desk.need(("source.url",))
    desk.need(NEEDED)
    publisher = find_publisher(draft, given, desk.say)
    agency = find_agency(draft, given, desk.say)
    cells = given.part("source") | {"publisher_id": publisher, "agency_id": agency}
    cells.pop("is_new", None)
    if not cells.get("source_id"):
        published = cells.get("published_on", "")
        subject = _subject(desk, claim)
        cells["source_id"] = (
            ids.source_id(draft, publisher, published, subject)
            if publisher and subject
            else ids.unknown_id(draft, "sources")
        )
    # Whoever adds a page has it open; what was not seen was seen on no day.
    today = draft.today.isoformat() if draft.today else ""
    if cells.get("seen") not in (None, "not_seen") and today >= cells.get("published_on", ""):
        desk.assume(cells, "source.seen_on", today)
    _look_near(desk, url)
    return draft.add("sources", cells, given, "source")


def _known(desk: Desk, here: Row) -> Row:
    given, draft = desk.given, desk.draft
    contradict(given, "source", here, UNCOMPARED, desk.say)
    for field, column in (("source.publisher_id", "publisher_id"), ("source.agency_id", "agency_id")):
        if not given.get(field) or here[column] is None:
            continue
        found = find_known(draft, given, field, "publishers", desk.say)
        if found and found != here[column]:
            message = f"{shown(found)}, but {here['source_id']} has {shown(here[column])} here already"
            desk.say(given.problem(field, message, "differs"))
    return here


def _subject(desk: Desk, claim: Mapping[str, Any] | None) -> str:
    """`kursk-64`; for a source without a claim, the first words of its title; empty if that is not known."""
    if claim is None:
        return "-".join(ids.slug(desk.given.get("source.title")).split("-")[:3]) or "page"
    if not (claim.get("region_id") and claim.get("indicator_id")):
        return ""
    tail = ids.region_tail(desk.draft, str(claim["region_id"]))
    if claim["indicator_id"] == "event":
        return f"{tail}-event"
    value = desk.given.get("report.value") or unparse(claim.get("value"))
    return f"{tail}-{ids.slug(value)}"


def _look_near(desk: Desk, url: str) -> None:
    if not url or desk.given.says("source.is_new"):
        return
    bare = bare_address(url)
    for row in desk.draft.tables["sources"]:
        if row["url"] and not ids.is_unknown(row["source_id"]) and bare_address(row["url"]) == bare:
            message = f"{shown(url)} may be the page of {row['source_id']}, {row['url']}"
            desk.note("source.url", message, "near-source", row["source_id"])


def bare_address(url: str) -> str:
    """An address without scheme, `www.`, tracking parameters, anchor and final slash."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    path = parts.path.removesuffix("/").removesuffix("/amp").removesuffix("/")
    query = TRACKING.sub("", parts.query).strip("&")
    return f"{host}{path}?{query}".casefold()
