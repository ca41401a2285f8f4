"""Verbs for contributions: add, form."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from claimed_ground.cli.outcomes import tell
from claimed_ground.cli.printing import exit_on
from claimed_ground.contributing import Outcome, add_all, documents, start
from claimed_ground.contributing import issues as issue_room
from claimed_ground.contributing.draft import Draft
from claimed_ground.contributing.form import issue_form
from claimed_ground.contributing.submission import Submission, Tree, gather, known_fields
from claimed_ground.contributing.telling import proposal, refusal
from claimed_ground.layout import Layout
from claimed_ground.problem import Problem, in_order

KINDS = {
    ".yaml": "yaml",
    ".yml": "yaml",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".md": "issue",
}


@click.command()
@click.argument("files", nargs=-1, type=click.Path(dir_okay=False, allow_dash=True))
@click.option(
    "-n", "--dry-run", "is_dry", is_flag=True, help="Show the rows and what is alike here; write nothing."
)
@click.option(
    "--as",
    "kind",
    type=click.Choice(sorted(set(KINDS.values()))),
    help="What FILES are, where their names do not say; needed for standard input (-).",
)
@click.option(
    "--event",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="GitHub's event about an issue.",
)
@click.option(
    "--message",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write there, in Markdown, what a pull request or the issue should be told.",
)
@click.option(
    "--near",
    type=click.Choice(["stop", "note"]),
    help="What may be here already: stop until it is decided (as for files), or note it (as for an event).",
)
@click.pass_obj
def add(
    layout: Layout,
    files: tuple[str, ...],
    is_dry: bool,
    kind: str | None,
    event: Path | None,
    message: Path | None,
    near: str | None,
) -> None:
    """Add figures with their sources: from FILES, from an issue, or by asking.

    FILES are YAML, JSON, JSON lines (one figure a line), or the text of an issue written with the
    issue form (.md). Without FILES it asks. Rows for every table are proposed, with readable ids; the
    whole dataset is checked with them, and written only if there is no problem. What may be here
    already is shown first. Names, places and units may be written as people write them; what each was
    read as is said. A whole file to start from: docs/contribute/example.yaml

    \b
      ground add                         asks, one answer at a time
      ground add figures.yaml --dry-run  shows the rows, writes nothing
      ground add batch.jsonl             adds many at once, or none
    """
    today = date.today()
    draft = start(layout.root, today)
    if isinstance(draft, Outcome):
        exit_on(draft.problems)
        return
    if event is None and not files:
        from claimed_ground.cli.interview import interview  # prompts, which no file needs

        interview(layout.root, is_dry, today)
        return
    if event is not None and files:
        raise click.UsageError("give files or an event, not both")
    number, submissions, problems = _read_event(draft, event) if event else _read_files(draft, files, kind)
    decide = (near or ("note" if event else "stop")) == "stop"
    try:
        outcome = add_all(layout.root, draft, submissions, problems, decide, is_dry)
    except OSError as error:
        raise click.ClickException(f"could not write: {error}. Every file is as it was.") from error
    if message is not None:
        message.write_text(_for_github(number, outcome), encoding="utf-8", errors="backslashreplace")
    tell(outcome, is_dry, is_by_hand=event is None, root=layout.root)


def _for_github(number: int, outcome: Outcome) -> str:
    return refusal(outcome.problems) if outcome.problems else proposal(number, outcome.edits, outcome.notes)


Read = tuple[int, list[Submission], list[Problem]]


def _read_files(draft: Draft, files: tuple[str, ...], kind: str | None) -> Read:
    known = known_fields(draft.package)
    submissions: list[Submission] = []
    problems: list[Problem] = []
    for name in files:
        form = kind or KINDS.get(Path(name).suffix.lower())
        if form is None:
            raise click.UsageError(
                f"{name}: say with --as what it is: {', '.join(sorted(set(KINDS.values())))}"
            )
        if name != "-" and not Path(name).is_file():
            raise click.UsageError(f"{name}: no such file")
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        path = "standard input" if name == "-" else name
        trees, found = _trees(draft, path, content, form)
        problems += found
        for tree, line in trees:
            gathered, found = gather(tree, path, line, known)
            submissions += gathered
            problems += found
    return 0, submissions, in_order(problems)


def _trees(
    draft: Draft, path: str, content: bytes, kind: str
) -> tuple[list[tuple[Tree, int]], list[Problem]]:
    if kind != "issue":
        return documents.read_document(path, content, kind)
    text = content.decode("utf-8-sig", errors="replace")
    tree, problems = issue_room.read_issue(path, text, known_fields(draft.package), draft.tables)
    return [(tree, 1)] if tree else [], problems


def _read_event(draft: Draft, event: Path) -> Read:
    issue = issue_room.read_event(event.read_bytes())
    if issue is None:
        raise click.UsageError(f"{event}: is not an event about an issue")
    known = known_fields(draft.package)
    path = f"issue #{issue.number}"
    tree, problems = issue_room.read_issue(path, issue.body, known, draft.tables)
    submissions, found = gather(tree, path, 1, known) if tree else ([], [])
    return (
        issue.number,
        [_seen(given, issue.opened_on) for given in submissions],
        in_order([*problems, *found]),
    )


def _seen(given: Submission, day: str) -> Submission:
    """A contributor read the page by the day the issue was opened."""
    if given.get("source.seen_on") or given.get("source.seen") == "not_seen" or not day:
        return given
    return replace(given, answers={**given.answers, "source.seen_on": day})


@click.command()
@click.pass_obj
def form(layout: Layout) -> None:
    """Rewrite the issue form from the descriptor, the vocabularies and the questions."""
    draft = start(layout.root)
    if isinstance(draft, Outcome):
        exit_on(draft.problems)
        return
    path = layout.root / ".github" / "ISSUE_TEMPLATE" / "claim.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(issue_form(draft.package, draft.tables), encoding="utf-8")
    click.echo(f"wrote {path.relative_to(layout.root)}")
