"""What one contributor gives: answers about one report of one claim in one source.

Takes a tree of answers, however it was written down. Gives Submissions, whose fields are columns
of the descriptor (`source.url`, `claim.region_id`, …). Refuses a field that is none, and a list or
group where one value is due.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from claimed_ground.contributing.questions import QUESTIONS
from claimed_ground.descriptor import Field, Package
from claimed_ground.problem import Problem, shown

CODES = {
    "unknown-field": "A field that a submission does not have.",
    "wrong-shape": "A list or a group of values where one value is due, or the reverse.",
    "too-many": "More submissions, or deeper ones, than one file may hold.",
}
# Part of a submission → the table whose columns it has.
PARTS = {
    "source": "sources",
    "publisher": "publishers",
    "agency": "publishers",
    "statement": "statements",
    "claimant": "claimants",
    "claim": "claims",
    "report": "reports",
}
# Columns that `ground add` fills by itself.
FILLED = frozenset(
    (
        "claim.statement_id claim.figure_source_id claim.figure_place claim.status claim.status_reason "
        "report.claim_id report.source_id"
    ).split()
)
FIGURES = "figures"
ASKED = frozenset(question.name for question in QUESTIONS)
WHITE = re.compile(r"[ \t\r\n]+")
MOST = 5000
IS_NEW = "“true”: it was compared with what is alike here, and it is another."


def _extra(name: str, type_: str, title: str, description: str, example: str) -> Field:
    return Field(name, type_, title, description, "", example, {})


EXTRAS = {
    "claim.links": _extra(
        "links",
        "string",
        "Links to other claims",
        "Pairs of a relation and the id of a claim, separated by a semicolon: `denies`, `derives_from`, "
        "`restates`, `updates`, `corrects`.",
        "denies putin-2025-02-19-border-event",
    ),
    "report.is_best": _extra(
        "is_best",
        "boolean",
        "The claim's figure is from here",
        "“true”: the claim's own figure is from this report, since it prints the claimant's words best.",
        "true",
    ),
    **{
        f"{part}.is_new": _extra("is_new", "boolean", "Is another", IS_NEW, "true")
        for part in ("claim", "claimant", "publisher", "agency", "source")
    },
}


@dataclass(frozen=True)
class Leaf:
    """One value as written, and its line; `is_refused` where a problem was told of it already."""

    text: str
    line: int
    is_refused: bool = False


Tree = Mapping[str, "Tree"] | list["Tree"] | Leaf


@dataclass(frozen=True)
class Submission:
    """Answers (`part.column` → cell, none of them empty), where they stand, and what is wrong so far.

    `faulty` grows: the fields that a problem was told of, so that nothing is told that only follows.
    """

    path: str
    line: int
    answers: Mapping[str, str]
    lines: Mapping[str, int] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)

    def get(self, name: str) -> str:
        """The answer to `part.column`; empty if there is none."""
        return self.answers.get(name, "")

    def part(self, name: str) -> dict[str, str]:
        """Column → cell of one part."""
        start = f"{name}."
        return {key.removeprefix(start): cell for key, cell in self.answers.items() if key.startswith(start)}

    def says(self, name: str) -> bool:
        """Whether a yes-or-no field is answered with yes."""
        return self.get(name) == "true"

    def problem(self, name: str, message: str, code: str) -> Problem:
        """A problem at the line of a field; of its part, if it is not there."""
        line = self.lines.get(name) or self.lines.get(name.split(".")[0]) or self.line
        return Problem(self.path, line, name, message, code)


def known_fields(package: Package) -> dict[str, Field]:
    """`part.column` → the column it is, for everything a submission can say."""
    columns = {
        f"{part}.{column.name}": column
        for part, table in PARTS.items()
        for column in package.table(table).fields
    }
    return {name: column for name, column in columns.items() if name not in FILLED} | EXTRAS


def gather(
    tree: Tree, path: str, line: int, known: Mapping[str, Field]
) -> tuple[list[Submission], list[Problem]]:
    """The submissions of a tree: one, or one for each member of its `figures`."""
    submissions: list[Submission] = []
    problems: list[Problem] = []
    for answers, own_line in _members(tree, {}, path, line, problems):
        lines = {name: leaf.line for name, leaf in answers.items()}
        submission = Submission(path, own_line, {}, lines)
        for name, leaf in answers.items():
            if leaf.is_refused:
                submission.faulty.update(one for one in known if one == name or one.startswith(f"{name}."))
            elif name not in known and (name not in PARTS or leaf.text):
                problems.append(_unknown(submission, name, known))
        cells = {name: one_line(leaf.text) for name, leaf in answers.items() if name in known}
        kept = {name: cell for name, cell in cells.items() if cell}
        submissions.append(replace(submission, answers=kept))
        if len(submissions) > MOST:
            problems.append(Problem(path, own_line, "", f"has more than {MOST:,} figures", "too-many"))
            break
    return submissions, problems


Answers = dict[str, Leaf]


def _members(
    tree: Tree, shared: Answers, path: str, line: int, problems: list[Problem]
) -> Iterator[tuple[Answers, int]]:
    """The answers of each member; what stands beside `figures` holds for all of them."""
    if isinstance(tree, list):
        for member in tree:
            yield from _members(member, shared, path, first_line(member, line), problems)
        return
    if isinstance(tree, Leaf):
        message = f"{shown(tree.text)} stands where source, statement, claim and report are due"
        problems.append(Problem(path, tree.line, "", message, "wrong-shape"))
        return
    beside = {name: value for name, value in tree.items() if name != FIGURES}
    own = shared | dict(_leaves(beside, path, problems))
    if FIGURES not in tree:
        yield own, line
    elif isinstance(tree[FIGURES], list):
        yield from _members(tree[FIGURES], own, path, line, problems)
    else:
        problems.append(Problem(path, line, FIGURES, "is not a list", "wrong-shape"))


def _leaves(tree: Mapping[str, Tree], path: str, problems: list[Problem]) -> Iterator[tuple[str, Leaf]]:
    """(field, value) of all parts, and (part, its line); refused where the shape is wrong."""
    for name, value in tree.items():
        if isinstance(value, Leaf):
            yield name, value
        elif name in PARTS and isinstance(value, Mapping):
            yield name, Leaf("", first_line(value, 1))
            for column, inner in value.items():
                yield f"{name}.{column}", _one_value(f"{name}.{column}", inner, path, problems)
        elif name in PARTS or "." in name:
            yield name, _one_value(name, value, path, problems)
        else:
            near = difflib.get_close_matches(name, PARTS, n=1)
            hint = f"; did you mean {near[0]}?" if near else ""
            message = f"is not a part of a submission, which has {', '.join(PARTS)}{hint}"
            line = first_line(value, 1)
            problems.append(Problem(path, line, plain(name), message, "wrong-shape"))
            for column in value if near and isinstance(value, Mapping) else ():
                yield f"{near[0]}.{column}", Leaf("", line, is_refused=True)


def _one_value(name: str, value: Tree, path: str, problems: list[Problem]) -> Leaf:
    if isinstance(value, Leaf):
        return value
    message = "is a list; fields are due" if name in PARTS else "is a list or a group; one value is due"
    problems.append(Problem(path, first_line(value, 1), plain(name), message, "wrong-shape"))
    return Leaf("", first_line(value, 1), is_refused=True)


def first_line(tree: Tree, default: int) -> int:
    """The line of the first value in a tree."""
    while not isinstance(tree, Leaf):
        inner = list(tree.values()) if isinstance(tree, Mapping) else tree
        if not inner:
            return default
        tree = inner[0]
    return tree.line


def _unknown(submission: Submission, name: str, known: Mapping[str, Field]) -> Problem:
    """A field that there is not; the one that was probably meant is not missed in addition."""
    if name in FILLED:
        return submission.problem(name, "is filled by the program; leave it out", "unknown-field")
    part, _, column = name.rpartition(".")
    if name in PARTS:
        submission.faulty.update(other for other in known if other.startswith(f"{name}."))
        example = next((one for one in known if one in ASKED and one.startswith(f"{name}.")), f"{name}.name")
        message = f"has one value; write its fields below it, such as {example}"
        return submission.problem(name, message, "wrong-shape")
    # The same column elsewhere; where several have it, the one that a contributor is asked for.
    same = [other for other in known if other.endswith(f".{column}")]
    asked = [other for other in same if other in ASKED]
    meant = (asked if len(asked) == 1 else same) if len(asked) <= 1 else []
    if len(meant) == 1:
        message = f"is not a field of {part}; move it to {meant[0]}" if part else f"belongs to {meant[0]}"
    else:
        meant = difflib.get_close_matches(name, known, n=1)
        message = "is not a field of a submission" + (f"; did you mean {meant[0]}?" if meant else "")
    # Where the right field has an answer too, that one is looked at as well.
    submission.faulty.update(one for one in meant if one not in submission.lines)
    return Problem(submission.path, submission.lines[name], plain(name), message, "unknown-field")


def plain(name: str) -> str:
    """A field's name as a message can show it, whoever wrote it."""
    return shown(name).strip('"')


def one_line(cell: str) -> str:
    """A cell without breaks and double spaces; spaces that typography asks for stay."""
    return WHITE.sub(" ", cell).strip(" ")
