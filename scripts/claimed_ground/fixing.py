"""Canonical form: what `ground fix` mends by itself because there is only one way to mend it.

Takes the CSVs. Gives the files it rewrote: UTF-8 without a byte order mark, LF,
trimmed NFC cells, columns in the descriptor's order, rows in key order. Refuses
a file whose cells it cannot be sure of (encoding, ragged rows, header), and
leaves it as it is.
"""

import unicodedata
from pathlib import Path

from claimed_ground.checks.files import check_files
from claimed_ground.descriptor import Package
from claimed_ground.problem import Problem, in_order
from claimed_ground.tables import canonical, read_records

MENDED = frozenset(("bom", "crlf", "blank-line", "unclaimed-file"))


def fix(package: Package, root: Path) -> tuple[list[str], list[Problem]]:
    """(paths rewritten, problems that stopped a file from being rewritten)."""
    problems = [problem for problem in check_files(package, root) if problem.code not in MENDED]
    stopped = {problem.path for problem in problems}
    written = []
    for table in package.tables:
        if table.path in stopped:
            continue
        path = root / table.path
        before = path.read_bytes()
        text = before.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
        (_, header), *records = read_records(unicodedata.normalize("NFC", text))
        after = canonical(table, header, [cells for _, cells in records if cells]).encode("utf-8")
        if after != before:
            aside = path.with_name(f".{path.name}.next")
            aside.write_bytes(after)
            aside.replace(path)
            written.append(table.path)
    return written, in_order(problems)
