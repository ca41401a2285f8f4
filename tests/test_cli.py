"""`ground` as a contributor types it: what it prints, how it ends, what it leaves alone."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import ROOT, break_checkout, make_checkout
from click.testing import CliRunner, Result

from claimed_ground.cli import main
from claimed_ground.descriptor import load_package


def ground(*arguments: str, root: Path) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), *arguments])


def test_clean_data_ends_with_0(tmp_path: Path):
    result = ground("check", root=make_checkout(tmp_path))
    assert (result.exit_code, result.output) == (0, f"0 problems in {count_tables()} tables.\n")


def test_problems_end_with_1_and_are_all_printed(tmp_path: Path):
    break_checkout(make_checkout(tmp_path), "bad-date")
    result = ground("check", root=tmp_path)
    assert result.exit_code == 1
    assert "[bad-date]" in result.stderr
    assert result.stderr.endswith("2 problems. Nothing was written.\n")


def test_a_build_of_bad_data_writes_nothing(tmp_path: Path):
    break_checkout(make_checkout(tmp_path), "unknown-reference")
    assert ground("build", root=tmp_path).exit_code == 1
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize("arguments", [["chekc"], ["serve", "--port", "many"], ["serve", "--no-build"]])
def test_wrong_use_ends_with_2_and_says_why(arguments: list[str], tmp_path: Path):
    result = ground(*arguments, root=make_checkout(tmp_path))
    assert result.exit_code == 2
    assert "Error:" in result.stderr


def test_outside_a_checkout_the_message_says_what_to_do(tmp_path: Path):
    command = [sys.executable, "-m", "claimed_ground", "check"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "no datapackage.json here or above" in done.stderr


def test_in_a_workflow_problems_are_annotations_on_their_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    break_checkout(make_checkout(tmp_path), "bad-url")
    assert (
        "::error file=data/sources.csv,line=9,title=bad-url::url: " in ground("check", root=tmp_path).output
    )


def test_fix_says_what_it_rewrote(tmp_path: Path):
    break_checkout(make_checkout(tmp_path), "crlf")
    assert ground("fix", root=tmp_path).output == "rewrote data/statements.csv\n"
    assert ground("fix", root=tmp_path).output == "every file is in canonical form already.\n"


def test_every_verb_has_help_and_is_in_the_changelog():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for name, verb in main.commands.items():
        assert verb.help
        assert f"`ground {name}`" in changelog, name


def test_every_command_of_the_readme_is_a_target_of_the_makefile():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.M))
    named = set(re.findall(r"make ([a-z]+)", readme))
    assert {"serve", "test"} <= named <= targets


def count_tables() -> int:
    return len(load_package(ROOT / "datapackage.json").tables)
