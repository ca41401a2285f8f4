"""Propose changed files as a pull request; a person merges it.

    python3 scripts/propose_change.py BRANCH TITLE REASON FILE...

The files as they are here become one commit on BRANCH, which starts anew from the main branch
each time; an open pull request from BRANCH is kept up to date, else one is opened. Nothing is
done where the files are as on the main branch. Prints the address of the pull request.
"""

import base64
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from github_api import Refused, call, pages


def commit(branch: str, base: str, message: str, files: Sequence[str], start: str = "") -> bool:
    """Put the files on the branch, as one commit on top of `base`; False if they do not differ.

    `start` is the commit that the files were made from, where `base` may have moved on since.
    """
    start = start or call("GET", f"/git/ref/heads/{quote(base)}")["object"]["sha"]
    tree = call("GET", f"/git/commits/{start}")["tree"]["sha"]
    entries = [{"path": file, "mode": "100644", "type": "blob", "sha": _blob(file)} for file in files]
    grown = call("POST", "/git/trees", {"base_tree": tree, "tree": entries})["sha"]
    if grown == tree:
        return False
    made = call("POST", "/git/commits", {"message": message, "tree": grown, "parents": [start]})["sha"]
    try:
        call("PATCH", f"/git/refs/heads/{quote(branch)}", {"sha": made, "force": True})
    except Refused:  # there is no such branch yet
        call("POST", "/git/refs", {"ref": f"refs/heads/{branch}", "sha": made})
    return True


def open_pull_request(branch: str, base: str, title: str, reason: str) -> Any:
    """The open pull request from the branch, or a new one."""
    owner = os.environ["GITHUB_REPOSITORY"].partition("/")[0]
    head = quote(f"{owner}:{branch}", safe="")
    found = next(pages(f"/pulls?state=open&head={head}"), None)
    body = {"title": title, "body": reason}
    if found:
        return call("PATCH", f"/pulls/{int(found['number'])}", body)
    return call("POST", "/pulls", {**body, "head": branch, "base": base})


def main(arguments: Sequence[str]) -> int:
    """0 proposed, or nothing to propose; 1 refused; 2 wrong use."""
    if len(arguments) < 4:
        print("usage: propose_change.py BRANCH TITLE REASON FILE...", file=sys.stderr)
        return 2
    branch, title, reason, *files = arguments
    try:
        base = call("GET", "")["default_branch"]
        if not commit(branch, base, title, files):
            print("nothing differs from the main branch")
            return 0
        print(open_pull_request(branch, base, title, reason)["html_url"])
    except (Refused, OSError) as error:
        print(f"refused: {error}", file=sys.stderr)
        return 1
    return 0


def _blob(file: str) -> str:
    content = base64.b64encode(Path(file).read_bytes()).decode("ascii")
    return str(call("POST", "/git/blobs", {"content": content, "encoding": "base64"})["sha"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
