"""Denials, impossible figures, and what reports do to claims."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from small_tables import claim, kursk, row, tables_of

from claimed_ground.discrepancies import RULES, find, gather
from claimed_ground.reporting import converts, drifts

DAY = date(2025, 2, 20)


def found(kind: str, *claims, **more):
    material, _ = gather(tables_of(*claims, **more))
    return [finding for finding in find(material) if finding.kind == kind]


def test_a_denial_is_a_link():
    crossing = {
        "indicator": "event",
        "qualifier_id": None,
        "unit_id": "yes_no",
        "region_id": "ru-kursk-ua-sumy-border",
    }
    links = [row("claim_links", claim_id="no", relation="denies", target_id="yes")]
    speakers = {"r": ("russia-putin", date(2025, 2, 19)), "u": ("ukraine-lykhovii", date(2025, 2, 19))}
    claims = kursk("yes", statement="r", value=1, **crossing), kursk("no", statement="u", value=0, **crossing)
    (denial,) = found("denial", *claims, speakers=speakers, claim_links=links)
    assert (denial.firsts, denial.seconds, denial.detail) == (("no",), ("yes",), "event")
    assert denial.sentence.startswith("Ukraine-Lykhovii on 19 February 2025 denied what Russia-Putin claimed")


def test_a_figure_beyond_its_region_is_impossible():
    (beyond,) = found("impossible", claim("a", statement="s", value=30000))
    assert (beyond.degree, beyond.detail) == ("contradiction", "beyond_the_region")
    assert beyond.values["difference"] == 30000 - 26599


def test_a_share_over_all_is_impossible():
    share = claim(
        "a", statement="s", value=110, indicator_id="share_held", unit_id="percent", qualifier_id="more_than"
    )
    assert [f.detail for f in found("impossible", share)] == ["over_100_percent"]


@pytest.mark.parametrize("value", [26517, 26599, 100])
def test_a_figure_within_its_region_is_possible(value):
    assert found("impossible", claim("a", statement="s", value=value)) == []


CLAIM = {"value": 75, "indicator_id": "share_held", "unit_id": "percent", "qualifier_id": "about"}


def printed(source: str, value: float | str, qualifier: str | None, unit: str = "percent", **values):
    return row(
        "reports", claim_id="a", source_id=source, place="body", attribution="paraphrased",
        qualifier_id=qualifier, value=Decimal(str(value)), unit_id=unit, language="en", **values,
    )  # fmt: skip


def drift(claim_values: dict, *reports):
    one = claim("a", statement="s", **{**CLAIM, **claim_values})
    tables = tables_of(one, reports=list(reports), speakers={"s": ("russia-mod", DAY)})
    return [(d.hedge, d.figure, d.unit, d.attribution) for d in drifts(tables)]


@pytest.mark.parametrize(
    ("own", "value", "qualifier", "hedge", "figure"),
    [
        ((75, "about"), 75, "about", "kept", "same"),
        ((75, "about"), 75, "exactly", "dropped", "same"),
        ((75, "about"), 75, "more_than", "changed", "same"),
        ((75, "exactly"), 75, "about", "added", "same"),
        ((1300, "at_least"), 1300, "more_than", "kept", "same"),
        ((1, "less_than"), 99, "more_than", "kept", "complement"),
        ((1, "less_than"), 99, "exactly", "dropped", "complement"),
        (("63.2", "exactly"), 63, "exactly", "kept", "rounded"),
        (("63.2", "exactly"), 60, "more_than", "added", "rounded"),
        ((1294, "exactly"), 1300, "almost", "added", "rounded"),
        ((64, "about"), "66.7", "about", "kept", "rounded"),
        ((64, "about"), "33.3", "about", "kept", "differs"),
        ((801, "exactly"), 1268, "exactly", "kept", "differs"),
        ((4714, "more_than"), "4.7", "more_than", "kept", "differs"),
    ],
)
def test_what_became_of_hedge_and_figure(own, value, qualifier, hedge, figure):
    unit = {"indicator_id": "area_held", "unit_id": "km2"} if Decimal(own[0]) > 100 else {}
    values = {"value": own[0], "qualifier_id": own[1], **unit}
    ((got_hedge, got_figure, _, _),) = drift(
        values, printed("x", value, qualifier, unit.get("unit_id", "percent"))
    )
    assert (got_hedge, got_figure) == (hedge, figure)


@pytest.mark.parametrize(
    ("value", "second", "is_right"),
    [(800, 309, True), (800, 300, True), (1150, 444, True), (1100, 424, True), (400, 154, True),
     (90, 56, False), (1150, 715, False), (801, 308, False), (1376, 540, True), (114500, 44600, False)],
)  # fmt: skip
def test_square_kilometres_are_checked_against_square_miles(value, second, is_right):
    expected = Fraction(value) / Fraction("2.589988110336")
    assert converts(Decimal(value), Decimal(second), expected) is is_right


def test_a_conversion_by_the_factor_for_lengths_is_recognised():
    one = kursk("a", statement="s", value=90, indicator="area_held", qualifier_id="about")
    report = printed("x", 90, "about", "km2", second_value=Decimal(56), second_unit_id="mi2")
    (slip,) = found("reporting", one, reports=[report])
    assert slip.detail == "conversion_off"
    assert "34.7\u00a0sq mi" in slip.sentence and "kilometres of length" in slip.sentence


def test_an_unnamed_speaker_of_the_same_side_is_wider_and_anyone_else_is_other():
    claimants = [
        row("claimants", claimant_id="russia-mod", name="M", kind="organisation", side="russia"),
        row("claimants", claimant_id="russia-unnamed", name="R", kind="unnamed", side="russia"),
        row("claimants", claimant_id="zelensky", name="Z", kind="person", side="ukraine"),
    ]
    reports = [printed(name, 75, "about", attributed_to=name) for name in ("russia-unnamed", "zelensky")]
    one = claim("a", statement="s", **CLAIM)
    tables = tables_of(one, reports=reports, speakers={"s": ("russia-mod", DAY)})
    tables["claimants"] = claimants
    assert [d.attribution for d in drifts(tables)] == ["wider", "other"]


def test_the_hedge_word_is_found_in_the_language_of_the_report():
    reports = [
        printed("x", 75, "about", fragment="around 75 percent of the territory"),
        printed("y", 75, "about", fragment="около 75% территории") | {"language": "ru"},
    ]
    tables = tables_of(claim("a", statement="s", **CLAIM), reports=reports)
    assert [d.hedge_word for d in drifts(tables)] == ["around", "около"]


def test_reports_that_print_a_claim_alike_are_one_discrepancy():
    reports = [printed("x", 75, "exactly"), printed("y", 75, "exactly"), printed("z", 75, "about")]
    (dropped,) = found("reporting", claim("a", statement="s", **CLAIM), reports=reports)
    assert [source for _, source, _ in dropped.reports] == ["x", "y"]
    (again,) = found("reporting", claim("a", statement="s", **CLAIM), reports=reports[:1])
    assert again.discrepancy_id == dropped.discrepancy_id


def test_every_rule_says_what_it_finds_and_how_to_challenge_it():
    assert len({rule.kind for rule in RULES}) == len(RULES) == 8
    for rule in RULES:
        assert "**To challenge one**" in rule.explanation, rule.kind
