"""Which claims are compared, which are not, and what the verdict is: small cases, each by hand."""

from datetime import date

import pytest
from pairing import DAY, SIDES, F, held, pairs, skips, taken
from small_tables import claim, kursk, row, tables_of

from claimed_ground.discrepancies import gather
from claimed_ground.discrepancies.skips import skip_rows


def test_two_sides_that_give_different_bare_figures_contradict_each_other():
    (found,) = pairs(held("r", 17000), held("u", 15000))
    # 16,500 to 17,500 against 14,500 to 15,500.
    assert (found.kind, found.values["gap"], found.values["speakers"]) == ("contradiction", 1000, "opposing")


def test_the_gap_is_between_the_strict_readings():
    (found,) = pairs(held("r", 1294), held("u", 1263))
    assert found.kind == "contradiction"
    assert found.values["gap"] == F("1293.5") - F("1263.5") == 30
    assert found.values["difference"] == 31


def test_a_hedge_turns_a_contradiction_into_a_tension():
    (found,) = pairs(held("r", 1000, qualifier_id="about"), held("t", 800))
    # Usually 900 to 1,100 against 760 to 840; strictly 800 to 1,200.
    assert (found.kind, found.values["gap"]) == ("tension", 60)


def test_overlapping_figures_are_listed_only_if_the_sides_oppose_each_other():
    assert [f.kind for f in pairs(held("r", 500, qualifier_id="about"), held("u", 480))] == ["agreement"]
    assert pairs(held("r", 500, qualifier_id="about"), held("t", 480)) == []


def test_a_share_is_compared_with_an_area():
    share = {"indicator_id": "share_held", "unit_id": "percent"}
    (found,) = pairs(held("r", 50, qualifier_id="about", **share), held("t", 11000))
    # 45% of 26,517 km² is 11,932.65; a bare 11,000 is up to 11,500. Read strictly, 40% is 10,607.
    assert (found.kind, found.values["gap"]) == ("tension", F("11932.65") - 11500)
    assert found.values["baseline"] == "official"


def test_what_the_one_holds_the_other_does_not():
    share = {"indicator_id": "share_held", "unit_id": "percent"}
    (found,) = pairs(held("r", 79, **share), held("u", 33, party="ukraine", **share))
    assert found.values["unit_id"] == "percent"
    assert found.values["gap"] == F("78.5") - F("67.5")


def test_less_than_all_is_not_all():
    share = {"indicator_id": "share_held", "unit_id": "percent", "region_id": "ua-luhansk"}
    (found,) = pairs(held("r", 100, **share), held("u", 100, qualifier_id="less_than", **share))
    assert (found.kind, found.values["gap"]) == ("contradiction", 0)
    assert "rules out" in found.sentence


def test_the_area_may_decide_and_the_milder_verdict_counts():
    # 75% of Kherson is 21,346 km² officially and 19,607 km² within the polygon.
    share = {"indicator_id": "share_held", "unit_id": "percent", "region_id": "ua-kherson"}
    low = held("t", 19600, region_id="ua-kherson")
    assert pairs(held("r", 75, **share), low) == []
    assert skips(held("r", 75, **share), low) == ["baseline_decides"]


def test_printed_areas_of_a_region_differ_a_little():
    # 17,804 km² are 67.2% of 26,494 km²; officially the region has 26,517.
    share = {"indicator_id": "share_held", "unit_id": "percent"}
    same = claim("r-share", statement="r", value="67.2", as_of=DAY, **share)
    assert pairs(held("r", 17804), same) == []


def test_peaks_are_compared_whatever_the_day():
    peaks = [
        kursk("r-peak", statement="r", value=1268, indicator="area_peak", as_of=date(2025, 1, 17)),
        kursk("t-peak", statement="t", value=1320, indicator="area_peak", as_of=date(2024, 8, 21)),
    ]
    (found,) = pairs(*peaks)
    assert (found.detail, found.values["gap"]) == ("peak", F("1315") - F("1268.5"))


def test_claims_that_state_different_definitions_are_not_compared():
    year = (date(2024, 1, 1), date(2024, 12, 31))
    gross, net = taken("t", 700, *year, netting="gross"), taken("r", 500, *year, netting="net")
    assert pairs(gross, net) == []
    assert skips(gross, net) == ["definitions_differ"]


def test_where_only_one_says_what_it_counts_it_is_at_most_a_tension():
    year = (date(2024, 1, 1), date(2024, 12, 31))
    (found,) = pairs(taken("t", 4168, *year, kursk_counted="included"), taken("r", 3901, *year))
    assert (found.kind, found.degree, found.values["gap"]) == (
        "tension",
        "tension",
        F("4167.5") - F("3901.5"),
    )
    assert found.sentence.startswith(
        "These two may not count the same: only the figure of Afp is said to count ground in "
        "Kursk Oblast too."
    )
    assert "Counted alike, even at the widest" in found.sentence


def test_each_may_say_what_the_other_leaves_open():
    year = (date(2024, 1, 1), date(2024, 12, 31))
    one, other = taken("t", 4168, *year, kursk_counted="included"), taken("r", 3901, *year, netting="net")
    (found,) = pairs(one, other)
    assert found.kind == "tension"
    assert (
        "only the figure of Russia-Mod is said to count gains less losses and only the figure of Afp"
        in found.sentence
    )


def test_an_unspecified_basis_is_not_a_definition():
    share = {"indicator_id": "share_held", "unit_id": "percent", "region_id": "ua-donetsk-luhansk"}
    one = held("r", 88, share_basis="unspecified", **share)
    assert [f.kind for f in pairs(one, held("t", 79, share_basis="pooled", **share))] == ["tension"]
    assert [f.kind for f in pairs(one, held("t", 79, share_basis="unspecified", **share))] == [
        "contradiction"
    ]


def test_an_area_has_no_basis_of_shares():
    share = {"indicator_id": "share_held", "unit_id": "percent", "region_id": "ua-donetsk-luhansk"}
    one = held("r", 45000, region_id="ua-donetsk-luhansk")
    assert [f.kind for f in pairs(one, held("t", 79, share_basis="pooled", **share))] == ["contradiction"]


def test_a_claim_that_updates_another_is_not_at_odds_with_it():
    links = [row("claim_links", claim_id="r2-held", relation="updates", target_id="r-held")]
    assert pairs(held("r", 1263), held("r2", 1294), claim_links=links) == []
    assert skips(held("r", 1263), held("r2", 1294), claim_links=links) == ["linked"]


def test_a_claim_that_derives_from_another_is_not_compared_with_it():
    links = [row("claim_links", claim_id="u-held", relation="derives_from", target_id="r-held")]
    material, skipped = gather(tables_of(held("r", 1263), held("u", 1294), speakers=SIDES, claim_links=links))
    (row_,) = [row for row in skip_rows(skipped, material) if row["other_claim_id"]]
    assert row_["reason"] == "linked"
    assert row_["sentence"].endswith("They are not compared: the second derives from the first.")


def test_what_reporters_worked_out_is_said_to_be_theirs():
    worked_out = held("u", 800, origin="computed_by_reporter")
    (found,) = pairs(held("r", 1294), worked_out)
    assert "reporters, computing from figures of Ukraine-Staff, put it at 800\u00a0km²" in found.sentence
    assert found.values["speakers"] == "with_third_party"


def test_what_reporters_worked_out_is_no_agreement_between_the_sides():
    hedged = held("r", 500, qualifier_id="about")
    assert [f.kind for f in pairs(hedged, held("u", 480))] == ["agreement"]
    worked_out = held("u", 480, origin="computed_by_reporter")
    assert pairs(hedged, worked_out) == []
    assert skips(hedged, worked_out) == ["worked_out"]


def test_two_thirds_kept_as_a_rounded_percentage_contradict_nothing():
    share = {"indicator": "share_retaken", "qualifier_id": "about", "period_end": DAY}
    half = kursk("r-share", statement="r", value=50, **share)
    (found,) = pairs(half, kursk("t-share", statement="t", value="66.7", **share))
    # Strictly at most 60%, and at least 66.7 × 0.9 = 60.03%: the end of two thirds is 60% too.
    assert (found.kind, found.values["gap"]) == ("tension", F("63.365") - 55)


def test_withdrawn_claims_are_left_alone():
    assert pairs(held("r", 1294), held("u", 1263, status="withdrawn")) == []


@pytest.mark.parametrize("reverse", [False, True])
def test_the_order_of_rows_does_not_matter(reverse):
    claims = [held("r", 1294), held("u", 1263), held("t", 1320, qualifier_id="about")]
    found = pairs(*(reversed(claims) if reverse else claims))
    assert [(f.discrepancy_id, f.sentence) for f in found] == [
        (f.discrepancy_id, f.sentence) for f in pairs(*claims)
    ]


def test_an_id_lasts_while_its_claims_do():
    (before,) = pairs(held("r", 1294), held("u", 1263))
    (after,) = pairs(held("r", 1294), held("u", 1250))
    assert before.discrepancy_id == after.discrepancy_id
    assert before.discrepancy_id.startswith("contradiction-")
