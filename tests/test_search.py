"""The search box finds people by every spelling that a page knows, in Latin and in Cyrillic."""

import gzip
import json
import re
from typing import Any

import pytest
from playwright.sync_api import Browser

from claimed_ground.layout import Layout

SPELLINGS = {
    "Рудской": "claimants/rudskoi/",
    "Рудський": "claimants/rudskoi/",
    "Сирський": "claimants/syrskyi/",
    "Сырский": "claimants/syrskyi/",
    "Zélensky": "claimants/zelensky/",
    "Зеленський": "claimants/zelensky/",
}


@pytest.fixture(scope="module")
def index(built: Layout) -> dict[str, Any]:
    path = built.current.site / "search" / "search_index.json"
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def words(text: str, separator: str) -> set[str]:
    """The words that lunr makes of a text: tags out, lower case, cut where the separator matches."""
    return set(re.split(separator, re.sub(r"<[^>]+>", " ", text).lower())) - {""}


@pytest.mark.parametrize("name", ["Курська", "Курская", "Харківська", "Харьковская"])
def test_a_topic_is_found_by_the_cyrillic_name_of_its_place(index: dict[str, Any], name: str):
    separator = index["config"]["separator"]
    found = [entry for entry in index["docs"] if name.lower() in words(entry["text"], separator)]
    assert any(entry["location"].startswith("topics/") for entry in found)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_spelling_is_a_word_of_the_claimants_page(index: dict[str, Any], spelling: str):
    separator = index["config"]["separator"]
    found = {
        entry["location"]
        for entry in index["docs"]
        if spelling.lower() in words(f"{entry['title']} {entry['text']}", separator)
    }
    assert SPELLINGS[spelling] in found


def test_no_word_is_cut_or_stemmed_by_the_rules_of_english(index: dict[str, Any]):
    assert index["config"]["lang"] == ["en"]
    assert index["config"]["pipeline"] == ["stopWordFilter"]
    assert words("“Рудской”, 1,268 km² (Крым).", index["config"]["separator"]) == {
        "рудской", "1,268", "km²", "крым",
    }  # fmt: skip


@pytest.mark.parametrize("spelling", ["Сирський", "Сырский", "Курская"])
def test_a_claim_is_found_by_who_and_where_in_cyrillic(index: dict[str, Any], spelling: str):
    separator = index["config"]["separator"]
    claim = "claims/syrskyi-2025-02-13-kursk-area-held/"
    (entry,) = (entry for entry in index["docs"] if entry["location"] == claim)
    assert spelling.lower() in words(entry["text"], separator)


@pytest.mark.parametrize(
    ("typed", "claim"),
    [
        ("1268", "claims/rudskoi-2025-02-20-kursk-area-peak/"),
        ("1294", "claims/syrskyi-2024-08-27-kursk-area-held/"),
    ],
)
def test_a_figure_is_found_with_or_without_its_comma(index: dict[str, Any], typed: str, claim: str):
    separator = index["config"]["separator"]
    (entry,) = (entry for entry in index["docs"] if entry["location"] == claim)
    assert {typed, f"{int(typed):,}"} <= words(f"{entry['title']} {entry['text']}", separator)


def test_a_newspaper_is_found_by_its_name_in_cyrillic(index: dict[str, Any]):
    (entry,) = (entry for entry in index["docs"] if entry["location"] == "sources/#publishers")
    assert {"zvezda", "звезда"} <= words(entry["text"], index["config"]["separator"])


def test_what_is_found_is_not_told_by_the_caption_of_a_picture(index: dict[str, Any]):
    assert not [entry["location"] for entry in index["docs"] if "Source: the claims" in entry["text"]]


def test_the_index_stays_small(built: Layout):
    """It is fetched once a reader turns to the search."""
    content = (built.current.site / "search" / "search_index.json").read_bytes()
    assert len(gzip.compress(content)) < 80_000


@pytest.mark.parametrize("spelling", ["Рудской", "Сирський", "Zélensky"])
def test_the_search_box_leads_to_the_claimant(browser: Browser, origin: str, spelling: str):
    page = browser.new_context().new_page()
    page.goto(origin + "/", wait_until="networkidle")
    page.locator(".md-search__input").click()
    # No key has these letters on a Latin keyboard, so a last key makes the box look at what it holds.
    page.locator(".md-search__input").fill(spelling)
    page.locator(".md-search__input").press("End")
    results = page.locator(".md-search-result__link")
    results.first.wait_for()
    links = results.evaluate_all("links => links.map(link => new URL(link.href).pathname)")
    assert f"/{SPELLINGS[spelling]}" in links
    page.context.close()
