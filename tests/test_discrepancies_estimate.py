"""A claim against the map series: the day, the change, both areas of the region."""

from datetime import date
from fractions import Fraction

from small_tables import claim, series, tables_of

from claimed_ground.discrepancies import find, gather
from claimed_ground.discrepancies.skips import skip_rows

DAY = date(2025, 2, 20)
F = Fraction


def estimates(*claims, **more):
    material, _ = gather(tables_of(*claims, **more))
    return [finding for finding in find(material) if finding.kind == "estimate"]


def donetsk(value, **values):
    return claim("a", statement="s", value=value, **{"as_of": DAY, **values})


SHARE = {"indicator_id": "share_held", "unit_id": "percent"}


def test_a_share_is_set_against_both_areas():
    (found,) = estimates(donetsk(66, **SHARE), estimates=series("ua-donetsk", DAY, 18000))
    official, polygon = F(66) - F(1800000, 26517), F(66) - F(1800000, 26599)
    assert found.values["difference_points"] == official
    assert found.values["difference_points_polygon"] == polygon
    assert (found.degree, found.values["gap"]) == ("contradiction", F(1800000, 26517) - F("66.5"))


def test_the_milder_area_counts():
    # 17,370 km² are 65.51% of the official area, within 65.5 to 66.5, and 65.30% of the polygon's.
    (found,) = estimates(donetsk(66, **SHARE), estimates=series("ua-donetsk", DAY, 17370))
    assert (found.degree, found.values["baseline_matters"]) == ("agreement", True)


def test_the_nearest_day_is_taken_and_named():
    (found,) = estimates(donetsk(18000), estimates=series("ua-donetsk", date(2025, 2, 22), 17000))
    assert found.values["days_apart"] == 2
    assert "on 22 February 2025, the nearest day it has" in found.sentence


def test_a_day_too_far_from_the_series_is_not_set_against_it():
    assert estimates(donetsk(18000), estimates=series("ua-donetsk", date(2025, 2, 28), 17000)) == []


def test_ground_taken_is_set_against_the_change_from_the_day_before():
    flow = donetsk(
        31, indicator_id="area_taken", period_start=date(2025, 2, 2), period_end=date(2025, 2, 4), as_of=None
    )
    (found,) = estimates(flow, estimates=series("ua-donetsk", date(2025, 2, 1), 100, 105, 115, 130))
    assert found.values["second_value"] == 30
    assert "a gain of 30\u00a0km² for Russia from 1 February 2025 to 4 February 2025" in found.sentence


def test_joint_regions_are_measured_by_their_parts():
    both = [*series("ua-donetsk", DAY, 18000), *series("ua-luhansk", DAY, 26000)]
    (found,) = estimates(donetsk(44000, region_id="ua-donetsk-luhansk"), estimates=both)
    assert (found.values["second_value"], found.degree) == (44000, "agreement")


def test_what_ukraine_holds_is_the_rest():
    (found,) = estimates(donetsk(32, party="ukraine", **SHARE), estimates=series("ua-donetsk", DAY, 18031.56))
    assert found.values["first_value"] == 68
    assert "Taken as ground held by Russia" in found.sentence


def test_a_claim_that_counts_something_else_is_not_set_against_the_series():
    gross = donetsk(
        31, indicator_id="area_taken", period_start=DAY, period_end=DAY, as_of=None, netting="gross"
    )
    estimated = series("ua-donetsk", date(2025, 2, 19), 100, 105)
    assert estimates(gross, estimates=estimated) == []
    material, skipped = gather(tables_of(gross, estimates=estimated))
    assert [line["reason"] for line in skip_rows(skipped, material)] == ["series_differs"]


def test_kursk_is_not_covered():
    assert (
        estimates(donetsk(500, region_id="ru-kursk", party="ukraine"), estimates=series("ua", DAY, 1)) == []
    )
