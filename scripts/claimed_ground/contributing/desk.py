"""Where one submission is worked on: the draft, the answers, and where problems and notes go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from claimed_ground.contributing.draft import Draft, Note
from claimed_ground.contributing.rules import missing
from claimed_ground.contributing.submission import Submission, known_fields
from claimed_ground.problem import Problem


@dataclass(frozen=True)
class Desk:
    """A draft, the submission on it, and where problems go."""

    draft: Draft
    given: Submission
    say: Callable[[Problem], None]

    def need(self, names: Sequence[str]) -> bool:
        """Whether all of these are answered; a problem for each that is not."""
        known = known_fields(self.draft.package)
        problems = list(missing(self.given, {name: known[name] for name in names}))
        for problem in problems:
            self.say(problem)
        return not problems

    def note(self, field: str, message: str, code: str, *keys: str) -> None:
        """Something to look at before writing."""
        self.draft.notes.append(Note(self.given, field, message, code, keys))
