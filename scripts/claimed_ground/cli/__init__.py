"""`ground`: check, mend, build and serve the dataset.

Only this package prints and exits: 0 clean, 1 problems in the data, 2 wrong use.
Each verb is a dozen lines that call stages; what a verb alone needs it imports itself,
so that `ground check` does not wait for charts and maps.
"""

from pathlib import Path

import click

from claimed_ground.cli.changes import comment, diff
from claimed_ground.cli.contribute import add, form
from claimed_ground.cli.data import check, fix
from claimed_ground.cli.measure import estimates
from claimed_ground.cli.publish import build, serve
from claimed_ground.cli.review import duplicates, sample
from claimed_ground.cli.sources import archive, links, verify
from claimed_ground.layout import Layout, find_root


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that holds datapackage.json. Default: this folder or the nearest one above it.",
)
@click.version_option(package_name="claimed-ground")
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Who claimed how much ground, and where claims disagree."""
    found = root if root and (root / "datapackage.json").is_file() else find_root(root or Path.cwd())
    if found is None:
        raise click.UsageError("no datapackage.json here or above; change to a checkout or give --root")
    context.obj = Layout(found.resolve())


for verb in (
    check,
    fix,
    build,
    serve,
    estimates,
    verify,
    archive,
    links,
    sample,
    duplicates,
    diff,
    comment,
    add,
    form,
):
    main.add_command(verb)
