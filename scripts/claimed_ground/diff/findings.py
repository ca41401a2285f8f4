"""Which discrepancies, and which sets that cannot all be true, appear or dissolve.

Takes the derived tables of both sides. Gives Findings. Refuses nothing: a derived table that is
not there has no rows.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from claimed_ground.diff.document import Finding

Derived = Mapping[str, Sequence[Mapping[str, Any]]]
# Finding's identity → (kind, sentence, claims)
Known = Mapping[Any, tuple[str, str, tuple[str, ...]]]


def discrepancy_changes(before: Derived, after: Derived) -> Iterator[Finding]:
    """By kind and claims: an id is the same as long as these are."""
    return _changes(_discrepancies(before), _discrepancies(after))


def conflict_changes(before: Derived, after: Derived) -> Iterator[Finding]:
    """By claims: of claims about one quantity that are shown together, any can stand for the others."""
    changes = _changes(_conflict_sets(before), _conflict_sets(after))
    # A set reads differently whenever another of its claims is shown: that is no news.
    return (one for one in changes if one.change != "reads differently")


def _discrepancies(derived: Derived) -> Known:
    claims = _members(derived, "discrepancy_claims", "discrepancy_id")
    return {
        row["discrepancy_id"]: (row["kind"], row["sentence"] or "", claims[row["discrepancy_id"]])
        for row in derived.get("discrepancies", ())
    }


def _conflict_sets(derived: Derived) -> Known:
    places: defaultdict[str, dict[int, str]] = defaultdict(dict)
    alike: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in derived.get("conflict_members", ()):
        if row["is_example"]:
            places[row["conflict_id"]][row["position"]] = row["claim_id"]
        else:
            alike[row["conflict_id"]].append((row["position"], row["claim_id"]))
    found: dict[Any, tuple[str, str, tuple[str, ...]]] = {}
    for row in derived.get("conflict_sets", ()):
        shown = places[row["conflict_id"]]
        claims = tuple(sorted(shown.values()))
        found[claims] = ("conflict set", row["sentence"], claims)
        for place, other in alike[row["conflict_id"]]:
            claims = tuple(sorted({**shown, place: other}.values()))
            sentence = f"{row['sentence']} The same with {other} in the place of {shown[place]}."
            found.setdefault(claims, ("conflict set", sentence, claims))
    return found


def _members(derived: Derived, table: str, key: str) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in derived.get(table, ()):
        found[row[key]].add(row["claim_id"])
    return defaultdict(tuple, {name: tuple(sorted(claims)) for name, claims in found.items()})


def _changes(before: Known, after: Known) -> Iterator[Finding]:
    for key in sorted(before.keys() | after.keys()):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        kind, sentence, claims = new or old or ("", "", ())
        change = "appears" if old is None else "dissolves" if new is None else "reads differently"
        was = old[1] if old and new and old[1] != new[1] else ""
        if change != "reads differently" or was:
            yield Finding(change, kind, sentence, was, claims)
