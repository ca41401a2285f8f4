"""Queries that Datasette offers by name: one `.sql` file each, its heading in comments.

Takes a folder of `.sql` files. Gives Datasette's form of them, by name. Refuses
a file without a title or a description: BuildError.

    -- title: Most reported claims
    -- description: The claims that most documents carry.
    -- param region: ru-kursk
    select …
"""

import re
from pathlib import Path
from typing import Any

from claimed_ground.problem import BuildError

_HEADING = re.compile(r"-- (title|description|param) ?([a-z_]*): (.+)")


def read_queries(folder: Path) -> dict[str, dict[str, Any]]:
    """Name → `title`, `description`, `sql`, `params`, and `examples`: a value per parameter."""
    return {path.stem: _read(path) for path in sorted(folder.glob("*.sql"))}


def _read(path: Path) -> dict[str, Any]:
    lines = path.read_text(encoding="utf-8").splitlines()
    headings = [match for line in lines if (match := _HEADING.fullmatch(line))]
    named = {match[1]: match[3] for match in headings if match[1] != "param"}
    missing = {"title", "description"} - named.keys()
    if missing:
        raise BuildError(f"explorer/queries/{path.name} has no -- {' and no -- '.join(sorted(missing))}")
    examples = {match[2]: match[3] for match in headings if match[1] == "param"}
    return {
        **named,
        "sql": "\n".join(line for line in lines if not _HEADING.fullmatch(line)).strip(),
        "params": list(examples),
        "examples": examples,
        "hide_sql": True,
    }
