"""A link to quoted words opens the page at those words, in a real browser."""

import re

import pytest
from listening import listening
from playwright.sync_api import Browser

from claimed_ground.fragments.passages import find, fold
from claimed_ground.fragments.pointers import text_link

PAGE = """<!doctype html><meta charset="utf-8">
<p>About 64 percent of it, they said. “Much less,” Kyiv said.<p style="margin-top: 5000px">
In Luhansk, Ukraine controls "less than one percent". He
added that “about 64 percent of the territory” was held.
"""


@pytest.mark.parametrize(
    "fragment", ['"less than one percent"', "about 64 percent of the territory", "Ukraine <…> added"]
)
def test_a_browser_opens_the_page_at_the_words(fragment: str, browser: Browser):
    anchor = find(fragment, fold(re.sub(r"<[^>]+>", "\n", PAGE)))
    with listening(lambda *_: (200, {"Content-Type": "text/html"}, PAGE.encode())) as address:
        links = [text_link(address, fragment)]
        if anchor and "…" not in fragment:
            links.append(text_link(address, anchor.exact, anchor.prefix, anchor.suffix))
        for link in links:
            page = browser.new_page()
            page.goto(link)
            page.wait_for_function("scrollY > 4000", timeout=5000)
            page.close()
