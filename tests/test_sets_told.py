"""Sets that do not fit together, as pages tell them: no stronger than they are, and in words."""

import re

import pytest

from claimed_ground.layout import Layout
from claimed_ground.pages.conflicts import least_change, load_conflicts, proof_in_words, telling
from claimed_ground.pages.facts import open_facts


def proof(left: float, right: float, unit: str = "km2") -> str:
    return proof_in_words({"left_side": left, "right_side": right, "unit_id": unit}).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("left", "right", "unit", "told"),
    [
        (450, 439.62, "km2", "at least 450 km² would be needed, at most 440 km² is left"),
        (1200, 1200, "km2", "more than 1,200 km² would be needed, and no more is left"),
        (0.0836, 0, "km2", "at least 0.08 km² would be needed, none is left"),
        (74, 28, "settlements", "at least 74 settlements would be needed, at most 28 settlements are left"),
        (110, 109.999, "km2", "at least 110 km² would be needed, at most 109.999 km² is left"),
        (0, -17.3, "km2", "at least 0 km² would be needed, and less than nothing is left"),
    ],
)
def test_a_proof_ends_in_words_for_every_shape_of_its_last_line(left, right, unit, told):
    assert proof(left, right, unit) == told


@pytest.fixture(scope="module")
def ranked(built: Layout):
    with open_facts(built.current.database) as facts:
        yield load_conflicts(facts).ranked


def test_only_sets_that_do_not_fit_even_read_strictly_cannot_be_true(ranked):
    for one in ranked:
        could_fit = any(escape["kind"] == "all_strict" for _, escapes in one["escapes"] for escape in escapes)
        said = "hold, read as usual" in one["sentence"]
        assert said == (could_fit and one["claims"] > 1), one["sentence"]


def test_a_heading_says_no_more_than_its_set(built: Layout, ranked):
    page = (built.current.site / "discrepancies/sets/index.html").read_text(encoding="utf-8")
    shown = telling(ranked, 8)
    headings = re.findall(r'<span class="kind">(\w+): ([^<]+)</span>', page)
    assert [kind for kind, _ in headings] == [one["kind"] for one in shown]
    assert all(("true" in said) == (kind == "contradiction") for kind, said in headings)


def test_no_set_leaves_a_range_that_ends_before_it_begins(ranked):
    allowed = [escape["sentence"] for one in ranked for _, escapes in one["escapes"] for escape in escapes]
    ranges = [re.search(r"the others allow (-?[\d,.]+) to (-?[\d,.]+)", sentence) for sentence in allowed]
    ends = [tuple(float(end.replace(",", "")) for end in found.groups()) for found in ranges if found]
    assert len(ends) > 1000
    assert all(low <= high for low, high in ends)
    assert any(sentence.endswith("the others leave no possible value") for sentence in allowed)


def test_a_set_that_a_slight_change_of_one_figure_would_dissolve_does_not_lead(ranked):
    first = telling(ranked, 4)
    assert all(one["least_change"] > 0.02 for one in first)
    assert [one for one in ranked if one["least_change"] < 0.01]


def test_the_least_change_is_that_of_the_figure_nearest_to_fitting():
    """Rudskoi's 1,268 would have to be 2% more for Syrskyi's 1,294, whose reading begins at 1,293.5."""
    shown = {"r": {"value": 1268, "value_upper": None}, "s": {"value": 1294, "value_upper": None}}
    escapes = [
        {"kind": "withdrawn", "claim_id": "r", "low": 1293.5, "high": None},
        {"kind": "withdrawn", "claim_id": "s", "low": 0, "high": 1268.5},
        {"kind": "strict", "claim_id": "s", "low": None, "high": None},
    ]
    assert least_change(escapes, shown) == pytest.approx(25.5 / 1294)
