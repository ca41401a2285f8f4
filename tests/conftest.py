"""Shared ground: one real build, one server, one browser, for all tests that need them."""

import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "scripts"))

from checkout import KEPT, ROOT, link_checkout, make_checkout
from drawn_maps import cell, feature, write
from explored import make_explored
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from small_site import make_small_site

from claimed_ground.building import build
from claimed_ground.layout import Layout
from claimed_ground.server import build_app, run
from claimed_ground.workers import get_ready
from find_browser import find_browser

# The same examples in every run; `--hypothesis-profile=default` looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests in a browser come last: its driver keeps an event loop running in this thread.

    While one runs, no test can start another with `asyncio.run`.
    """
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The two articles' rows, without the ruling on figures that the small data does not have."""
    return make_checkout(tmp_path / "small")


@pytest.fixture
def donetsk(tmp_path: Path) -> str:
    """An outline of one degree by one, 38 to 39° E and 48 to 49° N."""
    return write(tmp_path / "UA_14_Donetska.geojson", feature([cell(38, 48)]))


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The real data, built once, in a folder of its own."""
    get_ready()
    layout = Layout(link_checkout(ROOT, tmp_path_factory.mktemp("built"), KEPT))
    build(layout, lambda line: None)
    return layout


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with a withdrawn claim and hostile text in its data, built once."""
    return make_small_site(tmp_path_factory.mktemp("site"))


@pytest.fixture(scope="session")
def explored(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    """The real data in Datasette, built once, with a site that only says so."""
    return make_explored(tmp_path_factory.mktemp("explored"))


@pytest.fixture(scope="session")
def app(explored: Layout) -> Any:
    """Datasette over it."""
    return build_app(explored)


@pytest.fixture(scope="session")
def database(explored: Layout) -> Iterator[sqlite3.Connection]:
    """Its database, to read."""
    connection = sqlite3.connect(f"file:{explored.current.database}?mode=ro", uri=True)
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def origin(built: Layout) -> str:
    """The address of the site and Datasette, served as `ground serve` does."""
    told: list[str] = []
    ready = threading.Event()

    def tell(address: str) -> None:
        told.append(address)
        ready.set()

    threading.Thread(target=run, args=(built, "127.0.0.1", 0, tell), daemon=True).start()
    assert ready.wait(30), "the server did not start"
    return told[0].rstrip("/")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    path = find_browser()
    assert path, "no browser; run scripts/find_browser.py"
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        arguments += ["--disable-component-update", "--disable-sync"]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
