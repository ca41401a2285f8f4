"""Results of earlier runs, kept in one SQLite file: work is done again only where what it rests on changed.

Takes tasks and, for each, a key of all that its result rests on. Gives the results in the
order of the tasks. Refuses nothing: what cannot be read is worked out again.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from claimed_ground.workers import Task, map_tasks

# A result that so many runs in a row did not ask for is dropped; a build is two runs, a diff four.
MOST_RUNS = 16
PATIENCE = 30  # seconds to wait for another build that writes
SCHEMA = """
    create table if not exists results (key text primary key, run integer not null, content text not null)
"""


def code_mark(folder: Path, *others: str) -> str:
    """A hash of our code in this folder and the one above, and of other things every result rests on."""
    found = hashlib.sha256("\n".join(others).encode())
    for path in sorted([*folder.glob("*.py"), *folder.parent.glob("*.py")]):
        found.update(path.read_bytes())
    return found.hexdigest()


def key_of(mark: str, content: object) -> str:
    """A hash of what one result rests on: the same as long as `repr` of the content is."""
    return hashlib.sha256(f"{mark}\n{content!r}".encode()).hexdigest()


def map_kept(
    function: Callable[[Task], Any],
    tasks: Sequence[Task],
    keys: Sequence[str],
    kept: Path | None,
    *,
    is_heavy: bool,
) -> list[Any]:
    """The function's result for each task: kept ones, and new ones, which are kept in turn.

    Results are plain: lists, strings, numbers, fractions, days, and dicts of these. `kept` is a
    folder; without one everything is worked out.
    """
    known = _recall(kept, keys) if kept else {}
    missing = {key: task for key, task in zip(keys, tasks, strict=True) if key not in known}
    made = map_tasks(function, list(missing.values()), is_heavy=is_heavy)
    # Written and read again, so that a new result is the same as a kept one.
    texts = {key: json.dumps(result, default=_plain) for key, result in zip(missing, made, strict=True)}
    if kept:
        _keep(kept, keys, texts)
    known |= {key: _read(text) for key, text in texts.items()}
    return [known[key] for key in keys]


def _recall(kept: Path, keys: Sequence[str]) -> dict[str, Any]:
    try:
        with closing(sqlite3.connect(f"file:{_file(kept)}?mode=ro", uri=True, timeout=PATIENCE)) as opened:
            rows = opened.execute("select key, content from results")
            wanted = set(keys)
            return {key: _read(content) for key, content in rows if key in wanted}
    except (sqlite3.Error, ValueError):
        return {}


def _keep(kept: Path, keys: Sequence[str], texts: dict[str, str]) -> None:
    kept.mkdir(parents=True, exist_ok=True)
    try:
        _write(_file(kept), keys, texts)
    except sqlite3.DatabaseError:
        _file(kept).unlink(missing_ok=True)
        _write(_file(kept), keys, texts)


def _write(file: Path, keys: Sequence[str], texts: dict[str, str]) -> None:
    with closing(sqlite3.connect(file, timeout=PATIENCE)) as opened, opened:
        opened.execute(SCHEMA)
        (run,) = opened.execute("select coalesce(max(run), 0) + 1 from results").fetchone()
        opened.executemany("update results set run = ? where key = ?", [(run, key) for key in keys])
        rows = [(key, run, text) for key, text in texts.items()]
        opened.executemany("insert or replace into results values (?, ?, ?)", rows)
        opened.execute("delete from results where run <= ?", [run - MOST_RUNS])


def _file(kept: Path) -> Path:
    return kept / "results.db"


def _read(text: str) -> Any:
    return json.loads(text, object_hook=_revived)


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    assert isinstance(value, Fraction), f"results hold no {type(value).__name__}"
    return {"fraction": str(value)}


def _revived(value: dict[str, Any]) -> Any:
    if value.keys() == {"date"}:
        return date.fromisoformat(value["date"])
    if value.keys() == {"fraction"}:
        return Fraction(value["fraction"])
    return value
