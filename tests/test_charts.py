"""Charts show hedges, keep their words inside the picture, and are the same each time."""

import gzip
import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import altair
import pytest
from plotted import crowd, february, mark, panel

from claimed_ground.charts.grammar import Frame, Layer, draw
from claimed_ground.charts.intervals import interval_chart
from claimed_ground.charts.labels import Box, Label, column, place
from claimed_ground.charts.lettering import shorten, width, wrap
from claimed_ground.charts.marks import Words
from claimed_ground.charts.noteworthy import noteworthy
from claimed_ground.charts.scales import Scale, day_scale, value_scale
from claimed_ground.charts.sheet import Credit, embed, publish
from claimed_ground.charts.svg import Drawing
from claimed_ground.charts.theme import DARK, LIGHT, SIDES, contrast, darken
from claimed_ground.charts.timeline import timeline

WORDS = Words("Kursk", "They fit.", "Syrskyi's 500 and Rudskoi's 400 fit each other.")
CREDIT = Credit("https://example.org/ground/", date(2026, 11, 29))
SVG = "{http://www.w3.org/2000/svg}"
CHARTS = (interval_chart, timeline)
WIDTHS = (720, 350)


def texts(drawing: Drawing) -> list[ElementTree.Element]:
    inside = ElementTree.fromstring(f"<svg>{drawing.inside}</svg>")
    return [one for one in inside.iter("text") if one.get("x") is not None]


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("wide", WIDTHS)
def test_the_same_panels_give_the_same_bytes(chart, wide):
    assert chart([february()], wide) == chart([february()], wide)


@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_says_what_it_shows_to_those_who_do_not_see_it(chart):
    root = ElementTree.fromstring(publish(chart([february()], 720), WORDS, CREDIT))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == WORDS.title
    assert root.findtext(f"{SVG}desc") == WORDS.alt


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("wide", WIDTHS)
@pytest.mark.parametrize("shown", [february(), crowd()], ids=["two", "sixty"])
def test_words_stay_inside_the_picture_in_a_wider_font_too(chart, wide, shown):
    for one in texts(chart([shown], wide)):
        x, room = float(one.get("x")), width(one.text, float(one.get("font-size")))
        end = {"end": x, "middle": x + room / 2}.get(one.get("text-anchor"), x + room)
        assert end - room >= -1 and end <= wide + 1, one.text


@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_of_sixty_claims_stays_small(chart):
    assert len(gzip.compress(chart([crowd()], 720).inside.encode())) < 9_000


@pytest.mark.parametrize("chart", CHARTS)
def test_an_open_end_has_a_head_and_a_closed_one_has_none(chart):
    closed = panel(mark(low=400, high=480))
    opened = panel(mark(low=400, high=480, opens="up"))
    assert "open end" in chart([opened], 720).inside
    assert "open end" not in chart([closed], 720).inside
    assert chart([opened], 720).inside.count("<path") > chart([closed], 720).inside.count("<path")


def test_a_figure_worked_out_by_a_reporter_is_hollow():
    svg = timeline([panel(mark(is_computed=True), mark("Putin", 420))], 720).inside
    assert "worked out by a reporter" in svg
    assert len(re.findall(f'fill="{LIGHT.paper}"[^>]*stroke="{LIGHT.russia}"', svg)) == 1


def test_a_period_is_drawn_from_its_first_day_to_its_last():
    svg = timeline([panel(mark(start=date(2025, 1, 1), is_flow=True, on_map=300.0))], 720).inside
    assert "Daily map (DeepState), same period" in svg


def test_every_colour_has_its_counterpart_in_the_dark_dress():
    svg = timeline([crowd()], 720).inside
    assert set(re.findall(r"#[0-9a-f]{6}", svg)) <= set(vars(LIGHT).values())
    assert not set(re.findall(r"#[0-9a-f]{6}", darken(svg))) & set(vars(LIGHT).values())


@pytest.mark.parametrize("dress", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "muted", *SIDES])
def test_words_in_each_colour_can_be_read_on_the_paper(dress, name):
    assert contrast(getattr(dress, name), dress.paper) >= 4.5


def test_labels_never_meet_one_another_nor_a_mark():
    marks = [Box(x, 50 + x % 3, x + 8, 58 + x % 3) for x in range(0, 200, 20)]
    labels = [Label(f"{i}", f"Speaker {i}", box, "#000000") for i, box in enumerate(marks)]
    found = place(labels, marks, (), Box(-50, 0, 300, 120), 12, leads=4)
    assert len(found) >= 4
    for i, one in enumerate(found):
        assert not any(one.box.meets(mark) for mark in marks)
        assert not any(one.box.meets(other.box) for other in found[i + 1 :])


def test_a_label_without_a_line_is_nearest_to_its_own_mark():
    marks = [Box(50, 50, 60, 60), Box(64, 50, 74, 60)]
    (found,) = place(
        [Label("first", "first", marks[0], "#000000")], marks, (), Box(0, 0, 200, 200), 12, leads=0
    )
    assert found.box.gap(marks[0]) < found.box.gap(marks[1])


def test_a_column_of_labels_keeps_their_order_and_its_bounds():
    labels = [Label(f"{i}", f"{i}", Box(0, 90 + i, 8, 98 + i), "#000000") for i in range(5)]
    found = column(labels, 20, 0, 100, 12)
    assert [one.words for one in found] == ["0", "1", "2", "3", "4"]
    assert found[-1].box.bottom <= 100.01 and found[0].box.top >= 0
    assert all(one.box.bottom <= two.box.top + 0.01 for one, two in pairwise(found))


def test_the_extremes_are_labelled_before_the_most_reported():
    marks = [mark(f"Speaker {i}", 100 * i, date(2025, 1, i), reports=i % 3) for i in range(1, 9)]
    assert [one.who for one in noteworthy(marks, 2)] == ["Speaker 8", "Speaker 1"]
    assert noteworthy(marks, 1, {marks[3].claim_id}) == [marks[3]]


def test_a_scale_of_numbers_starts_at_zero_and_has_round_ticks():
    scale = value_scale([450, 1294], 0, 100, 4)
    assert scale.low == 0 and scale.high >= 1294
    assert [label for _, label in scale.ticks] == ["0", "500", "1,000"]


def test_shares_far_from_zero_are_not_squeezed_and_end_at_a_hundred():
    scale = value_scale([95, 100], 0, 100, 4, from_zero=False, most=100)
    assert scale.low > 80 and scale.high == 100


@pytest.mark.parametrize(
    ("last", "expected"),
    [(date(2025, 2, 20), "13 Feb"), (date(2025, 8, 1), "Mar 2025"), (date(2031, 1, 1), "2026")],
)
def test_days_are_marked_by_days_months_or_years(last, expected):
    labels = [label for _, label in day_scale(date(2025, 2, 13), last, 0, 600).ticks]
    assert expected in labels and len(labels) > 1


def test_a_long_word_is_cut_and_a_long_title_wrapped():
    assert width(shorten("Reformatorisch Dagblad", 12, 60), 12) <= 60
    assert all(width(line, 12) <= 120 for line in wrap("How much of the region does each side hold", 12, 120))


def test_what_altair_writes_is_valid_vega_lite():
    rows = [{"x": 1, "x2": 2, "y": 1, "colour": LIGHT.russia}]
    frame = Frame(Scale(0, 3, 0, 100, ((1, "1"),)), Scale(0, 2, 50, 0, ()), [Layer("bar", rows)])
    altair.VConcatChart.from_dict(draw([frame], 10, 12)).to_dict(validate=True)


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("wide", WIDTHS)
def test_every_claim_is_a_link_that_says_who_what_and_when_and_no_stop_for_the_tab_key(chart, wide):
    shown = february()
    root = ElementTree.fromstring(f"<svg>{chart([shown], wide).inside}</svg>")
    links = {one.get("href"): one for one in root.iter("a")}
    assert set(links) == {f"claims/{one.claim_id}/" for one in shown.marks}
    assert {one.get("tabindex") for one in links.values()} == {"-1"}
    assert links[f"claims/{shown.marks[0].claim_id}/"].findtext("title") == (
        "Syrskyi: about 500 km², 13 February 2025. Usual reading: 450 to 550\u00a0km²."
    )


def test_a_disputed_figure_is_hollow_and_says_why():
    doubted = mark(doubt="It stands in one paraphrase only.")
    svg = timeline([panel(doubted, mark("Putin", 420))], 720).inside
    assert "Disputed transcription: It stands in one paraphrase only." in svg
    assert len(re.findall(f'fill="{LIGHT.paper}"[^>]*stroke="{LIGHT.russia}"[^>]*dasharray', svg)) == 1


@pytest.mark.parametrize("chart", CHARTS)
def test_within_a_page_a_picture_has_the_colours_of_the_page_and_no_ids(chart):
    svg = embed(chart([crowd()], 720), WORDS.alt, "wide")
    assert not re.findall(r"#[0-9a-f]{6}| id=|url\(", svg)
    root = ElementTree.fromstring(svg)
    assert (root.get("role"), root.get("aria-label")) == ("group", WORDS.alt)


def test_a_picture_on_its_own_says_what_it_is_and_where_it_is_from():
    svg = publish(timeline([february()], 720), WORDS, CREDIT)
    written = [one.text for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    assert written[0] == WORDS.title
    assert written[-1] == "Claimed Ground · CC BY 4.0 · example.org/ground · data of 29 November 2026"
    assert 'href="https://example.org/ground/claims/' in svg


def test_a_period_and_an_unknown_day_are_drawn_and_explained_apart():
    period = timeline([panel(mark(start=date(2025, 1, 1), is_flow=True))], 720).inside
    unsure = timeline([panel(mark(unsure=(date(2025, 2, 1), date(2025, 2, 28))))], 720).inside
    assert "period counted" in period and "day not known exactly" not in period
    assert "day not known exactly" in unsure and "period counted" not in unsure
    assert unsure.count('stroke-dasharray="0') == 2 and 'stroke-dasharray="0' not in period


def test_a_label_without_room_for_its_name_is_left_out():
    marks = [mark(f"Wanderer {i}", 400 + 40 * i, brief="almost 4,500 in all and more yet") for i in range(4)]
    written = [one.text for one in texts(timeline([panel(*marks)], 350))]
    assert "almost 4,500 in all and more yet" not in written
