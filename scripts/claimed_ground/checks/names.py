"""One person, one id: no name or alias may lead to two rows."""

from collections.abc import Iterator

from claimed_ground.checks.context import Check, Context
from claimed_ground.likeness import folded
from claimed_ground.problem import Problem, shown

CODES = {
    "name-twice": "A name or alias that two claimants, or two publishers, share.",
    "unnamed-unexplained": "An unnamed claimant without a word on who spoke.",
}


def check_names(context: Context) -> Iterator[Problem]:
    """Names and aliases of claimants and of publishers."""
    for table in ("claimants", "publishers"):
        yield from _twice(context, table)
    for row in context.tables["claimants"]:
        if row["kind"] == "unnamed" and not row["stands_for"]:
            message = "is empty; say what is known of this unnamed speaker"
            yield context.problem("claimants", row, "stands_for", message, "unnamed-unexplained")


def _twice(context: Context, table: str) -> Iterator[Problem]:
    key = context.package.table(table).primary_key[0]
    owner: dict[str, str] = {}
    for row in context.tables[table]:
        for name in [row["name"] or "", *(row["aliases"] or "").split("; ")]:
            first = owner.setdefault(folded(name), row[key]) if name else row[key]
            if first != row[key]:
                message = f"{shown(name)} is a name of {shown(first)} already; one name, one id"
                yield context.problem(table, row, "aliases", message, "name-twice")


CHECK = Check("Names", CODES, check_names)
