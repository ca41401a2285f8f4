"""The cards for proof-reading hold what a proof-reader compares, and stay the same for a seed."""

import pytest
from checkout import ROOT, make_checkout
from click.testing import CliRunner

from claimed_ground.cli import main
from claimed_ground.descriptor import load_package
from claimed_ground.review.sampling import WIDTH, cards, draw
from claimed_ground.tables import read_tables

REAL = read_tables(load_package(ROOT / "datapackage.json"), ROOT)


def card(claim_id: str) -> str:
    claim = next(row for row in REAL["claims"] if row["claim_id"] == claim_id)
    return next(cards(REAL, [claim]))


@pytest.mark.parametrize(
    "told",
    [
        "Sergei Rudskoi · russia",
        "20 February 2025 · interview with the newspaper Krasnaya Zvezda",
        "ru-kursk · russia · share_retaken",
        "about · 64 %",
        "up to 20 February 2025",
        "republica-2025-02-20-kursk-64 · body",
        "Daily Sabah",
        "paraphrased   about      64 %",
        "“about 64% of the territory Ukraine had seized” (en)",
        "https://www.dailysabah.com/world/europe/",
    ],
)
def test_a_card_shows_the_claim_and_its_reports(told: str):
    assert told in card("rudskoi-2025-02-20-kursk-share-retaken")


def test_a_card_shows_every_report_and_marks_the_best_once():
    text = card("rudskoi-2025-02-20-kursk-share-retaken")
    count = sum(row["claim_id"] == "rudskoi-2025-02-20-kursk-share-retaken" for row in REAL["reports"])
    assert f"{count} reports:" in text
    assert text.count("https://") + text.count("http://") <= count
    assert text.count("\n *  ") == 1


def test_a_card_tells_what_differs_from_the_claim():
    assert "second figure 309 sq mi" in card("rudskoi-2025-02-20-kursk-area-retaken")
    assert "attributed to russia-unnamed" in card("rudskoi-2025-02-20-luhansk-share-held")
    assert "computed_by_reporter" in card("rudskoi-2025-02-20-kursk-area-held")
    assert "300–400 km² per month" in card("belousov-2025-08-ukraine-rate-taken-early-2025")


def test_nothing_but_an_address_is_wider_than_a_terminal():
    lines = [line for text in cards(REAL, REAL["claims"]) for line in text.splitlines()]
    assert [line for line in lines if len(line) > WIDTH and "://" not in line] == []


def test_the_same_seed_draws_the_same_claims_and_another_draws_others():
    first = [row["claim_id"] for row in draw(REAL, 60, 1)]
    assert first == [row["claim_id"] for row in draw(REAL, 60, 1)]
    assert len(set(first)) == 60
    assert set(first) != {row["claim_id"] for row in draw(REAL, 60, 2)}


def test_a_new_claim_hardly_changes_what_is_drawn():
    fewer = {**REAL, "claims": REAL["claims"][1:]}
    assert len({r["claim_id"] for r in draw(REAL, 60, 1)} & {r["claim_id"] for r in draw(fewer, 60, 1)}) >= 59


def test_more_than_there_are_gives_all():
    assert len(draw(REAL, 10_000, 0)) == len(REAL["claims"])


def test_the_verbs_print_cards_and_pairs(tmp_path):
    root = str(make_checkout(tmp_path))
    sampled = CliRunner().invoke(main, ["--root", root, "sample", "2", "--seed", "7"])
    assert (sampled.exit_code, sampled.output.count(" of 2  ")) == (0, 2)
    listed = CliRunner().invoke(main, ["--root", root, "duplicates"])
    assert (listed.exit_code, listed.output) == (0, "0 pairs to look at.\n")


def test_a_sample_of_nothing_is_wrong_use():
    assert CliRunner().invoke(main, ["--root", str(ROOT), "sample", "0"]).exit_code == 2
