"""Changes told by claim and field, and those of every other row.

Takes both sides' tables and their changes by key. Gives ClaimChanges and RowChanges. Refuses
nothing: what a row lacks, its words leave out.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from claimed_ground.descriptor import Package, Table
from claimed_ground.diff.document import ClaimChange, Count, FieldChange, OriginChange, RowChange, Unarchived
from claimed_ground.diff.keyed import ByTable, Change
from claimed_ground.origins import origin_rows
from claimed_ground.tables import NO_ROW, Row, Tables, unparse
from claimed_ground.wording import figure, span

# Tables whose rows are told with their claim.
OF_A_CLAIM = ("reports", "claim_links")
# Columns that say what a row is about, the best first.
NAMING = ("name", "label", "title", "summary", "explanation", "lead", "url", "outcome")
# Tables that words come from, by their keys.
NAMED = {
    "claims": "claim_id",
    "statements": "statement_id",
    "claimants": "claimant_id",
    "regions": "region_id",
    "units": "unit_id",
    "sources": "source_id",
    "publishers": "publisher_id",
    "indicators": "indicator_id",
}
ENDED = frozenset(("withdrawn", "corrected"))


def claim_changes(package: Package, before: Tables, after: Tables, changed: ByTable) -> Iterator[ClaimChange]:
    """Every claim that changed, or whose reports or links did."""
    claims = {str(change.key[0]): change for change in changed["claims"]}
    rows: defaultdict[str, list[RowChange]] = defaultdict(list)
    words = read_words(before, after)
    for name in OF_A_CLAIM:
        for change in changed[name]:
            rows[str(change.row["claim_id"])].append(_row_change(package.table(name), change, words))
    for claim_id in sorted(claims.keys() | rows.keys()):
        own = claims.get(claim_id)
        yield ClaimChange(
            claim_id=claim_id,
            kind=_kind(own) if own else "changed",
            headline=words.headline(claim_id),
            fields=_fields(package.table("claims"), own) if own else (),
            rows=tuple(rows[claim_id]),
        )


def row_changes(package: Package, before: Tables, after: Tables, changed: ByTable) -> Iterator[RowChange]:
    """Every changed row of the tables that are not told by claim."""
    words = read_words(before, after)
    for table in package:
        if table.name not in ("claims", *OF_A_CLAIM):
            for change in changed[table.name]:
                yield _row_change(table, change, words)


def counts(changed: ByTable) -> Iterator[Count]:
    """How many rows changed, by table; none for a table without changes."""
    for name, changes in changed.items():
        kinds = [change.kind for change in changes]
        if kinds:
            yield Count(name, kinds.count("added"), kinds.count("changed"), kinds.count("removed"))


def origin_changes(before: Tables, after: Tables) -> Iterator[OriginChange]:
    """Claims that are reported from more or fewer independent origins than before."""
    had = {row["claim_id"]: row["origins"] for row in origin_rows(before)}
    words = read_words(before, after)
    for row in origin_rows(after):
        claim_id, old = row["claim_id"], had.get(row["claim_id"], 0)
        if row["origins"] != old:
            yield OriginChange(claim_id, words.headline(claim_id), old, row["origins"])


def unarchived(after: Tables, changed: ByTable) -> Iterator[Unarchived]:
    """The sources that this change brings or newly leans on, without a copy in an archive."""
    concerned = {str(change.key[0]) for change in changed["sources"]}
    concerned |= {str(change.row["source_id"]) for change in changed["reports"] if change.kind == "added"}
    kept = {row["url"] for row in after["link_checks"] if row["archive_url"]}
    for source in after["sources"]:
        has_copy = source["archive_url"] or source["url"] in kept
        if source["source_id"] in concerned and source["url"] and not has_copy:
            yield Unarchived(source["source_id"], source["url"])


@dataclass(frozen=True)
class Words:
    """What claims and reports are called; `rows` are by table and id."""

    rows: Mapping[str, Mapping[str, Row]]

    def headline(self, claim_id: str) -> str:
        """`Sergei Rudskoi: share retaken, Kursk Oblast, about 64%, 20 February 2025`."""
        claim = self._row("claims", claim_id)
        if not claim:
            return ""
        claimant = self._row("claimants", self._row("statements", claim["statement_id"]).get("claimant_id"))
        parts = [
            str(self._row("indicators", claim["indicator_id"]).get("label", "")).lower(),
            str(self._row("regions", claim["region_id"]).get("name", "")),
            self.figure(claim),
            span(claim),
        ]
        return f"{claimant.get('name', '')}: {', '.join(part for part in parts if part)}"

    def report(self, row: Row) -> str:
        """`Republica, body: about 64%, “about 64 percent”`."""
        source = self._row("sources", row["source_id"])
        publisher = self._row("publishers", source.get("publisher_id")).get("name", "")
        quoted = f"“{row['fragment']}”" if row["fragment"] else ""
        parts = ", ".join(part for part in (self.figure(row), quoted) if part)
        return f"{publisher}, {row['place']}: {parts}"

    def figure(self, row: Row) -> str:
        """The figure with its hedge; empty where the row has none."""
        if row["value"] is None:
            return ""
        return figure(row, str(self._row("units", row["unit_id"]).get("label", "")))

    def _row(self, table: str, key: object) -> Row:
        return self.rows[table].get(str(key), NO_ROW)


def read_words(before: Tables, after: Tables) -> Words:
    """Words from the side that has a row; from the newer one if both do."""
    return Words(
        {
            name: {row[key]: row for side in (before, after) for row in side[name]}
            for name, key in NAMED.items()
        }
    )


def _kind(change: Change) -> str:
    if change.kind != "changed" or change.before is None or change.after is None:
        return change.kind
    status = change.after["status"]
    return str(status) if status in ENDED and change.before["status"] != status else "changed"


def _row_change(table: Table, change: Change, words: Words) -> RowChange:
    row = change.row
    if table.name == "reports":
        label = words.report(row)
    elif table.name == "claim_links":
        label = f"{row['relation']} {words.headline(str(row['target_id']))}"
    else:
        label = next((str(row[name]) for name in NAMING if row.get(name)), "")
    key = ", ".join(unparse(part) for part in change.key)
    return RowChange(table.name, key, change.kind, label, row.line, _fields(table, change))


def _fields(table: Table, change: Change) -> tuple[FieldChange, ...]:
    """The cells that differ; none for a row that was added or removed, whose label tells it."""
    if change.before is None or change.after is None:
        return ()
    before, after = change.before, change.after
    return tuple(
        FieldChange(field.title, unparse(before[field.name]), unparse(after[field.name]))
        for field in table.fields
        if before[field.name] != after[field.name]
    )
