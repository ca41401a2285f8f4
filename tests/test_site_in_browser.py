"""Every kind of page, as a reader opens it: any width, light or dark, by keyboard, without script."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from opened import PAGES, open_page, open_window
from playwright.sync_api import Browser, Page, expect

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
TWICE = """() => {
  const root = document.documentElement
  root.style.fontSize = 2 * parseFloat(getComputedStyle(root).fontSize) + "px"
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
# Reached, but beyond the left or right edge of the window.
UNSEEN = """() => [...reached].filter(one => {
  const { left, right } = one.getBoundingClientRect()
  return right < 0 || left > window.innerWidth
}).map(one => one.outerHTML.slice(0, 150))"""


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


@pytest.mark.parametrize("kind", PAGES)
def test_text_twice_as_large_fits_a_phone(windows, origin: str, kind: str):
    page, _ = windows["light"]
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(origin + PAGES[kind], wait_until="networkidle")
    page.evaluate(TWICE)
    assert page.evaluate(BEYOND) <= 0
    last = ".md-header [aria-label=Search], .md-header [for=__search], .bar nav a:last-child"
    right = page.locator(last).first.bounding_box()
    assert right is not None and right["x"] + right["width"] <= 360


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


def test_the_tab_key_passes_over_the_signs_of_a_chart(windows, origin: str):
    page, _ = windows["light"]
    page.goto(origin + PAGES["topic"], wait_until="networkidle")
    for _ in range(page.evaluate(WATCH)):
        page.keyboard.press("Tab")
    assert not page.evaluate("[...reached].some(one => one.closest('figure.chart svg'))")
    assert page.evaluate("[...reached].some(one => one.closest('table.cards'))")


@pytest.mark.parametrize(("device", "colours"), [("light", "default"), ("dark", "slate")])
def test_the_scheme_is_that_of_the_device_until_a_reader_chooses(
    browser: Browser, origin: str, device, colours
):
    page, wrong = open_page(browser, origin + "/", color_scheme=device)
    shown = "document.body.dataset.mdColorScheme"
    assert page.evaluate(shown) == colours
    page.emulate_media(color_scheme="light" if device == "dark" else "dark")
    expect(page.locator(f"body:not([data-md-color-scheme={colours}])")).to_be_visible()
    page.emulate_media(color_scheme=device)
    other = {"default": "dark", "slate": "light"}
    page.get_by_role("button", name=f"Switch to {other[colours]} mode").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(shown) != colours
    back = page.get_by_role("button", name=f"Switch to {device} mode")
    expect(back).to_be_focused()
    page.goto(origin + PAGES["claim"], wait_until="networkidle")
    assert page.evaluate(shown) != colours
    page.goto(origin + "/explore/claims/units", wait_until="networkidle")
    assert page.evaluate(shown) != colours
    assert wrong == []
    page.context.close()


def test_without_script_no_button_for_a_scheme_is_shown(browser: Browser, origin: str):
    page, _ = open_page(browser, origin + "/", java_script_enabled=False)
    assert not page.locator("button[data-scheme]").first.is_visible()
    assert not page.locator("button[data-scheme]").last.is_visible()
    page.context.close()


def test_every_answer_fits_a_phone_with_nothing_cut(windows, origin: str):
    page, _ = windows["light"]
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"{origin}/downloads/queries/")
    for address in page.eval_on_selector_all(".catalogue a", "links => links.map(link => link.href)"):
        page.goto(address)
        wrapper = page.locator(".table-wrapper")
        assert wrapper.evaluate("one => one.scrollWidth - one.clientWidth") <= 0, address
        assert page.evaluate(BEYOND) <= 0, address
