"""What readers find on pages: charts with links, light pages, a search, the same under a path prefix."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hosts import static_host
from opened import PAGES, open_page, open_window
from playwright.sync_api import Browser, expect

from claimed_ground.layout import Layout

# How far things moved on their own while the page was loading.
SHIFTS = """() => new Promise(done => {
  new PerformanceObserver(seen => done(seen.getEntries().reduce((sum, one) => sum + one.value, 0)))
    .observe({ type: "layout-shift", buffered: true })
  setTimeout(() => done(0), 300)
})"""


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
    says = page.locator("figure.chart .says").inner_text().partition(":")[0]
    widest = says.replace(" only, ", " on ").rpartition(" on ")[2]
    assert page.locator("table.cards td.head", has_text=widest).count() >= 2
    page.context.close()


def test_a_claimant_has_office_and_figures_over_time_with_spellings_folded(browser: Browser, origin: str):
    page, _ = open_page(browser, origin + PAGES["claimant"])
    article = page.locator("article").inner_text()
    parts = ("President of Ukraine", "more ways", "Before", "2,610", "+7", "Cite as")
    places = [article.index(part) for part in parts]
    assert places == sorted(places)
    assert page.locator("figure.chart svg.wide a").count() > 10
    assert not page.get_by_text("Володимир Зеленський").is_visible()
    page.context.close()


@pytest.mark.parametrize("prefix", ["/", "/claimed-ground/"])
def test_a_wrong_address_leads_on_and_can_be_searched_from(browser: Browser, built: Layout, prefix: str):
    with static_host(built.current.site, prefix) as (address, _):
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(f"{address}claims/no-such-claim/", wait_until="networkidle")
        page.locator(".md-search__input").fill("Сырский")
        expect(page.locator("a.md-search-result__link").first).to_contain_text("Syrskyi")
        page.keyboard.press("Escape")
        page.locator("article").get_by_role("link", name="topics").click()
        assert page.url == f"{address}topics/"
        page.close()


def test_a_filter_folds_away_what_is_empty_and_stays_in_the_address(browser: Browser, origin: str):
    page, wrong = open_page(browser, origin + PAGES["one kind of discrepancy"])
    every = page.locator("article h2[id]:visible").count()
    page.get_by_label("Between").select_option("with_third_party")
    shown = page.locator(".findings > li:not([hidden])")
    assert 0 < shown.count() < page.locator(".findings > li").count()
    assert page.locator("article h2[id]:visible").count() < every
    assert "0" not in page.locator("details.fold:visible .n").all_inner_texts()
    expect(page.locator(".filter output")).to_have_text(f"{shown.count()} shown")
    assert page.url.endswith("?speakers=with_third_party")
    count = shown.count()
    page.reload(wait_until="networkidle")
    assert shown.count() == count
    page.get_by_label("Topic").select_option("kharkiv-may-2024")
    expect(page.locator(".filter output")).to_have_text("None fits; choose “any” above.")
    assert wrong == []
    page.context.close()
