"""The issue form, and what the page on the site needs to ask the same.

Takes the descriptor and the vocabularies. Gives the text of the YAML file that GitHub reads, and a
dictionary for the page. Refuses nothing.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from claimed_ground.contributing.questions import GROUPS, MORE, SEARCHED, Question, choices, more_help
from claimed_ground.contributing.rules import longest
from claimed_ground.contributing.submission import known_fields
from claimed_ground.descriptor import Field, Package
from claimed_ground.tables import Row

INTRODUCTION = (
    "Two minutes: one figure, as one page prints it. The [same form on the site]({site}contribute/form/) "
    "checks as you type and shows what your figure allows.\n\n"
    "Only what is published already; facts, and at most twelve words of the page. Leave out what the page "
    "does not say: an empty answer is better than a guess. What you write here is public, under CC BY 4.0."
)
Node = dict[str, Any]


def issue_form(package: Package, tables: Mapping[str, Sequence[Row]]) -> str:
    """The YAML of the issue form."""
    known = known_fields(package)
    body: list[Node] = [_markdown(INTRODUCTION.format(site=package.raw["homepage"]))]
    for group in GROUPS:
        body.append(_markdown(f"## {group.title}"))
        for question in group.questions:
            body.append(_element(question, known[question.name], tables))
    more = {"label": MORE, "description": more_help(known), "render": "text"}
    body.append({"type": "textarea", "id": "more", "attributes": more})
    form = {
        "name": "A figure and its source",
        "description": "Who said how much ground is whose, and where you read it.",
        "title": "Figure: ",
        "labels": ["claim"],
        "body": body,
    }
    head = "# Written by `ground form` from datapackage.json and the vocabularies; edit those, or\n"
    head += "# scripts/claimed_ground/contributing/questions.toml.\n"
    text: str = yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=1000)
    return head + text


def _markdown(text: str) -> Node:
    return {"type": "markdown", "attributes": {"value": text}}


def _element(question: Question, field: Field, tables: Mapping[str, Sequence[Row]]) -> Node:
    options = [words for _, words in choices(question.name, field, tables)]
    attributes: Node = {"label": question.label, "description": question.help}
    if options:
        attributes["options"] = options
    elif field.example is not None and question.name not in SEARCHED:
        attributes["placeholder"] = str(field.example)
    element: Node = {"type": "dropdown" if options else "input", "id": element_id(question.name)}
    element["attributes"] = attributes
    if question.is_due:
        element["validations"] = {"required": True}
    return element


def element_id(name: str) -> str:
    """`claim.region_id` → `claim-region-id`: GitHub allows no dots."""
    return name.replace(".", "-").replace("_", "-")


def form_fields(package: Package, tables: Mapping[str, Sequence[Row]]) -> dict[str, Any]:
    """Every field a submission can have, with its rules, as the page on the site checks them."""
    found = {}
    for name, field in known_fields(package).items():
        by_name = name in SEARCHED
        limits = (
            {}
            if by_name
            else {
                key: field.constraints[key]
                for key in ("pattern", "minimum", "maximum")
                if key in field.constraints
            }
        )
        found[name] = {
            "title": field.title,
            "description": field.description,
            "type": "string" if by_name else field.type,
            "example": "" if field.example is None else str(field.example),
            "longest": longest(field),
            "choices": [list(option) for option in choices(name, field, tables)],
            "searched": SEARCHED.get(name, ""),
            **limits,
        }
    return found


def form_groups() -> list[dict[str, Any]]:
    """The questions in order, as the page on the site asks them."""
    return [
        {
            "title": group.title,
            "questions": [
                {"name": q.name, "label": q.label, "help": q.help, "due": q.is_due} for q in group.questions
            ],
        }
        for group in GROUPS
    ]
