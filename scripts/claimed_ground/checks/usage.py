"""Does everything hang together: every claim reported, every source and name used?"""

from collections.abc import Iterator

from claimed_ground.checks.context import Check, Context
from claimed_ground.problem import Problem, shown

CODES = {
    "claim-without-report": "A claim that no report carries.",
    "unused-source": "A source that nothing refers to.",
    "unused-publisher": "A publisher of no source, and no agency of one.",
    "unused-claimant": "A claimant without a statement.",
    "unused-statement": "A statement without a claim.",
    "unused-topic": "A topic without a filter that gathers its claims.",
    "too-few-rows": "A table with fewer rows than its floor in the descriptor: rows were lost.",
}
# table → code, and how one speaks of a row that nothing refers to
REFERRED = {
    "sources": ("unused-source", "no report, region, estimate or other source refers to it"),
    "publishers": ("unused-publisher", "no source is published by it or carries its text"),
    "claimants": ("unused-claimant", "no statement is theirs"),
    "statements": ("unused-statement", "no claim was made in it"),
    "topics": ("unused-topic", "no filter gathers its claims"),
}

# Records of our own looking: that we looked a source up is not a use of it.
LEDGERS = frozenset(("verifications", "link_checks"))


def check_usage(context: Context) -> Iterator[Problem]:
    """Rows that nothing refers to, claims without reports, tables under their floor."""
    used = _references(context)
    for name, (code, reason) in REFERRED.items():
        if _referring(context, name) & context.unreadable:
            continue  # the references may stand in the file that cannot be read
        key = context.package.table(name).primary_key[0]
        for row in context.tables[name]:
            if row[key] not in used[name]:
                yield context.problem(name, row, key, f"{shown(row[key])}: {reason}", code)
    reported = {report["claim_id"] for report in context.tables["reports"]}
    for claim in [] if "reports" in context.unreadable else context.tables["claims"]:
        if claim["claim_id"] not in reported and claim["status"] == "active":
            message = f"{shown(claim['claim_id'])}: no row of data/reports.csv reports it"
            yield context.problem("claims", claim, "claim_id", message, "claim-without-report")
    for table in context.readable():
        have = len(context.tables[table.name])
        if have < table.minimum_rows:
            message = f"has {have} rows, fewer than the floor of {table.minimum_rows}; were rows lost?"
            yield Problem(table.path, 0, "", message, "too-few-rows")


def _referring(context: Context, name: str) -> set[str]:
    """The tables with a foreign key to this one."""
    return {table.name for table in context.package for key in table.foreign_keys if key.table == name}


def _references(context: Context) -> dict[str, set[str]]:
    """Table → the keys of its rows that another row refers to."""
    used: dict[str, set[str]] = {table.name: set() for table in context.package}
    for table in context.package:
        if table.name in LEDGERS:
            continue
        key = table.primary_key[0]
        for foreign in table.foreign_keys:
            if len(foreign.fields) != 1:
                continue
            for row in context.tables[table.name]:
                to_itself = foreign.table == table.name and row[foreign.fields[0]] == row[key]
                if row[foreign.fields[0]] is not None and not to_itself:
                    used[foreign.table].add(row[foreign.fields[0]])
    return used


CHECK = Check("Completeness", CODES, check_usage)
