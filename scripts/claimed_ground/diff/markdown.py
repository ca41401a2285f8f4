"""A comparison as the comment on a pull request.

Takes a Comparison. Gives GitHub Markdown of at most LONGEST characters; what does not fit is
counted. Refuses nothing: every text of the data is made inert, so that it mentions nobody,
links nowhere and formats nothing.
"""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from claimed_ground.diff.document import ClaimChange, Comparison, FieldChange, Finding, RowChange
from claimed_ground.diff.text import ORIGINS, UNARCHIVED, narrowed, tally

# GitHub takes 65,536 characters; the rest is for what the comment is wrapped in.
LONGEST = 60_000
LONGEST_TEXT = 300
MOST = 40
BREAK = "<!-- -->"
# What GitHub turns into links by itself: @mentions, addresses, #123, GH-123.
_LIVE = re.compile(r"@|://|(?i:www)(?=\.)|#(?=\d)|(?i:gh)(?=-\d)|(?i:mailto|xmpp)(?=:)")
_MARKUP = re.compile(r"([\\`*_\[\]|~$])")
# What begins a list, a heading or a quotation where a text begins.
_BLOCK = re.compile(r"^(\d*)([-+#=.)>])")
WORDS = {
    "added": "added",
    "changed": "changed",
    "withdrawn": "**withdrawn**",
    "corrected": "**corrected**",
    "removed": "⚠️ **removed** (a published claim is withdrawn, never removed)",
}

One = TypeVar("One")


def as_markdown(comparison: Comparison) -> str:
    """Headings and lists; long lists folded, the longest cut."""
    lines = ["### What this changes", "", f"{inert(comparison.base)} → {inert(comparison.head)}", ""]
    lines += [f"> [!NOTE]\n> {inert(note)}\n" for note in comparison.notes[:MOST]]
    if not comparison.counts:
        return "\n".join([*lines, "No row of the data differs."]) + "\n"
    lines += ["| Table | Rows |", "|---|---|"]
    lines += [
        f"| {inert(c.table)} | {tally(c.added, c.changed, c.removed)} |" for c in comparison.counts[:MOST]
    ]
    lines += _section("Claims", comparison.claims, _claim)
    lines += _section("Discrepancies", comparison.discrepancies, _finding)
    lines += _section("Sets of claims that do not fit together", comparison.conflict_sets, _finding)
    lines += _section(
        ORIGINS,
        comparison.origins,
        lambda o: [f"- {inert(o.headline or o.claim_id)}: {o.before} → {o.after}"],
    )
    lines += _section(
        UNARCHIVED,
        comparison.unarchived,
        lambda o: [f"- {inert(o.source_id)}: {inert(o.url)}"],
    )
    lines += _section("Other rows", comparison.rows, lambda row: _row(row, ""))
    return _cut("\n".join(lines) + "\n")


def inert(text: str) -> str:
    """The text on one line, at most LONGEST_TEXT long, as characters that do nothing."""
    plain = "".join(c if unicodedata.category(c)[0] not in "CZ" else " " for c in text)
    plain = " ".join(plain.split())
    if len(plain) > LONGEST_TEXT:
        plain = plain[: LONGEST_TEXT - 1] + "…"
    pieces = []
    start = 0
    for match in _LIVE.finditer(plain):
        pieces.append(plain[start : match.start() + 1])
        start = match.start() + 1
    escaped = [_MARKUP.sub(r"\\\1", html.escape(piece, quote=False)) for piece in [*pieces, plain[start:]]]
    return _BLOCK.sub(r"\1\\\2", BREAK.join(escaped))


def _section(title: str, items: Sequence[One], tell: Callable[[One], Iterator[str] | list[str]]) -> list[str]:
    """A heading and the first items; more than a few are folded away."""
    if not items:
        return []
    lines = ["", f"#### {title} ({len(items):,})", ""]
    body = [line for item in items[:MOST] for line in tell(item)]
    if len(items) > MOST:
        body.append(f"- … and {len(items) - MOST:,} more")
    if len(items) <= 8:
        return [*lines, *body]
    return [*lines, "<details><summary>Show</summary>", "", *body, "", "</details>"]


def _claim(claim: ClaimChange) -> Iterator[str]:
    yield f"- {WORDS.get(claim.kind, inert(claim.kind))}: {inert(claim.headline)} ({inert(claim.claim_id)})"
    yield from _fields(claim.fields, "  ")
    for row in claim.rows[:MOST]:
        yield from _row(row, "  ")


def _row(row: RowChange, indent: str) -> Iterator[str]:
    name = {"reports": "report", "claim_links": "link"}.get(
        row.table
    ) or f"{inert(row.table)} {inert(row.key)}"
    label = f": {inert(row.label)}" if row.label else ""
    yield f"{indent}- {name} {inert(row.kind)}{label}"
    yield from _fields(row.fields, f"{indent}  ")


def _fields(fields: Sequence[FieldChange], indent: str) -> Iterator[str]:
    for field in fields[:MOST]:
        before, after = (inert(cell) for cell in narrowed(field.before, field.after))
        yield f"{indent}- {inert(field.field)}: {before} → {after}"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"- {inert(finding.kind)} **{inert(finding.change)}**: {inert(finding.sentence)}"
    if finding.was:
        yield f"  - was: {inert(narrowed(finding.was, finding.sentence)[0])}"


def _cut(text: str) -> str:
    """The text up to the last whole line that fits, with every fold closed."""
    if len(text) <= LONGEST:
        return text
    kept = text[: LONGEST - 200]
    kept = kept[: kept.rfind("\n")]
    closing = "\n\n</details>" * (kept.count("<details>") - kept.count("</details>"))
    return f"{kept}{closing}\n\n… cut here; `ground diff` shows the rest.\n"
