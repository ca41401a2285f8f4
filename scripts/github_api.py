"""GitHub's interface, as far as the scripts that workflows run need it. Standard library only.

The address, the repository and the token come from the environment of the workflow:
GITHUB_API_URL, GITHUB_REPOSITORY and GITHUB_TOKEN.
"""

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

TIMEOUT_SECONDS = 30
PER_PAGE = 100
MOST_PAGES = 30


class Refused(Exception):
    """GitHub's answer, where it is not what was asked for."""


def call(method: str, path: str, body: Any = None) -> Any:
    """The answer of the repository's `path`, such as `/pulls/1`; None if it is empty."""
    root = os.environ.get("GITHUB_API_URL", "https://api.github.com")
    request = urllib.request.Request(
        f"{root}/repos/{os.environ['GITHUB_REPOSITORY']}{path}",
        None if body is None else json.dumps(body).encode("utf-8"),
        {
            "Accept": "application/vnd.github+json",
            "Content-Type": "application/json",
            "User-Agent": "claimed-ground",
            "X-GitHub-Api-Version": "2022-11-28",
        },
        method=method,
    )
    request.add_unredirected_header("Authorization", f"Bearer {os.environ['GITHUB_TOKEN']}")
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as response:
            content = response.read()
    except urllib.error.HTTPError as error:
        with error:
            raise Refused(f"{method} {path}: status {error.code}") from error
    return json.loads(content) if content else None


def pages(path: str) -> Iterator[Any]:
    """Every member of a list that comes in pages."""
    mark = "&" if "?" in path else "?"
    for page in range(1, MOST_PAGES + 1):
        members = call("GET", f"{path}{mark}per_page={PER_PAGE}&page={page}")
        yield from members
        if len(members) < PER_PAGE:
            return
