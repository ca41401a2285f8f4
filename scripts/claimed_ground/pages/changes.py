"""What changed in the data, from the history of the repository, and the same as an Atom feed.

Takes the git history of a checkout. Gives the changes, newest first, and the
text of a feed. Refuses nothing: outside a git checkout there are no changes.
"""

import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

PREFIX = "[data] "
ATOM = "http://www.w3.org/2005/Atom"


def read_changes(root: Path) -> list[dict[str, str]]:
    """Every commit whose subject begins with `[data]`: its hash, time and what it says."""
    form = "%H%x1f%cI%x1f%s%x1f%b%x1e"
    command = ["git", "-C", str(root), "log", f"--format={form}", "--fixed-strings", f"--grep={PREFIX}"]
    try:
        text = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8", "replace")
    except (OSError, subprocess.CalledProcessError):
        return []
    changes = []
    for record in text.split("\x1e"):
        parts = record.strip("\n").split("\x1f")
        if len(parts) == 4 and parts[2].startswith(PREFIX):
            commit, time, subject, body = parts
            changes.append(
                {
                    "commit": commit,
                    "time": time,
                    "day": time[:10],
                    "what": subject[len(PREFIX) :],
                    "more": body.strip(),
                }
            )
    return changes


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
