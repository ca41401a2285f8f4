"""Reporting drift: what each report did to the claim it carries.

Takes the curated tables. Gives one Drift per report: its hedge, figure, unit and attribution,
against the claim's own, which are those of its best report. Refuses nothing: a report of a claim
that is not there is left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from claimed_ground.readings import HUNDRED, Rule, place_value, read_rules, reading
from claimed_ground.tables import Row, Tables

# A hedge turned round with its figure: more than 99% held is less than 1% not held.
MIRRORED = {"more_than": "less_than", "less_than": "more_than", "at_least": "up_to", "up_to": "at_least"}
MILES_PER_KM = Fraction(1000000, 1609344)
KM2_PER_MI2 = Fraction("2.589988110336")


@dataclass(frozen=True, slots=True)
class Drift:
    """One report against its claim.

    hedge: `kept`, `dropped`, `added`, `changed`. figure: `same`, `rounded`, `complement` (of 100%),
    `differs`. unit: `same`, `converted`, `conversion_off`. attribution: `same`, `wider` (the side
    or an unnamed speaker of it), `other`, `none`, `computed`. `expected` is what the conversion
    should give, in the unit printed.
    """

    claim: Row
    report: Row
    hedge: str
    figure: str
    unit: str
    attribution: str
    expected: Fraction | None
    hedge_word: str | None
    is_best: bool


def drifts(tables: Tables) -> Iterator[Drift]:
    """The drift of every report, in the order of their keys."""
    claims = {row["claim_id"]: row for row in tables["claims"]}
    claimants = {row["claimant_id"]: row for row in tables["claimants"]}
    speakers = {row["statement_id"]: row["claimant_id"] for row in tables["statements"]}
    units = {row["unit_id"]: row for row in tables["units"]}
    rules = read_rules(tables)
    hedge_words = _hedge_words(tables)
    for report in sorted(tables["reports"], key=report_key):
        claim = claims.get(report["claim_id"])
        if claim is None or report["value"] is None or claim["value"] is None:
            continue
        figure, unit, expected = _figure(claim, report, units, rules)
        yield Drift(
            claim=claim,
            report=report,
            hedge=_hedge(claim, report, figure, rules),
            figure=figure,
            unit=unit,
            attribution=_attribution(report, speakers.get(claim["statement_id"]), claimants),
            expected=expected,
            hedge_word=_hedge_word(report, hedge_words),
            is_best=(report["source_id"], report["place"])
            == (claim["figure_source_id"], claim["figure_place"]),
        )


def report_key(report: Row) -> tuple[str, str, str]:
    return str(report["claim_id"]), str(report["source_id"]), str(report["place"])


def drift_rows(tables: Tables) -> Iterator[dict[str, Any]]:
    """The rows of the derived table `drift`."""
    for drift in drifts(tables):
        yield {
            "claim_id": drift.report["claim_id"],
            "source_id": drift.report["source_id"],
            "place": drift.report["place"],
            "is_best": drift.is_best,
            "hedge": drift.hedge,
            "figure": drift.figure,
            "unit": drift.unit,
            "attribution": drift.attribution,
            "expected_value": drift.expected,
            "hedge_word": drift.hedge_word,
        }


def _figure(
    claim: Row, report: Row, units: Mapping[str, Row], rules: Mapping[str, Rule]
) -> tuple[str, str, Fraction | None]:
    """What became of the figure, of the unit, and what a conversion that is off should have given."""
    own, printed = units.get(claim["unit_id"]), units.get(report["unit_id"])
    if own is None or printed is None or own["dimension"] != printed["dimension"]:
        return "differs", "same", None
    if report["second_value"] is not None and report["second_unit_id"] in units:
        second = units[report["second_unit_id"]]
        expected = Fraction(report["value"]) * Fraction(printed["factor"]) / Fraction(second["factor"])
        if not converts(report["value"], report["second_value"], expected):
            return _same_unit(claim, report, own, rules), "conversion_off", expected
    if claim["unit_id"] == report["unit_id"]:
        unit = "same" if report["second_value"] is None else "converted"
        return _same_unit(claim, report, own, rules), unit, None
    expected = Fraction(claim["value"]) * Fraction(own["factor"]) / Fraction(printed["factor"])
    if converts(claim["value"], report["value"], expected):
        return "same", "converted", expected
    if abs(Fraction(report["value"]) - expected) < place_value(report["value"]):
        return "rounded", "converted", expected
    return "differs", "conversion_off", expected


def converts(value: Decimal, second: Decimal, expected: Fraction) -> bool:
    """Whether `second` is a conversion of `value`, given that either may have been rounded.

    800 km² are 308.9 square miles, so 309 is right, and so is 300; 500 square miles are 1,295 km²,
    so 1,300 is right. 90 km² are not 56 square miles.
    """
    if abs(Fraction(second) - expected) < place_value(second):
        return True
    return (
        bool(value)
        and abs(Fraction(second) - expected) <= expected / Fraction(value) * place_value(value) / 2
    )


def slip(claim: Row, report: Row) -> str:
    """How a conversion went wrong, where that can be told: `lengths` or `unit`; else empty.

    `lengths`: square kilometres were turned into miles by the factor for lengths, as if 90 km² were
    90 km, 56 miles. `unit`: the number is right for square miles, and the unit printed is not.
    """
    value, second = report["value"], report["second_value"]
    if second is None:
        value, second = claim["value"], report["value"]
    if abs(Fraction(second) - Fraction(value) * MILES_PER_KM) < place_value(second):
        return "lengths"
    is_right = abs(Fraction(second) - Fraction(value) / KM2_PER_MI2) < place_value(second)
    return "unit" if is_right and report["second_unit_id"] == "km2" else ""


def _same_unit(claim: Row, report: Row, unit: Row, rules: Mapping[str, Rule]) -> str:
    value, upper = Fraction(report["value"]), report["value_upper"]
    own, own_upper = Fraction(claim["value"]), claim["value_upper"]
    if value == own and upper == own_upper:
        return "same"
    if unit["dimension"] == "event":
        return "differs"
    if unit["dimension"] == "share" and upper is None and own_upper is None and value + own == HUNDRED:
        return "complement"
    if own_upper is not None and upper is None:
        return "rounded" if own <= value <= own_upper else "differs"
    is_near = abs(value - own) < place_value(report["value"]) and place_value(report["value"]) > 1
    rule = rules.get(report["qualifier_id"])
    if rule is None:
        return "rounded" if is_near else "differs"
    read = reading(rule, "usual", report["value"], upper, str(unit["dimension"]))
    is_coarser = place_value(report["value"]) > place_value(claim["value"]) or rule.shape != "around"
    is_fraction = report["qualifier_id"] == "about"
    holds = read.low <= own and (read.high is None or own <= read.high)
    return "rounded" if is_near or (holds and (is_coarser or is_fraction)) else "differs"


def _hedge(claim: Row, report: Row, figure: str, rules: Mapping[str, Rule]) -> str:
    own, printed = claim["qualifier_id"], report["qualifier_id"]
    if figure == "complement":
        own = MIRRORED.get(own, own)
    if own == printed or _reads_alike(rules.get(own), rules.get(printed)):
        return "kept"
    if printed == "exactly":
        return "dropped"
    return "added" if own == "exactly" else "changed"


def _reads_alike(one: Rule | None, other: Rule | None) -> bool:
    """Whether two hedges have one rule: "more than" and "at least" do."""
    return one is not None and other is not None and (one.shape, one.widths) == (other.shape, other.widths)


def _attribution(report: Row, speaker: str | None, claimants: Mapping[str, Row]) -> str:
    named = claimants.get(report["attributed_to"])
    own = claimants.get(str(speaker))
    if named is not None and own is not None and named is not own:
        is_of_side = named["side"] == own["side"] != "third_party" and named["kind"] != "person"
        is_wider = is_of_side or (named["side"] == own["side"] and named["kind"] == "unnamed")
        return "wider" if is_wider else "other"
    if report["attribution"] == "unattributed":
        return "none"
    return "computed" if report["attribution"] == "computed" else "same"


def _hedge_words(tables: Tables) -> dict[tuple[str, str], list[str]]:
    """(language, qualifier) → its words, the longest first."""
    words: dict[tuple[str, str], list[str]] = {}
    for row in tables["hedge_words"]:
        words.setdefault((row["language"], row["qualifier_id"]), []).append(row["word"])
    for listed in words.values():
        listed.sort(key=lambda word: (-len(word), word))
    return words


def _hedge_word(report: Row, words: Mapping[tuple[str, str], list[str]]) -> str | None:
    """The word of the fragment that signals the report's hedge, in the language of the report."""
    fragment, language = str(report["fragment"] or "").casefold(), str(report["language"])
    known = words.get((language, report["qualifier_id"])) or words.get(
        (language.split("-")[0], report["qualifier_id"]), []
    )
    return next((word for word in known if word.casefold() in fragment), None)
