"""How the cost of readings, discrepancies and drift grows with the number of claims.

Builds 1, 10 and 100 times the real claims with their statements, reports, links, regions and map
series: each copy is about regions of its own, as if as much were claimed of other places as of
these. Prints seconds of processor time, rows and peak memory, each size in a process of its own,
and the exponent of growth (1 is linear). Nothing is asserted; compare figures of one run only.

    .venv/bin/python benchmarks/discrepancies.py
"""

import math
import resource
import subprocess
import sys
import time
from pathlib import Path

from claimed_ground.descriptor import load_package
from claimed_ground.discrepancies import find, gather
from claimed_ground.discrepancies.skips import skip_rows
from claimed_ground.origins import origin_rows, report_origin_rows
from claimed_ground.readings import reading_rows
from claimed_ground.reporting import drift_rows
from claimed_ground.tables import Row, read_tables

ROOT = Path(__file__).parent.parent
SIZES = (1, 10, 100)
COPIED = ("claims", "statements", "reports", "claim_links", "estimates", "regions", "region_parts")
IDS = frozenset(("claim_id", "statement_id", "target_id", "region_id", "part_id"))


def copied(row: Row, copy: int) -> Row:
    """A row with the ids of claims, statements and regions marked."""
    values = {name: f"{value}-{copy}" if name in IDS and value else value for name, value in row.items()}
    return Row(values, row.line, row.cells)


def measure(times: int) -> None:
    """Print seconds, rows and MB for so many times the real data."""
    package = load_package(ROOT / "datapackage.json")
    tables = read_tables(package, ROOT)
    for name in COPIED:
        tables[name] = [copied(row, copy) if copy else row for copy in range(times) for row in tables[name]]
    started = time.process_time()
    material, skipped = gather(tables)
    findings = find(material)
    made = (reading_rows, drift_rows, origin_rows, report_origin_rows)
    rows = sum(1 for rows_of in made for _ in rows_of(tables)) + sum(1 for _ in skip_rows(skipped, material))
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(times, len(tables["claims"]), seconds, rows + len(findings), len(findings), peak)


COLUMNS = ("times", "claims", "seconds", "rows", "discrepancies", "peak MB", "exponent")


def main() -> None:
    """Measure each size, and print the table."""
    before = math.nan
    print(*(f"{name:>14}" for name in COLUMNS))
    for size in SIZES:
        made = subprocess.run(
            [sys.executable, __file__, str(size)], capture_output=True, text=True, check=True
        )
        times, claims, seconds, rows, discrepancies, peak = made.stdout.split()
        exponent = math.log10(float(seconds) / before)
        before = float(seconds)
        figures = (
            times,
            claims,
            f"{before:.2f}",
            rows,
            discrepancies,
            f"{float(peak):.0f}",
            f"{exponent:.2f}",
        )
        print(*(f"{figure:>14}" for figure in figures))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
    else:
        main()
