"""The unknown quantities of the model, and their names in words.

Takes regions, parties and days. Gives Unknowns and what a proof calls them. Refuses nothing.

Stocks carry the day at whose end they are meant. What was taken or retaken is counted
from a day that is never named, so only differences between two days mean anything.
"""

from collections.abc import Mapping
from datetime import date, timedelta

from claimed_ground.ground import OPPONENT, Ground
from claimed_ground.joint.linear import ONE, Form, Unknown, add, scale
from claimed_ground.wording import day_short

DAY = timedelta(days=1)
# Stocks counted otherwise than by default are quantities of their own, linked by an axiom.
EXTENTS = {None: "held", "full": "held-fully", "full_or_partial": "held-or-entered"}
PEAKS = {None: "peak", "full": "peak-fully", "full_or_partial": "peak-or-entered"}
STOCKS = frozenset(EXTENTS.values())
FLOWS = ("taken", "retaken")
UNITS = {"area": "km²", "count": "settlements"}


def held(place: str, measure: str, day: date, extent: str | None = None) -> Unknown:
    """What the visitor holds at the end of a day."""
    return Unknown(EXTENTS[extent], place, measure, day.isoformat())


def peak(place: str, measure: str, extent: str | None = None) -> Unknown:
    """The most that the visitor ever held."""
    return Unknown(PEAKS[extent], place, measure)


def kept(place: str, measure: str, day: date) -> Unknown:
    """What the region's own side holds."""
    return Unknown("kept", place, measure, day.isoformat())


def base(place: str, measure: str, day: date, since: int) -> Unknown:
    """What a share of ground retaken by a day is a share of, counted since 2014 or 2022."""
    return Unknown(f"base-{since}", place, measure, day.isoformat())


def counter(flow: str, place: str, measure: str, day: date) -> Unknown:
    """What was ever taken or retaken by the end of a day."""
    return Unknown(flow, place, measure, day.isoformat())


def change(flow: str, place: str, measure: str, before: date, last: date) -> Form:
    """What was taken or retaken after `before`, up to the end of `last`."""
    later = {counter(flow, place, measure, last): ONE}
    return add(later, scale({counter(flow, place, measure, before): ONE}, -ONE))


def day_of(unknown: Unknown) -> date:
    """The day of a quantity that has one."""
    return date.fromisoformat(unknown.on)


def name(unknown: Unknown, ground: Ground) -> str:
    """What a proof calls a quantity."""
    place = ground.names.get(unknown.place, unknown.place)
    visitor = ground.visitor(unknown.place).title()
    count = "settlements " if unknown.measure == "count" else ""
    patterns: Mapping[str, str] = {
        "held": "{count}held by {visitor} in {place} on {day}",
        "held-fully": "{count}held fully by {visitor} in {place} on {day}",
        "held-or-entered": "{count}held or entered by {visitor} in {place} on {day}",
        "kept": "{count}held by {host} in {place} on {day}",
        "peak": "peak of {visitor} in {place}",
        "peak-fully": "peak held fully by {visitor} in {place}",
        "peak-or-entered": "peak held or entered by {visitor} in {place}",
        "base-2014": "{count}taken in all by {visitor} in {place} by {day}",
        "base-2022": "{count}taken in all since 2022 by {visitor} in {place} by {day}",
    }
    return patterns.get(unknown.kind, unknown.kind).format(
        count=count,
        visitor=visitor,
        host=OPPONENT[visitor.lower()].title(),
        place=place,
        day=day_short(unknown.on),
    )


def period_name(kind: str, unknown: Unknown, before: date, last: date, ground: Ground) -> str:
    """What a proof calls the ground taken or retaken over a period."""
    visitor = ground.visitor(unknown.place)
    party = visitor if kind == "taken" else OPPONENT[visitor]
    count = "settlements " if unknown.measure == "count" else ""
    place = ground.names.get(unknown.place, unknown.place)
    first = day_short((before + DAY).isoformat())
    span = first if before + DAY == last else f"{first} to {day_short(last.isoformat())}"
    return f"{count}{kind} by {party.title()} in {place}, {span}"
