"""Fetch Python for the browser, which Datasette without a server runs on: `make vendor`.

npm fetches the one package that `explorer/browser/package-lock.json` pins by
its hash, into a folder that git ignores. Without npm, or without a connection,
everything else still works: the built site then offers downloads and baked
answers at /explore/. With --required that is a failure, as for publishing.
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

BROWSER = Path(__file__).parent.parent / "explorer" / "browser"
WITHOUT = "The site is built without Datasette in the browser; on a server nothing is missing."


def main() -> int:
    """0: it is here; 1: it is not, and was required."""
    lock = json.loads((BROWSER / "package-lock.json").read_text(encoding="utf-8"))
    wanted = lock["packages"]["node_modules/pyodide"]["version"]
    if _installed() == wanted:
        return 0
    npm = shutil.which("npm")
    if npm is None:
        return _without("npm is not here; it comes with Node.js 18 or newer")
    print(f"Fetching pyodide {wanted} (14 MB, once)…", file=sys.stderr)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=BROWSER, capture_output=True, text=True, check=False)
    if done.returncode or _installed() != wanted:
        said = "; ".join(done.stderr.strip().splitlines()[:3]) or "no reason given"
        return _without(f"npm could not fetch pyodide {wanted}: {said}")
    return 0


def _installed() -> str:
    package = BROWSER / "node_modules" / "pyodide" / "package.json"
    return str(json.loads(package.read_text(encoding="utf-8"))["version"]) if package.is_file() else ""


def _without(reason: str) -> int:
    print(f"{reason}.\n{WITHOUT}", file=sys.stderr)
    return 1 if "--required" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
