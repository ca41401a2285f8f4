"""`ground add` as a conversation: it keeps answers, asks again, and knows what a field takes."""

import json
import re
from pathlib import Path

import doors
import seeds
from click.testing import CliRunner
from doors import talked
from test_hostile_issues import GOOD

from claimed_ground.cli import main


def test_answers_are_kept_when_a_conversation_breaks_off(small: Path):
    whole = doors.as_conversation(small, [GOOD])
    typed = "\n".join(whole.splitlines()[:-1]) + "\n"  # no word on whether there is another figure
    result = CliRunner().invoke(main, ["--root", str(small), "add"], input=typed)
    assert result.exit_code == 1
    kept = small / "build" / "answers.jsonl"
    assert f"Your answers are in {kept}" in result.output
    assert CliRunner().invoke(main, ["--root", str(small), "add", str(kept)]).exit_code == 0


def test_a_figure_can_be_given_up(small: Path):
    before = seeds.read_bytes(small)
    typed = doors.as_conversation(small, [GOOD | {"report.fragment": "without it 9"}]).splitlines()
    result = CliRunner().invoke(
        main, ["--root", str(small), "add"], input="\n".join([*typed[:-2], "", "n"]) + "\n"
    )
    assert "does not hold the figure 450" in result.output
    assert (result.exit_code, seeds.read_bytes(small)) == (0, before)


def test_a_conversation_that_breaks_off_in_the_middle_keeps_its_answers(small: Path):
    typed = doors.as_conversation(small, [GOOD]).splitlines()
    result = talked(small, *typed[: typed.index("Oleksandr Syrskyi") + 2])
    assert (result.exit_code, "Your answers are in" in result.output) == (1, True)
    kept = json.loads((small / "build" / "answers.jsonl").read_text(encoding="utf-8"))
    assert kept["statement.claimant_id"] == "syrskyi"
    assert kept["statement.stated_on"] == GOOD["statement.stated_on"]


def test_a_conversation_asks_again_for_a_day_to_come_and_for_too_many_words(small: Path):
    typed = doors.as_conversation(small, [GOOD]).splitlines()
    for good, bad in ((GOOD["source.published_on"], "2199-01-01"), (GOOD["report.fragment"], "450 " * 13)):
        typed.insert(typed.index(good), bad)
    result = talked(small, *typed)
    assert result.exit_code == 0, result.output
    assert "2199-01-01 is yet to come" in result.output
    assert "has 13 words; at most 12" in result.output
    assert "Every check passed. Next:\n" in result.output


def test_a_conversation_takes_a_surname_and_lists_only_units_that_fit(small: Path):
    typed = doors.as_conversation(small, [GOOD]).replace("Oleksandr Syrskyi", "Сирський").splitlines()
    result = talked(small, *typed)
    assert result.exit_code == 0, result.output
    assert "  = syrskyi (Oleksandr Syrskyi)" in result.output
    units = result.output.partition("Unit:")[0].rpartition("As printed.")[2]
    assert re.findall(r"\d (\S+)", units) == ["ha", "km²", "m²", "sq"]


def test_an_answer_that_no_field_has_is_left_out_of_a_conversation(small: Path):
    typed = doors.as_conversation(small, [GOOD]).splitlines()
    place = len(typed) - typed[::-1].index("")  # where anything else is asked for
    result = talked(small, *typed[: place - 1], "hello: x", "", "", *typed[place:])
    assert "hello: is not a field of a submission" in result.output
    assert "It is left out." in result.output
    assert result.exit_code == 0, result.output
