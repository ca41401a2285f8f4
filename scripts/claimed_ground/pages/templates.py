"""Markdown from templates: the only module that knows Jinja.

Takes the templates under `docs/` and facts from the database. Gives the text of
a page. Refuses a template that names what is not there: BuildError.
"""

import html
import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import jinja2

from claimed_ground import wording
from claimed_ground.pages import languages
from claimed_ground.problem import BuildError

# Signs that mean something in Markdown, as HTML writes them so that they do not.
MARKUP = {ord(c): f"&#{ord(c)};" for c in "\\`*_{}[]|~^$#"}


def load_templates(folder: Path, hold: Callable[[str], str] = str) -> jinja2.Environment:
    """An environment in which a missing name is an error and values are shown as pages show them.

    `hold`: what becomes of HTML that Markdown need not read.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # the output is Markdown; `cell` and `text` escape what the data brings
    )
    environment.filters.update(
        number=wording.number,
        quantity=wording.quantity,
        size=wording.size,
        day=_day,
        cell=cell,
        text=text,
        json=_json,
        figure=wording.figure,
        credit=wording.credit,
        day_short=wording.day_short,
        code_spans=_code_spans,
        finished=hold,
        number_abroad=languages.number_abroad,
        day_abroad=languages.day_abroad,
        plural=languages.plural,
    )
    return environment


def render(environment: jinja2.Environment, name: str, **context: Any) -> str:
    """The text of template `name`."""
    try:
        return environment.get_template(name).render(**context)
    except jinja2.TemplateError as error:
        line = getattr(error, "lineno", None)
        place = f"docs/{name}:{line}" if line else f"docs/{name}"
        raise BuildError(f"{place}: {error}") from error


def text(value: object) -> str:
    """A value as plain text within Markdown: neither HTML nor markup in it takes effect."""
    return html.escape("" if value is None else str(value), quote=False).translate(MARKUP)


def cell(value: object) -> str:
    """Plain text that stays within one cell of a Markdown table."""
    return text(value).replace("\n", " ")


def _code_spans(description: str) -> str:
    """A description of the descriptor, with its back-quoted names as code, as HTML."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(description, quote=False))


def _day(value: str | date | None) -> str:
    return wording.day(value) if isinstance(value, date) else wording.day_or_month(value)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
