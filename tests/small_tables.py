"""Tables for tests of meaning: the real vocabulary and areas, and as few claims as a case needs."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from checkout import ROOT

from claimed_ground.descriptor import Package, load_package
from claimed_ground.tables import Row, read_tables

VOCABULARY = ("regions", "region_parts", "indicators", "units", "qualifiers", "hedge_words")
Tables = dict[str, list[Row]]


@cache
def package() -> Package:
    return load_package(ROOT / "datapackage.json")


@cache
def real_tables() -> Tables:
    """The curated data as it is; not to be changed."""
    return read_tables(package(), ROOT)


def row(table: str, **values: Any) -> Row:
    """A row of a table; columns not given are empty."""
    columns = package().table(table).columns
    assert set(values) <= set(columns), set(values) - set(columns)
    return Row({name: values.get(name) for name in columns}, 2, ())


def empty_tables() -> Tables:
    real = real_tables()
    return {table.name: list(real[table.name]) if table.name in VOCABULARY else [] for table in package()}


def claim(claim_id: str, *, statement: str, value: float | str, **values: Any) -> Row:
    """An active, stated claim: by default an area in km² held by Russia in Donetsk Oblast."""
    defaults: dict[str, Any] = {
        "region_id": "ua-donetsk",
        "party": "russia",
        "indicator_id": "area_held",
        "qualifier_id": "exactly",
        "unit_id": "km2",
        "origin": "stated",
        "status": "active",
        "figure_source_id": "source",
        "figure_place": "body",
        "summary": f"Someone said {value}.",
    }
    if "value_upper" in values:
        values["value_upper"] = Decimal(str(values["value_upper"]))
    return row(
        "claims",
        **{
            **defaults,
            **values,
            "claim_id": claim_id,
            "statement_id": statement,
            "value": Decimal(str(value)),
        },
    )


def kursk(claim_id: str, *, statement: str, value: float | str, indicator: str, **values: Any) -> Row:
    """A claim about Kursk: held and peak are Ukraine's, retaken is Russia's."""
    unit = "percent" if indicator.startswith("share") else "settlements" if "settle" in indicator else "km2"
    party = "russia" if indicator.endswith("retaken") else "ukraine"
    return claim(
        claim_id,
        statement=statement,
        value=value,
        indicator_id=indicator,
        **{"region_id": "ru-kursk", "party": party, "unit_id": unit, **values},
    )


def tables_of(
    *claims: Row, speakers: Mapping[str, tuple[str, date | None]] | None = None, **more: list[Row]
) -> Tables:
    """Tables with these claims. `speakers`: statement → (claimant, day); the side is in the claimant's name.

    Statements not given are each by a claimant of their own name, of the third party.
    """
    tables = empty_tables()
    tables["claims"] = list(claims)
    for statement_id in dict.fromkeys(one["statement_id"] for one in claims):
        claimant_id, day = (speakers or {}).get(statement_id, (statement_id, None))
        tables["statements"].append(
            row("statements", statement_id=statement_id, claimant_id=claimant_id, stated_on=day, summary="…")
        )
        if claimant_id not in {known["claimant_id"] for known in tables["claimants"]}:
            side = next((side for side in ("russia", "ukraine") if side in claimant_id), "third_party")
            tables["claimants"].append(
                row("claimants", claimant_id=claimant_id, name=claimant_id.title(), kind="person", side=side)
            )
    for name, rows in more.items():
        tables[name] = rows
    return tables


def series(region_id: str, start: date, *areas: float) -> list[Row]:
    """The map series of a region, day after day."""
    return [
        row(
            "estimates",
            estimated_on=start + timedelta(days),
            region_id=region_id,
            party="russia",
            area_km2=Decimal(str(area)),
        )
        for days, area in enumerate(areas)
    ]
