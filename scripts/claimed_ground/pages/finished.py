"""HTML that is finished when its template is filled in, and need not pass through Markdown.

Takes blocks of HTML. Gives a mark for each, to stand in its place, and the pages with the blocks
put back. Refuses nothing. MkDocs parses the HTML in a page three times, and a claim's page is
mostly tables and proofs: without them a site takes half as long.
"""

import json
import re
from pathlib import Path

MARK = re.compile(r"<!-- finished (\d+) -->")
# MkDocs passes over files whose names begin with a point.
FILE = ".finished.json"


class Finished:
    """The blocks held back so far."""

    def __init__(self) -> None:
        self._blocks: list[str] = []

    def hold(self, block: str) -> str:
        """A mark on a line of its own, for a whole element; blocks may hold others."""
        self._blocks.append(_fill(block, self._blocks).strip("\n"))
        return f"<!-- finished {len(self._blocks) - 1} -->\n"

    def write(self, pages: Path) -> None:
        """Lay the blocks beside the pages whose marks stand for them."""
        (pages / FILE).write_text(json.dumps(self._blocks, ensure_ascii=False), encoding="utf-8")


def put_back(pages: Path, site: Path) -> None:
    """Put the blocks laid beside `pages` into the finished site."""
    if not (pages / FILE).is_file():
        return
    blocks = json.loads((pages / FILE).read_text(encoding="utf-8"))
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        filled = _fill(text, blocks)
        if filled != text:
            path.write_text(filled, encoding="utf-8")


def _fill(text: str, blocks: list[str]) -> str:
    return MARK.sub(lambda mark: blocks[int(mark[1])], text)
