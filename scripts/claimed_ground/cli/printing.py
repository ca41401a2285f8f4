"""How a verb tells of problems, and ends."""

import os
import sys
from collections.abc import Iterable

import click

from claimed_ground.problem import Problem


def exit_on(problems: Iterable[Problem], ending: str = " Nothing was written.") -> None:
    """Print the problems, as annotations too in a GitHub workflow, and exit 1 if there are any."""
    listed = list(problems)
    for problem in listed:
        click.echo(str(problem), err=True)
        if os.environ.get("GITHUB_ACTIONS") == "true":
            click.echo(problem.as_annotation())
    if listed:
        noun = "problem" if len(listed) == 1 else "problems"
        click.echo(f"{len(listed)} {noun}.{ending}", err=True)
        sys.exit(1)
