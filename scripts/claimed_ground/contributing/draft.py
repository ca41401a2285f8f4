"""The dataset as it would be: rows as read, rows added, rows changed.

Takes the curated tables. Gives look-ups by key, address and name that know the added rows too.
Refuses nothing; whether the whole is sound is for the checks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from claimed_ground.contributing.spelling import BRACKETS, bare, more_names, surnamed
from claimed_ground.contributing.submission import Submission
from claimed_ground.descriptor import Package
from claimed_ground.likeness import folded
from claimed_ground.tables import Row, parse, read_tables

# Table → the columns that hold a row's names.
NAMES = {
    "claimants": ("name", "aliases"),
    "publishers": ("name", "aliases"),
    "regions": ("name", "name_uk", "name_ru"),
}


@dataclass(frozen=True)
class Edit:
    """A row that was added, or cells of one that was changed, and whose doing it is."""

    table: str
    row: Row
    cells: Mapping[str, str]
    submission: Submission
    part: str
    is_new: bool


@dataclass(frozen=True)
class Note:
    """What a contributor should see before anything is written."""

    submission: Submission
    field: str
    message: str
    code: str
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Draft:
    """Tables that grow; `edits` and `notes` in the order in which they came.

    Nothing can have been said after `today`; None: that is not asked.
    """

    package: Package
    tables: dict[str, list[Row]]
    index: dict[str, dict[tuple[Any, ...], Row]]
    today: date | None = None
    edits: list[Edit] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def get(self, table: str, *key: str) -> Row | None:
        """The row with this primary key."""
        return self.index[table].get(key)

    def source_at(self, url: str) -> Row | None:
        """The source with this very address."""
        return next((row for row in self.tables["sources"] if row["url"] == url), None) if url else None

    def add(self, table: str, cells: Mapping[str, str], submission: Submission, part: str) -> Row:
        """Add a row of cells that came from a part of a submission, read as the descriptor says."""
        described = self.package.table(table)
        values = {column.name: parse(column, cells.get(column.name, "")) for column in described.fields}
        # A line that no file has: by it, a problem finds the edit that brought the row.
        row = Row(values, -1 - len(self.edits), ())
        self.tables[table].append(row)
        self.index[table][described.key(row)] = row
        self.edits.append(Edit(table, row, dict(cells), submission, part, is_new=True))
        return row

    def change(self, table: str, row: Row, cells: Mapping[str, str], submission: Submission) -> None:
        """Change cells of a row that was there before."""
        described = self.package.table(table)
        row.update({name: parse(described.field(name), cell) for name, cell in cells.items()})
        self.edits.append(Edit(table, row, dict(cells), submission, "report", is_new=False))


def open_draft(package: Package, root: Path, today: date | None = None) -> Draft:
    """The dataset at `root`, nothing added yet."""
    tables = read_tables(package, root)
    index = {table.name: {table.key(row): row for row in tables[table.name]} for table in package}
    return Draft(package, tables, index, today)


def own_names(table: str, row: Row) -> list[str]:
    """Every name that a row has itself."""
    return [name for column in NAMES[table] for name in str(row[column] or "").split("; ") if name]


def names_of(table: str, row: Row) -> list[str]:
    """Every name a row goes by: its own first, then other ways to write them."""
    own = own_names(table, row)
    return own + more_names(table, str(next(iter(row.values()))), own)


def spellings(draft: Draft, table: str) -> dict[str, list[str]]:
    """Id → names, for every row of a table that has names."""
    key = draft.package.table(table).primary_key[0]
    return {row[key]: names_of(table, row) for row in draft.tables[table]}


def known_as(draft: Draft, table: str, text: str) -> list[str]:
    """The ids that a name may stand for; a lone surname will do for a person."""
    found = find_named(spellings(draft, table), text)
    if found is not None:
        return [found]
    return surnamed(draft.tables[table], text) if table == "claimants" else []


def is_own_name(draft: Draft, table: str, key: str, text: str) -> bool:
    """Whether a text is the id of a row, or a name that the row has itself."""
    row = draft.get(table, key)
    return text == key or (row is not None and folded(text) in map(folded, own_names(table, row)))


def find_named(names: Mapping[str, Iterable[str]], text: str) -> str | None:
    """The id that goes by this name, or is it; None if there is none or several share it.

    What stands in brackets behind a name may be left out: `Reuters (unattributed)`.
    """
    if text in names:
        return text
    for wanted in dict.fromkeys((folded(text), folded(BRACKETS.sub("", text)), bare(text))):
        found = [key for key, known in names.items() if wanted and any(folded(n) == wanted for n in known)]
        if len(found) == 1:
            return found[0]
    return None
