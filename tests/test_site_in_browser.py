"""Every kind of page, as a reader opens it: any width, light or dark, by keyboard, without script."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from claimed_ground.layout import Layout

PAGES = {
    "home": "/",
    "topics": "/topics/",
    "topic": "/topics/kursk-february-2025/",
    "claims": "/claims/",
    "claim": "/claims/rudskoi-2025-02-20-kursk-share-retaken/",
    "sources": "/sources/",
    "dictionary": "/data/dictionary/",
    "methods": "/methods/",
    "home in Ukrainian": "/uk/",
    "methods in Russian": "/ru/methods/",
    "downloads": "/downloads/",
    "contribute": "/contribute/",
    "form": "/contribute/form/",
}
WIDTHS = (360, 768, 1280)
# How far the page still reaches beyond the window a second after it got a new width: by then the
# theme's drawer, which slides out of the way of a wide window, has arrived.
BEYOND = """async () => {
  const beyond = () => document.documentElement.scrollWidth - window.innerWidth
  for (let i = 0; i < 20 && beyond() > 0; i++) await new Promise(done => setTimeout(done, 50))
  return beyond()
}"""


def open_page(browser: Browser, address: str, **options: object) -> tuple[Page, list[str]]:
    """A page, and what went wrong on it: console errors, failed requests, requests elsewhere."""
    page = browser.new_context(**options).new_page()
    wrong: list[str] = []
    host = "/".join(address.split("/")[:3])
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on(
        "request",
        lambda r: None if r.url.startswith((host, "data:", "blob:")) else wrong.append(f"elsewhere: {r.url}"),
    )
    page.goto(address, wait_until="networkidle")
    return page, wrong


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_fits_every_width_in_light_and_dark(browser: Browser, origin: str, kind: str):
    for scheme in ("light", "dark"):
        page, wrong = open_page(browser, origin + PAGES[kind], color_scheme=scheme)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            beyond = page.evaluate(BEYOND)
            assert beyond <= 0, f"{kind} is {beyond} px too wide at {width} px"
        assert wrong == []
        page.context.close()


@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_no_serious_issue(browser: Browser, origin: str, kind: str):
    for scheme in ("light", "dark"):
        page, _ = open_page(browser, origin + PAGES[kind], color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        serious = [
            (issue["id"], issue["nodes"][0]["target"], issue["nodes"][0]["failureSummary"])
            for issue in found
            if issue["impact"] in ("serious", "critical")
        ]
        assert serious == []
        page.context.close()


@pytest.mark.parametrize("kind", ["home", "topic", "claim"])
def test_a_page_reads_without_script(browser: Browser, origin: str, kind: str):
    page, wrong = open_page(browser, origin + PAGES[kind], java_script_enabled=False)
    assert page.locator("h1").is_visible()
    assert len(page.locator("article").inner_text()) > 400
    if kind == "topic":
        chart = page.locator("figure.chart img:visible")
        assert chart.count() >= 1
        assert len(chart.first.get_attribute("alt") or "") > 80
    assert wrong == []
    page.context.close()


def test_the_keyboard_reaches_the_three_doors(browser: Browser, origin: str):
    page, _ = open_page(browser, origin + "/")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.getAttribute('href')"))
    assert {"topics/", "contribute/"} <= reached
    assert any(link and "explore/" in link for link in reached)
    page.context.close()


@pytest.mark.parametrize(("kind", "most"), [("home", 300), ("topic", 300), ("claim", 150)])
def test_a_page_is_light(browser: Browser, origin: str, kind: str, most: int):
    page = browser.new_context(extra_http_headers={"Accept-Encoding": "gzip"}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(origin + PAGES[kind], wait_until="networkidle")
    assert 0 < sum(received) / 1000 <= most, f"{sum(received) / 1000:.0f} kB"
    page.context.close()


@pytest.fixture(scope="module")
def prefixed(built: Layout, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The static site under a path, by a plain file server, as project pages are."""
    folder = tmp_path_factory.mktemp("prefix")
    (folder / "claimed-ground").symlink_to(built.current.site.resolve())

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/claimed-ground"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("kind", ["home", "topic", "claim", "downloads", "methods in Russian"])
def test_the_site_works_under_a_path_prefix(browser: Browser, prefixed: str, kind: str):
    page, wrong = open_page(browser, prefixed + PAGES[kind])
    assert wrong == []
    links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href.baseVal ?? link.href)")
    own = [link for link in links if link.startswith(prefixed.rsplit("/", 1)[0])]
    assert all(link.startswith(prefixed) for link in own)
    page.context.close()


def test_the_counts_on_the_home_page_are_those_of_the_database(browser: Browser, origin: str, built: Layout):
    import sqlite3

    page, _ = open_page(browser, origin + "/")
    with sqlite3.connect(f"file:{built.current.database}?mode=ro", uri=True) as connection:
        for label, table in (("claims", "claims"), ("reports of them", "reports"), ("sources", "sources")):
            shown = page.locator(".numbers div", has=page.get_by_text(label, exact=True)).locator("dd")
            (count,) = connection.execute(f"select count(*) from {table}").fetchone()
            assert shown.inner_text() == f"{count:,}"
    connection.close()
    page.context.close()


def test_every_picture_on_the_site_is_there(built: Layout):
    assert list(Path(built.current.site).rglob("chart-wide-light.svg"))
