"""Answer an issue that a maintainer labelled: open a pull request with its rows, or say what to mend.

    python3 scripts/answer_issue.py build/proposal

The second stage of an issue's way into the data. The first, without a token, ran `ground add` on the
issue's text and left in the folder what it made: `message.md`, and `data/` with the files as they
would be. Which issue it is comes from GitHub's event alone; of the files, only tables that are in
`data/` here and differ are taken. They go on top of the commit that the first stage read, so that
nothing merged in between is undone.
"""

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from github_api import Refused, call
from propose_change import commit, open_pull_request

LABEL = "add"
LONGEST = 65_000
TABLE = re.compile(r"[a-z_]{1,40}\.csv")


def changed_tables(proposal: Path, data: Path) -> list[Path]:
    """The proposed files that are tables here too, and differ."""
    return [
        path
        for path in sorted((proposal / "data").glob("*.csv"))
        if TABLE.fullmatch(path.name)
        and path.is_file()
        and not path.is_symlink()
        and (data / path.name).is_file()
        and path.read_bytes() != (data / path.name).read_bytes()
    ]


def propose(number: int, tables: Sequence[Path], data: Path, message: str) -> str:
    """A pull request with the tables as proposed; its address."""
    for path in tables:
        (data / path.name).write_bytes(path.read_bytes())
    title = f"[data] Add what issue #{number} reports"
    branch, base = f"issue-{number}", call("GET", "")["default_branch"]
    files = [f"data/{path.name}" for path in tables]
    commit(branch, base, title, files, start=os.environ["GITHUB_SHA"])
    return str(open_pull_request(branch, base, title, message)["html_url"])


def reply(number: int, message: str) -> None:
    """Say on the issue what is to mend, and take the label off: set again, it starts anew."""
    call("POST", f"/issues/{number}/comments", {"body": message})
    call("DELETE", f"/issues/{number}/labels/{LABEL}")


def main(arguments: Sequence[str]) -> int:
    """0 proposed or replied; 1 refused; 2 wrong use."""
    if len(arguments) != 1:
        print("usage: answer_issue.py FOLDER", file=sys.stderr)
        return 2
    proposal, data = Path(arguments[0]), Path("data")
    event = json.loads(Path(os.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    number = int(event["issue"]["number"])
    try:
        message = (proposal / "message.md").read_text(encoding="utf-8")
        if len(message) > LONGEST:
            raise Refused("the message is longer than GitHub takes")
        tables = changed_tables(proposal, data)
        if tables:
            print(propose(number, tables, data, message))
        else:
            reply(number, message)
            print(f"said on issue {number} what is to mend")
    except (Refused, OSError, UnicodeDecodeError) as error:
        print(f"refused: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
