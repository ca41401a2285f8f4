"""What a picture says, in words written from its numbers.

Takes panels. Gives the finding, and a text for those who do not see the picture.
Refuses nothing.
"""

from collections.abc import Iterable, Sequence

from claimed_ground.charts.dress import SIDES
from claimed_ground.charts.marks import Mark, Panel, Words
from claimed_ground.charts.noteworthy import ends
from claimed_ground.charts.panels import headline
from claimed_ground.wording import day, quantity

SPEAKERS = {"russia": "the Russian side", "ukraine": "the Ukrainian side", "third_party": "third parties"}


def describe(title: str, panels: Sequence[Panel], about: str = "") -> Words:
    """Words for a picture of these panels; the finding is about the main one, of the region `about`."""
    main = headline(panels, about)
    finding = _finding(main)
    alt = " ".join([finding, *(_in_short(panel) for panel in panels if panel is not main)])
    return Words(title, finding, alt)


def _finding(panel: Panel) -> str:
    sides = [[mark for mark in panel.marks if mark.side == side] for side in SIDES]
    ranges = [f"{SPEAKERS[own[0].side]} {_range(own)}" for own in sides if own]
    start = f"{panel.title}: {_count(panel)}. According to " + "; according to ".join(ranges) + "."
    return " ".join([start, *_against_map(panel.marks), *_at_end(panel)])


def _in_short(panel: Panel) -> str:
    return f"{panel.title}: {_count(panel)}, {_range(panel.marks)}."


def _count(panel: Panel) -> str:
    return f"{len(panel.marks)} claims" if len(panel.marks) > 1 else "one claim"


def _range(marks: Sequence[Mark]) -> str:
    highest, _, lowest, _ = ends(marks)
    if highest.value == lowest.value:
        return _said(lowest)
    return f"from {_said(lowest)} to {_said(highest)}"


def _said(mark: Mark) -> str:
    return f"{mark.figure} ({mark.who}, {mark.dated})"


def _against_map(marks: Sequence[Mark]) -> Iterable[str]:
    """How many claims exceed what the daily map gives for the same day or period."""
    compared = [(mark, mark.on_map) for mark in marks if mark.on_map is not None]
    if not compared:
        return
    above = sum(mark.low > shown for mark, shown in compared)
    below = sum(mark.high < shown for mark, shown in compared)
    fit = len(compared) - above - below
    yield (
        f"Of the {len(compared)} that the daily map covers, {above} {_verb(above)} above it, "
        f"{fit} {'fits' if fit == 1 else 'fit'} it and {below} {_verb(below)} below."
    )


def _at_end(panel: Panel) -> Iterable[str]:
    if panel.lines:
        last, value = panel.lines[0].points[-1]
        base = panel.lines[0].name.partition(", ")[2]
        yield f"On {day(last)} the map shows {quantity(value, panel.unit)}{f' {base}' if base else ''}."


def _verb(count: int) -> str:
    return "lies" if count == 1 else "lie"
