"""The curated CSVs as rows, and rows as canonical CSV.

Takes the bytes of a CSV and its Table. Gives rows whose values are typed as the
descriptor says, each knowing its physical line. Refuses nothing: a cell that
does not fit its type is None here, and a problem in `checks.schema`.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from claimed_ground.descriptor import Field, Package, Table

Value = str | int | Decimal | bool | date | None


class Row(dict[str, Any]):
    """One record: column → typed value; empty cells are None."""

    def __init__(self, values: Mapping[str, Value], line: int, cells: Sequence[str]) -> None:
        super().__init__(values)
        self.line = line
        self.cells = tuple(cells)


NO_ROW = Row({}, 0, ())
Tables = Mapping[str, Sequence[Row]]


def read_tables(package: Package, root: Path) -> dict[str, list[Row]]:
    """Every curated table; a missing or unreadable file gives no rows."""
    return {table.name: read_table(table, root / table.path) for table in package.tables}


def read_table(table: Table, path: Path) -> list[Row]:
    """The rows of the CSV at `path`, in file order."""
    if not path.is_file():
        return []
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    records = read_records(text)
    header = next(iter(records), (1, []))[1]
    fields = {field.name: field for field in table.fields}
    rows = []
    for line, cells in records[1:]:
        if not cells:
            continue
        given = dict(zip(header, cells, strict=False))
        values = {name: parse(field, given.get(name, "")) for name, field in fields.items()}
        rows.append(Row(values, line, cells))
    return rows


def read_records(text: str) -> list[tuple[int, list[str]]]:
    """(physical line on which the record starts, its cells), the header first.

    A blank line is a record without cells.
    """
    reader = csv.reader(io.StringIO(text, newline=""))
    records = []
    start = 1
    for cells in reader:
        records.append((start, cells))
        start = reader.line_num + 1
    return records


def parse(field: Field, cell: str) -> Value:
    """The cell as the field's type; None if it is empty or does not fit."""
    if cell == "":
        return None
    return _PARSERS.get(field.type, str)(cell)


def canonical(table: Table, header: Sequence[str], records: Iterable[Sequence[str]]) -> str:
    """The one correct spelling of a table: LF, minimal quotes, trimmed cells, rows by key."""
    names = [name.strip() for name in header]
    order = [names.index(name) for name in table.columns if name in names]
    order += [i for i, name in enumerate(names) if name not in table.columns]
    rows = [[cells[i].strip() if i < len(cells) else "" for i in order] for cells in records]
    columns = [names[i] for i in order]
    keys = [columns.index(name) for name in table.primary_key if name in columns]
    rows.sort(key=lambda cells: [_sort_key(cells[i]) for i in keys])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write rows as CSV in the given column order; None becomes an empty cell."""
    with path.open("w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([unparse(row.get(name)) for name in columns] for row in rows)
    return path


def unparse(value: Value) -> str:
    """A value as its cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _sort_key(cell: str) -> tuple[int, int, str]:
    return (0, int(cell), "") if cell.isascii() and cell.isdigit() else (1, 0, cell)


def _number(cell: str) -> Decimal | None:
    try:
        number = Decimal(cell)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _integer(cell: str) -> int | None:
    try:
        return int(cell)
    except ValueError:
        return None


def _date(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell) if len(cell) == 10 else None
    except ValueError:
        return None


_PARSERS: dict[str, Callable[[str], Value]] = {
    "number": _number,
    "integer": _integer,
    "date": _date,
    "boolean": {"true": True, "false": False}.get,
}
