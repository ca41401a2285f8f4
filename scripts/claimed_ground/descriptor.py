"""The contract: `datapackage.json` as Python objects.

Takes the descriptor file. Gives a Package of Tables of Fields. Refuses nothing:
what is wrong with the descriptor is for `checks.descriptor` to say, so this
module reads leniently what that check has passed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Field:
    """One column."""

    name: str
    type: str
    title: str
    description: str
    unit: str
    example: Any
    constraints: Mapping[str, Any]

    @property
    def required(self) -> bool:
        return bool(self.constraints.get("required"))

    @property
    def enum(self) -> tuple[Any, ...]:
        return tuple(self.constraints.get("enum", ()))


@dataclass(frozen=True)
class ForeignKey:
    """A reference from columns of this table to columns of another."""

    fields: tuple[str, ...]
    table: str
    table_fields: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One resource of the package: a curated CSV, or a table derived from those."""

    name: str
    path: str
    title: str
    description: str
    minimum_rows: int
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    unique_keys: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        return next(field for field in self.fields if field.name == name)

    def key(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """The row's primary key."""
        return tuple(row[name] for name in self.primary_key)


@dataclass(frozen=True)
class Package:
    """The whole descriptor: curated tables, and the tables derived from them."""

    raw: Mapping[str, Any]
    tables: tuple[Table, ...]
    derived: tuple[Table, ...]

    def __iter__(self) -> Iterator[Table]:
        return iter(self.tables)

    def table(self, name: str) -> Table:
        return next(table for table in (*self.tables, *self.derived) if table.name == name)


def load_package(path: Path) -> Package:
    """Read the descriptor at `path`. Raises ValueError if it is not JSON."""
    raw = json.loads(path.read_text(encoding="utf-8"))
    return Package(
        raw=raw,
        tables=tuple(_load_table(resource) for resource in raw["resources"]),
        derived=tuple(_load_table(resource) for resource in raw.get("derived", ())),
    )


def _load_table(resource: Mapping[str, Any]) -> Table:
    schema = resource["schema"]
    return Table(
        name=resource["name"],
        path=resource["path"],
        title=resource["title"],
        description=resource["description"],
        minimum_rows=resource.get("minimumRows", 0),
        fields=tuple(_load_field(field) for field in schema["fields"]),
        primary_key=tuple(schema["primaryKey"]),
        foreign_keys=tuple(
            ForeignKey(
                fields=tuple(key["fields"]),
                table=key["reference"]["resource"],
                table_fields=tuple(key["reference"]["fields"]),
            )
            for key in schema.get("foreignKeys", ())
        ),
        unique_keys=tuple(tuple(key) for key in schema.get("uniqueKeys", ())),
    )


def _load_field(field: Mapping[str, Any]) -> Field:
    return Field(
        name=field["name"],
        type=field["type"],
        title=field["title"],
        description=field["description"],
        unit=field.get("unit", ""),
        example=field.get("example"),
        constraints=field.get("constraints", {}),
    )
