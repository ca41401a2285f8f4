"""What looks alike and is not compared, with the reason: rows of `not_compared`.

Takes skipped pairs, and figures that cannot be compared at all. Gives rows. Refuses pairs with an
implied figure: its terms are listed for themselves.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from claimed_ground import wording
from claimed_ground.discrepancies import words
from claimed_ground.discrepancies.estimate import SERIES_COUNTS, differing_from_series, measured
from claimed_ground.discrepancies.finding import Material
from claimed_ground.discrepancies.pairs import Pair, Skipped, is_total
from claimed_ground.discrepancies.periods import FLOWS
from claimed_ground.discrepancies.sentences import fastest, opening, sentence_unit
from claimed_ground.figures import Desk, Figure


def skip_rows(skipped: Iterable[Skipped], material: Material) -> Iterator[dict[str, Any]]:
    """The rows of `not_compared`."""
    for skip in skipped:
        if not skip.pair.first.implied_by and not skip.pair.second.implied_by:
            yield _pair_row(skip, material.desk)
    for figure in material.figures:
        yield from _alone(figure, material)


def _pair_row(skip: Skipped, desk: Desk) -> dict[str, Any]:
    pair = skip.pair
    days = None if skip.reason == "month_only" else pair.days
    sentence = f"{opening(pair, desk)} {_reason(skip, desk)}"
    return _row(pair.first, pair.second.ids[0], skip.reason, sentence, days)


def _row(
    figure: Figure, other_id: str | None, reason: str, sentence: str, days: int | None
) -> dict[str, Any]:
    key = "\n".join((figure.ids[0], other_id or "", reason))
    return {
        "not_compared_id": f"not-compared-{hashlib.sha256(key.encode()).hexdigest()[:10]}",
        "claim_id": figure.ids[0],
        "other_claim_id": other_id,
        "reason": reason,
        "region_id": figure.quantity.region_id,
        "family": figure.quantity.family,
        "days_apart": days,
        "sentence": sentence,
    }


def _reason(skip: Skipped, desk: Desk) -> str:
    pair = skip.pair
    match skip.reason:
        case "definitions_differ":
            counted = [_counts(figure, skip.definitions) for figure in (pair.first, pair.second)]
            return f"They are not compared: the first counts {counted[0]}, the second {counted[1]}."
        case "linked":
            claim_id, relation = skip.link
            does, done_to = ("first", "second") if claim_id in pair.first.ids else ("second", "first")
            return f"They are not compared: the {does} {relation.replace('_', ' ')} the {done_to}."
        case "worked_out":
            return (
                "They can both hold, but that is no agreement between the sides: one of the figures was "
                "computed by reporters."
            )
        case "baseline_decides":
            return "Whether they fit depends on which area of the region a share is taken of."
        case "net_may_shrink":
            return (
                "The first period is part of the second, but one of the figures is gains less losses, "
                "which may be smaller over a longer time."
            )
        case "different_period":
            return "They are not compared: their periods overlap, and neither holds the other."
        case "month_only":
            unit, factor = sentence_unit(pair, desk)
            apart = words.quantity(pair.verdict.gap * factor, unit, is_difference=True)
            return (
                f"Both are of one month, but the day of at least one is not known, and they are not "
                f"compared; if they were of one day, they would be {apart} apart."
            )
    return _explained(pair, desk)


def _counts(figure: Figure, names: Iterable[str]) -> str:
    return wording.listed([words.DEFINITION_WORDS[name, figure.definitions[name]] for name in names])


def _explained(pair: Pair, desk: Desk) -> str:
    apart = words.quantity(pair.verdict.gap, pair.first.quantity.unit_id)
    days = f"{pair.days} days lie" if pair.days > 1 else "1 day lies"
    return f"Their usual readings are {apart} apart; {days} between, and {fastest(pair, desk)}."


def _alone(figure: Figure, material: Material) -> Iterator[dict[str, Any]]:
    """Figures compared with nothing, or not with the map series."""
    what = words.own_subject(figure, material.desk.ground)
    amount = words.amount(figure, material.desk.units)
    if figure.end is None:
        sentence = (
            f"{words.gave(figure, what, amount)}. No day is known for it, so it is compared with nothing."
        )
        yield _row(figure, None, "no_day", sentence, None)
        return
    said = f"{words.gave(figure, f'{what} {words.when(figure)}'.rstrip(), amount)}."
    is_flow = figure.quantity.family in FLOWS
    if is_flow and figure.start is None and not is_total(figure, material.totals):
        sentence = f"{said} It names no first day, so it is compared with longer totals only."
        yield _row(figure, None, "no_first_day", sentence, None)
    differing = differing_from_series(figure)
    if differing and measured(figure, material.courses) is not None:
        counted, series = _counts(figure, differing), _series_counts(differing)
        sentence = f"{said} It is not set against the map series: it counts {counted}, the series {series}."
        yield _row(figure, None, "series_differs", sentence, None)


def _series_counts(names: Iterable[str]) -> str:
    return wording.listed([words.DEFINITION_WORDS[name, SERIES_COUNTS[name]] for name in names])
