"""What a contributor is asked, in order: by the issue form, by the page on the site, on the terminal.

Each question is a field of a submission; types, patterns, choices and explanations come from the
descriptor and from the vocabularies. Only their wording is ours: `questions.toml`.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimed_ground.contributing.spelling import forms_of, picked
from claimed_ground.descriptor import Field
from claimed_ground.tables import Row

# Fields whose choices are the rows of a small table.
VOCABULARIES = {
    "claim.indicator_id": "indicators",
    "report.qualifier_id": "qualifiers",
    "report.unit_id": "units",
    "report.second_unit_id": "units",
}
# Fields whose choices are too many for a list, but can be searched.
SEARCHED = {
    "source.publisher_id": "publishers",
    "source.agency_id": "publishers",
    "statement.claimant_id": "claimants",
    "report.attributed_to": "claimants",
    "claim.region_id": "regions",
}


@dataclass(frozen=True)
class Question:
    """One question; `is_due` where nothing can be added without an answer."""

    name: str
    label: str
    help: str
    is_due: bool = False


@dataclass(frozen=True)
class Group:
    """Questions that belong together, under a heading."""

    title: str
    questions: tuple[Question, ...]


def _read() -> tuple[tuple[Group, ...], str, str]:
    asked = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))
    groups = tuple(
        Group(
            group["title"],
            tuple(Question(q["name"], q["label"], q["help"], q.get("due", False)) for q in group["question"]),
        )
        for group in asked["group"]
    )
    return groups, asked["more_label"], asked["more_help"]


def more_help(known: Mapping[str, Field]) -> str:
    """What belongs under MORE, with the choices that a field named in it has."""
    return CHOICES.sub(lambda found: ", ".join(map(str, known[found[1]].enum)), MORE_HELP)


# Stands in the help for the choices of a field.
CHOICES = re.compile(r"\{([a-z_.]+)\}")
# MORE heads the place for every field without a question of its own.
GROUPS, MORE, MORE_HELP = _read()
QUESTIONS = tuple(question for group in GROUPS for question in group.questions)


def choices(name: str, field: Field, tables: Mapping[str, Sequence[Row]]) -> list[tuple[str, str]]:
    """(value, words) of every answer a question allows; empty if it is open."""
    if name in VOCABULARIES:
        rows = tables[VOCABULARIES[name]]
        return [(str(next(iter(row.values()))), str(row["label"])) for row in rows]
    if field.type == "boolean":
        return [("true", "yes"), ("false", "no")]
    return [(str(value), str(value).replace("_", " ")) for value in field.enum]


def accepted(name: str, field: Field, tables: Mapping[str, Sequence[Row]]) -> dict[str, list[str]]:
    """Value → the ways to write it, for every answer a question allows; empty if it is open."""
    if name in VOCABULARIES:
        return forms_of(VOCABULARIES[name], tables)
    return {value: [words] for value, words in choices(name, field, tables)}


def chosen(name: str, field: Field, tables: Mapping[str, Sequence[Row]], answer: str) -> str:
    """The value that an answer picks, however it is written; the answer itself if it picks none."""
    return picked(accepted(name, field, tables), answer)
