"""From claims to panels, and from panels to words: what is one quantity, and what the picture says of it."""

from datetime import date
from xml.etree import ElementTree

import pytest
from plotted import february, mark, panel

from claimed_ground.charts.home import tell
from claimed_ground.charts.panels import fullest, headline, panels_of, said
from claimed_ground.charts.render import to_png
from claimed_ground.charts.series import DailyMap, read_map
from claimed_ground.charts.share_map import atlas, describe_atlas, draw_atlas
from claimed_ground.charts.sheet import Credit
from claimed_ground.charts.social import social_card
from claimed_ground.charts.words import describe, describe_own

NO_MAP = DailyMap({}, {})
CREDIT = Credit("https://example.org/", date(2026, 11, 29))
AREAS = {"ua-donetsk": {"official": 26517.0, "polygon": 26599.0}}
DONETSK = DailyMap({"ua-donetsk": {date(2025, 8, 30): 19887.75, date(2025, 7, 31): 19622.58}}, AREAS)


def claim(**other: object) -> dict[str, object]:
    """Gerasimov's share of Donetsk, August 2025."""
    return {
        "claim_id": "gerasimov-2025-08-30-donetsk-share-held",
        "region_id": "ua-donetsk",
        "region": "Donetsk Oblast",
        "party": "russia",
        "family": "held",
        "kind": "stock",
        "figure": "79%",
        "value": 79,
        "value_upper": None,
        "unit_id": "percent",
        "unit": "%",
        "sign": None,
        "rule": "around",
        "strict_width": "min(u/2, v/20)",
        "reading_unit": "percent",
        "low": 78.5,
        "high": 79.5,
        "low_km2": 20815.8,
        "high_km2": 21081.0,
        "low_percent": 78.5,
        "high_percent": 79.5,
        "span": "30 August 2025",
        "doubt": None,
        "dated_on": "2025-08-30",
        "dated_from": "2025-08-30",
        "dated_to": "2025-08-30",
        "stated_in": None,
        "period_start": None,
        "origin": "stated",
        "claimant": "Valery Gerasimov",
        "short_name": None,
        "claimant_kind": "person",
        "side": "russia",
        "reports": 3,
        **other,
    }


def test_a_claim_about_one_party_shows_what_it_leaves_to_the_other():
    ukrainian = claim(
        claim_id="zelensky", party="ukraine", value=30, figure="about 30%", low_percent=27, high_percent=33,
        low=27, high=33, side="ukraine", claimant="Volodymyr Zelensky", sign="≈",
    )  # fmt: skip
    (one,), unplaced = panels_of([claim(), ukrainian], DONETSK)
    assert unplaced == 0
    assert {(found.who, found.value, found.low, found.high) for found in one.marks} == {
        ("Gerasimov", 79, 78.5, 79.5),
        ("Zelensky", 70, 67, 73),
    }
    assert "Ukraine ≈30%" in [found.brief for found in one.marks]


def test_a_stock_is_held_against_the_map_of_its_day():
    (one,), _ = panels_of([claim()], DONETSK)
    assert one.marks[0].on_map == 75.0
    assert [line.name for line in one.lines] == []  # one day is no line


def test_a_flow_is_held_against_what_the_map_gained_in_its_period():
    taken = claim(family="taken", kind="flow", period_start="2025-08-01", reading_unit="km2", unit_id="km2")
    (one,), _ = panels_of([taken], DONETSK)
    assert round(one.marks[0].on_map, 2) == round(19887.75 - 19622.58, 2)
    assert one.marks[0].start == date(2025, 8, 1)


def test_a_label_has_the_figure_as_printed_and_its_value_in_the_unit_of_its_panel():
    area = {"unit_id": "km2", "unit": "km²", "reading_unit": "km2", "value": 43000, "value_upper": None}
    converted = claim(claim_id="area", **area, figure="43,000 km²", low_percent=7.0, high_percent=7.246)
    (one,), _ = panels_of([claim(), claim(claim_id="other"), converted], NO_MAP)
    assert {(found.brief, found.figure) for found in one.marks} == {
        ("79%", "79%"),
        ("43,000\u00a0km² (7.1%)", "43,000 km²"),
    }


def test_square_miles_are_labelled_in_square_kilometres_too():
    miles = {"unit_id": "sq_mi", "unit": "sq mi", "reading_unit": "km2", "value": 30, "sign": "≈"}
    (one,), _ = panels_of([claim(**miles, low=73.8, high=81.6)], NO_MAP)
    assert one.marks[0].brief == "≈30\u00a0sq mi (78)"


def test_a_total_without_a_first_day_is_not_called_one_of_a_long_period():
    flow = {"family": "taken", "kind": "flow", "reading_unit": "km2", "unit_id": "km2"}
    starts = [*["2025-08-01"] * 3, *["2025-01-01"] * 2, None]
    claims = [claim(claim_id=f"{i}", period_start=start, **flow) for i, start in enumerate(starts)]
    short, long = panels_of(claims, NO_MAP)[0]
    assert (len(short.marks), len(long.marks)) == (3, 3)
    assert long.title == "Taken by Russia, over longer periods or unknown ones"


def test_a_claim_without_even_a_month_is_left_out_and_counted():
    undated = claim(claim_id="undated", dated_on=None, dated_from="2025-01-01", dated_to="2025-12-31")
    (one,), unplaced = panels_of([claim(), undated], NO_MAP)
    assert [found.claim_id for found in one.marks] == [claim()["claim_id"]]
    assert unplaced == 1


def test_a_claim_of_a_known_month_stands_in_its_middle():
    (one,), _ = panels_of([claim(dated_on=None, dated_from="2025-08-01", dated_to="2025-08-31")], NO_MAP)
    assert one.marks[0].day == date(2025, 8, 16)
    assert one.marks[0].unsure == (date(2025, 8, 1), date(2025, 8, 31))


def test_hedges_open_the_end_that_they_leave_open():
    more = claim(rule="above", strict_width="unbounded")
    less = claim(claim_id="less", rule="below", strict_width="v")
    (one,), _ = panels_of([more, less], NO_MAP)
    assert {found.claim_id: found.opens for found in one.marks} == {more["claim_id"]: "up", "less": "down"}


def test_a_joint_region_is_the_sum_of_its_parts_on_the_map():
    parts = [{"region_id": "both", "part_id": part, "relation": "sum"} for part in ("one", "two")]
    rows = [
        {"region_id": part, "party": "russia", "estimated_on": "2025-02-20", "area_km2": area}
        for part, area in (("one", 10.0), ("two", 5.0))
    ]
    regions = [{"region_id": "both", "official_area_km2": 100.0, "polygon_area_km2": None}]
    assert read_map(rows, regions, parts).held("both", date(2025, 2, 20), "percent") == 15.0


def test_the_fullest_panels_are_kept_and_the_main_one_has_most_sides():
    one, two = panel(mark(), mark("Putin", 420), mark("Belousov", 430)), february()
    alone = panel(mark("Gerasimov", 3))
    assert fullest([alone, one, two], 2) == [one, two]
    assert headline([one, two]) == two


def test_the_finding_names_each_side_with_its_figures_and_the_alt_text_who_said_them():
    words = describe("Kursk", [february()])
    assert words.finding == (
        "Held by Ukraine, 2 claims: the Russian side more than 400 km², the Ukrainian side about 500 km²."
    )
    assert "according to the Ukrainian side about 500 km² (Syrskyi, 13 Feb 2025)." in words.alt


def test_a_range_names_both_its_ends_in_one_unit():
    marks = [
        mark("Filashkin", 67.1, date(2025, 7, 24), figure="17,804 km²"),
        mark("Zelensky", 70, date(2025, 8, 15), figure="Ukraine holding about 30%"),
        mark("Gerasimov", 79, date(2025, 8, 30), figure="79%"),
    ]
    said = [describe("Donetsk", [panel(*some, unit="%")]).finding for some in (marks[:2], marks[1:])]
    assert said[0].endswith("from 17,804 km² (67.1%) to Ukraine holding about 30% (70%).")
    assert said[1].endswith("from Ukraine holding about 30% (70%) to 79%.")


def test_the_finding_counts_what_the_map_allows():
    marks = [mark(on_map=300.0), mark("Putin", 310, on_map=300.0), mark("Shoigu", 200, on_map=300.0)]
    assert "1 fits it, 1 lies above it and 1 below." in describe("Kursk", [panel(*marks)]).finding


def test_the_story_passes_over_what_reporters_worked_out_and_what_a_ruling_doubts():
    others = [
        mark("from Syrskyi", 900, side="ukraine", is_computed=True),
        mark("Zelensky", 1300, side="ukraine", doubt="Garbled."),
        mark("AFP", 800, side="third_party"),
    ]
    words, named = tell(panel(*february().marks, *others), "Kursk")
    assert words.finding == (
        "The most that the Ukrainian side said it held on a given day is about 500 km² "
        "(Syrskyi, 13 Feb 2025)."
    )
    assert len(named) == 1


def test_what_reporters_worked_out_is_not_shown_as_the_words_of_the_side():
    own = claim(origin="computed_by_reporter", claimant="Sergei Rudskoi", side="third_party", short_name=None)
    found, _ = panels_of([own], DONETSK)
    (shown,) = found[0].marks
    assert (shown.who, shown.name) == ("from Rudskoi", "Outlets, from figures of Sergei Rudskoi")


def test_the_story_tells_the_most_ever_held_apart_from_what_was_held_on_a_day():
    peak = said(claim(figure="almost 1,400 km²", short_name="unnamed officials", dated_on=None))
    words, _ = tell(february(), "Kursk", peak)
    assert words.finding.startswith(
        "The most that the Ukrainian side said it held on a given day is about 500 km² "
        "(Syrskyi, 13 Feb 2025); its highest figure for the most ever held is almost 1,400 km² "
        "(unnamed officials, undated)."
    )


def test_a_picture_of_one_claimant_tells_their_range_without_their_name():
    own = panel(mark(), mark("Rudskoi", 300, date(2025, 3, 1)))
    assert describe_own("Sergei Rudskoi", [own]).finding == (
        "Held by Ukraine, 2 claims: from 300 km² (1 Mar 2025) to 400 km² (20 Feb 2025)."
    )


def test_the_map_shows_the_latest_figure_of_each_side():
    early = claim(claim_id="early", value=70, low_percent=69, high_percent=71, low=69, high=71,
                  dated_on="2025-01-01", dated_from="2025-01-01", dated_to="2025-01-01")  # fmt: skip
    panels, _ = panels_of([early, claim()], DONETSK)
    found = atlas(panels, DONETSK, {"ua-donetsk": (37.8, 48.1)})
    assert [(one.region, [found.value for found in one.latest]) for one in found.places] == [
        ("ua-donetsk", [79])
    ]
    svg = draw_atlas(found, 350).inside
    ElementTree.fromstring(f"<svg>{svg}</svg>")
    assert "75%" in svg and "79%" in svg and "Gerasimov, 30 Aug 2025" in svg
    assert f'href="claims/{claim()["claim_id"]}/"' in svg


@pytest.mark.parametrize(("area", "label"), [(26410.9, ">99%"), (26517.0, "100%"), (159.1, "<1%")])
def test_the_map_rounds_to_all_or_nothing_only_what_is_so(area: float, label: str):
    days = DailyMap({"ua-donetsk": {date(2025, 8, 30): area}}, AREAS)
    found = atlas(panels_of([claim()], days)[0], days, {"ua-donetsk": (37.8, 48.1)})
    drawn = ElementTree.fromstring(f"<svg>{draw_atlas(found, 350).inside}</svg>")
    bold = [one.text for one in drawn.iter() if one.get("font-weight") == "bold"]
    assert label in bold


def test_the_map_passes_over_a_figure_that_a_ruling_doubts():
    later = claim(claim_id="later", value=1, low=1, high=1, low_percent=1, high_percent=1, doubt="Garbled.",
                  dated_on="2025-09-01", dated_from="2025-09-01", dated_to="2025-09-01")  # fmt: skip
    panels, _ = panels_of([claim(), later], DONETSK)
    found = atlas(panels, DONETSK, {})
    assert [mark.value for mark in found.places[0].latest] == [79]


def test_the_map_tells_of_the_widest_gap_that_it_shows():
    country = claim(claim_id="country", region_id="ua", region="Ukraine", value=19)
    own = [
        claim(
            claim_id=f"own-{region}", region_id=region, region=region, side="ukraine", low=share, high=share
        )
        for region, share in (("ua", 40), ("ua-donetsk", 70))
    ]
    shown = DailyMap(
        {**DONETSK.days, "ua": DONETSK.days["ua-donetsk"]}, {**AREAS, "ua": {"official": 603628.0}}
    )
    panels, _ = panels_of([claim(), country, *own], shown)
    assert describe_atlas(atlas(panels, shown, {})).finding.startswith(
        "The sides are furthest apart on All of Ukraine: "
    )


def test_the_preview_is_a_picture_of_the_size_that_others_ask_for():
    png = to_png(social_card([february()], describe("Kursk", [february()]), CREDIT), 1)
    assert png.startswith(b"\x89PNG")
    assert (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")) == (1200, 630)
