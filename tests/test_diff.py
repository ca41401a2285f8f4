"""`ground diff`: what changed, in words by claim and field, however the files are laid out."""

import json
import subprocess
from pathlib import Path

import pytest
from checkout import break_checkout, make_checkout
from click.testing import CliRunner, Result

from claimed_ground.cli import main
from claimed_ground.diff.document import Comparison, as_json, read_comparison
from claimed_ground.diff.markdown import LONGEST, as_markdown
from claimed_ground.diff.text import as_text

SHARE = "rudskoi-2025-02-20-kursk-share-retaken"
REPORT = (
    f"{SHARE},daily-sabah-2025-02-20-kursk-64,headline,paraphrased,,about,64,,percent,,,Of Kursk 64%,en,\n"
)


def git(root: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The small data, committed."""
    make_checkout(tmp_path)
    git(tmp_path, "init", "-q", "-b", "main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Base")
    return tmp_path


def edit(root: Path, table: str, find: str, replace: str) -> None:
    path = root / "data" / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, replace, 1), encoding="utf-8")


def edit_row(root: Path, table: str, start: str, find: str, replace: str) -> None:
    path = root / "data" / f"{table}.csv"
    line = next(line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(start))
    assert find in line
    edit(root, table, line, line.replace(find, replace, 1))


def append(root: Path, table: str, line: str) -> None:
    with (root / "data" / f"{table}.csv").open("a", encoding="utf-8") as handle:
        handle.write(line)


def remove(root: Path, table: str, start: str) -> None:
    path = root / "data" / f"{table}.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(start)), encoding="utf-8")


def diff(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "diff", *arguments])


def document(root: Path, *arguments: str) -> Comparison:
    result = diff(root, *arguments, "--json")
    assert result.exit_code == 0, result.output
    comparison = read_comparison(result.stdout.encode(), "test")
    assert isinstance(comparison, Comparison)
    return comparison


def test_order_quoting_and_decimals_are_no_change(repository: Path):
    path = repository / "data" / "claims.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *reversed(rows)]).replace(",64,", ',"64.0",') + "\n", encoding="utf-8")
    assert "No row of the data differs." in diff(repository, "HEAD").stdout


def test_a_cell_is_told_by_claim_and_field(repository: Path):
    edit_row(repository, "claims", SHARE, ",64,", ",65,")
    lines = [line.strip() for line in diff(repository, "HEAD").stdout.splitlines()]
    assert f"~ {SHARE}" in lines
    assert any(line.startswith("Sergei Rudskoi: share retaken, Kursk Oblast, about 65%") for line in lines)
    assert "Value: 64 → 65" in lines


def test_a_report_is_told_with_its_claim(repository: Path):
    append(repository, "reports", REPORT)
    (claim,) = document(repository, "HEAD").claims
    assert (claim.claim_id, claim.kind, claim.fields) == (SHARE, "changed", ())
    assert [row.label for row in claim.rows] == ["Daily Sabah, headline: about 64%, “Of Kursk 64%”"]


def test_a_withdrawn_claim_is_not_a_removed_one(repository: Path):
    edit_row(repository, "claims", SHARE, ",active,,", ",withdrawn,Misread.,")
    remove(repository, "claims", "putin-2025-02-19-border-event")
    kinds = {claim.claim_id: claim.kind for claim in document(repository, "HEAD").claims}
    assert sorted(kinds.values()) == ["removed", "withdrawn"]
    assert kinds["putin-2025-02-19-border-event"] == "removed"


def test_a_discrepancy_dissolves_and_appears_again(repository: Path):
    remove(repository, "claim_links", "ukraine-unnamed-2025-02-denials-border-event,denies")
    (gone,) = [one for one in document(repository, "HEAD").discrepancies if one.kind == "denial"]
    assert (gone.change, "putin-2025-02-19-border-event" in gone.claims) == ("dissolves", True)
    git(repository, "commit", "-q", "-a", "-m", "Without the denial")
    (back,) = [one for one in document(repository, "HEAD", "HEAD^").discrepancies if one.kind == "denial"]
    assert (back.change, back.sentence) == ("appears", gone.sentence)


def test_origins_gained_and_sources_without_a_copy_are_listed(repository: Path):
    append(repository, "publishers", "tass,TASS,,agency,RU,true,https://tass.com/,\n")
    url = "https://tass.com/defense/1"
    append(
        repository, "sources", f"tass-2025-02-20-kursk,tass,{url},,2025-02-20,en,,,,,2026-11-22,excerpt,\n"
    )
    append(repository, "reports", REPORT.replace("daily-sabah-2025-02-20-kursk-64", "tass-2025-02-20-kursk"))
    found = document(repository, "HEAD")
    assert [(one.claim_id, one.after - one.before) for one in found.origins] == [(SHARE, 1)]
    assert [one.url for one in found.unarchived] == [url]
    assert [(row.table, row.label) for row in found.rows] == [("sources", url), ("publishers", "TASS")]
    for told in (as_text(found), as_markdown(found)):
        assert "Origins: independent sources behind a claim" in told
        assert "Without an archived copy: a scheduled job asks the Internet Archive; nothing to do" in told


def test_a_copy_in_the_ledger_counts_as_archived(repository: Path):
    append(repository, "reports", REPORT)
    assert len(document(repository, "HEAD").unarchived) == 1
    url = (
        "https://www.dailysabah.com/world/europe/russia-claims-to-recapture-64-of-kursk-from-ukrainian-forces"
    )
    copy = f"https://web.archive.org/web/2025/{url}"
    row = f"daily-sabah-2025-02-20-kursk-64,2026-11-22,{url},archived,{copy},2025-02-20,\n"
    append(repository, "link_checks", row)
    assert document(repository, "HEAD").unarchived == ()


def test_the_checkout_and_its_index_are_not_touched(repository: Path):
    append(repository, "reports", REPORT)
    git(repository, "add", "data/reports.csv")
    append(repository, "reports", REPORT.replace("headline", "caption"))
    before = git(repository, "status", "--porcelain"), git(repository, "diff", "--cached")
    diff(repository, "HEAD", "HEAD")
    assert (git(repository, "status", "--porcelain"), git(repository, "diff", "--cached")) == before


def test_from_where_a_branch_parted_only_its_own_changes_count(repository: Path):
    git(repository, "checkout", "-q", "-b", "mine")
    append(repository, "reports", REPORT)
    git(repository, "commit", "-q", "-a", "-m", "Mine")
    git(repository, "checkout", "-q", "main")
    edit_row(repository, "claims", SHARE, ",64,", ",65,")
    git(repository, "commit", "-q", "-a", "-m", "Theirs")
    assert len(document(repository, "main", "mine").counts) == 2
    assert [count.table for count in document(repository, "main", "mine", "--merge-base").counts] == [
        "reports"
    ]


def test_a_new_column_is_a_note_and_not_a_change(repository: Path):
    path = repository / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    claims = next(one for one in descriptor["resources"] if one["name"] == "claims")
    claims["schema"]["fields"].append(
        {"name": "page", "type": "integer", "title": "Page", "description": "Page of the document."}
    )
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    found = document(repository, "HEAD")
    assert (found.notes, found.claims) == (("The column page of claims is new.",), ())


@pytest.mark.parametrize(
    "code",
    [
        "bad-date",
        "bad-encoding",
        "duplicate-id",
        "missing-file",
        "ragged-row",
        "unknown-column",
        "unknown-reference",
    ],
)
def test_broken_data_is_compared_without_a_traceback(code: str, repository: Path):
    break_checkout(repository, code)
    result = diff(repository, "HEAD")
    assert (result.exit_code, result.exception) == (0, None)


def test_what_does_not_pass_the_checks_has_no_discrepancies_compared(repository: Path):
    break_checkout(repository, "unknown-reference")
    found = document(repository, "HEAD")
    assert found.discrepancies == ()
    assert "discrepancies were not compared" in found.notes[0]


@pytest.mark.parametrize("revision", ["nowhere", "--help-me", "HEAD:data", "", "main..main", "$(id)"])
def test_an_unknown_revision_is_wrong_use(revision: str, repository: Path):
    result = diff(repository, "--", revision)
    assert result.exit_code == 2
    assert "is no commit, branch or tag here" in result.stderr


def test_a_revision_without_a_dataset_is_wrong_use(repository: Path):
    git(repository, "checkout", "-q", "--orphan", "empty")
    git(repository, "rm", "-q", "-r", "--cached", ".")
    git(repository, "commit", "-q", "--allow-empty", "-m", "Empty")
    assert "holds no datapackage.json" in diff(repository, "empty", "main").stderr


def test_a_document_comes_back_as_it_was(repository: Path):
    append(repository, "reports", REPORT)
    found = document(repository, "HEAD")
    assert read_comparison(as_json(found).encode(), "x") == found


def test_a_comment_is_cut_to_what_github_takes(repository: Path):
    append(repository, "reports", REPORT)
    found = document(repository, "HEAD")
    many = [{**json.loads(as_json(found))["claims"][0], "headline": "“|" * 150} for _ in range(40)]
    rows = [{**many[0]["rows"][0], "label": "`" * 300} for _ in range(40)]
    grown = json.dumps({**json.loads(as_json(found)), "claims": [{**one, "rows": rows} for one in many[:40]]})
    comparison = read_comparison(grown.encode(), "x")
    assert isinstance(comparison, Comparison)
    text = as_markdown(comparison)
    assert len(text) <= LONGEST
    assert text.count("<details>") == text.count("</details>")


def test_the_sets_that_a_new_claim_makes_are_told(repository: Path):
    """Rudskoi's "more than 800" and "about 64%" leave no room for exactly 700 held on that day."""
    held = "rudskoi-2025-02-20-kursk-area-held"
    edit_row(repository, "claims", held, ",more_than,400,", ",exactly,700,")
    edit_row(repository, "reports", held, ",more_than,400,", ",exactly,700,")
    edit_row(repository, "reports", held, "more than 400", "exactly 700")
    edit_row(repository, "claims", held, "computed_by_reporter", "stated")
    found = document(repository, "HEAD")
    assert found.notes == ()
    assert [(one.change, one.claims) for one in found.conflict_sets] == [
        (
            "appears",
            (
                held,
                "rudskoi-2025-02-20-kursk-area-retaken",
                "rudskoi-2025-02-20-kursk-share-retaken",
            ),
        )
    ]
    assert "Sets that do not fit together: 1 appears" in diff(repository, "HEAD").stdout


def test_without_a_base_it_starts_where_the_branch_parted_from_main(repository: Path):
    git(repository, "switch", "-q", "-c", "mine")
    edit(repository, "claims", "64,", "65,")
    git(repository, "commit", "-q", "-a", "-m", "Mine")
    git(repository, "switch", "-q", "main")
    edit(repository, "publishers", "Reuters", "Reuters News")
    git(repository, "commit", "-q", "-a", "-m", "Theirs")
    git(repository, "switch", "-q", "mine")
    told = diff(repository).output
    assert "claims: 1 changed" in told
    assert "publishers" not in told


def test_on_main_it_starts_where_main_parted_from_its_origin(repository: Path):
    git(repository, "update-ref", "refs/remotes/origin/main", "HEAD")
    edit(repository, "claims", "64,", "65,")
    git(repository, "commit", "-q", "-a", "-m", "Mine")
    assert "claims: 1 changed" in diff(repository).output


def test_without_main_it_asks_from_where(repository: Path):
    git(repository, "branch", "-q", "-m", "trunk")
    result = diff(repository)
    assert result.exit_code == 2
    assert "there is no branch main here, nor origin/main; say from where: ground diff BASE" in result.output


def test_that_it_takes_a_while_is_said_on_standard_error_alone(repository: Path):
    edit(repository, "claims", "64,", "65,")
    result = diff(repository, "HEAD", "--json")
    assert "Working out what disagrees" in result.stderr
    assert "Working out" not in result.stdout
