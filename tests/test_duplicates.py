"""What may be one row twice is found, and what differs on purpose is left alone."""

from datetime import date
from decimal import Decimal

import pytest
from checkout import ROOT

from claimed_ground.descriptor import load_package
from claimed_ground.review.duplicates import near_claims, near_sources
from claimed_ground.tables import Row, read_tables

PACKAGE = load_package(ROOT / "datapackage.json")
REAL = read_tables(PACKAGE, ROOT)
CLAIM = {
    "statement_id": "syrskyi-a", "region_id": "ru-kursk", "party": "ukraine", "indicator_id": "area_held",
    "value": Decimal(500), "unit_id": "km2", "as_of": date(2025, 2, 13), "status": "active",
}  # fmt: skip
SOURCE = {"publisher_id": "afp", "title": None, "url": None, "published_on": None}


def table(name: str, rows: list[dict]) -> list[Row]:
    empty = dict.fromkeys(PACKAGE.table(name).columns)
    return [Row({**empty, **row}, 0, ()) for row in rows]


def claims(second: dict, links: list[dict] | None = None, first: dict | None = None):
    """What is found among two claims like the one above that differ from it as told."""
    statements = [
        {"statement_id": "syrskyi-a", "claimant_id": "syrskyi", "stated_on": date(2025, 2, 13)},
        {"statement_id": "syrskyi-b", "claimant_id": "syrskyi", "stated_on": date(2025, 2, 14)},
        {"statement_id": "syrskyi-c", "claimant_id": "syrskyi", "stated_in": "2025-02"},
        {"statement_id": "zelensky-a", "claimant_id": "zelensky", "stated_on": date(2025, 2, 13)},
    ]
    tables = {
        "statements": table("statements", statements),
        "claims": table(
            "claims", [{**CLAIM, "claim_id": "a", **(first or {})}, {**CLAIM, "claim_id": "b", **second}]
        ),
        "claim_links": table("claim_links", links or []),
        "units": REAL["units"],
    }
    return [(pair.first, pair.second, pair.reason) for pair in near_claims(tables)]


def sources(first: dict, second: dict):
    rows = [{**SOURCE, "source_id": "a", **first}, {**SOURCE, "source_id": "b", **second}]
    return [pair.reason for pair in near_sources({"sources": table("sources", rows)})]


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ({}, "the same figure, for the same day"),
        ({"statement_id": "syrskyi-b", "as_of": date(2025, 2, 14)}, "the same figure, a day apart"),
        ({"value": Decimal("193.05"), "unit_id": "mi2"}, "the same figure, for the same day"),
        ({"statement_id": "syrskyi-c", "as_of": None}, "the same figure, in the same month or year"),
    ],
)
def test_a_figure_said_twice_is_found(second: dict, reason: str):
    assert claims(second) == [("a", "b", reason)]


@pytest.mark.parametrize(
    "second",
    [
        {"statement_id": "zelensky-a"},
        {"value": Decimal(510)},
        {"value_upper": Decimal(600), "qualifier_id": "between"},
        {"as_of": date(2025, 2, 20)},
        {"party": "russia"},
        {"indicator_id": "area_peak"},
        {"region_id": "ua-sumy"},
        {"status": "withdrawn"},
    ],
)
def test_another_figure_is_left_alone(second: dict):
    assert claims(second) == []


def test_figures_of_two_definitions_or_periods_are_left_alone():
    assert claims({"netting": "gross"}, first={"netting": "net"}) == []
    starts = {"period_start": date(2024, 8, 6)}, {"period_start": date(2025, 1, 1)}
    assert claims(starts[1], first=starts[0]) == []
    assert claims({"netting": "gross"}) != []


def test_claims_that_a_link_joins_are_left_alone():
    assert claims({}, [{"claim_id": "b", "relation": "restates", "target_id": "a"}]) == []


def test_claims_that_a_chain_of_links_joins_are_left_alone():
    chain = [
        {"claim_id": "b", "relation": "restates", "target_id": "between"},
        {"claim_id": "between", "relation": "restates", "target_id": "a"},
    ]
    assert claims({}, chain) == []


def test_documents_with_one_title_or_one_address_in_words_are_found():
    assert sources({"title": "Ukraine loses ground in Kursk"}, {"title": "Ukraine loses ground in Kursk!"})
    slug = "ukraine-loses-over-40-percent-of-land-in-kursk"
    assert sources({"url": f"https://a.example/en/{slug}"}, {"url": f"https://m.a.example/amp/1/{slug}.html"})


def test_documents_of_two_publishers_or_days_are_left_alone():
    title = {"title": "Ukraine loses ground in Kursk"}
    assert sources(title, {**title, "publisher_id": "reuters"}) == []
    days = {"published_on": date(2024, 8, 13)}, {"published_on": date(2024, 8, 19)}
    assert sources({**title, **days[0]}, {**title, **days[1]}) == []


def test_numbers_in_an_address_do_not_make_it_alike():
    path = "https://a.example/news/2024/08"
    assert sources({"url": f"{path}/12/7470079/"}, {"url": f"{path}/13/7470254/"}) == []


def test_the_real_data_has_few_pairs_left_to_look_at():
    # Each was read: two venues of Haidai in one month, two interviews of Prokudin, a factbox that one
    # aggregator carries twice, an article in two languages.
    assert len([*near_claims(REAL), *near_sources(REAL)]) <= 8
