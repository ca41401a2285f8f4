"""Everything that is worked out from the curated tables.

Takes the package and the curated tables. Gives rows by derived table, with exact numbers rounded
to four decimals, as they are printed. Refuses nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

from claimed_ground.descriptor import Package
from claimed_ground.discrepancies import RULES, find, gather
from claimed_ground.discrepancies.finding import Finding
from claimed_ground.discrepancies.limits import limit_rows
from claimed_ground.discrepancies.rulings import match_rulings
from claimed_ground.discrepancies.skips import skip_rows
from claimed_ground.joint import derive_conflicts
from claimed_ground.origins import origin_rows, report_origin_rows
from claimed_ground.readings import reading_rows
from claimed_ground.reporting import drift_rows
from claimed_ground.tables import Tables

PLACES = Decimal("0.0001")


def derive(package: Package, tables: Tables, kept: Path | None = None) -> dict[str, list[dict[str, Any]]]:
    """Table name → rows, in the order of their keys, columns as the descriptor has them.

    `kept`: a folder for results that take long and are the same while their rows are.
    """
    material, skipped = gather(tables)
    findings = find(material)
    derived: dict[str, Iterable[Mapping[str, Any]]] = {
        "rules": _rule_rows(),
        "limits": limit_rows(),
        "readings": reading_rows(tables),
        "discrepancies": _discrepancy_rows(findings, match_rulings(findings, tables)),
        "discrepancy_claims": _claim_rows(findings),
        "discrepancy_reports": _report_rows(findings),
        "not_compared": skip_rows(skipped, material),
        "drift": drift_rows(tables),
        "origins": origin_rows(tables),
        "report_origins": report_origin_rows(tables),
        **derive_conflicts(package, tables, kept),
    }
    return {name: _finished(package, name, rows) for name, rows in derived.items()}


def summary(derived: Mapping[str, Sequence[Mapping[str, Any]]]) -> str:
    """How many discrepancies of each kind there are, in the order of the methods page, for one line."""
    kinds = Counter(row["kind"] for row in derived["discrepancies"])
    sets = Counter(row["claims"] for row in derived["conflict_sets"])
    sizes = ", ".join(f"{count} of {size}" for size, count in sorted(sets.items())) or "none"
    found = ", ".join(f"{kinds[rule.kind]} {rule.kind}" for rule in RULES)
    return f"{found}; sets that do not fit together, by claims: {sizes}"


def _finished(package: Package, name: str, rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows with the described columns only, rounded, in the order of their keys."""
    table = package.table(name)
    columns = table.columns
    made = [{column: _rounded(row.get(column)) for column in columns} for row in rows]
    return sorted(made, key=lambda row: [_in_order(row[key]) for key in table.primary_key])


def _in_order(key: Any) -> tuple[int, str]:
    """Numbers by size, anything else by its text."""
    return (key, "") if isinstance(key, int) else (0, str(key))


def _rounded(value: Any) -> Any:
    """A fraction as a decimal of at most four places; anything else as it is."""
    if not isinstance(value, Fraction):
        return value
    if value.denominator == 1:
        return Decimal(value.numerator)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(PLACES, ROUND_HALF_EVEN)


def _rule_rows() -> Iterator[dict[str, Any]]:
    for position, rule in enumerate(RULES, start=1):
        yield {
            "kind": rule.kind,
            "position": position,
            "title": rule.title,
            "explanation": rule.explanation,
        }


def _discrepancy_rows(
    findings: Iterable[Finding], rulings: Mapping[str, Sequence[str]]
) -> Iterator[dict[str, Any]]:
    for finding in findings:
        ruling = rulings.get(finding.discrepancy_id)
        yield {
            **finding.values,
            "discrepancy_id": finding.discrepancy_id,
            "kind": finding.kind,
            "detail": finding.detail,
            "degree": finding.degree,
            "sentence": finding.sentence,
            "ruling_id": ruling[0] if ruling else None,
        }


def _claim_rows(findings: Iterable[Finding]) -> Iterator[dict[str, Any]]:
    for finding in findings:
        for side, claims in (("first", finding.firsts), ("second", finding.seconds)):
            for claim_id in claims:
                yield {"discrepancy_id": finding.discrepancy_id, "claim_id": claim_id, "side": side}


def _report_rows(findings: Iterable[Finding]) -> Iterator[dict[str, Any]]:
    for finding in findings:
        for claim_id, source_id, place in finding.reports:
            yield {
                "discrepancy_id": finding.discrepancy_id,
                "claim_id": claim_id,
                "source_id": source_id,
                "place": place,
            }
