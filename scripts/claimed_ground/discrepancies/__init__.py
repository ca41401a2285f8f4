"""Where claims disagree, and where they agree across the front.

Takes the curated tables. Gives rows of the derived tables `discrepancies`, `discrepancy_claims`,
`discrepancy_reports` and `not_compared`. Refuses nothing: what cannot be compared is left out or
listed with the reason.
"""

from claimed_ground.discrepancies import (
    agreement,
    arithmetic,
    contradiction,
    denial,
    estimate,
    impossible,
    reporting,
    tension,
)
from claimed_ground.discrepancies.finding import Finding, Material, Rule
from claimed_ground.discrepancies.implied import imply
from claimed_ground.discrepancies.own import check_own, worth_comparing
from claimed_ground.discrepancies.pairs import Field, Pair, Skipped, pair_months, pair_up
from claimed_ground.discrepancies.periods import compare_periods
from claimed_ground.figures import read_desk, read_figures
from claimed_ground.rates import fastest_on_record
from claimed_ground.series import read_series
from claimed_ground.tables import Tables

# In the order of the methods page.
RULES: tuple[Rule, ...] = (
    contradiction.RULE,
    tension.RULE,
    agreement.RULE,
    denial.RULE,
    reporting.RULE,
    arithmetic.RULE,
    estimate.RULE,
    impossible.RULE,
)


def gather(tables: Tables) -> tuple[Material, list[Skipped]]:
    """What the rules look at, and the pairs that only look alike."""
    desk = read_desk(tables)
    figures = tuple(read_figures(tables, desk))
    courses = read_series(tables, desk.ground)
    implied, totals = imply(figures, desk.ground)
    field = Field(courses, fastest_on_record(tables, figures), totals, _links(tables))
    pairs: list[Pair] = []
    skipped: list[Skipped] = []
    for met in (
        *pair_up((*figures, *worth_comparing(figures, implied)), field),
        *pair_months(figures, field),
        *compare_periods(figures, field),
        *check_own(figures, implied, field),
    ):
        if isinstance(met, Pair):
            pairs.append(met)
        else:
            skipped.append(met)
    return Material(tables, desk, figures, courses, totals, tuple(pairs)), skipped


def _links(tables: Tables) -> dict[frozenset[str], tuple[str, str]]:
    """Two claims → the one that rests on the other, or takes its place, and how."""
    return {
        frozenset((link["claim_id"], link["target_id"])): (link["claim_id"], link["relation"])
        for link in tables["claim_links"]
        if link["relation"] != "denies"
    }


def find(material: Material) -> list[Finding]:
    """Every finding, once, in the order of their ids."""
    found: dict[str, Finding] = {}
    for rule in RULES:
        for finding in rule.find(material):
            found.setdefault(finding.discrepancy_id, finding)
    return [found[key] for key in sorted(found)]
