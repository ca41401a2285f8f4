"""Two claims of different days or periods: what may have changed between them, and what cannot have."""

from datetime import date

from pairing import DAY, SIDES, F, held, pairs, skips, taken
from small_tables import kursk, series, tables_of

from claimed_ground.discrepancies import find, gather
from claimed_ground.discrepancies.skips import skip_rows


def moving(*areas: float):
    """The series of Donetsk: the largest gain in a day is 10 km²."""
    return {"estimates": series("ua-donetsk", date(2025, 2, 1), *areas)}


def test_change_within_the_fastest_seen_is_granted():
    gaining = moving(*range(17000, 17300, 10))
    early, late = held("u", 17011, date(2025, 2, 10)), held("r", 17099, date(2025, 2, 20))
    assert pairs(early, late, **gaining) == []
    assert skips(early, late, **gaining) == ["change_explains"]


def test_change_faster_than_any_seen_is_not():
    early, late = held("u", 17011, date(2025, 2, 10)), held("r", 17299, date(2025, 2, 20))
    (found,) = pairs(early, late, **moving(*range(17000, 17300, 10)))
    assert found.values["rate_needed_km2_per_day"] == F("28.7")
    assert found.values["fastest_km2_per_day"] == 10
    assert "28.7" in found.sentence and "10\u00a0km²" in found.sentence


def test_ground_does_not_go_back_if_it_never_did():
    early, late = held("u", 17099, date(2025, 2, 10)), held("r", 17091, date(2025, 2, 20))
    (found,) = pairs(early, late, **moving(*range(17000, 17300, 10)))
    assert (found.kind, found.values["gap"]) == ("contradiction", 7)


def test_the_map_is_named_with_its_days_and_the_way_the_ground_went():
    early, late = held("u", 17099, date(2025, 2, 10)), held("r", 17091, date(2025, 2, 20))
    (lost,) = pairs(early, late, **moving(*range(17000, 17300, 10)))
    assert "Russia would have had to lose 0.7\u00a0km² a day over 10 days" in lost.sentence
    assert (
        "the most that it lost there within so many days in the map series, 1 February 2025" in lost.sentence
    )
    early, late = held("u", 17011, date(2025, 2, 10)), held("r", 17299, date(2025, 2, 20))
    (gained,) = pairs(early, late, **moving(*range(17000, 17300, 10)))
    assert "the most that it gained there" in gained.sentence


def test_what_ukraine_retakes_russia_loses():
    losing = {"estimates": series("ua", date(2025, 2, 1), *range(100290, 100000, -10))}
    back = {"party": "ukraine", "indicator_id": "area_retaken"}
    start = date(2025, 2, 2)
    # The map lost 10 km² a day: 100 more in ten days can be, 150 more cannot.
    early = taken("u", 20, start, date(2025, 2, 10), **back)
    assert pairs(early, taken("r", 101, start, DAY, **back), **losing) == []
    (found,) = pairs(early, taken("r", 151, start, DAY, **back), **losing)
    assert "the most that it lost there" in found.sentence


def kursk_held(name: str, value: float, day: date):
    return kursk(f"{name}-held", statement=name, value=value, indicator="area_held", as_of=day)


def test_where_nothing_is_measured_only_near_days_are_compared():
    # 84 km² in the six days to 11 August are 14 a day, the fastest on record in Russia.
    early = kursk_held("u", 84, date(2024, 8, 11))
    assert pairs(early, kursk_held("t", 20, date(2024, 8, 15))) == []
    (found,) = pairs(early, kursk_held("t", 20, date(2024, 8, 14)))
    assert found.values["fastest_km2_per_day"] == F("84.5") / 6
    assert "the fastest on record in Russia since 2023 is 14.1\u00a0km² a day, according to" in found.sentence


def test_the_front_of_one_country_says_nothing_of_another():
    front = {"estimates": series("ua", date(2025, 2, 1), 100000, 101000, 102000, 103000)}
    early, late = kursk_held("u", 84, date(2024, 8, 11)), kursk_held("t", 20, date(2024, 8, 14))
    assert pairs(early, late, **front)[0].values["fastest_km2_per_day"] == F("84.5") / 6


def test_a_year_without_a_record_has_no_fastest_change():
    # The map of 2025 says nothing of 2022.
    front = {"estimates": series("ua", date(2025, 2, 1), 100000, 100050, 100050, 100050)}
    early, late = held("u", 17099, date(2022, 9, 10)), held("t", 15001, date(2022, 9, 11))
    assert pairs(early, late, **front) == []
    material, skipped = gather(tables_of(early, late, speakers=SIDES, **front))
    (row,) = [row for row in skip_rows(skipped, material) if row["other_claim_id"]]
    assert row["reason"] == "no_record"
    assert "there is no record of how fast ground changed hands there then" in row["sentence"]


def test_settlements_a_day_apart_are_compared_between_sides_only():
    def count(name: str, value: int, day: date):
        return kursk(f"{name}-count", statement=name, value=value, indicator="settlements_held", as_of=day)

    (found,) = pairs(count("r", 28, date(2024, 8, 12)), count("u", 74, date(2024, 8, 13)))
    assert found.values["gap"] == 74 - 28
    # 74 in the eight days to 13 August.
    assert "46\u00a0settlements a day" in found.sentence and "9.25\u00a0settlements a day" in found.sentence
    assert pairs(count("r", 28, date(2024, 8, 12)), count("r2", 74, date(2024, 8, 13))) == []
    assert pairs(count("r", 28, date(2024, 8, 12)), count("u", 74, date(2024, 8, 14))) == []


def test_one_settlement_is_not_one_settlements():
    (found,) = pairs(
        kursk("r-count", statement="r", value=1, indicator="settlements_held", as_of=DAY),
        kursk("u-count", statement="u", value=2, indicator="settlements_held", as_of=DAY),
    )
    assert "allow 1\u00a0settlement and 2\u00a0settlements, 1\u00a0settlement apart" in found.sentence


def test_a_part_of_a_period_cannot_exceed_the_whole():
    part = taken("r", 4501, date(2024, 2, 1), date(2024, 12, 16))
    whole = taken("t", 4168, date(2024, 1, 1), date(2024, 12, 31))
    (found,) = pairs(part, whole)
    assert (found.detail, found.firsts, found.values["gap"]) == (
        "part_of_period",
        ("r-taken",),
        F("4500.5") - F("4168.5"),
    )


def test_a_whole_may_exceed_its_part():
    assert (
        pairs(taken("r", 300, date(2024, 2, 1), date(2024, 12, 16)), taken("t", 4168, date(2024, 1, 1), DAY))
        == []
    )


def test_net_figures_may_be_smaller_over_a_longer_period():
    part = taken("r", 4501, date(2024, 2, 1), date(2024, 12, 16), netting="net")
    whole = taken("t", 4168, date(2024, 1, 1), date(2024, 12, 31))
    assert pairs(part, whole) == []
    assert skips(part, whole) == ["net_may_shrink"]


def test_periods_that_overlap_only_are_not_compared():
    one = taken("t", 4501, date(2024, 3, 1), date(2025, 2, 28))
    other = taken("r", 4695, date(2024, 4, 1), date(2025, 3, 31))
    assert pairs(one, other) == []
    assert skips(one, other) == ["different_period"]


def test_a_total_from_the_same_start_cannot_shrink():
    early = taken("t", 3501, date(2024, 1, 1), date(2024, 11, 30))
    late = taken("r", 3306, date(2024, 1, 1), date(2024, 12, 18))
    (found,) = pairs(early, late)
    assert (found.detail, found.values["gap"]) == ("running_total", F("3500.5") - F("3306.5"))
    assert "lost again" in found.sentence


def test_a_change_without_a_first_day_is_compared_with_totals_only():
    part = kursk("t-retaken", statement="t", value=901, indicator="area_retaken", period_end=DAY)
    total = kursk("r-retaken", statement="r", value=801, indicator="area_retaken", period_end=DAY)
    share = kursk("r-share", statement="r", value=63, indicator="share_retaken", period_end=DAY)
    assert [f.detail for f in pairs(part, total, share)] == ["part_of_period"]
    part["value"] = total["value"] - 700
    assert pairs(part, total, share) == []


def test_figures_of_one_month_without_a_day_are_listed_but_not_compared():
    tables = tables_of(held("r", 1294, None), held("t", 1263, date(2024, 10, 14)), speakers=SIDES)
    tables["statements"][0].update(stated_on=None, stated_in="2024-10")
    material, skipped = gather(tables)
    assert [f for f in find(material) if f.kind != "estimate"] == []
    assert [skip.reason for skip in skipped] == ["month_only"]
