"""Which claim a submission reports: one that is here, or a new one in a statement that is here or new.

Takes a desk. Gives the claim's row, or the cells of a new one (its statement is added already).
Refuses answers that contradict the row they name.
"""

from claimed_ground.contributing import ids
from claimed_ground.contributing.desk import Desk
from claimed_ground.contributing.naming import contradict, find_claimant, find_known
from claimed_ground.contributing.near import near_claims, wanted_figure
from claimed_ground.contributing.sentences import sentence, statement_summary
from claimed_ground.likeness import likeness
from claimed_ground.problem import shown
from claimed_ground.tables import Row, parse, unparse

CODES = {
    "which-statement": "Several statements by this claimant that day, and none named.",
    "unknown-claim": "The id of a claim that is not here, without what a new one needs.",
    "near-claim": "A figure much like one that is here: it may be the same.",
    "joined": "The figure is here already; only its source is added.",
    "event-unsaid": "An event without a sentence that says what happened.",
}
FIGURE = ("qualifier_id", "value", "value_upper", "unit_id")
NEEDED = (
    "statement.claimant_id claim.region_id claim.party claim.indicator_id report.value report.unit_id"
).split()
NO_STATEMENT = Row({"stated_on": None}, 0, ())


def find_claim(desk: Desk) -> dict[str, str] | Row | None:
    """The claim reported: a row that is here, or the cells of a new one; None if a problem was said."""
    given, draft = desk.given, desk.draft
    here = draft.get("claims", given.get("claim.claim_id")) if given.get("claim.claim_id") else None
    if here is not None:
        _check_known(desk, here)
        return here
    if given.get("claim.claim_id") and not given.get("claim.region_id"):
        near = [key[0] for key in draft.index["claims"] if likeness(key[0], given.get("claim.claim_id")) > 85]
        hint = f"; did you mean {near[0]}?" if near else ""
        desk.say(
            given.problem(
                "claim.claim_id", f"{shown(given.get('claim.claim_id'))} is not here{hint}", "unknown-claim"
            )
        )
        return None
    if not desk.need(NEEDED):
        return None
    region = find_known(draft, given, "claim.region_id", "regions", desk.say)
    claimant = find_claimant(draft, given, desk.say)
    if not region or not claimant:
        return None
    figure = {name: given.get(f"claim.{name}") or given.get(f"report.{name}") for name in FIGURE}
    cells = {**given.part("claim"), **{k: v for k, v in figure.items() if v}, "region_id": region}
    joined = _near(desk, cells, claimant)
    if joined is not None:
        return joined
    return _new_claim(desk, cells, claimant, region)


def _check_known(desk: Desk, claim: Row) -> None:
    """Answers about a claim that is here must not differ from it."""
    given, draft = desk.given, desk.draft
    contradict(
        given, "claim", claim, ("claim_id", "summary", "note", "region_id", "value", "value_upper"), desk.say
    )
    if given.get("claim.region_id"):
        region = find_known(draft, given, "claim.region_id", "regions", desk.say)
        if region and region != claim["region_id"]:
            message = f"{shown(region)}, but {claim['claim_id']} is about {claim['region_id']}"
            desk.say(given.problem("claim.region_id", message, "differs"))
    statement = draft.get("statements", claim["statement_id"])
    if given.get("statement.claimant_id") and statement is not None:
        claimant = find_known(draft, given, "statement.claimant_id", "claimants", desk.say)
        if claimant and claimant != statement["claimant_id"]:
            message = f"{shown(claimant)}, but {claim['claim_id']} is by {statement['claimant_id']}; "
            message += "whom this page names goes into report.attributed_to"
            desk.say(given.problem("statement.claimant_id", message, "differs"))


def _near(desk: Desk, cells: dict[str, str], claimant: str) -> Row | None:
    """The claim that is the same, if there is just one; a note on those that may be."""
    given, draft = desk.given, desk.draft
    if given.says("claim.is_new"):
        return None
    wanted = wanted_figure(draft, cells, claimant, {**given.part("source"), **given.part("statement")})
    near = near_claims(draft, wanted)
    same = [one for one in near if one.is_same]
    closest = [one for one in same if one.days == same[0].days]
    if len(closest) == 1:
        claim = draft.get("claims", closest[0].claim_id)
        message = f"{closest[0].claim_id}: {closest[0].reason}; your source is added to it"
        desk.note("claim.claim_id", message, "joined", closest[0].claim_id)
        return claim
    if near:
        listed = "; ".join(f"{one.claim_id} ({one.reason})" for one in near[:5])
        keys = [one.claim_id for one in near]
        desk.note("claim.claim_id", f"may be here already: {listed}", "near-claim", *keys)
    return None


def _statement(desk: Desk, claimant: str) -> str:
    """The statement's id, its row added if it is new; empty if a problem was said."""
    given, draft = desk.given, desk.draft
    named = given.get("statement.statement_id")
    here = draft.get("statements", named) if named else _same_day(desk, claimant)
    if here is not None:
        if here["claimant_id"] != claimant:
            message = f"{shown(named)} is a statement by {here['claimant_id']}, not by {claimant}"
            desk.say(given.problem("statement.statement_id", message, "differs"))
        contradict(
            given, "statement", here, ("statement_id", "claimant_id", "role", "venue", "summary"), desk.say
        )
        return str(here["statement_id"])
    day, venue = given.get("statement.stated_on"), given.get("statement.venue")
    stated_in = given.get("statement.stated_in")
    cells = given.part("statement") | {"claimant_id": claimant}
    cells["statement_id"] = named or ids.statement_id(draft, claimant, day or stated_in, venue)
    cells.setdefault("summary", statement_summary(day or stated_in, venue))
    draft.add("statements", cells, given, "statement")
    return cells["statement_id"]


def _same_day(desk: Desk, claimant: str) -> Row | None:
    """The claimant's statement of that day; where there are several, the one at that venue."""
    given, draft = desk.given, desk.draft
    day, month, venue = (given.get(f"statement.{name}") for name in ("stated_on", "stated_in", "venue"))
    there = [
        row
        for row in draft.tables["statements"]
        if row["claimant_id"] == claimant
        and (unparse(row["stated_on"]), row["stated_in"] or "") == (day, month)
        and (day or month)
    ]
    if len(there) > 1:
        liked = [row for row in there if venue and likeness(venue, row["venue"] or "") >= 80]
        if len(liked) == 1:
            return liked[0]
        listed = ", ".join(f"{row['statement_id']} ({row['venue'] or 'venue unknown'})" for row in there)
        message = f"is empty, but {claimant} made several statements that day: {listed}"
        desk.say(given.problem("statement.statement_id", message, "which-statement"))
    return there[0] if there else None


def _new_claim(desk: Desk, cells: dict[str, str], claimant: str, region: str) -> dict[str, str] | None:
    given, draft = desk.given, desk.draft
    indicator = draft.get("indicators", cells["indicator_id"])
    if indicator is None:
        field, message = "claim.indicator_id", f"{shown(cells['indicator_id'])} is not in data/indicators.csv"
        desk.say(given.problem(field, message, "unknown-reference"))
        return None
    statement = _statement(desk, claimant)
    cells["statement_id"] = statement
    cells.pop("links", None)
    cells.pop("is_new", None)
    cells.setdefault("claim_id", ids.claim_id(draft, statement, region, cells))
    cells.setdefault("origin", "stated")
    cells["status"] = "active"
    if not cells.get("summary"):
        cells["summary"] = _sentence(desk, cells, claimant, region, indicator)
    if not cells["summary"]:
        message = "is empty; say in a sentence what happened, and who said so"
        desk.say(given.problem("claim.summary", message, "event-unsaid"))
    return cells


def _sentence(desk: Desk, cells: dict[str, str], claimant: str, region: str, indicator: Row) -> str:
    draft = desk.draft
    fields = draft.package.table("claims").fields
    typed = {field.name: parse(field, cells.get(field.name, "")) for field in fields}
    unit, place, who = (
        draft.get(t, k)
        for t, k in (("units", cells["unit_id"]), ("regions", region), ("claimants", claimant))
    )
    statement = draft.get("statements", cells["statement_id"]) or NO_STATEMENT
    label = str(unit["label"]) if unit else ""
    names = [str(row["name"]) if row else "" for row in (who, place)]
    return sentence(typed, names[0], names[1], indicator, label, statement["stated_on"])
