"""One question on the terminal: choices, searches, and an answer that fits its field."""

import re
from collections.abc import Callable, Sequence

import click

from claimed_ground.contributing.draft import Draft, known_as, spellings
from claimed_ground.contributing.naming import NO_PLACE, labelled
from claimed_ground.contributing.plain import read_plain
from claimed_ground.contributing.questions import SEARCHED, Question, choices, chosen
from claimed_ground.contributing.rules import check_answers
from claimed_ground.contributing.submission import Submission, known_fields, one_line
from claimed_ground.descriptor import Field
from claimed_ground.fragments.passages import LONGEST_QUOTE
from claimed_ground.likeness import folded, sounding_like
from claimed_ground.problem import shown

Answers = dict[str, str]
NEW = "n"
# What an answer that is passed over is taken for.
USUAL = {"report.place": "body"}
# A day where a place is asked for.
DATED = re.compile(
    r"^\W*(\d{4}-\d{1,2}(-\d{1,2})?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{1,2} [A-Za-z]+ \d{4})\W*$"
)
# A table with no more rows than this is shown whole where nothing comes near.
FEW = 40
# From here on a name is worth showing alone; below it, it is a guess among all.
NEAR = 75.0


def ask(draft: Draft, question: Question, default: str = "", only: Sequence[str] = ()) -> str:
    """The answer to a question, of those choices that it allows; empty if it was passed over."""
    click.echo()
    click.secho(f"{question.help} [{question.name}]", dim=True)
    known = known_fields(draft.package)
    field = known[question.name]
    if question.name in SEARCHED:
        return _search(draft, question)
    options = [one for one in choices(question.name, field, draft.tables) if not only or one[0] in only]
    if options:
        return _choose(draft, question, options)

    def wrong(answer: str) -> list[str]:
        given = Submission("", 0, {question.name: answer})
        told = [problem.message for problem in check_answers(given, known, draft.tables, draft.today)]
        words = len(answer.split()) if question.name == "report.fragment" else 0
        if question.name == "statement.venue" and DATED.search(answer):
            told.append(
                "looks like a day; a venue is where, or to whom: write that, or Enter to pass over it"
            )
        return [*told, f"has {words} words; at most {LONGEST_QUOTE}"] if words > LONGEST_QUOTE else told

    return _until_it_fits(lambda: _read(field, _prompt(question, default)), wrong)


def _read(field: Field, answer: str) -> str:
    """An answer in its column's own form, which is shown where it is another."""
    read = read_plain(field, answer)
    if read != answer:
        click.echo(f"  = {read}")
    return read


def _prompt(question: Question, default: str) -> str:
    usual = USUAL.get(question.name, "").replace("_", " ")
    mark = "" if question.is_due else f" (Enter: {usual})" if usual else " (may be empty)"
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
        lambda answer: [] if answer in values else [_none_of(answer, options)],
    )


def _none_of(answer: str, options: Sequence[tuple[str, str]]) -> str:
    """Which of the choices hold the word, or how to choose."""
    wanted = folded(answer)
    held = [str(n) for n, (_, words) in enumerate(options, 1) if wanted and wanted in folded(words).split()]
    if len(held) > 1:
        return f"{shown(answer)} may be {', '.join(held[:-1])} or {held[-1]}; write the number"
    return f"{shown(answer)} is none of these; choose 1 to {len(options)}, or write one of the words"


def _search(draft: Draft, question: Question) -> str:
    """An id that is here, or a new name as written."""
    table = SEARCHED[question.name]
    while True:
        answer = _prompt(question, "")
        found = known_as(draft, table, answer) if answer else [""]
        if len(found) == 1:
            if found[0] and found[0] != answer:
                click.echo(f"  = {labelled(draft, table, found[0])}")
            return found[0]
        keys = found or _nearest(draft, table, answer)
        for number, key in enumerate(keys, 1):
            click.echo(f"  {number:>2} {labelled(draft, table, key)}")
        new = "" if table == "regions" else f", {NEW} if {shown(answer)} is new here"
        if table == "regions" and not found:
            click.echo(f"  {NO_PLACE}")
        click.echo(
            f"  {'' if found else 'Nothing is called just that. '}A number{new}, or Enter to search again"
        )
        choice = one_line(click.prompt("Which", default="", show_default=False))
        if choice.isdigit() and 0 < int(choice) <= len(keys):
            return keys[int(choice) - 1]
        if choice == NEW and new:
            return answer


def _nearest(draft: Draft, table: str, answer: str) -> list[str]:
    """The ids whose names come near; the whole list of a table that has few."""
    names = spellings(draft, table)
    ranked = sounding_like(answer, names, len(names))
    near = [match for match in ranked if match.score >= NEAR][:6]
    return [match.key for match in near or (ranked if len(names) <= FEW else ranked[:3])]


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
