"""Two claims from opposing sides whose figures can both hold.

One speaks for Russia and one for Ukraine, of the same quantity, for days at most 14 apart, and
their usual readings overlap without granting any change between the days. That the two sides agree
does not make the figure right; it means that this figure is not what they dispute. What reporters
computed from the figures of one side is not that side's word, so it agrees with nobody.

**To challenge one**, show that the two count different things.
"""

from collections.abc import Iterator

from claimed_ground.discrepancies.contrast import contrast
from claimed_ground.discrepancies.finding import Finding, Material, Rule


def find_agreements(material: Material) -> Iterator[Finding]:
    """Pairs across the front whose usual readings overlap."""
    for pair in material.pairs:
        if pair.degree == "agreement":
            yield contrast(pair, "agreement", material.desk)


RULE = Rule("agreement", "Agreements across the front", __doc__, find_agreements)
