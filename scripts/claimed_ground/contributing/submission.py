"""What one contributor gives: answers about one report of one claim in one source.

Takes a tree of answers, however it was written down. Gives Submissions, whose fields are columns
of the descriptor (`source.url`, `claim.region_id`, …). Refuses a field that is none, and a list or
group where one value is due.
"""

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

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
    """One value as written, and its line."""

    text: str
    line: int


Tree = Mapping[str, "Tree"] | list["Tree"] | Leaf


@dataclass(frozen=True)
class Submission:
    """Field → cell, without the empty ones; and where each stood."""

    path: str
    line: int
    answers: Mapping[str, str]
    lines: Mapping[str, int] = field(default_factory=dict)

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
        """A problem at the line of a field."""
        return Problem(self.path, self.lines.get(name, self.line), name, message, code)


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
        cells = {name: leaf.text for name, leaf in answers.items()}
        lines = {name: leaf.line for name, leaf in answers.items()}
        submission = Submission(path, own_line, cells, lines)
        problems += [_unknown(submission, name, known) for name in cells if name not in known]
        kept = {name: one_line(cell) for name, cell in cells.items() if name in known and one_line(cell)}
        submissions.append(Submission(path, own_line, kept, lines))
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
    for name, value in tree.items():
        if isinstance(value, Leaf):
            yield name, value
        elif isinstance(value, Mapping) and "." not in name and name in PARTS:
            for column, leaf in value.items():
                if isinstance(leaf, Leaf):
                    yield f"{name}.{column}", leaf
                else:
                    message = "is a list or a group; one value is due"
                    problems.append(
                        Problem(path, first_line(leaf, 1), f"{name}.{plain(column)}", message, "wrong-shape")
                    )
        else:
            message = f"is not a part of a submission, which has {', '.join(PARTS)}"
            problems.append(Problem(path, first_line(value, 1), plain(name), message, "wrong-shape"))


def first_line(tree: Tree, default: int) -> int:
    """The line of the first value in a tree."""
    while not isinstance(tree, Leaf):
        inner = list(tree.values()) if isinstance(tree, Mapping) else tree
        if not inner:
            return default
        tree = inner[0]
    return tree.line


def _unknown(submission: Submission, name: str, known: Mapping[str, Field]) -> Problem:
    if name in FILLED:
        message = "is filled by the program; leave it out"
        return submission.problem(name, message, "unknown-field")
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    message = f"is not a field of a submission{hint}"
    return Problem(submission.path, submission.lines[name], plain(name), message, "unknown-field")


def plain(name: str) -> str:
    """A field's name as a message can show it, whoever wrote it."""
    return shown(name).strip('"')


def one_line(cell: str) -> str:
    """A cell without breaks and double spaces; spaces that typography asks for stay."""
    return WHITE.sub(" ", cell).strip(" ")
