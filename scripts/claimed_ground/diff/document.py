"""A comparison as a document: what the program hands to its printers, and to machines as JSON.

Takes and gives JSON. Refuses JSON that is not exactly such a document: a Problem. It may come
from a run that executed a stranger's changes, so nothing in it is taken on trust.
"""

import dataclasses
import json
from dataclasses import dataclass
from typing import Any, get_args, get_origin, get_type_hints

from claimed_ground.problem import Problem

MOST_BYTES = 8 * 1024 * 1024
LONGEST_TEXT = 5000


class Refused(Exception):
    """Why JSON is not a comparison; never leaves this module."""


@dataclass(frozen=True)
class FieldChange:
    """A cell before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """A row that was added, changed or removed; `label` says what it is about."""

    table: str
    key: str
    kind: str
    label: str
    line: int
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True)
class ClaimChange:
    """A claim with what changed in it, its reports and its links.

    `kind` is added, changed, withdrawn, corrected or removed; a claim of which only reports or
    links changed is `changed`.
    """

    claim_id: str
    kind: str
    headline: str
    fields: tuple[FieldChange, ...]
    rows: tuple[RowChange, ...]


@dataclass(frozen=True)
class Finding:
    """A discrepancy, or a set of claims that cannot all be true; `was` is its sentence before."""

    change: str
    kind: str
    sentence: str
    was: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class OriginChange:
    """From how many independent origins a claim is reported."""

    claim_id: str
    headline: str
    before: int
    after: int


@dataclass(frozen=True)
class Unarchived:
    """A source of this change without a copy in an archive."""

    source_id: str
    url: str


@dataclass(frozen=True)
class Count:
    """How many rows of a table changed."""

    table: str
    added: int
    changed: int
    removed: int


@dataclass(frozen=True)
class Comparison:
    """Everything that changed from `base` to `head`."""

    base: str
    head: str
    notes: tuple[str, ...]
    counts: tuple[Count, ...]
    claims: tuple[ClaimChange, ...]
    rows: tuple[RowChange, ...]
    discrepancies: tuple[Finding, ...]
    conflict_sets: tuple[Finding, ...]
    origins: tuple[OriginChange, ...]
    unarchived: tuple[Unarchived, ...]


def as_json(comparison: Comparison) -> str:
    """The whole comparison."""
    return json.dumps(dataclasses.asdict(comparison), ensure_ascii=False, indent=1) + "\n"


def read_comparison(content: bytes, name: str) -> Comparison | Problem:
    """The comparison that `as_json` wrote; `name` is what a message calls the file."""
    try:
        if len(content) > MOST_BYTES:
            raise Refused(f"is larger than {MOST_BYTES // 1024 // 1024} MB")
        comparison = _load(Comparison, json.loads(content.decode("utf-8")), "document")
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        return Problem(name, 0, "", f"is not JSON: {type(error).__name__}", "bad-comparison")
    except Refused as refusal:
        return Problem(name, 0, "", f"is not a comparison: {refusal}", "bad-comparison")
    assert isinstance(comparison, Comparison)
    return comparison


def _load(kind: Any, value: Any, place: str) -> Any:
    """`value` as `kind`: a dataclass of this module, a tuple of one kind, str or int."""
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise Refused(f"{place} is not a list")
        return tuple(_load(get_args(kind)[0], one, f"{place}[{i}]") for i, one in enumerate(value))
    if dataclasses.is_dataclass(kind):
        return _load_fields(kind, value, place)
    if not isinstance(value, kind) or isinstance(value, bool):
        raise Refused(f"{place} is not {'a text' if kind is str else 'a number'}")
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise Refused(f"{place} is longer than {LONGEST_TEXT} characters")
    return value


def _load_fields(kind: Any, value: Any, place: str) -> Any:
    types = get_type_hints(kind)
    if not isinstance(value, dict) or set(value) != set(types):
        raise Refused(f"{place} has other fields than a {kind.__name__}")
    return kind(**{name: _load(types[name], value[name], f"{place}.{name}") for name in types})
