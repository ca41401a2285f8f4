"""Pages of a small site: translations, what pages show and leave out, and withdrawn claims that stay."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
from checkout import ROOT
from small_site import HELD, SHARE, WITHDRAWN, Reader, read

from claimed_ground.pages.changes import change_days, rows_changed
from claimed_ground.pages.coverage import by_language, by_month
from claimed_ground.pages.disagreements import rank, varied
from claimed_ground.pages.facts import open_facts
from claimed_ground.pages.languages import day_abroad, number_abroad, plural
from claimed_ground.wording import size

DOCS = ROOT / "docs"
TRANSLATED = ("index.md", "methods/index.md")
LANGUAGES = ("uk", "ru")
# How each side names what it does; in our own voice neither is said.
PARTISAN = ("звільн", "визвол", "освобо", "окупан", "оккупан", "загарбни", "захопл", "захвач", "спецопера")


def questions(name: str) -> Iterator[tuple[object, ...]]:
    """Every query of a template and of the parts it includes, with what it is expected to give."""
    environment = jinja2.Environment()
    tree = environment.parse((DOCS / name).read_text(encoding="utf-8"))
    for call in tree.find_all(jinja2.nodes.Call):
        if isinstance(call.node, jinja2.nodes.Name) and call.node.name in ("rows", "row", "value", "cite"):
            yield tuple(arg.value for arg in call.args if isinstance(arg, jinja2.nodes.Const))
    for part in tree.find_all(jinja2.nodes.Include):
        named = part.template.as_const()
        found = [one for one in ([named] if isinstance(named, str) else named) if (DOCS / one).is_file()]
        if found:
            yield from questions(found[0])


def test_no_page_keeps_the_mark_of_a_block_that_belongs_there(site: Path):
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    assert any('<dl class="facts"' in page for page in pages)
    assert not [page for page in pages if "<!-- finished" in page]


@pytest.mark.parametrize("name", TRANSLATED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_asks_the_data_what_the_english_page_asks(name: str, language: str):
    asked = set(questions(name))
    assert len(asked) >= 5
    assert set(questions(f"{language}/{name}")) == asked


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_speaks_in_neither_sides_words(language: str):
    texts = [path.read_text(encoding="utf-8").lower() for path in DOCS.rglob(f"{language}/**/*.md")]
    assert len(texts) == 4
    assert [word for word in PARTISAN for text in texts if word in text] == []


@pytest.mark.parametrize("address", ["", "methods"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translated_page_and_its_interface_are_in_its_language(site: Path, address: str, language: str):
    page = read(site, f"{language}/{address}")
    assert Reader(page).language == language
    assert {"uk": "Обрати мову", "ru": "Выберите язык"}[language] in page
    assert '<nav lang="en" class="md-tabs"' in page
    up = "../../" if address else "../"
    assert f'href="{up}{address + "/" if address else ""}"'.replace('"../"', '".."') in page


def test_a_page_without_translation_leads_to_the_translated_home_pages(site: Path):
    page = read(site, f"claims/{SHARE}")
    assert Reader(page).language == "en"
    assert re.findall(r'href="([^"]+)" class="md-select__link" lang="(\w+)"', page) == [
        ("./", "en"), ("../../uk/", "uk"), ("../../ru/", "ru"),
    ]  # fmt: skip


def test_what_is_shown_first_is_about_different_claims():
    pairs = {"one": "ab", "two": "ac", "three": "de", "four": "cf"}
    listed = [{"name": name, "claim_ids": frozenset(claims)} for name, claims in pairs.items()]
    assert [one["name"] for one in varied(listed, 2)] == ["one", "three", "two", "four"]
    assert [one["name"] for one in varied(listed, 4)] == ["one", "three", "four", "two"]


def test_a_small_gap_is_told_after_a_large_one_and_what_is_ruled_last():
    def of(name: str, gap: float | None, speakers: str = "third_parties", **values):
        figures = {"first_value": 26517, "second_value": 26000, "difference_percent": 2, "ruling_id": None}
        return {**figures, "discrepancy_id": name, "kind": "contradiction", "gap": gap} | {
            "speakers": speakers,
            **values,
        }

    listed = [
        of("e-hair-between-sides", 1.67, "opposing"),
        of("f-tension", 9000, kind="tension"),
        of("g-ruled", 9000, "opposing", ruling_id="because"),
        of("d-small-between-sides", 700, "opposing"),
        of("c-large", 8000),
        of("b-larger", 9000),
        of("a-large-between-sides", 7000, "opposing"),
        of("h-denial", None, kind="denial", first_value=None, second_value=None),
    ]
    order = [one["discrepancy_id"][0] for one in sorted(listed, key=rank)]
    assert order == ["a", "b", "c", "d", "e", "f", "h", "g"]


def test_numbers_days_and_plurals_read_as_abroad():
    assert number_abroad(1268.5) == "1\u00a0268,5"
    assert number_abroad(-115.8) == "−115,8"
    assert day_abroad("2025-02-20", "uk") == "20\u00a0лютого 2025 року"
    assert day_abroad("2025-08-06", "ru") == "6\u00a0августа 2025 года"
    forms = [plural(n, "день", "дні", "днів") for n in (0, 1, 2, 5, 11, 14, 21, 22, 111, 769)]
    assert forms == "днів день дні днів днів днів день дні днів днів".split()


def test_a_withdrawn_claim_keeps_its_page_and_says_why(site: Path):
    page = read(site, f"claims/{WITHDRAWN}")
    assert "This claim is withdrawn" in page
    assert "The figure was about another region." in page
    assert Reader(page).linked()[0]["creativeWorkStatus"] == "withdrawn"


def test_a_withdrawn_claim_is_in_no_table_chart_or_search(site: Path):
    for address in ("topics/kursk-february-2025", "claimants/syrskyi"):
        page = read(site, address)
        table, ended = page.split('<div class="ended"')
        assert f"claims/{WITHDRAWN}/" not in table
        assert f"claims/{WITHDRAWN}/" in ended
    assert WITHDRAWN not in (site / "topics/kursk-february-2025/chart.csv").read_text(encoding="utf-8")
    index = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))
    assert not [entry for entry in index["docs"] if WITHDRAWN in entry["location"]]
    listed = read(site, "claims")
    assert re.search(rf'{WITHDRAWN}/"><span[^>]*>[^<]*</span></a>[^<]*\(withdrawn\)', listed)


def test_a_claim_says_which_others_speak_of_it(site: Path):
    assert "<dt>Denied by</dt>" in read(site, "claims/putin-2025-02-19-border-event")


def test_coverage_counts_every_report_once(site: Path):
    with open_facts(site.parent / "claims.db") as facts:
        reports = facts.value("select count(*) from reports")
        spread = by_month(facts)
        assert sum(line["reports"] for line in by_language(facts)) == reports
    placed = sum(line[side] for line in spread["years"] for side in ("russia", "ukraine", "third_party"))
    drawn = re.findall(r"<title>\w+ \d{4}: (\d+)</title>", spread["svg"])
    assert placed + spread["undated"] == reports
    assert sum(map(int, drawn)) == placed


def test_the_page_of_sources_shows_what_was_seen_and_from_how_many_origins(site: Path):
    page = re.sub(r"<[^>]+>", " ", read(site, "sources"))
    assert re.search(r"Read in full\s+\d+\s+\d+", page)
    assert re.search(r"Russian side\s+6\s+\d+\s+\d+\s+\d+\s+\d+ of \d+", page)


def test_a_claim_shows_how_it_was_printed_before_what_we_make_of_it(site: Path):
    page = read(site, f"claims/{SHARE}")
    places = [page.index(f'id="{name}"') for name in ("reports", "readings", "use")]
    assert places == sorted(places)


def test_a_claim_ends_in_a_citation_to_copy(site: Path):
    page = read(site, f"claims/{SHARE}")
    cited = re.search(r"<pre[^>]*>.*?<code>(.*?)</code>", page, re.S)
    assert cited
    text = re.sub(r"<[^>]+>", "", cited[1])
    assert text.startswith("Claimed Ground contributors: “Sergei Rudskoi: about 64%, Kursk Oblast”.")
    assert text.strip().endswith(f"https://claimed-ground.github.io/claimed-ground/claims/{SHARE}/")


def test_what_reporters_worked_out_is_titled_as_theirs(site: Path):
    title = re.search(r"<h1[^>]*>([^<]+)", read(site, f"claims/{HELD}"))
    assert title and title[1].startswith("Outlets, from figures of Sergei Rudskoi: more than 400")


def test_every_page_leads_to_datasette_from_its_menu(site: Path):
    for address, root in (
        ("", ""),
        ("claims", "../"),
        (f"claims/{SHARE}", "../../"),
        ("uk/methods", "../../"),
    ):
        menu = read(site, address).split('class="md-tabs"')[1].split("</nav>")[0]
        assert f'href="{root}explore/claims"' in menu


def test_a_wrong_address_leads_on(site: Path):
    page = (site / "404.html").read_text(encoding="utf-8").split("<article")[1]
    assert {"/", "/topics/", "/claims/", "/discrepancies/", "/explore/claims"} <= set(
        re.findall('href="([^"]*)"', page)
    )


def test_the_site_map_lists_every_page_at_its_final_address(site: Path):
    address = "https://claimed-ground.github.io/claimed-ground/"
    listed = re.findall("<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    own = {page for page in pages if not page.startswith(("explore", "downloads/queries"))}
    assert set(listed) == {address if page == "." else f"{address}{page}/" for page in own}


@pytest.mark.parametrize("language", ["", *LANGUAGES])
def test_a_home_page_says_how_well_sources_were_read_and_asks_every_question(site: Path, language: str):
    page = read(site, language)
    with open_facts(site.parent / "claims.db") as facts:
        topics = [row["topic_id"] for row in facts.rows("select topic_id from topics")]
        full = facts.value("select count(*) from sources where seen = 'full_text'")
    assert all(f'topics/{topic}/"' in page for topic in topics)
    evidence = page.split('class="evidence"')[1].split("</p>")[0]
    assert str(full) in evidence and ("2025" in evidence)


def test_the_list_of_claims_gives_days_and_reports_and_folds_by_month(site: Path):
    page = read(site, "claims")
    folds = re.findall(r'<summary>([^<]*) <span class="n">(\d+)</span>', page)
    with open_facts(site.parent / "claims.db") as facts:
        assert sum(int(count) for _, count in folds) == facts.value("select count(*) from claims")
        reports = facts.value("select reports from claim_texts where claim_id = :claim", claim=SHARE)
    item = page.split(f'href="{SHARE}/"')[1].split("</li>")[0]
    assert f"20 Feb 2025, {reports} reports" in item


def test_wide_tables_of_sources_become_cards_on_a_phone(site: Path):
    page = read(site, "sources")
    for heading in ("Origins", "On one origin alone", "Ukrainian side"):
        assert f'data-label="{heading}"' in page


def test_the_dictionarys_contents_name_each_table_once(site: Path):
    contents = read(site, "data/dictionary").split('data-md-component="toc"')[1]
    labels = [
        " ".join(re.sub("<[^>]+>", " ", one).split()) for one in re.findall("<a.*?</a>", contents, re.S)
    ]
    assert "Claims" in labels and "Claims claims" not in labels


def test_a_days_changes_are_summed_up_in_rows():
    counted = "554\t0\tdata/claims.csv\n3\t1\tdata/reports.csv\n9\t9\tdocs/index.md\n"
    new = f"{counted} create mode 100644 data/claims.csv"
    other = "1\t2\tdata/reports.csv\n-\t-\tdata/rulings.csv"
    changes = [{"day": "2026-11-22", "rows": rows_changed(text)} for text in (new, other)]
    (day,) = change_days(changes)
    assert day["rows"] == "553 claims added; 2 reports added, 2 changed, 1 removed"
    assert day["changes"] == changes


def test_downloads_tell_curated_from_derived_files_and_leave_out_empty_ones(site: Path):
    page = read(site, "downloads")
    _, whole, curated, derived = re.split(r'<h2 id="(?:all-in-one|curated-files|derived-files)"', page)
    derived, _, _ = derived.partition("</table>")
    assert whole.index("claims.db") < whole.index("datapackage.json")
    assert [size(count) for count in (20, 1499, 13_029_376)] == [
        "less\xa0than\xa01\xa0kB",
        "1\xa0kB",
        "13.0\xa0MB",
    ]
    for part, folder in ((curated, "data/"), (derived, "derived/")):
        listed = re.findall(r'<td class="head"><a href="files/([^"]+)"', part)
        assert listed and all(path.startswith(folder) for path in listed)
        rows = re.findall(r'<td data-label="Rows" class="n">([\d,]+)</td>', part)
        assert len(rows) == len(listed) and "0" not in rows
    assert 'href="../downloads/queries/"' in page
    assert "One row per claim, source and place in it" in curated
