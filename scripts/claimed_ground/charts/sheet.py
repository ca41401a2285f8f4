"""A drawing as it leaves us and as a page shows it: with title and source on paper of its own, or bare.

Takes a drawing, its words, and where it is from. Gives an SVG file in the light theme, or
SVG to stand in HTML, in the page's own colours. Refuses nothing.
"""

from dataclasses import dataclass
from datetime import date

from claimed_ground.charts.lettering import wrap
from claimed_ground.charts.marks import Words
from claimed_ground.charts.svg import Drawing, document, element, text
from claimed_ground.charts.theme import FONT, LIGHT, follow
from claimed_ground.wording import day

EDGE, TITLE, NOTE = 20, 17, 11
# How drawings write the address of a claim, from the site's root.
CLAIM = 'href="claims/'


@dataclass(frozen=True)
class Credit:
    """Where a picture is from: the site's address, and the day of the data."""

    address: str
    of: date

    @property
    def line(self) -> str:
        """Licence, address and day, as the foot of a picture has them."""
        short = self.address.partition("://")[2].rstrip("/")
        return f"CC BY 4.0 · {short} · data of {day(self.of)}"


def publish(drawing: Drawing, words: Words, credit: Credit) -> str:
    """The picture as a file that can stand anywhere: its title above, its source below."""
    wide = drawing.width + 2 * EDGE
    title = wrap(words.title, TITLE, drawing.width, bold=True)
    foot = wrap(f"Claimed Ground · {credit.line}", NOTE, drawing.width)
    top = EDGE + (TITLE + 5) * len(title) + 10
    high = round(top + drawing.height + 16 + (NOTE + 4) * len(foot) + EDGE - 8)
    inside = drawing.inside.replace(CLAIM, f'href="{credit.address}claims/')
    parts = [element("rect", width="100%", height="100%", fill=LIGHT.paper)]
    for number, line in enumerate(title):
        rise = EDGE + TITLE - 3 + (TITLE + 5) * number
        parts.append(text(line, EDGE, rise, TITLE, fill=LIGHT.ink, font_weight="bold"))
    parts.append(element("g", inside, transform=f"translate({EDGE},{top})"))
    for number, line in enumerate(foot):
        fall = top + drawing.height + 16 + NOTE + (NOTE + 4) * number
        parts.append(text(line, EDGE, fall, NOTE, fill=LIGHT.muted))
    return document(Drawing(wide, high, "".join(parts)), words.title, words.alt)


def embed(drawing: Drawing, alt: str, name: str) -> str:
    """The picture within a page, of the class `name`.

    It is a group, not an image: the links in it stay within reach of who does not see it.
    """
    return element(
        "svg",
        follow(drawing.inside),
        class_=name,
        width=drawing.width,
        height=drawing.height,
        viewBox=f"0 0 {drawing.width:g} {drawing.height:g}",
        role="group",
        aria_label=alt,
        font_family=FONT,
    )
