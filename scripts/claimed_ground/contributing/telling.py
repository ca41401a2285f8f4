"""What was done, in words: rows for the terminal, and Markdown for a pull request or an issue.

Takes edits, notes and problems. Gives text. In Markdown all that a contributor wrote stands in a code
block that it cannot close; outside of it there are only our own words and ids.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from claimed_ground.contributing.draft import Edit, Note
from claimed_ground.problem import Problem

# Notes that need no decision: they are gathered into a few lines.
QUIET = ("nothing-alike", "read-as", "assumed")
MOST_REMARKS = 20
LONGEST_SUBJECT = 72


def rows_text(edits: Iterable[Edit]) -> str:
    """Each row, its file first, then a line for every cell that is not empty."""
    blocks = []
    for edit in edits:
        key = " ".join(str(value) for value in list(edit.row.values())[:1])
        head = f"data/{edit.table}.csv: " + ("new row" if edit.is_new else f"changed in {key}")
        names = [name for name in edit.row if edit.cells.get(name)]
        width = max(map(len, names), default=0)
        lines = [f"  {name:<{width}}  {edit.cells[name]}" for name in names]
        blocks.append("\n".join([head, *lines]))
    return "\n\n".join(blocks)


def counted(edits: Sequence[Edit]) -> str:
    """`5 rows in 3 tables`."""
    tables = Counter(edit.table for edit in edits)
    rows = "1 row" if len(edits) == 1 else f"{len(edits):,} rows"
    return f"{rows} in {'1 table' if len(tables) == 1 else f'{len(tables)} tables'}"


def note_line(note: Note) -> str:
    """A note as one line."""
    place = f"{note.submission.path}:{note.submission.line}" if note.submission.line else note.submission.path
    return f"{place} {note.field}: {note.message} [{note.code}]"


def remarks(notes: Iterable[Note]) -> list[str]:
    """What was looked for in vain, taken for something else, or assumed: for the terminal, line by line."""
    by_code: dict[str, Counter[str]] = {code: Counter() for code in QUIET}
    for note in notes:
        if note.code in QUIET:
            line = note.message if note.code == "nothing-alike" else f"{note.field}: {note.message}"
            by_code[note.code][line] += 1
    new = by_code["nothing-alike"].total()
    found = [f"No claim like {'this' if new == 1 else f'these {new:,}'} is here yet."] if new else []
    for code, title in (("read-as", "Read"), ("assumed", "Assumed, since nothing was said")):
        lines = [f"  {line}" + _times(times) for line, times in by_code[code].items()]
        found += [f"{title}:", *lines[:MOST_REMARKS]] if lines else []
        if len(lines) > MOST_REMARKS:
            found.append(f"  and {len(lines) - MOST_REMARKS:,} more; --dry-run shows each row")
    return found


def _times(times: int) -> str:
    return f" ({times:,} times)" if times > 1 else ""


def next_steps(edits: Sequence[Edit], branch: str = "main") -> str:
    """What a person does after the files were written, on this branch."""
    name, subject = _named(edits)
    if len(subject) > LONGEST_SUBJECT:
        subject = f"[data] Add {counted(edits)}"
    return "\n".join(
        (
            "Every check passed. Next:",
            "  ground diff      says in words what this changes; git diff data shows the lines",
            "  ground check     after any change by hand",
            *([f"  git switch -c {name}"] if branch in ("", "main") else []),
            f'  git commit -m "{subject}" data',
            "  git push         to your fork, and open a pull request",
        )
    )


def _named(edits: Sequence[Edit]) -> tuple[str, str]:
    """A name for a branch, and the subject of a commit: new claims, or sources of claims that are here."""
    claims = {str(edit.row["claim_id"]) for edit in edits if edit.table in ("claims", "reports")}
    new = sorted(str(edit.row["claim_id"]) for edit in edits if edit.table == "claims" and edit.is_new)
    sources = [edit for edit in edits if edit.table == "sources"]
    if len(new) == 1 == len(claims):
        return new[0], f"[data] Add {new[0]}"
    if new:
        return f"add-{len(new)}-claims", f"[data] Add {'a claim' if len(new) == 1 else f'{len(new)} claims'}"
    if len(claims) == 1:
        (claim,) = claims
        what = "a source" if sources else "a report"
        return f"{what.split()[1]}-{claim}", f"[data] Add {what} to {claim}"
    return f"add-{len(edits)}-rows", f"[data] Add {counted(edits)}"


def proposal(number: int, edits: Sequence[Edit], notes: Sequence[Note]) -> str:
    """The text of a pull request that an issue became."""
    claims = sorted({str(edit.row["claim_id"]) for edit in edits if edit.table in ("claims", "reports")})
    parts = [
        f"Closes #{number}.",
        f"{counted(edits)}, from the answers of that issue. Every check passed on the whole dataset.",
        "Claims: " + ", ".join(f"`{claim}`" for claim in claims),
    ]
    told = [note_line(note) for note in notes if note.code not in QUIET] + remarks(notes)
    if told:
        parts += ["Please look at this before merging:", fenced("\n".join(told))]
    parts += ["The rows:", fenced(rows_text(edits))]
    return "\n\n".join(parts) + "\n"


def refusal(problems: Sequence[Problem]) -> str:
    """The comment on an issue that could not become rows yet."""
    noun = "one thing" if len(problems) == 1 else f"{len(problems)} things"
    return (
        f"This cannot be added yet; {noun} to mend. Each line says which answer, and what is expected. "
        "Edit the issue, then a maintainer can set the label again.\n\n"
        + fenced("\n".join(str(problem) for problem in problems[:100]))
        + "\n"
    )


def fenced(text: str) -> str:
    """Text in a code block whose fence is longer than any in the text."""
    runs = [len(run) for run in re.findall(r"`+", text)]
    fence = "`" * max(3, 1 + max(runs, default=0))
    return f"{fence}text\n{text}\n{fence}"
