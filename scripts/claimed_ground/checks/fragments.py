"""Are fragments short, and do they hold the figure that they stand for?"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from claimed_ground.checks.context import Check, Context
from claimed_ground.fragments.passages import LONGEST_QUOTE
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import Row

CODES = {
    "fragment-too-long": "A fragment of more than 12 words: cut it to the figure and its hedge.",
    "fragment-lacks-figure": "A fragment with digits, none of which is the figure of its report.",
    "missing-fragment": "A quoted report without its fragment.",
}
GROUPING = " \u00a0\u202f\u2009'’٬"
NUMBER = re.compile(rf"\d+(?:[.,٫{GROUPING}]\d+)*")
SCALES = (Decimal(1), Decimal(1000), Decimal(1_000_000))


def check_fragments(context: Context) -> Iterator[Problem]:
    """Every report's fragment: its length, and its figure where that is in digits."""
    for report in context.tables["reports"]:
        fragment = report["fragment"]
        if not fragment:
            if report["attribution"] == "quoted":
                message = "is empty; a quoted report shows the words it quotes"
                yield context.problem("reports", report, "fragment", message, "missing-fragment")
            continue
        words = len(fragment.split())
        if words > LONGEST_QUOTE:
            message = f"{shown(fragment)} has {words} words; at most {LONGEST_QUOTE}"
            yield context.problem("reports", report, "fragment", message, "fragment-too-long")
        if not _holds_figure(fragment, report):
            message = f"{shown(fragment)} does not hold the figure {report['value']}"
            yield context.problem("reports", report, "fragment", message, "fragment-lacks-figure")


def numbers_in(text: str) -> set[Decimal]:
    """Every number that the digits of a text can be read as, in any script.

    `1.268` is 1,268 in one country and 1.268 in another, `4,5` may be thousands:
    all readings count, since the question is whether the figure can be there.
    """
    text = "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in text)
    tokens = [_readings(token) for token in NUMBER.findall(text)]
    found = {reading for readings in tokens for reading in readings}
    # “4, 500” and “4 thousand 500” are two tokens and one number.
    for thousands, rest in pairwise(tokens):
        found |= {a * 1000 + b for a in thousands for b in rest if b < 1000}
    return found


def _readings(token: str) -> set[Decimal]:
    """The numbers that one run of digits and separators can be: 1.268 is 1,268 or 1.268."""
    parts = re.split(f"[{GROUPING}]", token)
    readings = {re.sub(r"\D", "", token)}
    for part in (token, *parts):
        *whole, last = re.split(r"[.,٫]", part)
        readings.add(re.sub(r"\D", "", "".join(whole)) + "." + last if whole else last)
        readings.add(re.sub(r"\D", "", part))
    return {Decimal(reading) for reading in readings if re.fullmatch(r"\d+(\.\d+)?", reading)}


def _holds_figure(fragment: str, report: Row) -> bool:
    figures = {report[name] for name in ("value", "value_upper", "second_value") if report[name]}
    if report["value_upper"]:
        # A range whose dash was lost in print: “2530%”.
        figures |= numbers_in(f"{report['value']}{report['value_upper']}")
    numbers = numbers_in(fragment)
    if not numbers or not figures or report["unit_id"] == "yes_no":
        return True
    # “Cuatro mil 500”: the thousands may be in words.
    figures |= {figure % 1000 for figure in figures if figure % 1000 >= 100}
    return any(number * scale in figures for number in numbers for scale in SCALES)


CHECK = Check("Fragments", CODES, check_fragments)
