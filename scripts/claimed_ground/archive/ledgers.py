"""Rows added to a curated table by a verb: those with a known key replace what was there.

Takes a table, its checkout and rows. Gives the path it wrote, in canonical form. Refuses
nothing: that the files are in order is for the checks to have said before.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from claimed_ground.descriptor import Table
from claimed_ground.tables import Value, canonical, read_records, unparse


def record(table: Table, root: Path, rows: Iterable[Mapping[str, Value]]) -> Path:
    """Write the rows into the table's CSV, whole or not at all; other rows keep their cells."""
    path = root / table.path
    (_, header), *records = read_records(path.read_text(encoding="utf-8"))
    keys = [header.index(name) for name in table.primary_key]
    found = {tuple(cells[i] for i in keys): cells for _, cells in records if cells}
    for row in rows:
        cells = [unparse(row.get(name)) for name in header]
        found[tuple(cells[i] for i in keys)] = cells
    aside = path.with_name(f".{path.name}.next")
    aside.write_text(canonical(table, header, found.values()), encoding="utf-8")
    aside.replace(path)
    return path
