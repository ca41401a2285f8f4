"""Is the descriptor itself in order?

frictionless ignores misspelt keys, `uniqueKeys` and missing descriptions, so a
slip there would switch a check off in silence. Here only known keys pass.
"""

import difflib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from claimed_ground.problem import Problem, shown

CODES = {
    "bad-descriptor": "`datapackage.json` is not JSON, or lacks a key that everything is derived from.",
    "unknown-key": "A key of the descriptor that no rule reads: usually a slip of spelling.",
    "bad-description": "A description is missing, or a table's does not begin with “One row per”.",
    "bad-key": "A primary, unique or foreign key names a column or a table that is not there.",
}

PACKAGE_KEYS = frozenset(
    "$schema name id title description version created homepage keywords licenses contributors "
    "sources resources derived".split()
)
TABLE_KEYS = frozenset(
    "name type path format mediatype encoding title description minimumRows dialect schema".split()
)
SCHEMA_KEYS = frozenset("fields primaryKey foreignKeys uniqueKeys missingValues".split())
FIELD_KEYS = frozenset(
    "name type format title description unit example constraints trueValues falseValues".split()
)
CONSTRAINT_KEYS = frozenset("required unique enum pattern minimum maximum maxLength".split())
TYPES = frozenset("string number integer date boolean".split())

Node = Mapping[str, Any]
Place = tuple[str | int, ...]


def check_descriptor(path: Path) -> list[Problem]:
    """Every problem of the descriptor file; its structure is sound if none is `bad-descriptor`."""
    try:
        text = path.read_text(encoding="utf-8")
        raw = json.loads(text)
    except UnicodeDecodeError as error:
        return [Problem(path.name, 0, "", f"is not UTF-8: {error.reason}", "bad-descriptor")]
    except json.JSONDecodeError as error:
        message = f"is not JSON: {error.msg} at column {error.colno}"
        return [Problem(path.name, error.lineno, "", message, "bad-descriptor")]
    found = list(_package(raw)) if isinstance(raw, dict) else [((), "is not an object", "bad-descriptor")]
    tree = yaml.compose(text, Loader=yaml.CSafeLoader) if found else None
    return [
        Problem(path.name, _line(tree, place), ".".join(map(str, place)), message, code)
        for place, message, code in found
    ]


Finding = tuple[Place, str, str]


def _package(raw: Node) -> Iterator[Finding]:
    yield from _keys(raw, (), PACKAGE_KEYS, {"name", "title", "description", "version", "resources"})
    listed = [("resources", i, r) for i, r in enumerate(raw.get("resources", ()))]
    listed += [("derived", i, r) for i, r in enumerate(raw.get("derived", ()))]
    columns = {
        r.get("name"): [f.get("name") for f in r.get("schema", {}).get("fields", ())] for *_, r in listed
    }
    for part, i, resource in listed:
        yield from _table(resource, (part, i), columns)


def _table(resource: Node, place: Place, columns: Mapping[str, list[str]]) -> Iterator[Finding]:
    required = {"name", "path", "title", "description", "schema", "encoding"}
    yield from _keys(resource, place, TABLE_KEYS, required)
    if resource.get("encoding", "utf-8") != "utf-8":
        yield (*place, "encoding"), "is not utf-8; every table is", "bad-descriptor"
    if not str(resource.get("description", "One row per")).startswith("One row per "):
        yield (*place, "description"), "does not begin with “One row per”", "bad-description"
    schema = resource.get("schema", {})
    yield from _keys(schema, (*place, "schema"), SCHEMA_KEYS, {"fields", "primaryKey"})
    for i, field in enumerate(schema.get("fields", ())):
        yield from _field(field, (*place, "schema", "fields", i))
    own = columns.get(resource.get("name", ""), [])
    yield from _references(schema, (*place, "schema"), own, columns)


def _field(field: Node, place: Place) -> Iterator[Finding]:
    yield from _keys(field, place, FIELD_KEYS, {"name", "type", "title", "description"})
    constraints = field.get("constraints", {})
    yield from _keys(constraints, (*place, "constraints"), CONSTRAINT_KEYS, set())
    if field.get("type", "string") not in TYPES:
        message = f"{shown(field['type'])} is none of {', '.join(sorted(TYPES))}"
        yield (*place, "type"), message, "bad-descriptor"
    for key in ("title", "description"):
        if not str(field.get(key, "x")).strip():
            yield (*place, key), "is empty; say what the column holds", "bad-description"


def _references(
    schema: Node, place: Place, own: list[str], columns: Mapping[str, list[str]]
) -> Iterator[Finding]:
    keys = [("primaryKey", schema.get("primaryKey", ()))]
    keys += [("uniqueKeys", key) for key in schema.get("uniqueKeys", ())]
    keys += [("foreignKeys", key.get("fields", ())) for key in schema.get("foreignKeys", ())]
    for kind, names in keys:
        for name in names:
            if name not in own:
                yield (*place, kind), f"{shown(name)} is not a column of this table", "bad-key"
    for i, key in enumerate(schema.get("foreignKeys", ())):
        reference = key.get("reference", {})
        target = reference.get("resource")
        if target not in columns:
            yield (*place, "foreignKeys", i), f"{shown(target)} is not a table", "bad-key"
            continue
        for name in reference.get("fields", ()):
            if name not in columns[target]:
                message = f"{shown(name)} is not a column of {target}"
                yield (*place, "foreignKeys", i), message, "bad-key"


def _keys(node: Node, place: Place, known: frozenset[str], required: set[str]) -> Iterator[Finding]:
    for key in node:
        if key not in known:
            close = difflib.get_close_matches(key, known, n=1)
            hint = f"; did you mean {shown(close[0])}?" if close else ""
            yield (*place, key), f"is not a key that this project knows{hint}", "unknown-key"
    for key in sorted(required - set(node)):
        yield (*place, key), "is missing", "bad-descriptor"


def _line(tree: yaml.Node | None, place: Place) -> int:
    """The physical line of a place in the JSON text; JSON is YAML, and YAML nodes know theirs."""
    line = 1
    for step in place:
        if isinstance(tree, yaml.MappingNode):
            found = next(((k, v) for k, v in tree.value if k.value == step), None)
            if found is None:
                return line
            line, tree = found[0].start_mark.line + 1, found[1]
        elif isinstance(tree, yaml.SequenceNode) and isinstance(step, int):
            tree = tree.value[step]
            line = tree.start_mark.line + 1
    return line
