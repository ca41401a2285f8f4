"""The verb that measures maps: estimates."""

from datetime import datetime

import click

from claimed_ground.cli.printing import exit_on
from claimed_ground.descriptor import load_package
from claimed_ground.layout import Layout
from claimed_ground.tables import read_table


@click.command()
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
    from claimed_ground.maps import estimates as stage  # shapely and pyproj, which no other verb needs
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
    exit_on(problems, ending="")
