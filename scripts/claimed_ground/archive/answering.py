"""Do the addresses that we cite still answer?

Takes the tables. Gives a Problem for every address that is gone and of which no copy is on
record, and counts of the rest. Refuses nothing: a host that turns programs away (403, 429) says
nothing of its pages, and a network that is away ends the run early.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from claimed_ground.archive.polite import Enough, Manner, ask_politely
from claimed_ground.descriptor import Package
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import Tables

Track = Callable[[Sequence[str], str], Iterable[str]]
GONE = frozenset((404, 410))
# So many addresses in a row without any answer: the network is away, not the pages.
MOST_SILENT = 5


@dataclass(frozen=True)
class Cited:
    """An address, where in the data it stands first, and the copy on record."""

    url: str
    path: str
    line: int
    copy: str


@dataclass
class Answers:
    """How many addresses answered how, and those to mend; why the run ended early, if it did."""

    counts: Counter[str] = field(default_factory=Counter)
    gone: list[Problem] = field(default_factory=list)
    stopped: str = ""


def cited(package: Package, tables: Tables) -> dict[str, Cited]:
    """Every address of a source or publisher, once."""
    found: dict[str, Cited] = {}
    for name in ("sources", "publishers"):
        for row in tables[name]:
            if row["url"]:
                copy = str(row.get("archive_url") or "")
                found.setdefault(row["url"], Cited(row["url"], package.table(name).path, row.line, copy))
    return found


def look(addresses: dict[str, Cited], manner: Manner, limit: int | None, track: Track) -> Answers:
    """Ask for every address once, one after the other."""
    answers = Answers()
    silent = 0
    for url in track(list(addresses)[:limit], "links"):
        ending, reason = _ask(manner, url)
        silent = silent + 1 if ending == "silent" else 0
        if silent == MOST_SILENT:
            answers.stopped = f"{silent} addresses in a row gave no answer: {reason}"
            break
        if ending in ("gone", "silent"):
            ending = "gone, with a copy" if addresses[url].copy else "gone"
            answers.gone += _problems(addresses[url], reason)
        answers.counts[ending] += 1
    return answers


def _ask(manner: Manner, url: str) -> tuple[str, str]:
    """(`answered`, `gone`, `silent` or `unclear`, why)."""
    try:
        answer = ask_politely(manner, url)
    except Enough as enough:
        return "unclear", str(enough)
    if isinstance(answer, str):
        return ("unclear" if answer.startswith("status ") else "silent"), answer
    if answer.status in GONE:
        return "gone", f"status {answer.status}"
    return ("answered" if answer.status < 400 else "unclear"), f"status {answer.status}"


def _problems(one: Cited, reason: str) -> Iterator[Problem]:
    if not one.copy:
        message = f"{shown(one.url)} is gone ({reason}); correct it, or give a copy in a web archive"
        yield Problem(one.path, one.line, "url", message, "dead-link")
