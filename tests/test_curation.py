"""The evidence is all here: each line is a report or logged, each page a source, each known answer a row.

The evidence lies beside the checkout, or where CLAIMED_GROUND_EVIDENCE says; else these tests are skipped.
"""

import json
import os
from collections import Counter
from decimal import Decimal
from itertools import combinations
from pathlib import Path
from urllib.parse import unquote

import pytest
from checkout import ROOT

from claimed_ground.descriptor import load_package
from claimed_ground.likeness import likeness
from claimed_ground.tables import read_tables

EVIDENCE = Path(os.environ.get("CLAIMED_GROUND_EVIDENCE", ROOT.parent / "shared" / "evidence"))
FILES = ("claims_rudskoi.jsonl", "claims_kursk.jsonl", "claims_ukraine.jsonl")
TABLES = read_tables(load_package(ROOT / "datapackage.json"), ROOT)
LOGGED = {(row["evidence_file"], row["line"]): row for row in TABLES["curation_log"]}
# A pace is a rate here; the evidence has it as an area.
ALSO = {"km2": {"km2", "km2_per_month"}, None: {"yes_no"}}

with_evidence = pytest.mark.skipif(
    not (EVIDENCE / FILES[0]).is_file(), reason="the evidence is not beside this checkout"
)


def read(name: str):
    with (EVIDENCE / name).open(encoding="utf-8") as file:
        for number, text in enumerate(file, start=1):
            yield number, json.loads(text, parse_int=Decimal, parse_float=Decimal)


def figures_by_page():
    """Page → its reports, each as the set of figures that it prints."""
    urls = {row["source_id"]: unquote(row["url"] or "") for row in TABLES["sources"]}
    pages: dict[str, list[set]] = {}
    for report in TABLES["reports"]:
        printed = {(report["value"], report["unit_id"]), (report["second_value"], report["second_unit_id"])}
        pages.setdefault(urls[report["source_id"]], []).append(printed)
    return pages


def fits(line: dict, printed: set) -> bool:
    if line["unit"] is None:
        return any(unit == "yes_no" for _, unit in printed)
    return any(
        value == line["value"] and unit in ALSO.get(line["unit"], {line["unit"]}) for value, unit in printed
    )


@with_evidence
@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_report_or_in_the_log(name: str):
    pages = figures_by_page()
    lost = [
        number
        for number, line in read(name)
        if (name, number) not in LOGGED
        and not any(fits(line, printed) for printed in pages.get(unquote(line["url"]), ()))
    ]
    assert lost == []


@with_evidence
def test_no_figure_of_a_page_is_reported_less_often_than_its_lines_say():
    wanted = Counter(
        (unquote(line["url"]), line["value"], line["unit"])
        for name in FILES
        for number, line in read(name)
        if (name, number) not in LOGGED
    )
    pages = figures_by_page()
    short = [
        (url, value, unit)
        for (url, value, unit), count in wanted.items()
        if sum(fits({"value": value, "unit": unit}, printed) for printed in pages.get(url, ())) < count
    ]
    assert short == []


@with_evidence
def test_every_page_is_a_source_or_in_the_log():
    known = {unquote(row["url"] or "") for name in ("sources", "curation_log") for row in TABLES[name]}
    assert {unquote(line["url"]) for name in FILES for _, line in read(name)} <= known


@with_evidence
def test_the_log_speaks_of_lines_that_are_there():
    urls = {(name, number): line["url"] for name in FILES for number, line in read(name)}
    assert {key: unquote(row["url"]) for key, row in LOGGED.items()} == {
        key: unquote(urls[key]) for key in LOGGED
    }


def test_a_duplicate_in_the_log_names_the_claim_that_has_its_figure():
    claims = {row["claim_id"] for row in TABLES["claims"]}
    for row in TABLES["curation_log"]:
        assert (row["outcome"] == "duplicate") == (row["claim_id"] in claims), (
            row["evidence_file"],
            row["line"],
        )


@pytest.mark.parametrize(
    ("claim_id", "qualifier", "value"),
    [
        ("rudskoi-2025-02-20-kursk-area-retaken", "more_than", 800),
        ("rudskoi-2025-02-20-kursk-share-retaken", "about", 64),
        ("rudskoi-2025-02-20-kursk-area-held", "more_than", 400),
        ("rudskoi-2025-02-20-kursk-area-peak", "exactly", 1268),
        ("syrskyi-2025-02-13-kursk-area-held", "about", 500),
        ("rudskoi-2025-02-20-three-regions-share-held", "about", 75),
        ("rudskoi-2025-02-20-luhansk-share-held", "less_than", 1),
        ("reuters-2025-02-20-crimea-share-held", "exactly", 100),
        ("reuters-2025-02-20-ukraine-share-held", "almost", 20),
        ("rudskoi-2025-02-20-ukraine-2025-area-taken", "more_than", 600),
        ("rudskoi-2025-02-20-ukraine-2024-area-taken", "almost", 4500),
        ("isw-2024-year-total-ukraine-area-taken-2024-with-kursk", "exactly", 4168),
        ("putin-2025-02-19-border-event", None, 1),
        ("ukraine-unnamed-2025-02-denials-border-event", None, 0),
    ],
)
def test_the_claims_of_the_known_answers_are_here(claim_id: str, qualifier: str | None, value: int):
    claim = next(row for row in TABLES["claims"] if row["claim_id"] == claim_id)
    assert (claim["qualifier_id"], claim["value"]) == (qualifier, value)


@pytest.mark.parametrize(
    ("claim_id", "source_id", "qualifier", "value", "second"),
    [
        ("rudskoi-2025-02-20-three-regions-share-held", "republica-2025-02-20-kursk-64", "about", 75, None),
        (
            "rudskoi-2025-02-20-three-regions-share-held",
            "daily-sabah-2025-02-20-kursk-64",
            "exactly",
            75,
            None,
        ),
        ("rudskoi-2025-02-20-luhansk-share-held", "republica-2025-02-20-kursk-64", "less_than", 1, None),
        ("rudskoi-2025-02-20-luhansk-share-held", "daily-sabah-2025-02-20-kursk-64", "more_than", 99, None),
        ("rudskoi-2025-02-20-kursk-area-retaken", "daily-sabah-2025-02-20-kursk-64", "more_than", 800, 309),
    ],
)
def test_the_two_first_articles_print_them_as_the_known_answers_say(
    claim_id, source_id, qualifier, value, second
):
    printed = [
        (row["qualifier_id"], row["value"], row["second_value"])
        for row in TABLES["reports"]
        if (row["claim_id"], row["source_id"]) == (claim_id, source_id)
    ]
    assert (qualifier, value, second) in printed


def test_the_map_series_gives_the_areas_of_the_known_answers():
    held = {(row["region_id"], str(row["estimated_on"])): row["area_km2"] for row in TABLES["estimates"]}
    three = sum(held[region, "2025-02-20"] for region in ("ua-donetsk", "ua-kherson", "ua-zaporizhzhia"))
    assert abs(three - 56722) <= 1  # worked from unrounded areas
    assert round(held["ua", "2025-02-20"]) == 112328
    assert round(held["ua", "2025-02-20"] - held["ua", "2024-12-31"]) == 456


def test_the_regions_have_the_areas_of_the_known_answers():
    areas = {row["region_id"]: row["official_area_km2"] for row in TABLES["regions"]}
    parts = [areas[region] for region in ("ua-donetsk", "ua-kherson", "ua-zaporizhzhia")]
    assert sum(parts) == areas["ua-donetsk-kherson-zaporizhzhia"] == 82161
    assert areas["ua"] == 603628


def test_the_denial_of_the_known_answers_is_a_link():
    denials = {row["claim_id"] for row in TABLES["claim_links"] if row["relation"] == "denies"}
    assert "ukraine-unnamed-2025-02-denials-border-event" in denials


def test_no_two_ids_go_by_names_that_are_one():
    people = [row for row in TABLES["claimants"] if row["kind"] == "person"]
    names = {row["claimant_id"]: [row["name"], *(row["aliases"] or "").split("; ")] for row in people}
    doubles = [
        (one, other)
        for one, other in combinations(names, 2)
        if max(likeness(a, b) for a in names[one] for b in names[other] if a and b) >= 90
    ]
    assert doubles == []
