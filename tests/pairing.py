"""Claims of a few speakers, and what the rules on pairs find among them."""

from datetime import date
from fractions import Fraction

from small_tables import claim, tables_of

from claimed_ground.discrepancies import find, gather
from claimed_ground.discrepancies.finding import Finding

DAY = date(2025, 2, 20)
SIDES = {"r": ("russia-mod", DAY), "u": ("ukraine-staff", DAY), "t": ("afp", DAY), "r2": ("russia-mod", DAY)}
F = Fraction


def pairs(*claims, speakers=SIDES, **more) -> list[Finding]:
    material, _ = gather(tables_of(*claims, speakers=speakers, **more))
    return [f for f in find(material) if f.kind in ("contradiction", "tension", "agreement", "arithmetic")]


def skips(*claims, speakers=SIDES, **more) -> list[str]:
    return [skip.reason for skip in gather(tables_of(*claims, speakers=speakers, **more))[1]]


def held(name: str, value: float | str, as_of: date | None = DAY, **values):
    return claim(f"{name}-held", statement=name, value=value, as_of=as_of, **values)


def taken(name: str, value: float, start: date | None, end: date, **values):
    values = {"indicator_id": "area_taken", "region_id": "ua", **values}
    return claim(f"{name}-taken", statement=name, value=value, period_start=start, period_end=end, **values)
