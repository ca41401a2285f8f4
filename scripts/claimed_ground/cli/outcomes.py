"""How `ground add` tells what came of it: notes, problems, rows, files, and what to do next."""

from pathlib import Path

import click

from claimed_ground.cli.printing import exit_on
from claimed_ground.contributing import Outcome
from claimed_ground.contributing.telling import QUIET, counted, next_steps, note_line, remarks, rows_text


def current_branch(root: Path) -> str:
    """The branch that a checkout is on; empty where that cannot be told."""
    head = root / ".git" / "HEAD"
    text = head.read_text(encoding="utf-8") if head.is_file() else ""
    return text.strip().removeprefix("ref: refs/heads/") if text.startswith("ref: ") else ""


def tell(outcome: Outcome, is_dry: bool, is_by_hand: bool, root: Path) -> None:
    """Print all of an outcome; exit 1 if there are problems. A person at a terminal is told what is next."""
    open_notes = {problem.message for problem in outcome.problems}
    for note in outcome.notes:
        if note.code not in QUIET and not any(told.startswith(note.message) for told in open_notes):
            click.echo(f"note: {note_line(note)}", err=True)
    exit_on(outcome.problems)
    if is_dry and outcome.edits:
        click.echo(rows_text(outcome.edits) + "\n")
    for line in remarks(outcome.notes):
        click.echo(line)
    tell_written(outcome, is_dry, is_by_hand, root)


def tell_written(outcome: Outcome, is_dry: bool, is_by_hand: bool, root: Path) -> None:
    """Print which files were written, and what to do next."""
    for path in outcome.written:
        click.echo(f"wrote {path}")
    told = f"{counted(outcome.edits)}." if outcome.edits else "Nothing to add: no figure was given."
    click.echo(f"{told}{' Nothing was written.' if is_dry else ''}")
    if outcome.written and is_by_hand:
        click.echo(next_steps(outcome.edits, current_branch(root)))
