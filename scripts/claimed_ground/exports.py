"""The downloads: every table as CSV, the descriptor that explains them, and the database.

Takes the curated files, the derived rows and the finished database. Gives the
files under `downloads/` of the site, and how large each is. Refuses nothing.
"""

import hashlib
import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimed_ground.descriptor import Package
from claimed_ground.layout import Layout, Output
from claimed_ground.tables import write_rows


@dataclass(frozen=True)
class Download:
    """One file on offer: its path under `downloads/`, its size in bytes, its SHA-256."""

    path: str
    size: int
    sha256: str


def write_derived(package: Package, rows: Mapping[str, Sequence[Mapping[str, Any]]], output: Output) -> None:
    """Every derived table as CSV, rows by primary key."""
    output.derived.mkdir()
    for table in package.derived:
        ordered = sorted(rows[table.name], key=lambda row: [str(row[name]) for name in table.primary_key])
        write_rows(output.derived / f"{table.name}.csv", table.columns, ordered)


def write_downloads(layout: Layout, package: Package, output: Output, folder: Path) -> list[Download]:
    """Copy all that is on offer into `folder`, as one Data Package, and list it."""
    (folder / "data").mkdir(parents=True)
    (folder / "derived").mkdir()
    paths = []
    for table in package.tables:
        paths.append(shutil.copyfile(layout.root / table.path, folder / table.path))
    for table in package.derived:
        paths.append(shutil.copyfile(output.folder / table.path, folder / table.path))
    descriptor = {key: value for key, value in package.raw.items() if key != "derived"}
    descriptor["resources"] = [*package.raw["resources"], *package.raw["derived"]]
    path = folder / "datapackage.json"
    path.write_text(json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    paths += [path, shutil.copyfile(output.database, folder / "claims.db")]
    listed = [_download(path, folder) for path in paths]
    sums = "".join(f"{one.sha256}  {one.path}\n" for one in listed)
    (folder / "SHA256SUMS").write_text(sums, encoding="utf-8")
    return listed


def _download(path: Path, folder: Path) -> Download:
    content = path.read_bytes()
    return Download(path.relative_to(folder).as_posix(), len(content), hashlib.sha256(content).hexdigest())
