"""One submission becomes rows of a draft.

Takes a draft and a submission whose cells fit their columns. Gives the rows added, and notes on what
is alike here already. Refuses what is needed and missing, names nobody has, and answers that
contradict a row that is here: no row is ever changed in silence.
"""

from collections.abc import Mapping
from typing import Any

from claimed_ground.contributing.claims import find_claim
from claimed_ground.contributing.desk import Desk
from claimed_ground.contributing.draft import Draft
from claimed_ground.contributing.naming import find_known
from claimed_ground.contributing.sources import find_source
from claimed_ground.contributing.submission import Submission
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import Row

CODES = {
    "already-here": "A report of this claim from this place in this source is here already.",
    "not-the-best": "A report whose figure is another than the claim's, given as the one it was taken from.",
    "bad-links": "Links that are not pairs of a relation and a claim.",
}


def propose(draft: Draft, given: Submission) -> list[Problem]:
    """Add the rows of one submission to the draft; give what stands in the way."""
    problems: list[Problem] = []
    desk = Desk(draft, given, problems.append)
    if not any(name.startswith(("claim.", "report.", "statement.")) for name in given.answers):
        find_source(desk, None)
        return problems
    claim = find_claim(desk)
    if problems or claim is None:
        return problems
    # A claim that is here may be given links alone.
    has_report = given.get("report.value") or not (isinstance(claim, Row) and given.get("claim.links"))
    source = find_source(desk, claim) if has_report else None
    if not problems and source is not None:
        _report(desk, claim, source)
    if not problems:
        _links(desk, str(claim["claim_id"]))
    return problems


def _report(desk: Desk, claim: Mapping[str, Any], source: Row) -> None:
    given, draft = desk.given, desk.draft
    cells = given.part("report")
    is_best = cells.pop("is_best", "") == "true"
    cells |= {"claim_id": claim["claim_id"], "source_id": source["source_id"]}
    cells.setdefault("place", "body")
    cells.setdefault("language", source["language"] or "")
    if cells.get("attributed_to"):
        cells["attributed_to"] = find_known(draft, given, "report.attributed_to", "claimants", desk.say)
    known = draft.get("reports", cells["claim_id"], cells["source_id"], cells["place"])
    if known is not None:
        message = (
            f"{cells['source_id']} has a report of {cells['claim_id']} in its {cells['place']} here already"
        )
        desk.say(given.problem("report.place", message, "already-here"))
        return
    if not desk.need(("report.value", "report.unit_id", "report.attribution")):
        return
    if not isinstance(claim, Row):
        best = {"figure_source_id": cells["source_id"], "figure_place": cells["place"]}
        claim = draft.add("claims", {**claim, **best}, given, "claim")
        draft.add("reports", cells, given, "report")
    else:
        report = draft.add("reports", cells, given, "report")
        if is_best:
            _take_figure(desk, claim, report)


def _take_figure(desk: Desk, claim: Row, report: Row) -> None:
    """Let the claim's own figure come from this report. The figure itself must stay what it is."""
    for column in ("qualifier_id", "value", "value_upper", "unit_id"):
        if claim[column] != report[column]:
            message = f"{shown(report[column])}, but the claim has {shown(claim[column])}; "
            message += "a figure that changes is a new claim that corrects the old one"
            desk.say(desk.given.problem(f"report.{column}", message, "not-the-best"))
            return
    best = {"figure_source_id": str(report["source_id"]), "figure_place": str(report["place"])}
    desk.draft.change("claims", claim, best, desk.given)


def _links(desk: Desk, claim_id: str) -> None:
    given, draft = desk.given, desk.draft
    for pair in filter(None, (part.strip() for part in given.get("claim.links").split(";"))):
        words = pair.split()
        if len(words) != 2:
            message = f"{shown(pair)} is not a relation and the id of a claim, like: denies {claim_id}"
            desk.say(given.problem("claim.links", message, "bad-links"))
            return
        cells = {"claim_id": claim_id, "relation": words[0], "target_id": words[1]}
        if draft.get("claim_links", *cells.values()) is None:
            draft.add("claim_links", cells, given, "claim.links")
