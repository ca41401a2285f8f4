"""How readers get about: filters of what there is, room that is used, and a way on from any page."""

import pytest
from opened import PAGES, open_page
from playwright.sync_api import Browser, expect

# Of paragraphs of several lines, how many letters there are in one.
LETTERS = """all => all.map(one => {
  const lines = Math.round(one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight))
  return lines > 1 ? one.innerText.trim().replace(/\\s+/g, " ").length / lines : 0
})"""


@pytest.mark.parametrize("kind", ["contradiction", "estimate", "denial"])
def test_a_page_of_one_kind_offers_first_what_there_is(browser: Browser, origin: str, kind: str):
    page, _ = open_page(browser, f"{origin}/discrepancies/{kind}/", viewport={"width": 360, "height": 800})
    box = page.get_by_label("Topic").bounding_box()
    assert box is not None and box["y"] < 400
    for select in page.locator("form.filter select").all():
        for option in select.locator("option").all()[1:]:
            select.select_option(option.get_attribute("value"))
            assert page.locator(".findings > li:not([hidden])").count() > 0, option.inner_text()
        select.select_option(index=0)
    assert ("gaps of a tenth" in page.locator("article").inner_text()) == (kind != "denial")
    page.context.close()


@pytest.mark.parametrize("kind", ["estimate", "reporting"])
def test_a_card_names_its_kind_as_the_page_of_that_kind_does(browser: Browser, origin: str, kind: str):
    page, _ = open_page(browser, f"{origin}/discrepancies/{kind}/", java_script_enabled=False)
    title = page.locator("h1").text_content() or ""
    assert (page.locator(".finding .kind").first.text_content() or "").startswith(title.strip("¶"))
    page.context.close()


@pytest.mark.parametrize("kind", ["methods", "methods in Ukrainian", "methods in Russian"])
def test_every_table_of_the_methods_is_cards_on_a_phone(browser: Browser, origin: str, kind: str):
    page, _ = open_page(browser, origin + PAGES[kind], viewport={"width": 360, "height": 800})
    assert page.locator("article table.cards").count() >= 5
    assert page.locator("article table:not(.cards)").count() == 0
    page.context.close()


@pytest.mark.parametrize("kind", ["topic", "map", "claimant", "one kind of discrepancy"])
def test_a_wide_window_is_used_by_pictures_and_not_by_longer_lines(browser: Browser, origin: str, kind: str):
    page, _ = open_page(browser, origin + PAGES[kind], viewport={"width": 1280, "height": 800})
    left = page.locator("article h1").bounding_box()
    assert left is not None and left["x"] < 60
    lengths = page.locator("article > p").evaluate_all(LETTERS)
    assert lengths and max(lengths) <= 90
    for picture in page.locator("figure.chart svg.wide").all():
        box = picture.bounding_box()
        assert box is not None and box["width"] > 880
    page.context.close()


@pytest.mark.parametrize(
    ("kind", "policy"),
    [
        ("claim", "Policy"),
        ("home in Ukrainian", "Редакційна політика"),
        ("methods in Russian", "Редакционная политика"),
    ],
)
def test_the_foot_of_a_page_leads_to_policy_corrections_and_contact(
    browser: Browser, origin: str, kind: str, policy: str
):
    page, _ = open_page(browser, origin + PAGES[kind])
    links = page.locator("footer a")
    assert all(text.strip() for text in links.all_inner_texts())
    found = links.evaluate_all("links => links.map(link => link.href)")
    assert found[1] == f"{origin}/contribute/#correct" and found[2].endswith("/issues")
    page.locator("footer").get_by_role("link", name=policy).click()
    assert page.url == f"{origin}/policy/"
    page.goto(found[1])
    assert page.locator("#correct").is_visible()
    page.context.close()


@pytest.mark.parametrize(
    ("kind", "words"), [("home", "Search in Datasette"), ("not found", "the search in Datasette")]
)
def test_without_script_a_link_leads_to_a_search(browser: Browser, origin: str, kind: str, words: str):
    page, _ = open_page(browser, origin + PAGES[kind], java_script_enabled=False)
    page.get_by_role("link", name=words, exact=True).click()
    page.locator("main input[name=q]").fill("Сырский")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Syrskyi")
    page.context.close()
