"""Every question gathers the claims it is about, and no others."""

import sqlite3
from datetime import date

import pytest
from checkout import ROOT

from claimed_ground.database import SQL, create_statement
from claimed_ground.descriptor import load_package
from claimed_ground.summaries import claim_texts, dated_between, dated_on
from claimed_ground.tables import Row, read_tables, unparse

PACKAGE = load_package(ROOT / "datapackage.json")
TABLES = read_tables(PACKAGE, ROOT)
TOO_MANY = 120


def row(**values) -> Row:
    empty = dict.fromkeys(PACKAGE.table("claims").columns)
    return Row({**empty, **values}, 0, ())


def gather(filters) -> dict[str, set[str]]:
    """Topic → its claims, as the view of the database gathers them."""
    rows = {**TABLES, "topic_filters": filters, "claim_texts": list(claim_texts(TABLES))}
    connection = sqlite3.connect(":memory:")
    for name in ("topic_filters", "claims", "indicators", "claim_texts"):
        table = PACKAGE.table(name)
        connection.execute(create_statement(table))
        values = [[unparse(row.get(column)) or None for column in table.columns] for row in rows[name]]
        connection.executemany(f"insert into [{name}] values ({', '.join('?' * len(table.columns))})", values)
    found: dict[str, set[str]] = {}
    for topic, claim in connection.execute((SQL / "views" / "topic_claims.sql").read_text(encoding="utf-8")):
        found.setdefault(topic, set()).add(claim)
    connection.close()
    return found


@pytest.fixture(scope="module")
def topics() -> dict[str, set[str]]:
    return gather(TABLES["topic_filters"])


def filtered(**values) -> set[str]:
    empty = dict.fromkeys(PACKAGE.table("topic_filters").columns)
    return gather([{**empty, "topic_id": "asked", "filter_number": 1, **values}]).get("asked", set())


def test_every_topic_gathers_claims_and_not_too_many(topics):
    sizes = {topic["topic_id"]: len(topics.get(topic["topic_id"], ())) for topic in TABLES["topics"]}
    assert len(sizes) >= 12
    assert {name: size for name, size in sizes.items() if not 5 <= size <= TOO_MANY} == {}


def test_every_filter_gathers_a_claim():
    numbered = [
        {**filter_row, "topic_id": f"{filter_row['topic_id']}-{filter_row['filter_number']}"}
        for filter_row in TABLES["topic_filters"]
    ]
    assert {filter_row["topic_id"] for filter_row in numbered} == set(gather(numbered))


@pytest.mark.parametrize(
    ("topic", "claim"),
    [
        ("kursk-february-2025", "syrskyi-2025-02-13-kursk-area-held"),
        ("kursk-february-2025", "rudskoi-2025-02-20-kursk-share-retaken"),
        ("kursk-salient", "syrskyi-2024-08-12-kursk-area-held"),
        ("kursk-salient", "gerasimov-2025-04-26-kursk-event"),
        ("ground-taken-2024", "rudskoi-2025-02-20-ukraine-2024-area-taken"),
        ("ground-taken-early-2025", "rudskoi-2025-02-20-ukraine-2025-area-taken"),
        ("ground-taken-summer-2025", "belousov-2025-08-ukraine-rate-taken"),
        ("three-regions-75", "rudskoi-2025-02-20-three-regions-share-held"),
        ("luhansk-100", "rudskoi-2025-02-20-luhansk-share-held"),
        ("luhansk-100", "marochko-undated-luhansk-share-held"),
        ("share-of-ukraine", "reuters-2025-02-20-ukraine-share-held"),
        ("seized-ground-retaken", "syrskyi-2025-02-24-ukraine-share-retaken"),
        ("kharkiv-kherson-autumn-2022", "zaluzhnyi-2022-11-kherson-area-retaken"),
        ("offensive-2023", "maliar-2023-06-south-direction-area-retaken"),
        ("border-february-2025", "putin-2025-02-19-border-event"),
    ],
)
def test_a_topic_gathers_what_it_asks_about(topics, topic: str, claim: str):
    assert claim in topics[topic]


@pytest.mark.parametrize(
    ("topic", "claim"),
    [
        ("ground-taken-2024", "afp-2024-10-ukraine-area-taken-since-invasion"),
        ("ground-taken-2024", "afp-2025-03-ukraine-area-taken-previous-12-months"),
        ("ground-taken-early-2025", "afp-2025-03-ukraine-area-taken-12-months"),
        ("seized-ground-retaken", "maliar-2023-08-telethon-ukraine-area-retaken"),
        ("kharkiv-kherson-autumn-2022", "isw-2022-11-ukraine-area-retaken"),
        ("luhansk-100", "haidai-2022-luhansk-share-held"),
    ],
)
def test_a_topic_leaves_out_what_measures_something_else(topics, topic: str, claim: str):
    assert claim not in topics[topic]


def test_a_filter_takes_a_month_only_if_all_of_it_is_asked_for():
    october = "ukraine-unnamed-2022-10-kherson-area-retaken"
    assert october in filtered(
        region_id="ua-kherson", from_date=date(2022, 10, 1), to_date=date(2022, 10, 31)
    )
    assert october not in filtered(
        region_id="ua-kherson", from_date=date(2022, 10, 2), to_date=date(2022, 12, 31)
    )
    assert october not in filtered(region_id="ua-kherson", to_date=date(2022, 10, 30))


def test_a_filter_with_dates_leaves_out_what_has_none():
    undated = "marochko-undated-luhansk-share-held"
    assert undated in filtered(region_id="ua-luhansk")
    assert undated not in filtered(region_id="ua-luhansk", from_date=date(2014, 1, 1))


def test_a_claim_stands_at_the_day_it_describes_else_at_the_day_it_was_made():
    statement = Row({"stated_on": date(2025, 2, 20), "stated_in": None}, 0, ())
    assert dated_on(row(period_end=date(2024, 12, 31)), statement) == date(2024, 12, 31)
    assert dated_on(row(period_start=date(2022, 2, 24)), statement) == date(2025, 2, 20)


@pytest.mark.parametrize(
    ("known", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
        (None, None, None),
    ],
)
def test_a_statement_of_a_month_or_year_stands_anywhere_in_it(known, first, last):
    statement = Row({"stated_on": None, "stated_in": known}, 0, ())
    assert dated_between(row(period_start=date(2022, 2, 24)), statement) == (first, last)


def test_no_lead_gives_a_figure_that_a_query_should_give():
    for topic in TABLES["topics"]:
        years = {word for word in topic["lead"].replace(",", " ").replace(".", " ").split() if word.isdigit()}
        assert {word for word in years if not (word.startswith("20") or int(word) <= 31)} == set(), topic[
            "topic_id"
        ]
        assert "km²" not in topic["lead"] and "%" not in topic["lead"]
