"""One cell at a time: does it fit its column? The same rules as `ground check`, before there is a row.

Takes a field of the descriptor and what was answered. Gives what is wrong with it.
"""

import re
from collections.abc import Iterator, Mapping

from claimed_ground.checks.form import cell_faults
from claimed_ground.checks.schema import cell_fault
from claimed_ground.contributing.submission import Submission
from claimed_ground.descriptor import Field
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import parse

CODES = {"too-long": "An answer longer than any that this dataset has."}
LONGEST, LONGEST_ADDRESS = 500, 2000
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
        yield cell_fault(field, cell, is_mistyped)


def check_answers(submission: Submission, known: Mapping[str, Field]) -> Iterator[Problem]:
    """Every answer against its field, but for those that may be a name instead of an id."""
    for name, cell in submission.answers.items():
        field = known[name] if name not in BY_NAME else _as_name(known[name])
        for message, code in faults(field, cell):
            yield submission.problem(name, message, code)


# Fields for which a name will do as well as an id.
BY_NAME = {
    "source.publisher_id": "publishers",
    "source.agency_id": "publishers",
    "statement.claimant_id": "claimants",
    "report.attributed_to": "claimants",
    "claim.region_id": "regions",
}


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
    """A problem for each of these fields that has no answer."""
    for name, field in names.items():
        if not submission.get(name):
            message = f"is empty; {field.title.lower()} is needed here, such as {shown(field.example)}"
            yield submission.problem(name, message, "missing-value")
