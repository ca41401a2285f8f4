"""What one more claim costs the site, against an empty page of the same theme.

Takes the last build. Runs MkDocs three times: on all its pages, on all but every second claim's, and
on those with an empty page in the place of each claim left out. The differences are what a claim's page
and an empty one take. Prints seconds of processor time, milliseconds a page and kilobytes a page, and
the ratio. Nothing is asserted; compare figures of one run only.

    .venv/bin/python benchmarks/claim_pages.py
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from claimed_ground.layout import Layout
from claimed_ground.pages.finished import put_back
from claimed_ground.pages.site import write_site

LAYOUT = Layout(Path(__file__).parent.parent)
EMPTY = "---\ntitle: Empty\n---\n\n# Empty\n"


def measure(kind: str) -> None:
    """Print seconds and bytes of the HTML for the pages of this kind: `all`, `half`, or `empty`."""
    with tempfile.TemporaryDirectory() as folder:
        pages, site = Path(folder) / "pages", Path(folder) / "site"
        shutil.copytree(LAYOUT.current.pages, pages)
        for claim in claims_left_out() if kind != "all" else ():
            shutil.rmtree(pages / "claims" / claim)
            if kind == "empty":
                (pages / "claims" / claim).mkdir()
                (pages / "claims" / claim / "index.md").write_text(EMPTY, encoding="utf-8")
        started = time.process_time()
        write_site(LAYOUT.mkdocs_config, pages, site, 0)
        put_back(pages, site, defaultdict(tuple))
        seconds = time.process_time() - started
        size = sum(path.stat().st_size for path in site.rglob("*.html"))
    print(seconds, size)


def claims_left_out() -> list[str]:
    """Every second claim with a page."""
    return sorted(path.parent.name for path in LAYOUT.current.pages.glob("claims/*/index.md"))[::2]


def main() -> None:
    """Measure each kind in a process of its own."""
    found = {}
    for kind in ("half", "empty", "all"):
        command = [sys.executable, __file__, kind]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        seconds, size = map(float, text.split())
        found[kind] = seconds, size
        print(f"{kind:<6} {seconds:6.1f} s  {size / 1e6:6.1f} MB")
    count = len(claims_left_out())
    costs = {}
    for kind, name in (("all", "a claim's page"), ("empty", "an empty page")):
        seconds, size = (found[kind][i] - found["half"][i] for i in (0, 1))
        costs[kind] = seconds / count
        print(f"{name:<15} {1000 * seconds / count:6.1f} ms  {size / count / 1000:6.1f} kB")
    print(f"a claim's page takes {costs['all'] / costs['empty']:.1f} times as long as an empty one")


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
