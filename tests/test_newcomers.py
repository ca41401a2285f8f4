"""What met people who used `ground add` for the first time, and how it answers them now."""

from pathlib import Path

import doors
import pytest
import seeds
from checkout import make_checkout
from test_contributing import HERE, NEAR, SAME, talked


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return make_checkout(tmp_path / "small")


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
