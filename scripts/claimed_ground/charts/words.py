"""What a picture says, in words written from its numbers.

Takes panels. Gives the finding, and a text for those who do not see the picture.
Refuses nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from claimed_ground.charts.marks import Mark, Panel, Words
from claimed_ground.charts.noteworthy import ends
from claimed_ground.charts.panels import headline
from claimed_ground.charts.theme import SIDES
from claimed_ground.wording import day, quantity

# From here on decimals of a converted figure say nothing.
LARGE = 1000
SPEAKERS = {"russia": "the Russian side", "ukraine": "the Ukrainian side", "third_party": "third parties"}


def describe(title: str, panels: Sequence[Panel], about: str = "") -> Words:
    """Words for a picture of these panels; the finding is about the main one, of the region `about`."""
    main = headline(panels, about)
    sides = [[mark for mark in main.marks if mark.side == side] for side in SIDES]
    spoken = [own for own in sides if own]
    finding = " ".join([_finding(main, spoken), *_against_map(main.marks)])
    ranges = [f"{SPEAKERS[own[0].side]} {_range(own, main.unit, _said)}" for own in spoken]
    named = f"According to {'; according to '.join(ranges)}."
    alt = " ".join(
        [finding, named, *_at_end(main), *(_in_short(one, _said) for one in panels if one is not main)]
    )
    return Words(title, finding, alt)


def describe_own(name: str, panels: Sequence[Panel]) -> Words:
    """Words for a picture of what one claimant said over time."""
    finding = " ".join([_in_short(panels[0], _when), *_against_map(panels[0].marks)])
    rest = [_in_short(panel, _when) for panel in panels[1:]]
    return Words(f"{name}: figures over time", finding, " ".join([finding, *rest]))


def _finding(panel: Panel, sides: Sequence[Sequence[Mark]]) -> str:
    """What each side says, in one sentence, without the names."""
    ranges = [f"{SPEAKERS[own[0].side]} {_range(own, panel.unit, _figure)}" for own in sides]
    return f"{panel.title}, {_count(panel)}: {', '.join(ranges)}."


def _in_short(panel: Panel, say: Callable[[Mark], str]) -> str:
    return f"{panel.title}, {_count(panel)}: {_range(panel.marks, panel.unit, say)}."


def _count(panel: Panel) -> str:
    return f"{len(panel.marks)} claims" if len(panel.marks) > 1 else "one claim"


def _range(marks: Sequence[Mark], unit: str, say: Callable[[Mark], str]) -> str:
    highest, _, lowest, _ = ends(marks)
    if highest.value == lowest.value:
        return say(lowest)
    return f"from {say(_in_unit(lowest, unit))} to {say(_in_unit(highest, unit))}"


def _in_unit(mark: Mark, unit: str) -> Mark:
    """A figure said in another unit, or of the other party's part, with its value in the panel's unit."""
    if mark.figure.endswith(unit) and " holding " not in mark.figure:
        return mark
    return replace(
        mark, figure=f"{mark.figure} ({quantity(mark.value, unit, 0 if mark.value >= LARGE else 1)})"
    )


def _figure(mark: Mark) -> str:
    return f"{mark.figure} (a disputed transcription)" if mark.doubt else mark.figure


def _when(mark: Mark) -> str:
    return f"{mark.figure} ({mark.dated}{_doubt(mark)})"


def _said(mark: Mark) -> str:
    return f"{mark.figure} ({mark.who}, {mark.dated}{_doubt(mark)})"


def _doubt(mark: Mark) -> str:
    return ", a disputed transcription" if mark.doubt else ""


def _against_map(marks: Sequence[Mark]) -> Iterable[str]:
    """How many claims exceed what the daily map gives for the same day or period."""
    compared = [(mark, mark.on_map) for mark in marks if mark.on_map is not None]
    if not compared:
        return
    above = sum(mark.low > shown for mark, shown in compared)
    below = sum(mark.high < shown for mark, shown in compared)
    fit = len(compared) - above - below
    if len(compared) == 1:
        where = "fits the map" if fit else f"lies {'above' if above else 'below'} the map"
        yield f"One of them speaks of a day or period that the daily map covers; it {where}."
        return
    yield (
        f"Of the {len(compared)} that the daily map covers, {fit or 'none'} {_verb(fit, 'fit')} it, "
        f"{above or 'none'} {_verb(above, 'lie')} above it and {below or 'none'} below."
    )


def _at_end(panel: Panel) -> Iterable[str]:
    if panel.lines:
        last, value = panel.lines[0].points[-1]
        base = panel.lines[0].name.partition(", ")[2]
        yield f"On {day(last)} the map shows {quantity(value, panel.unit)}{f' {base}' if base else ''}."


def _verb(count: int, verb: str) -> str:
    return verb if count > 1 else f"{verb}s"
