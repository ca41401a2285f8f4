"""What met people who used `ground add` for the first time, and how it answers them now."""

from datetime import date
from pathlib import Path

import doors
import pytest
import seeds
from checkout import ROOT, make_checkout
from doors import talked
from test_add_told import PACKAGE, REAL, told
from test_contributing import HERE, NEAR, SAME, added
from test_hostile_issues import GOOD, add_issue, body_of

from claimed_ground.cli import settling
from claimed_ground.contributing.draft import open_draft, spellings
from claimed_ground.contributing.plain import read_plain
from claimed_ground.contributing.spelling import FORMS
from claimed_ground.contributing.submission import known_fields
from claimed_ground.likeness import sounding_like

FIELDS = known_fields(PACKAGE)


def answered(root: Path, answers: dict[str, str], *choices: str) -> list[str]:
    """A conversation in which the question for a claim that is here already is answered so."""
    typed = doors.as_conversation(root, [answers]).splitlines()
    place = typed.index("km2") + 2  # the unit, the day, and then that question
    return [*typed[:place], *choices, *typed[place:]]


def test_a_choice_that_is_neither_a_number_nor_no_is_asked_again(small: Path):
    before = len(seeds.read_rows(small)["claims"])
    wrong = ("maybe", HERE, "99", "0", "yep")
    result = talked(small, *answered(small, SAME, *wrong, "1"))
    assert result.exit_code == 0, result.output
    assert result.output.count("is no answer here; write 1, or n") == len(wrong)
    assert len(seeds.read_rows(small)["claims"]) == before


@pytest.mark.parametrize(("choice", "more"), [("yes", 0), ("y", 0), ("no", 1)])
def test_yes_is_the_first_claim_and_no_is_another(small: Path, choice: str, more: int):
    before = len(seeds.read_rows(small)["claims"])
    result = talked(small, *answered(small, NEAR, choice))
    assert result.exit_code == 0, result.output
    assert len(seeds.read_rows(small)["claims"]) == before + more


def but(*names: str) -> dict[str, str]:
    """A figure that can be added, without some answers."""
    return {name: cell for name, cell in GOOD.items() if name not in names}


@pytest.mark.parametrize("indicator", ["area_taken", "area_retaken", "settlements_taken", "rate_taken"])
def test_ground_taken_without_days_is_asked_for_a_period(small: Path, indicator: str):
    units = {"settlements_taken": "settlements", "rate_taken": "km2_per_day"}
    unit = {"report.unit_id": units.get(indicator, "km2"), "report.fragment": "about 450"}
    result = added(small, but("claim.as_of") | {"claim.indicator_id": indicator} | unit)
    assert told(result) == {("claim.period_end", "missing-date")}
    assert "give claim.period_start and claim.period_end" in result.stderr


def test_ground_held_without_a_day_is_asked_for_the_day(small: Path):
    result = added(small, but("claim.as_of"))
    assert told(result) == {("claim.as_of", "missing-date")}
    assert "period" not in result.stderr


def test_an_area_given_as_a_share_is_not_called_over_100_percent(small: Path):
    result = added(small, GOOD | {"claim.indicator_id": "share_held"})
    assert told(result) == {("report.unit_id", "unit-misfit")}


def test_how_much_was_seen_is_asked_and_never_assumed(small: Path):
    result = added(small, but("source.seen"))
    assert told(result) == {("source.seen", "missing-value")}
    assert "full_text, excerpt, not_seen" in result.stderr
    talk = talked(small, *(line for line in doors.as_conversation(small, [but("source.seen")]).splitlines()))
    assert "How much you saw: Oleksandr Syrskyi" in talk.output and "is none of these" in talk.output


def test_a_file_and_a_conversation_agree_on_the_day_a_page_was_seen(small: Path):
    other = make_checkout(small.parent / "other")
    assert talked(small, *doors.as_conversation(small, [GOOD]).splitlines()).exit_code == 0
    assert added(other, GOOD).exit_code == 0
    assert seeds.read_bytes(small) == seeds.read_bytes(other)
    assert f",{date.today()},full_text," in (small / "data" / "sources.csv").read_text("utf-8")


def test_a_page_that_was_not_seen_was_seen_on_no_day(small: Path):
    result = added(small, GOOD | {"source.seen": "not_seen"}, options=("-n",))
    assert "seen_on" not in result.output


def test_a_conversation_asks_for_the_country_of_a_new_publisher(small: Path):
    new = GOOD | {"source.publisher_id": "Sumy Gazette", "publisher.kind": "newspaper"}
    result = talked(small, *doors.as_conversation(small, [new | {"publisher.country": "UA"}]).splitlines())
    assert result.exit_code == 0, result.output
    assert "Country of Sumy Gazette (may be empty): UA" in result.output
    rows = {row["name"]: row for row in seeds.read_rows(small)["publishers"]}
    assert rows["Sumy Gazette"]["country"] == "UA"


DAYS = {
    "13 September 2025": "2025-09-13",
    "September 13, 2025": "2025-09-13",
    "13th of Sept. 2025": "2025-09-13",
    "2025-9-12": "2025-09-12",
    "3.4.2025": "2025-04-03",
    "3/4/2025": "3/4/2025",
    "2025-02-30": "2025-02-30",
    "last week": "last week",
}


@pytest.mark.parametrize("written", DAYS)
def test_a_day_is_read_where_it_can_only_be_one(written: str):
    assert read_plain(FIELDS["claim.as_of"], written) == DAYS[written]


def test_a_day_and_a_language_in_words_are_read_and_said(small: Path):
    days = {"source.published_on": "21 February 2025", "claim.as_of": "2025-2-21"}
    result = added(small, GOOD | days | {"source.language": "Ukrainian"})
    assert result.exit_code == 0, result.output
    assert '  source.published_on: "21 February 2025", as 2025-02-21\n' in result.output
    assert '  source.language: "Ukrainian", as uk\n' in result.output


def test_an_issue_may_say_a_day_and_a_language_in_words(small: Path, tmp_path: Path):
    words = {"statement.stated_on": "21 February 2025", "source.language": "English"}
    code, printed, message = add_issue(small, tmp_path, body_of(small, words))
    assert code == 0, printed
    assert 'statement.stated_on: "21 February 2025", as 2025-02-21' in message


def test_a_day_that_may_be_two_is_asked_for_as_it_is_written_here(small: Path):
    message = added(small, GOOD | {"claim.as_of": "around Easter"}).stderr
    assert "cannot be read as one day; write it as YYYY-MM-DD" in message
    assert "uk for Ukrainian" in added(small, GOOD | {"source.language": "Elvish"}).stderr


def test_every_language_of_the_dataset_may_be_written_in_english():
    used = {row["language"].split("-")[0] for table in ("sources", "reports") for row in REAL[table]}
    assert used <= set(FORMS["languages"])


def test_a_word_of_several_choices_offers_those(small: Path):
    result = added(small, GOOD | {"claim.indicator_id": "retaken"})
    assert "did you mean area_retaken or settlements_retaken or share_retaken?" in result.stderr
    typed = doors.as_conversation(small, [GOOD]).splitlines()
    typed.insert(typed.index("area_held"), "retaken")
    assert '"retaken" may be 3, 8 or 11; write the number' in talked(small, *typed).output


def test_a_day_given_as_venue_is_doubted(small: Path):
    typed = doors.as_conversation(small, [GOOD]).splitlines()
    typed[typed.index("press conference") : typed.index("press conference")] = ["2025-02-21", "21 March 2025"]
    result = talked(small, *typed)
    assert result.exit_code == 0, result.output
    assert result.output.count("looks like a day; a venue is where, or to whom") == 2


def test_each_question_says_its_field(small: Path):
    output = talked(small, *doors.as_conversation(small, [GOOD]).splitlines()).output
    assert all(f"[{name}]" in output for name in GOOD)


def test_a_check_is_announced_and_leaves_the_answers_when_it_is_interrupted(
    small: Path, monkeypatch: pytest.MonkeyPatch
):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(settling, "check_rows", interrupt)
    result = talked(small, *doors.as_conversation(small, [GOOD]).splitlines())
    assert result.exit_code == 1
    assert "Checking …" in result.output
    assert f"Your answers are in {small / 'build' / 'answers.jsonl'}" in result.output


def test_a_town_that_is_not_here_comes_with_what_to_do(small: Path):
    typed = doors.as_conversation(small, [GOOD]).splitlines()
    typed[typed.index("Kursk Oblast") : typed.index("Kursk Oblast")] = ["Sudzha", ""]
    output = talked(small, *typed).output
    assert "For a town without a row of its own give its oblast, and the town in claim.note" in output
    assert "give its oblast" in added(small, GOOD | {"claim.region_id": "Sudzha"}).stderr


def test_a_draft_with_a_page_alone_is_told_what_is_missing(small: Path):
    page = {name: cell for name, cell in GOOD.items() if name.startswith("source.")}
    missed = {(name, "missing-value") for name in GOOD if name.startswith(("claim.", "report."))}
    missed |= {("statement.claimant_id", "missing-value")}
    optional = {"claim.as_of", "report.qualifier_id", "report.fragment", "report.place"}
    assert told(added(small, page)) == {one for one in missed if one[0] not in optional}


MISSPELT = {
    ("claimants", "Sirsky"): "syrskyi",
    ("claimants", "Sirskiy"): "syrskyi",
    ("claimants", "Gerasimow"): "gerasimov",
    ("claimants", "Zelenskij"): "zelensky",
    ("regions", "Donezk"): "ua-donetsk",
    ("regions", "Donezk region"): "ua-donetsk",
    ("regions", "Zaporizya"): "ua-zaporizhzhia",
    ("regions", "Kurks"): "ru-kursk",
    ("regions", "Vovtchansk"): "ua-vovchansk",
    ("regions", "Pokrovsk"): "ua-pokrovsk-direction",
    ("publishers", "Reuter"): "reuters",
    ("publishers", "Kiev Independent"): "kyiv-independent",
}


@pytest.mark.parametrize(("table", "written"), MISSPELT)
def test_the_name_that_was_meant_comes_first(table: str, written: str):
    names = spellings(open_draft(PACKAGE, ROOT), table)
    assert sounding_like(written, names)[0].key == MISSPELT[table, written]


def test_a_misspelt_unit_of_a_share_is_offered_no_area(small: Path):
    result = added(small, GOOD | {"claim.indicator_id": "share_held", "report.unit_id": "km3"})
    assert '"km3" is none of percent (%) [unknown-reference]' in result.stderr


def test_a_place_that_is_wrong_and_one_that_is_misplaced_are_both_told(small: Path):
    result = added(small, GOOD | {"claim.region_id": "Donezk", "statement.region_id": "Donetsk Oblast"})
    assert told(result) == {("claim.region_id", "unknown-name"), ("statement.region_id", "unknown-field")}


def test_a_figure_that_differs_between_claim_and_report_is_told_with_what_is_wrong_in_it(small: Path):
    share = {"claim.indicator_id": "share_held", "report.unit_id": "percent", "report.fragment": "140"}
    result = added(small, GOOD | share | {"report.value": "140", "claim.value": "14"})
    assert told(result) == {("claim.value", "misplaced"), ("report.value", "share-out-of-range")}


def test_next_steps_for_another_source_of_a_known_claim_say_so(small: Path):
    result = added(small, SAME)
    assert f"  git switch -c source-{HERE}\n" in result.output
    assert f'  git commit -m "[data] Add a source to {HERE}" data\n' in result.output


def test_next_steps_on_a_branch_stay_on_it(small: Path):
    (small / ".git").mkdir()
    (small / ".git" / "HEAD").write_text("ref: refs/heads/my-work\n", encoding="utf-8")
    result = added(small, GOOD)
    assert "git commit -m" in result.output and "git switch" not in result.output


def test_the_issue_form_explains_each_kind_of_measure_and_lists_every_kind_of_publisher():
    form = (ROOT / ".github" / "ISSUE_TEMPLATE" / "claim.yml").read_text("utf-8")
    families = {row["family"].removeprefix("settlements_") for row in REAL["indicators"]}
    assert all(f"{family.capitalize()}: " in form for family in families)
    for name in ("publisher.kind", "claimant.kind", "claimant.side"):
        assert f"`{name}` ({', '.join(FIELDS[name].enum)})" in form
