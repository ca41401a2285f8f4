"""Readable ids, proposed in the manner of those that are here.

Takes what a row says and the ids taken. Gives an id that is free. Refuses nothing: a name without
a Latin letter gives an empty id, which its column then refuses.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from claimed_ground.contributing.draft import Draft
from claimed_ground.tables import Row

LONGEST = 70
UNKNOWN = "?"
# Letters that Unicode does not take apart into a Latin letter and a mark.
SPELT = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})


def slug(text: str) -> str:
    """`Syrs'kyj, O.` → `syrskyj-o`."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(SPELT))
    kept = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’ʼ`")
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in kept).split())


def free(base: str, taken: Callable[[str], bool], endings: Iterable[str] = ()) -> str:
    """`base`, or with the first ending that makes it free, or with a number."""
    base = base[:LONGEST].rstrip("-")
    for candidate in (base, *(f"{base}-{ending}" for ending in endings if ending)):
        if not taken(candidate):
            return candidate
    return next(c for c in (f"{base}-{n}" for n in range(2, 10_000)) if not taken(c))


def unknown_id(draft: Draft, table: str) -> str:
    """An id for a row that cannot be written yet, because a problem was told of what it rests on."""
    return free(UNKNOWN, lambda key: draft.get(table, key) is not None)


def is_unknown(key: object) -> bool:
    """Whether an id is one that nobody should be shown."""
    return str(key).startswith(UNKNOWN)


def claimant_id(draft: Draft, name: str, kind: str) -> str:
    """The surname of a person, the whole name of anyone else."""
    words = slug(name).split("-")
    whole = "-".join(words)
    base = words[-1] if kind == "person" else whole
    return free(
        base, lambda key: draft.get("claimants", key) is not None, [] if base == whole else [words[0]]
    )


def publisher_id(draft: Draft, name: str) -> str:
    """The name as a slug."""
    return free(slug(name), lambda key: draft.get("publishers", key) is not None)


def statement_id(draft: Draft, claimant: str, day: str, venue: str) -> str:
    """Claimant and day; a word of the venue where there is one already."""
    base = f"{claimant}-{day}" if day else f"{claimant}-undated"
    words = [word for word in slug(venue).split("-") if len(word) > 3]
    return free(base, lambda key: draft.get("statements", key) is not None, words[-1:])


def claim_id(draft: Draft, statement: str, region: str, cells: Mapping[str, str]) -> str:
    """Statement, region, indicator; where that is taken, the period, the basis or the party too."""
    base = f"{statement}-{region_tail(draft, region)}-{cells['indicator_id'].replace('_', '-')}"
    return free(base, lambda key: draft.get("claims", key) is not None, _distinctions(cells))


def source_id(draft: Draft, publisher: str, published_on: str, subject: str) -> str:
    """Publisher, day and a word or two on the subject."""
    base = "-".join(part for part in (publisher, published_on, subject) if part)
    return free(base, lambda key: draft.get("sources", key) is not None)


def region_tail(draft: Draft, region: str) -> str:
    """How claims about a region call it in their ids: most of those here, else the id without its country."""
    used: Counter[str] = Counter()
    for claim in draft.tables["claims"]:
        if claim["region_id"] == region:
            tail = _tail(claim)
            used.update([tail] if tail else [])
    if used:
        return min(used, key=lambda tail: (-used[tail], tail))
    if "-" in region:
        return region.split("-", 1)[1]
    row = draft.get("regions", region)
    return slug(str(row["name"])) if row else region


def _tail(claim: Row) -> str:
    middle = str(claim["claim_id"]).removeprefix(f"{claim['statement_id']}-")
    tail, found, _ = middle.partition(f"-{str(claim['indicator_id']).replace('_', '-')}")
    return tail if found else ""


def _distinctions(cells: Mapping[str, str]) -> Iterator[str]:
    start, end = cells.get("period_start", ""), cells.get("period_end", "") or cells.get("as_of", "")
    yield _period(start, end)
    yield cells.get("netting", "")
    yield "with-kursk" if cells.get("kursk_counted") == "included" else ""
    yield f"since-{cells['counted_since']}" if cells.get("counted_since") else ""
    yield cells.get("party", "")


def _period(start: str, end: str) -> str:
    """`2024` for that year, `nov-2024` for that month, the last day for anything else."""
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return end or (f"since-{start}" if start else "")
    if (first.year, first.month) == (last.year, last.month) and first.day == 1:
        return f"{first:%b-%Y}".lower()
    return str(first.year) if first.year == last.year and (first.month, first.day) == (1, 1) else end
