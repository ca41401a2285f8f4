"""What would make a set possible, what the others allow, and how far each claim is off."""

from datetime import date
from fractions import Fraction

import pytest
from joint_cases import checked, escapes_of, room_of
from small_tables import claim, kursk, series

from claimed_ground.intervals import Interval
from claimed_ground.joint.escapes import Escape, change_needed
from claimed_ground.joint.ranges import Allowed
from claimed_ground.joint.strain import Strain, add_strains, join
from claimed_ground.tables import Row

F = Fraction
FEB_20 = date(2025, 2, 20)
YEAR = {"indicator_id": "area_taken", "period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}


def held(name: str, value: float, **more: object) -> Row:
    return claim(name, statement=name, value=value, **{"as_of": FEB_20, **more})


def share(name: str, region: str, value: float, **more: object) -> Row:
    return held(name, value, region_id=region, indicator_id="share_held", unit_id="percent", **more)


def taken(name: str, value: float, **more: object) -> Row:
    return claim(name, statement=name, value=value, **{"region_id": "ua", **YEAR, **more})


def kinds(*claims: Row) -> set[tuple[str, str]]:
    return {(escape.kind, escape.claim_id) for escape in escapes_of(*claims)}


def test_every_claim_can_be_withdrawn():
    assert {("withdrawn", "a"), ("withdrawn", "b")} <= kinds(held("a", 15049), held("b", 16001))


def test_a_hedge_may_be_stretched_as_far_as_it_goes():
    """More than 15,000 is up to 16,000 as a rule, and has no upper end if read strictly."""
    found = kinds(held("a", 15000, qualifier_id="more_than"), held("b", 17001))
    assert {("strict", "a"), ("all_strict", "")} <= found and ("strict", "b") not in found


def test_bare_figures_stay_apart_however_they_are_read():
    found = {kind for kind, _ in kinds(held("a", 15049), held("b", 16001))}
    assert not found & {"strict", "all_strict"}


def test_the_fewest_days_that_the_record_allows():
    """15,049.5 at most and 15,199.5 at least are 150 km² apart: three days at 50 a day."""
    fifty = series("ua", date(2025, 1, 1), 110000, 110050)
    found = escapes_of(held("a", 15049), held("b", 15200), estimates=fifty)
    assert [e for e in found if e.kind == "days"] == [Escape("days", "a", 3), Escape("days", "b", 3)]


def test_less_than_a_thousandth_is_slight_but_for_bare_figures_of_one_unit():
    """56.65% of 26,517 km² is 15,021.88 at least, and 15,010 is 15,015 at most: 6.88 km² are wanting."""
    assert checked(held("a", 15010), share("b", "ua-donetsk", 56.7)).is_slight
    assert not checked(held("a", 15010), held("b", 15021)).is_slight


def test_many_days_are_no_escape():
    ten = series("ua", date(2025, 1, 1), 110000, 110010)
    assert not [e for e in escapes_of(held("a", 15049), held("b", 15200), estimates=ten) if e.kind == "days"]


def test_the_lower_figure_may_be_net_and_the_higher_may_count_kursk():
    found = kinds(taken("low", 3601), taken("high", 4501))
    assert {("net", "low"), ("kursk_included", "high")} <= found
    assert not {("net", "high"), ("kursk_included", "low")} & found


def test_crimea_may_be_left_out():
    """88,000 and Crimea's 26,945 are 114,945, within 19.04% of 603,628 km²."""
    found = kinds(held("without", 88000, region_id="ua"), share("with", "ua", 19.04))
    assert ("without_crimea", "without") in found and ("without_crimea", "with") not in found


def test_another_area_of_the_region_may_dissolve_a_set():
    """76% of Kherson is 21,630 km² of the official area, and 19,868 of the polygon's."""
    found = kinds(share("share", "ua-kherson", 76), held("area", 19868, region_id="ua-kherson"))
    assert ("polygon_area", "") in found


def test_ground_held_by_neither_side_may_dissolve_a_set():
    few = share("ukraine", "ua-donetsk", 20, party="ukraine")
    assert ("contested", "") in kinds(share("russia", "ua-donetsk", 70), few)
    much = share("ukraine", "ua-donetsk", 40, party="ukraine")
    assert ("contested", "") not in kinds(share("russia", "ua-donetsk", 70), much)


def test_ground_may_have_changed_hands_faster_than_on_record():
    """15,049.5 at most on one day and 15,199.5 at least on the next, where 50 a day are on record."""
    fifty = series("ua", date(2025, 1, 1), 110000, 110050)
    later = held("b", 15200, as_of=date(2025, 2, 21))
    found = {escape.kind for escape in escapes_of(held("a", 15049), later, estimates=fifty)}
    assert "faster" in found


def test_figures_of_one_day_stay_apart_at_any_pace():
    fifty = series("ua", date(2025, 1, 1), 110000, 110050)
    found = {escape.kind for escape in escapes_of(held("a", 15049), held("b", 15200), estimates=fifty)}
    assert "faster" not in found


def test_ground_retaken_twice_may_dissolve_a_set():
    found = kinds(
        kursk("peak", statement="a", value=1001, indicator="area_peak"),
        kursk("held", statement="a", value=501, indicator="area_held", as_of=FEB_20),
        kursk("retaken", statement="a", value=801, indicator="area_retaken", period_end=FEB_20),
    )
    assert ("retaken_again", "retaken") in found


def test_what_is_counted_may_differ():
    found = kinds(share("low", "ua-donetsk", 67), share("high", "ua-donetsk", 78))
    assert {("fully_held", "low"), ("entered", "high")} <= found


def test_the_others_allow_a_range_of_figures():
    room = room_of(held("a", 15049), held("b", 16001))
    assert room.allowed["a"] == Allowed(F("16000.5"), F("16001.5"))
    assert change_needed(room, "a") == 951  # from 15,049.5 to 16,000.5
    assert change_needed(room, "b") == -951


def test_a_share_of_the_peak_has_a_range_too():
    """501.5 held of a peak of 1,000.5 leave 499 retaken at the least: 49.875%."""
    room = room_of(
        kursk("peak", statement="a", value=1001, indicator="area_peak"),
        kursk("held", statement="a", value=501, indicator="area_held", as_of=FEB_20),
        kursk("share", statement="a", value=70, indicator="share_retaken", period_end=FEB_20),
    )
    assert room.allowed["share"].low == F(499) / F("1000.5") * 100


@pytest.mark.parametrize(
    ("read", "change"),
    [((1, 2), 3), ((4, 6), 0), ((5, 6), 0), ((9, 12), -1), ((9, None), -1), ((1, None), 0)],
)
def test_the_change_needed_leads_to_the_nearest_end(read: tuple[int, int | None], change: int):
    interval = Interval(F(read[0]), None if read[1] is None else F(read[1]))
    assert Allowed(F(5), F(8)).change_needed(interval) == change


def test_strain_keeps_both_directions_and_the_middle():
    strain = join(Strain(((F(5), 1), (F(-2), 1))), Strain(((F(1), 3),)))
    assert (strain.sets, strain.raise_by, strain.lower_by, strain.median) == (5, 5, 2, 1)


def test_the_strain_of_a_pair_is_the_gap_between_its_readings():
    claims = {one["claim_id"]: one for one in (held("a", 15049), held("b", 16001))}
    strains: dict[str, Strain] = {}
    add_strains(claims, room_of(*claims.values()), strains)
    assert (strains["a"].raise_by, strains["b"].lower_by) == (951, 951)
