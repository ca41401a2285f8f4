"""Interval arithmetic: exact, and careful about ends that are left out."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from claimed_ground.intervals import Interval, add, complement, cut, distance, divide, scale, subtract

F = Fraction
fractions = st.fractions(min_value=0, max_value=1000, max_denominator=50)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low, width = draw(fractions), draw(st.fractions(min_value=F(1, 50), max_value=100, max_denominator=50))
    return Interval(low, low + width, draw(st.booleans()), draw(st.booleans()))


def closed(low: int, high: int) -> Interval:
    return Interval(F(low), F(high))


def test_intervals_that_overlap_are_no_distance_apart():
    assert distance(closed(1, 3), closed(2, 5)) is None
    assert distance(closed(1, 3), closed(3, 5)) is None


def test_intervals_that_touch_at_an_end_left_out_have_nothing_in_common():
    less_than_100 = Interval(F(80), F(100), high_open=True)
    assert distance(less_than_100, closed(100, 100)) == 0
    assert distance(closed(100, 100), less_than_100) == 0
    assert distance(Interval(F(100), F(200), low_open=True), closed(100, 100)) == 0


def test_an_interval_beyond_what_is_possible_has_nothing_left():
    assert cut(closed(120, 130), F(100)) is None
    assert cut(Interval(F(-5), F(5)), F(100)) == closed(0, 5)
    assert cut(Interval(F(100), None, low_open=True), F(100)) is None


def test_a_difference_is_not_negative():
    assert subtract(closed(10, 20), closed(15, 18)) == closed(0, 5)
    assert subtract(closed(1, 2), closed(15, 18)) is None


def test_a_quotient_needs_a_divisor_that_is_not_zero():
    assert divide(closed(800, 900), closed(0, 1)) is None
    assert divide(closed(800, 900), Interval(F("0.608"), F("0.672"))) == Interval(
        F(800) / F("0.672"), F(900) / F("0.608")
    )


@given(intervals(), intervals())
def test_distance_does_not_depend_on_the_order(one, other):
    assert distance(one, other) == distance(other, one)


@given(intervals(), st.fractions(min_value=F(1, 100), max_value=100))
def test_a_change_of_unit_and_back_changes_nothing(one, factor):
    assert scale(scale(one, factor), 1 / factor) == one


@given(intervals())
def test_the_rest_of_the_rest_is_the_figure(one):
    assert complement(complement(one, F(2000)), F(2000)) == one


@given(intervals(), intervals())
def test_a_sum_less_one_part_holds_the_other(one, other):
    rest = subtract(add(one, other), other)
    assert rest is not None
    assert rest.low <= one.low and (one.high or 0) <= (rest.high or 0)
