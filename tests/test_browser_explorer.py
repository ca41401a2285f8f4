"""Datasette without a server is the same Datasette: same addresses, same content, in a real browser.

The static site stands under a path, as GitHub project pages do, on a plain file
server; nothing is asked of any other host.
"""

import json
import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import quote

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from checkout import ROOT
from explored import make_explored
from hosts import static_host
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page

from claimed_ground.descriptor import load_package
from claimed_ground.explorer.shell import write_explorer
from claimed_ground.layout import Layout
from claimed_ground.server import run

PREFIX = "/claimed-ground/"
CLAIM = "rudskoi-2025-02-20-kursk-share-retaken"
PATIENCE = 120_000  # milliseconds for Python to start on a busy machine; alone it takes five seconds
ADDRESSES = (
    "",
    "claims",
    "claims.json",
    "claims/claims",
    "claims/claims?_size=3&_next=afp-2024-12-31-kursk-area-held",
    "claims/claims?party=russia&_facet=indicator_id",
    "claims/claims?value__gt=500&unit_id=km2&_sort_desc=value",
    "claims/claims?_facet_date=as_of",
    "claims/claims?region_id__in=ru-kursk,ua-donetsk",
    "claims/claims?summary__contains=Kursk",
    f"claims/claims?_search={quote('Рудской')}",
    "claims/claims?_search=Rudskoi",
    "claims/claims?_where=value+%3E+1000",
    f"claims/claims/{CLAIM}",
    f"claims/claims/{CLAIM}.json?_shape=objects",
    "claims/claims/no-such-claim",
    "claims/claims_for_people",
    f"claims/claims_for_people?_search={quote('Сирський')}",
    "claims/reports?_size=10",
    "claims/reports?language=uk&_facet=place",
    "claims/reports_for_people?language=de",
    "claims/statements?_search=Zelensky",
    "claims/sources?_facet=language&_facet=agency_id",
    "claims/sources/deepstate-map-data-e904719",
    "claims/claimants/rudskoi",
    "claims/regions/ua-kherson",
    "claims/publishers/devdiscourse",
    "claims/estimates?region_id=ua-donetsk&_size=5",
    "claims/discrepancies?kind=agreement",
    "claims/denials",
    "claims/newest_claims",
    "claims/newest_claims.atom",
    "claims/area_over_time?region=ru-kursk&party=ukraine",
    "claims?sql=select+count(*)+as+claims+from+claims",
    "claims?sql=selec",
    "claims?sql=delete+from+claims",
    f"-/search?q={quote('Сирський')}",
    "claims/claims.json?_shape=array&party=ukraine",
    "claims/claims.csv?party=ukraine&_size=max",
    "claims/reports.csv?_stream=on&_labels=on",
    "claims/units.md",
    "claims/hedges_lost.json?_shape=array",
    "static/explorer.css",
)


@dataclass(frozen=True)
class Place:
    """A static site: its folder, its address, and what was asked of it."""

    layout: Layout
    address: str
    noted: list[str]

    @property
    def explore(self) -> str:
        return f"{self.address}explore/"


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    if not (ROOT / "explorer" / "browser" / "node_modules" / "pyodide").is_dir():
        told = "Python for the browser is not here: run `make vendor`"
        pytest.fail(told) if os.environ.get("CI") else pytest.skip(told)
    layout = make_explored(tmp_path_factory.mktemp("browser"))
    write_explorer(layout, load_package(layout.descriptor), layout.current)
    return layout


@pytest.fixture(scope="module")
def place(layout: Layout) -> Iterator[Place]:
    with static_host(layout.current.site, PREFIX) as (address, noted):
        yield Place(layout, address, noted)


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


@pytest.fixture(scope="module")
def started(reader: BrowserContext, place: Place) -> Page:
    """A tab that was opened with a link deep into Datasette, on a first visit."""
    page = reader.new_page()
    elsewhere: list[str] = []
    page.on("request", lambda r: elsewhere.append(r.url) if not r.url.startswith(place.address) else None)
    page.goto(f"{place.explore}claims/claims/{CLAIM}")
    shown(page).locator("h1", has_text="Sergei Rudskoi").wait_for()
    assert [url for url in elsewhere if not url.startswith("blob:")] == []
    return page


@pytest.fixture(scope="module")
def server(layout: Layout) -> str:
    told: list[str] = []
    ready = threading.Event()

    def tell(address: str) -> None:
        told.append(address)
        ready.set()

    threading.Thread(target=run, args=(layout, "127.0.0.1", 0, tell), daemon=True).start()
    assert ready.wait(30)
    return told[0]


def shown(page: Page) -> FrameLocator:
    """What the tab shows of Datasette."""
    return page.frame_locator("#datasette")


def test_a_first_visit_may_begin_at_any_address(started: Page, place: Place):
    started.wait_for_url(f"{place.explore}claims/claims/{CLAIM}")
    assert started.title().startswith("Sergei Rudskoi said")
    assert shown(started).locator("#reports").is_visible()


def test_every_address_gives_what_the_server_gives(started: Page, place: Place, server: str, capsys):
    table = []
    for path in ADDRESSES:
        there = httpx.get(f"{server}explore/{path}", timeout=60)
        here = started.evaluate(
            "async (address) => { const a = await fetch(address);"
            " return [a.status, a.headers.get('content-type'), await a.text()]; }",
            place.explore + path,
        )
        same = (
            here[0] == there.status_code,
            here[1] == there.headers["content-type"],
            plain(here[2], place.address) == plain(there.text, server),
        )
        table.append((path, there.status_code, len(there.text), same))
    with capsys.disabled():
        print(f"\n{'status':>7} {'size':>9}  same  address below explore/")
        for path, status, size, same in table:
            print(f"{status:>7} {size:>9}  {'yes' if all(same) else 'NO ':4}  {path}")
    assert [(path, same) for path, _, _, same in table if not all(same)] == []
    assert len(table) >= 40


def plain(text: str, site: str) -> str:
    """Content without the place that it stands at, and the time that it took."""
    for start in (site, "http://localhost/", PREFIX):
        text = text.replace(start, "/")
    return re.sub(r'"query_ms": [0-9.e-]+', "", text)


def test_links_forms_and_the_back_button_work(started: Page, place: Place):
    shown(started).locator("a", has_text="Sergei Rudskoi").first.click()
    shown(started).locator("h1", has_text="rudskoi").wait_for()
    # The address bar follows when the page in the frame has wholly loaded.
    started.wait_for_url("**/explore/claims/claimants/rudskoi")
    started.go_back()
    shown(started).locator("h1", has_text="about 64%").wait_for()
    shown(started).locator("header input[name=q]").fill("Сирський")
    shown(started).locator("header button").click()
    shown(started).locator("h1", has_text="Results for").wait_for()
    started.wait_for_url(f"**/explore/-/search?q={quote('Сирський')}")


def test_a_second_tab_shares_the_first_ones_datasette(started: Page, reader: BrowserContext, place: Place):
    asked = len([path for path in place.noted if path.endswith(".bin")])
    second = reader.new_page()
    second.goto(f"{place.explore}claims/units")
    shown(second).locator("tbody tr").first.wait_for()
    assert len([path for path in place.noted if path.endswith(".bin")]) == asked
    assert second.evaluate("document.documentElement.dataset.ready") is None
    second.close()


def test_rows_can_be_downloaded(started: Page, place: Place):
    started.goto(f"{place.explore}claims/units")
    shown(started).locator("tbody tr").first.wait_for()
    with started.expect_download() as download:
        shown(started).locator(".take a", has_text="CSV").click()
    assert download.value.suggested_filename == "units.csv"
    assert Path(download.value.path()).read_text(encoding="utf-8").startswith("unit_id,label,")


def test_a_link_to_the_site_takes_the_whole_tab(started: Page, place: Place):
    shown(started).locator("a.brand").click()
    started.wait_for_url(place.address)
    assert started.locator("h1").inner_text() == "Home"


def test_a_return_visit_fetches_no_runtime_and_works_offline(reader: BrowserContext, place: Place):
    page = reader.new_page()
    before = len(place.noted)
    page.goto(f"{place.explore}claims/claims?party=russia")
    shown(page).locator("tbody tr").first.wait_for()
    assert not [path for path in place.noted[before:] if path.endswith(".bin")]
    reader.set_offline(True)
    page.goto(f"{place.explore}claims/regions")
    shown(page).locator("h1", has_text="Regions").wait_for()
    assert shown(page).locator("tbody tr").count() > 20
    reader.set_offline(False)
    page.close()


def test_a_new_release_replaces_what_changed_and_nothing_else(reader: BrowserContext, place: Place):
    runtime = place.layout.current.site / "explore" / "runtime"
    before = json.loads((runtime / "manifest.json").read_text(encoding="utf-8"))
    with sqlite3.connect(place.layout.current.database) as connection:
        connection.execute("update units set label = 'square kilometres' where unit_id = 'km2'")
    connection.close()
    shutil.rmtree(runtime.parent)
    shutil.rmtree(place.layout.current.site / "downloads")
    write_explorer(place.layout, load_package(place.layout.descriptor), place.layout.current)
    asked = len(place.noted)
    page = reader.new_page()
    page.goto(f"{place.explore}claims/units/km2")
    shown(page).locator("dd", has_text="square kilometres").wait_for()
    fetched = {path.rsplit("/", 1)[1].split(".")[0] for path in place.noted[asked:] if path.endswith(".bin")}
    assert fetched == {"claims", "bundle"}, "the database, and the bundle that holds its counts"
    kept = page.evaluate(
        "async (name) => { const cache = await caches.open(name); const found = await cache.matchAll();"
        " return found.map((answer) => answer.headers.get('x-sha256')); }",
        f"claimed-ground {PREFIX}explore/",
    )
    old = {file["sha256"] for file in before["files"] if file["path"] == "claims.db"}
    assert not old & set(kept)
    page.close()


def test_a_file_that_is_not_of_the_release_is_refused(browser: Browser, place: Place, tmp_path: Path):
    site = tmp_path / "site"
    shutil.copytree(place.layout.current.site, site)
    (packed,) = (site / "explore" / "runtime").glob("claims.db.*.bin")
    packed.write_bytes(packed.read_bytes()[:-1] + b"!")
    with static_host(site) as (root, _):
        page = browser.new_page()
        page.goto(f"{root}explore/")
        page.locator("#why", has_text="claims.db is not the file of this release").wait_for(timeout=PATIENCE)
        assert page.locator("a", has_text="Answers to questions").is_visible()
        page.close()


def test_at_the_root_of_a_host_progress_is_told_in_megabytes(browser: Browser, place: Place):
    with static_host(place.layout.current.site) as (root, _):
        context = browser.new_context()
        page = context.new_page()
        page.add_init_script(
            "window.steps = []; addEventListener('DOMContentLoaded', () => new MutationObserver(() =>"
            " steps.push(document.getElementById('step').textContent))"
            ".observe(document.getElementById('step'), { childList: true }))"
        )
        page.goto(f"{root}explore/claims")
        shown(page).locator("h1", has_text="All tables and queries").wait_for(timeout=PATIENCE)
        steps = page.evaluate("window.steps")
        assert any(re.fullmatch(r"[1-9]\d*\.\d of \d+\.\d MB", step) for step in steps), steps
        context.close()


@pytest.mark.parametrize(
    ("options", "script", "why"),
    [
        ({"java_script_enabled": False}, "", "needs JavaScript"),
        ({"service_workers": "block"}, "", "could not start in this browser"),
        ({}, "delete Navigator.prototype.serviceWorker", "has no service workers"),
        ({}, "delete window.DecompressionStream", "too old"),
    ],
    ids=["no script", "blocked workers", "no workers", "old browser"],
)
def test_where_it_cannot_run_the_same_data_is_offered(
    browser: Browser, place: Place, options: dict[str, object], script: str, why: str
):
    context = browser.new_context(**options)
    page = context.new_page()
    if script:
        page.add_init_script(script)
    page.goto(place.explore)
    page.locator("#why", has_text=why).wait_for(timeout=PATIENCE)
    page.locator("a", has_text="Answers to questions").click()
    page.locator("h1", has_text="Answers to questions").wait_for()
    page.locator("a", has_text="Who denied what?").click()
    assert page.locator("tbody tr").count() >= 5
    assert page.locator("a", has_text="CSV").get_attribute("href") == "denials.csv"
    context.close()


LOOKS = (
    "",
    "claims",
    "claims/claims?region_id=ru-kursk",
    f"claims/claims/{CLAIM}",
    "claims/denials",
    "claims/claims_about_a_region?region=kursk",
    "claims/publishers/devdiscourse",
    "-/search?q=Kursk",
)


@pytest.mark.parametrize("path", LOOKS)
def test_a_page_fits_a_phone_and_a_desk_and_is_accessible(browser: Browser, server: str, path: str):
    for scheme in ("light", "dark"):
        wrong: list[str] = []
        page = watched(browser, server, wrong, scheme)
        page.goto(f"{server}explore/{path}", wait_until="networkidle")
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            beyond = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert beyond <= 0, f"{beyond} px too wide at {width} px"
        found = Axe().run(page).response["violations"]
        serious = [
            (issue["id"], issue["nodes"][0]["target"], issue["nodes"][0]["failureSummary"])
            for issue in found
            if issue["impact"] in ("serious", "critical")
        ]
        assert serious == []
        assert wrong == []
        page.close()


def watched(browser: Browser, server: str, wrong: list[str], scheme: Literal["light", "dark"]) -> Page:
    """A page that notes what goes wrong on it: errors in the console, requests to other hosts."""
    page = browser.new_page(color_scheme=scheme)
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("request", lambda r: wrong.append(r.url) if not r.url.startswith((server, "data:")) else None)
    return page


def test_the_look_is_that_of_the_site(browser: Browser, server: str):
    page = browser.new_page(color_scheme="light")
    page.goto(f"{server}explore/claims/units")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.bar')).backgroundColor") == "rgb(47, 59, 69)"
    )
    page.evaluate("localStorage.setItem('/.__palette', JSON.stringify({ color: { scheme: 'slate' } }))")
    page.reload()
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.close()
