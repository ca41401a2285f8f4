"""One answer at a time: does it fit its column? The same rules as `ground check`, before there is a row.

Takes a field of the descriptor and what was answered. Gives what is wrong with it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from claimed_ground.checks.form import cell_faults
from claimed_ground.checks.schema import cell_fault
from claimed_ground.contributing.questions import SEARCHED, VOCABULARIES, accepted
from claimed_ground.contributing.spelling import bare
from claimed_ground.contributing.submission import Submission
from claimed_ground.descriptor import Field
from claimed_ground.likeness import folded, nearest
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import Row, parse

CODES = {
    "too-long": "An answer longer than any that this dataset has.",
    "misplaced": "A part of the figure under `claim` that is missing under `report`.",
    "future-date": "A day that has not come yet.",
}
# What a report prints, and what a claim takes from its best report.
FIGURE = ("qualifier_id", "value", "value_upper", "unit_id")
# Days that cannot be yet to come; time zones are worth one.
PAST = ("statement.stated_on", "source.published_on")
LONGEST, LONGEST_ADDRESS = 500, 2000
NUMBERED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{4}", re.ASCII)
PLAIN_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,9})?", re.ASCII)


def longest(field: Field) -> int:
    """How many characters an answer may have."""
    return LONGEST_ADDRESS if field.name.endswith("url") else LONGEST


def faults(field: Field, cell: str) -> Iterator[tuple[str, str]]:
    """(message, code) for everything wrong with an answer that is not empty."""
    if len(cell) > longest(field):
        yield f"has {len(cell):,} characters; at most {longest(field):,}", "too-long"
        return
    wrong = list(cell_faults(cell, field.type))
    yield from wrong
    is_mistyped = parse(field, cell) is None or _is_endless(field, cell)
    if not wrong and (is_mistyped or not _allowed(field, cell)):
        message, code = cell_fault(field, cell, is_mistyped)
        yield _plainly(field, cell) or message, code


def _plainly(field: Field, cell: str) -> str:
    """What is wrong with a language or a day, for someone who does not know how they are written here."""
    if field.name == "language":
        return f"{shown(cell)} is not a code of two letters: en for English, uk for Ukrainian, ru for Russian"
    if field.type == "date" and not NUMBERED.fullmatch(cell):
        return f"{shown(cell)} cannot be read as one day; write it as YYYY-MM-DD, such as {field.example}"
    return ""


def check_answers(
    submission: Submission,
    known: Mapping[str, Field],
    tables: Mapping[str, Sequence[Row]],
    today: date | None,
) -> Iterator[Problem]:
    """Every answer against its field, but for those that may be a name instead of an id."""
    for name, cell in submission.answers.items():
        field = known[name] if name not in SEARCHED else _as_name(known[name])
        wrong = list(faults(field, cell))
        if name in VOCABULARIES and (choice := _no_choice(name, field, tables, cell, submission)):
            wrong = [choice]
        for message, code in wrong:
            yield submission.problem(name, message, code)
        day = parse(field, cell) if name in PAST else None
        if isinstance(day, date) and today and day > today + timedelta(days=1):
            yield submission.problem(name, f"{cell} is yet to come; today is {today}", "future-date")


def _no_choice(
    name: str, field: Field, tables: Mapping[str, Sequence[Row]], cell: str, given: Submission
) -> tuple[str, str] | None:
    """What is wrong with an answer that a small vocabulary does not have; only units that fit help."""
    forms = accepted(name, field, tables)
    if cell in forms:
        return None
    fitting = fitting_units(tables, given.get("claim.indicator_id")) if VOCABULARIES[name] == "units" else []
    forms = {key: words for key, words in forms.items() if not fitting or key in fitting}
    listed = ", ".join(
        f"{key} ({words[0]})" if bare(words[0]) != bare(key.replace("_", " ")) else key
        for key, words in forms.items()
    )
    within = _holding(cell, forms)
    near = within or [one.key for one in nearest(cell, forms, limit=1)]
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"{shown(cell)} is none of {listed}{hint}", "unknown-reference"


def fitting_units(tables: Mapping[str, Sequence[Row]], indicator_id: str) -> list[str]:
    """The units that measure what an indicator measures; none if there is no such indicator."""
    measured = {row["dimension"] for row in tables["indicators"] if row["indicator_id"] == indicator_id}
    return [str(row["unit_id"]) for row in tables["units"] if row["dimension"] in measured]


def _holding(answer: str, forms: Mapping[str, Sequence[str]]) -> list[str]:
    """The choices that hold the word, such as area_retaken and share_retaken for `retaken`."""
    word = folded(answer)
    return [key for key in forms if word and word in folded(key).split()]


def misplaced(submission: Submission, is_new: bool) -> Iterator[tuple[str, Problem]]:
    """(faulty field, problem) for each part of the figure that is under `claim` alone, or differs there."""
    for column in FIGURE:
        here, there = f"claim.{column}", f"report.{column}"
        if is_new and submission.get(here) and submission.get(there) not in ("", submission.get(here)):
            message = f"{shown(submission.get(here))}, but {there} is {shown(submission.get(there))}; "
            message += "a new claim takes its figure from the report: leave this one out"
            yield here, submission.problem(here, message, "misplaced")
        if submission.get(here) and not submission.get(there) and there not in submission.faulty:
            message = f"{shown(submission.get(here))} is how the page prints the figure; move it to {there}"
            yield there, submission.problem(here, message, "misplaced")


def _as_name(field: Field) -> Field:
    return Field(field.name, "string", field.title, field.description, "", field.example, {})


def _is_endless(field: Field, cell: str) -> bool:
    """More digits than any figure here, which a page or a database would round."""
    return field.type in ("number", "integer") and not PLAIN_NUMBER.fullmatch(cell.removeprefix("-"))


def _allowed(field: Field, cell: str) -> bool:
    limits = field.constraints
    value = parse(field, cell)
    if field.enum and cell not in {str(one) for one in field.enum}:
        return False
    if "pattern" in limits and not re.fullmatch(limits["pattern"], cell):
        return False
    if isinstance(value, str | bool) or value is None:
        return True
    low, high = limits.get("minimum"), limits.get("maximum")
    return (low is None or value >= low) and (high is None or value <= high)


def missing(submission: Submission, names: Mapping[str, Field]) -> Iterator[Problem]:
    """A problem for each of these fields that has no answer, unless it was told of already."""
    for name, field in names.items():
        if not submission.get(name) and name not in submission.faulty:
            words = f", such as {shown(field.example)}"
            if name in SEARCHED:
                words = f": a name, or an id{words.removeprefix(',')}"
            elif field.enum:
                words = f": {', '.join(map(str, field.enum))}"
            message = f"is empty; {field.title.lower()} is needed here{words}"
            yield submission.problem(name, message, "missing-value")
