"""An issue written with the issue form, back into answers.

Takes the body of an issue, or GitHub's event about it. Gives a tree of answers, each with its line.
Refuses a body that does not follow the form: text before it, a heading the form does not have, a
heading twice. What people wrote stays text: nothing of it is run, filled in or looked up elsewhere.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claimed_ground.contributing.questions import MORE, QUESTIONS, chosen
from claimed_ground.contributing.submission import Leaf, Tree, plain
from claimed_ground.descriptor import Field
from claimed_ground.likeness import folded
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import Row

CODES = {
    "not-the-form": "An issue that does not follow the issue form.",
    "said-twice": "A field that one submission gives twice.",
}
MOST_CHARACTERS = 66_000
HEADING = re.compile(r"^### +(.+?) *$")
MORE_LINE = re.compile(r"^([a-z_]+\.[a-z_]+) *: *(.*)$")
FENCE = re.compile(r"^(```+|~~~+) *[a-z]*$")
NO_ANSWER = frozenset(("_No response_", "None", ""))


@dataclass(frozen=True)
class Issue:
    """What an event says of its issue."""

    number: int
    body: str
    opened_on: str


def read_event(content: bytes) -> Issue | None:
    """The issue of a GitHub event; None if it is not an event about an issue."""
    try:
        event = json.loads(content)
        issue = event["issue"]
        number, body, opened = issue["number"], issue.get("body") or "", issue.get("created_at") or ""
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if not isinstance(number, int) or not isinstance(body, str) or not isinstance(opened, str):
        return None
    return Issue(number, body, opened[:10])


def read_issue(
    path: str, body: str, known: Mapping[str, Field], tables: Mapping[str, Sequence[Row]]
) -> tuple[Tree, list[Problem]]:
    """The answers in an issue's body."""
    problems: list[Problem] = []
    if len(body) > MOST_CHARACTERS:
        message = f"has {len(body):,} characters; an issue has at most {MOST_CHARACTERS:,}"
        return {}, [Problem(path, 0, "", message, "not-the-form")]
    labels = {folded(question.label): question.name for question in QUESTIONS} | {folded(MORE): MORE}
    answers: dict[str, Tree] = {}
    seen: set[str] = set()
    for heading, line, text in _sections(path, body, problems):
        name = labels.get(folded(heading))
        if name is None:
            message = f"{shown(heading)} is not a question of the form"
            problems.append(Problem(path, line, "", message, "not-the-form"))
        elif name in seen:
            problems.append(Problem(path, line, name, f"{shown(heading)} stands here twice", "said-twice"))
        elif name == MORE:
            _read_more(path, line, text, answers, problems)
        elif (answer := "\n".join(text).strip()) not in NO_ANSWER:
            picked = chosen(name, known[name], tables, answer)
            _put(path, name, Leaf(picked, line + 1), answers, problems)
        seen.add(name or "")
    if not answers and not problems:
        problems.append(Problem(path, 0, "", "does not follow the issue form: no answers", "not-the-form"))
    return answers, problems


def _sections(path: str, body: str, problems: list[Problem]) -> list[tuple[str, int, list[str]]]:
    """(heading, its line, the lines under it)."""
    found: list[tuple[str, int, list[str]]] = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", body), 1):
        heading = HEADING.match(line)
        if heading:
            found.append((heading[1], number, []))
        elif found:
            found[-1][2].append(line)
        elif line.strip():
            message = f"{shown(line)} stands before the first question of the form"
            problems.append(Problem(path, number, "", message, "not-the-form"))
            break
    return found


def _read_more(
    path: str, line: int, text: list[str], answers: dict[str, Tree], problems: list[Problem]
) -> None:
    for number, written in enumerate(text, line + 1):
        stripped = written.strip()
        if stripped in NO_ANSWER or FENCE.match(stripped):
            continue
        found = MORE_LINE.match(stripped)
        if found is None:
            message = f"{shown(stripped)} is not a line like report.note: The hedge is in the caption."
            problems.append(Problem(path, number, MORE.lower(), message, "not-the-form"))
        elif found[2]:
            _put(path, found[1], Leaf(found[2], number), answers, problems)


def _put(path: str, name: str, leaf: Leaf, answers: dict[str, Tree], problems: list[Problem]) -> None:
    if name in answers:
        problems.append(Problem(path, leaf.line, plain(name), "is given twice", "said-twice"))
    answers[name] = leaf
