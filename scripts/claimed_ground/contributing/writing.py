"""The draft becomes files: checked as a whole first, then all of them or none.

Takes a checkout and a draft. Gives the paths written. Refuses a dataset with a problem, wherever it
is, and files that changed meanwhile; then nothing is written. Should a file fail to be replaced, those
replaced before it are put back.
"""

import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from claimed_ground.checks import CHECKS, check, form, schema, usage
from claimed_ground.checks.context import Context
from claimed_ground.contributing.draft import Draft, Edit
from claimed_ground.contributing.rules import FIGURE
from claimed_ground.contributing.submission import FILLED
from claimed_ground.descriptor import Table
from claimed_ground.problem import Problem, in_order
from claimed_ground.tables import canonical, read_records

CODES = {"changed-meanwhile": "A file of the dataset was changed by someone else while this ran."}


NO_LINE = re.compile(r"on line -\d+")
# These read the files themselves.
BY_FILE = (form.CHECK, schema.CHECK)


@dataclass(frozen=True)
class Prepared:
    """Path → the bytes read and the bytes to write."""

    before: Mapping[str, bytes]
    after: Mapping[str, bytes]


def prepare(root: Path, draft: Draft) -> Prepared:
    """The canonical text of every table that the draft adds to or changes."""
    names = sorted({edit.table for edit in draft.edits})
    before = {}
    after = {}
    for name in names:
        table = draft.package.table(name)
        before[table.path] = (root / table.path).read_bytes()
        edits = [edit for edit in draft.edits if edit.table == name]
        after[table.path] = _text(table, before[table.path], edits).encode("utf-8", "surrogatepass")
    return Prepared(before, after)


def _text(table: Table, content: bytes, edits: list[Edit]) -> str:
    (_, header), *records = read_records(content.decode("utf-8-sig"))
    changed = {edit.row.line: edit.cells for edit in edits if not edit.is_new}
    rows = []
    for line, cells in records:
        given = changed.get(line, {})
        rows.append(
            [given.get(name, cell) for name, cell in zip(header, cells, strict=False)] if given else cells
        )
    rows += [[edit.cells.get(name, "") for name in header] for edit in edits if edit.is_new]
    return canonical(table, header, rows)


def check_whole(root: Path, draft: Draft, prepared: Prepared) -> list[Problem]:
    """Every problem of the dataset with the draft's rows, told at the submission that brought it."""
    with tempfile.TemporaryDirectory(prefix="claimed-ground-") as folder:
        copy = Path(folder)
        shutil.copyfile(root / "datapackage.json", copy / "datapackage.json")
        shutil.copytree(root / "data", copy / "data")
        for path, content in prepared.after.items():
            (copy / path).write_bytes(content)
        problems = _without_misread(check(copy))
    places = {path: _edits_by_line(draft, path, content) for path, content in prepared.after.items()}
    return in_order(_told(problem, places.get(problem.path, {}), prepared, draft) for problem in problems)


def _without_misread(problems: Sequence[Problem]) -> list[Problem]:
    """Without what is said of a figure in a unit that does not fit: an area is not over 100 percent."""
    misfits = {(one.path, one.line) for one in problems if one.code == "unit-misfit"}
    return [
        one for one in problems if one.code != "share-out-of-range" or (one.path, one.line) not in misfits
    ]


def check_rows(root: Path, draft: Draft, told: Sequence[Problem] = ()) -> list[Problem]:
    """The problems that the rows have among one another, without a file being written.

    What this leaves out (types, keys, spelling) is checked cell by cell before, and in `check_whole` after.
    Where problems were `told` already, rows have gaps, and what only follows from those is left out too.
    """
    context = Context(root, draft.package, draft.tables, frozenset())
    checks = [one for one in CHECKS if one not in BY_FILE and not (told and one.needs_order)]
    found = []
    for problem in _without_misread([problem for one in checks for problem in one.run(context)]):
        edit = draft.edits[-1 - problem.line] if problem.line < 0 else None
        if told and (problem.code in usage.CODES or (edit and _follows(problem, edit))):
            continue
        found.append(_at_edit(problem, edit, draft) if edit else problem)
    return in_order(found)


# Code → the columns, besides the one it is told at, without which its rule cannot be applied.
RESTS_ON = {
    "bad-range": ("qualifier_id", "value", "value_upper"),
    "missing-date": ("as_of", "period_start", "period_end", "indicator_id"),
    "fragment-lacks-figure": ("value", "value_upper", "second_value", "unit_id"),
    "half-a-second-figure": ("second_value", "second_unit_id"),
    "half-a-derivation": ("derives_from", "derivation"),
    "missing-address": ("seen",),
}
# Rules on rows as a whole: they need each cell.
WHOLE = frozenset(("best-report", "same-claim-twice"))


def _follows(problem: Problem, edit: Edit) -> bool:
    """Whether a problem of a row may be there only because of another that was told."""
    faulty = edit.submission.faulty
    field = _field(problem, edit)
    rests_on = RESTS_ON.get(problem.code, ())
    return bool(faulty) and (
        field in faulty
        or field in FILLED
        or problem.code in WHOLE
        or any(name.split(".")[-1] in rests_on for name in faulty)
    )


def _edits_by_line(draft: Draft, path: str, content: bytes) -> dict[int, Edit]:
    """Line of the new file → the edit that brought its row."""
    table = next(table for table in draft.package if table.path == path)
    (_, header), *records = read_records(content.decode("utf-8", "surrogatepass"))
    wanted: dict[tuple[str, ...], list[Edit]] = {}
    for edit in draft.edits:
        if edit.table == table.name and edit.is_new:
            cells = tuple(edit.cells.get(name, "").strip() for name in header)
            wanted.setdefault(cells, []).append(edit)
    found = {}
    for line, read in reversed(records):
        if wanted.get(tuple(read)):
            found[line] = wanted[tuple(read)].pop()
    return found


def _told(problem: Problem, edits: Mapping[int, Edit], prepared: Prepared, draft: Draft) -> Problem:
    edit = edits.get(problem.line)
    return _at_old_line(problem, prepared) if edit is None else _at_edit(problem, edit, draft)


def _at_edit(problem: Problem, edit: Edit, draft: Draft) -> Problem:
    if problem.code == "missing-date":
        return _without_day(edit, draft)
    # A row that no file has yet is on no line.
    message = NO_LINE.sub("in another of these figures", problem.message)
    return edit.submission.problem(_field(problem, edit), message, problem.code)


def _without_day(edit: Edit, draft: Draft) -> Problem:
    """A claim without a day: what is held is so on one, what is taken or retaken over a period."""
    indicator = draft.get("indicators", str(edit.row["indicator_id"]))
    if indicator is not None and indicator["kind"] == "flow":
        message = "is empty; give claim.period_start and claim.period_end, the days that it is counted from "
        message += "and to (the end alone, if no start is said)"
        return edit.submission.problem("claim.period_end", message, "missing-date")
    message = "is empty; give claim.as_of, the day that the figure describes"
    return edit.submission.problem("claim.as_of", message, "missing-date")


def _field(problem: Problem, edit: Edit) -> str:
    """The field of a submission that a problem of a row is about."""
    if problem.code == "report-before-statement":
        return "source.published_on"
    # The part of a link has a dot, and no columns of its own. A claim's figure is the one reported.
    field = edit.part if "." in edit.part else f"{edit.part}.{problem.field}"
    reported = f"report.{problem.field}"
    is_reported = edit.part == "claim" and problem.field in FIGURE
    return (
        reported
        if is_reported and (edit.submission.get(reported) or not edit.submission.get(field))
        else field
    )


def _at_old_line(problem: Problem, prepared: Prepared) -> Problem:
    """A problem on a row that was here before, at the line that it has in the file as it is."""
    if problem.path not in prepared.after or not problem.line:
        return problem
    old, new = (
        read_records(content[problem.path].decode("utf-8-sig", "replace"))
        for content in (prepared.before, prepared.after)
    )
    cells = next((cells for line, cells in new if line == problem.line), None)
    line = next((line for line, known in old if known == cells), problem.line)
    return Problem(problem.path, line, problem.field, problem.message, problem.code)


def replace_files(root: Path, prepared: Prepared) -> list[Problem]:
    """Replace every file, or none: a problem says which had changed meanwhile. Raises OSError if a
    file cannot be written; then those replaced already are as they were."""
    problems = [
        Problem(path, 0, "", "was changed while this ran; run it again", "changed-meanwhile")
        for path, content in prepared.before.items()
        if (root / path).read_bytes() != content
    ]
    if problems:
        return problems
    done: list[str] = []
    try:
        for path, content in prepared.after.items():
            _aside(root / path).write_bytes(content)
        for path in prepared.after:
            _aside(root / path).replace(root / path)
            done.append(path)
    finally:
        # Whatever stopped it, an interrupt too: the files must fit together again.
        for path in done if len(done) < len(prepared.after) else ():
            (root / path).write_bytes(prepared.before[path])
        for path in prepared.after:
            _aside(root / path).unlink(missing_ok=True)
    return []


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}.next")
