"""A claimant's figure stands beside their own earlier one of the same kind."""

from claimed_ground.pages.claimants import SAME, compare


def claim(claim_id: str, day: str, value: float, **other: object) -> dict[str, object]:
    given = {
        "claim_id": claim_id, "value": value, "value_upper": None, "unit": "km²", "kind": "stock",
        "status": "active", "updates": None, "figure": f"{value:g} km²", "dated_on": day, "dated_from": day,
        "dated_to": day, "stated_on": day, "stated_in": None,
    }  # fmt: skip
    return {**dict.fromkeys(SAME), "region_id": "ru-kursk", "unit_id": "km2", **given, **other}


def test_the_figure_before_is_the_last_of_an_earlier_day_and_the_change_is_told():
    first, second, third = (claim(day, day, value) for day, value in (
        ("2024-08-12", 1000), ("2024-08-15", 1150), ("2024-08-27", 1100),
    ))  # fmt: skip
    before = compare([first, second, third])
    assert before[0] is None
    assert before[1] == {
        "claim_id": "2024-08-12", "figure": "1000 km²", "day": "12 Aug 2024", "change": "+150\u00a0km²",
    }  # fmt: skip
    assert before[2]["change"] == "−50\u00a0km²"


def test_what_counts_something_else_is_not_compared():
    first = claim("first", "2024-08-12", 1000)
    elsewhere = claim("elsewhere", "2024-08-15", 1150, region_id="ru-belgorod")
    monthly = [
        claim(start, f"{start[:8]}28", 10, kind="flow", period_start=start)
        for start in ("2024-10-01", "2024-11-01")
    ]
    undated = [claim(day, day, 10, kind="flow", region_id="ua") for day in ("2024-08-12", "2024-08-15")]
    assert compare([first, elsewhere, *monthly, *undated]) == [None] * 6


def test_a_figure_is_held_against_the_one_that_it_updates():
    first = claim("first", "2024-08-12", 1000)
    other = claim("other", "2024-08-20", 1100)
    update = claim("update", "2024-08-27", 25, unit_id="percent", unit="%", updates="first")
    before = compare([first, other, update])[2]
    assert (before["claim_id"], before["change"]) == ("first", "")


def test_shares_differ_in_points():
    shares = [claim(day, day, value, unit_id="percent", unit="%") for day, value in (
        ("2025-03-12", 86), ("2025-04-19", 99.5),
    )]  # fmt: skip
    assert compare(shares)[1]["change"] == "+13.5\u00a0points"
