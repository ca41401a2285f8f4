"""Files of submissions: YAML, JSON, JSON lines.

Takes the bytes of a file. Gives a tree of values as written, numbers and dates as their text, each
with its line. Refuses what is not UTF-8, not of its format, larger than it may be, or says a thing twice.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from claimed_ground.contributing.submission import Leaf, Tree
from claimed_ground.problem import Problem, shown

CODES = {
    "unreadable-file": "A file that is not UTF-8, not of its format, or larger than it may be.",
    "said-twice": "A field that one submission gives twice.",
}
MOST_BYTES = 20_000_000
MOST_YAML_BYTES = 1_000_000
DEEPEST = 8
NULLS = frozenset(("", "~", "null", "Null", "NULL"))

Read = tuple[list[tuple[Tree, int]], list[Problem]]


class Fault(Exception):
    """Why a text cannot be read, and on which line; never leaves this module."""

    def __init__(self, message: str, line: int, code: str = "unreadable-file") -> None:
        super().__init__(message)
        self.line = line
        self.code = code


def read_document(path: str, content: bytes, kind: str) -> Read:
    """(tree, line) of every document in `content`; `kind` is yaml, json or jsonl."""
    limit = MOST_YAML_BYTES if kind == "yaml" else MOST_BYTES
    if len(content) > limit:
        message = f"is larger than {limit // 1_000_000} MB; give it in parts"
        return [], [Problem(path, 0, "", message, "unreadable-file")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"byte 0x{content[error.start]:02x} is not UTF-8; save the file as UTF-8"
        line = content.count(b"\n", 0, error.start) + 1
        return [], [Problem(path, line, "", message, "unreadable-file")]
    if kind == "jsonl":
        return _read_lines(path, text)
    found: list[tuple[Tree, int]] = []
    try:
        found.extend(_yaml(text) if kind == "yaml" else _json(text, 1))
    except Fault as fault:
        return [], [Problem(path, fault.line, "", str(fault), fault.code)]
    return found, []


def _read_lines(path: str, text: str) -> Read:
    found: list[tuple[Tree, int]] = []
    problems = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found.extend(_json(line, number))
        except Fault as fault:
            problems.append(Problem(path, number, "", str(fault), fault.code))
    return found, problems


def _json(text: str, line: int) -> Iterator[tuple[Tree, int]]:
    """The document, or each member if it is a list, with the line on which it begins."""
    decoder = json.JSONDecoder(object_pairs_hook=_Pairs, parse_float=str, parse_int=str, parse_constant=str)
    start = len(text) - len(text.lstrip())
    try:
        value, end = decoder.raw_decode(text, start)
        if text[end:].strip():
            raise Fault("goes on after its end; is it JSON lines? then call it .jsonl", line)
        lines = _member_lines(text, decoder, start, line) if isinstance(value, list) else [line]
        members = value if isinstance(value, list) else [value]
        for member, own in zip(members, lines, strict=True):
            yield _grow(member, own, 0), own
    except json.JSONDecodeError as error:
        where = line + error.lineno - 1
        raise Fault(f"is not JSON: {error.msg} at column {error.colno}", where) from error
    except RecursionError as error:
        raise Fault(f"is nested deeper than {DEEPEST} levels", line, "too-many") from error


def _member_lines(text: str, decoder: json.JSONDecoder, start: int, line: int) -> list[int]:
    lines: list[int] = []
    at = start + 1
    while True:
        while text[at : at + 1] in (" ", "\n", "\r", "\t", ","):
            at += 1
        if text[at] == "]":
            return lines
        lines.append(line + text.count("\n", 0, at))
        _, at = decoder.raw_decode(text, at)


@dataclass(frozen=True)
class _Pairs:
    """The pairs of a JSON object, before anyone has dropped one of two alike."""

    items: list[tuple[str, Any]]


def _grow(value: Any, line: int, depth: int) -> Tree:
    if depth > DEEPEST:
        raise Fault(f"is nested deeper than {DEEPEST} levels", line, "too-many")
    if isinstance(value, _Pairs):
        grown: dict[str, Tree] = {}
        for name, inner in value.items:
            if name in grown:
                raise Fault(f"{shown(name)} is given twice", line, "said-twice")
            grown[name] = _grow(inner, line, depth + 1)
        return grown
    if isinstance(value, list):
        return [_grow(inner, line, depth + 1) for inner in value]
    if isinstance(value, bool):
        return Leaf("true" if value else "false", line)
    return Leaf("" if value is None else value, line)


def _yaml(text: str) -> Iterator[tuple[Tree, int]]:
    try:
        _survey(text)
        for node in yaml.compose_all(text, Loader=yaml.CSafeLoader):
            if node is not None:
                yield _branch(node), node.start_mark.line + 1
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        message = f"is not YAML: {getattr(error, 'problem', None) or error}"
        hint = "; indent with spaces, and put quotes around what begins with % or @ or holds a colon"
        raise Fault(message + hint, line) from error


def _survey(text: str) -> None:
    """Refuse what a few lines could make enormous, before any of it is built."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent):
            raise Fault("uses an alias (*name); write the value out", line)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise Fault(f"is nested deeper than {DEEPEST} levels", line, "too-many")


def _branch(node: yaml.Node) -> Tree:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        grown: dict[str, Tree] = {}
        for name, inner in node.value:
            if not isinstance(name, yaml.ScalarNode):
                raise Fault("has a name that is not a word", line)
            if name.value in grown:
                raise Fault(f"{shown(name.value)} is given twice", name.start_mark.line + 1, "said-twice")
            grown[name.value] = _branch(inner)
        return grown
    if isinstance(node, yaml.SequenceNode):
        return [_branch(inner) for inner in node.value]
    is_null = node.style is None and node.value in NULLS
    return Leaf("" if is_null else str(node.value), line)
