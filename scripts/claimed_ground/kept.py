"""Results of earlier runs, kept in a folder: half a minute saved where nothing they rest on changed.

Takes a folder and a key. Gives the rows kept under it. Refuses nothing: what cannot be
read is worked out again.
"""

import hashlib
import json
from contextlib import suppress
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

MOST_FILES = 8

DerivedRows = dict[str, list[dict[str, Any]]]


def key_of(content: object, folder: Path) -> str:
    """A hash of what rows rest on: other content, and our code in this folder and the one above."""
    text = hashlib.sha256(repr(content).encode())
    for path in sorted([*folder.glob("*.py"), *folder.parent.glob("*.py")]):
        text.update(path.read_bytes())
    return text.hexdigest()


def recall(folder: Path, key: str) -> DerivedRows | None:
    """The rows kept under the key; None if there are none."""
    try:
        text = (folder / f"{key}.json").read_text(encoding="utf-8")
        found = json.loads(text, object_hook=_revived)
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def keep(folder: Path, key: str, rows: DerivedRows) -> None:
    """Keep rows under a key, and drop the oldest where there are many."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f".{key}.next"
    aside.write_text(json.dumps(rows, default=_plain), encoding="utf-8")
    aside.replace(folder / f"{key}.json")
    newest = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in newest[MOST_FILES:]:
        with suppress(FileNotFoundError):  # another build may have dropped it
            path.unlink()


def _plain(value: object) -> dict[str, str]:
    if isinstance(value, date):
        return {"date": value.isoformat()}
    assert isinstance(value, Fraction), f"rows hold no {type(value).__name__}"
    return {"fraction": str(value)}


def _revived(value: dict[str, Any]) -> Any:
    if value.keys() == {"date"}:
        return date.fromisoformat(value["date"])
    if value.keys() == {"fraction"}:
        return Fraction(value["fraction"])
    return value
