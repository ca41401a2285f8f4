"""Figures put together to one that they imply.

Takes Figures and an operation on intervals that grows with some and shrinks with others. Gives
one Figure that rests on all their claims. Refuses, with None, figures whose definitions differ,
and results that are not possible.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from claimed_ground.figures import Figure, Quantity
from claimed_ground.intervals import Interval, scale
from claimed_ground.readings import STRICTNESS

Operation = Callable[[Sequence[Interval]], Interval | None]


def combine(
    figures: Sequence[Figure],
    operation: Operation,
    quantity: Quantity,
    span: tuple[date | None, date | None],
    identity: str,
) -> Figure | None:
    """The figure of `quantity` that `operation` makes of the others."""
    definitions: dict[str, str | int] = {}
    for figure in figures:
        for name, value in figure.definitions.items():
            if definitions.setdefault(name, value) != value:
                return None
    readings: dict[str, dict[str, Interval]] = {strictness: {} for strictness in STRICTNESS}
    for baseline in next((f.baselines for f in figures if f.baselines != ("none",)), ("none",)):
        for strictness in STRICTNESS:
            made = operation([reading_on(figure, strictness, baseline) for figure in figures])
            if made is None:
                return None
            readings[strictness][baseline] = made
    face = operation([Interval(figure.value, figure.value) for figure in figures])
    if face is None:
        return None
    claims = {claim["claim_id"]: claim for figure in figures for claim in figure.claims}
    return replace(
        figures[0],
        claims=tuple(claims[claim_id] for claim_id in sorted(claims)),
        quantity=quantity,
        start=span[0],
        end=span[1],
        value=face.low,
        readings=readings,
        is_share=quantity.unit_id == "percent",
        definitions=definitions,
        implied_by=identity,
    )


def reading_on(figure: Figure, strictness: str, baseline: str) -> Interval:
    """The reading on one area of the region; the only one there is, where the area plays no part."""
    readings = figure.readings[strictness]
    return readings[baseline] if baseline in readings else readings[figure.baselines[0]]


def allowed(place: str, figure: Figure, baseline: str, factor: Fraction) -> dict[str, Any]:
    """The columns on what a figure allows in the unit of the sentence; `place`: `first` or `second`."""
    usual, widest = (scale(reading_on(figure, strictness, baseline), factor) for strictness in STRICTNESS)
    return {
        f"{place}_low": usual.low,
        f"{place}_high": usual.high,
        f"{place}_widest_low": widest.low,
        f"{place}_widest_high": widest.high,
        f"{place}_implied_by": figure.implied_by or None,
    }
