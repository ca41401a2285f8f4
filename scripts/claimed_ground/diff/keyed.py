"""Rows compared by their keys: neither order nor formatting matters.

Takes two lists of typed rows of one table. Gives what was added, changed and removed. Refuses
nothing; of two rows with one key, which the checks refuse, the first counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claimed_ground.descriptor import Package, Table
from claimed_ground.tables import Row, Tables

Key = tuple[Any, ...]


@dataclass(frozen=True)
class Change:
    """A row before and after; None where there is none."""

    key: Key
    before: Row | None
    after: Row | None

    @property
    def kind(self) -> str:
        """added, changed or removed."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def row(self) -> Row:
        """The row as it is, or was."""
        row = self.before if self.after is None else self.after
        assert row is not None
        return row


ByTable = Mapping[str, Sequence[Change]]


def compare_tables(package: Package, before: Tables, after: Tables) -> dict[str, list[Change]]:
    """Table → its changes, by key."""
    return {table.name: list(compare_rows(table, before[table.name], after[table.name])) for table in package}


def compare_rows(table: Table, before: Sequence[Row], after: Sequence[Row]) -> Iterator[Change]:
    """The changes of one table, in the order of its keys."""
    old, new = _by_key(table, before), _by_key(table, after)
    for key in sorted(old.keys() | new.keys(), key=lambda key: [str(part) for part in key]):
        if old.get(key) != new.get(key):
            yield Change(key, old.get(key), new.get(key))


def _by_key(table: Table, rows: Sequence[Row]) -> dict[Key, Row]:
    found: dict[Key, Row] = {}
    for row in rows:
        found.setdefault(table.key(row), row)
    return found
