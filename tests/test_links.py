"""Every internal link of a site leads to a file, and to a place on its page."""

from pathlib import Path

import pytest

from claimed_ground.pages.links import HEAVY, broken_links


def site_of(folder: Path, **pages: str) -> Path:
    for name, text in pages.items():
        path = folder / name.replace("__", "/") / "index.html" if name != "home" else folder / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (folder / "a picture.png").write_bytes(b"")
    return folder


@pytest.mark.parametrize(
    "link",
    ["", "./", "../", "../b/", "../b/index.html", "../b/#here", "#own", "/b/", "../a%20picture.png",
     "../explore/claims/x", "https://example.org/nowhere", "mailto:someone@example.org"],
)  # fmt: skip
def test_a_link_that_leads_somewhere_is_let_through(tmp_path: Path, link: str) -> None:
    site = site_of(tmp_path, home="", a=f'<p id="own"><a href="{link}">x</a>', b='<p id="here">')
    assert broken_links(site, "") == []


@pytest.mark.parametrize(
    "link", ["../c/", "b/", "../b/#there", "../../b/", "#elsewhere", "/c/", "../a%20film.mp4"]
)
def test_a_link_that_leads_nowhere_is_named_with_its_page(tmp_path: Path, link: str) -> None:
    site = site_of(tmp_path, home="", a=f'<p id="own"><a href="{link}">x</a>', b='<p id="here">')
    assert broken_links(site, "") == [("a/index.html", link)]


def test_links_to_the_sites_own_address_are_looked_at_too(tmp_path: Path) -> None:
    site = site_of(
        tmp_path, home='<a href="https://own.example/b/">x</a><a href="https://own.example/c/">x</a>', b=""
    )
    assert broken_links(site, "https://own.example/") == [("index.html", "https://own.example/c/")]


def test_a_large_site_is_read_as_a_small_one(tmp_path: Path) -> None:
    pages = {f"p{number}": '<a href="../nowhere/">x</a>' for number in range(HEAVY + 1)}
    assert len(broken_links(site_of(tmp_path, **pages), "")) == HEAVY + 1
