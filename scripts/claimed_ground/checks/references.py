"""Does every identifier lead to a row?"""

import difflib
from collections.abc import Iterator

from claimed_ground.checks.context import Check, Context
from claimed_ground.descriptor import ForeignKey
from claimed_ground.problem import Problem, shown

CODES = {"unknown-reference": "An identifier that its table does not have."}


def check_references(context: Context) -> Iterator[Problem]:
    """Every foreign key of the descriptor, where both tables can be read."""
    readable = {table.name for table in context.readable()}
    for table in context.readable():
        for key in table.foreign_keys:
            if key.table in readable:
                yield from _dangling(context, table.name, key)


def _dangling(context: Context, name: str, key: ForeignKey) -> Iterator[Problem]:
    known = {tuple(row[field] for field in key.table_fields) for row in context.tables[key.table]}
    target = context.package.table(key.table).path
    for row in context.tables[name]:
        value = tuple(row[field] for field in key.fields)
        if None in value or value in known:
            continue
        text = ", ".join(map(str, value))
        close = difflib.get_close_matches(text, [", ".join(map(str, one)) for one in known], n=1)
        hint = f"; did you mean {shown(close[0])}?" if close else "; add it there first"
        message = f"{shown(text)} is not in {target}{hint}"
        yield context.problem(name, row, "+".join(key.fields), message, "unknown-reference")


CHECK = Check("References", CODES, check_references)
