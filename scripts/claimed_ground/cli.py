"""`ground`: check, mend, build and serve the dataset.

Only this module prints and exits: 0 clean, 1 problems in the data, 2 wrong use.
"""

import os
import sys
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import click

from claimed_ground.checks import check as run_checks
from claimed_ground.checks.contract import check_descriptor
from claimed_ground.descriptor import load_package
from claimed_ground.fixing import fix as run_fix
from claimed_ground.layout import Layout, find_root
from claimed_ground.problem import BuildError, Problem
from claimed_ground.tables import read_table


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that holds datapackage.json. Default: this folder or the nearest one above it.",
)
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Who claimed how much ground, and where claims disagree."""
    found = root if root and (root / "datapackage.json").is_file() else find_root(root or Path.cwd())
    if found is None:
        raise click.UsageError("no datapackage.json here or above; change to a checkout or give --root")
    context.obj = Layout(found.resolve())


@main.command()
@click.pass_obj
def check(layout: Layout) -> None:
    """Check the data and its descriptor; print every problem."""
    problems = run_checks(layout.root)
    _exit_on(problems)
    tables = load_package(layout.descriptor).tables
    click.echo(f"0 problems in {len(tables)} tables.")


@main.command()
@click.pass_obj
def fix(layout: Layout) -> None:
    """Rewrite the CSVs in canonical form; change no value."""
    descriptor = check_descriptor(layout.descriptor)
    _exit_on([problem for problem in descriptor if problem.code == "bad-descriptor"])
    written, problems = run_fix(load_package(layout.descriptor), layout.root)
    for path in written:
        click.echo(f"rewrote {path}")
    _exit_on(problems, ending=" These files were left as they are.")
    if not written:
        click.echo("every file is in canonical form already.")


@main.command()
@click.pass_obj
def build(layout: Layout) -> None:
    """Check, then build the database and the site under build/."""
    _exit_on(run_checks(layout.root))
    _build(layout)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8001, show_default=True, help="Port to listen on; 0 picks a free one.")
@click.option("--no-build", is_flag=True, help="Serve the last good build as it is.")
@click.pass_obj
def serve(layout: Layout, host: str, port: int, no_build: bool) -> None:
    """Build, then serve the site and Datasette on one address."""
    if not no_build:
        _exit_on(run_checks(layout.root))
        _build(layout)
    elif not layout.current.database.is_file():
        raise click.UsageError("there is no build yet; leave out --no-build, or run `ground build`")
    from claimed_ground.server import run  # a second's import that no other verb needs

    try:
        run(layout, host, port, lambda address: click.echo(f"Serving {address} (stop with Ctrl-C)"))
    except BuildError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.argument("maps", nargs=-1, required=True)
@click.option(
    "-b",
    "--boundaries",
    multiple=True,
    required=True,
    help="Oblast outlines: a folder, files or addresses of GeoJSON. May be repeated.",
)
@click.option(
    "--day", type=click.DateTime(["%Y-%m-%d"]), help="Day of a single map, where its name does not say."
)
@click.option(
    "--compare", "compared", is_flag=True, help="Print the difference to data/estimates.csv instead."
)
@click.pass_obj
def estimates(
    layout: Layout, maps: tuple[str, ...], boundaries: tuple[str, ...], day: datetime | None, compared: bool
) -> None:
    """Measure what a day's map shows as held, from MAPS: files, folders or addresses of GeoJSON."""
    from claimed_ground import estimates as stage  # shapely and pyproj, which no other verb needs
    from claimed_ground.progress import bar

    package = load_package(layout.descriptor)
    table, regions = package.table("estimates"), package.table("regions")
    known = read_table(regions, layout.root / regions.path)
    found = stage.recompute(maps, boundaries, known, day.date() if day else None, track=bar)
    for note in found.notes:
        click.echo(f"note: {note}", err=True)
    problems = list(found.problems)
    if compared:
        rows = stage.compare(found.rows, read_table(table, layout.root / table.path))
        problems += stage.check_differences(rows)
        click.echo(stage.as_csv(stage.COMPARED_COLUMNS, rows), nl=False)
    elif found.rows:
        click.echo(stage.as_csv(table.columns, found.rows), nl=False)
    _exit_on(problems, ending="")


def _build(layout: Layout) -> None:
    from claimed_ground.building import build as run_build  # charts and MkDocs, which checks do not need

    try:
        run_build(layout, click.echo)
    except BuildError as error:
        raise click.ClickException(str(error)) from error


def _exit_on(problems: Iterable[Problem], ending: str = " Nothing was written.") -> None:
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
