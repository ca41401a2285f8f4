"""Requests to a service that others use too: one at a time, with pauses, and not again and again.

Takes a request and a Manner. Gives the service's answer. Refuses to go on where the service asks
for more patience than there is, or does not answer at all: Enough, with the reason.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from claimed_ground.fetch import Answer, ask

BUSY = frozenset((429, 500, 502, 503, 504))


class Enough(Exception):
    """Why to stop asking for now."""


@dataclass(frozen=True)
class Manner:
    """Seconds to pause before each request, how often to try, and the longest wait one may ask for."""

    delay: float = 2.0
    tries: int = 4
    first_wait: float = 5.0
    longest_wait: float = 300.0
    wait: Callable[[float], None] = time.sleep


def ask_politely(
    manner: Manner,
    url: str,
    form: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    pause: float = 1,
) -> Answer | str:
    """The answer, after `pause` times the usual delay; in words why there is none after every try."""
    manner.wait(manner.delay * pause)
    for attempt in range(manner.tries):
        answer = ask(url, form, headers)
        if isinstance(answer, Answer) and answer.status not in BUSY:
            return answer
        asked = _asked_for(answer) if isinstance(answer, Answer) else None
        if asked is not None and asked > manner.longest_wait:
            raise Enough(f"the service asks to wait {asked:,.0f} seconds")
        if attempt < manner.tries - 1:
            manner.wait(min(manner.longest_wait, manner.first_wait * 2**attempt) if asked is None else asked)
    if isinstance(answer, Answer) and answer.status == 429:
        raise Enough("the service says that these are too many requests")
    return answer if isinstance(answer, str) else f"status {answer.status}"


def _asked_for(answer: Answer) -> float | None:
    """Seconds that the header Retry-After asks for: a number, or a time against the service's own."""
    given = answer.headers.get("retry-after", "").strip()
    if given.isascii() and given.isdigit():
        return float(given)
    then, now = _time(given), _time(answer.headers.get("date", ""))
    return max(0.0, (then - now).total_seconds()) if then and now else None


def _time(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else None
