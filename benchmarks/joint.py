"""What it costs to find, prove and describe the sets of claims that cannot all be true.

First 1, 10 and 100 groups of ten claims, each about a country of its own, so that no search
joins two; then one group of more and more claims. Figures are drawn by lot from a fixed seed
around one true course of the front, so that some do not fit. Prints seconds of processor time and
how many of them the solver took, sets found, questions asked in the search and the exponent of
growth (1 is linear), each size in a process of its own. Nothing is asserted; compare figures of
one run only.

    .venv/bin/python benchmarks/joint.py
"""

import math
import random
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

import highspy
from small_tables import claim, package, row, tables_of

from claimed_ground import joint
from claimed_ground.tables import Row

GROUPS = ((1, 10), (10, 10), (100, 10))
SIZES = ((1, 10), (1, 20), (1, 40), (1, 80), (1, 160))
START = date(2025, 1, 1)
SPREAD = 0.05


def group(number: int, size: int) -> list[Row]:
    """Claims of what is held on a day and of what was taken until then, most of which fit."""
    lot = random.Random(number)
    made = []
    for index in range(size):
        day = lot.randrange(10, 300)
        wrong = lot.gauss(0, SPREAD)
        days = {"as_of": START + timedelta(day)}
        value = round((5000 + 10 * day) * (1 + wrong))
        kind = "area_held"
        if index % 3 == 2:
            days = {"period_start": START, "period_end": START + timedelta(day)}
            value, kind = round(10 * day * (1 + 5 * wrong)), "area_taken"
        made.append(
            claim(
                f"g{number}-{index}", statement=f"g{number}-{index}", value=value, qualifier_id="about",
                region_id=f"g{number}-place", indicator_id=kind, **days,
            )
        )  # fmt: skip
    return made


def timed_solver(spent: list[float]) -> None:
    """Note how long each run of the solver takes."""
    run = highspy.Highs.run

    def timed(model: highspy.Highs) -> highspy.HighsStatus:
        started = time.process_time()
        status = run(model)
        spent.append(time.process_time() - started)
        return status

    highspy.Highs.run = timed


def measure(groups: int, size: int) -> None:
    """Print seconds, sets and questions for so many groups of so many claims."""
    claims = [one for number in range(groups) for one in group(number, size)]
    tables = tables_of(*claims)
    tables["regions"] += [
        row("regions", region_id=f"g{number}-place", name=f"Place {number}", kind="oblast")
        for number in range(groups)
    ]
    joint.HEAVY = len(claims) + 1  # in one process, so that its time is all of the time
    spent: list[float] = []
    timed_solver(spent)
    started = time.process_time()
    found = joint.derive_conflicts(package(), tables)
    seconds = time.process_time() - started
    searches = found["conflict_searches"]
    complete = min((search["complete_to"] for search in searches), default=0)
    print(
        seconds,
        sum(spent),
        len(found["conflict_sets"]),
        sum(search["calls"] for search in searches),
        complete,
    )


COLUMNS = ("groups", "claims each", "seconds", "of solver", "sets", "questions", "complete to", "exponent")


def table(cases: tuple[tuple[int, int], ...]) -> None:
    """Measure each case, and print the table."""
    before = (math.nan, 1)
    print(*(f"{name:>12}" for name in COLUMNS))
    for groups, size in cases:
        command = [sys.executable, __file__, str(groups), str(size)]
        made = subprocess.run(command, capture_output=True, text=True, check=True)
        seconds, solver, sets, questions, complete = made.stdout.split()
        growth = math.log(groups * size / before[1])
        exponent = math.log(float(seconds) / before[0]) / growth if growth else math.nan
        before = (float(seconds), groups * size)
        figures = (
            groups,
            size,
            f"{before[0]:.2f}",
            f"{float(solver):.2f}",
            sets,
            questions,
            complete,
            f"{exponent:.2f}",
        )
        print(*(f"{figure:>12}" for figure in figures))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]), int(sys.argv[2]))
    else:
        table(GROUPS)
        table(SIZES)
