"""The database: every curated and derived table, with keys, checks, indexes, search and views.

Takes rows that passed the checks and rows derived from them. Gives one SQLite
file: the same bytes for the same rows. Refuses rows that break a key or a
CHECK: sqlite3.IntegrityError, a fault of the program and not of the data.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import sqlite_utils
from sqlite_utils.db import Database

from claimed_ground.descriptor import Field, Package, Table
from claimed_ground.problem import BuildError
from claimed_ground.search import SQL, add_search

TYPES = {"string": "TEXT", "date": "TEXT", "number": "REAL", "integer": "INTEGER", "boolean": "INTEGER"}


def write_database(
    path: Path, package: Package, rows: Mapping[str, Sequence[Mapping[str, Any]]]
) -> dict[str, int]:
    """Write the database and give the number of rows per table."""
    db = sqlite_utils.Database(path)
    db.execute("PRAGMA foreign_keys = OFF")
    tables = (*package.tables, *(table for table in package.derived if table.name in rows))
    for table in tables:
        db.execute(create_statement(table))
        _insert(db, table, rows[table.name])
    db.index_foreign_keys()
    add_search(db.conn)
    for file in sorted((SQL / "views").glob("*.sql")):
        db.create_view(file.stem, file.read_text(encoding="utf-8"))
    _verify(db)
    db.conn.commit()
    db.analyze()
    db.vacuum()
    counts = {table.name: db[table.name].count for table in tables}
    db.close()
    return counts


def create_statement(table: Table) -> str:
    """The STRICT table that the descriptor describes."""
    lines = [_column(field, field.name in table.primary_key) for field in table.fields]
    lines.append(f"PRIMARY KEY ({_names(table.primary_key)})")
    lines += [f"UNIQUE ({_names(key)})" for key in table.unique_keys]
    lines += [
        f"FOREIGN KEY ({_names(key.fields)}) REFERENCES [{key.table}] ({_names(key.table_fields)})"
        for key in table.foreign_keys
    ]
    return f"CREATE TABLE [{table.name}] (\n  " + ",\n  ".join(lines) + "\n) STRICT"


def _column(field: Field, is_key: bool) -> str:
    parts = [f"[{field.name}]", TYPES[field.type]]
    if field.required or is_key:
        parts.append("NOT NULL")
    parts += [f"CHECK ({check})" for check in _checks(field)]
    return " ".join(parts)


def _checks(field: Field) -> Iterable[str]:
    name = f"[{field.name}]"
    if field.enum:
        # OR, not IN: SQLite builds a table for each IN, which makes inserts nine times slower.
        yield " OR ".join(f"{name} = {_literal(value)}" for value in field.enum)
    if field.type == "boolean":
        yield f"{name} = 0 OR {name} = 1"
    if field.type == "date":
        yield f"{name} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'"
    if "minimum" in field.constraints:
        yield f"{name} >= {field.constraints['minimum']}"
    if "maximum" in field.constraints:
        yield f"{name} <= {field.constraints['maximum']}"


def _insert(db: Database, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    # In key order, so that the file does not depend on the order of the rows given.
    ordered = sorted(rows, key=lambda row: [str(row[name]) for name in table.primary_key])
    holes = ", ".join("?" * len(table.columns))
    values = ([_stored(row.get(name)) for name in table.columns] for row in ordered)
    db.conn.executemany(f"INSERT INTO [{table.name}] VALUES ({holes})", values)


def _verify(db: Database) -> None:
    """Keys hold and views run, or the build stops here."""
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        table, rowid, parent, _ = broken[0]
        raise BuildError(f"{len(broken)} rows refer to nothing; first: {table} row {rowid} to {parent}")
    for view in db.view_names():
        db.execute(f"SELECT * FROM [{view}]").fetchall()


def _stored(value: Any) -> Any:
    if isinstance(value, Decimal | Fraction):
        return float(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"[{name}]" for name in names)


def _literal(value: Any) -> str:
    return str(value) if isinstance(value, int) else "'" + str(value).replace("'", "''") + "'"
