"""Verbs on what we cite: verify."""

from datetime import date
from typing import BinaryIO

import click

from claimed_ground.checks.files import check_files
from claimed_ground.cli.days import Day
from claimed_ground.cli.printing import exit_on
from claimed_ground.descriptor import load_package
from claimed_ground.layout import Layout
from claimed_ground.problem import Problem
from claimed_ground.tables import read_tables


@click.command()
@click.argument("source_id")
@click.option(
    "--text",
    "given",
    type=click.File("rb"),
    required=True,
    help="The source's text, plain or saved as HTML; - reads it from standard input.",
)
@click.option("--on", "day", type=Day(), help="Record the comparison under this day (or: today).")
@click.pass_obj
def verify(layout: Layout, source_id: str, given: BinaryIO, day: date | None) -> None:
    """Look up the fragments that we quote from SOURCE_ID in its text.

    Typography and case aside. With --on, the hash of the text and the places of the fragments
    are recorded, never the text.
    """
    from claimed_ground import verifying as stage
    from claimed_ground.ledgers import record

    package = load_package(layout.descriptor)
    tables = read_tables(package, layout.root)
    if source_id not in {row["source_id"] for row in tables["sources"]}:
        raise click.UsageError(f"{source_id} is not in {package.table('sources').path}")
    text = stage.read_text(given.read(stage.MAX_BYTES + 1), getattr(given, "name", "<stdin>"))
    if isinstance(text, Problem):
        exit_on([text])
        return
    written = [package.table(name) for name in ("verifications", "anchors")]
    exit_on(
        [
            problem
            for problem in check_files(package, layout.root)
            if problem.path in {table.path for table in written}
        ]
    )
    found = stage.verify(tables, source_id, text)
    for report, anchor in found.found:
        click.echo(f"found   {report['claim_id']} ({report['place']}): {anchor.exact}")
    click.echo(f"{len(found.found)} found, {len(found.missed)} missed; SHA-256 {found.text_sha256}")
    if day:
        for table, rows in zip(written, ([found.row(day)], found.anchors(day)), strict=True):
            record(table, layout.root, rows)
        click.echo(f"recorded under {day} in {' and '.join(table.path for table in written)}")
    exit_on(found.problems(package.table("reports").path), ending="" if day else " Nothing was written.")
