"""Every check finds what it is for, says it in the words a contributor reads, and finds nothing else."""

from pathlib import Path

import pytest
from checkout import BROKEN, ROOT, break_checkout, make_checkout

from claimed_ground.checks import GROUPS, check

CODES = sorted(code for _, codes in GROUPS for code in codes)
# frictionless has error types that no cell of ours could be made to trigger; the code is their catch-all.
WITHOUT_FIXTURE = {"unreadable-cell"}


def test_the_real_data_has_no_problems():
    assert check(ROOT) == []


def test_the_small_data_has_no_problems(tmp_path: Path):
    assert check(make_checkout(tmp_path)) == []


@pytest.mark.parametrize("code", sorted(path.name for path in BROKEN.iterdir()))
def test_a_broken_checkout_gets_exactly_the_expected_messages(code: str, tmp_path: Path):
    break_checkout(make_checkout(tmp_path), code)
    found = [str(problem) for problem in check(tmp_path)]
    assert found == (BROKEN / code / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert any(line.endswith(f"[{code}]") for line in found)


def test_every_check_has_a_broken_twin():
    assert set(CODES) - WITHOUT_FIXTURE == {path.name for path in BROKEN.iterdir()}


def test_all_problems_are_reported_at_once_and_sorted(tmp_path: Path):
    make_checkout(tmp_path)
    for code in ("bad-date", "bad-url", "stray-space", "crlf"):
        break_checkout(tmp_path, code)
    found = list(check(tmp_path))
    assert {"bad-date", "bad-url", "stray-space", "crlf"} <= {problem.code for problem in found}
    assert found == sorted(found)


def test_a_line_number_is_the_physical_one_after_a_cell_of_several_lines(tmp_path: Path):
    make_checkout(tmp_path)
    path = tmp_path / "data" / "statements.csv"
    text = path.read_text(encoding="utf-8")
    text = text.replace("President of Russia", '"President\nof Russia"').replace(
        "syrskyi,Comm", "syrsky,Comm"
    )
    path.write_text(text, encoding="utf-8")
    lines = {problem.code: problem.line for problem in check(tmp_path)}
    assert lines["unknown-reference"] == text[: text.index("syrsky,Comm")].count("\n") + 1


@pytest.mark.parametrize("name", ["claims", "reports", "sources", "statements", "regions", "units", "topics"])
def test_no_missing_file_ends_in_a_traceback(name: str, tmp_path: Path):
    make_checkout(tmp_path)
    (tmp_path / "data" / f"{name}.csv").unlink()
    assert [problem.code for problem in check(tmp_path)][:1] == ["missing-file"]


@pytest.mark.parametrize("content", [b"", b"\n", b"\x00", b"a", b'"', b"claim_id\n", b"\xff\xfe"])
def test_no_content_of_a_file_ends_in_a_traceback(content: bytes, tmp_path: Path):
    make_checkout(tmp_path)
    (tmp_path / "data" / "claims.csv").write_bytes(content)
    assert check(tmp_path)
