"""Which claim a submission reports: one that is here, or a new one in a statement that is here or new.

Takes a desk. Gives the claim's row, or the cells of a new one (its statement is added already);
where something is missing it goes on with what is known, so that all problems are told at once.
Refuses answers that contradict the row they name.
"""

from claimed_ground.contributing import ids
from claimed_ground.contributing.desk import Desk
from claimed_ground.contributing.draft import Draft
from claimed_ground.contributing.naming import contradict, find_claimant, find_known
from claimed_ground.contributing.near import near_claims, wanted_figure
from claimed_ground.contributing.rules import FIGURE
from claimed_ground.contributing.sentences import sentence, statement_summary
from claimed_ground.likeness import likeness, nearest
from claimed_ground.problem import shown
from claimed_ground.tables import Row, parse, unparse

CODES = {
    "which-statement": "Several statements by this claimant that day, and none named.",
    "unknown-claim": "The id of a claim that is not here, without what a new one needs.",
    "near-claim": "A figure much like one that is here: it may be the same.",
    "joined": "A note: the figure is here already; only its source is added.",
    "nothing-alike": "A note: no claim like this one is here yet.",
    "assumed": "A note: a cell that nobody filled, and what it was filled with.",
    "event-unsaid": "An event without a sentence that says what happened.",
}
NEEDED = (
    "statement.claimant_id claim.region_id claim.party claim.indicator_id report.value report.unit_id"
).split()
NO_STATEMENT = Row({"stated_on": None}, 0, ())


def find_claim(desk: Desk) -> dict[str, str] | Row | None:
    """The claim reported: a row that is here, or the cells of a new one, with gaps if a problem was said.

    None where an id leads nowhere.
    """
    given, draft = desk.given, desk.draft
    named = given.get("claim.claim_id")
    here = draft.get("claims", named) if named else None
    if here is not None:
        _check_known(desk, here)
        return here
    if named and not given.get("claim.region_id"):
        near = nearest(named, {key[0]: [key[0]] for key in draft.index["claims"]}, 60.0, 3)
        hint = f"; nearest: {', '.join(match.key for match in near)}" if near else ""
        desk.say(given.problem("claim.claim_id", f"{shown(named)} is not here{hint}", "unknown-claim"))
        return None
    is_whole = desk.need(NEEDED)
    region = find_known(draft, given, "claim.region_id", "regions", desk.say)
    claimant = find_claimant(draft, given, desk.say)
    figure = {name: given.get(f"report.{name}") or given.get(f"claim.{name}") for name in FIGURE}
    cells = {**given.part("claim"), **{k: v for k, v in figure.items() if v}, "region_id": region}
    if not is_whole or not region or not claimant:
        return _new_claim(desk, cells, claimant, is_whole=False)
    joined = _near(desk, cells, claimant)
    return _new_claim(desk, cells, claimant, is_whole=True) if joined is None else joined


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
    near = [one for one in near_claims(draft, wanted) if not ids.is_unknown(one.claim_id)]
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
    else:
        desk.note("claim.claim_id", "no claim like this is here yet", "nothing-alike")
    return None


def _statement(desk: Desk, claimant: str, region: str) -> str:
    """The statement's id, its row added if it is new; with gaps if the claimant is not known."""
    given, draft = desk.given, desk.draft
    named = given.get("statement.statement_id")
    here = draft.get("statements", named) if named else _same_day(desk, claimant) if claimant else None
    if here is not None:
        if claimant and here["claimant_id"] != claimant:
            message = f"{shown(named)} is a statement by {here['claimant_id']}, not by {claimant}"
            desk.say(given.problem("statement.statement_id", message, "differs"))
        contradict(
            given, "statement", here, ("statement_id", "claimant_id", "role", "venue", "summary"), desk.say
        )
        return str(here["statement_id"])
    day, venue = given.get("statement.stated_on"), given.get("statement.venue")
    said = day or given.get("statement.stated_in")
    cells = given.part("statement") | {"claimant_id": claimant}
    if not claimant:
        cells["statement_id"] = ids.unknown_id(draft, "statements")
    cells["statement_id"] = cells.get("statement_id") or ids.statement_id(draft, claimant, said, venue)
    who, place = (_name(draft, *one) for one in (("claimants", claimant), ("regions", region)))
    desk.assume(cells, "statement.summary", statement_summary(who, place, said, venue) if who else "")
    draft.add("statements", cells, given, "statement")
    return cells["statement_id"]


def _name(draft: Draft, table: str, key: str) -> str:
    row = draft.get(table, key)
    return str(row["name"]) if row else ""


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


def _new_claim(desk: Desk, cells: dict[str, str], claimant: str, is_whole: bool) -> dict[str, str]:
    given, draft = desk.given, desk.draft
    region, indicator = cells["region_id"], draft.get("indicators", cells.get("indicator_id", ""))
    cells["statement_id"] = _statement(desk, claimant, region)
    cells.pop("links", None)
    cells.pop("is_new", None)
    cells["status"] = "active"
    desk.assume(cells, "claim.origin", "stated")
    if not is_whole or indicator is None:
        cells["claim_id"] = ids.unknown_id(draft, "claims")
        return cells
    cells.setdefault("claim_id", ids.claim_id(draft, cells["statement_id"], region, cells))
    desk.assume(cells, "claim.summary", _sentence(desk, cells, claimant, indicator))
    if not cells.get("summary") and "claim.summary" not in given.faulty:
        message = "is empty; say in a sentence what happened, and who said so"
        desk.say(given.problem("claim.summary", message, "event-unsaid"))
    return cells


def _sentence(desk: Desk, cells: dict[str, str], claimant: str, indicator: Row) -> str:
    draft = desk.draft
    fields = draft.package.table("claims").fields
    typed = {field.name: parse(field, cells.get(field.name, "")) for field in fields}
    unit = draft.get("units", cells["unit_id"])
    statement = draft.get("statements", cells["statement_id"]) or NO_STATEMENT
    label = str(unit["label"]) if unit else ""
    names = _name(draft, "claimants", claimant), _name(draft, "regions", cells["region_id"])
    return sentence(typed, *names, indicator, label, statement["stated_on"])
