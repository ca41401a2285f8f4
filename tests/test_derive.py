"""The derived tables as a whole: described, keyed, the same for the same rows, and sound under change."""

import random
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from checkout import KEPT
from hypothesis import given, settings
from hypothesis import strategies as st
from small_tables import claim, package, real_tables, row, tables_of

from claimed_ground.derive import derive, summary
from claimed_ground.discrepancies import RULES, find, gather
from claimed_ground.discrepancies.rulings import match_rulings, unmatched_rulings
from claimed_ground.intervals import cut
from claimed_ground.readings import read_rules, reading

DAY = date(2025, 2, 20)


@pytest.fixture(scope="module")
def derived():
    return derive(package(), real_tables(), KEPT)


def test_every_table_has_its_key_once_per_row(derived):
    for name, rows in derived.items():
        table = package().table(name)
        keys = [table.key(one) for one in rows]
        assert len(set(keys)) == len(keys), name
        assert None not in {part for key in keys for part in key}, name


def test_values_are_those_that_the_descriptor_allows(derived):
    for name, rows in derived.items():
        for field in package().table(name).fields:
            values = {one[field.name] for one in rows}
            assert not (field.required and None in values), f"{name}.{field.name}"
            assert not field.enum or values <= {*field.enum, None}, f"{name}.{field.name}"


def test_the_order_of_the_curated_rows_does_not_matter(derived):
    shuffled = {name: list(rows) for name, rows in real_tables().items()}
    for rows in shuffled.values():
        random.Random(7).shuffle(rows)
    # The sets of conflicts, which take half a minute, are shuffled in tests/test_joint_real.py.
    again = derive(package(), shuffled, KEPT)
    for name, rows in derived.items():
        assert again[name] == rows, name


def test_every_kind_but_the_impossible_is_found_in_the_data(derived):
    assert {one["kind"] for one in derived["discrepancies"]} == {rule.kind for rule in RULES} - {"impossible"}


def test_the_summary_counts_every_kind(derived):
    kinds, sets = summary(derived).split("; sets that do not fit together, by claims: ")
    counted = [int(part.split(" ")[0]) for part in kinds.split(", ")]
    assert len(counted) == len(RULES) and sum(counted) == len(derived["discrepancies"])
    sizes = dict(reversed(part.split(" of ")) for part in sets.split(", "))
    assert sum(map(int, sizes.values())) == len(derived["conflict_sets"]) and {"2", "3"} <= sizes.keys()


def test_numbered_rows_are_in_the_order_of_their_numbers(derived):
    steps = [(one["conflict_id"], one["step"]) for one in derived["conflict_steps"]]
    assert steps == sorted(steps) and max(step for _, step in steps) > 9


def test_every_discrepancy_has_its_claims_and_every_reporting_one_its_reports(derived):
    ids = {one["discrepancy_id"] for one in derived["discrepancies"]}
    assert ids == {one["discrepancy_id"] for one in derived["discrepancy_claims"]}
    reporting = {one["discrepancy_id"] for one in derived["discrepancies"] if one["kind"] == "reporting"}
    assert reporting == {one["discrepancy_id"] for one in derived["discrepancy_reports"]}


def test_a_sentence_reads_on_its_own(derived):
    for one in (*derived["discrepancies"], *derived["not_compared"]):
        text = one["sentence"]
        assert text.endswith(".") and "  " not in text and "None" not in text, text


def test_broken_rows_are_left_out_and_never_raise():
    tables = tables_of(claim("a", statement="s", value=5))
    for column in tables["claims"][0]:
        if column not in ("claim_id", "statement_id"):
            broken = claim("b", statement="nowhere", value=5)
            broken[column] = None
            tables["claims"].append(broken)
    tables["claims"] += [
        claim("c", statement="s", value=5, region_id="atlantis", party="mars", unit_id="acre")
    ]
    tables["claim_links"] = [row("claim_links", claim_id="b", relation="denies", target_id="gone")]
    tables["reports"] = [row("reports", claim_id="gone", source_id="gone", place="body", value=Decimal(1))]
    tables["rulings"] = [row("rulings", ruling_id="r", kind="tension")]
    find(gather(tables)[0])
    assert [one["ruling_id"] for one in unmatched_rulings(tables)] == ["r"]


def pair(one_value, one_hedge, other_value, other_hedge):
    speakers = {"r": ("russia-mod", DAY), "u": ("ukraine-staff", DAY)}
    tables = tables_of(
        claim("a", statement="r", value=one_value, qualifier_id=one_hedge, as_of=DAY),
        claim("b", statement="u", value=other_value, qualifier_id=other_hedge, as_of=DAY),
        speakers=speakers,
    )
    return [finding.kind for finding in find(gather(tables)[0])]


figures = st.integers(min_value=1, max_value=26000)
hedges = st.sampled_from(["exactly", "about", "more_than", "at_least", "less_than", "up_to", "almost"])
RULES_OF_HEDGES = read_rules(real_tables())


def narrows(value: int, tight: str, loose: str) -> bool:
    """Whether, read strictly, one hedge allows nothing that the other does not."""
    one, other = (
        cut(reading(RULES_OF_HEDGES[hedge], "strict", Decimal(value), None, "area"), Fraction(26517))
        for hedge in (tight, loose)
    )
    assert one is not None and other is not None
    return all(other.holds(end) for end in (one.low, one.high)) and not (one.low_open or one.high_open)


@given(figures, hedges, hedges, figures, hedges)
@settings(deadline=None, max_examples=80)
def test_a_narrower_hedge_never_removes_a_contradiction(value, loose, tight, other, hedge):
    if narrows(value, tight, loose) and pair(value, loose, other, hedge) == ["contradiction"]:
        assert pair(value, tight, other, hedge) == ["contradiction"]


@given(figures, hedges, figures, hedges)
@settings(deadline=None, max_examples=60)
def test_two_claims_stand_to_each_other_as_they_do_in_the_other_order(value, hedge, other, other_hedge):
    assert pair(value, hedge, other, other_hedge) == pair(other, other_hedge, value, hedge)


def test_a_ruling_explains_every_discrepancy_among_its_claims():
    speakers = {name: (f"{name}-claimant", DAY) for name in "rut"}
    claims = [claim(n, statement=n, value=v, as_of=DAY) for n, v in (("r", 1294), ("u", 1263), ("t", 1201))]
    rulings = [
        row("rulings", ruling_id=name, kind="contradiction", reason="rounding")
        for name in ("all", "two", "one", "none")
    ]
    concerned = [("all", "r"), ("all", "u"), ("all", "t"), ("two", "r"), ("two", "u"), ("one", "t")]
    tables = tables_of(
        *claims, speakers=speakers, rulings=rulings,
        ruling_claims=[row("ruling_claims", ruling_id=r, claim_id=c) for r, c in concerned],
    )  # fmt: skip
    matched = match_rulings(find(gather(tables)[0]), tables)
    # One claim: all that it is part of. Several: what is among them, the most specific first.
    assert sorted(matched.values()) == [["all", "one"], ["all", "one"], ["two", "all"]]
    assert [one["ruling_id"] for one in unmatched_rulings(tables)] == ["none"]
    assert {one["ruling_id"] for one in derive(package(), tables)["discrepancies"]} == {"all", "two"}
