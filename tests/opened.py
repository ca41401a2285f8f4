"""Pages opened in a real browser, with what goes wrong on them."""

from playwright.sync_api import Browser, Page

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
    "answer": "/downloads/queries/area_over_time.html",
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
