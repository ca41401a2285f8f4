"""Find a Chromium for the browser tests, or install one by whichever way works.

Prints the path of the browser. Ways, in order: one on PATH (or named by the
environment variable BROWSER), the one that Playwright installed before, the
system's package manager where it may be used (as root), Playwright's download.
Exit status 1 with what was tried if none works.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def find_browser() -> str | None:
    """The path of a Chromium that is here already, or None."""
    named = os.environ.get("BROWSER")
    if named and shutil.which(named):
        return shutil.which(named)
    for name in NAMES:
        if path := shutil.which(name):
            return path
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def install_browser() -> str | None:
    """Try each way to install one, and say on standard error which."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        ways.insert(0, ["sh", "-c", "apt-get update -qq && apt-get install -y -qq chromium"])
    for way in ways:
        print(f"No browser yet; trying: {' '.join(way)}", file=sys.stderr)
        subprocess.run(way, stdout=sys.stderr, check=False)
        if path := find_browser():
            return path
    return None


def main() -> int:
    """Print the browser's path."""
    path = find_browser() or install_browser()
    if path is None:
        print(
            "No browser could be found or installed. Install Chromium (Debian: apt-get install chromium) "
            "or set BROWSER to the path of one.",
            file=sys.stderr,
        )
        return 1
    print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
