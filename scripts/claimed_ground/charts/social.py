"""Preview pictures for social media: a title and one panel, 1200 by 630 pixels.

Takes panels and words. Gives an SVG file in the light theme, with its own ground. Refuses nothing.
"""

from collections.abc import Sequence

from claimed_ground.charts.lettering import wrap
from claimed_ground.charts.marks import Panel, Words
from claimed_ground.charts.sheet import Credit
from claimed_ground.charts.svg import Drawing, document, element, text
from claimed_ground.charts.theme import LIGHT
from claimed_ground.charts.timeline import timeline

WIDE, HIGH, EDGE = 1200, 630, 56


def social_card(panels: Sequence[Panel], words: Words, credit: Credit) -> str:
    """The title in at most two lines, the chart below it as large as fits, the source at the foot."""
    lines = wrap(words.title, 40, WIDE - 2 * EDGE, bold=True)[:2]
    parts = [element("rect", width=WIDE, height=HIGH, fill=LIGHT.paper)]
    for number, line in enumerate(lines):
        parts.append(text(line, EDGE, 84 + 48 * number, 40, fill=LIGHT.ink, font_weight="bold"))
    top = 60 + 48 * len(lines)
    chart = timeline(panels, 720)
    scale = min((WIDE - 2 * EDGE) / chart.width, (HIGH - 52 - top) / chart.height)
    parts.append(element("g", chart.inside, transform=f"translate({EDGE},{top}) scale({scale:.3f})"))
    parts.append(text("Claimed Ground", EDGE, HIGH - 24, 22, fill=LIGHT.muted, font_weight="bold"))
    parts.append(text(credit.line, WIDE - EDGE, HIGH - 24, 22, fill=LIGHT.muted, text_anchor="end"))
    return document(Drawing(WIDE, HIGH, "".join(parts)), words.title, words.alt)
