"""The workflows: valid, pinned, without more rights than they need, and only verbs that people have too."""

import re
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from checkout import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+(\.\d+)*$")


def load(path: Any) -> dict[str, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def steps(workflow: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in workflow["jobs"].values():
        yield from job["steps"]


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("custom.github-workflows-require-timeout", WORKFLOWS),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
        ("vendor.github-issue-forms", [GITHUB / "ISSUE_TEMPLATE" / "claim.yml"]),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
    ],
)
def test_they_follow_their_schemas(schema: str, files: list[Any]):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_commit_and_names_its_version(path: Any):
    used = [line.strip().removeprefix("- ") for line in path.read_text().splitlines() if "uses:" in line]
    assert used
    assert [line for line in used if not PINNED.fullmatch(line)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_they_run_only_verbs_of_the_makefile(path: Any):
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    commands = [step["run"] for step in steps(load(path)) if "run" in step]
    assert [command for command in commands if not re.fullmatch(r"make [a-z]+", command)] == []
    assert {command.removeprefix("make ") for command in commands} <= targets


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_rights_are_given_job_by_job(path: Any):
    workflow = load(path)
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_what_runs_a_pull_request_can_write_nothing_and_knows_no_secret(path: Any):
    workflow, text = load(path), path.read_text(encoding="utf-8")
    triggers = workflow[True]  # YAML 1.1 reads the key `on` as true
    assert "pull_request_target" not in triggers
    if "pull_request" in triggers:
        rights = {right for job in workflow["jobs"].values() for right in job["permissions"].values()}
        assert rights <= {"read"}
        assert "secrets." not in text and "github.token" not in text


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_no_checkout_leaves_its_credentials_behind(path: Any):
    checkouts = [step for step in steps(load(path)) if "actions/checkout@" in step.get("uses", "")]
    assert [step for step in checkouts if step["with"]["persist-credentials"] is not False] == []


def test_the_comment_comes_from_the_main_branch_alone():
    workflow = load(GITHUB / "workflows" / "comment.yml")
    assert workflow[True]["workflow_run"]["workflows"] == [load(GITHUB / "workflows" / "review.yml")["name"]]
    assert not [step for step in steps(workflow) if "ref" in step.get("with", {})]
    rights = {name: set(job["permissions"].values()) for name, job in workflow["jobs"].items()}
    assert rights == {"render": {"read"}, "post": {"read", "write"}}


def test_every_path_of_the_code_owners_is_there():
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    paths = [line.split()[0].strip("/") for line in lines if line and not line.startswith("#")]
    assert paths[0] == "*"
    assert [path for path in paths[1:] if not (ROOT / path).exists()] == []
