"""`ground add` on the terminal: one answer at a time, and what is here already before anything is written."""

import json
import sys
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import click

from claimed_ground.cli.asking import Answers, ask, ask_lines
from claimed_ground.cli.outcomes import tell_written
from claimed_ground.cli.printing import exit_on
from claimed_ground.contributing import Outcome, finish, propose, start, undecided
from claimed_ground.contributing.draft import Draft, find_named, spellings
from claimed_ground.contributing.naming import NEEDED
from claimed_ground.contributing.near import Near, near_claims, wanted_figure
from claimed_ground.contributing.questions import GROUPS, Group, Question
from claimed_ground.contributing.submission import PARTS, Leaf, Submission, gather, known_fields
from claimed_ground.contributing.telling import QUIET, note_line, remarks, rows_text
from claimed_ground.contributing.writing import check_rows
from claimed_ground.problem import Problem
from claimed_ground.readings import STRICTNESS, read_rules, reading
from claimed_ground.wording import number

PAGE, WHO, WHAT, PRINTED, _ = GROUPS
# Which days are asked for, by the kind of indicator; and those that are usually the day it was said.
DAYS = {"claim.as_of": ("stock", "event"), "claim.period_start": ("flow",), "claim.period_end": ("flow",)}
DATED = ("claim.as_of", "claim.period_end")
WHERE = "your answers"


def interview(root: Path, draft: Draft, is_dry: bool, today: date) -> None:
    """Ask for figures of one page until there are no more; check, show, and write them together."""
    click.echo("A figure, and where you read it. Enter passes over what may be empty; Ctrl-C leaves.")
    page = _ask_page(draft, today)
    accepted: list[Submission] = []
    try:
        while True:
            answers = _ask_figure(_reopen(root, accepted), page)
            given = _settle(root, accepted, answers, is_dry)
            accepted += [given] if given else []
            if not click.confirm("Another figure from this page?", default=False):
                break
    except click.Abort:
        _keep(root, accepted)
        raise
    if accepted:
        _write(root, accepted, is_dry)


def _ask_page(draft: Draft, today: date) -> Answers:
    first, *rest = PAGE.questions
    url = ask(draft, first)
    here = draft.source_at(url)
    if here is not None:
        reports = [row for row in draft.tables["reports"] if row["source_id"] == here["source_id"]]
        click.echo(f"  This page is here as {here['source_id']}, with {len(reports)} reports.")
        return {"source.url": url}
    answers = {"source.url": url, "source.seen_on": today.isoformat()}
    for question in rest:
        answers[question.name] = ask(draft, question, {"source.language": "en"}.get(question.name, ""))
    answers |= _ask_new(draft, "publisher", answers["source.publisher_id"])
    return {name: answer for name, answer in answers.items() if answer}


def _ask_new(draft: Draft, part: str, name: str) -> Answers:
    """What a new publisher or claimant cannot do without; nothing for one that is here."""
    if not name or find_named(spellings(draft, PARTS[part]), name) is not None:
        return {}
    click.echo(f"  {name} is new here.")
    known = known_fields(draft.package)
    answers = {f"{part}.is_new": "true"}
    for column in NEEDED[part]:
        field = f"{part}.{column}"
        answers[field] = ask(draft, Question(field, known[field].title, known[field].description, True))
    return answers


def _ask_figure(draft: Draft, page: Mapping[str, str]) -> Answers:
    answers = dict(page) | _ask_group(draft, WHO)
    answers |= _ask_new(draft, "claimant", answers.get("statement.claimant_id", ""))
    for question in WHAT.questions:
        if not _is_moot(draft, question.name, answers):
            default = answers.get("statement.stated_on", "") if question.name in DATED else ""
            answers |= {k: v for k, v in ((question.name, ask(draft, question, default)),) if v}
    return _decide(draft, answers) | _ask_group(draft, PRINTED)


def _is_moot(draft: Draft, name: str, answers: Answers) -> bool:
    """Whether a question does not arise, by what is measured and how it is hedged."""
    indicator = draft.get("indicators", answers.get("claim.indicator_id", ""))
    kind = str(indicator["kind"]) if indicator else ""
    if name == "report.qualifier_id":
        return kind == "event"
    if name == "report.value_upper":
        return answers.get("report.qualifier_id") != "between"
    return name in DAYS and kind not in DAYS[name]


def _ask_group(draft: Draft, group: Group) -> Answers:
    answers = {question.name: ask(draft, question) for question in group.questions}
    return {name: answer for name, answer in answers.items() if answer}


def _decide(draft: Draft, answers: Answers) -> Answers:
    """Show what is here already and let the contributor say whether it is the same."""
    figure = {
        name: answers.get(f"report.{name}", "")
        for name in ("qualifier_id", "value", "value_upper", "unit_id")
    }
    claim = {name.removeprefix("claim."): cell for name, cell in answers.items() if name.startswith("claim.")}
    claimant = find_named(spellings(draft, "claimants"), answers.get("statement.claimant_id", "")) or ""
    said = {
        name.split(".")[1]: cell
        for name, cell in answers.items()
        if name.startswith(("source.", "statement."))
    }
    near = near_claims(draft, wanted_figure(draft, claim | figure, claimant, said))
    if not near:
        click.echo("No claim like this is here yet.")
        return answers
    is_same = near[0].is_same
    click.echo(
        "This figure by this person on this day is here already:" if is_same else "This may be here already:"
    )
    for place, one in enumerate(near, 1):
        click.echo(f"  {place:>2} {_described(draft, one)}")
    choice = click.prompt(
        "Add your source to which? A number, or n: it is another", default="1" if is_same else "n"
    )
    if not choice.isdigit() or not 0 < int(choice) <= len(near):
        return answers | {"claim.is_new": "true"}
    kept = {
        name: cell
        for name, cell in answers.items()
        if name.split(".")[0] in ("source", "publisher", "report")
    }
    return kept | {"claim.claim_id": near[int(choice) - 1].claim_id}


def _described(draft: Draft, near: Near) -> str:
    claim = draft.get("claims", near.claim_id)
    return f"{near.claim_id} ({near.reason}): {claim['summary'] if claim else ''}"


def _settle(root: Path, accepted: list[Submission], answers: Answers, is_dry: bool) -> Submission | None:
    """Ask for the rest, and again for what does not fit, until the figure can be added or is given up."""
    answers |= ask_lines("Anything else, as field: value (a note, a link, a second unit)? Enter goes on.")
    while True:
        given, problems, outcome = _try(root, accepted, answers)
        if not problems:
            _show(root, outcome)
            return (
                given
                if click.confirm("Is that right?", default=True)
                else _settle(root, accepted, answers, is_dry)
            )
        for problem in problems:
            click.echo(f"  {problem.field}: {problem.message} [{problem.code}]")
        mended = ask_lines("Mend it, as field: value. Enter gives this figure up.")
        if not mended:
            return None
        answers |= mended


def _try(
    root: Path, accepted: list[Submission], answers: Answers
) -> tuple[Submission, list[Problem], Outcome]:
    """The submission that answers make, what is wrong with it, and the rows and notes it comes to."""
    draft = _reopen(root, accepted)
    tree = {name: Leaf(cell, 0) for name, cell in answers.items()}
    submissions, problems = gather(tree, WHERE, 0, known_fields(draft.package))
    before, noted = len(draft.edits), len(draft.notes)
    problems += propose(draft, submissions[0])
    problems += [problem for note in draft.notes[noted:] for problem in undecided(note)]
    problems += check_rows(root, draft, problems)
    return submissions[0], problems, Outcome(draft.edits[before:], draft.notes[noted:], problems, ())


def _reopen(root: Path, accepted: list[Submission]) -> Draft:
    draft = start(root)
    if isinstance(draft, Outcome):
        exit_on(draft.problems)
        sys.exit(1)
    for given in accepted:
        propose(draft, given)
    return draft


def _show(root: Path, outcome: Outcome) -> None:
    click.echo()
    click.echo(rows_text(outcome.edits))
    click.echo()
    for note in outcome.notes:
        if note.code not in QUIET:
            click.echo(f"note: {note_line(note)}")
    for line in remarks(outcome.notes):
        click.echo(line)
    for edit in outcome.edits:
        if edit.table == "claims" and edit.is_new:
            click.echo(f"\n{edit.row['summary']}")
            _show_readings(_reopen(root, []), edit.row)


def _show_readings(draft: Draft, claim: Mapping[str, object]) -> None:
    rule = read_rules(draft.tables).get(str(claim["qualifier_id"]))
    indicator, unit = (
        draft.get("indicators", str(claim["indicator_id"])),
        draft.get("units", str(claim["unit_id"])),
    )
    if rule is None or indicator is None or unit is None:
        return
    value, upper = claim["value"], claim["value_upper"]
    if not isinstance(value, Decimal):
        return
    for strictness in STRICTNESS:
        end = upper if isinstance(upper, Decimal) else None
        read = reading(rule, strictness, value, end, indicator["dimension"])
        low, high = max(read.low, Fraction(0)), "no limit" if read.high is None else number(read.high)
        click.echo(f"  {strictness} reading: {number(low)} to {high} {unit['label']}")


def _write(root: Path, accepted: list[Submission], is_dry: bool) -> None:
    draft = _reopen(root, accepted)
    outcome = finish(root, draft, [], is_dry)
    if outcome.problems:
        _keep(root, accepted)
    exit_on(outcome.problems)
    tell_written(outcome, is_dry, is_by_hand=True)


def _keep(root: Path, accepted: list[Submission]) -> None:
    """Save answers that were not written, so that nobody has to type them again."""
    if not accepted:
        return
    path = root / "build" / "answers.jsonl"
    path.parent.mkdir(exist_ok=True)
    lines = [json.dumps(dict(given.answers), ensure_ascii=False) for given in accepted]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    click.echo(f"\nYour answers are in {path}; mend them there, then: ground add {path}", err=True)
