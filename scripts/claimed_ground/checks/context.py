"""What every check is given, and what a check is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from claimed_ground.descriptor import Package, Table
from claimed_ground.problem import Problem
from claimed_ground.tables import Row, Tables


@dataclass(frozen=True)
class Context:
    """A checkout under check: its root, its contract, its rows.

    `unreadable` names the tables whose file or header is broken, so that checks
    which join tables do not report what merely follows from that.
    """

    root: Path
    package: Package
    tables: Tables
    unreadable: frozenset[str]

    def index(self, name: str) -> dict[str, Row]:
        """Rows of a table by the first column of its primary key."""
        key = self.package.table(name).primary_key[0]
        return {str(row[key]): row for row in self.tables[name]}

    def problem(self, table: str, row: Row, field: str, message: str, code: str) -> Problem:
        """A problem on the line of a row."""
        return Problem(self.package.table(table).path, row.line, field, message, code)

    def readable(self) -> Iterator[Table]:
        """The tables whose file and header are in order."""
        return (table for table in self.package if table.name not in self.unreadable)


@dataclass(frozen=True)
class Check:
    """A function that yields problems, and what each of its codes means.

    One that `needs_order` runs only when no other check has found anything.
    """

    title: str
    codes: Mapping[str, str]
    run: Callable[[Context], Iterator[Problem]]
    needs_order: bool = False
