"""A source prints a claim differently from the claim's best report.

The best report is the one that the claim's own figure was taken from: a primary text or a quotation
before a paraphrase, the original language before a translation, the earliest before later ones. The
others are laid beside it. Listed are

- `hedge_dropped`, `hedge_added`, `hedge_changed`: the same figure with less, more or another hedge;
- `rounded`: a coarser figure that still covers the claim's, and `figure_differs`: one that does not;
- `complement`: 99% held by one party printed as 1% not held, or the other way round;
- `conversion_off`: a figure in another unit that is not the first one converted, allowing for rounding;
- `misattributed`: another claimant is named; `attributed_more_widely`: only the side, or an
  organisation or an unnamed speaker of it.

All the reports of a claim that print it in one such way are one discrepancy.

**To challenge one**, compare the fragments on the claim's page; if the better text is another one,
the claim's best report should be changed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from claimed_ground import wording
from claimed_ground.discrepancies import words
from claimed_ground.discrepancies.finding import Finding, Material, Rule
from claimed_ground.figures import Desk
from claimed_ground.reporting import KM2_PER_MI2, Drift, drifts, report_key, slip
from claimed_ground.tables import Row

# At most so many publishers are named in a sentence.
NAMED = 3

Variant = tuple[str, str, str]


def find_reporting(material: Material) -> Iterator[Finding]:
    """One finding per claim and way of printing it."""
    publishers = {row["publisher_id"]: str(row["name"]) for row in material.tables["publishers"]}
    sources = {row["source_id"]: row["publisher_id"] for row in material.tables["sources"]}
    groups: dict[Variant, list[Drift]] = defaultdict(list)
    for drift in drifts(material.tables):
        is_known = drift.claim["statement_id"] in material.desk.statements
        if is_known and drift.claim["status"] == "active":
            for detail, printed in _details(drift, material.desk):
                groups[str(drift.claim["claim_id"]), detail, printed].append(drift)
    for (claim_id, detail, printed), group in groups.items():
        found_in = {publishers.get(sources.get(drift.report["source_id"], ""), "a source") for drift in group}
        best = publishers.get(sources.get(group[0].claim["figure_source_id"], ""), "a source")
        indicator = material.desk.indicators.get(group[0].claim["indicator_id"])
        yield Finding(
            kind="reporting",
            detail=detail,
            sentence=_sentence(group[0], detail, printed, sorted(found_in), best, material.desk),
            firsts=(claim_id,),
            values={
                "region_id": group[0].claim["region_id"],
                "party": group[0].claim["party"],
                "family": indicator["family"] if indicator is not None else None,
            },
            reports=tuple(report_key(drift.report) for drift in group),
            distinct=f"{detail}\n{printed}",
        )


def _details(drift: Drift, desk: Desk) -> Iterator[tuple[str, str]]:
    """(detail, what was printed) for everything that a report did to its claim."""
    report = drift.report
    printed = wording.figure(report, _label(report["unit_id"], desk))
    if drift.unit == "conversion_off":
        yield "conversion_off", _both_units(report, desk)
    elif drift.figure == "differs":
        yield "figure_differs", printed
    if drift.figure in ("complement", "rounded"):
        yield drift.figure, printed
    if drift.figure in ("same", "complement") and drift.hedge != "kept" and drift.unit != "conversion_off":
        yield f"hedge_{drift.hedge}", printed
    named = desk.claimants.get(report["attributed_to"])
    if drift.attribution in ("other", "wider") and named is not None:
        detail = "misattributed" if drift.attribution == "other" else "attributed_more_widely"
        yield detail, words.named(named, at_start=False)


def _both_units(report: Row, desk: Desk) -> str:
    """`90 km² (56 sq mi)`, without the hedge: a slip in converting is the same with any."""
    text = wording.quantity(report["value"], _label(report["unit_id"], desk), 4)
    if report["second_value"] is None:
        return text
    return f"{text} ({wording.quantity(report['second_value'], _label(report['second_unit_id'], desk), 4)})"


def _label(unit_id: str, desk: Desk) -> str:
    unit = desk.units.get(unit_id)
    return str(unit["label"]) if unit is not None else ""


def _sentence(drift: Drift, detail: str, printed: str, found_in: Sequence[str], best: str, desk: Desk) -> str:
    claim = drift.claim
    stated = wording.day(desk.statements[claim["statement_id"]]["stated_on"])
    summary = str(claim["summary"]).rstrip(".")
    said = f"{summary}{f' (stated on {stated})' if stated else ''}."
    figure = wording.figure(claim, _label(claim["unit_id"], desk))
    who = "elsewhere the same publisher" if list(found_in) == [best] else wording.listed(list(found_in))
    if len(found_in) > NAMED:
        who = f"{', '.join(found_in[:NAMED])} and {len(found_in) - NAMED} more"
    did = _did(detail, printed, drift, desk, len(found_in) > 1)
    return f"{said} Its best report, in {best}, has “{figure}”; {who} {did}"


def _did(detail: str, printed: str, drift: Drift, desk: Desk, is_many: bool) -> str:
    """What the reports did, as the end of a sentence."""
    verb = "print" if is_many else "prints"
    match detail:
        case "hedge_dropped":
            return f"{verb} a bare “{printed}”."
        case "hedge_added":
            return f"{verb} “{printed}”, with a hedge."
        case "hedge_changed":
            return f"{verb} “{printed}”, with another hedge."
        case "complement":
            return f"{verb} the rest of it, “{printed}”: the two figures add up to 100%."
        case "rounded":
            return f"{verb} a coarser figure that covers it, “{printed}”."
        case "figure_differs":
            return f"{verb} another figure, “{printed}”."
        case "conversion_off":
            return f"{verb} “{printed}”, {_conversion(drift, desk)}."
    return f"{'name' if is_many else 'names'} {printed} as having given it."


def _conversion(drift: Drift, desk: Desk) -> str:
    """What the conversion should have given, and how it may have gone wrong."""
    report = drift.report
    match slip(drift.claim, report):
        case "unit":
            return "where the second number is right for square miles"
        case "lengths":
            ending = "; the number is what kilometres of length make in miles"
        case _:
            ending = ""
    unit_id = report["second_unit_id"] or report["unit_id"]
    if unit_id == "km2" and report["second_unit_id"] == report["unit_id"]:
        unit_id = "mi2"
        expected = Fraction(report["value"]) / KM2_PER_MI2
    else:
        expected = drift.expected if drift.expected is not None else Fraction(0)
    return f"where it converts to {wording.quantity(expected, _label(unit_id, desk))}{ending}"


RULE = Rule("reporting", "How sources print a claim", __doc__, find_reporting)
