"""The sentence that a claim is shown with, where its contributor gave none.

Takes a claim's typed values and names. Gives one neutral, attributed sentence. Refuses an event:
what happened is for a person to put into words, and the sentence is empty.

The patterns are data: the form on the site fills the very same ones.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from claimed_ground.wording import HEDGES, NBSP, day, day_or_month, number

PARTIES = {"russia": "Russia", "ukraine": "Ukraine"}
LEADS = {
    "stated": "{who} said that",
    "computed_by_reporter": "Reporters worked out from the words of {who} that",
}
# family → dimension ("" for any) → the rest of the sentence
PATTERNS: Mapping[str, Mapping[str, str]] = {
    "held": {"": "{party} held {figure} of {region}{when}."},
    "peak": {"": "the most that {party} held of {region} was {figure}{when}."},
    "taken": {
        "share": "{party} had taken {figure} of {region}{when}.",
        "": "{party} had taken {figure} in {region}{when}.",
    },
    "retaken": {
        "share": "{party} had taken back {figure} of what the other side had taken in {region}{when}.",
        "": "{party} had taken back {figure} in {region}{when}.",
    },
    "settlements_held": {"": "{party} held {figure} in {region}{when}."},
    "settlements_taken": {"": "{party} had taken {figure} in {region}{when}."},
    "settlements_retaken": {"": "{party} had taken back {figure} in {region}{when}."},
    "rate": {"": "{party} was taking {figure} in {region}{when}."},
}


def sentence(
    claim: Mapping[str, Any],
    who: str,
    region: str,
    indicator: Mapping[str, Any],
    unit: str,
    stated_on: date | None,
) -> str:
    """`Sergei Rudskoi said that Russia had taken back about 64% of what …`; `unit` is the unit's label."""
    patterns = PATTERNS.get(indicator["family"])
    if patterns is None or claim["value"] is None:
        return ""
    pattern = LEADS.get(claim["origin"] or "stated", LEADS["stated"]) + " "
    pattern += patterns.get(indicator["dimension"], patterns[""])
    return pattern.format(
        who=who,
        party=PARTIES.get(claim["party"], ""),
        figure=figure_words(claim, unit),
        region=region,
        when=_when(claim, stated_on),
    )


def figure_words(claim: Mapping[str, Any], unit: str) -> str:
    """`about 64%`, `between 300 and 400 km²`."""
    space = "" if unit == "%" else " "
    value = number(claim["value"], 4)
    if claim["value_upper"] is not None:
        return f"between {value} and {number(claim['value_upper'], 4)}{space}{unit}"
    return f"{HEDGES.get(claim['qualifier_id'], '')}{value}{space}{unit}".replace(NBSP, " ")


def _when(claim: Mapping[str, Any], stated_on: date | None) -> str:
    start, end, as_of = claim["period_start"], claim["period_end"], claim["as_of"]
    if start and end:
        return f" from {day(start)} to {day(end)}"
    if start:
        return f" since {day(start)}"
    if end and end != stated_on:
        return f" by {day(end)}"
    return f", as of {day(as_of)}" if as_of and as_of != stated_on else ""


def statement_summary(who: str, region: str, said: str, venue: str) -> str:
    """`Sergei Rudskoi on Kursk Oblast, 20 February 2025 (interview with Krasnaya Zvezda).`"""
    about = f" on {region}" if region else ""
    when = day_or_month(said) if said else "day unknown"
    where = f" ({venue.rstrip('.')})" if venue else ""
    return f"{who}{about}, {when}{where}."
