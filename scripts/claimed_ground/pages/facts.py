"""Questions to the finished database, for pages and charts.

Takes the database of this build. Gives rows as dicts. Refuses a query that
does not run, and a page that cites a figure its query no longer gives: BuildError.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimed_ground.problem import BuildError

Record = Mapping[str, Any]


@dataclass(frozen=True)
class Facts:
    """A read-only connection to one build's database."""

    connection: sqlite3.Connection

    def rows(self, sql: str, **given: Any) -> list[dict[str, Any]]:
        """Every row of a query, `:name` filled from the keyword arguments."""
        try:
            cursor = self.connection.execute(sql, given)
        except sqlite3.Error as error:
            raise BuildError(f"a page's query does not run: {error}: {sql.strip()[:200]}") from error
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    def row(self, sql: str, **given: Any) -> dict[str, Any]:
        """The only row of a query."""
        found = self.rows(sql, **given)
        if len(found) != 1:
            raise BuildError(f"a page's query gives {len(found)} rows instead of one: {sql.strip()[:200]}")
        return found[0]

    def value(self, sql: str, **given: Any) -> Any:
        """The only value of a query that gives one row."""
        return next(iter(self.row(sql, **given).values()))

    def cite(self, expected: str, sql: str, **given: Any) -> str:
        """`expected`, as prose cites it, provided that the query still gives exactly that."""
        value = self.value(sql, **given)
        if str(value) != expected:
            raise BuildError(f"a page cites {expected!r}, but its query gives {value!r}: {sql.strip()[:200]}")
        return expected


@contextmanager
def open_facts(database: Path) -> Iterator[Facts]:
    """Facts from the database file at `database`, closed at the end."""
    connection = sqlite3.connect(f"file:{database}?mode=ro&immutable=1", uri=True)
    try:
        yield Facts(connection)
    finally:
        connection.close()
