"""The end of a conversation: what is wrong is asked again, the rest is shown, written, and never lost."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import click

from claimed_ground.cli.asking import Answers, ask_lines
from claimed_ground.cli.outcomes import tell_written
from claimed_ground.cli.printing import exit_on
from claimed_ground.contributing import Outcome, finish, propose, start, undecided
from claimed_ground.contributing.draft import Draft
from claimed_ground.contributing.submission import Leaf, Submission, gather, known_fields, plain
from claimed_ground.contributing.telling import QUIET, note_line, remarks, rows_text
from claimed_ground.contributing.writing import check_rows
from claimed_ground.problem import Problem
from claimed_ground.readings import STRICTNESS, read_rules, reading
from claimed_ground.wording import number

WHERE = "your answers"
MORE = "\nAnything else, as field: value (a note, a link, a second unit)? Enter goes on."
MEND = (
    "To mend an answer, write its field and the new answer, like {example}: …; nothing after the colon "
    "empties it. Enter alone gives this figure up."
)
# Answers that no field has: they are left out, since nobody can mend them.
NO_FIELD = ("unknown-field", "wrong-shape")


@dataclass(frozen=True)
class Session:
    """A conversation: figures accepted so far, and the answers about the one that is being asked for."""

    root: Path
    today: date
    is_dry: bool
    accepted: list[Submission] = field(default_factory=list)
    answers: Answers = field(default_factory=dict)

    def reopen(self) -> Draft:
        """The dataset with the figures accepted so far."""
        draft = start(self.root, self.today)
        if isinstance(draft, Outcome):
            exit_on(draft.problems)
            sys.exit(1)
        for given in self.accepted:
            propose(draft, given)
        return draft


def settle(session: Session) -> None:
    """Ask for the rest, and again for what does not fit, until the figure is accepted or given up."""
    answers = session.answers
    answers |= ask_lines(MORE)
    while True:
        given, problems, outcome = _try(session)
        if not problems:
            _show(session, outcome)
            if click.confirm("Is that right?", default=True):
                session.accepted.append(given)
                return
        for problem in problems:
            click.echo(f"  {problem.field}: {problem.message} [{problem.code}]")
        no_field = {problem.field for problem in problems if problem.code in NO_FIELD}
        for name in [name for name in answers if plain(name) in no_field]:
            del answers[name]
        fields = [problem.field for problem in problems if problem.field not in no_field]
        if problems and not fields:
            click.echo("  It is left out.")
            answers |= ask_lines(MORE)
            continue
        mended = ask_lines(MEND.format(example=fields[0] if fields else "report.value"))
        if not mended:
            return
        answers |= mended


def _try(session: Session) -> tuple[Submission, list[Problem], Outcome]:
    """The submission that answers make, what is wrong with it, and the rows and notes it comes to."""
    click.echo("Checking …")
    draft = session.reopen()
    tree = {name: Leaf(cell, 0) for name, cell in session.answers.items() if cell}
    submissions, problems = gather(tree, WHERE, 0, known_fields(draft.package))
    before, noted = len(draft.edits), len(draft.notes)
    problems += propose(draft, submissions[0])
    problems += [problem for note in draft.notes[noted:] for problem in undecided(note)]
    problems += check_rows(session.root, draft, problems)
    return submissions[0], problems, Outcome(draft.edits[before:], draft.notes[noted:], problems, ())


def _show(session: Session, outcome: Outcome) -> None:
    click.echo(f"\n{rows_text(outcome.edits)}\n")
    for note in outcome.notes:
        if note.code not in QUIET:
            click.echo(f"note: {note_line(note)}")
    for line in remarks(outcome.notes):
        click.echo(line)
    for edit in outcome.edits:
        if edit.table == "claims" and edit.is_new:
            click.echo(f"\n{edit.row['summary']}")
            _show_readings(session.reopen(), edit.row)


def _show_readings(draft: Draft, claim: Mapping[str, object]) -> None:
    rule = read_rules(draft.tables).get(str(claim["qualifier_id"]))
    indicator = draft.get("indicators", str(claim["indicator_id"]))
    unit = draft.get("units", str(claim["unit_id"]))
    value, upper = claim["value"], claim["value_upper"]
    if rule is None or indicator is None or unit is None or not isinstance(value, Decimal):
        return
    for strictness in STRICTNESS:
        end = upper if isinstance(upper, Decimal) else None
        read = reading(rule, strictness, value, end, indicator["dimension"])
        low, high = max(read.low, Fraction(0)), "no limit" if read.high is None else number(read.high)
        click.echo(f"  {strictness} reading: {number(low)} to {high} {unit['label']}")


def write(session: Session) -> None:
    """Check all accepted figures with the whole dataset, and write them."""
    click.echo("Checking the whole dataset with your rows …")
    outcome = finish(session.root, session.reopen(), [], session.is_dry)
    if outcome.problems:
        keep(session)
    exit_on(outcome.problems)
    tell_written(outcome, session.is_dry, is_by_hand=True, root=session.root)


def keep(session: Session) -> None:
    """Save answers that were not written, so that nobody has to type them again."""
    kept = [dict(given.answers) for given in session.accepted]
    kept += [dict(session.answers)] if session.answers else []
    if not kept:
        return
    path = session.root / "build" / "answers.jsonl"
    path.parent.mkdir(exist_ok=True)
    lines = [json.dumps(answers, ensure_ascii=False) for answers in kept]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    click.echo(
        f"\nYour answers are in {path}; complete or mend them there, then: ground add {path}", err=True
    )
