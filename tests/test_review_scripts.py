"""What the workflows do with a token: against a small GitHub that holds one pull request."""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from checkout import ROOT
from listening import Reply, listening

sys.path.insert(0, str(ROOT / "scripts"))

import post_review
import propose_change

SHA = "0123456789abcdef0123456789abcdef01234567"
RUN = {
    "id": 77,
    "event": "pull_request",
    "head_sha": SHA,
    "head_branch": "add-a-claim",
    "head_repository": {"owner": {"login": "reader"}},
}


@dataclass
class Forge:
    """A small GitHub: what it holds, and what was written to it."""

    files: list[str] = field(default_factory=lambda: ["data/claims.csv", "docs/index.md"])
    labels: list[str] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    pulls: list[dict[str, Any]] = field(default_factory=list)
    branches: dict[str, str] = field(default_factory=lambda: {"main": "start"})
    tree: str = "tree-new"
    written: list[str] = field(default_factory=list)

    def answer(self, method: str, path: str, body: str, headers: dict[str, str]) -> Reply:
        if headers.get("Authorization") != "Bearer secret":
            return 401, {}, b""
        parts = urlsplit(path)
        given = json.loads(body) if body else {}
        if method != "GET":
            self.written.append(f"{method} {unquote(parts.path)}")
        found = self.find(method, parts.path.removeprefix("/repos/o/r"), parse_qs(parts.query), given)
        return (404, {}, b"") if found is None else (200, {}, json.dumps(found).encode())

    def find(self, method: str, path: str, query: dict[str, list[str]], given: dict[str, Any]) -> Any:
        page = int(query.get("page", ["1"])[0])
        many = lambda members: members[(page - 1) * 100 : page * 100]  # noqa: E731
        if path == "/pulls" and method == "GET":
            return many([one for one in self.pulls if query["head"] == [one["head"]["label"]]])
        if path.endswith("/files"):
            return many([{"filename": name} for name in self.files])
        if path.endswith("/comments"):
            if method == "POST":
                self.comments.append({"id": 999, "user": {"login": post_review.BOT}, **given})
            return many(self.comments) if method == "GET" else given
        if path.startswith("/issues/comments/"):
            next(one for one in self.comments if path.endswith(f"/{one['id']}"))["body"] = given["body"]
            return given
        if "/labels" in path:
            if method == "POST":
                self.labels += given["labels"]
            else:
                self.labels.remove(unquote(path.rpartition("/")[2]))
            return []
        return self.find_git(method, path, given)

    def find_git(self, method: str, path: str, given: dict[str, Any]) -> Any:
        if path == "":
            return {"default_branch": "main"}
        if path == "/pulls" or path.startswith("/pulls/"):
            self.pulls = self.pulls or [{"number": 1, "head": {"label": "o:links"}}]
            return {"html_url": "https://github.example/o/r/pull/1"}
        if path.startswith("/git/ref/heads/"):
            return {"object": {"sha": self.branches[path.rpartition("/")[2]]}}
        if path.startswith("/git/refs/heads/"):
            branch = path.rpartition("/")[2]
            if branch not in self.branches:
                return None
            self.branches[branch] = given["sha"]
        if path == "/git/refs":
            self.branches[given["ref"].removeprefix("refs/heads/")] = given["sha"]
        return {"sha": self.tree if path == "/git/trees" else "made", "tree": {"sha": "tree-old"}}


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Forge]:
    """The small GitHub, and the environment of a workflow that may write to it."""
    known = Forge(pulls=[{"number": 5, "head": {"sha": SHA, "label": "reader:add-a-claim"}, "labels": []}])
    with listening(known.answer) as address:
        monkeypatch.setenv("GITHUB_API_URL", address)
        monkeypatch.setenv("GITHUB_REPOSITORY", "o/r")
        monkeypatch.setenv("GITHUB_TOKEN", "secret")
        monkeypatch.setenv("GITHUB_EVENT_PATH", str(tmp_path / "event.json"))
        yield known


def post(tmp_path: Path, text: str = "### What this changes\n", **event: Any) -> int:
    (tmp_path / "event.json").write_text(json.dumps({"workflow_run": {**RUN, **event}}), encoding="utf-8")
    (tmp_path / "comment.md").write_text(text, encoding="utf-8")
    return post_review.main([str(tmp_path / "comment.md")])


def test_a_comment_is_posted_and_names_the_preview(forge: Forge, tmp_path: Path):
    assert post(tmp_path) == 0
    (comment,) = forge.comments
    assert comment["body"].startswith(f"{post_review.MARK}\n### What this changes")
    assert "/o/r/actions/runs/77#artifacts" in comment["body"]


def test_the_same_comment_is_kept_up_to_date(forge: Forge, tmp_path: Path):
    forge.comments += [{"id": i, "user": {"login": "reader"}, "body": post_review.MARK} for i in range(150)]
    post(tmp_path)
    post(tmp_path, "### Now\n")
    assert len(forge.comments) == 151
    assert "### Now" in forge.comments[-1]["body"]


def test_labels_follow_the_tables_and_leave_those_of_people(forge: Forge, tmp_path: Path):
    forge.labels += ["data: sources", "urgent"]
    forge.pulls[0]["labels"] = [{"name": name} for name in forge.labels]
    post(tmp_path)
    assert sorted(forge.labels) == ["data: claims", "site", "urgent"]


@pytest.mark.parametrize(
    "event",
    [
        {"event": "push"},
        {"head_sha": "f" * 40},
        {"head_sha": "HEAD"},
        {"head_branch": "another"},
        {"head_repository": {"owner": {"login": "someone-else"}}},
    ],
)
def test_a_run_on_no_open_pull_request_posts_nothing(event: dict[str, Any], forge: Forge, tmp_path: Path):
    assert post(tmp_path, **event) == 0
    assert forge.written == []


@pytest.mark.parametrize("text", ["a" * 65_001, f"x {post_review.MARK}"])
def test_a_text_that_does_not_fit_is_refused(text: str, forge: Forge, tmp_path: Path):
    assert post(tmp_path, text) == 1
    assert forge.written == []


def test_a_refusal_of_github_is_one_line(
    forge: Forge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("GITHUB_TOKEN", "wrong")
    assert post(tmp_path) == 1
    assert capsys.readouterr().err.startswith("refused: GET /pulls?")


def propose(tmp_path: Path) -> int:
    (tmp_path / "a.csv").write_text("a\n", encoding="utf-8")
    return propose_change.main(["links", "A title", "A reason", str(tmp_path / "a.csv")])


def test_changed_files_become_one_pull_request(forge: Forge, tmp_path: Path):
    assert [propose(tmp_path), propose(tmp_path)] == [0, 0]
    assert forge.branches == {"main": "start", "links": "made"}
    assert "POST /repos/o/r/pulls" in forge.written


def test_an_open_pull_request_is_kept_up_to_date(forge: Forge, tmp_path: Path):
    forge.pulls = [{"number": 3, "head": {"label": "o:links"}}]
    assert propose(tmp_path) == 0
    assert "PATCH /repos/o/r/pulls/3" in forge.written


def test_files_as_on_the_main_branch_are_not_proposed(forge: Forge, tmp_path: Path):
    forge.tree = "tree-old"
    assert propose(tmp_path) == 0
    assert forge.branches == {"main": "start"}
    assert not [line for line in forge.written if "pulls" in line]


def test_proposing_nothing_is_wrong_use(forge: Forge):
    assert propose_change.main(["links", "A title", "A reason"]) == 2
    assert forge.written == []
