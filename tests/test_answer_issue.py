"""From GitHub's event to a pull request: what is read without a token, what is written with one."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import doors
import pytest
import seeds
import yaml
from checkout import ROOT, make_checkout
from click.testing import CliRunner
from test_hostile_issues import GOOD
from test_review_scripts import Forge, forge  # noqa: F401

from claimed_ground.cli import main
from claimed_ground.contributing.form import issue_form
from claimed_ground.contributing.issues import read_event
from claimed_ground.descriptor import load_package
from claimed_ground.tables import read_tables

sys.path.insert(0, str(ROOT / "scripts"))

import answer_issue

WORKFLOW = ROOT / ".github" / "workflows" / "issue-to-pull-request.yml"
PAYLOAD = Path(__file__).parent / "payloads" / "issues-labeled.json"


def payload(body: str | None) -> str:
    """An event as GitHub sends it when a label is set, with this body."""
    event = json.loads(PAYLOAD.read_text(encoding="utf-8"))
    event["issue"]["body"] = body
    return json.dumps(event)


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small data as the workflow's checkout, and the working directory."""
    root = make_checkout(tmp_path / "checkout")
    monkeypatch.chdir(root)
    monkeypatch.setenv("GITHUB_SHA", "start")
    return root


def read(root: Path, event: Path, text: str) -> int:
    """What `make issue` does, short of installing."""
    event.write_text(text, encoding="utf-8")
    proposal = root / "build" / "proposal"
    (proposal / "data").mkdir(parents=True)
    arguments = ["--root", str(root), "add", "--event", str(event), "--message", str(proposal / "message.md")]
    result = CliRunner().invoke(main, arguments)
    for path in (root / "data").glob("*.csv"):
        (proposal / "data" / path.name).write_bytes(path.read_bytes())
    return result.exit_code


def test_an_event_of_githubs_shape_is_read():
    issue = read_event(PAYLOAD.read_bytes())
    assert issue is not None
    assert (issue.number, issue.opened_on) == (31, "2026-11-21")
    assert issue.body == "A figure is missing, see the article of Thursday."


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"issue": 1}', '{"issue": {"number": "1"}}', "[" * 100_000]
)
def test_what_is_no_event_is_wrong_use(checkout: Path, tmp_path: Path, text: str):
    (tmp_path / "event.json").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(
        main, ["--root", str(checkout), "add", "--event", str(tmp_path / "event.json")]
    )
    assert result.exit_code == 2
    assert "is not an event about an issue" in result.output


def test_an_issue_becomes_a_pull_request(checkout: Path, tmp_path: Path, forge: Forge):  # noqa: F811
    before = seeds.read_bytes(checkout)
    assert read(checkout, tmp_path / "event.json", payload(doors.as_issue(checkout, GOOD))) == 0
    for name, content in before.items():  # the second job checks out anew
        (checkout / "data" / name).write_bytes(content)
    forge.pulls = []
    assert answer_issue.main(["build/proposal"]) == 0
    assert forge.branches == {"main": "start", "issue-31": "made"}
    blobs = [line for line in forge.written if line.endswith("/git/blobs")]
    assert len(blobs) == 4  # claims, reports, sources, statements
    assert "POST /repos/o/r/pulls" in forge.written


def test_an_issue_that_cannot_be_added_is_told_why(checkout: Path, tmp_path: Path, forge: Forge):  # noqa: F811
    forge.labels = ["claim", "add"]
    assert read(checkout, tmp_path / "event.json", payload(None)) == 1
    assert answer_issue.main(["build/proposal"]) == 0
    assert "[not-the-form]" in forge.comments[0]["body"]
    assert forge.labels == ["claim"]
    assert forge.branches == {"main": "start"}


def test_only_tables_that_are_here_are_taken_from_the_first_job(checkout: Path):
    proposed = checkout / "build" / "proposal" / "data"
    proposed.mkdir(parents=True)
    (proposed / "claims.csv").write_text("other\n", encoding="utf-8")
    (proposed / "evil.csv").write_text("other\n", encoding="utf-8")
    (proposed / "x.csv.csv").write_text("other\n", encoding="utf-8")
    (proposed / "reports.csv").symlink_to("/etc/passwd")
    (proposed / "units.csv").write_bytes((checkout / "data" / "units.csv").read_bytes())
    changed = answer_issue.changed_tables(proposed.parent, checkout / "data")
    assert [path.name for path in changed] == ["claims.csv"]


def test_nothing_is_done_without_a_message(checkout: Path, forge: Forge, capsys: Any):  # noqa: F811
    Path(os.environ["GITHUB_EVENT_PATH"]).write_text(payload("x"), encoding="utf-8")
    assert answer_issue.main(["build/proposal"]) == 1
    assert capsys.readouterr().err.startswith("refused: ")
    assert forge.written == []


def test_what_an_issue_says_is_in_no_expression_and_on_no_command_line():
    expressions = re.findall(r"\$\{\{(.*?)\}\}", WORKFLOW.read_text(encoding="utf-8"))
    assert {one.strip() for one in expressions} == {"github.event.issue.number", "github.token"}
    jobs = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    assert [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step] == [
        "make issue",
        "make answer",
    ]
    assert set(jobs["read"]["permissions"].values()) == {"read"}


def test_the_issue_form_does_not_set_the_label_that_starts_the_workflow():
    form = yaml.safe_load((ROOT / ".github" / "ISSUE_TEMPLATE" / "claim.yml").read_text(encoding="utf-8"))
    condition = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["read"]["if"]
    assert condition == f"github.event.label.name == '{answer_issue.LABEL}'"
    assert answer_issue.LABEL not in form["labels"]


def test_the_issue_form_is_what_the_questions_make_it():
    package = load_package(ROOT / "datapackage.json")
    written = (ROOT / ".github" / "ISSUE_TEMPLATE" / "claim.yml").read_text(encoding="utf-8")
    assert written == issue_form(package, read_tables(package, ROOT)), "run: ground form"


def test_make_issue_takes_the_event_from_the_environment_alone():
    lines = subprocess.run(
        ["make", "-n", "issue"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert 'ground add --event "$GITHUB_EVENT_PATH" --message' in lines
