"""The explorer's questions in SQL: each is told, finds something, and puts nothing in anyone's mouth."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from checkout import ROOT
from explored import get, rows

from claimed_ground.explorer.queries import read_queries
from claimed_ground.problem import BuildError
from claimed_ground.wording import credit

QUERIES = read_queries(ROOT / "explorer" / "queries")
CLAIM = "rudskoi-2025-02-20-kursk-share-retaken"


def test_a_query_needs_a_title_and_a_description(tmp_path: Path):
    (tmp_path / "untold.sql").write_text("-- title: Untold\nselect 1", encoding="utf-8")
    with pytest.raises(BuildError, match=r"untold\.sql has no -- description"):
        read_queries(tmp_path)


def test_there_are_at_least_twenty_queries():
    assert len(QUERIES) >= 20


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_finds_something_with_its_own_example(app: Any, name: str):
    examples = "&".join(f"{key}={value}" for key, value in QUERIES[name]["examples"].items())
    assert rows(app, f"/explore/claims/{name}.json?_shape=array&{examples}")
    page = get(app, f"/explore/claims/{name}?{examples}")
    assert page.status_code == 200
    assert QUERIES[name]["title"].replace("'", "&#39;") in page.text


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_asks_for_no_parameter_without_an_example(name: str):
    asked = set(re.findall(r"(?<!:):([a-z_]+)", QUERIES[name]["sql"]))
    assert asked == set(QUERIES[name]["examples"])


@pytest.mark.parametrize("name", QUERIES)
def test_an_answer_says_first_who_or_what_and_ids_last(database: sqlite3.Connection, name: str):
    asked = database.execute(QUERIES[name]["sql"], QUERIES[name]["examples"])
    ids = [column[0].endswith("_id") for column in asked.description]
    # What a list of ids is read for comes after the ids that it belongs to.
    listed = [column[0] in ("claims", "derived_from") for column in asked.description]
    assert not ids[0]
    assert ids == sorted(ids) or (listed[-1] and ids[:-1] == sorted(ids[:-1]))


def test_what_reporters_worked_out_is_never_a_speakers_word(app: Any, database: sqlite3.Connection):
    computed = "select claim_id, name from claims join statements using (statement_id)"
    computed += " join claimants using (claimant_id) where origin = 'computed_by_reporter'"
    names = dict(database.execute(computed).fetchall())
    asked = {name: (query["sql"], query["examples"]) for name, query in QUERIES.items()}
    asked |= {
        f"{name}_for_people": (f"select * from {name}_for_people", {}) for name in ("claims", "reports")
    }
    asked["a claimant of computed figures"] = (QUERIES["claims_of_a_claimant"]["sql"], {"name": "ISW"})
    seen = set()
    for name, (sql, given) in asked.items():
        found = database.execute(sql, given)
        columns = [column[0] for column in found.description]
        if not {"claimant", "claim_id"} <= set(columns):
            continue
        for row in (dict(zip(columns, values, strict=True)) for values in found):
            if row["claim_id"] in names:
                assert row["claimant"] == credit(names[row["claim_id"]], "computed_by_reporter"), name
                assert row.get("side") in (None, "third_party")
                seen.add(row["claim_id"])
    assert seen == set(names)
    page = get(app, f"/explore/claims/claims/{min(names)}").text
    assert f"{credit(names[min(names)], 'computed_by_reporter')}</span>: " in page


@pytest.mark.parametrize("asked", ["region=kursk&from_day=2025-02-01&to_day=2025-02-28", "region=ru-kursk"])
def test_a_question_that_finds_nothing_says_what_it_can_be_asked(app: Any, asked: str):
    page = get(app, f"/explore/claims/claims_about_a_region?{asked}").text
    (box,) = re.findall(r'<p class="zero-results">(.+?)</p>', page)
    assert "<code>ru-kursk</code> (region)" in box and "<code>2025-02-01</code> (from day)" in box


def test_no_figure_stands_in_what_a_query_says_of_itself():
    for name, query in QUERIES.items():
        assert not re.search(r"[0-9] ?%", query["description"]), name


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("area_over_time", "dated_on"),
        ("claims_against_the_map", "day"),
        ("claims_of_a_claimant", "stated_on"),
        ("denials", "stated_on"),
        ("newest_claims", "stated_on"),
        ("reports_in_a_language", "published_on"),
    ],
)
def test_an_answer_over_time_has_what_is_undated_last(database: sqlite3.Connection, name: str, day: str):
    asked = database.execute(QUERIES[name]["sql"], QUERIES[name]["examples"])
    place = [column[0] for column in asked.description].index(day)
    days = [row[place] for row in asked]
    dated = sorted(filter(None, days), reverse=name == "newest_claims")
    assert days == dated + [None] * days.count(None)


@pytest.mark.parametrize(
    ("query", "table"), [("sets_between_the_sides", "conflict_sets"), ("publishers_and_drift", "publishers")]
)
def test_an_id_in_an_answer_leads_to_its_row(app: Any, query: str, table: str):
    (link, *_) = re.findall(f'"(/explore/claims/{table}/[^"]+)"', get(app, f"/explore/claims/{query}").text)
    row = get(app, link)
    assert row.status_code == 200
    assert f'href="{link}"' not in row.text
