"""Post what a pull request changes: one comment, kept up to date, and labels by table.

    python3 scripts/post_review.py build/review/comment.md

The second stage of a review. The first, without a token, ran the pull request's own code and
data; this one runs the main branch's code with a token, and takes from the first a single text,
which `ground comment` has made inert. Which pull request it is comes from GitHub's event alone.
"""

import json
import os
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from github_api import Refused, call, pages

MARK = "<!-- claimed-ground: what this changes -->"
BOT = "github-actions[bot]"
LONGEST = 65_000
LABELS = Path(__file__).parent.parent / ".github" / "labels.toml"


def find_pull_request(run: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The open pull request whose head is what the first stage ran on; None if it has moved on."""
    sha = run["head_sha"]
    head = f"{run['head_repository']['owner']['login']}:{run['head_branch']}"
    found = pages(f"/pulls?state=open&head={quote(head, safe='')}")
    return next((one for one in found if one["head"]["sha"] == sha), None)


def compose(text: str, run: Mapping[str, Any]) -> str:
    """The comment's body: what changed, and where the preview is."""
    if len(text) > LONGEST or MARK in text:
        raise Refused("the comment is longer than GitHub takes, or holds the mark of another")
    server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
    address = f"{server}/{os.environ['GITHUB_REPOSITORY']}/actions/runs/{int(run['id'])}"
    preview = f"The site with this change: artifact `site-preview` of [this run]({address}#artifacts)."
    return f"{MARK}\n{text}\n<sub>{run['head_sha'][:7]}. {preview}</sub>\n"


def post_comment(number: int, body: str) -> str:
    """Write the comment, or over the one that is there."""
    for comment in pages(f"/issues/{number}/comments"):
        if comment["user"]["login"] == BOT and comment["body"].startswith(MARK):
            call("PATCH", f"/issues/comments/{int(comment['id'])}", {"body": body})
            return "updated"
    call("POST", f"/issues/{number}/comments", {"body": body})
    return "posted"


def labels_for(paths: Iterable[str], rules: Mapping[str, Sequence[str]]) -> set[str]:
    """`data: claims` for data/claims.csv, and the labels of every rule that has the path's start."""
    found = set()
    for path in paths:
        table = re.fullmatch(r"data/([a-z_]{1,40})\.csv", path)
        found |= {f"data: {table[1]}"} if table else set()
        found |= {label for label, starts in rules.items() if path.startswith(tuple(starts))}
    return found


def put_labels(number: int, current: set[str], wanted: set[str], rules: Mapping[str, Sequence[str]]) -> None:
    """Add what is wanted, take away what no longer applies, leave what people put there."""
    ours = {label for label in current if label in rules or label.startswith("data: ")}
    if wanted - current:
        call("POST", f"/issues/{number}/labels", {"labels": sorted(wanted - current)})
    for label in sorted(ours - wanted):
        call("DELETE", f"/issues/{number}/labels/{quote(label, safe='')}")


def main(arguments: Sequence[str]) -> int:
    """0 posted, or nothing to post to; 1 refused."""
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    run = event["workflow_run"]
    if run["event"] != "pull_request" or not re.fullmatch(r"[0-9a-f]{40}", run["head_sha"]):
        print("not a run on a pull request; nothing to post")
        return 0
    try:
        body = compose(Path(arguments[0]).read_text(encoding="utf-8"), run)
        pull = find_pull_request(run)
        if pull is None:
            print("the pull request is closed or has moved on; nothing to post")
            return 0
        number = int(pull["number"])
        print(f"comment on pull request {number} {post_comment(number, body)}")
        rules = tomllib.loads(LABELS.read_text(encoding="utf-8"))["starts"]
        wanted = labels_for((file["filename"] for file in pages(f"/pulls/{number}/files")), rules)
        put_labels(number, {label["name"] for label in pull["labels"]}, wanted, rules)
        print(f"labels: {', '.join(sorted(wanted)) or 'none'}")
    except (Refused, UnicodeDecodeError) as error:
        print(f"refused: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
