"""Every kind of page, as a reader opens it: any width, light or dark, by keyboard, without script."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from claimed_ground.layout import Layout

PAGES = {
    "home": "/",
    "topics": "/topics/",
    "topic": "/topics/kursk-february-2025/",
    "map": "/map/",
    "discrepancies": "/discrepancies/",
    "one kind of discrepancy": "/discrepancies/contradiction/",
    "sets": "/discrepancies/sets/",
    "claims": "/claims/",
    "claim": "/claims/rudskoi-2025-02-20-kursk-share-retaken/",
    "claimants": "/claimants/",
    "claimant": "/claimants/zelensky/",
    "sources": "/sources/",
    "downloads": "/downloads/",
    "dictionary": "/data/dictionary/",
    "API": "/data/api/",
    "changes": "/changes/",
    "methods": "/methods/",
    "policy": "/policy/",
    "contribute": "/contribute/",
    "form": "/contribute/form/",
    "one claim": "/contribute/one-claim/",
    "deployment": "/contribute/deployment/",
    "home in Ukrainian": "/uk/",
    "methods in Ukrainian": "/uk/methods/",
    "home in Russian": "/ru/",
    "methods in Russian": "/ru/methods/",
    "not found": "/404.html",
}
SCHEMES = ("light", "dark")
# Long pages of parts that shorter ones have too: there axe looks at the light ones only.
LONG = ("one kind of discrepancy", "claims", "sources", "dictionary")
# The first of a scheme's widths is the one at which axe looks at the page.
WIDTHS = {"light": (1280, 768, 360), "dark": (360, 768, 1280)}
# Where a reader with a keyboard meets every kind of thing that takes the focus.
BY_KEYBOARD = ("home", "topic", "map", "discrepancies", "claim", "form")
# How far the page still reaches beyond the window a second after it got a new width: by then the
# theme's drawer, which slides out of the way of a wide window, has arrived.
BEYOND = """async () => {
  const beyond = () => document.documentElement.scrollWidth - window.innerWidth
  for (let i = 0; i < 20 && beyond() > 0; i++) await new Promise(done => setTimeout(done, 50))
  return beyond()
}"""
WATCH = """() => {
  window.reached = new Set()
  document.addEventListener("focusin", event => reached.add(event.target))
  return document.querySelectorAll("a, button, input, select, textarea, summary, [tabindex]").length
}"""
# What can be seen and used but was not reached. Of buttons of one choice the keyboard reaches one,
# and the button that leads to the top comes and goes.
MISSED = """() => [...document.querySelectorAll("a[href],button,input,select,textarea,summary,[tabindex]")]
  .filter(one => one.tabIndex >= 0 && !one.disabled && !one.matches("[type=radio], .md-top"))
  .filter(one => one.checkVisibility({ visibilityProperty: true }) && !reached.has(one))
  .map(one => one.outerHTML.slice(0, 150))"""
# How far things moved on their own while the page was loading.
SHIFTS = """() => new Promise(done => {
  new PerformanceObserver(seen => done(seen.getEntries().reduce((sum, one) => sum + one.value, 0)))
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(0), 300)
})"""
# Reached, but beyond the left or right edge of the window.
UNSEEN = """() => [...reached].filter(one => {
  const { left, right } = one.getBoundingClientRect()
  return right < 0 || left > window.innerWidth
}).map(one => one.outerHTML.slice(0, 150))"""


def open_window(browser: Browser, origin: str, **options: object) -> tuple[Page, list[str]]:
    """An empty window, and what goes wrong in it: console errors, failed requests, requests elsewhere."""
    page = browser.new_context(**options).new_page()
    wrong: list[str] = []
    host = "/".join(origin.split("/")[:3])
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on(
        "request",
        lambda r: None if r.url.startswith((host, "data:", "blob:")) else wrong.append(f"elsewhere: {r.url}"),
    )
    return page, wrong


def open_page(browser: Browser, address: str, **options: object) -> tuple[Page, list[str]]:
    """A window with a page in it, and what went wrong on it."""
    page, wrong = open_window(browser, address, **options)
    page.goto(address, wait_until="networkidle")
    return page, wrong


@pytest.fixture(scope="module")
def windows(browser: Browser, origin: str) -> Iterator[dict[str, tuple[Page, list[str]]]]:
    """One window for each scheme of colours, in which all pages are opened one after the other."""
    opened = {scheme: open_window(browser, origin, color_scheme=scheme) for scheme in SCHEMES}
    yield opened
    for page, _ in opened.values():
        page.context.close()


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_fits_every_width_is_sound_and_accessible(windows, origin: str, kind: str, scheme: str):
    page, wrong = windows[scheme]
    wrong.clear()
    page.set_viewport_size({"width": WIDTHS[scheme][0], "height": 800})
    page.goto(origin + PAGES[kind], wait_until="networkidle")
    if scheme == "light" or kind not in LONG:
        assert serious(page) == []
    for width in WIDTHS[scheme]:
        page.set_viewport_size({"width": width, "height": 800})
        beyond = page.evaluate(BEYOND)
        assert beyond <= 0, f"{kind} is {beyond} px too wide at {width} px"
    assert wrong == []


def serious(page: Page) -> list[tuple[str, object, str]]:
    """What axe finds that keeps readers from using a page."""
    return [
        (issue["id"], issue["nodes"][0]["target"], issue["nodes"][0]["failureSummary"])
        for issue in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
        if issue["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("kind", BY_KEYBOARD)
def test_the_keyboard_reaches_all_that_can_be_seen(windows, origin: str, kind: str, width: int):
    page, _ = windows["light"]
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(origin + PAGES[kind], wait_until="networkidle")
    for _ in range(page.evaluate(WATCH)):
        page.keyboard.press("Tab")
    assert page.evaluate(MISSED) == []
    assert page.evaluate(UNSEEN) == []


def test_the_keyboard_unfolds_a_proof_and_reaches_what_is_in_it(windows, origin: str):
    page, _ = windows["light"]
    page.goto(origin + PAGES["topic"], wait_until="networkidle")
    folded = page.locator("details.proof:not([open])")
    proof = folded.first.element_handle()
    folded.first.locator("summary").focus()
    page.keyboard.press("Enter")
    assert proof.evaluate("proof => proof.open")
    page.keyboard.press("Tab")
    assert proof.evaluate("proof => proof.contains(document.activeElement) && document.activeElement.href")


def test_the_keyboard_opens_menu_and_search_of_a_narrow_window(windows, origin: str):
    page, _ = windows["light"]
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(origin + PAGES["topic"], wait_until="networkidle")
    page.get_by_role("button", name="Menu").focus()
    page.keyboard.press("Enter")
    page.locator(".md-sidebar--primary").get_by_role("link", name="Methods").first.focus()
    assert "Methods" in page.evaluate("document.activeElement.innerText")
    page.goto(origin + PAGES["topic"], wait_until="networkidle")
    page.get_by_role("button", name="Search").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-search__input")).to_be_focused()


@pytest.mark.parametrize("kind", ["home", "topic", "claim"])
def test_a_page_reads_without_script(browser: Browser, origin: str, kind: str):
    page, wrong = open_page(browser, origin + PAGES[kind], java_script_enabled=False)
    assert page.locator("h1").is_visible()
    assert len(page.locator("article").inner_text()) > 400
    if kind == "topic":
        chart = page.locator("figure.chart svg:visible")
        assert chart.count() == 1
        assert len(chart.get_attribute("aria-label") or "") > 80
    assert wrong == []
    page.context.close()


@pytest.mark.parametrize(("width", "shown"), [(390, "narrow"), (1280, "wide")])
def test_a_chart_has_its_place_from_the_start(browser: Browser, origin: str, width: int, shown: str):
    page, _ = open_page(browser, origin + PAGES["topic"], viewport={"width": width, "height": 800})
    chart = page.locator("figure.chart svg:visible")
    assert chart.get_attribute("class") == shown
    box = chart.bounding_box()
    ratio = chart.evaluate("one => one.viewBox.baseVal.height / one.viewBox.baseVal.width")
    assert box is not None and abs(box["height"] - box["width"] * ratio) <= 1
    assert page.evaluate(SHIFTS) < 0.01
    page.context.close()


@pytest.mark.parametrize("kind", ["home", "topic", "map", "claimant"])
def test_every_sign_of_a_chart_leads_to_its_claim_and_says_whose_it_is(
    browser: Browser, origin: str, kind: str
):
    page, wrong = open_page(browser, origin + PAGES[kind], java_script_enabled=False)
    links = page.locator("figure.chart svg:visible a")
    assert links.count() > 1
    titles = links.evaluate_all("all => all.map(one => one.querySelector('title').textContent)")
    assert all(": " in title and "reading: " in title for title in titles)
    links.first.locator("circle, rect, path").last.click()
    assert "/claims/" in page.url and page.locator("h1").is_visible()
    assert wrong == []
    page.context.close()


def test_the_tab_key_passes_over_the_signs_of_a_chart(windows, origin: str):
    page, _ = windows["light"]
    page.goto(origin + PAGES["topic"], wait_until="networkidle")
    for _ in range(page.evaluate(WATCH)):
        page.keyboard.press("Tab")
    assert not page.evaluate("[...reached].some(one => one.closest('figure.chart svg'))")
    assert page.evaluate("[...reached].some(one => one.closest('table.cards'))")


@pytest.mark.parametrize(("kind", "most"), [("home", 300), ("topic", 300), ("claim", 150), ("claimant", 200)])
def test_a_page_is_light(browser: Browser, origin: str, kind: str, most: int):
    page = browser.new_context(extra_http_headers={"Accept-Encoding": "gzip"}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    received: list[float] = []
    session.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page.goto(origin + PAGES[kind], wait_until="networkidle")
    assert 0 < sum(received) / 1000 <= most, f"{sum(received) / 1000:.0f} kB"
    page.context.close()


def test_the_index_of_the_search_is_fetched_when_a_reader_turns_to_it(browser: Browser, origin: str):
    page, wrong = open_window(browser, origin, viewport={"width": 360, "height": 800})
    fetched: list[str] = []
    page.on("request", lambda r: fetched.append(r.url) if "search_index" in r.url else None)
    page.goto(origin + "/", wait_until="networkidle")
    assert fetched == []
    page.get_by_role("button", name="Search").click()
    page.locator(".md-search__input").fill("Сырский")
    found = page.locator("a.md-search-result__link").first
    expect(found).to_contain_text("Syrskyi")
    assert len(fetched) == 1
    found.click()
    page.wait_for_load_state("networkidle")
    expect(page.locator("article mark").first).to_be_visible()
    assert wrong == []
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


@pytest.mark.parametrize(
    "kind", ["home", "topic", "map", "claim", "claimant", "downloads", "methods in Russian"]
)
def test_the_site_works_under_a_path_prefix(browser: Browser, prefixed: str, kind: str):
    page, wrong = open_page(browser, prefixed + PAGES[kind])
    assert wrong == []
    links = page.eval_on_selector_all(
        "a[href]", "links => links.map(link => new URL(link.getAttribute('href'), link.baseURI).href)"
    )
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
    assert list(Path(built.current.site).rglob("chart-light.svg"))
    assert list(Path(built.current.site).rglob("chart-dark.svg"))


def test_the_map_its_lead_and_its_table_are_of_the_same_claims(browser: Browser, origin: str):
    page, _ = open_page(browser, origin + PAGES["map"])
    claims = "all => all.map(one => one.getAttribute('href').match(/claims\\/(.*)\\//)[1])"
    drawn = page.locator("figure.chart svg.wide a").evaluate_all(claims)
    assert drawn == page.locator("table.cards .figure a").evaluate_all(claims)
    assert len(drawn) > 10
    widest = page.locator("figure.chart .says").inner_text().partition(" on ")[2].partition(":")[0]
    assert page.locator("table.cards td.head", has_text=widest).count() >= 2
    page.context.close()


def test_a_claimant_has_office_and_figures_over_time_with_spellings_folded(browser: Browser, origin: str):
    page, _ = open_page(browser, origin + PAGES["claimant"])
    article = page.locator("article").inner_text()
    parts = ("President of Ukraine", "more ways", "Then", "2,610", "+7", "Cite as")
    places = [article.index(part) for part in parts]
    assert places == sorted(places)
    assert page.locator("figure.chart svg.wide a").count() > 10
    assert not page.get_by_text("Володимир Зеленський").is_visible()
    page.context.close()
