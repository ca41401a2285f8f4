"""What `ground add` tells someone who adds a figure for the first time: all of it, once, with the way out."""

import json
import re
from datetime import date
from pathlib import Path

import doors
import pytest
import seeds
from checkout import ROOT, make_checkout
from click.testing import CliRunner, Result
from doors import added
from hypothesis import given, settings
from hypothesis import strategies as st
from test_contributing import HERE
from test_hostile_issues import GOOD

from claimed_ground.cli import main
from claimed_ground.contributing import add_all, start
from claimed_ground.contributing.draft import Draft
from claimed_ground.contributing.sentences import statement_summary
from claimed_ground.contributing.submission import Leaf, gather, known_fields
from claimed_ground.descriptor import load_package
from claimed_ground.tables import read_tables

PACKAGE = load_package(ROOT / "datapackage.json")
REAL = read_tables(PACKAGE, ROOT)
# Every kind of mistake at once: misspelt person and place, a day to come, a unit there is not, a share
# over 100 %, too many words, a field in the wrong part, one that is missing, one that there is not.
WRONG = """\
source:
  url: https://www.example.org/kursk-2025-02-21
  publisher_id: Reuters
  published_on: 2199-02-21
  language: Elvish
  seen: excerpt
statement:
  claimant_id: Oleksandr Sirskyy
  stated_on: 2025-02-21
claim:
  region_id: Kurks region
  party: ukraine
  indicator_id: share_held
  as_of: 2025-03-21
  value: 140
report:
  qualifier_id: roughly speaking
  unit_id: acres
  fragment: one two three four five six seven eight nine ten eleven twelve thirteen
  palce: body
"""


def told(result: Result) -> set[tuple[str, str]]:
    """(field, code) of every problem that was printed."""
    return set(re.findall(r"^\S.*?(?::\d+)? (\S+\.\S+): .* \[([a-z-]+)\]$", result.stderr, re.MULTILINE))


def test_every_problem_of_a_file_is_told_in_one_run_at_its_line(small: Path, tmp_path: Path):
    path = tmp_path / "wrong.yaml"
    path.write_text(WRONG, encoding="utf-8")
    result = CliRunner().invoke(main, ["--root", str(small), "add", str(path)])
    places = re.findall(r"wrong\.yaml:(\d+) (\S+): .*\[([a-z-]+)\]", result.stderr)
    assert [(int(line), field, code) for line, field, code in places] == [
        (4, "source.published_on", "future-date"),
        (5, "source.language", "bad-value"),
        (8, "statement.claimant_id", "unknown-name"),
        (11, "claim.region_id", "unknown-name"),
        (14, "claim.as_of", "claim-after-statement"),
        (15, "claim.value", "misplaced"),
        (17, "report.attribution", "missing-value"),
        (17, "report.qualifier_id", "unknown-reference"),
        (18, "report.unit_id", "unknown-reference"),
        (19, "report.fragment", "fragment-too-long"),
        (20, "report.palce", "unknown-field"),
    ]
    assert "11 problems. Nothing was written." in result.stderr


def test_a_share_over_100_is_told_beside_a_place_that_is_not_here(small: Path):
    share = {"claim.indicator_id": "share_held", "report.value": "140", "report.unit_id": "percent"}
    share |= {"report.fragment": "140 percent", "claim.region_id": "Atlantis"}
    result = added(small, GOOD | share)
    assert told(result) == {
        ("report.value", "share-out-of-range"),
        ("claim.region_id", "unknown-name"),
    }


# What is wrong in answers that are in order otherwise.
FOLLOWS = {
    "no date is missed where a date is wrong": {"claim.as_of": "21/02/2025"},
    "no upper figure is missed where it is wrong": {
        "report.qualifier_id": "between",
        "report.value_upper": "many",
    },
    "no hedge is missed where it is wrong": {"report.qualifier_id": "kind of"},
    "no figure is missed where it is wrong": {"report.value": "450 or so"},
    "nothing about a claim is told where its place is wrong": {"claim.region_id": "Atlantis"},
    "nothing about a page is told where its address is wrong": {"source.url": "example"},
    "nothing about a speaker is told where the name is wrong": {"statement.claimant_id": "Nobody At All"},
    "no second value is missed where it is wrong": {
        "report.second_value": "x",
        "report.second_unit_id": "mi2",
    },
}


WITHOUT_A_DAY = {name: cell for name, cell in GOOD.items() if name != "claim.as_of"}
# The same between different fields: what is wrong, and a rule that reads it along with another.
FOLLOWS_ELSEWHERE = {
    "a day is not missed where the end of the period is wrong": WITHOUT_A_DAY
    | {"claim.indicator_id": "area_retaken", "claim.period_end": "lately"},
    "a day is not missed where it is not known what is measured": WITHOUT_A_DAY
    | {"claim.indicator_id": "what happened"},
    "an upper figure is in order where the hedge is wrong": GOOD
    | {"report.qualifier_id": "kind of", "report.value_upper": "500"},
    "a second figure is not half where its unit is wrong": GOOD
    | {"report.second_value": "280", "report.second_unit_id": "acres"},
    "a derivation is not half where its source is wrong": GOOD
    | {"source.derives_from": "That Other Page", "source.derivation": "reprints"},
    "a fragment may hold a second figure that is wrong": GOOD
    | {"report.fragment": "280 square miles", "report.second_value": "280 or so"},
    "an address is not missed where it is not known whether the page was seen": {
        "source.publisher_id": "AFP",
        "source.language": "en",
        "source.title": "A page",
        "source.seen": "perhaps",
    },
}


@pytest.mark.parametrize("case", [*FOLLOWS, *FOLLOWS_ELSEWHERE])
def test_what_only_follows_from_a_problem_is_not_told(small: Path, case: str):
    result = added(small, FOLLOWS_ELSEWHERE.get(case) or GOOD | FOLLOWS[case])
    assert result.exit_code == 1
    assert len(told(result)) == 1, result.stderr


def test_problems_of_several_figures_are_told_together(small: Path):
    other = GOOD | {"source.url": "https://example.org/2", "report.fragment": "almost 600"}
    result = added(small, GOOD | {"claim.party": "both"}, other)
    assert told(result) == {("claim.party", "unknown-value"), ("report.fragment", "fragment-lacks-figure")}


def test_a_figure_under_claim_is_to_be_moved(small: Path):
    moved = {name: cell for name, cell in GOOD.items() if name != "report.value"} | {"claim.value": "450"}
    result = added(small, moved)
    assert told(result) == {("claim.value", "misplaced")}
    assert "move it to report.value" in result.stderr


ELSEWHERE = {
    "claim.fragment": "is not a field of claim; move it to report.fragment",
    "url": "belongs to source.url",
    "report.stated_on": "is not a field of report; move it to statement.stated_on",
    "statement.region_id": "is not a field of statement; move it to claim.region_id",
}


@pytest.mark.parametrize("name", ELSEWHERE)
def test_a_field_of_another_part_is_to_be_moved_and_not_missed_there(small: Path, name: str):
    meant = ELSEWHERE[name].split()[-1]
    changed = {(name if known == meant else known): cell for known, cell in GOOD.items()}
    result = added(small, changed)
    assert result.stderr.count("[") == 1, result.stderr
    assert f"{name}: {ELSEWHERE[name]} [unknown-field]" in result.stderr


def test_a_part_that_is_misspelt_is_told_once(small: Path, tmp_path: Path):
    nested = {"source": {}, "statement": {}, "clame": {}, "report": {}}
    for name, cell in GOOD.items():
        part, column = name.split(".")
        nested["clame" if part == "claim" else part][column] = cell
    (tmp_path / "x.json").write_text(json.dumps(nested), encoding="utf-8")
    result = CliRunner().invoke(main, ["--root", str(small), "add", str(tmp_path / "x.json")])
    assert "did you mean claim? [wrong-shape]\n1 problem." in result.stderr


@pytest.mark.parametrize("options", [("-n",), ()], ids=["dry run", "real run"])
def test_what_was_assumed_and_that_nothing_is_alike_is_said(small: Path, options: tuple[str, ...]):
    left_out = ("report.place",)
    given = {name: cell for name, cell in GOOD.items() if name not in left_out}
    result = added(small, given, options=options)
    assert "No claim like this is here yet.\n" in result.output
    assumed = result.output.partition("Assumed, since nothing was said:\n")[2]
    for line in (
        f"source.seen_on: {date.today()}",
        "report.place: body",
        "report.language: en",
        "claim.origin: stated",
    ):
        assert f"  {line}\n" in assumed
    assert (
        "  claim.summary: Oleksandr Syrskyi said that Ukraine held about 450 km² of Kursk Oblast.\n"
        in assumed
    )


def test_what_was_assumed_for_many_figures_is_said_once(small: Path):
    places = ("ru-kursk", "ua-donetsk", "ua-kherson")
    given = {name: cell for name, cell in GOOD.items() if name != "report.place"}
    result = added(small, *(given | {"claim.region_id": place} for place in places))
    assert result.exit_code == 0, result.output
    assert "No claim like these 3 is here yet.\n" in result.output
    assert "  report.place: body (3 times)\n" in result.output


def test_after_a_success_the_next_steps_are_said(small: Path):
    result = added(small, GOOD)
    steps = result.output.partition("4 rows in 4 tables.\nEvery check passed. Next:\n")[2]
    for step in (
        "ground diff",
        "ground check",
        "git switch -c syrskyi-2025-02-21-kursk-area-held",
        "git push",
    ):
        assert f"\n  {step}" in f"\n{steps}"
    subject = re.search(r'git commit -m "(.*)" data', steps)
    assert subject and len(subject[1]) <= 72
    assert "Next:" not in added(make_checkout(small.parent / "other"), GOOD, options=("-n",)).output


def test_the_same_file_again_is_told_that_there_is_nothing_to_add(small: Path):
    assert added(small, GOOD).exit_code == 0
    result = added(small, GOOD)
    assert result.exit_code == 1
    assert "with this figure: there is nothing to add [already-here]" in result.stderr
    assert "your source is added" not in result.output


def test_another_figure_in_the_same_place_of_a_page_is_told_with_the_one_that_is_there(small: Path):
    assert added(small, GOOD).exit_code == 0
    other = {"report.value": "451", "report.fragment": "451", "report.qualifier_id": "exactly"}
    assert "with the figure 450; if both are printed, give another place" in added(small, GOOD | other).stderr


def test_a_statement_is_summed_up_by_who_where_and_when():
    told = statement_summary("Oleksandr Syrskyi", "Kursk Oblast", "2025-03-03", "Telegram")
    assert told == "Oleksandr Syrskyi on Kursk Oblast, 3 March 2025 (Telegram)."
    assert statement_summary("AFP", "Ukraine", "2025-03", "") == "AFP on Ukraine, March 2025."
    assert statement_summary("AFP", "Ukraine", "", "") == "AFP on Ukraine, day unknown."


def test_a_day_to_come_is_refused_and_tomorrow_is_not(small: Path):
    for day, expected in ((date(2025, 2, 20), set()), (date(2025, 2, 19), {"future-date"})):
        draft = start(small, day)
        assert isinstance(draft, Draft)
        given = doors.submissions(small, [GOOD])
        outcome = add_all(small, draft, given, [], decide_near=True, is_dry=True)
        assert {problem.code for problem in outcome.problems} == expected


def test_a_new_speaker_without_a_latin_name_is_asked_for_one(small: Path):
    person = {"statement.claimant_id": "Юрій Повх", "claimant.kind": "person", "claimant.side": "ukraine"}
    assert "give claimant.name in Latin letters" in added(small, GOOD | person).stderr
    named = added(small, GOOD | person | {"claimant.name": "Yuriy Povkh"})
    assert named.exit_code == 0, named.output
    assert "povkh" in {row["claimant_id"] for row in seeds.read_rows(small)["claimants"]}


def test_someone_new_may_share_a_surname(small: Path):
    new = {"statement.claimant_id": "Syrskyi", "claimant.kind": "person", "claimant.side": "ukraine"}
    assert "as syrskyi (Oleksandr Syrskyi)" in added(small, GOOD | new, options=("-n",)).output
    result = added(small, GOOD | new | {"claimant.is_new": "true", "claimant.name": "Petro Syrskyi"})
    assert result.exit_code == 0, result.output
    assert "syrskyi-petro" in {row["claimant_id"] for row in seeds.read_rows(small)["claimants"]}


def test_a_file_without_a_figure_is_told_so(small: Path, tmp_path: Path):
    (tmp_path / "x.yaml").write_text("# nothing yet\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["--root", str(small), "add", str(tmp_path / "x.yaml")])
    assert (result.exit_code, result.output) == (0, "Nothing to add: no figure was given.\n")


def test_a_file_of_headings_alone_is_told_all_that_is_needed(small: Path, tmp_path: Path):
    (tmp_path / "x.yaml").write_text("source:\nstatement:\nclaim:\nreport:\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["--root", str(small), "add", str(tmp_path / "x.yaml")])
    assert {code for _, code in told(result)} == {"missing-value"}
    assert {field.split(".")[0] for field, _ in told(result)} == {"source", "statement", "claim", "report"}


FIELDS = sorted({*known_fields(PACKAGE), "claim.fragment", "foo", "claim"})
CELLS = [
    "",
    "x",
    "450",
    "-3",
    "2025-02-21",
    "true",
    "russia",
    "between",
    "event",
    "share_held",
    "Kursk",
    "Putin",
]
CELLS += ["denies x", "putin-2025-02-19", "republica-2025-02-20-kursk-64", "quoted", "unnamed", "Юрій", HERE]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_checkout(tmp_path_factory.mktemp("shared") / "small")


@settings(max_examples=60)
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(CELLS), max_size=8), max_size=2))
def test_no_mixture_of_answers_stops_it_or_shows_what_is_not_a_row_yet(shared: Path, changes):
    known = known_fields(PACKAGE)
    draft = start(shared, date(2026, 11, 22))
    assert isinstance(draft, Draft)
    submissions, problems = [], []
    for one in changes:
        tree = {name: Leaf(cell, 1) for name, cell in (GOOD | one).items()}
        gathered, found = gather(tree, "x", 1, known)
        submissions += gathered
        problems += found
    outcome = add_all(shared, draft, submissions, problems, decide_near=True, is_dry=True)
    messages = [re.sub(r"did you mean .*\?", "", problem.message) for problem in outcome.problems]
    assert [message for message in messages if "?" in message or "line -" in message] == []
