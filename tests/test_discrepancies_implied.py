"""What follows from figures together: by hand, and against what the same statement says."""

from datetime import date
from fractions import Fraction

from small_tables import claim, kursk, tables_of

from claimed_ground.discrepancies import find, gather
from claimed_ground.discrepancies.implied import imply
from claimed_ground.figures import Figure, read_desk, read_figures

DAY = date(2025, 2, 20)
F = Fraction
AREA = {"indicator": "area_retaken", "period_end": DAY}
SHARE = {"indicator": "share_retaken", "period_end": DAY}


def implied(*claims) -> dict[str, Figure]:
    tables = tables_of(*claims)
    desk = read_desk(tables)
    found, _ = imply(tuple(read_figures(tables, desk)), desk.ground)
    return {
        f"{figure.quantity.family} {figure.quantity.unit_id} {figure.implied_by}": figure for figure in found
    }


def arithmetic(*claims, **speakers):
    material, _ = gather(tables_of(*claims, **speakers))
    return [finding for finding in find(material) if finding.kind == "arithmetic"]


def test_area_and_share_retaken_give_the_peak_and_what_is_held():
    found = implied(
        kursk("a", statement="s", value=800, qualifier_id="more_than", **AREA),
        kursk("b", statement="s", value=64, qualifier_id="about", **SHARE),
    )
    peak = found["peak km2 area retaken ÷ share retaken"]
    assert peak.value == 1250
    assert (peak.usual().low, peak.usual().high) == (800 / F("0.672"), 900 / F("0.608"))
    held = found["held km2 area retaken ÷ share retaken − area retaken"]
    assert held.value == 450
    assert (held.usual().low, held.usual().high) == (
        800 * F("0.328") / F("0.672"),
        900 * F("0.392") / F("0.608"),
    )


def test_peak_less_retaken_is_still_held():
    found = implied(
        kursk("a", statement="s", value=801, **AREA),
        kursk("b", statement="s", value=1268, indicator="area_peak"),
        kursk("c", statement="s", value=63, **SHARE),
    )
    held = found["held km2 peak − area retaken"]
    assert (held.value, held.usual().low, held.usual().high) == (467, 466, 468)


def test_a_week_of_retaking_is_no_total():
    week = kursk(
        "a",
        statement="s",
        value=259,
        indicator="area_retaken",
        period_start=date(2025, 2, 15),
        period_end=DAY,
    )
    early = kursk("c", statement="t", value=10, indicator="area_retaken", period_end=date(2024, 10, 1))
    assert implied(week, early, kursk("b", statement="s", value=86, **SHARE)) == {}


def share_of(region: str, value: float, **values):
    values = {"region_id": region, "indicator_id": "share_held", "unit_id": "percent", "as_of": DAY, **values}
    return claim(f"{region}-{value}", statement="s", value=value, **values)


def test_a_joint_region_is_the_sum_of_its_parts():
    parts = [share_of("ua-donetsk", 70), share_of("ua-luhansk", 99)]
    whole = implied(*parts)["held km2 sum of its parts"]
    assert whole.quantity.region_id == "ua-donetsk-luhansk"
    assert whole.value == F("0.70") * 26517 + F("0.99") * 26684
    assert whole.readings["usual"]["polygon"].low == F("0.665") * 26599 + F("0.985") * 26310


def test_a_country_is_at_least_the_sum_of_some_oblasts():
    least = implied(share_of("ua-donetsk", 70), share_of("ua-luhansk", 99))[
        "held km2 sum of some of its parts"
    ]
    assert least.quantity.region_id == "ua"
    assert least.usual().high is None


def test_a_sum_of_some_parts_has_no_upper_end_even_of_exact_counts():
    def retaken(name: str, region: str, value: int):
        count = {"party": "ukraine", "indicator_id": "settlements_retaken", "unit_id": "settlements"}
        return claim(name, statement="s", value=value, region_id=region, period_end=DAY, **count)

    found = implied(retaken("a", "ua-kharkiv", 551), retaken("b", "ua-kherson", 88))
    least = found["settlements_retaken settlements sum of some of its parts"]
    assert least.value == 551 + 88
    assert {(least.readings[s]["none"].low, least.readings[s]["none"].high) for s in ("usual", "strict")} == {
        (639, None)
    }


def test_net_gains_of_some_parts_say_nothing_of_the_whole():
    def gain(name: str, region: str, **values):
        period = {"period_start": date(2025, 1, 1), "period_end": DAY, "indicator_id": "area_taken"}
        return claim(name, statement="s", value=100, region_id=region, **period, **values)

    # Dnipropetrovsk and Kharkiv oblasts are no joint region.
    regions = (("a", "ua-kharkiv"), ("b", "ua-dnipropetrovsk"))
    assert implied(*(gain(*region) for region in regions)) != {}
    assert implied(*(gain(*region, netting="net") for region in regions)) == {}


def test_a_whole_may_be_more_than_some_of_its_parts_and_not_less():
    def total(value: float):
        whole = claim("w", statement="t", value=value, region_id="ua", as_of=DAY)
        material, _ = gather(tables_of(share_of("ua-donetsk", 70), share_of("ua-luhansk", 99), whole))
        return [finding for finding in find(material) if "w" in finding.claims]

    # 69.5% of 26,517 and 98.5% of 26,684 are 44,713 km² at the least.
    assert total(100001) == []
    (found,) = total(30001)
    assert "at least 44,979\u00a0km² (sum of some of its parts)" in found.sentence


def test_a_figure_that_reporters_worked_out_implies_nothing():
    found = implied(
        kursk("a", statement="s", value=800, origin="computed_by_reporter", **AREA),
        kursk("b", statement="s", value=64, **SHARE),
    )
    assert found == {}


def month(number: int, value: float, last: int):
    period = {"period_start": date(2025, number, 1), "period_end": date(2025, number, last)}
    return claim(
        f"m{number}", statement="s", value=value, region_id="ua", indicator_id="area_taken", **period
    )


def test_months_add_up_to_a_longer_period():
    whole = claim(
        "whole", statement="s", value=1714, region_id="ua", indicator_id="area_taken",
        period_start=date(2025, 3, 1), period_end=date(2025, 6, 30),
    )  # fmt: skip
    months = [month(3, 240, 31), month(4, 379, 30), month(5, 507, 31), month(6, 588, 30)]
    assert implied(whole, *months)["taken km2 sum of shorter periods"].value == 1714
    assert arithmetic(whole, *months) == []
    assert "taken km2 sum of shorter periods" not in implied(whole, *months[:3])


def test_months_that_do_not_add_up_are_found():
    whole = claim(
        "whole", statement="s", value=1814, region_id="ua", indicator_id="area_taken",
        period_start=date(2025, 5, 1), period_end=date(2025, 6, 30),
    )  # fmt: skip
    (found,) = arithmetic(whole, month(5, 507, 31), month(6, 588, 30))
    assert found.values["gap"] == F("1813.5") - (507 + 588 + 1)


def test_what_was_taken_is_what_is_held_after_less_before():
    stock = {"region_id": "ua", "statement": "s"}
    found = implied(
        claim("before", value=108651, as_of=date(2022, 11, 12), **stock),
        claim("after", value=114493, as_of=date(2025, 8, 17), **stock),
        claim(
            "flow", value=5842, indicator_id="area_taken",
            period_start=date(2022, 11, 12), period_end=date(2025, 8, 17), **stock,
        ),
    )  # fmt: skip
    assert found["taken km2 held after − held before"].value == 5842


def test_figures_of_one_statement_that_do_not_fit_are_found_once():
    (found,) = arithmetic(
        kursk("area", statement="s", value=1260, **AREA),
        kursk("share", statement="s", value="99.5", **SHARE),
        kursk("held", statement="s", value=3, indicator="area_held", as_of=DAY),
    )
    assert found.claims == {"area", "share", "held"}
    assert found.values["first_value"] == F(1260) * F("0.5") / F("99.5")
    assert found.degree == "contradiction"


def test_figures_that_fit_are_not():
    fitting = [
        kursk("area", statement="s", value=801, **AREA),
        kursk("share", statement="s", value="63.2", **SHARE),
        kursk("peak", statement="s", value=1268, indicator="area_peak"),
    ]
    assert arithmetic(*fitting) == []


def test_definitions_that_differ_are_not_added_up():
    parts = [share_of("ua-donetsk", 70, counted_since=2014), share_of("ua-luhansk", 99, counted_since=2022)]
    assert implied(*parts) == {}
