"""A comparison for the terminal.

Takes a Comparison. Gives lines of plain text, all of it but for long lists of sets. Refuses nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from claimed_ground.diff.document import ClaimChange, Comparison, FieldChange, Finding, RowChange

MARKS = {"added": "+", "changed": "~", "withdrawn": "×", "corrected": "×", "removed": "-"}
CHANGES = {"appears": "+", "dissolves": "-", "reads differently": "~"}

# Two headings that do not explain themselves.
ORIGINS = "Origins: independent sources behind a claim"
UNARCHIVED = "Without an archived copy: a scheduled job asks the Internet Archive; nothing to do"
# Longer cells are shown where they differ only.
LONG, AROUND = 60, 3
# One figure far off can be in hundreds of sets.
MOST_SETS = 20


def as_text(comparison: Comparison) -> str:
    """Sections in the order in which a reviewer asks; an empty one is left out."""
    lines = [f"{comparison.base} → {comparison.head}", *(f"note: {note}" for note in comparison.notes)]
    if not comparison.counts:
        return "\n".join([*lines, "No row of the data differs."]) + "\n"
    lines += [
        f"{count.table}: {tally(count.added, count.changed, count.removed)}" for count in comparison.counts
    ]
    sections = (
        ("Claims", [line for claim in comparison.claims for line in _claim(claim)]),
        ("Discrepancies", [line for one in comparison.discrepancies for line in _finding(one)]),
        (f"Sets that do not fit together: {_appear(comparison.conflict_sets)}", _sets(comparison)),
        (ORIGINS, [f"  {o.claim_id}: {o.before} → {o.after}" for o in comparison.origins]),
        (UNARCHIVED, [f"  {one.source_id}  {one.url}" for one in comparison.unarchived]),
        ("Other rows", [line for row in comparison.rows for line in _row(row, "  ")]),
    )
    for title, section in sections:
        if section:
            lines += ["", title, *section]
    return "\n".join(lines) + "\n"


def _appear(findings: Sequence[Finding]) -> str:
    """`2 appear, 1 dissolves`."""
    found = Counter(one.change for one in findings)
    pairs = (("appears", "appear"), ("dissolves", "dissolve"))
    return ", ".join(
        f"{found[one]:,} {one if found[one] == 1 else many}" for one, many in pairs if found[one]
    )


def _sets(comparison: Comparison) -> list[str]:
    sets = comparison.conflict_sets
    lines = [line for one in sets[:MOST_SETS] for line in _finding(one)]
    more = len(sets) - MOST_SETS
    return [*lines, f"  … and {more:,} more; with --json all of them"] if more > 0 else lines


def tally(added: int, changed: int, removed: int) -> str:
    """`3 added, 1 changed`."""
    numbers = ((added, "added"), (changed, "changed"), (removed, "removed"))
    return ", ".join(f"{number:,} {word}" for number, word in numbers if number)


def narrowed(before: str, after: str) -> tuple[str, str]:
    """Two long texts down to where they differ, with a few words around it; `(empty)` for none."""
    old, new = before.split(" "), after.split(" ")
    if before and after and max(len(before), len(after)) > LONG:
        start = _alike(old, new)
        end = _alike(old[start:][::-1], new[start:][::-1])
        old, new = (_window(words, start, len(words) - end) for words in (old, new))
    return " ".join(old) or "(empty)", " ".join(new) or "(empty)"


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    pairs = zip(one, other, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _window(words: Sequence[str], start: int, end: int) -> list[str]:
    first, last = max(0, start - AROUND), min(len(words), end + AROUND)
    return ["…"] * (first > 0) + list(words[first:last]) + ["…"] * (last < len(words))


def _claim(claim: ClaimChange) -> Iterator[str]:
    word = f" [{claim.kind}]" if claim.kind in ("withdrawn", "corrected", "removed") else ""
    yield f"  {MARKS.get(claim.kind, '?')} {claim.claim_id}{word}"
    yield f"      {claim.headline}"
    yield from _fields(claim.fields, "      ")
    for row in claim.rows:
        yield from _row(row, "      ")


def _row(row: RowChange, indent: str) -> Iterator[str]:
    name = {"reports": "report", "claim_links": "link"}.get(row.table, f"{row.table} {row.key}")
    yield f"{indent}{MARKS.get(row.kind, '?')} {name}: {row.label}".rstrip(": ")
    yield from _fields(row.fields, f"{indent}    ")


def _fields(fields: Sequence[FieldChange], indent: str) -> Iterator[str]:
    for field in fields:
        before, after = narrowed(field.before, field.after)
        yield f"{indent}{field.field}: {before} → {after}"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"  {CHANGES.get(finding.change, '?')} {finding.kind}: {finding.sentence}"
    if finding.was:
        yield f"      was: {narrowed(finding.was, finding.sentence)[0]}"
