"""One question on the terminal: choices, searches, and an answer that fits its field."""

from collections.abc import Callable, Sequence

import click

from claimed_ground.contributing.draft import Draft, find_named, spellings
from claimed_ground.contributing.questions import SEARCHED, Question, choices, chosen
from claimed_ground.contributing.rules import faults
from claimed_ground.contributing.submission import known_fields, one_line
from claimed_ground.likeness import nearest

Answers = dict[str, str]
NEW = "n"


def ask(draft: Draft, question: Question, default: str = "") -> str:
    """The answer to a question; empty if it was passed over."""
    click.secho(question.help, dim=True)
    field = known_fields(draft.package)[question.name]
    if question.name in SEARCHED:
        return _search(draft, question)
    options = choices(question.name, field, draft.tables)
    if options:
        return _choose(draft, question, options)
    return _until_it_fits(
        lambda: _prompt(question, default), lambda answer: [message for message, _ in faults(field, answer)]
    )


def _prompt(question: Question, default: str) -> str:
    mark = "" if question.is_due else " (may be empty)"
    answer: str = click.prompt(
        f"{question.label}{mark}",
        default=default or ("" if not question.is_due else None),
        show_default=bool(default),
    )
    return one_line(answer)


def _until_it_fits(prompt: Callable[[], str], wrong: Callable[[str], Sequence[str]]) -> str:
    while True:
        answer = prompt()
        found = wrong(answer) if answer else []
        for message in found:
            click.echo(f"  {message}")
        if not found:
            return answer


def _choose(draft: Draft, question: Question, options: Sequence[tuple[str, str]]) -> str:
    for number, (value, words) in enumerate(options, 1):
        click.echo(
            f"  {number:>2} {words}" + (f" ({value})" if value.replace("_", " ") != words.lower() else "")
        )
    values = [value for value, _ in options]
    field = known_fields(draft.package)[question.name]

    def picked(answer: str) -> str:
        is_number = answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(values)
        return values[int(answer) - 1] if is_number else chosen(question.name, field, draft.tables, answer)

    return _until_it_fits(
        lambda: picked(_prompt(question, "")),
        lambda answer: [] if answer in values else [f"choose 1 to {len(values)}, or write one of the words"],
    )


def _search(draft: Draft, question: Question) -> str:
    """An id that is here, or a new name as written."""
    table = SEARCHED[question.name]
    names = spellings(draft, table)
    while True:
        answer = _prompt(question, "")
        found = find_named(names, answer) if answer else ""
        if found is not None:
            if found and found != answer:
                click.echo(f"  = {found} ({names[found][0]})")
            return found
        matches = nearest(answer, names, 60.0, 6)
        for number, match in enumerate(matches, 1):
            click.echo(f"  {number:>2} {match.key} ({match.name})")
        new = "" if table == "regions" else f", {NEW} if it is new"
        click.echo(
            "  "
            + ("" if matches else "Nothing here is called that. ")
            + f"A number{new}, or Enter to search again"
        )
        choice = one_line(click.prompt("Which", default="", show_default=False))
        if choice.isdigit() and 0 < int(choice) <= len(matches):
            return matches[int(choice) - 1].key
        if choice == NEW and new:
            return answer


def ask_lines(text: str) -> Answers:
    """`field: value` lines until an empty one."""
    answers: Answers = {}
    click.echo(text)
    while True:
        line = click.prompt(">", default="", show_default=False)
        if not line.strip():
            return answers
        name, found, value = line.partition(":")
        if found:
            answers[name.strip()] = one_line(value)
        else:
            click.echo("  write it as field: value, such as report.note: The hedge is in the caption.")
