"""What `ground add` refuses, proposes and decides, rule by rule; and that it writes all or nothing."""

import json
import subprocess
import sys
from pathlib import Path

import doors
import pytest
import seeds
from click.testing import CliRunner
from doors import added
from test_hostile_issues import GOOD

from claimed_ground.cli import main
from claimed_ground.contributing import add, ids, writing
from claimed_ground.contributing.documents import read_document
from claimed_ground.contributing.sources import bare_address
from claimed_ground.contributing.submission import gather, known_fields

HERE = "syrskyi-2025-02-13-kursk-area-held"
# The same figure as one that is here, on another page.
SAME = GOOD | {"statement.stated_on": "2025-02-14", "claim.as_of": "2025-02-14", "report.value": "500"}
SAME |= {"report.fragment": "about 500 square kilometres"}
# Another figure by the same person about the same ground on the same day.
NEAR = SAME | {"statement.stated_on": "2025-02-13", "claim.as_of": "2025-02-13", "report.value": "480"}
NEAR |= {"report.fragment": "about 480 square kilometres"}


def test_the_same_figure_a_day_apart_gets_a_report_and_no_new_claim(small: Path):
    result = added(small, SAME)
    assert result.exit_code == 0, result.output
    assert f"{HERE}: the same figure, a day apart; your source is added to it [joined]" in result.output
    rows = seeds.read_rows(small)
    assert [row["claim_id"] for row in rows["reports"]].count(HERE) == 2
    assert [row["claim_id"] for row in rows["claims"]].count(HERE) == 1


def test_a_file_is_stopped_by_what_may_be_here_already(small: Path):
    before = seeds.read_bytes(small)
    result = added(small, NEAR)
    assert result.exit_code == 1
    assert f"may be here already: {HERE} (another figure, the same day)" in result.output
    assert seeds.read_bytes(small) == before


@pytest.mark.parametrize(
    ("decision", "claims"),
    [({"claim.claim_id": HERE}, 0), ({"claim.is_new": "true"}, 1)],
    ids=["it is", "it is not"],
)
def test_a_decision_lets_it_go_on(small: Path, decision: dict[str, str], claims: int):
    before = len(seeds.read_rows(small)["claims"])
    result = added(small, NEAR | decision)
    assert result.exit_code == 0, result.output
    assert len(seeds.read_rows(small)["claims"]) == before + claims


def test_a_note_in_place_of_a_stop_is_printed(small: Path):
    result = added(small, NEAR, options=("--near", "note"))
    assert (result.exit_code, "[near-claim]" in result.output) == (0, True)


def test_a_figure_that_differs_is_never_the_claims_own(small: Path):
    result = added(small, NEAR | {"claim.claim_id": HERE, "report.is_best": "true"})
    assert (result.exit_code, "[not-the-best]" in result.output) == (1, True)


def test_a_report_twice_is_told_at_its_line(small: Path):
    result = added(small, SAME, SAME)
    assert result.exit_code == 1
    assert "standard input:2 report.place: " in result.output
    assert "[already-here]" in result.output


def test_what_the_whole_check_finds_is_told_at_the_line_that_brought_it(small: Path):
    result = added(
        small, SAME, GOOD | {"report.fragment": "almost 600 km", "source.url": "https://example.org/2"}
    )
    assert 'standard input:2 report.fragment: "almost 600 km" does not hold the figure 450' in result.output


def test_a_new_name_like_a_known_one_is_to_be_decided(small: Path):
    person = {
        "statement.claimant_id": "Sergey Rudskoyi",
        "claimant.kind": "person",
        "claimant.side": "russia",
    }
    assert "[near-name]" in added(small, GOOD | person).output
    result = added(small, GOOD | person | {"claimant.is_new": "true"})
    assert result.exit_code == 0, result.output
    assert seeds.read_rows(small)["claimants"][2]["claimant_id"] == "rudskoyi"


def test_an_address_that_differs_in_nothing_that_matters_is_to_be_decided(small: Path):
    known = (
        "https://www.dailysabah.com/world/europe/russia-claims-to-recapture-64-of-kursk-from-ukrainian-forces"
    )
    result = added(small, GOOD | {"source.url": known.replace("https://www.", "http://") + "/?utm_source=x"})
    assert "[near-source]" in result.output


def test_a_document_known_through_others_goes_in_with_those(small: Path):
    origin = {"source.publisher_id": "AFP", "source.published_on": "2025-02-21", "source.language": "en",
              "source.seen": "not_seen", "source.source_id": "afp-2025-02-21-syrskyi"}  # fmt: skip
    carried = GOOD | {"source.derives_from": "afp-2025-02-21-syrskyi", "source.derivation": "reprints"}
    assert "[unused-source]" in added(small, origin).output
    assert added(small, origin, carried).exit_code == 0


def test_a_link_is_added_to_a_claim_that_is_here(small: Path):
    link = {"claim.claim_id": HERE, "claim.links": "restates rudskoi-2025-02-20-kursk-area-held"}
    assert added(small, link).exit_code == 0
    assert {
        "claim_id": HERE,
        "relation": "restates",
        "target_id": "rudskoi-2025-02-20-kursk-area-held",
        "note": "",
    } in (seeds.read_rows(small)["claim_links"])
    assert "[bad-links]" in added(small, link | {"claim.links": "like that one"}).output
    assert "[unknown-value]" in added(small, link | {"claim.links": f"beats {HERE}"}).output


DOCUMENTS = {
    "yaml: an alias": ("yaml", "a: &x {b: c}\nd: *x\n", "uses an alias", 2),
    "yaml: a key twice": ("yaml", "source:\n  url: a\n  url: b\n", '"url" is given twice', 3),
    "yaml: broken": ("yaml", "source: [\n", "is not YAML", 2),
    "yaml: too deep": ("yaml", "[" * 20 + "]" * 20, "is nested deeper", 1),
    "yaml: far too deep": ("yaml", "[" * 100_000, "is nested deeper", 1),
    "yaml: a name that is a list": ("yaml", "? [a]\n: b\n", "has a name that is not a word", 1),
    "json: broken": ("json", '{"source":\n}', "is not JSON", 2),
    "json: far too deep": ("json", "[" * 100_000, "is nested deeper", 1),
    "json: a key twice": ("json", '{"claim.party": "russia", "claim.party": "ukraine"}', "is given twice", 1),
    "json: two documents": ("json", "{}\n{}", "goes on after its end", 1),
    "jsonl: a broken line": ("jsonl", '{}\n\n{"a":', "is not JSON", 3),
    "not UTF-8": ("yaml", b"source:\n  title: caf\xe9\n", "byte 0xe9 is not UTF-8", 2),
    "too large": ("yaml", b"#" * 1_000_001, "is larger than 1 MB", 0),
}


@pytest.mark.parametrize("case", DOCUMENTS)
def test_a_file_that_cannot_be_read_says_where(case: str):
    kind, content, message, line = DOCUMENTS[case]
    _, problems = read_document("x", content.encode() if isinstance(content, str) else content, kind)
    assert [(message in str(problem), problem.line) for problem in problems] == [(True, line)]


SHAPES = {
    "a word": ('"x"', "stands where source, statement, claim and report are due"),
    "figures that are no list": ('{"figures": {}}', "is not a list"),
    "a list for a value": ('{"claim": {"party": ["russia"]}}', "is a list or a group"),
    "a part there is not": ('{"clame": {"party": "russia"}}', "is not a part of a submission"),
    "a field there is not": ('{"claim.partie": "russia"}', "did you mean claim.party?"),
    "a field that is filled": ('{"claim.status": "withdrawn"}', "is filled by the program"),
}


@pytest.mark.parametrize("case", SHAPES)
def test_a_submission_of_the_wrong_shape_is_refused(small: Path, case: str):
    text, message = SHAPES[case]
    trees, _ = read_document("x", text.encode(), "json")
    _, problems = gather(trees[0][0], "x", 1, known_fields(doors.open_draft(small).package))
    assert [message in problem.message for problem in problems] == [True]


def test_figures_share_what_stands_beside_them(small: Path, tmp_path: Path):
    shared = {name: cell for name, cell in GOOD.items() if not name.startswith(("claim.", "report."))}
    one = {name: cell for name, cell in GOOD.items() if name.startswith(("claim.", "report."))}
    other = one | {"claim.region_id": "ua-luhansk", "report.value": "20", "report.fragment": "about 20"}
    path = tmp_path / "figures.json"
    path.write_text(json.dumps({**shared, "figures": [one, other]}), encoding="utf-8")
    result = CliRunner().invoke(main, ["--root", str(small), "add", str(path)])
    assert result.exit_code == 0, result.output
    assert "6 rows in 4 tables." in result.output


def test_files_that_changed_meanwhile_are_left_alone(small: Path):
    draft = doors.open_draft(small)
    draft.add(
        "claim_links",
        {"claim_id": HERE, "relation": "restates", "target_id": HERE},
        doors.submissions(small, [GOOD])[0],
        "claim",
    )
    prepared = writing.prepare(small, draft)
    path = small / "data" / "claim_links.csv"
    path.write_bytes(path.read_bytes() + b"x,y,z,\n")
    assert [problem.code for problem in writing.replace_files(small, prepared)] == ["changed-meanwhile"]
    assert path.read_bytes().endswith(b"x,y,z,\n")


def test_a_disk_that_is_full_leaves_every_file_as_it_was(small: Path, tmp_path: Path):
    (tmp_path / "x.jsonl").write_text(doors.as_json_lines([GOOD]), encoding="utf-8")
    before = {path.name: path.read_bytes() for path in (small / "data").iterdir()}
    # No file may grow beyond what claims.csv has: claims.csv is the first that would.
    limit = (small / "data" / "claims.csv").stat().st_size
    code = (
        "import resource, sys; from claimed_ground.contributing import writing; check = writing.check_whole\n"
        "def limited(*given):\n"
        f"    found = check(*given); resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        "    return found\n"
        "writing.check_whole = limited\n"
        "from claimed_ground.cli import main; main()"
    )
    command = [sys.executable, "-c", code, "--root", str(small), "add", str(tmp_path / "x.jsonl")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "could not write: " in done.stderr and "Every file is as it was." in done.stderr
    assert {path.name: path.read_bytes() for path in (small / "data").iterdir()} == before


def test_wrong_use_ends_with_2(small: Path, tmp_path: Path):
    (tmp_path / "x.txt").write_text("", encoding="utf-8")
    for arguments in (["-"], [str(tmp_path / "x.txt")], [str(tmp_path / "none.yaml")]):
        assert CliRunner().invoke(main, ["--root", str(small), "add", *arguments]).exit_code == 2


def test_ids_read_like_those_that_are_here(small: Path):
    draft = doors.open_draft(small)
    assert ids.slug("Syrs'kyj, Łódź & Çelik") == "syrskyj-lodz-celik"
    assert ids.claimant_id(draft, "Valery Gerasimov", "person") == "gerasimov"
    assert ids.claimant_id(draft, "Igor Putin", "person") == "putin-igor"
    assert (
        ids.statement_id(draft, "putin", "2025-02-19", "meeting with generals") == "putin-2025-02-19-generals"
    )
    assert ids.region_tail(draft, "ua-donetsk-kherson-zaporizhzhia") == "three-regions"
    assert ids.region_tail(draft, "ua") == "ukraine"
    cells = {"indicator_id": "area_held", "party": "ukraine", "as_of": "2025-02-20"}
    assert (
        ids.claim_id(draft, "rudskoi-2025-02-20", "ru-kursk", cells)
        == "rudskoi-2025-02-20-kursk-area-held-2025-02-20"
    )


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/a",
        "https://www.example.org/a/",
        "https://m.example.org/a?utm_medium=x&utm_source=y",
        "https://example.org/a#top",
    ],
)
def test_addresses_are_compared_without_what_does_not_matter(address: str):
    assert bare_address(address) == bare_address("https://example.org/a")


def test_nothing_to_add_is_no_problem(small: Path):
    outcome = add(small, [])
    assert (outcome.edits, outcome.problems, outcome.written) == ([], [], [])
