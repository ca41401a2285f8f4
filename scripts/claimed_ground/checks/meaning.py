"""Do the rules of reading work, and does every ruling still explain something?

These need every figure read and compared, so they run when all else is in order.
"""

from collections.abc import Iterator

from claimed_ground.checks.context import Check, Context
from claimed_ground.discrepancies.rulings import unmatched_rulings
from claimed_ground.problem import Problem, shown
from claimed_ground.readings import formula_fault

CODES = {
    "bad-formula": "A width of a qualifier that is not a formula of u, v and w.",
    "unmatched-ruling": "A ruling that explains no discrepancy any more: its claims or figures changed.",
}


def check_meaning(context: Context) -> Iterator[Problem]:
    """Formulas first: without them there is nothing to compare."""
    faults = list(_formulas(context))
    yield from faults
    if faults:
        return
    for ruling in unmatched_rulings(context.tables):
        message = (
            f"{shown(ruling['ruling_id'])} explains no discrepancy of kind {ruling['kind']} "
            "among its claims; correct its claims or withdraw it"
        )
        yield context.problem("rulings", ruling, "ruling_id", message, "unmatched-ruling")


def _formulas(context: Context) -> Iterator[Problem]:
    for row in context.tables["qualifiers"]:
        for field in ("usual_width", "strict_width"):
            fault = formula_fault(row[field]) if row[field] else ""
            if fault:
                yield context.problem(
                    "qualifiers", row, field, f"{shown(row[field])}: {fault}", "bad-formula"
                )


CHECK = Check("Meaning", CODES, check_meaning, needs_order=True)
