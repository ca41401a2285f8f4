"""Is each file in its one correct spelling, and free of what a reader cannot see?"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from claimed_ground.checks.context import Check, Context
from claimed_ground.descriptor import Table
from claimed_ground.problem import Problem, shown
from claimed_ground.tables import canonical, read_records

CODES = {
    "stray-space": "A cell begins or ends with white space.",
    "formula-cell": "A cell that a spreadsheet would run as a formula.",
    "invisible-character": "A control, zero-width or direction-changing character in a cell.",
    "odd-number": "A number not in plain digits: 1e5, 1_000, +10, ١٢. Programs read it, people do not.",
    "not-nfc": "A cell whose letters are not in Unicode's composed form (NFC).",
    "not-canonical": "Rows out of key order, needless quotes, columns out of order: `ground fix` mends it.",
}
NUMERIC = frozenset(("number", "integer"))
PLAIN_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")


def check_form(context: Context) -> Iterator[Problem]:
    """Cells first; the file as a whole only where its cells are in order."""
    for table in context.readable():
        content = (context.root / table.path).read_bytes().decode("utf-8-sig")
        text = content.replace("\r\n", "\n")
        problems = [*_cells(table, text)]
        yield from problems
        if not problems:
            yield from _whole(table, text)


def _cells(table: Table, text: str) -> Iterator[Problem]:
    (_, header), *records = read_records(text)
    types = {field.name: field.type for field in table.fields}
    yield from _cell_row(table, 1, header, header, {})
    for line, cells in records:
        yield from _cell_row(table, line, header, cells, types)


def _cell_row(
    table: Table, line: int, header: list[str], cells: list[str], types: dict[str, str]
) -> Iterator[Problem]:
    for name, cell in zip(header, cells, strict=True):
        for message, code in cell_faults(cell, types.get(name, "string")):
            yield Problem(table.path, line, name.strip(), message, code)


def cell_faults(cell: str, type_: str) -> Iterator[tuple[str, str]]:
    """(message, code) for all that is wrong with how a cell is spelt, whatever its column."""
    if cell != cell.strip():
        yield f"{shown(cell)} begins or ends with a space; remove it", "stray-space"
    if cell[:1] in ("=", "+", "@", "-", "\t") and cell and type_ not in NUMERIC:
        yield f"{shown(cell)} would run as a formula; begin with a letter or digit", "formula-cell"
    if type_ in NUMERIC and _is_odd_number(cell):
        yield f"{shown(cell)} is not in plain digits; write 1000, not 1e3, 1_000 or +1000", "odd-number"
    hidden = _hidden(cell)
    if hidden:
        name = unicodedata.name(hidden[0], f"U+{ord(hidden[0]):04X}")
        yield f"{shown(cell)} holds an invisible character ({name}); remove it", "invisible-character"
    if not unicodedata.is_normalized("NFC", cell):
        yield f"{shown(cell)} is not in NFC; run `ground fix`", "not-nfc"


def _is_odd_number(cell: str) -> bool:
    """Whether Python takes for a number what is not plain digits; no number at all is for `schema`."""
    if not cell or PLAIN_NUMBER.fullmatch(cell):
        return False
    try:
        return Decimal(cell.strip()).is_finite()
    except InvalidOperation:
        return False


def _hidden(cell: str) -> list[str]:
    """Characters that a reader cannot see and a spelling does not need."""
    if cell.isprintable():
        return []
    hidden = []
    for i, c in enumerate(cell):
        # Persian and Indic words are spelt with joiners; Latin, Cyrillic and Greek ones never are.
        beside = unicodedata.name(cell[i - 1], "") if i else ""
        script = beside.split(" ")[0]
        spelt = c in "\u200c\u200d" and script not in ("", "LATIN", "CYRILLIC", "GREEK", "DIGIT")
        if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cn", "Cs") and not spelt:
            hidden.append(c)
    return hidden


def _whole(table: Table, text: str) -> Iterator[Problem]:
    (_, header), *records = read_records(text)
    expected = canonical(table, header, [cells for _, cells in records])
    if expected == text:
        return
    pairs = zip(text.split("\n"), expected.split("\n"), strict=False)
    line, want = next(((n, want) for n, (have, want) in enumerate(pairs, 1) if have != want), (1, expected))
    message = f"is not in canonical form; this line should read {shown(want)}; run `ground fix`"
    yield Problem(table.path, line, "", message, "not-canonical")


CHECK = Check("Form of the files", CODES, check_form)
