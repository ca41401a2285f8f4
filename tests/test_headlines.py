"""Each discrepancy at a glance, and what a topic's figures answer: on the real data."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from claimed_ground.layout import Layout
from claimed_ground.pages.answers import Answer, answer
from claimed_ground.pages.disagreements import Disagreements, load_disagreements, sections
from claimed_ground.pages.facts import Facts, open_facts
from claimed_ground.pages.headlines import UNITS
from claimed_ground.pages.topics import CLAIMS


@pytest.fixture(scope="module")
def facts(built: Layout) -> Iterator[Facts]:
    with open_facts(built.current.database) as facts:
        yield facts


@pytest.fixture(scope="module")
def found(facts: Facts) -> Disagreements:
    return load_disagreements(facts)


@pytest.fixture(scope="module")
def answers(facts: Facts, found: Disagreements) -> dict[str, Answer]:
    topics = [row["topic_id"] for row in facts.rows("select topic_id from topics")]
    return {
        topic: answer(claims, found.within(claims)) for topic in topics if (claims := gather(facts, topic))
    }


def gather(facts: Facts, topic: str):
    return [claim for claim in facts.rows(CLAIMS, topic=topic) if claim["status"] == "active"]


def glance_of(found: Disagreements, *claims: str):
    (one,) = [one for one in found.ranked if one["claim_ids"] == frozenset(claims) and one["glance"].bars]
    return one["glance"]


def test_a_headline_sets_both_figures_against_each_other(found: Disagreements):
    glance = glance_of(
        found, "smirnov-2024-08-12-kursk-settlements-held", "zelensky-2024-08-13-kursk-settlements-held"
    )
    assert glance.headline == "28 against 74\u00a0settlements: 46 apart"
    assert [(place.who, place.when) for place in glance.places] == [
        ("Alexei Smirnov", "12 August 2024"), ("Volodymyr Zelensky", "13 August 2024"),
    ]  # fmt: skip


def test_one_partys_share_is_drawn_as_the_rest_of_the_others(found: Disagreements):
    glance = glance_of(
        found, "filashkin-2025-07-donetsk-share-held-ukraine", "gerasimov-2025-08-30-donetsk-share-held"
    )
    assert glance.headline == "32.8% held by Ukraine against 79%: at least 11.2 points apart"
    assert glance.places[0].usual == pytest.approx((67.15, 67.25))


def test_a_figure_worked_out_of_others_says_of_which_and_has_their_range(found: Disagreements):
    """800 to 900 km² at 60.8 to 67.2% leave 800 × 0.488 = 390.5 to 900 × 0.6447 = 580.3."""
    rudskoi = [f"rudskoi-2025-02-20-kursk-{what}-retaken" for what in ("area", "share")]
    glance = glance_of(found, "syrskyi-2025-02-13-kursk-area-held", *rudskoi)
    worked_out = next(place for place in glance.places if "worked out here" in place.figure)
    assert worked_out.when == "from more than 800\u00a0km² and about 64%; 20 February 2025"
    assert worked_out.usual == pytest.approx((390.5, 580.3), abs=0.05)


def test_bars_touch_exactly_where_the_readings_do(found: Disagreements):
    drawn = [one for one in found.of("contradiction", "tension") if all(b.usual for b in one["glance"].bars)]
    assert len(drawn) > 250
    for one in drawn:
        first, second = (place.usual for place in one["glance"].places)
        if one["gap"] and one["detail"] != "part_of_period":
            ends = [high for _, high in (first, second) if high is not None]
            assert min(ends) < max(first[0], second[0]), one["sentence"]


def test_bars_stay_on_the_scale(found: Disagreements):
    bars = [bar for one in found.ranked for bar in one["glance"].bars]
    ranges = [r for bar in bars for r in (bar.usual, bar.widest) if r]
    assert len(ranges) > 1000
    assert all(left >= 0 and wide > 0 and left + wide <= 100.05 for left, wide in ranges)


def test_what_reporters_worked_out_is_not_put_in_the_speakers_mouth(found: Disagreements):
    claim = "syrskyi-2025-02-13-kursk-share-retaken"
    places = [place for one in found.about(claim) for place in one["glance"].places]
    names = {place.who for place in places if place.claim_id == claim}
    assert names == {"Outlets, from figures of Oleksandr Syrskyi"}


def test_what_a_ruling_explains_comes_last(facts: Facts, found: Disagreements):
    listed = sections(found.of("contradiction"), facts.rows("select * from topics order by position"))
    assert [part.name for part in listed][:: len(listed) - 1] == ["opposing", "ruled"]
    assert all(one["ruling_id"] for one in listed[-1].listed)
    assert not any(one["ruling_id"] for part in listed[:-1] for one in part.listed)


def test_folds_hold_every_discrepancy_of_their_section_once(facts: Facts, found: Disagreements):
    for kind in ("contradiction", "tension", "reporting", "estimate"):
        for part in sections(found.of(kind), facts.rows("select * from topics order by position")):
            folded = [one["discrepancy_id"] for _, some in part.folds for one in some]
            assert not folded or sorted(folded) == sorted(one["discrepancy_id"] for one in part.listed)
            assert max([len(some) for _, some in part.folds] or [len(part.listed)]) <= 80


@pytest.mark.parametrize(
    ("topic", "overlap"),
    [
        ("kursk-february-2025", ""),
        ("ground-taken-2024", "Only the Russian side has figures here"),
        ("seized-ground-retaken", "Only the Ukrainian side has figures here"),
        ("border-february-2025", "none of them gives a figure"),
        ("sumy-2025", "not of the same quantity, or not of days"),
        ("donetsk-summer-2025", "No two claims of opposing sides here have figures that overlap."),
    ],
)
def test_a_topic_says_why_no_figures_of_the_two_sides_overlap(answers, topic: str, overlap: str):
    said = answers[topic].overlap
    assert overlap in said and bool(overlap) == bool(said)


def test_a_topic_answers_with_who_said_what_when_and_how_far_apart(answers):
    told = " ".join(answers["settlements-counted"].sentences)
    assert "Alexei Smirnov with 28\u00a0settlements (12 August 2024)" in told
    assert told.endswith("Volodymyr Zelensky with 74\u00a0settlements (13 August 2024), 46 apart.")
    assert "two sides’ figures can be compared; it overlaps" in " ".join(
        answers["kursk-february-2025"].sentences
    )


def test_every_answer_counts_what_the_database_counts(facts: Facts, found: Disagreements, answers):
    for topic, given in answers.items():
        opposing = [
            one for one in found.within(gather(facts, topic))
            if one["speakers"] == "opposing" and one["kind"] in ("contradiction", "tension", "agreement")
        ]  # fmt: skip
        said = " ".join(given.sentences)
        assert ("pair of the two sides can be compared" in said or "no pair of the two sides" in said
                or "none of them gives a figure" in said) == (not opposing), topic  # fmt: skip


def test_every_unit_of_a_discrepancy_has_words(found: Disagreements):
    assert {one["unit_id"] for one in found.ranked if one["unit_id"]} <= set(UNITS)


def test_each_discrepancy_keeps_one_address(built: Layout, found: Disagreements):
    for kind in ("contradiction", "tension", "denial", "estimate", "reporting"):
        page = (built.current.site / "discrepancies" / kind / "index.html").read_text(encoding="utf-8")
        anchors = re.findall(r'<li class="finding [^"]*" id="([^"]+)"', page)
        assert sorted(anchors) == sorted(one["discrepancy_id"] for one in found.of(kind))


def test_a_link_to_a_folded_discrepancy_opens_it(browser: Browser, origin: str, found: Disagreements):
    one = [one for one in found.of("contradiction") if one["speakers"] == "third_parties"][-1]
    page = browser.new_page()
    page.goto(f"{origin}/discrepancies/contradiction/#{one['discrepancy_id']}", wait_until="load")
    target = page.locator(f"[id='{one['discrepancy_id']}']")
    target.wait_for(state="visible")
    assert target.locator("details.whole").evaluate("fold => fold.open")
    page.close()


def test_a_filter_opens_what_it_leaves(browser: Browser, origin: str):
    page = browser.new_page()
    page.goto(f"{origin}/discrepancies/contradiction/", wait_until="load")
    page.locator("select[name=topics]").select_option("three-regions-75")
    page.locator("select[name=speakers]").select_option("with_third_party")
    shown = page.locator(".findings > li:visible")
    assert page.locator("form.filter output").inner_text() == f"{shown.count()} shown"
    assert shown.count() > 0
    page.close()


def test_pages_of_discrepancies_read_without_script(browser: Browser, origin: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}/discrepancies/tension/", wait_until="load")
    fold = page.locator("details.fold").nth(1)
    assert not fold.locator(".headline").first.is_visible()
    fold.locator("summary").first.click()
    assert fold.locator(".headline").first.is_visible()
    context.close()


def test_the_page_of_contradictions_is_no_wall(browser: Browser, origin: str):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{origin}/discrepancies/contradiction/", wait_until="load")
    assert page.evaluate("document.documentElement.scrollHeight") < 12_000
    page.close()


@pytest.mark.parametrize("address", ["", "uk", "ru"])
def test_home_shows_the_widest_contradiction_of_the_sides_that_no_ruling_explains(
    built: Layout, found: Disagreements, address: str
):
    page = (built.current.site / address / "index.html").read_text(encoding="utf-8")
    widest = next(
        one for one in found.of("contradiction") if one["speakers"] == "opposing" and not one["ruling_id"]
    )
    assert widest["glance"].headline in page


def test_a_third_printed_in_words_is_shown_in_words(built: Layout):
    path = built.current.site / "claims/syrskyi-2025-02-13-kursk-share-retaken/index.html"
    page = path.read_text(encoding="utf-8")
    assert "Outlets, from figures of Oleksandr Syrskyi: about two thirds (66.7%)</h1>" in page.replace(
        '<a class="headerlink"', "</h1>"
    )


def test_impossible_figures_tell_of_those_that_other_things_exclude(built: Layout):
    page = (built.current.site / "discrepancies/impossible/index.html").read_text(encoding="utf-8")
    assert "1 figure cannot be true either" in page
