"""What was done, in words: rows for the terminal, and Markdown for a pull request or an issue.

Takes edits, notes and problems. Gives text. In Markdown all that a contributor wrote stands in a code
block that it cannot close; outside of it there are only our own words and ids.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from claimed_ground.contributing.draft import Edit, Note
from claimed_ground.problem import Problem


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


def proposal(number: int, edits: Sequence[Edit], notes: Sequence[Note]) -> str:
    """The text of a pull request that an issue became."""
    claims = sorted({str(edit.row["claim_id"]) for edit in edits if edit.table in ("claims", "reports")})
    parts = [
        f"Closes #{number}.",
        f"{counted(edits)}, from the answers of that issue. Every check passed on the whole dataset.",
        "Claims: " + ", ".join(f"`{claim}`" for claim in claims),
    ]
    if notes:
        parts += ["Please look at this before merging:", fenced("\n".join(note_line(note) for note in notes))]
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
