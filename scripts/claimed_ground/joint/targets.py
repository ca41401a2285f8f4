"""What a claim's figure measures, as a form in the unknowns.

Takes a claim and the ground. Gives a Target, or in words why the claim is not in the
model. Refuses nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from claimed_ground.ground import EVES, OPPONENT, Ground
from claimed_ground.joint.linear import ONE, Form, Unknown, add, scale
from claimed_ground.joint.quantities import DAY, base, change, held, kept, peak

Claim = Mapping[str, Any]

CRIMEA = "ua-crimea"
MEASURES = {
    "held": "area",
    "peak": "area",
    "taken": "area",
    "retaken": "area",
    "rate": "area",
    "settlements_held": "count",
    "settlements_taken": "count",
    "settlements_retaken": "count",
}


@dataclass(frozen=True)
class Target:
    """The figure times (`whole` + `base`) is `form`, or bounds it on one side only.

    `whole` is a number of km² or settlements, `base` a quantity that a share is a share of.
    `once`: a form that is not above zero if nothing counted was retaken twice.
    """

    form: Form
    measure: str
    whole: Fraction
    base: Form
    is_floor: bool = True
    is_ceiling: bool = True
    once: Form = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A claim, and what it is read with.

    `is_weighed`: its statement also says what is held, the peak, or the share retaken.
    """

    claim: Claim
    ground: Ground
    family: str
    dimension: str
    baseline: str
    factor: Fraction
    is_weighed: bool

    @property
    def measure(self) -> str:
        return MEASURES[self.family]

    def area(self, region_id: str) -> Fraction | None:
        """The region's area; a joint region without one of its own has that of its parts."""
        own = self.ground.areas(region_id)
        if own:
            return own.get(self.baseline, next(iter(own.values())))
        parts = [self.area(part) for part in self.ground.sums.get(region_id, ())]
        return sum((a for a in parts if a), Fraction(0)) if parts and all(parts) else None


def find_targets(asked: Asked) -> tuple[Target, ...] | str:
    """What the claim's figure measures (several for a share of each part); or why nothing."""
    family = asked.family.removeprefix("settlements_")
    if family not in ("held", "peak", "taken", "retaken", "rate"):
        return "not a figure of ground"
    if asked.claim["share_basis"] == "each_part":
        parts = [_find(asked, family, part) for part in atoms(asked.ground, asked.claim["region_id"])]
        return next((part for part in parts if isinstance(part, str)), None) or tuple(
            part for part in parts if isinstance(part, Target)
        )
    found = _find(asked, family, asked.claim["region_id"])
    return found if isinstance(found, str) else (found,)


def atoms(ground: Ground, region_id: str) -> tuple[str, ...]:
    """The regions that a joint region is the sum of; any other region is its own."""
    parts = ground.sums.get(region_id)
    return tuple(a for part in parts for a in atoms(ground, part)) if parts else (region_id,)


def _find(asked: Asked, family: str, region_id: str) -> Target | str:
    if family == "held":
        return _held(asked, region_id)
    if family == "peak":
        return _peak(asked, region_id)
    return _flow(asked, family, region_id)


def _held(asked: Asked, region_id: str) -> Target | str:
    claim = asked.claim
    day = claim["as_of"] or claim["period_end"]
    if day is None:
        return "names no day"
    form: Form = {}
    for atom in atoms(asked.ground, region_id):
        if claim["party"] == asked.ground.visitor(atom):
            form = add(form, _stock(asked, atom, day))
        else:
            form = add(form, {kept(atom, asked.measure, day): ONE})
    return _in_unit(asked, form, region_id)


def _stock(asked: Asked, atom: str, day: date) -> Form:
    """What the visitor holds, less what the claim leaves out."""
    stock: Form = {held(atom, asked.measure, day, asked.claim["extent"]): ONE}
    eve = EVES.get(atom)
    if asked.claim["counted_since"] == 2022 and eve:
        stock = add(stock, scale({held(atom, asked.measure, eve): ONE}, -ONE))
    if asked.claim.get("leaves_out_crimea") and atom == "ua":
        stock = add(stock, scale({held(CRIMEA, asked.measure, day): ONE}, -ONE))
    return stock


def _peak(asked: Asked, region_id: str) -> Target | str:
    claim = asked.claim
    if claim["party"] != asked.ground.visitor(region_id) or len(atoms(asked.ground, region_id)) > 1:
        return "a peak of more than one region"
    form: Form = {peak(region_id, asked.measure, claim["extent"]): ONE}
    eve = EVES.get(region_id)
    if claim["counted_since"] == 2022 and eve:
        form = add(form, scale({held(region_id, asked.measure, eve): ONE}, -ONE))
    return _in_unit(asked, form, region_id)


def _flow(asked: Asked, family: str, region_id: str) -> Target | str:
    claim = asked.claim
    last = claim["period_end"] or claim["as_of"]
    if last is None:
        return "names no last day"
    if family == "retaken" and asked.dimension == "share":
        return _share_retaken(asked, region_id, last)
    first = claim["period_start"]
    eve = EVES.get(region_id) if family == "retaken" and region_id != "ua" else None
    before = first - DAY if first else eve
    if before is None:
        return "names no first day"
    if before >= last:
        return "ends before it starts"
    regions = [region_id]
    if claim["kursk_counted"] == "included" and region_id == "ua":
        regions.append("ru-kursk")
    form: Form = {}
    for atom in (atom for region in regions for atom in atoms(asked.ground, region)):
        form = add(form, _gain(asked, atom, before, last))
    days = Fraction((last - before).days) if family == "rate" else ONE
    target = _in_unit(asked, form, region_id, days)
    if isinstance(target, Target) and before == eve:
        target = replace(target, once=_once(asked, region_id, before, last))
    if first or asked.is_weighed or isinstance(target, str):
        return target
    # "12 settlements were retaken" may be today's: then it is only a floor of the total.
    return replace(target, is_ceiling=False)


def _gain(asked: Asked, atom: str, before: date, last: date) -> Form:
    """What the party gained: gross unless the claim says net."""
    claim = asked.claim
    is_visitor = claim["party"] == asked.ground.visitor(atom)
    if claim["netting"] != "net":
        flow = "taken" if is_visitor else "retaken"
        return change(flow, atom, asked.measure, before, last)
    later: Form = {held(atom, asked.measure, last): ONE}
    earlier: Form = {held(atom, asked.measure, before): -ONE}
    return scale(add(later, earlier), ONE if is_visitor else -ONE)


def _share_retaken(asked: Asked, region_id: str, last: date) -> Target | str:
    """A share of what the visitor had taken, retaken since its war began."""
    claim = asked.claim
    eve = EVES.get(region_id)
    if claim["party"] != OPPONENT[asked.ground.visitor(region_id)] or eve is None:
        return "a share of ground whose extent the model does not follow"
    if claim["period_start"] and claim["period_start"] - DAY != eve:
        return "a share of what was taken over another period"
    form = change("retaken", region_id, asked.measure, eve, last)
    whole: Unknown = peak(region_id, asked.measure)
    if region_id == "ua":
        whole = base(region_id, asked.measure, last, claim["counted_since"] or 2022)
    share = Target(form, asked.measure, Fraction(0), {whole: asked.factor / 100})
    return _with_extent(asked, replace(share, once=_once(asked, region_id, eve, last)))


def _once(asked: Asked, region_id: str, eve: date, last: date) -> Form:
    """What was retaken and what is held, less the peak; nothing where the front moves on."""
    if region_id == "ua" or asked.measure != "area" or asked.claim["netting"] == "gross":
        return {}
    retaken = change("retaken", region_id, asked.measure, eve, last)
    stock: Form = {held(region_id, asked.measure, last): ONE}
    return add(retaken, stock, {peak(region_id, asked.measure): -ONE})


def _in_unit(asked: Asked, form: Form, region_id: str, days: Fraction = ONE) -> Target | str:
    """The form per unit of the figure."""
    whole = asked.factor * days
    if asked.dimension == "share":
        area = asked.area(region_id)
        if area is None:
            return "a share of a region whose area is not known"
        whole = area / 100
    return _with_extent(asked, Target(form, asked.measure, whole, {}))


def _with_extent(asked: Asked, target: Target) -> Target:
    """What counts full control only is a floor of a flow, what counts entered ground a ceiling."""
    extent = asked.claim["extent"]
    if extent is None or asked.family in ("held", "peak", "settlements_held"):
        return target
    return replace(target, is_floor=extent == "full", is_ceiling=extent == "full_or_partial")
