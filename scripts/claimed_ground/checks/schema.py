"""Does every cell fit its column? frictionless reads the descriptor; the words are ours.

Its reports count records, so each is mapped back to the physical line, and its
templates speak of patterns and constraints, so each is said again in the terms
of the column.
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import Any

import frictionless

from claimed_ground.checks.context import Check, Context
from claimed_ground.descriptor import Field, Table
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import Row

CODES = {
    "bad-date": "A date that is not a day of the calendar written YYYY-MM-DD.",
    "bad-number": "A number that is not written as digits with a point.",
    "bad-boolean": "A yes or no that is neither `true` nor `false`.",
    "missing-value": "An empty cell where a value is due.",
    "unknown-value": "A word that the column's list of values does not have.",
    "bad-id": "An identifier that is not lower-case letters, digits and hyphens.",
    "bad-url": "An address that is not `http://` or `https://` and a host.",
    "bad-value": "A value that does not fit the column's pattern or limits.",
    "duplicate-id": "Two rows with the same key.",
    "unreadable-cell": "frictionless reports an error of another kind, in its own words.",
}
DATE_CODES = {"date": "bad-date", "number": "bad-number", "integer": "bad-number", "boolean": "bad-boolean"}
DAY_FIRST = re.compile(r"^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")


def check_schema(context: Context) -> Iterator[Problem]:
    """Types, constraints and primary keys, as the descriptor states them."""
    readable = {table.name: table for table in context.readable()}
    resources = []
    for raw in context.package.raw["resources"]:
        if raw["name"] in readable:
            # Foreign keys are for `references`: here each one would have frictionless read its table again.
            schema = {key: value for key, value in raw["schema"].items() if key != "foreignKeys"}
            resources.append({**raw, "schema": schema})
    package = frictionless.Package.from_descriptor(
        {"name": "check", "resources": resources}, basepath=str(context.root)
    )
    report = package.validate()
    for task in report.tasks:
        table = readable[task.name]
        for error in task.errors:
            yield from _translate(context, table, error)


def _translate(context: Context, table: Table, error: Any) -> Iterator[Problem]:
    rows = context.tables[table.name]
    number = getattr(error, "row_number", None)
    if number is None:
        yield Problem(table.path, 0, "", error.note, "unreadable-cell")
        return
    row = rows[number - 2]
    if error.type == "primary-key":
        yield _duplicate(table, row, rows)
    else:
        field = table.field(error.field_name)
        cell = str(error.cell) if error.cell is not None else ""
        message, code = cell_fault(field, cell, error.type == "type-error")
        yield Problem(table.path, row.line, field.name, message, code)


def _duplicate(table: Table, row: Row, rows: Sequence[Row]) -> Problem:
    first = next(other for other in rows if table.key(other) == table.key(row))
    key = ", ".join(str(value) for value in table.key(row))
    message = f"{shown(key)} stands on line {first.line} already; a key names one row"
    return Problem(table.path, row.line, "+".join(table.primary_key), message, "duplicate-id")


def cell_fault(field: Field, cell: str, is_mistyped: bool) -> tuple[str, str]:
    """(message, code) for a cell that does not fit its column."""
    if is_mistyped:
        if field.type == "string":
            return _pattern(field, cell)
        return f"{shown(cell)} {_expected(field, cell)}", DATE_CODES[field.type]
    if field.required and cell == "":
        return "is empty; a value is due here", "missing-value"
    if field.enum and cell not in {str(value) for value in field.enum}:
        return _enum(field, cell)
    if "pattern" in field.constraints:
        return _pattern(field, cell)
    return f"{shown(cell)} {_limits(field)}", "bad-value"


def _expected(field: Field, cell: str) -> str:
    if field.type == "boolean":
        return "is not a yes or no; write true or false"
    if field.type in ("number", "integer"):
        kind = "a whole number" if field.type == "integer" else "a number"
        return f"is not {kind}; write digits, with a point for decimals, as {field.example}"
    found = DAY_FIRST.match(cell)
    if found and int(found[1]) > 12 >= int(found[2]):
        return f"is not an ISO date; write {found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return f"is not a day of the calendar; write YYYY-MM-DD, as {field.example}"


def _enum(field: Field, cell: str) -> tuple[str, str]:
    values = [str(value) for value in field.enum]
    close = difflib.get_close_matches(cell, values, n=1)
    hint = f"; did you mean {shown(close[0])}?" if close else ""
    return f"{shown(cell)} is none of {', '.join(values)}{hint}", "unknown-value"


def _pattern(field: Field, cell: str) -> tuple[str, str]:
    if field.name.endswith("url"):
        return f"{shown(cell)} is not a web address; write http:// or https:// and the rest", "bad-url"
    if field.name.endswith("_id") and field.name != "wikidata_id":
        message = f"{shown(cell)} is not an identifier; write it like {field.example}"
        return message, "bad-id"
    return f"{shown(cell)} does not fit; write it like {field.example}", "bad-value"


def _limits(field: Field) -> str:
    low, high = field.constraints.get("minimum"), field.constraints.get("maximum")
    if low is not None and high is not None:
        return f"is not between {low} and {high}"
    return f"is less than {low}" if low is not None else f"does not fit; write it like {field.example}"


CHECK = Check("Columns and keys", CODES, check_schema)
