"""The form on the site: its script reads, checks and writes as the program does."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import doors
import pytest
import seeds
from checkout import ROOT
from playwright.sync_api import Browser, Page, Route

from claimed_ground.checks.fragments import numbers_in
from claimed_ground.contributing import add
from claimed_ground.contributing.questions import SEARCHED
from claimed_ground.contributing.rules import faults
from claimed_ground.contributing.sentences import sentence
from claimed_ground.contributing.submission import known_fields
from claimed_ground.descriptor import load_package
from claimed_ground.pages.form import form_data
from claimed_ground.readings import reading_rows
from claimed_ground.tables import Row, parse, read_tables, unparse
from claimed_ground.wording import number

SCRIPTS = ROOT / "docs" / "assets" / "form"
PACKAGE = load_package(ROOT / "datapackage.json")
TABLES = read_tables(PACKAGE, ROOT)
CLAIMS = {field.name: field for field in PACKAGE.table("claims").fields}
AWKWARD = "0 1 2 5 9 10 64 66.7 75 95 99 99.7 100 309 309.0 450 500 0.5 0.05 0.50 800 999.5 1000".split()
AWKWARD += ["1268", "1294", "4500", "4168"]
AWKWARD += ["27.36", "119000", "603628", "700000", "20000000", "7.10", "3.14159", "12500.5"]
KINDS = (
    ("ru-kursk", "area_held", "km2"),
    ("ua-kherson", "share_held", "percent"),
    ("ru-kursk", "share_retaken", "percent"),
    ("ua", "area_taken", "mi2"),
    ("ua", "settlements_taken", "settlements"),
    ("ua", "rate_taken", "km2_per_month"),
    ("ua", "area_taken", "ha"),
    ("ua-bakhmut-direction", "area_retaken", "m2"),
)


@pytest.fixture(scope="module")
def script(browser: Browser) -> Iterator[Page]:
    """A page that has nothing but the form's scripts, without a network."""
    page = browser.new_context().new_page()

    def serve(route: Route) -> None:
        name = Path(urlsplit(route.request.url).path).name
        if name.endswith(".js"):
            route.fulfill(body=(SCRIPTS / name).read_text("utf-8"), content_type="text/javascript")
        else:
            route.fulfill(body="<!doctype html>", content_type="text/html")

    page.route("**/*", serve)
    page.goto("http://form.test/")
    yield page
    page.context.close()


def awkward_claims() -> list[Row]:
    """Every hedge on every awkward figure, in every kind of quantity."""
    claims = []
    for region, indicator, unit in KINDS:
        for hedge in (row["qualifier_id"] for row in TABLES["qualifiers"]):
            for value in AWKWARD:
                upper = str(Decimal(value) + Decimal("7.5")) if hedge == "between" else ""
                cells = {"claim_id": str(len(claims)), "region_id": region, "indicator_id": indicator}
                cells |= {"unit_id": unit, "qualifier_id": hedge, "value": value, "value_upper": upper}
                claims.append(
                    Row({name: parse(field, cells.get(name, "")) for name, field in CLAIMS.items()}, 0, ())
                )
    return claims


def test_the_page_reads_every_figure_as_the_program_does(script: Page):
    claims = awkward_claims() + [claim for claim in TABLES["claims"] if claim["unit_id"] != "yes_no"]
    expected: dict[str, list[list[Any]]] = {}
    names = (
        "strictness baseline low high unit_id low_km2 high_km2 low_percent high_percent is_possible".split()
    )
    for row in reading_rows({**TABLES, "claims": claims}):
        cells = [
            None if row[name] is None else row[name] if isinstance(row[name], bool) else str(row[name])
            for name in names
        ]
        expected.setdefault(row["claim_id"], []).append(cells)
    data = form_data(PACKAGE, TABLES)
    columns = "claim_id region_id indicator_id unit_id qualifier_id value value_upper".split()
    asked = [[unparse(claim[name]) for name in columns] for claim in claims]
    found = script.evaluate(
        """async ({ data, asked, names }) => {
          const { readingRows } = await import("/readings.js");
          const { spelt } = await import("/exact.js");
          const text = (v) => (v === null || typeof v !== "object" ? v : spelt(v));
          const regions = Object.fromEntries(data.regions.map((row) => [row.id, row]));
          return asked.map(([id, region, indicator, unit, hedge, value, upper]) => [id, readingRows({
            value, upper, rule: data.qualifiers[hedge], unit: data.units[unit],
            indicator: data.indicators[indicator], region: regions[region],
          }).map((row) => names.map((name) => text(row[name])))]);
        }""",
        {"data": data, "asked": asked, "names": names},
    )
    assert len(found) > 2000
    assert dict(found) == expected


def test_the_page_writes_every_sentence_as_the_program_does(script: Page):
    data = form_data(PACKAGE, TABLES)
    rows = {
        name: {next(iter(row.values())): row for row in TABLES[name]}
        for name in ("indicators", "units", "statements")
    }
    asked, expected = [], []
    for claim in TABLES["claims"]:
        indicator, unit = rows["indicators"][claim["indicator_id"]], rows["units"][claim["unit_id"]]["label"]
        stated_on = rows["statements"][claim["statement_id"]]["stated_on"]
        asked.append(
            [
                {name: unparse(value) for name, value in claim.items()},
                dict(indicator),
                unit,
                unparse(stated_on),
            ]
        )
        expected.append(sentence(claim, "Someone", "Somewhere", indicator, unit, stated_on))
    found = script.evaluate(
        """async ({ words, asked }) => {
          const { sentence } = await import("/sentence.js");
          return asked.map(([claim, indicator, unit, statedOn]) =>
            sentence(claim, "Someone", "Somewhere", indicator, unit, statedOn, words));
        }""",
        {"words": data["words"], "asked": asked},
    )
    assert found == expected
    assert any(" since " in text for text in found) and any("between" in text for text in found)


def test_the_page_prints_numbers_as_the_program_does(script: Page):
    values = [*AWKWARD, "0.25", "0.35", "2.5", "1234567.891"]
    found = script.evaluate(
        """async (values) => {
          const { number, parse } = await import("/exact.js");
          return values.map(parse).map((v) => [number(v), number(v, 4), number(v, 0)]);
        }""",
        values,
    )
    assert found == [[number(Decimal(v)), number(Decimal(v), 4), number(Decimal(v), 0)] for v in values]


def test_the_page_finds_figures_in_fragments_as_the_program_does(script: Page):
    fragments = sorted({row["fragment"] for row in TABLES["reports"] if row["fragment"]})
    found = script.evaluate(
        """async (fragments) => {
          const { numbersIn } = await import("/fragments.js");
          const { spelt } = await import("/exact.js");
          return fragments.map((text) => [...new Set(numbersIn(text).map(spelt))].sort());
        }""",
        fragments,
    )
    assert len(fragments) > 1000
    expected = [sorted({"/".join(map(str, _ratio(n))) for n in numbers_in(text)}) for text in fragments]
    assert found == expected


def _ratio(value: Decimal) -> tuple[int, ...]:
    n, d = value.as_integer_ratio()
    return (n,) if d == 1 else (n, d)


CELLS = [
    "",
    "x",
    "64",
    "1e5",
    "-3",
    "٦٤",
    "0.5",
    "2025-02-20",
    "2025-02-30",
    "20/02/2025",
    "en",
    "english",
    "true",
    "yes",
    "=1+1",
    "+1",
    "@x",
    "a\u202eb",
    "a\u200bb",
    "می\u200cخواهم",
    "https://example.org/a b",
    "https://example.org/(a)",
    "javascript:x",
    "km2",
    "about",
    "area_held",
    "russia",
    "Q12",
    "Q0",
    "NP",
    "quoted",
    "2014",
    "2015",
    "rudskoi-2025-02-20",
    "Rudskoi",
    "x" * 501,
    "x" * 2001,
    "2024-12",
    "2024-13",
    "1" * 16,
]


def test_the_page_refuses_the_answers_that_the_program_refuses(script: Page):
    fields = known_fields(PACKAGE)
    data = form_data(PACKAGE, TABLES)["fields"]
    found = script.evaluate(
        """async ({ fields, cells }) => {
          const { fault } = await import("/rules.js");
          const refused = {};
          for (const [name, field] of Object.entries(fields)) {
            refused[name] = cells.filter((cell) => cell && fault(field, cell));
          }
          return refused;
        }""",
        {"fields": data, "cells": CELLS},
    )
    for name, field in fields.items():
        if name in SEARCHED or data[name]["choices"]:
            continue
        assert found[name] == [cell for cell in CELLS if cell and list(faults(field, cell))], name


def test_the_page_writes_the_issue_that_github_would(script: Page, tmp_path: Path):
    root = seeds.narrow(seeds.copy_data(ROOT, tmp_path / "copy"))
    answers = seeds.take_out(root)
    data = form_data(PACKAGE, TABLES)
    bodies = script.evaluate(
        """async ({ data, answers }) => {
          const { body, address } = await import("/issue.js");
          return answers.map((one) => [body(one, data), address(one, data, "Figure: x & y")]);
        }""",
        {"data": data, "answers": answers},
    )
    draft = doors.open_draft(root)
    for one, (body, address) in zip(answers, bodies, strict=True):
        assert dict(doors.read_body(draft, body).answers) == one
        query = parse_qs(urlsplit(address).query)
        assert (query["body"], query["labels"], query["title"]) == ([body], ["claim"], ["Figure: x & y"])


def fill(page: Page, answers: dict[str, str]) -> None:
    """Answer as a person does, one field after the other."""
    for name, answer in answers.items():
        field = page.locator(f'[name="{name}"]')
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(answer)
        else:
            field.fill(answer)


FILLED = {
    "source.url": "https://www.example.org/news/kursk",
    "source.publisher_id": "Reuters",
    "source.language": "en",
    "source.seen": "full_text",
    "source.published_on": "2025-02-14",
    "statement.claimant_id": "Александр Сырский",
    "statement.stated_on": "2025-02-13",
    "claim.region_id": "Kursk Oblast",
    "claim.party": "ukraine",
    "claim.indicator_id": "area_held",
    "report.qualifier_id": "exactly",
    "report.value": "500",
    "report.unit_id": "km2",
    "claim.as_of": "2025-02-13",
    "report.fragment": "480 square kilometres of Kursk",
    "report.attribution": "paraphrased",
}


def test_a_contributor_fills_the_form_and_opens_the_issue(browser: Browser, origin: str):
    page = browser.new_context(viewport={"width": 360, "height": 800}).new_page()
    page.context.route(
        "https://github.com/**", lambda route: route.fulfill(body="ok", content_type="text/html")
    )
    page.goto(f"{origin}/contribute/form/")
    page.wait_for_selector("#claim-form[data-ready]")
    fill(page, FILLED)
    preview = page.locator("#preview")
    assert "Oleksandr Syrskyi said that Ukraine held 500 km² of Kursk Oblast." in preview.inner_text()
    assert "475 to 525 km²" in preview.inner_text()
    page.click("#claim-form [type=submit]")
    assert page.locator("#report-fragment-fault").inner_text() == "does not hold the figure 500"
    assert page.locator("#sent").inner_text() == "One answer is to mend."
    fill(page, {"report.fragment": "500 square kilometres of Kursk"})
    assert "is here already" in preview.inner_text()
    page.locator("#preview button").first.click()
    assert page.locator('[name="claim.claim_id"]').input_value() == "syrskyi-2025-02-13-kursk-area-held"
    with page.expect_popup() as popup:
        page.click("#claim-form [type=submit]")
    query = parse_qs(urlsplit(popup.value.url).query)
    outcome = add(ROOT, [doors.read_body(doors.open_draft(ROOT), query["body"][0])], is_dry=True)
    assert outcome.problems == []
    assert [edit.table for edit in outcome.edits] == ["sources", "reports"]
    page.context.close()


def test_a_page_that_prints_a_known_claim_needs_no_more_than_the_page(browser: Browser, origin: str):
    page = browser.new_context().new_page()
    page.context.route(
        "https://github.com/**", lambda route: route.fulfill(body="ok", content_type="text/html")
    )
    page.goto(f"{origin}/contribute/form/?claim.claim_id=syrskyi-2025-02-13-kursk-area-held")
    page.wait_for_selector("#claim-form[data-ready]")
    fill(page, {name: cell for name, cell in FILLED.items() if name.startswith(("source.", "report."))})
    fill(page, {"report.fragment": "500 square kilometres"})
    with page.expect_popup() as popup:
        page.click("#claim-form [type=submit]")
    query = parse_qs(urlsplit(popup.value.url).query)
    assert query["title"] == ["Figure: syrskyi-2025-02-13-kursk-area-held"]
    outcome = add(ROOT, [doors.read_body(doors.open_draft(ROOT), query["body"][0])], is_dry=True)
    assert (list(outcome.problems), [edit.table for edit in outcome.edits]) == ([], ["sources", "reports"])
    page.context.close()


def test_the_form_without_its_script_leads_to_the_issue_form(browser: Browser, origin: str):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{origin}/contribute/form/")
    address = page.locator("#claim-form a").get_attribute("href")
    assert address == f"{PACKAGE.raw['id']}/issues/new?template=claim.yml"
    page.context.close()
