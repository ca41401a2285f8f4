"""Verbs that tell what a change changes: diff, comment."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from claimed_ground.checks.contract import check_descriptor
from claimed_ground.cli.printing import exit_on
from claimed_ground.diff.document import MOST_BYTES, Comparison, as_json, read_comparison
from claimed_ground.diff.markdown import as_markdown
from claimed_ground.diff.text import as_text
from claimed_ground.layout import Layout
from claimed_ground.problem import BuildError, Problem


@click.command()
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option(
    "--merge-base", is_flag=True, help="From where BASE and HEAD parted, not from BASE as it is now."
)
@click.option("--markdown", "form", flag_value="markdown", help="As Markdown, for a pull request.")
@click.option("--json", "form", flag_value="json", help="As JSON, for machines.")
@click.pass_obj
def diff(layout: Layout, base: str | None, head: str | None, merge_base: bool, form: str | None) -> None:
    """Say what changed in the data from BASE to HEAD, or to the files as they are.

    BASE and HEAD are commits, branches or tags. Without BASE: from where this branch parted from
    main (on main itself: from origin/main, where there is one). Row order and formatting do not count.

    \b
      ground diff            what you changed, committed or not
      ground diff HEAD       what you changed since the last commit
      ground diff v1.0 main  what changed between two revisions
    """
    from claimed_ground.derive import derive
    from claimed_ground.diff import compare
    from claimed_ground.diff.revisions import at_revision, find_fork, find_start
    from claimed_ground.diff.sides import Side

    try:
        with ExitStack() as stack:
            if base is None:
                start = find_start(layout.root)
            else:
                start = find_fork(layout.root, base, head or "HEAD") if merge_base else base
            old = stack.enter_context(at_revision(layout.root, start))
            new = Side("the files as they are", layout.root)
            if head:
                new = stack.enter_context(at_revision(layout.root, head))
            broken = check_descriptor(new.root / "datapackage.json")
            exit_on([problem for problem in broken if problem.code == "bad-descriptor"], ending="")
            click.echo("Working out what disagrees before and after: up to a minute …", err=True)
            comparison = compare(old, new, partial(derive, kept=layout.kept))
    except BuildError as error:
        raise click.UsageError(str(error)) from error
    click.echo(_printed(comparison, form), nl=False)


def _printed(comparison: Comparison, form: str | None) -> str:
    printers = {"markdown": as_markdown, "json": as_json}
    return printers.get(form or "", as_text)(comparison)


@click.command()
@click.argument("document", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def comment(document: Path) -> None:
    """Turn DOCUMENT, which `ground diff --json` wrote, into Markdown; trust nothing in it."""
    with document.open("rb") as handle:
        comparison = read_comparison(handle.read(MOST_BYTES + 1), document.name)
    if isinstance(comparison, Problem):
        exit_on([comparison])
        return
    click.echo(_printed(comparison, "markdown"), nl=False)
