"""The two articles that the dataset started from: taken out of a copy, and told again as answers."""

import csv
import re
import shutil
from pathlib import Path

from claimed_ground.descriptor import load_package
from claimed_ground.tables import canonical

SEEDS = ("daily-sabah-2025-02-20-kursk-64", "republica-2025-02-20-kursk-64")
# Ids that a person chose otherwise than the program would propose.
NAMED = (
    "putin-2025-02-19-border-event",
    "rudskoi-2025-02-20-three-regions-share-held",
    "ukraine-unnamed-2025-02-denials-border-event",
)
Rows = dict[str, list[dict[str, str]]]
Answers = dict[str, str]


def read_rows(root: Path) -> Rows:
    """Every table of a checkout as text."""
    found = {}
    for table in load_package(root / "datapackage.json"):
        with (root / table.path).open(encoding="utf-8", newline="") as handle:
            found[table.name] = list(csv.DictReader(handle))
    return found


def write_rows(root: Path, rows: Rows) -> None:
    """Write tables in canonical form."""
    for table in load_package(root / "datapackage.json"):
        cells = [[row[name] for name in table.columns] for row in rows[table.name]]
        (root / table.path).write_text(canonical(table, table.columns, cells), encoding="utf-8")


def copy_data(root: Path, folder: Path) -> Path:
    """A copy of a checkout's descriptor and data."""
    shutil.copytree(root / "data", folder / "data")
    shutil.copyfile(root / "datapackage.json", folder / "datapackage.json")
    return folder


def read_bytes(root: Path) -> dict[str, bytes]:
    """Every data file's content by name."""
    return {path.name: path.read_bytes() for path in sorted((root / "data").glob("*.csv"))}


def narrow(root: Path) -> Path:
    """Keep the claims that the two articles carry, all that hangs on them, and the vocabularies."""
    rows = read_rows(root)
    drop_lookups(rows)
    claims = {row["claim_id"] for row in rows["reports"] if row["source_id"] in SEEDS}
    for table in ("claims", "reports"):
        rows[table] = [row for row in rows[table] if row["claim_id"] in claims]
    rows["claim_links"] = [
        row for row in rows["claim_links"] if {row["claim_id"], row["target_id"]} <= claims
    ]
    for table in ("rulings", "ruling_claims", "curation_log"):
        rows[table] = []
    rows["estimates"] = rows["estimates"][:5]
    statements = {row["statement_id"] for row in rows["claims"]}
    rows["statements"] = [row for row in rows["statements"] if row["statement_id"] in statements]
    drop_unused_sources(rows)
    drop_unused(rows)
    drop_floors(root)
    write_rows(root, rows)
    return root


def drop_lookups(rows: Rows) -> None:
    """Without what `ground verify` and `ground archive` noted of the two articles."""
    for table in ("anchors", "verifications", "link_checks"):
        rows[table] = [row for row in rows[table] if row["source_id"] not in SEEDS]


def drop_unused_sources(rows: Rows) -> None:
    sources = {row["source_id"]: row for row in rows["sources"]}
    kept = {row["source_id"] for name in ("reports", "estimates") for row in rows[name]}
    kept |= {cell for row in rows["regions"] for name, cell in row.items() if name.endswith("source_id")}
    kept |= {row["primary_source_id"] for row in rows["statements"]}
    for source in list(kept):
        while source and (source := sources[source]["derives_from"]):
            kept.add(source)
    for table in ("sources", "anchors", "verifications", "link_checks"):
        rows[table] = [row for row in rows[table] if row["source_id"] in kept]


def drop_floors(root: Path) -> None:
    path = root / "datapackage.json"
    path.write_text(re.sub(r'"minimumRows": \d+', '"minimumRows": 0', path.read_text("utf-8")), "utf-8")


def take_out(root: Path, sources: tuple[str, ...] = SEEDS) -> list[Answers]:
    """Remove sources and all that only they carry; give the answers that would bring it back."""
    before = read_rows(root)
    rows = {name: list(table) for name, table in before.items()}
    rows["sources"] = [row for row in rows["sources"] if row["source_id"] not in sources]
    rows["reports"] = [row for row in rows["reports"] if row["source_id"] not in sources]
    reported = {row["claim_id"] for row in rows["reports"]}
    rows["claims"] = [
        _without_best(row, rows, sources) for row in rows["claims"] if row["claim_id"] in reported
    ]
    rows["claim_links"] = [row for row in rows["claim_links"] if row["claim_id"] in reported]
    drop_unused(rows)
    write_rows(root, rows)
    told: set[str] = {row["claim_id"] for row in rows["claims"]}
    answers = []
    for report in _in_order(before, sources):
        answers.append(_answers(report, before, rows, report["claim_id"] in told))
        told.add(report["claim_id"])
    return answers


def _without_best(claim: dict[str, str], rows: Rows, sources: tuple[str, ...]) -> dict[str, str]:
    """The claim, its figure taken from another report that prints the same."""
    if claim["figure_source_id"] not in sources:
        return claim
    figure = [claim[name] for name in ("claim_id", "qualifier_id", "value", "value_upper", "unit_id")]
    alike = (
        r
        for r in rows["reports"]
        if [r[n] for n in ("claim_id", "qualifier_id", "value", "value_upper", "unit_id")] == figure
    )
    best = next(alike)
    return claim | {"figure_source_id": best["source_id"], "figure_place": best["place"]}


def drop_unused(rows: Rows) -> None:
    """Statements, claimants and publishers that nothing refers to any more."""
    for table, key, users in (
        ("statements", "statement_id", (("claims", "statement_id"),)),
        ("claimants", "claimant_id", (("statements", "claimant_id"), ("reports", "attributed_to"))),
        ("publishers", "publisher_id", (("sources", "publisher_id"), ("sources", "agency_id"))),
    ):
        used = {row[column] for user, column in users for row in rows[user]}
        rows[table] = [row for row in rows[table] if row[key] in used]


def _in_order(rows: Rows, sources: tuple[str, ...]) -> list[dict[str, str]]:
    """Reports of the sources: the figure that names the source first, quoted ones before others."""
    reports = [row for row in rows["reports"] if row["source_id"] in sources]
    rank = {"quoted": 0, "paraphrased": 1}
    best = {(row["claim_id"], row["figure_source_id"], row["figure_place"]) for row in rows["claims"]}
    return sorted(
        reports,
        key=lambda row: (
            not row["source_id"].endswith(row["value"]),
            (row["claim_id"], row["source_id"], row["place"]) not in best,
            rank.get(row["attribution"], 2),
        ),
    )


def _answers(report: dict[str, str], before: Rows, after: Rows, is_told: bool) -> Answers:
    claim = _row(before, "claims", "claim_id", report["claim_id"])
    statement = _row(before, "statements", "statement_id", claim["statement_id"])
    source = _row(before, "sources", "source_id", report["source_id"])
    publisher = _row(before, "publishers", "publisher_id", source["publisher_id"])
    claimant = _row(before, "claimants", "claimant_id", statement["claimant_id"])
    is_best = (claim["figure_source_id"], claim["figure_place"]) == (report["source_id"], report["place"])
    answers = {
        **_part("source", source, ("source_id",)),
        **_part("report", report, ("claim_id", "source_id", "language")),
        "source.publisher_id": publisher["name"],
    }
    if publisher not in after["publishers"]:
        answers |= _part("publisher", publisher, ("publisher_id", "name"))
    if is_told and is_best:
        answers["report.is_best"] = "true"
    filled = (
        "statement_id figure_source_id figure_place status qualifier_id value value_upper unit_id"
    ).split()
    answers |= _part("claim", claim, filled) | _part("statement", statement, ())
    answers["statement.claimant_id"] = claimant["name"]
    if not is_told and claim["claim_id"] not in NAMED:
        del answers["claim.claim_id"], answers["statement.statement_id"]
    links = [row for row in before["claim_links"] if row["claim_id"] == claim["claim_id"]]
    if links and not is_told:
        answers["claim.links"] = "; ".join(f"{row['relation']} {row['target_id']}" for row in links)
    if claimant not in after["claimants"]:
        answers |= _part("claimant", claimant, ("name",))
    return answers


def _part(part: str, row: dict[str, str], but: tuple[str, ...]) -> Answers:
    return {f"{part}.{name}": cell for name, cell in row.items() if cell and name not in but}


def _row(rows: Rows, table: str, key: str, value: str) -> dict[str, str]:
    return next(row for row in rows[table] if row[key] == value)
