"""How documents derive from one another: a tree, one line each, readable on a phone.

Takes documents with what they derive from. Gives SVG to stand in HTML, with links,
in the page's own colours. Refuses nothing: documents that share nothing give an
empty text, for a list says as much. A circle, which the checks refuse, is cut.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from claimed_ground.charts.lettering import width, wrap
from claimed_ground.charts.svg import element, text

# Pixels of a document's line, and of each further one that its words take.
ROW, NEXT, STEP, SIZE, DOT = 24, 15, 16, 12, 4
# What the narrowest phone leaves for a line.
NARROWEST = 300
INK, MUTED, LINE = "var(--md-default-fg-color)", "var(--md-default-fg-color--light)", "var(--cg-line)"


@dataclass(frozen=True)
class Document:
    """One node: its id, its parent's or "", its name and address, and what it prints.

    `details` says how it derives, in several lengths: the first that fits is shown.
    `is_telling` marks what a reader should notice, such as a figure unlike the claim's;
    `is_seen` is false for what is known only through others.
    """

    id: str
    parent: str
    name: str
    url: str
    details: tuple[str, ...]
    prints: str
    is_telling: bool
    is_seen: bool
    order: str


def family(documents: Sequence[Document], words: str) -> str:
    """The tree, roots with the most descendants first; empty where no document has a parent."""
    known = {document.id: document for document in documents}
    children: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        children[document.parent if document.parent in known else ""].append(document)
    lines = list(_lines(children, "", 0, set()))
    if not any(depth for _, depth, _ in lines):
        return ""
    parts, tops = [element("title", escape(words, quote=False))], [0.0]
    for number, (document, depth, above) in enumerate(lines):
        left = _left(depth)
        rows = _rows(document, left)
        trunk = tops[number] - tops[number - above]
        parts += [*_node(document, depth, tops[number] + ROW / 2, trunk, above == 1)]
        parts += _words(document, rows, left, tops[number] + ROW / 2 + 4)
        tops.append(tops[number] + ROW + NEXT * (len(rows) - 1))
    # Without a view box the picture is not scaled: letters keep their size, and the
    # figures stay at the right edge of whatever room there is.
    return element("svg", "".join(parts), class_="family", width="100%", height=tops[-1] + 4)


def _lines(
    children: Mapping[str, Sequence[Document]], parent: str, depth: int, seen: set[str], above: int = 0
) -> Iterator[tuple[Document, int, int]]:
    """Every document with its depth and how many lines above it its parent, or elder sibling, stands."""
    own = [document for document in children.get(parent, ()) if document.id not in seen]
    for document in sorted(own, key=lambda one: (-_size(children, one.id, set()), one.order, one.id)):
        seen.add(document.id)
        yield document, depth, above
        below = 1
        for found in _lines(children, document.id, depth + 1, seen, 1):
            yield found
            below += 1
        above = below if depth else 0


def _size(children: Mapping[str, Sequence[Document]], parent: str, seen: set[str]) -> int:
    if parent in seen:
        return 0
    seen.add(parent)
    return sum(1 + _size(children, child.id, seen) for child in children.get(parent, ()))


def _left(depth: int) -> float:
    return DOT + 2 + STEP * depth + DOT + 6


def _rows(document: Document, left: float) -> list[str]:
    """The lines of the name: beside the figures if it fits there, else above them; never cut."""
    room = NARROWEST - left - width(document.prints, SIZE) - 6
    if width(document.name, SIZE) <= room:
        return [document.name]
    return [*wrap(document.name, SIZE, NARROWEST - left), *([""] if document.prints else [])]


def _node(document: Document, depth: int, y: float, trunk: float, is_first: bool) -> Iterator[str]:
    """The sign of a document, with an elbow to the sign `trunk` pixels above it."""
    x = DOT + 2 + STEP * depth
    if depth:
        elbow = f"M{x - STEP},{y - trunk + (DOT if is_first else 0):.1f}V{y:.1f}h{STEP - DOT}"
        yield element("path", d=elbow, style=f"fill:none;stroke:{LINE};stroke-width:1.5")
    fill = INK if document.is_seen else "var(--md-default-bg-color)"
    yield element("circle", cx=x, cy=y, r=DOT, style=f"fill:{fill};stroke:{INK}")


def _words(document: Document, rows: Sequence[str], left: float, y: float) -> Iterator[str]:
    """Name, how it derives, and at the right edge of the last line the figures."""
    label = "".join(
        text(row, left, y + NEXT * number, SIZE, style=f"fill:{INK}")
        for number, row in enumerate(rows)
        if row
    )
    yield element("a", label, href=document.url) if document.url else label
    last, low = rows[-1], y + NEXT * (len(rows) - 1)
    start = left + width(last, SIZE) + (6 if last else 0)
    spare = NARROWEST - start - width(document.prints, SIZE) - 6
    detail = next((words for words in document.details if width(words, SIZE - 1) <= spare), "")
    if detail:
        yield text(detail, start, low, SIZE - 1, style=f"fill:{MUTED}")
    if document.prints:
        style = f"fill:{INK};font-weight:700" if document.is_telling else f"fill:{MUTED}"
        yield text(document.prints, "100%", low, SIZE, text_anchor="end", style=style)
