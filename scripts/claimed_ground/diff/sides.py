"""Two states of the dataset, read in the same terms.

Takes folders that hold a dataset. Gives their tables as the newer descriptor has them, and notes
on what cannot be compared. Refuses nothing.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from claimed_ground.checks import dates, figures, sourcing
from claimed_ground.checks.context import Context
from claimed_ground.checks.contract import check_descriptor
from claimed_ground.descriptor import Field, Package, load_package
from claimed_ground.tables import Tables, Value, read_table

ARITHMETIC = (figures.CHECK, dates.CHECK, sourcing.CHECK)


@dataclass(frozen=True)
class Side:
    """One state of the dataset: what people call it, and the folder that holds it."""

    name: str
    root: Path


def described(side: Side) -> Package | None:
    """The side's own descriptor; None if it cannot be read."""
    path = side.root / "datapackage.json"
    if any(problem.code == "bad-descriptor" for problem in check_descriptor(path)):
        return None
    return load_package(path)


def read_side(package: Package, own: Package | None, side: Side) -> Tables:
    """Every table of `package`, from where the side's `own` descriptor has it."""
    paths = {table.name: table.path for table in own or package}
    return {
        table.name: read_table(table, side.root / paths[table.name]) if table.name in paths else []
        for table in package
    }


def described_anew(base: Package | None, head: Package) -> list[str]:
    """What the newer descriptor has more, or no longer."""
    if base is None:
        return ["The older descriptor cannot be read; its files were read with the newer one."]
    had, have = {table.name for table in base}, {table.name for table in head}
    notes = [f"The table {name} is new." for name in sorted(have - had)]
    notes += [f"The table {name} is no longer described." for name in sorted(had - have)]
    for name in sorted(had & have):
        old, new = base.table(name).columns, head.table(name).columns
        notes += [f"The column {column} of {name} is new." for column in new if column not in old]
        notes += [
            f"The column {column} of {name} is no longer described." for column in old if column not in new
        ]
    return notes


def count_faults(package: Package, tables: Tables, root: Path) -> int:
    """How many cells and rows would lead the arithmetic astray, whatever the form of their files.

    Not all that `ground check` finds, and much faster: what is derived needs values that fit
    their columns, references that lead somewhere, and sound figures, dates and derivations.
    """
    context = Context(root, package, tables, unreadable=frozenset())
    found = sum(1 for one in ARITHMETIC for _ in one.run(context))
    for table in package:
        found += sum(
            not _fits(field, row[field.name]) for row in tables[table.name] for field in table.fields
        )
        for key in table.foreign_keys:
            known = {tuple(row[name] for name in key.table_fields) for row in tables[key.table]}
            given = [tuple(row[name] for name in key.fields) for row in tables[table.name]]
            found += sum(None not in values and values not in known for values in given)
    return found


def _fits(field: Field, value: Value) -> bool:
    if value is None:
        return not field.required
    if field.enum and value not in field.enum:
        return False
    if isinstance(value, str):
        return re.fullmatch(field.constraints.get("pattern", ".*"), value, re.DOTALL) is not None
    low, high = field.constraints.get("minimum"), field.constraints.get("maximum")
    if isinstance(value, date):
        return True
    return (low is None or value >= low) and (high is None or value <= high)
