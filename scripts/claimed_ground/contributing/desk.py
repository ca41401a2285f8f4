"""Where one submission is worked on: the draft, the answers, and where problems and notes go."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from claimed_ground.contributing.draft import Draft, Note
from claimed_ground.contributing.rules import missing
from claimed_ground.contributing.submission import Submission, known_fields
from claimed_ground.problem import Problem


@dataclass(frozen=True)
class Desk:
    """A draft, the submission on it, and where problems and notes go."""

    draft: Draft
    given: Submission
    problems: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def say(self, problem: Problem) -> None:
        """A problem, once for each field."""
        self.problems.append(problem)
        self.given.faulty.add(problem.field)

    def need(self, names: Sequence[str]) -> bool:
        """Whether all of these are answered; a problem for each that is not, unless its field has one."""
        known = known_fields(self.draft.package)
        for problem in list(missing(self.given, {name: known[name] for name in names})):
            self.say(problem)
        return all(self.given.get(name) for name in names)

    def note(self, field: str, message: str, code: str, *keys: str) -> None:
        """Something to look at before writing."""
        self.notes.append(Note(self.given, field, message, code, keys))

    def assume(self, cells: dict[str, str], name: str, cell: str) -> None:
        """Fill a cell that nobody filled, and note it; `name` is its field."""
        column = name.split(".")[1]
        if cell and not cells.get(column):
            cells[column] = cell
            self.note(name, cell, "assumed")
