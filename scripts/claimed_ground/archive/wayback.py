"""The Internet Archive's two services: is there a copy of a page, and please make one.

Takes an address. Gives a Copy, or why there is none. Refuses to go on when the archive asks to
stop: `polite.Enough`. Nothing of an answer is kept but digits and an error's name.

Look-ups: https://archive.org/help/wayback_api.php. Captures: Save Page Now, with an account's
keys by its interface of 2022, without them by its page for everybody.
"""

import json
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import quote, urlencode

from claimed_ground.archive.polite import Enough, Manner, ask_politely
from claimed_ground.fetch import Answer

_TIMESTAMP = re.compile(r"(\d{4})(\d{2})(\d{2})\d{6}", re.ASCII)
_SNAPSHOT = re.compile(r"/web/(\d{14})(?:id_|if_)?/", re.ASCII)
_ERROR = re.compile(r"error:[a-z0-9-]{1,60}", re.ASCII)
# What Save Page Now calls a limit of ours, and not a trait of the page.
_LIMITS = frozenset(("error:user-session-limit", "error:bandwidth-limit-exceeded", "error:blocked-client-ip"))
# What it says of a page that it will not, or cannot ever, capture.
_REFUSALS = frozenset(
    "error:blocked error:blocked-url error:no-access error:unauthorized error:not-found "
    "error:invalid-url-syntax error:invalid-host-resolution error:filesize-limit error:too-many-redirects "
    "error:ftp-access-denied error:method-not-allowed".split()
)
# A capture is a browser's work for the archive: it waits this many delays.
CAPTURE_PAUSE = 4
MOST_POLLS = 12


@dataclass(frozen=True)
class Service:
    """Where look-ups and captures go, and the keys of an account (`access:secret`), if any."""

    lookups: str = "https://archive.org"
    captures: str = "https://web.archive.org"
    keys: str = ""
    manner: Manner = field(default_factory=Manner)


@dataclass(frozen=True)
class Copy:
    """An archived copy: its address and its day."""

    url: str
    captured_on: date


@dataclass(frozen=True)
class Gap:
    """Why there is no copy: an outcome of `link_checks`, and what the archive said."""

    outcome: str
    note: str = ""


def look_up(service: Service, url: str, near: date | None) -> Copy | Gap:
    """The copy nearest to the day `near`, or to today."""
    asked = {"url": _address(url)} | ({"timestamp": f"{near:%Y%m%d}"} if near else {})
    answer = ask_politely(service.manner, f"{service.lookups}/wayback/available?{urlencode(asked)}")
    if isinstance(answer, str):
        return _no_answer(answer)
    found = _json(answer)
    if found is None:
        return Gap("failed", f"status {answer.status}, not JSON")
    closest = _part(_part(found, "archived_snapshots"), "closest")
    is_whole = closest.get("available") is True and str(closest.get("status", "200")) == "200"
    copy = _copy(service, url, str(closest.get("timestamp", ""))) if is_whole else None
    return copy or Gap("missing")


def capture(service: Service, url: str) -> Copy | Gap:
    """Ask for a copy, and wait for it a little."""
    return _capture_by_keys(service, url) if service.keys else _capture_as_anybody(service, url)


def _capture_by_keys(service: Service, url: str) -> Copy | Gap:
    headers = {"Accept": "application/json", "Authorization": f"LOW {service.keys}"}
    form = urlencode({"url": _address(url), "skip_first_archive": "1"}).encode("ascii")
    answer = ask_politely(service.manner, f"{service.captures}/save", form, headers, CAPTURE_PAUSE)
    if isinstance(answer, str):
        return _no_answer(answer)
    found = _json(answer) or {}
    job = str(found.get("job_id", ""))
    if answer.status in (401, 403):
        raise Enough("the archive does not accept the keys of the account")
    if not re.fullmatch(r"[A-Za-z0-9-]{1,100}", job):
        return _refusal(found) or Gap("failed", f"status {answer.status}")
    for _ in range(MOST_POLLS):
        answer = ask_politely(service.manner, f"{service.captures}/save/status/{job}", None, headers)
        found = (_json(answer) or {}) if isinstance(answer, Answer) else {}
        if found.get("status") == "success":
            return _copy(service, url, str(found.get("timestamp", ""))) or Gap("requested")
        if found.get("status") == "error":
            return _refusal(found) or Gap("failed", "error of another kind")
    return Gap("requested")


def _capture_as_anybody(service: Service, url: str) -> Copy | Gap:
    address = quote(_address(url), safe=":/?&=%;,@!$'()*+~")
    answer = ask_politely(service.manner, f"{service.captures}/save/{address}", pause=CAPTURE_PAUSE)
    if isinstance(answer, str):
        return _no_answer(answer)
    if answer.status >= 400:
        return Gap("refused" if answer.status in (403, 404, 451) else "failed", f"status {answer.status}")
    found = _SNAPSHOT.search(answer.headers.get("content-location", "")) or _SNAPSHOT.search(answer.url)
    return (_copy(service, url, found[1]) if found else None) or Gap("requested")


def _no_answer(reason: str) -> Gap:
    """The reason is the system's own, in its own language: as far as a cell can hold it."""
    return Gap("failed", f"no answer: {''.join(c for c in reason if c.isprintable())[:80]}".rstrip(": "))


def _refusal(found: dict[str, Any]) -> Gap | None:
    named = _ERROR.fullmatch(str(found.get("status_ext", "")))
    if named is None:
        return None
    if named[0] in _LIMITS:
        raise Enough(f"the archive says {named[0]}")
    if named[0] == "error:too-many-daily-captures":
        return Gap("requested", named[0])
    return Gap("refused" if named[0] in _REFUSALS else "failed", named[0])


def _copy(service: Service, url: str, timestamp: str) -> Copy | None:
    """The copy of that time; None if it is no time."""
    found = _TIMESTAMP.fullmatch(timestamp)
    if found is None:
        return None
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
    return Copy(f"{service.captures}/web/{timestamp}/{url}", day)


def _address(url: str) -> str:
    """The address without the part that never reaches a server."""
    return url.partition("#")[0]


def _json(answer: Answer) -> dict[str, Any] | None:
    try:
        found = json.loads(answer.body)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _part(found: dict[str, Any], name: str) -> dict[str, Any]:
    part = found.get(name)
    return part if isinstance(part, dict) else {}
