"""Contributions: answers about figures someone has read become rows of the dataset.

Takes a checkout and submissions, from a file, an issue or a conversation. Gives the rows they come to,
what is alike here already, and the files written. Refuses the lot if one thing is wrong.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from claimed_ground.checks.contract import check_descriptor
from claimed_ground.checks.files import check_files
from claimed_ground.contributing import (
    claims,
    documents,
    issues,
    naming,
    proposing,
    rules,
    sources,
    submission,
    writing,
)
from claimed_ground.contributing.draft import Draft, Edit, Note, open_draft
from claimed_ground.contributing.plain import read_plain
from claimed_ground.contributing.questions import VOCABULARIES, chosen
from claimed_ground.contributing.spelling import bare
from claimed_ground.contributing.submission import Submission, known_fields
from claimed_ground.descriptor import load_package
from claimed_ground.problem import Problem, in_order, shown

CODES = {
    code: meaning
    for room in (documents, issues, submission, rules, naming, claims, sources, proposing, writing)
    for code, meaning in room.CODES.items()
}
# What `plain` reads, by how its fields are called.
READ_PLAIN = ("_on", "as_of", "period_start", "period_end", "language", "country")
# Notes that only a person can settle, and what settles them.
OPEN = {
    "near-claim": "give its id as claim.claim_id, or claim.is_new: true if yours is another",
    "near-name": "use its id, or say {field}: true if yours is another",
    "near-source": "use that address, or say source.is_new: true if yours is another page",
}


@dataclass(frozen=True)
class Outcome:
    """What submissions come to: rows, notes, problems, and the paths written."""

    edits: Sequence[Edit]
    notes: Sequence[Note]
    problems: Sequence[Problem]
    written: Sequence[str]


def add(
    root: Path, submissions: Iterable[Submission], decide_near: bool = True, is_dry: bool = False
) -> Outcome:
    """Propose, check and write. With `decide_near`, what may be here already must be decided first."""
    draft = start(root)
    return draft if isinstance(draft, Outcome) else add_all(root, draft, submissions, [], decide_near, is_dry)


def add_all(
    root: Path,
    draft: Draft,
    submissions: Iterable[Submission],
    problems: Iterable[Problem],
    decide_near: bool,
    is_dry: bool,
) -> Outcome:
    """The same on an open draft, with the problems found so far."""
    found = list(problems)
    for given in submissions:
        found += propose(draft, given)
    if decide_near:
        found += [problem for note in draft.notes for problem in undecided(note)]
    return finish(root, draft, found, is_dry)


def start(root: Path, today: date | None = None) -> Draft | Outcome:
    """A draft of the dataset at `root`, or what is so wrong with it that nothing can be added."""
    descriptor = check_descriptor(root / "datapackage.json")
    if any(problem.code == "bad-descriptor" for problem in descriptor):
        return Outcome((), (), descriptor, ())
    package = load_package(root / "datapackage.json")
    in_files = [problem for problem in check_files(package, root) if problem.code != "unclaimed-file"]
    return Outcome((), (), in_order(in_files), ()) if in_files else open_draft(package, root, today)


def propose(draft: Draft, given: Submission) -> list[Problem]:
    """Add the rows of a submission to the draft, with gaps where an answer does not fit."""
    known = known_fields(draft.package)
    spelt = {
        name: read_plain(known[name], chosen(name, known[name], draft.tables, cell))
        for name, cell in given.answers.items()
    }
    for name, cell in given.answers.items():
        if _is_read(draft, name, cell, spelt[name]):
            draft.notes.append(Note(given, name, f"{shown(cell)}, as {spelt[name]}", "read-as"))
    given = replace(given, answers=spelt)
    problems = list(rules.check_answers(given, known, draft.tables, draft.today))
    given.faulty.update(problem.field for problem in problems)
    fitting = {name: cell for name, cell in spelt.items() if name not in given.faulty}
    return problems + proposing.propose(draft, replace(given, answers=fitting))


def _is_read(draft: Draft, name: str, cell: str, key: str) -> bool:
    """Whether an answer was taken for something that it does not say itself."""
    if name not in VOCABULARIES:
        return name.endswith(READ_PLAIN) and cell != key
    return bare(cell) not in map(bare, (key, _label(draft, name, key)))


def _label(draft: Draft, name: str, key: str) -> str:
    row = draft.get(VOCABULARIES[name], key)
    return str(row["label"]) if row else ""


def finish(root: Path, draft: Draft, problems: list[Problem], is_dry: bool) -> Outcome:
    """Check the whole and write it, unless there are problems or nothing is to be written."""
    written: list[str] = []
    if problems:
        problems = problems + writing.check_rows(root, draft, problems)
    elif draft.edits:
        prepared = writing.prepare(root, draft)
        problems = writing.check_whole(root, draft, prepared)
        if not problems and not is_dry:
            problems = writing.replace_files(root, prepared)
            written = [] if problems else sorted(prepared.after)
    return Outcome(draft.edits, draft.notes, in_order(problems), written)


def undecided(note: Note) -> Iterable[Problem]:
    """A problem for a note that only a person can settle."""
    if note.code in OPEN:
        message = f"{note.message}; {OPEN[note.code].format(field=note.field)}"
        yield note.submission.problem(note.field, message, note.code)
