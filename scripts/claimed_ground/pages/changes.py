"""What changed in the data, from the history of the repository, and the same as an Atom feed.

Takes the git history of a checkout. Gives the changes, newest first, and the
text of a feed. Refuses nothing: outside a git checkout there are no changes.
"""

import subprocess
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

PREFIX = "[data] "
# Tables whose rows a day's changes are summed up in.
TOLD = ("claims", "reports", "sources", "rulings")
ATOM = "http://www.w3.org/2005/Atom"


def read_changes(root: Path) -> list[dict[str, Any]]:
    """Every commit whose subject begins with `[data]`: its hash, time, words, and rows changed."""
    form = "%x1e%H%x1f%cI%x1f%s%x1f%b%x1f"
    search = ["--numstat", "--summary", "--fixed-strings", f"--grep={PREFIX}"]
    command = ["git", "-C", str(root), "log", f"--format={form}", *search]
    try:
        text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.CalledProcessError):
        return []
    changes = []
    for record in text.split("\x1e"):
        parts = record.split("\x1f")
        if len(parts) == 5 and parts[2].startswith(PREFIX):
            commit, time, subject, body, lines = parts
            changes.append(
                {
                    "commit": commit,
                    "time": time,
                    "day": time[:10],
                    "what": subject[len(PREFIX) :],
                    "more": body.strip(),
                    "rows": rows_changed(lines),
                }
            )
    return changes


def rows_changed(numstat: str) -> Counter[tuple[str, str]]:
    """(table, `added`, `changed` or `removed`) → rows, of the lines that git counts.

    A row is a line; a file that is new has a header too.
    """
    found: Counter[tuple[str, str]] = Counter()
    created = {line.rpartition(" ")[2] for line in numstat.splitlines() if line.startswith(" create mode")}
    for line in numstat.splitlines():
        added, _, rest = line.partition("\t")
        removed, _, path = rest.partition("\t")
        name = path.removeprefix("data/").removesuffix(".csv")
        if name in TOLD and added.isdigit() and removed.isdigit():
            more, less = int(added) - (path in created), int(removed)
            found[name, "changed"] += min(more, less)
            found[name, "added"] += max(more - less, 0)
            found[name, "removed"] += max(less - more, 0)
    return +found


def change_days(changes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The days with changes, newest first, each with its changes and, in words, with its rows."""
    days: dict[str, list[Mapping[str, Any]]] = {}
    for change in changes:
        days.setdefault(change["day"], []).append(change)
    return [{"day": day, "rows": _in_words(listed), "changes": listed} for day, listed in days.items()]


def _in_words(listed: Sequence[Mapping[str, Any]]) -> str:
    """`12 claims added, 3 changed; 40 reports added`; empty where none of these tables was touched."""
    total: Counter[tuple[str, str]] = sum((change["rows"] for change in listed), Counter())
    said = []
    for name in TOLD:
        counts = [(total[name, what], what) for what in ("added", "changed", "removed") if total[name, what]]
        if counts:
            first, *others = counts
            noun = name if first[0] != 1 else name.removesuffix("s")
            said.append(", ".join([f"{first[0]:,} {noun} {first[1]}", *(f"{n:,} {w}" for n, w in others)]))
    return "; ".join(said)


def atom_feed(changes: Sequence[Mapping[str, Any]], home: str, repository: str) -> str:
    """The fifty newest changes as an Atom feed."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _child(feed, "title", "Claimed Ground: changes of the data")
    _child(feed, "id", f"{home}changes/")
    _child(feed, "updated", changes[0]["time"] if changes else "1970-01-01T00:00:00Z")
    _child(feed, "link", "", rel="self", href=f"{home}changes/feed.xml")
    author = _child(feed, "author", "")
    _child(author, "name", "Claimed Ground contributors")
    for change in changes[:50]:
        entry = _child(feed, "entry", "")
        _child(entry, "title", change["what"])
        _child(entry, "id", f"{repository}/commit/{change['commit']}")
        _child(entry, "updated", change["time"])
        _child(entry, "link", "", href=f"{repository}/commit/{change['commit']}")
        _child(entry, "content", change["more"] or change["what"], type="text")
    ElementTree.indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(feed, encoding="unicode") + "\n"


def _child(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    child.text = text or None
    return child
