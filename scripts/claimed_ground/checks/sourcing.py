"""Are sources and links sound: an address, a derivation with its target, no circles?"""

from collections.abc import Iterator

from claimed_ground.checks.context import Check, Context
from claimed_ground.problem import Problem, shown

CODES = {
    "missing-address": "A source that was seen but has no address.",
    "duplicate-address": "Two sources with one address.",
    "half-a-derivation": "A source that derives from another without saying how, or the reverse.",
    "derivation-cycle": "Sources that derive from one another in a circle.",
    "link-to-itself": "A claim linked to itself.",
    "same-claim-twice": "Two claims of one statement that are alike in every field that counts.",
}
LIKENESS = (
    "statement_id region_id party indicator_id qualifier_id value value_upper unit_id as_of period_start "
    "period_end netting kursk_counted extent counted_since share_basis origin"
).split()


def check_sourcing(context: Context) -> Iterator[Problem]:
    """Sources one by one, then chains of them, then claims among themselves."""
    yield from _sources(context)
    yield from _cycles(context)
    for link in context.tables["claim_links"]:
        if link["claim_id"] == link["target_id"]:
            message = f"{shown(link['target_id'])} is the claim itself"
            yield context.problem("claim_links", link, "target_id", message, "link-to-itself")
    seen: dict[tuple[object, ...], str] = {}
    for claim in context.tables["claims"]:
        first = seen.setdefault(tuple(claim[name] for name in LIKENESS), claim["claim_id"])
        if first != claim["claim_id"] and claim["status"] == "active":
            message = f"is the same claim as {shown(first)}; keep one and move the reports to it"
            yield context.problem("claims", claim, "claim_id", message, "same-claim-twice")


def _sources(context: Context) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for row in context.tables["sources"]:
        url = row["url"]
        if not url and row["seen"] != "not_seen":
            message = "is empty; only a source that was not seen itself may lack an address"
            yield context.problem("sources", row, "url", message, "missing-address")
        if url and first.setdefault(url, row.line) != row.line:
            message = f"{shown(url)} stands on line {first[url]} already; one address, one source"
            yield context.problem("sources", row, "url", message, "duplicate-address")
        if bool(row["derives_from"]) != bool(row["derivation"]):
            message = "derives_from and derivation go together; fill both or neither"
            yield context.problem("sources", row, "derivation", message, "half-a-derivation")


def _cycles(context: Context) -> Iterator[Problem]:
    sources = context.index("sources")
    for source_id, row in sources.items():
        chain = [source_id]
        parent = row["derives_from"]
        while parent in sources and parent not in chain:
            chain.append(parent)
            parent = sources[parent]["derives_from"]
        if parent == source_id == min(chain):
            circle = " → ".join([*chain, parent])
            message = f"derives from itself: {circle}"
            yield context.problem("sources", row, "derives_from", message, "derivation-cycle")


CHECK = Check("Sourcing", CODES, check_sourcing)
