"""The picture of the home page: the most that Ukraine said it held.

Takes the panel of what was held on a day, and the most ever held. Gives words, and
the claims that they name. Refuses nothing; without a figure of Ukraine's it says what any picture says.
"""

from claimed_ground.charts.marks import Panel, Words
from claimed_ground.charts.words import describe


def tell(panel: Panel, title: str, peak: str = "") -> tuple[Words, frozenset[str]]:
    """The highest figure that Ukraine gave itself for a day.

    `peak` is the highest for the most ever held, and by whom: of no day, so the picture does not have it.
    """
    plain = describe(title, [panel])
    own = [mark for mark in panel.marks if mark.side == "ukraine" and not mark.doubt and not mark.is_computed]
    if not own:
        return plain, frozenset()
    highest = max(own, key=lambda mark: mark.value)
    said = f"{highest.figure} ({highest.who}, {highest.dated})"
    finding = f"The most that the Ukrainian side said it held on a given day is {said}"
    finding += f"; its highest figure for the most ever held is {peak}." if peak else "."
    return Words(title, finding, f"{finding} {plain.alt}"), frozenset((highest.claim_id,))
