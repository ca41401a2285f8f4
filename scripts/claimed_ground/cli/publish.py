"""Verbs that build and serve: build, serve."""

import click

from claimed_ground.checks import check as run_checks
from claimed_ground.cli.printing import exit_on
from claimed_ground.layout import Layout
from claimed_ground.problem import BuildError
from claimed_ground.workers import get_ready


@click.command()
@click.pass_obj
def build(layout: Layout) -> None:
    """Check, then build the database and the site under build/."""
    exit_on(run_checks(layout.root))
    _build(layout)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8001, show_default=True, help="Port to listen on; 0 picks a free one.")
@click.option("--no-build", is_flag=True, help="Serve the last good build as it is.")
@click.pass_obj
def serve(layout: Layout, host: str, port: int, no_build: bool) -> None:
    """Build, then serve the site and Datasette on one address."""
    if not no_build:
        exit_on(run_checks(layout.root))
        _build(layout)
    elif not layout.current.database.is_file():
        raise click.UsageError("there is no build yet; leave out --no-build, or run `ground build`")
    from claimed_ground.server import run  # a second's import that no other verb needs

    try:
        run(layout, host, port, lambda address: click.echo(f"Serving {address} (stop with Ctrl-C)"))
    except BuildError as error:
        raise click.ClickException(str(error)) from error


def _build(layout: Layout) -> None:
    get_ready()
    from claimed_ground.building import build as run_build  # charts and MkDocs, which checks do not need

    try:
        run_build(layout, click.echo)
    except BuildError as error:
        raise click.ClickException(str(error)) from error
