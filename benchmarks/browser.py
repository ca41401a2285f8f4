"""How long Datasette takes to show a first table in the browser, cold and warm, and what it fetches.

    .venv/bin/python benchmarks/browser.py [runs]

Needs a built site (`make build`, after `make vendor`) and a browser (as for the
tests). The host is a plain file server on this machine, so the seconds are
those of unpacking and starting; add the megabytes at the reader's speed.
"""

import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "scripts")]

from hosts import static_host  # noqa: E402
from playwright.sync_api import BrowserContext, sync_playwright  # noqa: E402

from find_browser import find_browser  # noqa: E402

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def seconds_to_table(context: BrowserContext, address: str, table: str) -> float:
    """From the click on a link to the first row on screen, in a new tab."""
    page = context.new_page()
    start = time.perf_counter()
    page.goto(f"{address}explore/claims/{table}")
    page.frame_locator("#datasette").locator("tbody tr").first.wait_for(timeout=120_000)
    spent = time.perf_counter() - start
    page.close()
    return spent


def seconds_per_page(context: BrowserContext, address: str) -> float:
    """A page after that, in the same tab."""
    page = context.new_page()
    page.goto(f"{address}explore/claims/units")
    frame = page.frame_locator("#datasette")
    frame.locator("tbody tr").first.wait_for(timeout=120_000)
    start = time.perf_counter()
    frame.locator("a", has_text="All tables").first.click()
    frame.locator("h1", has_text="All tables and queries").wait_for()
    frame.locator("a", has_text="Claims at a glance").first.click()
    frame.locator("tbody tr").first.wait_for()
    spent = (time.perf_counter() - start) / 2
    page.close()
    return spent


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    site = ROOT / "build" / "current" / "site"
    found: dict[str, list[float]] = {"cold": [], "warm": [], "next page": []}
    packed = 0
    with sync_playwright() as playwright, static_host(site.resolve(), "/claimed-ground/") as (address, noted):
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for _ in range(runs):
            context = browser.new_context()
            noted.clear()
            found["cold"].append(seconds_to_table(context, address, "claims"))
            files = [site / path.removeprefix("/claimed-ground/") for path in noted if path.endswith(".bin")]
            packed = sum(file.stat().st_size for file in files)
            found["warm"].append(seconds_to_table(context, address, "claims"))
            found["next page"].append(seconds_per_page(context, address))
            context.close()
        browser.close()
    print(f"{packed / 1e6:.1f} MB fetched on a first visit, 0 of them on the next")
    for kind, times in found.items():
        print(f"{kind:10} median {statistics.median(times):5.1f} s, best {min(times):5.1f} s of {runs}")


if __name__ == "__main__":
    main()
