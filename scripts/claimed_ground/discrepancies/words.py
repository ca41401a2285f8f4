"""Figures in words, for the sentences of discrepancies: attributed, with units, hedges and days.

Takes Figures. Gives plain English. Refuses nothing.
"""

from collections.abc import Mapping
from fractions import Fraction

from claimed_ground import wording
from claimed_ground.figures import Figure, Quantity
from claimed_ground.ground import Ground
from claimed_ground.intervals import Interval
from claimed_ground.tables import Row

PARTIES = {"russia": "Russia", "ukraine": "Ukraine"}
UNIT_LABELS = {"km2": "km²", "percent": "%", "settlements": "settlements", "km2_per_day": "km² a day"}
DEFINITION_WORDS = {
    ("netting", "net"): "gains less losses",
    ("netting", "gross"): "gains alone, without losses",
    ("kursk_counted", "included"): "ground in Kursk Oblast too",
    ("kursk_counted", "excluded"): "no ground in Kursk Oblast",
    ("extent", "full"): "only ground fully held",
    ("extent", "full_or_partial"): "ground partly held too",
    ("counted_since", 2014): "ground held since 2014 too",
    ("counted_since", 2022): "only ground held since 2022",
    ("share_basis", "pooled"): "the regions as one area",
    ("share_basis", "each_part"): "each region by itself",
}
_THE = ("Armed", "Center", "General", "Institute", "Ministry", "Office", "Russian", "UK", "White")
_A = ("Source", "Senior", "Author", "Representative", "Ukrainian military")


def speaker(figure: Figure, at_start: bool = True) -> str:
    """Who gave a figure, and when, if that is not the day the figure is for."""
    name = named(figure.claimant, at_start)
    if figure.statement["stated_on"] == figure.end and figure.end is not None:
        return name
    stated = said_when(figure)
    return f"{name}, {stated}," if stated else name


def gave(figure: Figure, what: str, shown: str) -> str:
    """Who put what at how much, at the start of a sentence."""
    if figure.is_worked_out:
        text = computed(figure, what, shown)
        return text[0].upper() + text[1:]
    return f"{speaker(figure)} put {what} at {shown}"


def computed(figure: Figure, what: str, shown: str) -> str:
    """That reporters worked a figure out from what its claimant said, who did not say it."""
    is_same_day = figure.end is not None and figure.statement["stated_on"] == figure.end
    given = "" if is_same_day or not said_when(figure) else f" given {said_when(figure)}"
    whose = f"{named(figure.claimant, at_start=False)}{given}"
    return f"reporters, computing from figures of {whose}, put {what} at {shown}"


def said_when(figure: Figure) -> str:
    """The day, month or year in which a figure was given: `on 20 February 2025`, `in May 2024`."""
    stated, month = figure.statement["stated_on"], figure.statement["stated_in"]
    if stated is not None:
        return f"on {wording.day(stated)}"
    return f"in {wording.day_or_month(month)}" if month else ""


def named(claimant: Row, at_start: bool = True) -> str:
    """A claimant's name with the article that English wants."""
    name = str(claimant["name"])
    article = ""
    if claimant["kind"] != "person":
        article = "the " if claimant["kind"] == "organisation" and name.startswith(_THE) else ""
        if name.startswith(_A):
            article = "an " if name.startswith("Author") else "a "
            name = name if name.startswith("Ukrainian") else name[0].lower() + name[1:]
    return (article.capitalize() if at_start else article) + name


def subject(quantity: Quantity, is_share: bool, ground: Ground) -> str:
    """What is measured: `the area held by Russia in Donetsk Oblast`."""
    place = ground.names.get(quantity.region_id, quantity.region_id)
    party = PARTIES[quantity.party]
    other = PARTIES["ukraine" if quantity.party == "russia" else "russia"]
    match quantity.family, is_share:
        case "held", False:
            return f"the area held by {party} in {place}"
        case "held", True:
            return f"the share of {place} held by {party}"
        case "peak", _:
            return f"the largest area ever held by {party} in {place}"
        case "retaken", True:
            return f"the share retaken by {party} of the ground taken by {other} in {place}"
        case "taken", True:
            return f"the share of {place} taken by {party}"
        case "rate", _:
            return f"the ground taken each day by {party} in {place}"
        case family, _ if family.startswith("settlements_"):
            return f"the number of settlements {family.removeprefix('settlements_')} by {party} in {place}"
        case family, _:
            return f"the area {family} by {party} in {place}"


def own_subject(figure: Figure, ground: Ground) -> str:
    """What the figure's own claim measures: the other party's hold, where it speaks of that."""
    quantity = figure.quantity
    if not figure.implied_by:
        claim = figure.claims[0]
        quantity = Quantity(claim["region_id"], claim["party"], quantity.family, quantity.unit_id)
    return subject(quantity, figure.is_share, ground)


def when(figure: Figure) -> str:
    """The figure's day or period: `on 20 February 2025`, `from 1 January to 20 February 2025`."""
    if figure.quantity.family == "peak" or figure.end is None:
        return ""
    if figure.start is not None:
        start = wording.day(figure.start)
        if figure.start.year == figure.end.year:
            start = start.rsplit(" ", 1)[0]
        return f"from {start} to {wording.day(figure.end)}"
    is_running = figure.quantity.family.endswith("taken")
    return f"{'up to' if is_running else 'on'} {wording.day(figure.end)}"


def amount(figure: Figure, units: Mapping[str, Row]) -> str:
    """The figure as its claim gives it, in square kilometres too where it is in another unit."""
    if figure.implied_by:
        bound = "at least " if figure.usual().high is None else ""
        return bound + quantity(figure.value, figure.quantity.unit_id)
    claim = figure.claims[0]
    if figure.quantity.unit_id == "settlements":
        return wording.figure(claim, "").rstrip(wording.NBSP)
    text = wording.figure(claim, str(units[claim["unit_id"]]["label"]))
    if figure.is_share or claim["unit_id"] == figure.quantity.unit_id:
        return text
    factor = Fraction(units[claim["unit_id"]]["factor"])
    return f"{text} ({quantity(Fraction(claim['value']) * factor, figure.quantity.unit_id)})"


def shown_figures(figure: Figure, units: Mapping[str, Row]) -> str:
    """The stated figures that an implied one rests on: `more than 800 km² and about 64%`."""
    texts = [wording.figure(claim, str(units[claim["unit_id"]]["label"])) for claim in figure.claims]
    return wording.listed(texts)


def quantity(value: Fraction, unit_id: str, is_difference: bool = False, more: int = 0) -> str:
    """A computed number with its unit, with as many decimals as its size is worth, and `more`.

    A difference of two shares is in percentage points.
    """
    size = abs(value)
    places = 0 if size >= 1000 else 1 if size >= 10 else 2
    label = "percentage points" if is_difference and unit_id == "percent" else UNIT_LABELS[unit_id]
    return wording.quantity(value, label, places + more)


def span(read: Interval, unit_id: str, limit: Fraction | None, more: int = 0) -> str:
    """A reading in words; one that reaches `limit`, the largest possible figure, is open upwards."""
    if read.low == read.high:
        return quantity(read.low, unit_id, more=more)
    is_open = read.high is None or (read.high == limit and read.low > 0 and unit_id != "percent")
    if read.high is None or is_open:
        return f"{quantity(read.low, unit_id, more=more)} or more"
    if read.low == 0:
        return f"0 to {quantity(read.high, unit_id, more=more)}"
    # 4,167.5 to 4,168.5, not 4,168 to 4,168.
    if quantity(read.low, unit_id, more=more) == quantity(read.high, unit_id, more=more):
        more += 1
    low = quantity(read.low, unit_id, more=more).removesuffix("%").partition(wording.NBSP)[0]
    return f"{low} to {quantity(read.high, unit_id, more=more)}"
