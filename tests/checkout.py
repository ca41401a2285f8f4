"""Small checkouts to test on: true rows from the two articles the dataset started from."""

import json
import shutil
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
# What takes half a minute to derive from the real data is kept for the tests that come after.
KEEPER = tempfile.TemporaryDirectory(prefix="kept-")
KEPT = Path(KEEPER.name)
# One claim of the real data, with all it rests on: a page of the site walks through it.
WALKED_THROUGH = {
    "claims": "povkh-2024-05-31-vovchansk-share-held",
    "reports": "povkh-2024-05-31-vovchansk-share-held",
    "statements": "povkh-2024-05-31",
    "claimants": "povkh",
    "sources": "euromaidan-press-2024-05-31-vovchansk-70",
    "publishers": "euromaidan-press",
    "regions": "ua-vovchansk",
}
SMALL = Path(__file__).parent / "small"
BROKEN = Path(__file__).parent / "broken"


def make_checkout(folder: Path) -> Path:
    """A checkout with the project's own descriptor, without its floors, and the small data."""
    shutil.copytree(SMALL / "data", folder / "data")
    descriptor = json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))
    for resource in descriptor["resources"]:
        resource.pop("minimumRows", None)
    text = json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n"
    (folder / "datapackage.json").write_text(text, encoding="utf-8")
    return folder


def break_checkout(folder: Path, code: str) -> None:
    """Make the edits that `broken/<code>/edit.toml` lists; each must find what it replaces."""
    edits = tomllib.loads((BROKEN / code / "edit.toml").read_text(encoding="utf-8"))["edit"]
    for edit in edits:
        path = folder / edit["file"]
        if edit.get("remove"):
            path.unlink()
        elif "create" in edit:
            path.write_text(edit["create"], encoding="utf-8")
        else:
            encoding = edit.get("encoding", "utf-8")
            before, find = path.read_bytes(), edit["find"].encode("utf-8")
            assert find in before, f"{code}: {edit['file']} does not hold {edit['find']!r}"
            path.write_bytes(before.replace(find, edit["replace"].encode(encoding), 1))


def link_checkout(root: Path, folder: Path, kept: Path | None = None) -> Path:
    """A checkout that shares everything with `root` but what is built; `kept`: what was derived before."""
    for path in root.iterdir():
        if path.name not in ("build", ".git", ".venv", "node_modules") and not path.name.endswith("_cache"):
            (folder / path.name).symlink_to(path)
    if kept:
        (folder / "build").mkdir()
        (folder / "build" / "kept").symlink_to(kept)
    return folder


def make_site_checkout(folder: Path) -> Path:
    """The small data with the project's own pages, ready to build."""
    make_checkout(folder)
    for table, key in WALKED_THROUGH.items():
        given = (ROOT / "data" / f"{table}.csv").read_text(encoding="utf-8").splitlines()
        path = folder / "data" / f"{table}.csv"
        lines = {*path.read_text(encoding="utf-8").splitlines()[1:]}
        lines |= {line for line in given if line.startswith(f"{key},")}
        path.write_text("\n".join([given[0], *sorted(lines)]) + "\n", encoding="utf-8")
    for name in ("docs", "explorer", "mkdocs.yml"):
        (folder / name).symlink_to(ROOT / name)
    return folder
