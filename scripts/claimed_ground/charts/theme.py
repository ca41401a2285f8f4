"""How every picture looks: colours by side, shapes by side, one font.

Takes nothing. Gives the two themes and a picture's change from the light one to
the dark, or to that of a page. Refuses nothing.
"""

import re
from dataclasses import astuple, dataclass

# Told apart by readers with every common colour vision; sides differ in shape as
# well, so that colour is never the only sign.
SIDES = ("russia", "ukraine", "third_party")
SIDE_NAMES = {"russia": "Russian side", "ukraine": "Ukrainian side", "third_party": "third party"}
SHAPES = {"russia": "square", "ukraine": "circle", "third_party": "diamond"}
# The first three have the same widths; what replaces them elsewhere is allowed for in `lettering`.
FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
HEX = re.compile(r"#[0-9a-f]{6}\b")


@dataclass(frozen=True)
class Dress:
    """The colours of one theme. `ink` also draws the daily map, which is on neither side."""

    paper: str
    ink: str
    muted: str
    grid: str
    russia: str
    ukraine: str
    third_party: str

    def side(self, side: str) -> str:
        """The colour of a side."""
        return {"russia": self.russia, "ukraine": self.ukraine}.get(side, self.third_party)


LIGHT = Dress("#ffffff", "#1f2328", "#59636e", "#dfe4e9", "#b3480a", "#0b62a4", "#5d6975")
DARK = Dress("#1e2129", "#e6e8eb", "#a3adb8", "#3a424c", "#f0a35e", "#6cb8ee", "#9aa6b2")
# Within a page: the page's own colours, whichever theme it is in.
PAGE = Dress(
    "var(--md-default-bg-color)",
    "var(--md-default-fg-color)",
    "var(--md-default-fg-color--light)",
    "var(--cg-line)",
    "var(--cg-russia)",
    "var(--cg-ukraine)",
    "var(--cg-third)",
)


def darken(svg: str) -> str:
    """The same picture in the dark theme. Every colour in it is one of the light theme."""
    return _redress(svg, DARK)


def follow(svg: str) -> str:
    """The same picture in the colours of the page that it stands in."""
    return _redress(svg, PAGE)


def _redress(svg: str, dress: Dress) -> str:
    other = dict(zip(astuple(LIGHT), astuple(dress), strict=True))
    return HEX.sub(lambda found: other.get(found.group(), found.group()), svg)


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21, as WCAG 2 defines it."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
