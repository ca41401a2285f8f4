"""What the axioms make impossible, and what they leave alone; a few true or plain claims each."""

from datetime import date
from fractions import Fraction

import pytest
from joint_cases import checked, sets_of
from small_tables import claim, kursk, series, tables_of

from claimed_ground.joint.model import read_world, targets_of
from claimed_ground.rates import Rate, allowed_change
from claimed_ground.tables import Row

FEB_20 = date(2025, 2, 20)
CHAINS = (("ua", "count"), ("ua", "area"))
DEC_31, JUN_30, SEP_25 = date(2024, 12, 31), date(2025, 6, 30), date(2025, 9, 25)


def rudskoi() -> list[Row]:
    """The seeds: more than 800 km² and about 64% retaken; Syrskyi held around 500."""
    said = {"statement": "rudskoi-russia", "period_end": FEB_20}
    return [
        kursk("retaken", value=800, indicator="area_retaken", qualifier_id="more_than", **said),
        kursk("share", value=64, indicator="share_retaken", qualifier_id="about", **said),
        kursk(
            "syrskyi",
            statement="syrskyi-ukraine",
            value=500,
            indicator="area_held",
            qualifier_id="about",
            as_of=date(2025, 2, 13),
        ),
    ]


def test_the_seeds_can_all_be_true():
    assert sets_of(*rudskoi()) == set()


def test_the_seeds_and_a_remainder_of_exactly_700_cannot():
    """900 km² retaken at most is 60.8% of a peak of 1,480 at most, which leaves 580 and not 665."""
    rest = kursk("rest", statement="test", value=700, indicator="area_held", as_of=FEB_20)
    assert sets_of(*rudskoi(), rest) == {frozenset(("retaken", "share", "rest"))}
    result = checked(*rudskoi()[:2], rest).proof.result
    assert result.lower > result.upper


def held(name: str, value: float, day: date = FEB_20, **more: object) -> Row:
    return claim(name, statement=name, value=value, as_of=day, **more)


def share(name: str, region: str, value: float, **more: object) -> Row:
    more = {"as_of": FEB_20, "indicator_id": "share_held", "unit_id": "percent", **more}
    return claim(name, statement=name, value=value, region_id=region, **more)


def taken(name: str, value: float, start: date, end: date, **more: object) -> Row:
    more = {"indicator_id": "area_taken", "period_start": start, "period_end": end, **more}
    return claim(name, statement=name, value=value, **more)


def test_two_figures_of_one_day_that_do_not_meet():
    assert sets_of(held("a", 15000), held("b", 16001)) == {frozenset("ab")}


def test_a_share_and_an_area_meet_by_the_area_of_the_region():
    """70% of 26,517 km² is 18,562."""
    assert sets_of(share("a", "ua-donetsk", 70), held("b", 18562)) == set()
    assert sets_of(share("a", "ua-donetsk", 70), held("b", 19562)) == {frozenset("ab")}


def test_parts_do_not_hold_more_than_their_whole():
    """Crimea's 26,945 km² and 99% of Luhansk are 53,362; Donetsk adds 20,000."""
    whole = held("whole", 60000, region_id="ua")
    parts = [share("luhansk", "ua-luhansk", 99), held("donetsk", 20000)]
    assert sets_of(whole, *parts) == {frozenset(("whole", "luhansk", "donetsk"))}


def test_a_joint_share_is_of_the_sum_of_its_parts():
    joint = share("joint", "ua-donetsk-luhansk", 75, share_basis="pooled")
    parts = [share("luhansk", "ua-luhansk", 99), share("donetsk", "ua-donetsk", 70)]
    assert sets_of(joint, *parts) == {frozenset(("joint", "luhansk", "donetsk"))}


def test_both_sides_cannot_hold_the_same_ground():
    ours, theirs = share("russia", "ua-donetsk", 70), share("ukraine", "ua-donetsk", 40, party="ukraine")
    assert sets_of(ours, theirs) == {frozenset(("russia", "ukraine"))}


def test_a_stock_a_gain_and_a_later_stock():
    first, last = held("first", 15001, DEC_31), held("last", 15601, JUN_30)
    gain = taken("gain", 201, date(2025, 1, 1), JUN_30)
    assert sets_of(first, gain, last) == {frozenset(("first", "gain", "last"))}


def test_ground_may_be_lost_while_more_is_taken():
    first, last = held("first", 15601, DEC_31), held("last", 15101, JUN_30)
    assert sets_of(first, taken("gain", 201, date(2025, 1, 1), JUN_30), last) == set()


def test_months_add_up_to_at_most_the_year():
    months = [
        taken("january", 430, date(2025, 1, 1), date(2025, 1, 31)),
        taken("june", 590, date(2025, 6, 1), JUN_30),
    ]
    assert sets_of(*months, taken("year", 900, date(2025, 1, 1), SEP_25)) == {
        frozenset(("january", "june", "year"))
    }


def test_what_is_taken_in_an_oblast_is_taken_in_ukraine():
    year = {"start": date(2025, 1, 1), "end": SEP_25}
    parts = [
        taken("donetsk", 3308, **year),
        taken("sumy", 320, date(2025, 1, 1), JUN_30, region_id="ua-sumy"),
    ]
    whole = taken("all", 3434, region_id="ua", **year)
    assert sets_of(*parts, whole) == {frozenset(("donetsk", "sumy", "all"))}


def test_net_and_gross_meet_by_what_was_retaken():
    """713 km² gross less 79 is 634 net."""
    july = {"start": date(2025, 7, 1), "end": date(2025, 7, 31), "region_id": "ua"}
    gross, net = taken("gross", 713, netting="gross", **july), taken("net", 634, netting="net", **july)
    lost = taken("lost", 79, indicator_id="area_retaken", party="ukraine", **july)
    assert sets_of(gross, net, lost) == set()
    less = taken("lost", 40, indicator_id="area_retaken", party="ukraine", **july)
    assert sets_of(gross, net, less) == {frozenset(("gross", "net", "lost"))}


def test_a_total_with_kursk_is_no_total_of_ukraine_alone():
    year = {"start": date(2024, 1, 1), "end": DEC_31, "region_id": "ua"}
    alone, both = taken("alone", 3600, **year), taken("both", 4168, kursk_counted="included", **year)
    assert sets_of(alone, both) == set()
    assert sets_of(taken("alone", 4500, **year), both) == {frozenset(("alone", "both"))}


def test_ground_entered_is_not_held_against_ground_held():
    more = share("entered", "ua-donetsk", 78, extent="full_or_partial")
    assert sets_of(share("held", "ua-donetsk", 67), more) == set()
    assert sets_of(share("held", "ua-donetsk", 81), more) == {frozenset(("entered", "held"))}


def test_the_peak_is_the_most_that_was_ever_held():
    peak = kursk("peak", statement="rudskoi", value=1268, indicator="area_peak")
    stock = kursk("stock", statement="syrskyi", value=1294, indicator="area_held", as_of=date(2024, 8, 27))
    assert sets_of(peak, stock) == {frozenset(("peak", "stock"))}


def test_two_shares_of_one_peak_need_no_third_claim():
    shares = [
        kursk("early", statement="a", value=63, indicator="share_retaken", period_end=date(2025, 1, 17)),
        kursk("late", statement="b", value=50, indicator="share_retaken", period_end=FEB_20),
    ]
    assert sets_of(*shares) == {frozenset(("early", "late"))}


def test_settlements_are_counted_apart_from_area():
    counts = [
        kursk("smirnov", statement="a", value=28, indicator="settlements_held", as_of=date(2024, 8, 12)),
        kursk("syrskyi", statement="b", value=74, indicator="settlements_held", as_of=date(2024, 8, 13)),
        kursk("area", statement="b", value=1000, indicator="area_held", as_of=date(2024, 8, 13)),
    ]
    assert sets_of(*counts) == {frozenset(("smirnov", "syrskyi"))}


def test_ground_changes_no_faster_than_the_map_series_ever_showed():
    days = [held("a", 15001, date(2025, 2, 18)), held("b", 15401)]
    fast = series("ua", date(2025, 1, 1), 110000, 110300)
    assert sets_of(*days, estimates=fast) == set()
    slow = series("ua", date(2025, 1, 1), 110000, 110100)
    assert sets_of(*days, estimates=slow) == {frozenset("ab")}


def test_without_a_record_nothing_limits_a_day():
    assert sets_of(held("a", 15000, date(2025, 2, 19)), held("b", 19000)) == set()


def test_twelve_settlements_of_an_unnamed_day_are_no_total():
    day = kursk("day", statement="a", value=12, indicator="settlements_retaken", period_end=date(2025, 3, 11))
    total = kursk(
        "total",
        statement="b",
        value=32,
        indicator="settlements_retaken",
        period_start=date(2024, 8, 6),
        period_end=date(2025, 3, 9),
    )
    assert sets_of(day, total) == set()


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({}, "names no day"),
        ({"indicator_id": "area_taken", "period_end": FEB_20}, "names no first day"),
        ({"indicator_id": "area_taken", "period_start": FEB_20}, "names no last day"),
        ({"indicator_id": "event", "unit_id": "yes_no", "qualifier_id": None}, "not a figure of ground"),
        ({"indicator_id": "share_held", "unit_id": "percent", "region_id": "ua-vovchansk", "as_of": FEB_20},
         "a share of a region whose area is not known"),
        ({"as_of": FEB_20, "origin": "computed_by_reporter"},
         "computed by reporters from other figures, not stated"),
    ],
)  # fmt: skip
def test_a_claim_that_the_model_cannot_follow_has_a_reason(values: dict[str, object], reason: str):
    one = claim("one", statement="one", value=1, **values)
    assert targets_of(read_world(tables_of(one)), one) == reason


def test_settlements_change_hands_whole():
    """28 in 31 days are 1.8 in two; whoever counts 189 and, two days later, 191 says nothing unheard of."""
    rates = {(place, measure, 1): Rate(Fraction(28, 31), date(2024, 5, 31), 31) for place, measure in CHAINS}
    before, last = date(2024, 12, 16), date(2024, 12, 18)
    assert [allowed_change(rates, *chain, before, last) for chain in CHAINS] == [2, Fraction(56, 31)]
