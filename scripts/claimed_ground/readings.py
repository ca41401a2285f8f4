"""Readings: the interval of values that a figure and its hedge allow.

Takes figures as printed, and the rules in `qualifiers`. Gives intervals, and the rows of the
derived table `readings`. Refuses nothing: a figure whose hedge has no rule has no reading.
"""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from claimed_ground.ground import BASELINES, Ground, read_ground
from claimed_ground.intervals import Interval, cut, scale, whole_numbers
from claimed_ground.tables import Row, Tables

# On pages "strict" is the widest reading: it takes only the words at their word.
STRICTNESS = ("usual", "strict")
HUNDRED = Fraction(100)
# The ends of a hedged figure's reading are a convention ("two thirds" is kept as 66.7%), and printed
# areas of one region differ by about this much (Ukraine: 603,549, 603,628, 603,700 km²): a gap that is
# smaller than this part of the larger figure is none, but between bare figures in one unit.
TOLERANCE = Fraction(1, 1000)

Width = Callable[[Fraction, Fraction, Fraction], Fraction]


@dataclass(frozen=True)
class Rule:
    """How one class of hedge is read; a row of `qualifiers` as functions."""

    shape: str
    widths: tuple[Width | None, Width | None]
    is_open: bool

    def width(self, strictness: str, place: Fraction, value: Fraction) -> Fraction | None:
        """The width or half-width; None reaches as far as is possible."""
        width = self.widths[STRICTNESS.index(strictness)]
        return None if width is None else width(place, value, slack(place, value))


def read_rules(tables: Tables) -> dict[str, Rule]:
    """qualifier_id → its rule; a row whose formulas cannot be read is left out."""
    rules = {}
    for row in tables["qualifiers"]:
        usual, strict = row["usual_width"] or "u", row["strict_width"] or "u"
        if not formula_fault(usual) and not formula_fault(strict):
            widths = (_width(usual), _width(strict))
            # "More than 800" leaves 800 out, "at least 800" does not; the sign says which.
            rules[row["qualifier_id"]] = Rule(row["rule"], widths, row["sign"] in ("<", ">"))
    return rules


def place_value(value: Decimal) -> Fraction:
    """The place of the last digit that is not zero: 800 → 100, 4,500 → 100, 1,294 → 1, 99.7 → 1/10."""
    _, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or not any(digits):
        return Fraction(1)
    zeros = len(digits) - len("".join(map(str, digits)).rstrip("0"))
    return Fraction(10) ** (exponent + zeros)


def slack(place: Fraction, value: Fraction) -> Fraction:
    """w: how far beyond its figure a one-sided hedge usually reaches."""
    return min(place, max(value / 5, Fraction(1)))


@lru_cache(maxsize=1 << 16)
def reading(rule: Rule, strictness: str, value: Decimal, upper: Decimal | None, dimension: str) -> Interval:
    """What a printed figure allows, in its own unit, before it is cut to what is possible."""
    read = _reading(rule, strictness, value, upper, dimension)
    return whole_numbers(read) if dimension == "count" else read


def _reading(rule: Rule, strictness: str, value: Decimal, upper: Decimal | None, dimension: str) -> Interval:
    v = Fraction(value)
    if rule.shape == "range":
        return Interval(v, Fraction(upper if upper is not None else value))
    width = rule.width(strictness, _place(rule, value, dimension), v)
    if rule.shape == "above":
        return Interval(v, None if width is None else v + width, low_open=rule.is_open)
    if rule.shape == "below":
        return Interval(Fraction(0) if width is None else v - width, v, high_open=rule.is_open)
    half = v if width is None else width
    return Interval(v - half, v + half)


def _place(rule: Rule, value: Decimal, dimension: str) -> Fraction:
    # "All of Luhansk" and "none of it" are not rounded: 100% is not 95 to 105.
    if rule.shape == "around" and dimension == "share" and value in (0, 100):
        return Fraction(0)
    return place_value(value)


def possible(dimension: str, whole: Fraction | None) -> Fraction | None:
    """The largest possible figure: 100%, or the area of the region."""
    return HUNDRED if dimension == "share" else whole if dimension == "area" else None


def reading_rows(tables: Tables) -> Iterator[dict[str, Any]]:
    """The rows of `readings`: each claim, read usually and at its widest, on each area of its region."""
    rules = read_rules(tables)
    ground = read_ground(tables)
    units = {row["unit_id"]: row for row in tables["units"]}
    indicators = {row["indicator_id"]: row for row in tables["indicators"]}
    for claim in tables["claims"]:
        rule = rules.get(claim["qualifier_id"])
        unit, indicator = units.get(claim["unit_id"]), indicators.get(claim["indicator_id"])
        if rule is None or unit is None or indicator is None or claim["value"] is None:
            continue
        for strictness in STRICTNESS:
            yield from _rows(claim, rule, strictness, unit, indicator, ground)


def _rows(
    claim: Row, rule: Rule, strictness: str, unit: Row, indicator: Row, ground: Ground
) -> Iterator[dict[str, Any]]:
    dimension = indicator["dimension"]
    printed = reading(rule, strictness, claim["value"], claim["value_upper"], dimension)
    raw = scale(printed, Fraction(unit["factor"]))
    # What was taken back is a share of what had been taken, not of the region.
    converts = indicator["family"] != "retaken" and dimension in ("area", "share")
    wholes = ground.areas(claim["region_id"]) if converts else {}
    for baseline in [name for name in BASELINES if name in wholes] or ["none"]:
        whole = wholes.get(baseline)
        read = cut(raw, possible(dimension, whole))
        shown = read or raw
        per_km2 = None if whole is None else whole / HUNDRED if dimension == "share" else Fraction(1)
        area = None if per_km2 is None else scale(shown, per_km2)
        share = None if area is None or whole is None else scale(area, HUNDRED / whole)
        yield {
            "claim_id": claim["claim_id"],
            "strictness": strictness,
            "baseline": baseline,
            "low": shown.low,
            "high": shown.high,
            "unit_id": BASE_UNITS[dimension],
            "low_km2": _low(area),
            "high_km2": _high(area),
            "low_percent": _low(share),
            "high_percent": _high(share),
            "is_possible": read is not None,
        }


# The first unit of each dimension, to which the factors of `units` lead.
BASE_UNITS = {"area": "km2", "share": "percent", "count": "settlements", "area_rate": "km2_per_day"}


def _low(interval: Interval | None) -> Fraction | None:
    return None if interval is None else interval.low


def _high(interval: Interval | None) -> Fraction | None:
    return None if interval is None else interval.high


def formula_fault(formula: str) -> str:
    """Why a width formula of `qualifiers` cannot be read; empty if it can."""
    try:
        _width(formula)
    except (ValueError, SyntaxError) as error:
        return str(error)
    return ""


@lru_cache(maxsize=64)
def _width(formula: str) -> Width | None:
    """The function that a formula of u, v and w stands for; None for `unbounded`."""
    if formula == "unbounded":
        return None
    tree = ast.parse(formula, mode="eval").body
    _evaluate(tree, {name: Fraction(1) for name in "uvw"})
    return lambda u, v, w: _evaluate(tree, {"u": u, "v": v, "w": w})


def _evaluate(node: ast.expr, names: Mapping[str, Fraction]) -> Fraction:
    match node:
        case ast.Constant(value=int(value)):
            return Fraction(value)
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _evaluate(left, names) + _evaluate(right, names)
        case ast.BinOp(left=left, op=ast.Mult(), right=right):
            return _evaluate(left, names) * _evaluate(right, names)
        case ast.BinOp(left=left, op=ast.Div(), right=ast.Constant(value=int(divisor))) if divisor:
            return _evaluate(left, names) / divisor
        case ast.Call(func=ast.Name(id="min"), args=args, keywords=[]) if args:
            return min(_evaluate(arg, names) for arg in args)
        case ast.Call(func=ast.Name(id="max"), args=args, keywords=[]) if args:
            return max(_evaluate(arg, names) for arg in args)
        case ast.Call(func=ast.Name(id="clamp"), args=[value, low, high], keywords=[]):
            floor, ceiling = _evaluate(low, names), _evaluate(high, names)
            return min(max(_evaluate(value, names), floor), ceiling)
    raise ValueError(f"cannot read {ast.unparse(node)}; use u, v, w, numbers, +, *, /, min, max, clamp")
