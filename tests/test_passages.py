"""A fragment is found in its source whatever the typography, and only where its words stand."""

import os
from pathlib import Path
from urllib.parse import unquote

import pytest
from checkout import ROOT
from hypothesis import given
from hypothesis import strategies as st

from claimed_ground.descriptor import load_package
from claimed_ground.fragments.passages import LONGEST_QUOTE, find, fingerprint, fold, is_same, words
from claimed_ground.fragments.pointers import selector, text_link
from claimed_ground.likeness import nearest_passage
from claimed_ground.tables import read_table

EVIDENCE = Path(os.environ.get("CLAIMED_GROUND_EVIDENCE", ROOT.parent / "shared" / "evidence"))
REPORTS = read_table(load_package(ROOT / "datapackage.json").table("reports"), ROOT / "data" / "reports.csv")
FRAGMENTS = sorted({report["fragment"] for report in REPORTS if report["fragment"]})
# What another print of the same words changes.
PRINTS = (
    ("capitals", str.upper),
    ("no-break spaces", lambda text: text.replace(" ", "\u00a0")),
    ("line breaks", lambda text: text.replace(" ", "\n  ")),
    ("curly quotes", lambda text: text.replace('"', "”").replace("'", "’").replace("«", "„")),
    ("soft hyphens", lambda text: "\u00ad".join(text)),
    ("long dashes", lambda text: text.replace("-", "—")),
    ("no grouping", lambda text: text.replace(",", "") if text.count(",") == 1 else text),
)


@pytest.mark.parametrize("change", [change for _, change in PRINTS], ids=[name for name, _ in PRINTS])
def test_every_fragment_of_the_data_is_found_in_another_print(change):
    grouped = [one for one in FRAGMENTS if "ß" not in one]
    if change is PRINTS[-1][1]:
        grouped = [one for one in grouped if is_same(one, change(one))]
        assert len(grouped) > 300
    assert [one for one in grouped if find(one, fold(f"It said: {change(one)} (so far).")) is None] == []


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("more than 1,268 km²", "more than 1\u202f268 km2"),
        ("almost 4,500 square kilometres", "“Almost 4.500 square\u00adkilometres”"),
        ("64%", "64 %"),
        ("п'ять сіл", "П’ЯТЬ СІЛ"),
        ("800 كيلومتر", "٨٠٠ كيلومتر"),
        ("freed <…> 19 villages", "freed after a week of fighting, 19 villages in all"),
    ],
)
def test_typography_is_set_aside(fragment: str, text: str):
    assert find(fragment, fold(f"They {text} now"))


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("64 percent", "164 percent"),
        ("64", "64.5 percent"),
        ("5 percent", "64.5 percent"),
        ("268 km²", "1,268 km²"),
        ("268 km²", "1\u00a0268 km²"),
        ("more than 1", "more than 1,268 km²"),
        ("held 64 percent", "upheld 64 percent"),
        ("about 500", "about 5000"),
        ("freed <…> 19 villages", "19 villages freed"),
        ("", "anything"),
        ("…", "anything"),
    ],
)
def test_a_part_of_a_longer_word_or_number_is_not_it(fragment: str, text: str):
    assert find(fragment, fold(text)) is None


def test_a_year_before_a_figure_does_not_hide_it():
    assert find("500 square kilometres", fold("In 2024, 500 square kilometres"))
    assert find("500 square kilometres", fold("In 2024 500 square kilometres"))


def test_an_anchor_tells_the_words_around_as_printed():
    anchor = find(
        'rejected this as a "lie"', fold("Kursk region. Ukraine rejected this as a “lie”.\nHe said")
    )
    assert (anchor.prefix, anchor.exact, anchor.suffix) == (
        "Kursk region. Ukraine",
        "rejected this as a “lie”",
        "",
    )


@given(st.text(), st.text(min_size=1), st.text())
def test_an_anchor_never_quotes_more_than_the_rule_allows(before: str, fragment: str, after: str):
    anchor = find(fragment, fold(f"{before} {fragment} {after}"))
    if anchor and len(words(fragment)) <= LONGEST_QUOTE:
        quoted = f"{anchor.prefix} {anchor.exact} {anchor.suffix}"
        assert len(words(quoted)) <= LONGEST_QUOTE
        assert not [
            name for name in ("prefix", "exact", "suffix") if getattr(anchor, name)[:1] in ("=", "+", "@")
        ]


def test_two_prints_of_one_text_have_one_fingerprint():
    assert fingerprint(fold("“More than\n800 km²”")) == fingerprint(fold('"more than 800 KM2"'))
    assert fingerprint(fold("800 km²")) != fingerprint(fold("801 km²"))


def test_the_nearest_passage_prefers_the_same_figure():
    text = "He spoke of 400 square kilometres. Kyiv controlled around 500 square kilometres in Kursk."
    assert nearest_passage("controls about 500 sq km", text) == "controlled around 500 square kilometres"
    assert nearest_passage("settlements of the coast", text) == ""


def test_a_link_opens_the_page_at_the_words():
    link = text_link(
        "https://example.org/a", "75% of Donetsk, Kherson - so far", "now controlled", "and more"
    )
    start, _, directive = link.partition("#:~:text=")
    assert start == "https://example.org/a"
    assert [unquote(part) for part in directive.split(",")] == [
        "now controlled-",
        "75% of Donetsk, Kherson - so far",
        "-and more",
    ]


def test_a_link_keeps_an_anchor_and_spans_what_a_fragment_leaves_out():
    assert text_link("https://example.org/#b", "freed <…> 19") == "https://example.org/#b:~:text=freed,19"
    assert text_link("javascript:alert(1)", "freed") == "javascript:alert(1)"


def test_a_selector_has_the_parts_there_are():
    assert selector("about 64", suffix="of it") == {
        "type": "TextQuoteSelector",
        "exact": "about 64",
        "suffix": "of it",
    }
