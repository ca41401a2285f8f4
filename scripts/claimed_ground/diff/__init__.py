"""What changed in the dataset from one state to another, in words.

Takes two folders that hold a dataset, and the function that derives tables. Gives a Comparison.
Refuses nothing: where a side does not pass the checks, what is derived is left out and a note
says so.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from claimed_ground.descriptor import Package, load_package
from claimed_ground.diff.claims import claim_changes, counts, origin_changes, row_changes, unarchived
from claimed_ground.diff.document import Comparison
from claimed_ground.diff.findings import conflict_changes, discrepancy_changes
from claimed_ground.diff.keyed import compare_tables
from claimed_ground.diff.sides import Side, count_faults, described, described_anew, read_side
from claimed_ground.tables import Tables

Derive = Callable[[Package, Tables], Mapping[str, Sequence[Mapping[str, Any]]]]


def compare(base: Side, head: Side, derive: Derive) -> Comparison:
    """Everything that changed from `base` to `head`, both read with the descriptor of `head`."""
    package = load_package(head.root / "datapackage.json")
    own = described(base)
    before, after = read_side(package, own, base), read_side(package, package, head)
    changed = compare_tables(package, before, after)
    notes = described_anew(own, package)
    derived: list[Mapping[str, Sequence[Mapping[str, Any]]]] = []
    if any(changed.values()):
        for side, tables in ((base, before), (head, after)):
            if found := count_faults(package, tables, side.root):
                noun = "fault" if found == 1 else "faults"
                notes.append(f"{side.name}: {found} {noun}, so that discrepancies were not compared.")
            else:
                derived.append(derive(package, tables))
    sound = len(derived) == 2
    return Comparison(
        base=base.name,
        head=head.name,
        notes=tuple(notes),
        counts=tuple(counts(changed)),
        claims=tuple(claim_changes(package, before, after, changed)),
        rows=tuple(row_changes(package, before, after, changed)),
        discrepancies=tuple(discrepancy_changes(*derived)) if sound else (),
        conflict_sets=tuple(conflict_changes(*derived)) if sound else (),
        origins=tuple(origin_changes(before, after)),
        unarchived=tuple(unarchived(after, changed)),
    )
