"""Figures of one statement that do not fit together.

Ground retaken is the peak less what is still held; the share retaken is ground retaken by the peak;
what the one party does not hold of a region, the other does; a joint region is the sum of its
parts, and a period the sum of shorter ones; what was taken is what is held after less what was held
before. Where a statement gives all the terms of such a sum, it should hold within the readings of
the figures. The degree says whether only the usual readings break it, or the widest ones too.

Each set of figures that do not fit is listed once, by the first sum that shows it. Sums that
take figures from several statements of one claimant are under contradictions and tensions.

**To challenge one**, show that a figure belongs to another day or another whole.
"""

from collections.abc import Iterator

from claimed_ground.discrepancies.contrast import contrast
from claimed_ground.discrepancies.finding import Finding, Material, Rule


def find_arithmetic(material: Material) -> Iterator[Finding]:
    """Pairs of figures, one stated and one stated or implied, within one statement."""
    for pair in material.pairs:
        if pair.degree != "agreement" and pair.is_one_statement:
            yield contrast(pair, "arithmetic", material.desk)


RULE = Rule("arithmetic", "Arithmetic within one statement", __doc__, find_arithmetic)
