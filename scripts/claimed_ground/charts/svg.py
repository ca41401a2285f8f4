"""Pictures as SVG text: elements, a whole document, and what Vega writes made small.

Takes numbers and words. Gives SVG: the same bytes for the same input. Refuses
nothing; text is escaped.
"""

import re
from dataclasses import dataclass
from html import escape

from claimed_ground.charts.theme import FONT, LIGHT

HALO = f".h{{stroke:{LIGHT.paper};stroke-width:3px;stroke-linejoin:round;paint-order:stroke}}"
_ARIA = re.compile(
    r' (?:class|role|aria-[a-z]+|pointer-events|xmlns:xlink|version|stroke-miterlimit)="[^"]*"'
    r'| (?:opacity|stroke-width)="1"| stroke-linecap="butt"| transform="translate\(0,0\)"'
)
_LONG = re.compile(r"-?\d+\.\d{2,}")
_EMPTY = re.compile(r'<path(?: d="(?:M0,0h0v0h0Z)?")?(?: display="none"| d="[^"]*")*/>')
_HOLLOW = re.compile(r"<g>((?:(?!<g[ >]).)*?)</g>")


@dataclass(frozen=True)
class Drawing:
    """What is drawn, in pixels, without a frame around it: light colours, links from the site's root."""

    width: float
    height: float
    inside: str


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """One element; `_` in an attribute's name stands for `-`, None leaves the attribute out."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def text(
    words: str, x: float | str, y: float, size: float, /, has_halo: bool = False, **attributes: object
) -> str:
    """A line of text; with a halo, a rim in the paper's colour parts it from what lies below."""
    if has_halo:
        attributes["class_"] = "h"
    return element("text", escape(words, quote=False), x=x, y=y, font_size=size, **attributes)


def document(drawing: Drawing, title: str, description: str) -> str:
    """A whole file, with what it shows in words for those who do not see it."""
    head = element("title", escape(title, quote=False), id="t")
    head += element("desc", escape(description, quote=False), id="d")
    return element(
        "svg",
        f"{head}<style>{HALO}</style>{drawing.inside}\n",
        xmlns="http://www.w3.org/2000/svg",
        width=drawing.width,
        height=drawing.height,
        viewBox=f"0 0 {_value(drawing.width)} {_value(drawing.height)}",
        role="img",
        aria_labelledby="t d",
        font_family=FONT,
    )


def tidy(vega: str) -> str:
    """The inside of an SVG that Vega wrote, without what says nothing, about a third of its length.

    Its origin is that of the first view: the outer offset is dropped.
    """
    inside = vega[vega.index("<g") : vega.rindex("</svg>")]
    start = inside.index(">") + 1
    inside = inside[start : inside.rindex("</g>")]
    inside = _ARIA.sub("", inside)
    inside = _LONG.sub(lambda found: _value(float(found.group())), inside)
    inside = inside.replace(f' font-family="{FONT}"', "")
    inside = re.sub(r'<path[^>]* display="none"/>', "", inside)
    inside = _EMPTY.sub("", inside)
    while (less := _HOLLOW.sub(r"\1", inside)) != inside:
        inside = less
    return inside


def _value(value: object) -> str:
    if not isinstance(value, float):
        return escape(str(value))
    short = f"{value:.1f}".removesuffix(".0")
    return "0" if short == "-0" else short
