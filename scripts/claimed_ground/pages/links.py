"""Does every link on the finished site lead somewhere?

Takes the folder of a finished site. Gives each internal link or asset that has
no file. Refuses nothing; whoever calls decides. Links into `explore/` are left
to Datasette, which answers them.
"""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ATTRIBUTES = frozenset(
    (("a", "href"), ("img", "src"), ("link", "href"), ("script", "src"), ("source", "srcset"))
)


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
    site = site.resolve()
    pages = {path: _read(path) for path in sorted(site.rglob("*.html"))}
    broken = []
    for path, page in pages.items():
        if path.name == "404.html":  # its links are absolute, from wherever it is shown
            continue
        for link in page.links:
            if not _leads_somewhere(link, path, site, base, pages):
                broken.append((path.relative_to(site).as_posix(), link))
    return broken


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _leads_somewhere(link: str, path: Path, site: Path, base: str, pages: dict[Path, _Page]) -> bool:
    link = "/" + link.removeprefix(base) if base and link.startswith(base) else link
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = path
    if parts.path:
        start = site if parts.path.startswith("/") else path.parent
        target = (start / unquote(parts.path).lstrip("/")).resolve()
        if site / "explore" in (target, *target.parents):
            return True
        if target.is_dir():
            target = target / "index.html"
        if not target.is_file():
            return False
    known = pages.get(target)
    return not parts.fragment or known is None or unquote(parts.fragment) in known.anchors
