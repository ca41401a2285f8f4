"""A figure and its hedge allow an interval: each row of `qualifiers`, and figures that are awkward."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_tables import claim, kursk, package, real_tables, row, tables_of

from claimed_ground.intervals import Interval
from claimed_ground.readings import formula_fault, place_value, read_rules, reading, reading_rows

RULES = read_rules(real_tables())
F = Fraction


def read(
    qualifier: str, value: str, strictness: str = "usual", upper: str | None = None, dimension: str = "area"
):
    found = reading(
        RULES[qualifier], strictness, Decimal(value), Decimal(upper) if upper else None, dimension
    )
    return found.low, found.high


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ("800", F(100)), ("4500", F(100)), ("1294", F(1)), ("64", F(1)), ("1000", F(1000)), ("75", F(1)),
        ("99.7", F(1, 10)), ("0.5", F(1, 10)), ("66.7", F(1, 10)), ("77.43", F(1, 100)), ("1.0", F(1)),
        ("0", F(1)), ("4.5e3", F(100)),
    ],
)  # fmt: skip
def test_the_place_is_that_of_the_last_digit_that_is_not_zero(value, place):
    assert place_value(Decimal(value)) == place


@pytest.mark.parametrize(
    ("qualifier", "value", "usual", "strict"),
    [
        # The examples of the design.
        ("about", "500", (450, 550), (400, 600)),
        ("more_than", "800", (800, 900), (800, None)),
        ("about", "64", (F("60.8"), F("67.2")), (F("57.6"), F("70.4"))),
        ("about", "75", (F("71.25"), F("78.75")), (F("67.5"), F("82.5"))),
        ("about", "1000", (900, 1100), (800, 1200)),
        ("almost", "4500", (4400, 4500), (4300, 4500)),
        ("less_than", "1", (0, 1), (0, 1)),
        # One more of each hedge.
        ("exactly", "1294", (F("1293.5"), F("1294.5")), (F("1293.5"), F("1294.5"))),
        ("exactly", "1000", (950, 1050), (950, 1050)),
        ("exactly", "99.7", (F("99.65"), F("99.75")), (F("99.65"), F("99.75"))),
        ("at_least", "1300", (1300, 1400), (1300, None)),
        ("up_to", "600", (500, 600), (0, 600)),
        ("about", "66.7", (F("63.365"), F("70.035")), (F("60.03"), F("73.37"))),
        ("about", "0.5", (F("0.45"), F("0.55")), (F("0.4"), F("0.6"))),
        ("more_than", "0.5", (F("0.5"), F("0.6")), (F("0.5"), None)),
        ("almost", "20", (16, 20), (12, 20)),
    ],
)  # fmt: skip
def test_a_hedge_is_read_usually_and_strictly(qualifier, value, usual, strict):
    assert read(qualifier, value) == usual
    assert read(qualifier, value, "strict") == strict


def test_a_range_is_read_as_printed():
    assert read("between", "800", upper="900") == read("between", "800", "strict", upper="900") == (800, 900)


def test_more_than_leaves_the_figure_itself_out_and_at_least_does_not():
    assert reading(RULES["more_than"], "usual", Decimal(800), None, "area").low_open
    assert not reading(RULES["at_least"], "usual", Decimal(800), None, "area").low_open
    assert reading(RULES["less_than"], "strict", Decimal(100), None, "share").high_open


def test_all_and_none_of_a_region_are_not_rounded():
    assert read("exactly", "100", dimension="share") == (100, 100)
    assert read("exactly", "100") == (95, 105)
    assert read("less_than", "100", dimension="share") == (80, 100)


def test_settlements_are_whole_numbers():
    assert read("exactly", "28", dimension="count") == (28, 28)
    assert read("about", "44", dimension="count") == (42, 46)
    assert read("more_than", "80", dimension="count") == (81, 90)
    assert read("more_than", "80", "strict", dimension="count") == (81, None)


def rows(one):
    tables = tables_of(one)
    return {(r["strictness"], r["baseline"]): r for r in reading_rows(tables)}


def test_shares_become_areas_on_both_areas_of_the_region():
    found = rows(
        claim(
            "a", statement="s", value=75, indicator_id="share_held", unit_id="percent", qualifier_id="about"
        )
    )
    assert found["usual", "official"]["low_km2"] == F("0.7125") * 26517
    assert found["usual", "polygon"]["high_km2"] == F("0.7875") * 26599
    assert found["strict", "official"]["low_percent"] == F("67.5")


def test_readings_are_cut_to_what_is_possible():
    found = rows(claim("a", statement="s", value=26000, qualifier_id="more_than"))
    assert found["strict", "official"]["high"] == 26517
    assert found["strict", "polygon"]["high"] == 26599
    share = rows(
        claim(
            "a", statement="s", value=97, indicator_id="share_held", unit_id="percent", qualifier_id="about"
        )
    )
    assert share["usual", "official"]["high"] == 100


def test_square_miles_become_square_kilometres_exactly():
    found = rows(
        kursk("a", statement="s", value=30, indicator="area_held", unit_id="mi2", qualifier_id="about")
    )
    mile = F("2.589988110336")
    assert found["usual", "official"]["low"] == 27 * mile
    assert found["usual", "official"]["high"] == 33 * mile


def test_what_was_retaken_is_no_share_of_the_region():
    found = rows(kursk("a", statement="s", value=64, indicator="share_retaken", qualifier_id="about"))
    assert set(found) == {("usual", "none"), ("strict", "none")}
    assert found["usual", "none"]["low_km2"] is None


def test_a_figure_beyond_its_region_is_marked_and_not_cut_away():
    found = rows(claim("a", statement="s", value=30000))
    assert not found["usual", "official"]["is_possible"]
    assert found["usual", "official"]["low"] == 28500


def test_an_event_has_no_reading():
    event = kursk("a", statement="s", value=1, indicator="event", qualifier_id=None, unit_id="yes_no")
    assert rows(event) == {}


def test_every_rule_of_the_data_can_be_read():
    assert set(RULES) == {one["qualifier_id"] for one in real_tables()["qualifiers"]}


@pytest.mark.parametrize(
    "formula", ["x", "u-v", "__import__('os')", "u if v else w", "min()", "u/0", "2**w", ""]
)
def test_a_formula_that_is_not_understood_is_said_to_be_so(formula):
    assert formula_fault(formula)


def test_a_rule_that_is_not_understood_gives_no_reading():
    tables = tables_of(claim("a", statement="s", value=5, qualifier_id="odd"))
    odd = row("qualifiers", qualifier_id="odd", rule="around", usual_width="u**2", strict_width="u")
    tables["qualifiers"] = [*tables["qualifiers"], odd]
    assert list(reading_rows(tables)) == []


def test_every_claim_of_the_data_but_events_has_a_reading():
    read_claims = {r["claim_id"] for r in reading_rows(real_tables())}
    figures = {c["claim_id"] for c in real_tables()["claims"] if c["unit_id"] != "yes_no"}
    assert read_claims == figures
    assert {name for r in reading_rows(real_tables()) for name in r} == set(
        package().table("readings").columns
    )


values = st.decimals(min_value="0.01", max_value="700000", places=2)
hedges = st.sampled_from(sorted(set(RULES) - {"between"}))
dimensions = st.sampled_from(["area", "share"])


@given(values, hedges, st.sampled_from(["usual", "strict"]), dimensions)
def test_a_reading_reaches_its_figure(value, qualifier, strictness, dimension):
    found = reading(RULES[qualifier], strictness, value, None, dimension)
    assert found.low <= Fraction(value)
    assert found.high is None or Fraction(value) <= found.high


@given(values, hedges, dimensions)
def test_the_strict_reading_holds_the_usual_one(value, qualifier, dimension):
    usual = reading(RULES[qualifier], "usual", value, None, dimension)
    strict = reading(RULES[qualifier], "strict", value, None, dimension)
    assert strict.low <= usual.low
    assert strict.high is None or (usual.high is not None and usual.high <= strict.high)


@given(values)
def test_a_bare_figure_is_the_narrowest_reading_that_a_hedge_around_it_has(value):
    bare, about = (reading(RULES[name], "usual", value, None, "area") for name in ("exactly", "about"))
    assert isinstance(bare, Interval)
    assert about.low <= bare.low and bare.high <= about.high
