"""Verbs on what we cite: verify, archive, links."""

import sys
from dataclasses import replace
from datetime import date
from functools import partial
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
    from claimed_ground.archive.ledgers import record
    from claimed_ground.fragments import verifying as stage

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


@click.command()
@click.argument("source_ids", nargs=-1)
@click.option("--on", "day", type=Day(), required=True, help="Record the checks under this day (or: today).")
@click.option(
    "--limit", type=click.IntRange(min=1), help="At most so many sources, those never checked first."
)
@click.option("--no-capture", is_flag=True, help="Only look copies up; ask for none.")
@click.option("--again", is_flag=True, help="Also look up what has a copy or was refused.")
@click.option("--delay", default=2.0, show_default=True, help="Seconds to pause before each request.")
@click.option("--base", help="A server that speaks the same services, in place of archive.org.")
@click.option(
    "--keys",
    default="",
    envvar="INTERNET_ARCHIVE_KEYS",
    show_envvar=True,
    help="Keys of an account there, access:secret; without, captures are asked for as anybody.",
)
@click.pass_obj
def archive(
    layout: Layout,
    source_ids: tuple[str, ...],
    day: date,
    limit: int | None,
    no_capture: bool,
    again: bool,
    delay: float,
    base: str | None,
    keys: str,
) -> None:
    """Look sources up in the Internet Archive, and ask for a copy where there is none.

    All sources that lack one, or the SOURCE_IDS. A run that is stopped goes on where it was.
    """
    from claimed_ground.archive import archiving as stage
    from claimed_ground.archive.polite import Manner
    from claimed_ground.archive.wayback import Service
    from claimed_ground.progress import bar

    package = load_package(layout.descriptor)
    written = {package.table(name).path for name in ("link_checks", "sources")}
    exit_on([problem for problem in check_files(package, layout.root) if problem.path in written])
    tables = read_tables(package, layout.root)
    unknown = set(source_ids) - {row["source_id"] for row in tables["sources"]}
    if unknown:
        raise click.UsageError(f"{', '.join(sorted(unknown))} is not in {package.table('sources').path}")
    service = Service(keys=keys, manner=Manner(delay=delay))
    if base:
        service = replace(service, lookups=base.rstrip("/"), captures=base.rstrip("/"))
    order = stage.Order(day, source_ids, limit, not no_capture, again)
    found = stage.archive(package, layout.root, tables, service, order, partial(bar, unit="source"))
    ended = ", ".join(f"{number:,} {outcome}" for outcome, number in sorted(found.counts.items()))
    click.echo(f"{ended or 'none checked'}; {found.left:,} left.")
    if found.stopped:
        click.echo(f"Stopped early: {found.stopped}. Run it again later to go on.", err=True)
        if set(found.counts) <= {"failed"}:
            sys.exit(1)


@click.command()
@click.option("--limit", type=click.IntRange(min=1), help="At most so many addresses, the first ones.")
@click.option("--delay", default=1.0, show_default=True, help="Seconds to pause before each request.")
@click.pass_obj
def links(layout: Layout, limit: int | None, delay: float) -> None:
    """Ask whether the addresses of sources and publishers still answer.

    Prints those that are gone and have no copy in a web archive. Hosts that turn programs away are
    counted, not blamed. Nothing is written.
    """
    from claimed_ground.archive.answering import cited, look
    from claimed_ground.archive.polite import Manner
    from claimed_ground.progress import bar

    package = load_package(layout.descriptor)
    addresses = cited(package, read_tables(package, layout.root))
    found = look(addresses, Manner(delay, tries=2), limit, partial(bar, unit="address"))
    counted = ", ".join(f"{number:,} {ending}" for ending, number in sorted(found.counts.items()))
    click.echo(f"{counted or 'none asked'}, of {len(addresses):,}.")
    if found.stopped:
        raise click.ClickException(f"stopped early: {found.stopped}; is there a connection?")
    exit_on(found.gone)
