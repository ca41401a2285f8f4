"""Figures as they can be compared: one unit, one party's hold, on every known area of the region.

Takes the curated tables. Gives Figures. Refuses nothing: an event, a claim that is withdrawn or
corrected, and a figure that is not possible at all give no Figure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from claimed_ground.ground import OPPONENT, Ground, read_ground
from claimed_ground.intervals import Interval, complement, cut, scale
from claimed_ground.readings import BASE_UNITS, HUNDRED, STRICTNESS, Rule, possible, read_rules, reading
from claimed_ground.tables import Row, Tables

DEFINITIONS = ("netting", "kursk_counted", "extent", "counted_since", "share_basis")
# Families whose shares are shares of the region's area, and so turn into km².
_OF_REGION = ("held", "taken", "peak")

Readings = Mapping[str, Mapping[str, Interval]]


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a figure measures. Only figures of one quantity are compared."""

    region_id: str
    party: str
    family: str
    unit_id: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a claim states, or that several claims imply, of one quantity.

    `readings` holds an Interval by strictness and baseline; `value` is the face value on the
    first baseline, the middle of a range. Stocks have no `start`. `dated_by` says what the day
    rests on: `figure`, `statement`, `report`, or `month` if only the month or year is known: then
    there is no `end`, but for peaks, which need no day to be compared, it is the first day of it.
    `implied_by` names the identity used; empty for a stated figure.
    """

    claims: tuple[Row, ...]
    statement: Row
    claimant: Row
    quantity: Quantity
    start: date | None
    end: date | None
    dated_by: str
    value: Fraction
    readings: Readings
    is_share: bool
    definitions: Mapping[str, str | int]
    implied_by: str = ""

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(sorted(claim["claim_id"] for claim in self.claims))

    @property
    def baselines(self) -> tuple[str, ...]:
        return tuple(self.readings["usual"])

    @property
    def is_worked_out(self) -> bool:
        """Whether reporters computed it, or a term of it, from what its claimant said."""
        return any(claim["origin"] == "computed_by_reporter" for claim in self.claims)

    def usual(self) -> Interval:
        """The usual reading on the first baseline."""
        return self.readings["usual"][self.baselines[0]]


@dataclass(frozen=True)
class Desk:
    """What is looked up while figures are built and compared."""

    ground: Ground
    rules: Mapping[str, Rule]
    units: Mapping[str, Row]
    claims: Mapping[str, Row]
    indicators: Mapping[str, Row]
    statements: Mapping[str, Row]
    claimants: Mapping[str, Row]
    published: Mapping[str, date]


def read_desk(tables: Tables) -> Desk:
    """Indexes over the curated tables."""
    sources = {row["source_id"]: row["published_on"] for row in tables["sources"]}
    published: dict[str, date] = {}
    for report in tables["reports"]:
        day = sources.get(report["source_id"])
        claim_id = report["claim_id"]
        if day and (claim_id not in published or day < published[claim_id]):
            published[claim_id] = day
    return Desk(
        ground=read_ground(tables),
        rules=read_rules(tables),
        units={row["unit_id"]: row for row in tables["units"] if _is_factor(row["factor"])},
        claims={row["claim_id"]: row for row in tables["claims"]},
        indicators={row["indicator_id"]: row for row in tables["indicators"]},
        statements={row["statement_id"]: row for row in tables["statements"]},
        claimants={row["claimant_id"]: row for row in tables["claimants"]},
        published=published,
    )


def _is_factor(factor: str | None) -> bool:
    return bool(factor) and str(factor).replace(".", "", 1).isdecimal()


def read_figures(tables: Tables, desk: Desk) -> Iterator[Figure]:
    """The figure of every active claim that can be compared, in the order of the claims' ids."""
    for claim in sorted(tables["claims"], key=lambda row: str(row["claim_id"])):
        figure = _figure(claim, desk) if claim["status"] == "active" else None
        if figure is not None:
            yield figure


def _figure(claim: Row, desk: Desk) -> Figure | None:
    indicator, unit = desk.indicators.get(claim["indicator_id"]), desk.units.get(claim["unit_id"])
    rule, statement = desk.rules.get(claim["qualifier_id"]), desk.statements.get(claim["statement_id"])
    if indicator is None or unit is None or rule is None or statement is None or claim["value"] is None:
        return None
    claimant = desk.claimants.get(statement["claimant_id"])
    is_known = indicator["dimension"] in BASE_UNITS and claim["party"] in OPPONENT
    if claimant is None or not claim["region_id"] or not is_known:
        return None
    quantity, wholes, mirrored = _quantity(claim, indicator, desk.ground)
    readings = {
        strictness: _on_baselines(claim, rule, strictness, unit, indicator["dimension"], wholes, mirrored)
        for strictness in STRICTNESS
    }
    if not all(readings.values()):
        return None
    start, end, dated_by = _when(claim, indicator, statement, desk)
    first = next(iter(wholes.values()), None)
    return Figure(
        claims=(claim,),
        statement=statement,
        claimant=claimant,
        quantity=quantity,
        start=start,
        end=end,
        dated_by=dated_by,
        value=_face_value(claim, unit, indicator["dimension"], first, mirrored),
        readings=readings,
        is_share=indicator["dimension"] == "share",
        definitions=_definitions(claim),
    )


def _definitions(claim: Row) -> dict[str, str | int]:
    stated = {name: claim[name] for name in DEFINITIONS if claim[name] not in (None, "unspecified")}
    return dict(stated)


def _quantity(claim: Row, indicator: Row, ground: Ground) -> tuple[Quantity, Mapping[str, Fraction], bool]:
    """The quantity, the areas that turn shares into km², and whether the other party's hold is meant.

    Where one party holds 99% of a region, the other holds 1% of it: ground held is counted as
    the visitor's. That needs an area, unless the figure is a share.
    """
    region, party, family = claim["region_id"], claim["party"], indicator["family"]
    dimension = indicator["dimension"]
    wholes = ground.areas(region) if family in _OF_REGION and dimension in ("area", "share") else {}
    mirrored = family == "held" and party != ground.visitor(region) and bool(wholes or dimension == "share")
    unit = "km2" if wholes else BASE_UNITS[dimension]
    return Quantity(region, OPPONENT[party] if mirrored else party, family, unit), wholes, mirrored


def _on_baselines(
    claim: Row,
    rule: Rule,
    strictness: str,
    unit: Row,
    dimension: str,
    wholes: Mapping[str, Fraction],
    mirrored: bool,
) -> dict[str, Interval]:
    """Baseline → reading; without those on which the figure is impossible."""
    printed = reading(rule, strictness, claim["value"], claim["value_upper"], dimension)
    raw = scale(printed, Fraction(unit["factor"]))
    found = {}
    bases: Mapping[str, Fraction | None] = wholes or {"none": None}
    for baseline, whole in bases.items():
        read = cut(raw, possible(dimension, whole))
        if read is None:
            continue
        if dimension == "share" and whole is not None:
            read = scale(read, whole / HUNDRED)
        if mirrored:
            read = complement(read, whole if whole is not None else HUNDRED)
        found[baseline] = read
    return found


def _face_value(claim: Row, unit: Row, dimension: str, whole: Fraction | None, mirrored: bool) -> Fraction:
    upper = claim["value_upper"] if claim["value_upper"] is not None else claim["value"]
    value = (Fraction(claim["value"]) + Fraction(upper)) / 2 * Fraction(unit["factor"])
    if dimension == "share" and whole is not None:
        value = value * whole / HUNDRED
    if mirrored:
        value = (whole if whole is not None else HUNDRED) - value
    return value


def _when(claim: Row, indicator: Row, statement: Row, desk: Desk) -> tuple[date | None, date | None, str]:
    """The period's start, the day or the period's end, and what that day rests on."""
    start = claim["period_start"] if indicator["kind"] == "flow" else None
    given: date | None = claim["period_end"] or claim["as_of"]
    if indicator["kind"] == "stock":
        given = claim["as_of"] or claim["period_end"]
    if given is not None:
        return start, given, "figure"
    if statement["stated_on"] is not None:
        return start, statement["stated_on"], "statement"
    published, stated_in = desk.published.get(claim["claim_id"]), str(statement["stated_in"] or "")
    # A report of the same month dates a figure well enough; a later one may be of an old figure.
    if published is not None and published.isoformat().startswith(stated_in) and len(stated_in) == 7:
        return start, published, "report"
    if indicator["family"] == "peak" and stated_in:
        return start, date.fromisoformat(f"{stated_in}-01-01"[:10]), "month"
    return start, None, "month"
