"""One submission becomes rows of a draft.

Takes a draft and a submission whose cells fit their columns. Gives the rows added, and notes on what
is alike here already. Refuses what is needed and missing, names nobody has, and answers that
contradict a row that is here: no row is ever changed in silence.
"""

from collections.abc import Mapping
from typing import Any

from claimed_ground.contributing import ids
from claimed_ground.contributing.claims import find_claim
from claimed_ground.contributing.desk import Desk
from claimed_ground.contributing.draft import Draft
from claimed_ground.contributing.naming import find_known
from claimed_ground.contributing.rules import FIGURE, faults, misplaced
from claimed_ground.contributing.sources import find_source
from claimed_ground.contributing.submission import EXTRAS, Submission
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import Row, unparse

CODES = {
    "already-here": "A report of this claim from this place in this source is here already.",
    "not-the-best": "A report whose figure is another than the claim's, given as the one it was taken from.",
    "bad-links": "Links that are not pairs of a relation and a claim.",
}


def propose(draft: Draft, given: Submission) -> list[Problem]:
    """Add the rows of one submission to the draft; give all that stands in the way.

    Rows are added even if there are problems, with gaps: what they hold can still be checked.
    """
    desk = Desk(draft, given)
    said = {name.split(".")[0] for name in (*given.answers, *given.faulty)}
    if said and not said & {"claim", "report", "statement", "claimant"}:
        # A page without a figure is one that others rest on, by its id, or the beginning of a submission.
        is_for_others = given.get("source.seen") == "not_seen" or given.get("source.source_id")
        if not is_for_others and "source.seen" not in given.faulty:
            return _begun(desk)
        find_source(desk, None, has_report=False)
        return _close(desk)
    # A claim that is here may be given links alone.
    is_here = draft.get("claims", given.get("claim.claim_id")) is not None
    has_report = not (is_here and given.get("claim.links")) or bool(given.part("report"))
    for place, problem in misplaced(given, not is_here) if has_report else ():
        desk.say(problem)
        given.faulty.add(place)
    claim = find_claim(desk)
    if has_report:
        _report(desk, claim, find_source(desk, claim))
    if claim is not None:
        _links(desk, str(claim["claim_id"]))
    return _close(desk)


def _begun(desk: Desk) -> list[Problem]:
    """All that is missing where only a page was given."""
    find_claim(desk)
    find_source(desk, None)
    desk.need(("report.attribution",))
    return _close(desk)


def _close(desk: Desk) -> list[Problem]:
    """The problems; the notes go to the draft, but for one that a problem contradicts."""
    codes = {problem.code for problem in desk.problems}
    desk.draft.notes.extend(
        note for note in desk.notes if note.code != "joined" or "already-here" not in codes
    )
    return desk.problems


def _report(desk: Desk, claim: Mapping[str, Any] | None, source: Row) -> None:
    given, draft = desk.given, desk.draft
    cells = given.part("report")
    is_best = cells.pop("is_best", "") == "true"
    cells |= {"claim_id": claim["claim_id"] if claim else ids.UNKNOWN, "source_id": source["source_id"]}
    desk.assume(cells, "report.place", "body")
    desk.assume(cells, "report.language", source["language"] or "")
    if cells.get("attributed_to"):
        cells["attributed_to"] = find_known(draft, given, "report.attributed_to", "claimants", desk.say)
    known = draft.get("reports", cells["claim_id"], cells["source_id"], cells["place"])
    if known is not None and not ids.is_unknown(cells["claim_id"]):
        desk.say(given.problem("report.place", _again(known, cells), "already-here"))
        return
    desk.need(("report.value", "report.unit_id", "report.attribution"))
    if claim is None or isinstance(claim, Row):
        report = draft.add("reports", cells, given, "report")
        if is_best and claim is not None:
            _take_figure(desk, claim, report)
    else:
        best = {"figure_source_id": cells["source_id"], "figure_place": cells["place"]}
        draft.add("claims", {**claim, **best}, given, "claim")
        draft.add("reports", cells, given, "report")


def _again(known: Row, cells: Mapping[str, str]) -> str:
    """That a report is here already, and whether it prints the same."""
    is_same = all(unparse(known[name]) == cells.get(name, "") for name in FIGURE)
    page = "this page" if ids.is_unknown(cells["source_id"]) else cells["source_id"]
    message = f"{page} has a report of {cells['claim_id']} in its {cells['place']} here already"
    if is_same:
        return f"{message}, with this figure: there is nothing to add"
    return f"{message}, with the figure {unparse(known['value'])}; if both are printed, give another place"


def _take_figure(desk: Desk, claim: Row, report: Row) -> None:
    """Let the claim's own figure come from this report. The figure itself must stay what it is."""
    for column in FIGURE:
        if claim[column] != report[column] and f"report.{column}" not in desk.given.faulty:
            message = f"{shown(report[column])}, but the claim has {shown(claim[column])}; "
            message += "a figure that changes is a new claim that corrects the old one"
            desk.say(desk.given.problem(f"report.{column}", message, "not-the-best"))
            return
    best = {"figure_source_id": str(report["source_id"]), "figure_place": str(report["place"])}
    desk.draft.change("claims", claim, best, desk.given)


def _links(desk: Desk, claim_id: str) -> None:
    given, draft = desk.given, desk.draft
    relation = draft.package.table("claim_links").field("relation")
    for pair in filter(None, (part.strip() for part in given.get("claim.links").split(";"))):
        words = pair.split()
        if len(words) != 2:
            example = EXTRAS["claim.links"].example
            message = f"{shown(pair)} is not a relation and the id of a claim, like: {example}"
            desk.say(given.problem("claim.links", message, "bad-links"))
            continue
        wrong = list(faults(relation, words[0]))
        for message, code in wrong:
            desk.say(given.problem("claim.links", message, code))
        cells = {"claim_id": claim_id, "relation": words[0], "target_id": words[1]}
        if not wrong and draft.get("claim_links", *cells.values()) is None:
            draft.add("claim_links", cells, given, "claim.links")
