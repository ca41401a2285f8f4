"""Is the data fit to publish?

Takes a checkout. Gives every problem at once, sorted. Refuses nothing: bad
data is a Problem, never an exception.
"""

from pathlib import Path

from claimed_ground.checks import (
    contract,
    dates,
    figures,
    files,
    form,
    fragments,
    ledgers,
    meaning,
    names,
    references,
    schema,
    sourcing,
    usage,
)
from claimed_ground.checks.context import Check, Context
from claimed_ground.descriptor import load_package
from claimed_ground.problem import Problem, in_order
from claimed_ground.tables import read_tables

# In reading order. The first two run on their own, before rows can be read.
CHECKS: tuple[Check, ...] = (
    form.CHECK,
    schema.CHECK,
    references.CHECK,
    figures.CHECK,
    dates.CHECK,
    fragments.CHECK,
    sourcing.CHECK,
    names.CHECK,
    usage.CHECK,
    ledgers.CHECK,
    meaning.CHECK,
)
GROUPS = (
    ("The descriptor", contract.CODES),
    ("Files", files.CODES),
    *((check.title, check.codes) for check in CHECKS),
)
HARMLESS = frozenset(("bom", "crlf", "unclaimed-file"))
FATAL = frozenset(("bad-descriptor", "bad-key"))


def check(root: Path) -> list[Problem]:
    """Every problem of the checkout at `root`, in order of file, line and field."""
    problems = contract.check_descriptor(root / "datapackage.json")
    if any(problem.code in FATAL for problem in problems):
        return in_order(problems)
    package = load_package(root / "datapackage.json")
    in_files = files.check_files(package, root)
    broken = {problem.path for problem in in_files if problem.code not in HARMLESS}
    context = Context(
        root=root,
        package=package,
        tables=read_tables(package, root),
        unreadable=frozenset(table.name for table in package if table.path in broken),
    )
    problems += in_files
    for one in CHECKS:
        if one.needs_order and problems:
            continue
        # A cell that is wrong in itself is told once, not again by every rule that reads it.
        told = {(problem.path, problem.line, problem.field) for problem in problems}
        problems += [new for new in one.run(context) if (new.path, new.line, new.field) not in told]
    return in_order(problems)
