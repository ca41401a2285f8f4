"""Two claims whose figures cannot both hold, even when each is read at its widest.

Both speak of the same thing: the same region, party and quantity, directly or by a declared
conversion. Their widest readings (see Readings) have no value in common on any known area of the
region. Where they are for different days, they are still further apart than the region ever gained,
or lost, within so many days in the map series; where the series does not cover both days, than the
fastest change on record in that country in those years, from the series and from claims. How many
days apart two figures may be is in the table `limits`. Readings less than a thousandth of the figure
apart are taken to fit, unless both figures are bare: printed areas of a region differ by as much, and
the ends of a hedge are convention.

Two claims that say what they count, and do not count the same, are not compared. Where only one says
so, the other may count the same or not: such a pair is at most a tension, and its text opens with
that. What reporters computed from a claimant's figures is said to be theirs.

A claim is compared with what other claims imply too: 800 km² at 64% imply 450 km² still held.

**To challenge one**, show that a figure was read wrongly (the report's fragment is on the claim's
page), that the two count different things (then the claim's columns should say so, and they will no
longer be compared), or that the ground can change hands faster than the series shows.
"""

from collections.abc import Iterator

from claimed_ground.discrepancies.contrast import contrast
from claimed_ground.discrepancies.finding import Finding, Material, Rule


def find_contradictions(material: Material) -> Iterator[Finding]:
    """Pairs of different statements whose widest readings exclude each other."""
    for pair in material.pairs:
        if pair.degree == "contradiction" and not pair.is_one_statement:
            yield contrast(pair, "contradiction", material.desk)


RULE = Rule("contradiction", "Contradictions", __doc__, find_contradictions)
