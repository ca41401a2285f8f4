"""A small site with a withdrawn claim and hostile text in its data, and how its pages are read."""

import csv
import json
from html.parser import HTMLParser
from pathlib import Path

from checkout import make_site_checkout

from claimed_ground.building import build
from claimed_ground.layout import Layout

HOSTILE = "</script><script>window.bad=1</script> ]]> <!-- & \u2028 end"
WITHDRAWN = "syrskyi-2025-02-13-kursk-area-held"
HELD, SHARE = "rudskoi-2025-02-20-kursk-area-held", "rudskoi-2025-02-20-kursk-share-retaken"


def make_small_site(folder: Path) -> Path:
    """The folder of its pages."""
    layout = Layout(make_site_checkout(folder))
    set_cell(layout.data / "claims.csv", WITHDRAWN, "status", "withdrawn")
    set_cell(layout.data / "claims.csv", WITHDRAWN, "status_reason", "The figure was about another region.")
    set_cell(layout.data / "claims.csv", SHARE, "summary", f"Said {HOSTILE}")
    set_cell(layout.data / "claimants.csv", "rudskoi", "aliases", HOSTILE)
    build(layout, lambda line: None)
    return layout.current.site


def set_cell(path: Path, key: str, column: str, value: str) -> None:
    rows = list(csv.reader(path.read_text(encoding="utf-8").splitlines()))
    row = next(row for row in rows if row[0] == key)
    row[rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle, lineterminator="\n").writerows(rows)


class Reader(HTMLParser):
    """The scripts of a page, by type, and the language it says it is in."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.scripts: list[tuple[str | None, str]] = []
        self.language: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "html":
            self.language = dict(attributes)["lang"]
        if tag == "script":
            self.scripts.append((dict(attributes).get("type"), ""))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            kind, text = self.scripts[-1]
            self.scripts[-1] = (kind, text + data)

    def linked(self) -> list[dict[str, object]]:
        return [json.loads(text) for kind, text in self.scripts if kind == "application/ld+json"]


def read(site: Path, address: str) -> str:
    return (site / address / "index.html").read_text(encoding="utf-8")
