"""One claim in a picture: its sign, the link to its page, and what it says when pointed at.

Takes a mark. Gives SVG whose link starts at the site's root. Refuses nothing.
"""

from html import escape

from claimed_ground.charts.key import DOUBT, shape
from claimed_ground.charts.marks import Mark
from claimed_ground.charts.svg import element
from claimed_ground.charts.theme import LIGHT, SHAPES
from claimed_ground.wording import number, quantity


def sign(mark: Mark, x: float, y: float, size: float) -> str:
    """The sign of a claim: hollow where the figure is not simply what was said."""
    fill = LIGHT.paper if mark.is_computed or mark.doubt else None
    return shape(SHAPES[mark.side], x, y, LIGHT.side(mark.side), size, fill, DOUBT if mark.doubt else None)


def linked(mark: Mark, unit: str, content: str) -> str:
    """`content` as a link to the claim, out of the way of the Tab key: the page's table has it too."""
    title = element("title", escape(_told(mark, unit), quote=False))
    return element("a", title + content, href=f"claims/{mark.claim_id}/", tabindex="-1")


def _told(mark: Mark, unit: str) -> str:
    """Who, the figure as printed, of when, and the usual reading in the picture's unit."""
    reading = f"{number(mark.low, 2)} to {quantity(mark.high, unit, 2)}"
    parts = [f"{mark.name}: {mark.figure}, {mark.when}.", f"Usual reading: {reading}."]
    if mark.on_map is not None:
        parts.append(f"Daily map: {quantity(mark.on_map, unit)}.")
    if mark.doubt:
        parts.append(f"Disputed transcription: {mark.doubt}")
    return " ".join(parts)
