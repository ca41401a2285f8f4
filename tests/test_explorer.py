"""Datasette shows the whole database, explained, searchable in both alphabets, and to take away."""

import json
import re
import sqlite3
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from checkout import ROOT
from explored import arrive, get, make_explored

from claimed_ground.descriptor import load_package
from claimed_ground.explorer.metadata import DATABASE, describe
from claimed_ground.explorer.queries import read_queries
from claimed_ground.layout import Layout
from claimed_ground.problem import BuildError
from claimed_ground.server import build_app
from claimed_ground.wording import credit

QUERIES = read_queries(ROOT / "explorer" / "queries")
CHOICES = json.loads((ROOT / "explorer" / "tables.json").read_text(encoding="utf-8"))
CLAIM = "rudskoi-2025-02-20-kursk-share-retaken"
PAGES = {
    "home": "/explore/",
    "database": "/explore/claims",
    "table": "/explore/claims/claims?_facet=party&region_id=ru-kursk",
    "sorted": "/explore/claims/claims?_sort_desc=value&_size=3",
    "view": "/explore/claims/claims_for_people?side=russia",
    "row": f"/explore/claims/claims/{CLAIM}",
    "compound": "/explore/claims/reports?_size=5",
    "query": "/explore/claims/denials",
    "sql": "/explore/claims?sql=select+1.5+as+value",
    "search": "/explore/-/search?q=Rudskoi",
    "nothing": "/explore/claims/nothing",
}


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    return make_explored(tmp_path_factory.mktemp("explored"))


@pytest.fixture(scope="module")
def app(layout: Layout) -> Any:
    return build_app(layout)


@pytest.fixture(scope="module")
def database(layout: Layout):
    connection = sqlite3.connect(f"file:{layout.current.database}?mode=ro", uri=True)
    yield connection
    connection.close()


def rows(app: Any, path: str) -> list[dict[str, Any]]:
    answer = get(app, path)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_every_table_and_column_is_explained():
    package = load_package(ROOT / "datapackage.json")
    described = describe(package, ROOT / "explorer")["databases"][DATABASE]["tables"]
    for table in (*package.tables, *package.derived):
        assert described[table.name]["title"] and described[table.name]["description"]
        assert list(described[table.name]["columns"]) == list(table.columns)


def test_choices_name_only_what_the_database_has(database: sqlite3.Connection):
    for name, chosen in CHOICES.items():
        columns = {row[1] for row in database.execute(f"pragma table_xinfo([{name}])")}
        assert columns, f"tables.json names {name}"
        named = {chosen[key] for key in ("label_column", "sort", "sort_desc", "search_key") if key in chosen}
        named |= set(chosen.get("facets", ())) | set(chosen.get("columns", ()))
        assert named <= columns, (name, named - columns)


def test_every_view_explains_every_column(database: sqlite3.Connection):
    for (name,) in database.execute("select name from sqlite_master where type = 'view'"):
        columns = {row[1] for row in database.execute(f"pragma table_xinfo([{name}])")}
        assert set(CHOICES[name]["columns"]) == columns, name


def test_a_table_may_not_be_described_twice(tmp_path: Path):
    (tmp_path / "queries").mkdir()
    (tmp_path / "tables.json").write_text('{"claims": {"columns": {}}}', encoding="utf-8")
    with pytest.raises(BuildError, match="already does"):
        describe(load_package(ROOT / "datapackage.json"), tmp_path)


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


@pytest.mark.parametrize("table", ["claims", "statements", "sources", "claims_for_people"])
@pytest.mark.parametrize("spellings", [("Rudskoi", "Рудской"), ("Syrskyi", "Сирський", "syrskyi")])
def test_search_finds_the_same_rows_in_both_alphabets(app: Any, table: str, spellings: tuple[str, ...]):
    found = [rows(app, f"/explore/claims/{table}.json?_shape=array&_size=max&_search={s}") for s in spellings]
    assert found[0]
    assert all(other == found[0] for other in found)


def test_search_everywhere_tells_how_many_rows_each_table_has(app: Any):
    page = get(app, "/explore/-/search?q=Сирський").text
    for table in ("claims", "statements", "sources"):
        count = len(rows(app, f"/explore/claims/{table}.json?_shape=array&_size=max&_search=Сирський"))
        assert f'<span class="count">{count}</span>' in page


@pytest.mark.parametrize("asked", ['"', "a AND", "*", "<script>alert(1)</script>", "NEAR(", "", "   "])
def test_search_everywhere_takes_whatever_is_typed(app: Any, asked: str):
    page = get(app, "/explore/-/search?q=" + asked.replace("<", "%3C").replace('"', "%22"))
    assert page.status_code == 200
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("asked", ['"', "%20-%20", "%3C%3E"])
def test_a_search_for_signs_alone_is_told_that_there_is_nothing_to_look_for(app: Any, asked: str):
    assert "There is nothing to look for" in get(app, f"/explore/-/search?q={asked}").text
    assert "There is nothing to look for" not in get(app, "/explore/-/search").text


def test_a_box_without_rows_has_the_colours_of_the_scheme():
    css = (ROOT / "explorer" / "static" / "explorer.css").read_text(encoding="utf-8")
    (rules,) = re.findall(r"^p\.zero-results \{(.+)\}$", css, re.M)
    assert "background: var(--cg-soft" in rules


@pytest.mark.parametrize("kind", PAGES)
def test_no_link_doubles_or_drops_the_prefix(app: Any, kind: str):
    text = arrive(app, PAGES[kind]).text
    links = re.findall(r'(?:href|src|action)="(/[^"]*)"', text)
    assert links
    for link in links:
        assert "/explore/explore" not in link
        site = link in ("/", "/assets/site.css") or re.match(
            r"/(claims|topics|map|discrepancies|methods|downloads|data|contribute)/", link
        )
        assert link.startswith("/explore/") or site, link


def test_the_page_of_a_claim_shows_what_hangs_on_it(app: Any):
    text = get(app, PAGES["row"]).text
    for part in ("about 64%", 'id="readings"', 'id="discrepancies"', 'id="reports"', f"/claims/{CLAIM}/"):
        assert part in text
    assert re.search(r'<span class="fragment" lang="ru">[^<]*64', text)
    assert 'rel="external nofollow noopener" target="_top"' in text


def test_references_show_labels_and_keep_ids(app: Any):
    text = get(app, "/explore/claims/claims?_size=5&region_id=ru-kursk").text
    assert '<a href="/explore/claims/regions/ru-kursk" title="ru-kursk">Kursk Oblast</a>' in text


def test_figures_read_as_people_write_them(app: Any):
    text = get(app, "/explore/claims/regions/ua-kherson").text
    assert "28,461 km²" in text
    assert "28461.0" not in text


def test_column_heads_have_titles_help_and_units(app: Any):
    text = get(app, "/explore/claims/estimates?_size=1").text
    assert 'data-column-description="Area: Geodesic area' in text
    assert 'Area</a> <span class="unit">km²</span>' in text


@pytest.mark.parametrize(("table", "said"), [("claims", "summary"), ("discrepancies", "sentence")])
def test_what_a_row_says_comes_right_after_its_key(app: Any, table: str, said: str):
    page = get(app, f"/explore/claims/{table}?_size=1").text
    heads = re.findall(r'<th [^>]*data-column="(\w+)"', page)
    labels = re.findall(r'nth-of-type\(\d+\)::before { content: "(.+?)"; }', page)
    title = load_package(ROOT / "datapackage.json").table(table).field(said).title
    assert heads[1] == said and labels[1] == title and len(heads) == len(labels)
    assert heads == re.findall(r'<td class="col-(\w+) ', page)


def test_rows_come_as_markdown(app: Any):
    answer = get(app, f"/explore/claims/claims.md?claim_id={CLAIM}")
    assert answer.headers["content-type"] == "text/markdown; charset=utf-8"
    head, rule, row = answer.text.splitlines()
    assert head.startswith("| claim_id | statement_id |")
    assert rule.count("---") == head.count("|") - 1
    assert row.startswith(f"| {CLAIM} |")


def test_new_claims_come_as_a_feed(app: Any):
    feed = ElementTree.fromstring(get(app, "/explore/claims/newest_claims.atom").text)
    space = "{http://www.w3.org/2005/Atom}"
    entries = feed.findall(f"{space}entry")
    assert len(entries) == 50
    link = entries[0].find(f"{space}link").attrib["href"]
    assert get(app, link.removeprefix("http://ground")).status_code == 200
    assert get(app, "/explore/claims/units.atom").status_code == 400


@pytest.mark.parametrize(
    ("query", "table"), [("sets_between_the_sides", "conflict_sets"), ("publishers_and_drift", "publishers")]
)
def test_an_id_in_an_answer_leads_to_its_row(app: Any, query: str, table: str):
    (link, *_) = re.findall(f'"(/explore/claims/{table}/[^"]+)"', get(app, f"/explore/claims/{query}").text)
    row = get(app, link)
    assert row.status_code == 200
    assert f'href="{link}"' not in row.text


@pytest.mark.parametrize(
    "path", ["/explore/claims/nothing", "/explore/nothing/claims", "/explore/claims/claims/none"]
)
def test_a_wrong_address_is_told_so_in_our_look(app: Any, capfd: pytest.CaptureFixture[str], path: str):
    answer = get(app, path)
    assert answer.status_code == 404
    assert "All tables and queries" in answer.text
    assert get(app, path + ".json").json()["ok"] is False
    assert "Traceback" not in "".join(capfd.readouterr())


def test_anyone_may_read_the_json_from_anywhere(app: Any):
    answer = get(app, "/explore/claims/units.json?_shape=array", Origin="https://example.org")
    assert answer.headers["access-control-allow-origin"] == "*"


def test_nothing_of_datasettes_own_is_public(app: Any):
    assert get(app, "/explore/_internal").status_code in (403, 404)
    assert get(app, "/explore/-/permissions").status_code == 403


def test_the_database_can_be_downloaded_whole(app: Any, layout: Layout):
    assert get(app, "/explore/claims.db").content == layout.current.database.read_bytes()


def test_codes_read_as_words_in_tables_facets_and_answers(app: Any):
    page = get(app, "/explore/claims/discrepancies?speakers=with_third_party&detail=same_period&_size=2").text
    body = page[page.index("<tbody>") :]
    assert ">a side and a third party</td>" in body and ">same period</td>" in body
    assert not re.search(r">[a-z]+_[a-z_]+</td>", body)
    assert ">a side and a third party ✕</a>" in page
    assert (
        ">third party</td>" in get(app, "/explore/claims/area_over_time?region=ru-kursk&party=ukraine").text
    )
    rows_as_told = rows(app, "/explore/claims/discrepancies.json?_shape=array&detail=same_period&_size=1")
    assert rows_as_told[0]["detail"] == "same_period"


def test_rows_are_sorted_by_a_column_that_has_a_title(app: Any):
    page = get(app, "/explore/claims/conflict_sets?_size=1").text
    title = load_package(ROOT / "datapackage.json").table("conflict_sets").field("last_day").title
    assert f"sorted by {title.lower()} descending" in page and "sorted by last_day" not in page


def test_the_page_of_a_claim_says_nothing_twice(app: Any, database: sqlite3.Connection):
    text = get(app, PAGES["row"]).text
    (found,) = re.findall(r'id="reports">.+?<p class="found">(.+?)</p>', text, re.S)
    assert found.count("report") == found.count("reports") and found.count("46") == 1
    assert found.count("1 origin") == 1 and "rests on" not in found
    (areal,) = database.execute(
        "select claim_id from readings group by claim_id having count(*) = sum(baseline = 'none')"
    ).fetchmany(1)
    page = get(app, f"/explore/claims/claims/{areal[0]}").text
    assert 'id="readings"' in page and "<th>Of</th>" not in page and "itself" not in page


def test_a_set_is_titled_by_what_it_is_and_not_by_an_inequality(app: Any, database: sqlite3.Connection):
    (one,) = database.execute("select conflict_id, sentence from conflict_sets where claims = 3").fetchmany(1)
    page = get(app, f"/explore/claims/conflict_sets/{one[0]}").text
    assert re.findall("<h1>(.+?)</h1>", page) == [one[1].partition(":")[0]]
    assert one[1].startswith("Three claims that cannot all")


def test_the_page_of_a_publisher_shows_what_it_did_to_figures(app: Any, database: sqlite3.Connection):
    reports = (
        "select count(*) from reports join sources using (source_id) where publisher_id = 'devdiscourse'"
    )
    (count,) = database.execute(reports).fetchone()
    page = get(app, "/explore/claims/publishers/devdiscourse").text
    assert "<h1>Devdiscourse</h1>" in page
    assert f"<strong>{count} reports</strong>" in page and 'id="sources"' in page
    assert page.count('<td data-label="Against the claim">') == count
    assert '<td data-label="Against the claim">hedge dropped</td>' in page
    assert "/explore/claims/reports_for_people?publisher=Devdiscourse" in page


def test_the_page_of_a_publisher_is_bounded(app: Any, database: sqlite3.Connection):
    sql = (ROOT / "explorer" / "sql" / "publisher_reports.sql").read_text(encoding="utf-8")
    everyone = database.execute(sql.replace("sources.publisher_id = :publisher_id", "true")).fetchall()
    assert len(everyone) == 50


def test_a_card_folds_what_is_beyond_its_first_fields_and_loses_nothing(app: Any):
    page = get(app, "/explore/claims/discrepancies?_size=1").text
    (row,) = re.findall(r"<tbody>\s*<tr>(.+)</tr>", page)
    told = [classes for classes in re.findall('<td class="(col-[^"]+)"', row) if "type-none" not in classes]
    assert [classes.endswith(" later") for classes in told] == [False] * 6 + [True] * (len(told) - 6)
    assert f"{len(told) - 6} more fields</label>" in row
    assert "later" not in get(app, "/explore/claims/units?_size=1").text.partition("<tbody>")[2]
