"""Verbs for proof-reading: sample, duplicates."""

import click

from claimed_ground.descriptor import load_package
from claimed_ground.layout import Layout
from claimed_ground.tables import read_tables


@click.command()
@click.argument("count", type=click.IntRange(min=1))
@click.option("--seed", default=0, show_default=True, help="Another seed draws other claims.")
@click.pass_obj
def sample(layout: Layout, count: int, seed: int) -> None:
    """Print COUNT claims with their reports side by side, for proof-reading."""
    from claimed_ground.review.sampling import cards, draw

    tables = read_tables(load_package(layout.descriptor), layout.root)
    for card in cards(tables, draw(tables, count, seed)):
        click.echo(card)


@click.command()
@click.pass_obj
def duplicates(layout: Layout) -> None:
    """List claims and sources that may be the same one twice; a person decides."""
    from claimed_ground.review.duplicates import (  # rapidfuzz, which checks do not need
        near_claims,
        near_sources,
    )

    tables = read_tables(load_package(layout.descriptor), layout.root)
    pairs = sorted((*near_claims(tables), *near_sources(tables)))
    for pair in pairs:
        click.echo(f"{pair.table}: {pair.first}\n{' ' * len(pair.table)}  {pair.second}: {pair.reason}")
    click.echo(f"{len(pairs)} {'pair' if len(pairs) == 1 else 'pairs'} to look at.")
