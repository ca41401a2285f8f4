"""Is each fragment that our reports quote from a source in that source's text?

Takes the tables, a source and its text. Gives where each fragment stands, what was missed
with the nearest passage, and the rows to record: a hash and a day, never the text. Refuses
a text that is not UTF-8, is too large or is empty: a Problem.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html.parser import HTMLParser
from typing import Any

from claimed_ground.fragments.passages import LONGEST_QUOTE, Anchor, Folded, find, fingerprint, fold, words
from claimed_ground.likeness import nearest_passage
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import Row, Tables

# A long article has 50 kB, a whole daily assessment 300 kB.
MAX_BYTES = 8 * 1024 * 1024
_IS_HTML = re.compile(r"\s*(<!doctype html|<html|<\?xml|<head|<body|<article)", re.IGNORECASE)
_BREAKS = re.compile(r"[ \t\r\n]+")
_SILENT = frozenset(("script", "style", "noscript", "template", "svg"))
_INLINE = frozenset(
    ("a", "abbr", "b", "bdi", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "u")
)


@dataclass(frozen=True)
class Verification:
    """What a comparison found: anchors and misses, each with its report."""

    source_id: str
    text_sha256: str
    found: tuple[tuple[Row, Anchor], ...]
    missed: tuple[tuple[Row, str], ...]
    without_fragment: int

    def row(self, day: date) -> dict[str, Any]:
        """The row of `verifications`."""
        return {
            "source_id": self.source_id,
            "verified_on": day,
            "text_sha256": self.text_sha256,
            "fragments_found": len(self.found),
            "fragments_missed": len(self.missed),
        }

    def anchors(self, day: date) -> list[dict[str, Any]]:
        """The rows of `anchors`, one per fragment found."""
        return [
            {
                "claim_id": report["claim_id"],
                "source_id": self.source_id,
                "place": report["place"],
                "prefix": anchor.prefix,
                "exact": anchor.exact,
                "suffix": anchor.suffix,
                "verified_on": day,
            }
            for report, anchor in self.found
        ]

    def problems(self, path: str) -> list[Problem]:
        """Each miss, on the line of its report in the file at `path`."""
        found = []
        for report, nearest in self.missed:
            near = f"; the nearest passage is {shown(nearest)}" if nearest else ""
            message = f"{shown(report['fragment'])} is not in the text of {self.source_id}{near}"
            found.append(Problem(path, report.line, "fragment", message, "fragment-not-found"))
        return found


def read_text(content: bytes, name: str) -> str | Problem:
    """The words of a text file or of a page saved as HTML; `name` is what messages call it."""
    if len(content) > MAX_BYTES:
        message = f"is larger than {MAX_BYTES // 1024 // 1024} MB; give the text of the one document"
        return Problem(name, 0, "", message, "input-too-large")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{content[error.start]:02x} is not UTF-8; save the text as UTF-8"
        return Problem(name, line, "", message, "bad-encoding")
    text = _words_of(text) if _IS_HTML.match(text) else text
    return text if text.strip() else Problem(name, 0, "", "holds no text", "empty-text")


def verify(tables: Tables, source_id: str, text: str) -> Verification:
    """Look up every fragment that reports quote from the source."""
    reports = [row for row in tables["reports"] if row["source_id"] == source_id]
    quoting = [row for row in reports if row["fragment"]]
    folded = fold(text)
    looked = [(row, find(row["fragment"], folded)) for row in quoting]
    return Verification(
        source_id=source_id,
        text_sha256=fingerprint(folded),
        found=tuple((row, anchor) for row, anchor in looked if anchor),
        missed=tuple((row, _nearest(row["fragment"], folded)) for row, anchor in looked if not anchor),
        without_fragment=len(reports) - len(quoting),
    )


def _nearest(fragment: str, text: Folded) -> str:
    """The words of the text most like the fragment, no more of them than may be quoted."""
    return " ".join(words(nearest_passage(fragment, text.original))[:LONGEST_QUOTE])


def _words_of(page: str) -> str:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "".join(reader.parts)


class _Reader(HTMLParser):
    """Collects what a page shows; a block ends a line."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.silent.append(tag)
        elif tag not in _INLINE:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()
        elif tag not in _INLINE:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(_BREAKS.sub(" ", data))
