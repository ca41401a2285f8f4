"""Is every file there, claimed, and made of clean bytes under the right header?"""

from collections.abc import Iterator
from pathlib import Path

from claimed_ground.descriptor import Package, Table
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import read_records

CODES = {
    "missing-file": "A table that the descriptor names has no file.",
    "unclaimed-file": "A file in `data/` that no table of the descriptor names.",
    "bad-encoding": "The file is not UTF-8; the first offending byte is named.",
    "bom": "The file begins with a byte order mark.",
    "crlf": "Lines end in CR LF or CR; they should end in LF.",
    "unknown-column": "A column that the descriptor does not name.",
    "missing-column": "A column that the descriptor names is not in the header.",
    "blank-line": "An empty line between or after the rows.",
    "ragged-row": "A record has more or fewer cells than the header.",
}


def check_files(package: Package, root: Path) -> list[Problem]:
    """Every problem of files and headers. A table with one of these is not read further,
    but for `bom` and `crlf`, which do not hide what the cells say."""
    problems = list(_unclaimed(package, root))
    for table in package.tables:
        problems += _table(table, root / table.path)
    return problems


def _unclaimed(package: Package, root: Path) -> Iterator[Problem]:
    claimed = {root / table.path for table in package.tables}
    for path in sorted((root / "data").rglob("*")):
        if path.is_file() and path not in claimed and not path.name.startswith("."):
            message = "no table of datapackage.json has this path; describe it there or remove it"
            yield Problem(path.relative_to(root).as_posix(), 0, "", message, "unclaimed-file")


def _table(table: Table, path: Path) -> Iterator[Problem]:
    if not path.is_file():
        message = f"is missing; table {shown(table.name)} of datapackage.json needs it"
        yield Problem(table.path, 0, "", message, "missing-file")
        return
    content = path.read_bytes()
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        yield Problem(table.path, line, "", message, "bad-encoding")
        return
    if text.startswith("\ufeff"):
        message = "begins with a byte order mark; save as UTF-8 without it, or run `ground fix`"
        yield Problem(table.path, 1, "", message, "bom")
        text = text.removeprefix("\ufeff")
    if "\r" in text:
        line = text[: text.index("\r")].count("\n") + 1
        message = "line ends in CR LF; end lines with LF, or run `ground fix`"
        yield Problem(table.path, line, "", message, "crlf")
    yield from _shape(table, text)


def _shape(table: Table, text: str) -> Iterator[Problem]:
    records = read_records(text)
    header = [name.strip() for name in records[0][1]] if records else []
    for name in header:
        if name not in table.columns:
            message = f"is not a column of this table; it has {', '.join(table.columns)}"
            yield Problem(table.path, 1, name or "(empty)", message, "unknown-column")
        elif header.count(name) > 1:
            yield Problem(table.path, 1, name, "stands in the header twice", "unknown-column")
    for name in table.columns:
        if name not in header:
            yield Problem(table.path, 1, name, "is missing from the header", "missing-column")
    if sorted(header) != sorted(table.columns):
        return  # what the rows lack follows from what the header lacks
    for line, cells in records[1:]:
        if not cells:
            yield Problem(table.path, line, "", "is blank; remove it, or run `ground fix`", "blank-line")
        elif len(cells) != len(header):
            message = f"{len(cells)} cells where the header has {len(header)}; is a comma unquoted?"
            yield Problem(table.path, line, "", message, "ragged-row")
