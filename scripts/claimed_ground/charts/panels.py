"""From claims to panels: which claims are one quantity, in which unit, and what the daily map says of it.

Takes claims with their readings, and the daily map. Gives panels, and in words
what they leave out. Refuses nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from claimed_ground.charts.marks import Mark, Opening, Panel
from claimed_ground.charts.series import DailyMap
from claimed_ground.wording import NBSP, credit, day_short, number

Row = Mapping[str, Any]
UNITS = {"km2": "km²", "percent": "%", "settlements": "settlements", "km2_per_day": "km² per day"}
PARTIES = {"russia": "Russia", "ukraine": "Ukraine"}
QUANTITIES = {
    "held": "held by {}",
    "peak": "most ever held by {}",
    "taken": "taken by {}",
    "retaken": "retaken by {}",
    "settlements_held": "settlements held by {}",
    "settlements_taken": "settlements taken by {}",
    "settlements_retaken": "settlements retaken by {}",
    "rate": "taken per day by {}",
}
# Strict widths that leave an end open, and the same seen from the other party's part.
OPENINGS: Mapping[str, Opening] = {"unbounded": "up", "v": "down"}
TURNED: Mapping[Opening, Opening] = {"up": "down", "down": "up", "": ""}
Key = tuple[str, str, str, str]
# Up to so many days a total counts as one of a month.
MONTH = 45


def panels_of(claims: Sequence[Row], days: DailyMap, is_mixed: bool = False) -> tuple[list[Panel], int]:
    """Panels by quantity, the fullest first within each kind, and how many claims have no place in any.

    The region that most claims are about goes without saying, unless they are a mix of all sorts.
    """
    units = _units(claims)
    marks: dict[Key, list[Mark]] = defaultdict(list)
    titles: dict[Key, Row] = {}
    for claim in claims:
        for key in _keys(claim, units):
            mark = _mark(claim, key, days)
            if mark:
                marks[key].append(mark)
                titles.setdefault(key, claim)
                break
    main = "" if is_mixed else _main_region(marks)
    order = sorted(marks, key=lambda key: (list(QUANTITIES).index(key[1]), -len(marks[key]), key))
    panels = []
    for key in order:
        own = sorted(marks[key], key=lambda mark: (mark.day, mark.claim_id))
        panels += _split(_panel(key, titles[key], own, key[0] != main, days))
    return panels, len(claims) - sum(len(panel.marks) for panel in panels)


def _main_region(marks: Mapping[Key, Sequence[Mark]]) -> str:
    """The region that most of all marks are about, and need not be named each time; empty for none."""
    counts: Counter[str] = Counter()
    for key, own in marks.items():
        counts[key[0]] += len(own)
    region, count = max(sorted(counts.items()), key=lambda item: item[1], default=("", 0))
    return region if count > 0.7 * counts.total() else ""


def _units(claims: Sequence[Row]) -> dict[tuple[str, str, str], str]:
    """The unit that most claims of one quantity are in; km² where as many are."""
    found: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for claim in claims:
        if claim["reading_unit"]:
            found[claim["region_id"], claim["family"], claim["party"]][claim["reading_unit"]] += 1
    return {key: min(units, key=lambda unit: (-units[unit], unit)) for key, units in found.items()}


def _keys(claim: Row, units: Mapping[tuple[str, str, str], str]) -> list[Key]:
    """The panels that a claim could stand in, the best first."""
    region, family, party, own = (claim[name] for name in ("region_id", "family", "party", "reading_unit"))
    if not own or family not in QUANTITIES:
        return []
    keys = [(region, family, party, own)]
    main = units[region, family, party]
    if main != own and main in ("km2", "percent") and claim[f"low_{main}"] is not None:
        keys.insert(0, (region, family, party, main))
    visitor = "ukraine" if region.startswith("ru-") else "russia"
    if family == "held" and party != visitor and units.get((region, family, visitor)) == "percent":
        # Who holds a third of a region leaves two thirds to the other.
        keys.insert(0, (region, family, visitor, "percent"))
    return keys


def _mark(claim: Row, key: Key, daily: DailyMap) -> Mark | None:
    party, unit = key[2:]
    ends, days = _interval(claim, unit), _days(claim)
    if ends is None or days is None:
        return None
    low, high = ends
    place = {"above": low, "below": high}.get(claim["rule"], (low + high) / 2)
    opens = OPENINGS.get(claim["strict_width"] or "", "")
    brief, figure = _brief(claim, unit, ends, place), claim["figure"]
    if party != claim["party"]:
        low, high, place = 100 - high, 100 - low, 100 - place
        opens = TURNED[opens]
        name = PARTIES[claim["party"]]
        brief, figure = f"{name} {brief}", f"{name} holding {figure}"
    is_flow = claim["kind"] == "flow"
    start = date.fromisoformat(claim["period_start"]) if is_flow and claim["period_start"] else None
    return Mark(
        claim_id=claim["claim_id"],
        name=credit(claim["claimant"], claim["origin"]),
        who=_short(claim),
        side=claim["side"],
        figure=figure,
        brief=brief,
        value=place,
        low=low,
        high=high,
        opens=opens,
        day=days[0] + (days[1] - days[0]) / 2,
        start=start if start and start < days[0] else None,
        unsure=None if days[0] == days[1] else days,
        is_flow=is_flow,
        is_computed=claim["origin"] == "computed_by_reporter",
        reports=claim["reports"],
        dated=day_short(claim["dated_on"] or claim["stated_in"]),
        when=claim["span"] if claim["dated_on"] else f"{day_short(claim['stated_in'])}, {claim['span']}",
        doubt=claim["doubt"] or "",
        on_map=on_map(daily, key, start, days[1]),
    )


def _days(claim: Row) -> tuple[date, date] | None:
    """The first and last day that the claim can stand at; None where not even the month is known."""
    first, last = claim["dated_from"], claim["dated_to"]
    if not first or not last:
        return None
    days = date.fromisoformat(first), date.fromisoformat(last)
    return days if (days[1] - days[0]).days <= 31 else None


def on_map(daily: DailyMap, key: Key, start: date | None, end: date) -> float | None:
    """What the daily map gives for a key (region, family, party, unit): on `end`, or since `start`."""
    region, family, party, unit = key
    if party != "russia":
        return None
    if family == "held":
        return daily.held(region, end, unit)
    return daily.gained(region, start, end, unit) if family == "taken" and start else None


def _interval(claim: Row, unit: str) -> tuple[float, float] | None:
    if claim["reading_unit"] == unit:
        low, high = claim["low"], claim["high"]
    else:
        low, high = claim[f"low_{unit}"], claim[f"high_{unit}"]
    return None if low is None or high is None else (low, high)


def _brief(claim: Row, unit: str, ends: tuple[float, float], place: float) -> str:
    """The figure as a label: `≈500`, `>1,250`; in another unit with its value in the panel’s: `≈1% (240)`."""
    is_range = claim["value_upper"] is not None
    values = [claim["value"], claim["value_upper"]] if is_range else [claim["value"]]
    # The sign for `almost` is missing from common fonts.
    sign = "almost " if claim["sign"] == "≲" else claim["sign"] or ""
    if claim["unit_id"] == unit:
        return sign + _joined(values, "%" if unit == "percent" else "")
    shown = [_rounded(value, claim["value"]) for value in (ends if is_range else (place,))]
    own = "%" if claim["unit_id"] == "percent" else f"{NBSP}{claim['unit']}"
    return f"{sign}{_joined(values, own)} ({_joined(shown, '%' if unit == 'percent' else '')})"


def _joined(values: Sequence[float], unit: str) -> str:
    return "–".join(number(value, 4) for value in values) + unit


def _rounded(value: float, printed: float) -> float:
    """A converted figure to two digits, or three where it is large or as many or more were printed."""
    digits = len(f"{printed:f}".replace(".", "").strip("0"))
    return float(f"{value:.{2 if digits < 3 and value < 1000 else 3}g}")


def said(claim: Row) -> str:
    """A claim in passing: its figure, and in brackets who gave it, and for when."""
    return f"{claim['figure']} ({_short(claim)}, {day_short(claim['dated_on'] or claim['stated_in'])})"


def _short(claim: Row) -> str:
    """The claimant as a label has it: the short name, or a person's surname."""
    name = str(claim["claimant"])
    surname = name.split()[-1] if claim["claimant_kind"] == "person" else name
    short = str(claim["short_name"] or surname)
    return short if claim["origin"] == "stated" else f"from {short}"


def _panel(key: Key, claim: Row, marks: Sequence[Mark], is_aside: bool, days: DailyMap) -> Panel:
    region, family, party, unit = key
    title = QUANTITIES[family].format(PARTIES[party])
    name = "All of Ukraine" if region == "ua" else claim["region"]
    title = f"{name}: {title}" if is_aside else title[0].upper() + title[1:]
    if family == "retaken" and unit == "percent":
        title += ", of what had been taken"
    panel = Panel(region, title, UNITS[unit], tuple(marks))
    if family == "held" and party == "russia":
        return replace(panel, lines=days.lines(region, unit, *panel.days))
    return panel


def _split(panel: Panel) -> list[Panel]:
    """Totals of a month apart from those of longer periods: on one scale the former would be flat."""
    long = tuple(mark for mark in panel.marks if not mark.start or (mark.day - mark.start).days > MONTH)
    short = tuple(mark for mark in panel.marks if mark not in long)
    if not all(mark.is_flow for mark in panel.marks) or min(len(long), len(short)) < 3:
        return [panel]
    return [
        replace(panel, title=f"{panel.title}, within up to {MONTH} days", marks=short),
        replace(panel, title=f"{panel.title}, {_lengths(long)}", marks=long),
    ]


def _lengths(marks: Sequence[Mark]) -> str:
    """What the long totals have in common; without a first day the length of a period is not known."""
    return "over longer periods" + ("" if all(mark.start for mark in marks) else " or unknown ones")


def fullest(panels: Sequence[Panel], most: int) -> list[Panel]:
    """At most so many panels, in their order: the fullest, and if any has more none with a single claim."""
    several = [panel for panel in panels if len(panel.marks) > 1] or list(panels)
    kept = sorted(several, key=lambda panel: -len(panel.marks))[:most]
    return [panel for panel in panels if panel in kept]


def headline(panels: Sequence[Panel], about: str = "") -> Panel:
    """The panel that a topic is mainly about: most sides heard, then the region `about`, then most claims."""
    return max(
        panels,
        key=lambda panel: (
            len({mark.side for mark in panel.marks}),
            panel.region == about,
            len(panel.marks),
        ),
    )
