"""Two claims whose figures cannot both hold as they are usually meant, though they can at a stretch.

“More than 800” is usually said of 800 to 900, and “about 75%” of 71 to 79. In a tension these usual
readings have no value in common, while the widest ones, which only take the words at their word, do.
Figures that even the widest readings keep apart are a tension too where only one of the two says what
it counts, for instance ground partly held: counted alike, they could not both hold, but they may not
be. Most tensions are a matter of rounding, of days, or of such definitions.

**To challenge one**, argue with the rule for the hedge: the rules are rows of the table
`qualifiers`, and changing a width there changes every reading.
"""

from collections.abc import Iterator

from claimed_ground.discrepancies.contrast import contrast
from claimed_ground.discrepancies.finding import Finding, Material, Rule


def find_tensions(material: Material) -> Iterator[Finding]:
    """Pairs of different statements that only the widest readings reconcile."""
    for pair in material.pairs:
        if pair.degree == "tension" and not pair.is_one_statement:
            yield contrast(pair, "tension", material.desk)


RULE = Rule("tension", "Tensions", __doc__, find_tensions)
