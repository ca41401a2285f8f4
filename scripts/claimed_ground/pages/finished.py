"""HTML that is finished when its template is filled in, and need not pass through Markdown.

Takes blocks of HTML. Gives a mark for each, to stand in its place, and the pages with the blocks
put back, and the pictures that were drawn meanwhile. Refuses nothing. MkDocs parses the HTML in a
page three times, and a claim's page is mostly tables and proofs: without them a site takes half as long.
"""

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

MARK = re.compile(r"<!-- finished (\d+) -->")
# A picture by its name, and what leads from the page to the site's root.
PICTURE = re.compile(r"<!-- picture (\S+) (\S+) -->")
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


def put_back(pages: Path, site: Path, pictures: Mapping[str, Sequence[str]]) -> None:
    """Put the blocks laid beside `pages`, and the pictures by their names, into the finished site."""
    blocks = json.loads((pages / FILE).read_text(encoding="utf-8"))
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        filled = PICTURE.sub(lambda mark: _hang(pictures[mark[1]], mark[2]), _fill(text, blocks))
        if filled != text:
            path.write_text(filled, encoding="utf-8")


def _fill(text: str, blocks: list[str]) -> str:
    return MARK.sub(lambda mark: blocks[int(mark[1])], text)


def _hang(drawn: Sequence[str], root: str) -> str:
    """Pictures whose links start at the site's root, for a page that `root` leads there from."""
    return "\n".join(svg.replace('href="claims/', f'href="{root}claims/') for svg in drawn)
