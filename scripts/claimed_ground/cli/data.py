"""Verbs on the curated data: check, fix."""

import click

from claimed_ground.checks import check as run_checks
from claimed_ground.checks.contract import check_descriptor
from claimed_ground.cli.printing import exit_on
from claimed_ground.descriptor import load_package
from claimed_ground.fixing import fix as run_fix
from claimed_ground.layout import Layout


@click.command()
@click.pass_obj
def check(layout: Layout) -> None:
    """Check the data and its descriptor; print every problem."""
    problems = run_checks(layout.root)
    exit_on(problems)
    tables = load_package(layout.descriptor).tables
    click.echo(f"0 problems in {len(tables)} tables.")


@click.command()
@click.pass_obj
def fix(layout: Layout) -> None:
    """Rewrite the CSVs in canonical form; change no value."""
    descriptor = check_descriptor(layout.descriptor)
    exit_on([problem for problem in descriptor if problem.code == "bad-descriptor"])
    written, problems = run_fix(load_package(layout.descriptor), layout.root)
    for path in written:
        click.echo(f"rewrote {path}")
    exit_on(problems, ending=" These files were left as they are.")
    if not written:
        click.echo("every file is in canonical form already.")
