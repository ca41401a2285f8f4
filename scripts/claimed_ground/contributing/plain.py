"""A day, a language or a country as people write it: read as its column writes it, if it can only be that.

Takes a field of the descriptor and an answer. Gives the answer in the column's own form, or as it was.
Refuses nothing: 3/4/2025 is two days, and stays as written.
"""

import re
from datetime import datetime

from claimed_ground.contributing.spelling import FORMS, picked
from claimed_ground.descriptor import Field

# Days that cannot be read in two ways. Between dots, the day comes before the month wherever they are used.
FORMATS = (
    *("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%d-%b-%Y"),
    *("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%A %d %B %Y", "%A %B %d %Y"),
)
ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th)\b|,|\bof\b|(?<=\bsep)t(?=[ .-])|(?<=[a-z])\.", re.IGNORECASE)


def read_plain(field: Field, answer: str) -> str:
    """`13 September 2025` → `2025-09-13`, `Ukrainian` → `uk`, `ua` → `UA`; anything else as it was."""
    if field.type == "date":
        return _day(answer) or answer
    if field.name == "language":
        return picked(FORMS["languages"], answer)
    return answer.upper() if field.name == "country" else answer


def _day(answer: str) -> str:
    if len(answer) > 40 or not answer.isascii():
        return ""
    words = " ".join(ORDINAL.sub("", answer).split())
    for form in FORMATS:
        try:
            return datetime.strptime(words, form).date().isoformat()
        except ValueError:
            continue
    return ""
