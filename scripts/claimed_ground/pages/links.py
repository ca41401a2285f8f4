"""Does every link on the finished site lead somewhere?

Takes the folder of a finished site. Gives each internal link or asset that has
no file. Refuses nothing; whoever calls decides. Links into `explore/` are left
to Datasette, which answers them.
"""

import posixpath
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from claimed_ground.workers import map_tasks

ATTRIBUTES = frozenset(
    (("a", "href"), ("img", "src"), ("link", "href"), ("script", "src"), ("source", "srcset"))
)


# Below this many pages starting processes takes longer than the work.
HEAVY = 200


@dataclass(frozen=True)
class _Links:
    """Where a page leads, and the places on it that links can lead to."""

    links: tuple[str, ...]
    anchors: frozenset[str]


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = set()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if (tag, name) in ATTRIBUTES and value:
                self.links.append(value)
            if name in ("id", "name") and value:
                self.anchors.add(value)


def broken_links(site: Path, base: str) -> list[tuple[str, str]]:
    """(page, link) for every internal link without its file or anchor; `base` is the site's own URL."""
    paths = sorted(site.rglob("*.html"))
    read = map_tasks(_read, paths, is_heavy=len(paths) > HEAVY)
    pages = {_name(path, site): page for path, page in zip(paths, read, strict=True)}
    files = {_name(path, site) for path in site.rglob("*") if path.is_file()}
    return [
        (name, link)
        for name, page in pages.items()
        if name != "404.html"  # its links are absolute, from wherever it is shown
        for link in page.links
        if not _leads_somewhere(link, name, files, base, pages)
    ]


def _name(path: Path, site: Path) -> str:
    return path.relative_to(site).as_posix()


def _read(path: Path) -> _Links:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return _Links(tuple(dict.fromkeys(page.links)), frozenset(page.anchors))


def _leads_somewhere(
    link: str, page: str, files: Collection[str], base: str, pages: Mapping[str, _Links]
) -> bool:
    link = "/" + link.removeprefix(base) if base and link.startswith(base) else link
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = page
    if parts.path:
        start = "" if parts.path.startswith("/") else posixpath.dirname(page)
        target = posixpath.normpath(posixpath.join(start, unquote(parts.path).lstrip("/")))
        if target.split("/")[0] == "explore":
            return True
        if target not in files:
            target = posixpath.normpath(posixpath.join(target, "index.html"))
        if target not in files:
            return False
    known = pages.get(target)
    return not parts.fragment or known is None or unquote(parts.fragment) in known.anchors
