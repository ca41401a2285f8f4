"""A topic on paper: in light, as tables, without what only a screen can use."""

import pytest
from playwright.sync_api import Browser, Page
from printed import filled

ADDRESS = "/topics/kursk-february-2025/"


@pytest.fixture(params=["light", "dark"])
def paper(browser: Browser, origin: str, request: pytest.FixtureRequest) -> Page:
    """The topic as a browser lays it out for A4, from either scheme of colours."""
    context = browser.new_context(color_scheme=request.param, viewport={"width": 680, "height": 960})
    page = context.new_page()
    page.goto(origin + ADDRESS, wait_until="networkidle")
    page.emulate_media(media="print")
    return page


def test_paper_shows_the_light_chart_and_no_menus(paper: Page):
    assert paper.locator("figure.chart svg.wide").is_visible()
    colour = "one => getComputedStyle(one).fill"
    assert paper.locator("figure.chart svg.wide circle").first.evaluate(colour) == "rgb(11, 98, 164)"
    heading = paper.locator("figure.chart svg.wide text[font-weight=bold]").first
    assert heading.evaluate(colour) == "rgba(0, 0, 0, 0.87)"
    for selector in ("figure.chart svg.narrow", ".md-header", ".md-footer", ".headerlink"):
        assert not paper.locator(selector).first.is_visible()
    paper.context.close()


def test_paper_has_the_claims_as_a_table_that_fits(paper: Page):
    table = paper.locator("table.cards").first
    assert table.locator("thead th").first.is_visible()
    assert table.locator("tbody tr").first.evaluate("row => getComputedStyle(row).display") == "table-row"
    assert paper.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    paper.context.close()


def test_no_page_but_the_last_is_left_half_empty(paper: Page):
    margin = dict.fromkeys(("top", "right", "bottom", "left"), "15mm")
    *pages, last = filled(paper.pdf(format="A4", margin=margin))
    assert len(pages) >= 3 and 0 < last < 1
    assert min(pages) > 0.6
    paper.context.close()
