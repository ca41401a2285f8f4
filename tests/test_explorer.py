"""Datasette shows the whole database, explained, searchable in both alphabets, and to take away."""

import json
import re
import sqlite3
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from checkout import ROOT
from explored import arrive, get, rows

from claimed_ground.descriptor import load_package
from claimed_ground.explorer.metadata import DATABASE, describe
from claimed_ground.explorer.queries import read_queries
from claimed_ground.layout import Layout
from claimed_ground.problem import BuildError

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


def test_the_database_can_be_downloaded_whole(app: Any, explored: Layout):
    assert get(app, "/explore/claims.db").content == explored.current.database.read_bytes()


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
