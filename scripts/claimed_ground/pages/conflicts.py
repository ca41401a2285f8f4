"""Sets of claims that do not fit together, with their proofs, in the order in which a reader would want them.

Takes facts. Gives the sets, ranked, by claim and by topic, with what each line of a proof
says and what would dissolve the set. Refuses nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from claimed_ground.pages.disagreements import SPEAKERS
from claimed_ground.pages.facts import Facts
from claimed_ground.wording import number, quantity

Found = Mapping[str, Any]
# A set that shares more claims than this with one already shown tells little that is new,
SHARED = 1
# and so does one with a claim that was shown this often: a figure far off excludes hundreds.
OFTEN = 2
# Decimals that a sum is printed with: as many as tell its two sides apart.
PLACES = (2, 4, 6)
# So far apart that decimals say nothing; the proof has them.
PLAIN = 10
# A ruling on one claim alone puts its figure in doubt wherever it stands.
MEMBERS = """
    with
    lone as (select ruling_id from ruling_claims group by ruling_id having count(*) = 1),
    alone as (
      select claim_id, min(ruling_id) as ruling_id
      from ruling_claims join lone using (ruling_id)
      group by claim_id
    )
    select conflict_id, position, is_example, claim_id, claimants.name as who, claim_texts.voice as side,
      claim_texts.figure, claim_texts.span, claims.value, claims.value_upper, claims.party, claims.origin,
      indicators.label as indicator, regions.name as region, rulings.explanation as ruling, rulings.decided_by
    from conflict_members
    join claims using (claim_id)
    join indicators using (indicator_id)
    join regions using (region_id)
    join claim_texts using (claim_id)
    join statements using (statement_id)
    join claimants using (claimant_id)
    left join alone using (claim_id)
    left join rulings using (ruling_id)
    order by conflict_id, position, is_example desc, claim_id
"""
STEPS = "select * from conflict_steps order by conflict_id, step"
ESCAPES = "select * from conflict_escapes order by conflict_id, position"
STRAIN = """
    select strain.*, units.label as unit from strain left join units using (unit_id)
    where state = 'strained'
"""


@dataclass(frozen=True)
class Conflicts:
    """Every set, the most telling first, and the strain of each claim that is in one."""

    ranked: Sequence[Found]
    strains: Mapping[str, Mapping[str, Any]]

    def about(self, claim_id: str) -> list[Found]:
        """Those that a claim is part of."""
        return [one for one in self.ranked if claim_id in one["claim_ids"]]

    def within(self, claims: Iterable[Mapping[str, Any]]) -> list[Found]:
        """Those that some of these claims make up; first those whose proof is about these claims."""
        known = {claim["claim_id"] for claim in claims}
        own = [one for one in self.ranked if all(known & place for place in one["places"])]
        return sorted(own, key=lambda one: not _ids(one) <= known)


def load_conflicts(facts: Facts) -> Conflicts:
    """Read and rank every set."""
    members, steps, escapes = (_by_set(facts, sql) for sql in (MEMBERS, STEPS, ESCAPES))
    found = []
    for row in facts.rows("select * from conflict_sets order by conflict_id"):
        conflict_id = row["conflict_id"]
        own = members[conflict_id]
        places = [frozenset(m["claim_id"] for m in group) for _, group in groupby(own, _position)]
        shown = {m["claim_id"]: m for m in own if m["is_example"]}
        found.append(
            {
                **row,
                "places": places,
                "claim_ids": frozenset(m["claim_id"] for m in own),
                "shown": list(shown.values()),
                "alike": [m for m in own if not m["is_example"]],
                "proof": proof_in_words(row),
                "least_change": least_change(escapes[conflict_id], shown),
                "steps": [{**step, "claim": shown.get(step["claim_id"])} for step in steps[conflict_id]],
                "is_paced": any(escape["kind"] == "faster" for escape in escapes[conflict_id]),
                "escapes": _by_claim(escapes[conflict_id], shown),
            }
        )
    strains = {row["claim_id"]: row for row in facts.rows(STRAIN)}
    return Conflicts(sorted(found, key=_rank), strains)


def telling(ranked: Sequence[Found], most: int, about: str = "") -> list[Found]:
    """The first few that differ: no two share more than one claim, no claim is in more than two."""
    chosen: list[Found] = []
    often: Counter[str] = Counter()
    for one in ranked:
        ids = _ids(one)
        shared = max((len(ids & _ids(other)) for other in chosen), default=0)
        # The claim whose page it is would be shown often on any account.
        crowded = [claim_id for claim_id in ids if often[claim_id] >= OFTEN and claim_id != about]
        if len(chosen) < most and shared <= SHARED and not crowded:
            chosen.append(one)
            often.update(ids)
    return chosen


def proof_in_words(one: Found) -> str:
    """What the sum of a proof comes to: `at least 450 km² would be needed, at most 439.62 km² is left`."""
    left, right = one["left_side"], one["right_side"]
    unit, verb = ("settlements", "are") if one["unit_id"] == "settlements" else ("km²", "is")
    is_plain = abs(left - right) >= PLAIN
    places = 0 if is_plain else next((p for p in PLACES if number(left, p) != number(right, p)), None)
    if places is None:
        return f"more than {quantity(left, unit, 2)} would be needed, and no more {verb} left"
    needed = f"at least {quantity(left, unit, places)} would be needed"
    if right < 0:
        return f"{needed}, and less than nothing {verb} left"
    return f"{needed}, {f'at most {quantity(right, unit, places)}' if right else 'none'} {verb} left"


def _ids(one: Found) -> set[str]:
    return {member["claim_id"] for member in one["shown"]}


def least_change(escapes: Iterable[Found], shown: Mapping[str, Found]) -> float:
    """The least change of a single figure that makes room for the others, as a part of that figure."""
    needed = []
    for escape in escapes:
        claim, low, high = shown.get(escape["claim_id"]), escape["low"], escape["high"]
        if escape["kind"] != "withdrawn" or claim is None or not claim["value"]:
            continue
        if low is not None and high is not None and low > high:
            continue  # no figure would do
        value = claim["value"]
        upper = value if claim["value_upper"] is None else claim["value_upper"]
        change = max(0 if low is None else low - upper, 0 if high is None else value - high, 0)
        needed.append(change / value)
    return min(needed, default=1.0)


def _rank(one: Found) -> tuple[bool, int, bool, float, str]:
    """Three claims or more before two, which pairs show already; opposing sides first, then those in which
    even the figure that is nearest to fitting would have to change most.
    """
    speakers = SPEAKERS.index(one["speakers"])
    is_tension = one["kind"] != "contradiction"
    return one["claims"] < 3, speakers, is_tension, -one["least_change"], one["conflict_id"]


def _by_set(facts: Facts, sql: str) -> defaultdict[str, list[dict[str, Any]]]:
    found: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in facts.rows(sql):
        found[row["conflict_id"]].append(row)
    return found


def _position(member: Mapping[str, Any]) -> int:
    return int(member["position"])


def _by_claim(
    escapes: Sequence[Mapping[str, Any]], shown: Mapping[str, Mapping[str, Any]]
) -> list[tuple[Mapping[str, Any] | None, list[Mapping[str, Any]]]]:
    """What would dissolve the set, claim by claim, and last what is about all of them."""
    grouped: dict[str | None, list[Mapping[str, Any]]] = {claim_id: [] for claim_id in [*shown, None]}
    for escape in escapes:
        grouped[escape["claim_id"]].append(escape)
    return [(shown.get(claim_id or ""), found) for claim_id, found in grouped.items() if found]
