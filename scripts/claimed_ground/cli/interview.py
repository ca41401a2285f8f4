"""`ground add` on the terminal: one answer at a time, and what is here already before anything is written."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from claimed_ground.cli.asking import Answers, ask
from claimed_ground.cli.settling import Session, keep, settle, write
from claimed_ground.contributing.draft import Draft, known_as
from claimed_ground.contributing.naming import NEEDED
from claimed_ground.contributing.near import Near, near_claims, wanted_figure
from claimed_ground.contributing.questions import GROUPS, Group, Question
from claimed_ground.contributing.rules import FIGURE, fitting_units
from claimed_ground.contributing.submission import PARTS, known_fields, one_line
from claimed_ground.problem import shown

PAGE, WHO, WHAT, PRINTED, _ = GROUPS
# Which days are asked for, by the kind of indicator; and those that are usually the day it was said.
DAYS = {"claim.as_of": ("stock", "event"), "claim.period_start": ("flow",), "claim.period_end": ("flow",)}
DATED = ("claim.as_of", "claim.period_end")
# What is asked about someone new beyond what they cannot do without.
USEFUL = {"publisher": ("country",)}
# What stands for the first of the claims that are here already, and for none of them.
WORDS = {"y": "1", "yes": "1", "n": "0", "no": "0", "0": "none"}


def interview(root: Path, is_dry: bool, today: date) -> None:
    """Ask for figures of one page until there are no more; check, show, and write them together."""
    click.echo("A figure, and where you read it. Enter passes over what may be empty; Ctrl-C leaves, and")
    click.echo("keeps your answers. Nothing is written before you have seen the rows.")
    session = Session(root, today, is_dry)
    try:
        _ask_page(session.reopen(), session.answers)
        page = dict(session.answers)
        while True:
            _ask_figure(session.reopen(), session.answers)
            settle(session)
            session.answers.clear()
            if not click.confirm("Another figure from this page?", default=False):
                break
            session.answers.update(page)
        if session.accepted:
            write(session)
    except (click.Abort, KeyboardInterrupt) as stopped:
        keep(session)
        raise click.Abort from stopped


def _put(
    draft: Draft, answers: Answers, question: Question, default: str = "", only: Sequence[str] = ()
) -> None:
    """Ask, and keep the answer if there is one."""
    answer = ask(draft, question, default, only)
    if answer:
        answers[question.name] = answer


def _ask_page(draft: Draft, answers: Answers) -> None:
    _head(PAGE)
    first, *rest = PAGE.questions
    _put(draft, answers, first)
    here = draft.source_at(answers["source.url"])
    if here is not None:
        count = sum(row["source_id"] == here["source_id"] for row in draft.tables["reports"])
        click.echo(f"  This page is here as {here['source_id']}, with {count} reports.")
        return
    for question in rest:
        _put(draft, answers, question, {"source.language": "en"}.get(question.name, ""))
        if question.name == "source.publisher_id":
            _ask_new(draft, answers, "publisher", answers["source.publisher_id"])


def _ask_new(draft: Draft, answers: Answers, part: str, name: str) -> None:
    """What a new publisher or claimant cannot do without; nothing for one that is here."""
    if not name or len(known_as(draft, PARTS[part], name)) == 1:
        return
    click.echo(f"  {name} is new here.")
    known = known_fields(draft.package)
    answers[f"{part}.is_new"] = "true"
    for column in (*NEEDED[part], *USEFUL.get(part, ())):
        field = f"{part}.{column}"
        label = f"{known[field].title} of {name}"
        _put(draft, answers, Question(field, label, known[field].description, column in NEEDED[part]))


def _ask_figure(draft: Draft, answers: Answers) -> None:
    _head(WHO)
    for question in WHO.questions:
        _put(draft, answers, question)
        if question.name == "statement.claimant_id":
            _ask_new(draft, answers, "claimant", answers["statement.claimant_id"])
    _head(WHAT)
    for question in WHAT.questions:
        if not _is_moot(draft, question.name, answers):
            default = answers.get("statement.stated_on", "") if question.name in DATED else ""
            _put(draft, answers, question, default, _fitting(draft, question.name, answers))
    _decide(draft, answers)
    _head(PRINTED)
    for question in PRINTED.questions:
        _put(draft, answers, question)


def _head(group: Group) -> None:
    click.secho(f"\n{group.title}", bold=True)


def _is_moot(draft: Draft, name: str, answers: Mapping[str, str]) -> bool:
    """Whether a question does not arise, by what is measured and how it is hedged."""
    indicator = draft.get("indicators", answers.get("claim.indicator_id", ""))
    kind = str(indicator["kind"]) if indicator else ""
    if name == "report.qualifier_id":
        return kind == "event"
    if name == "report.value_upper":
        return answers.get("report.qualifier_id") != "between"
    return name in DAYS and kind not in DAYS[name]


def _fitting(draft: Draft, name: str, answers: Mapping[str, str]) -> list[str]:
    """The units that measure what the indicator measures; nothing for other questions."""
    is_unit = name == "report.unit_id"
    return fitting_units(draft.tables, answers.get("claim.indicator_id", "")) if is_unit else []


def _decide(draft: Draft, answers: Answers) -> None:
    """Show what is here already and let the contributor say whether it is the same."""
    figure = {name: answers.get(f"report.{name}", "") for name in FIGURE}
    claim = {name.removeprefix("claim."): cell for name, cell in answers.items() if name.startswith("claim.")}
    claimants = known_as(draft, "claimants", answers.get("statement.claimant_id", ""))
    said = {
        name.split(".")[1]: cell
        for name, cell in answers.items()
        if name.startswith(("source.", "statement."))
    }
    near = near_claims(
        draft, wanted_figure(draft, claim | figure, claimants[0] if len(claimants) == 1 else "", said)
    )
    if not near:
        click.echo("\nNo claim like this is here yet.")
        return
    is_same = near[0].is_same
    click.echo(
        "\nThis figure by this person on this day is here already:"
        if is_same
        else "\nThis may be here already:"
    )
    for place, one in enumerate(near, 1):
        click.echo(f"  {place:>2} {_described(draft, one)}")
    picked = _which(len(near), "1" if is_same else "n")
    if not picked:
        answers["claim.is_new"] = "true"
        return
    for name in [name for name in answers if name.split(".")[0] in ("claim", "statement", "claimant")]:
        del answers[name]
    answers["claim.claim_id"] = near[picked - 1].claim_id


def _which(count: int, default: str) -> int:
    """The number of the claim that is the same, 0 if it is another; asked again until it is one of these."""
    while True:
        answer = click.prompt("Add your source to which? A number, or n: it is another", default=default)
        choice = WORDS.get(one_line(answer).lower(), one_line(answer))
        if choice.isascii() and choice.isdigit() and int(choice) <= count:
            return int(choice)
        click.echo(f"  {shown(answer)} is no answer here; write 1{f' to {count}' if count > 1 else ''}, or n")


def _described(draft: Draft, near: Near) -> str:
    claim = draft.get("claims", near.claim_id)
    return f"{near.claim_id} ({near.reason}): {claim['summary'] if claim else ''}"
