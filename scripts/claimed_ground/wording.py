"""Figures, dates and claims in words, the same on every page, chart and message.

Takes typed rows. Gives plain English. Refuses nothing.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

NBSP = "\u00a0"
_PLURALS = ("settlements", "percentage points")
HEDGES = {
    "about": "about ",
    "more_than": "more than ",
    "at_least": "at least ",
    "less_than": "less than ",
    "up_to": "up to ",
    "almost": "almost ",
}


def number(value: Decimal | Fraction | float | int, places: int = 1) -> str:
    """A number with commas, rounded to at most `places` decimals: `1,268`, `99.7`."""
    text = f"{Decimal(str(float(value))):,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def quantity(value: Decimal | Fraction | float | int, unit: str, places: int = 1) -> str:
    """A number with its unit's label: `1,268 km²`, `64%`, `1 settlement`."""
    text = number(value, places)
    label = unit.removesuffix("s") if text == "1" and unit in _PLURALS else unit
    return f"{text}{'' if unit == '%' else NBSP}{label}"


def credit(who: str, origin: str) -> str:
    """Whose words a figure is: what reporters worked out is not put in the speaker's mouth."""
    return who if origin == "stated" else f"Outlets, from figures of {who}"


def listed(texts: list[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} and {texts[-1]}"


def size(count: int) -> str:
    """Bytes as people compare them: `13.0 MB`, `412 kB`, `less than 1 kB`."""
    if count >= 1_000_000:
        return f"{count / 1e6:.1f}{NBSP}MB"
    return f"{f'less{NBSP}than{NBSP}1' if count < 1000 else number(count / 1e3, 0)}{NBSP}kB"


def figure(row: Mapping[str, Any], unit: str) -> str:
    """The figure of a claim or report with its hedge; `unit` is the unit's label.

    Keeps every printed decimal: `about 64%`, `450–550 km²`, `yes` for an event.
    """
    if row["unit_id"] == "yes_no":
        return "it happened" if row["value"] else "it did not happen"
    value, upper = row["value"], row["value_upper"]
    if upper is not None:
        return f"{number(value, 4)}–{quantity(upper, unit, 4)}"
    return HEDGES.get(row["qualifier_id"], "") + quantity(value, unit, 4)


def day(value: date | None) -> str:
    """`20 February 2025`; empty for an unknown day."""
    return f"{value.day} {value:%B} {value.year}" if value else ""


def day_or_month(iso: str | None) -> str:
    """`20 February 2025`, `December 2024`, `2022`, of an ISO day, month or year; empty for none."""
    if not iso or len(iso) == 4:
        return iso or ""
    value = date.fromisoformat(iso if len(iso) == 10 else f"{iso}-01")
    return day(value) if len(iso) == 10 else f"{value:%B} {value.year}"


def span(claim: Mapping[str, Any]) -> str:
    """The day or period that a claim's figure describes, in words."""
    start, end, as_of = claim["period_start"], claim["period_end"], claim["as_of"]
    if start and end:
        return f"{day(start)} to {day(end)}"
    if start:
        return f"since {day(start)}"
    if end or as_of:
        return f"up to {day(end)}" if end else day(as_of)
    return "day not given"


def day_short(iso: str | None) -> str:
    """`20 Feb 2025`, `Dec 2024` or `2022`, for labels; `undated` for none."""
    if not iso or len(iso) == 4:
        return iso or "undated"
    value = date.fromisoformat(iso if len(iso) == 10 else f"{iso}-01")
    return f"{value.day} {value:%b} {value.year}" if len(iso) == 10 else f"{value:%b} {value.year}"
