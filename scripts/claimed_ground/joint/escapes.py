"""What would make a set of claims possible: one change at a time, and what it takes.

Takes a conflict and the world. Gives Escapes. Refuses nothing: a change that does not
help is not an escape.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from claimed_ground.joint.conflicts import Conflict, rows_of, target_of
from claimed_ground.joint.exact import find_point
from claimed_ground.joint.feasibility import RowModel
from claimed_ground.joint.model import Read, World, build_system, interval_of
from claimed_ground.joint.ranges import Allowed
from claimed_ground.joint.targets import CRIMEA, Claim
from claimed_ground.rates import allowed_change

MOST_DAYS = 7
DATES = ("as_of", "period_start", "period_end")

ESCAPES = {
    "withdrawn": "without this claim",
    "strict": "if the figure is read at its widest: its hedge stretched as far as it goes",
    "all_strict": "if every figure is read at its widest",
    "days": "if the figure describes another day",
    "net": "if the figure is net: what was taken less what was lost",
    "gross": "if the figure is gross: what was taken, whatever was lost",
    "retaken_again": "if ground is counted that was retaken more than once",
    "kursk_included": "if ground in Russia's Kursk region is counted in",
    "kursk_excluded": "if ground in Russia's Kursk region is not counted",
    "without_crimea": "if Crimea is not counted",
    "since_2022": "if only ground held since 24 February 2022 is counted",
    "since_2014": "if ground held before 24 February 2022 is counted in",
    "fully_held": "if the figure counts ground held fully, and more was held in part",
    "entered": "if the figure counts ground entered or contested as well",
    "faster": "if ground changed hands faster than ever on record",
    "contested": "if part of the region is held by neither side",
    "polygon_area": "on the areas within the boundary polygons, not the official ones",
}


@dataclass(frozen=True)
class Escape:
    """One change that makes a set possible; `claim_id` is empty if it is not about one claim.

    `days`: by how much the claim's day would have to move.
    """

    kind: str
    claim_id: str = ""
    days: int | None = None


@dataclass(frozen=True)
class Room:
    """A conflict with what its escapes are tried on."""

    world: World
    conflict: Conflict
    claims: Mapping[str, Claim]
    model: RowModel
    usual: frozenset[int]
    strict: frozenset[int]
    allowed: Mapping[str, Allowed]

    def unit(self, claim_id: str) -> str:
        """The label of the unit that the claim's figure is in."""
        return str(self.world.units[self.claims[claim_id]["unit_id"]]["label"])


def enter(world: World, claims: Mapping[str, Claim], conflict: Conflict) -> Room:
    """The rows of a conflict, with those of the widest readings, and what each claim is allowed."""
    checked = conflict.checked
    usual = checked.system.rows(checked.system.claims)
    chosen = {claim_id: claims[claim_id] for claim_id in conflict.example}
    strict = frozenset(range(len(usual), len(checked.model.rows)))
    usuals = frozenset(i for i, row in enumerate(usual) if row.reason.claim_id)
    return Room(world, conflict, chosen, checked.model, usuals, strict, checked.allowed)


def find_escapes(room: Room, on_polygons: World) -> Iterator[Escape]:
    """Every single change that makes the conflict's example possible."""
    for claim_id in room.conflict.example:
        yield Escape("withdrawn", claim_id)
        yield from _of_claim(room, claim_id)
    if find_point(room.model, room.usual) is not None:
        yield Escape("all_strict")
    # An axiom that the proof does without is no way out.
    used = {line.row.reason.axiom_id for line in room.conflict.checked.proof.lines}
    if "fastest" in used and _is_possible_without(room, "fastest"):
        yield Escape("faster")
    if _is_possible_without(room, "one-or-other"):
        yield Escape("contested")
    if any(_is_share(room.world, claim) for claim in room.claims.values()):
        system = build_system(on_polygons, [Read(claim) for claim in room.claims.values()])
        if find_point(RowModel(system.rows(system.claims))) is not None:
            yield Escape("polygon_area")


def change_needed(room: Room, claim_id: str) -> Fraction:
    """What to add to a claim's figure, in its own unit, so that it fits the others."""
    read = interval_of(room.world, Read(room.claims[claim_id]))
    return room.allowed[claim_id].change_needed(read)


def _of_claim(room: Room, claim_id: str) -> Iterator[Escape]:
    claim, allowed = room.claims[claim_id], room.allowed[claim_id]
    needed = change_needed(room, claim_id)
    if allowed.meets(interval_of(room.world, Read(claim, "strict"))):
        yield Escape("strict", claim_id)
    yield from _other_days(room, claim_id, needed)
    again = frozenset(i for i in rows_of(room.model.rows, claim_id) if room.model.rows[i].reason.is_axiom)
    if again and find_point(room.model, room.strict | again) is not None:
        yield Escape("retaken_again", claim_id)
    if needed and claim["extent"] is None and claim["indicator_id"] in ("area_held", "share_held"):
        yield Escape("fully_held" if needed > 0 else "entered", claim_id)
    whole = target_of(room.world, claim).whole
    crimea = room.world.rules.area(CRIMEA)
    read = interval_of(room.world, Read(claim))
    could_leave_out = needed > 0 and _counts_crimea(room.world, claim)
    if could_leave_out and crimea and allowed.meets(read, crimea / whole):
        yield Escape("without_crimea", claim_id)
    for kind, changed in _counted_otherwise(room.world, claim, needed):
        if _is_possible(room, {**room.claims, claim_id: changed}):
            yield Escape(kind, claim_id)


def _counted_otherwise(world: World, claim: Claim, needed: Fraction) -> Iterator[tuple[str, Claim]]:
    """The claim under each definition that could move what it measures the right way."""
    family = world.indicators[claim["indicator_id"]]["family"]
    is_stock = family in ("held", "peak")
    if family in ("taken", "settlements_taken") and needed > 0 and claim["netting"] != "net":
        yield "net", {**claim, "netting": "net"}
    if family in ("taken", "settlements_taken") and claim["netting"] == "net":
        yield "gross", {**claim, "netting": "gross"}
    if family == "taken" and claim["region_id"] == "ua":
        if claim["kursk_counted"] == "included":
            yield "kursk_excluded", {**claim, "kursk_counted": "excluded"}
        elif needed < 0:
            yield "kursk_included", {**claim, "kursk_counted": "included"}
    if claim["region_id"] == "ua" and (is_stock or family == "retaken"):
        if claim["counted_since"] == 2022 or (family == "retaken" and not claim["counted_since"]):
            yield "since_2014", {**claim, "counted_since": 2014}
        elif needed > 0 or family == "retaken":
            yield "since_2022", {**claim, "counted_since": 2022}


def _other_days(room: Room, claim_id: str, needed: Fraction) -> Iterator[Escape]:
    """The fewest days by which the claim's day would have to move, if they are few."""
    claim = room.claims[claim_id]
    target = target_of(room.world, claim)
    last = claim["as_of"] or claim["period_end"]
    if not needed or last is None or not target.whole:
        return
    rates = room.world.rules.rates
    rate = allowed_change(rates, claim["region_id"], target.measure, last - timedelta(1), last)
    if not rate:
        return
    days = ceil(abs(needed) * target.whole / rate)
    if days > MOST_DAYS:
        return
    moved = (_moved(claim, days), _moved(claim, -days))
    if any(_is_possible(room, {**room.claims, claim_id: other}) for other in moved):
        yield Escape("days", claim_id, days)


def _moved(claim: Claim, days: int) -> Claim:
    dates: dict[str, date | None] = {name: claim[name] for name in DATES}
    moved = {name: day and day + timedelta(days) for name, day in dates.items()}
    return {**claim, **moved}


def _is_possible_without(room: Room, axiom_id: str) -> bool:
    rows = frozenset(i for i, row in enumerate(room.model.rows) if row.reason.axiom_id == axiom_id)
    return bool(rows) and find_point(room.model, room.strict | rows) is not None


def _is_possible(room: Room, claims: Mapping[str, Claim]) -> bool:
    system = build_system(room.world, [Read(claim) for claim in claims.values()])
    return find_point(RowModel(system.rows(system.claims))) is not None


def _is_share(world: World, claim: Claim) -> bool:
    indicator = world.indicators[claim["indicator_id"]]
    return bool(indicator["dimension"] == "share" and indicator["family"] != "retaken")


def _counts_crimea(world: World, claim: Claim) -> bool:
    family = world.indicators[claim["indicator_id"]]["family"]
    return bool(claim["region_id"] == "ua" and family == "held" and claim["counted_since"] != 2022)


def kinds(escapes: Iterable[Escape]) -> frozenset[str]:
    """The kinds of some escapes."""
    return frozenset(escape.kind for escape in escapes)
