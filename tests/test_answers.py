"""Every named query finds something in the real data, and its answer is a page of the site."""

import json
import re
from pathlib import Path

import pytest
from checkout import ROOT
from explored import make_explored

from claimed_ground.descriptor import load_package
from claimed_ground.explorer.baked import write_answers
from claimed_ground.explorer.metadata import describe
from claimed_ground.layout import Layout

NAMED = {path.stem for path in (ROOT / "explorer" / "queries").glob("*.sql")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    layout: Layout = make_explored(tmp_path_factory.mktemp("answered"))
    folder = layout.current.site / "downloads" / "queries"
    metadata = describe(load_package(layout.descriptor), layout.explorer)
    assert write_answers(metadata, layout.current.database, folder, layout.explorer) == len(NAMED)
    return folder


def test_every_named_query_has_an_answer_and_no_answer_is_empty(folder: Path):
    answers = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*.json")}
    assert set(answers) == NAMED
    assert [name for name, rows in answers.items() if not rows] == []


def menu(html: str) -> list[tuple[str, str]]:
    """The links of the menu as address within the site, and text."""
    (nav,) = re.findall(r'<nav aria-label="Site">(.+?)</nav>', html, re.S)
    return re.findall(r'<a href="(?:\{\{ site \}\}|(?:\.\./)*)([^"]+)"[^>]*>(.+?)</a>', nav)


def test_an_answer_has_the_menu_of_the_explorer_and_leads_back(folder: Path):
    theirs = (ROOT / "explorer" / "templates" / "base.html").read_text(encoding="utf-8")
    page = (folder / "denials.html").read_text(encoding="utf-8")
    explore = ("{{ urls.database('claims') }}", "explore/claims")
    assert menu(page) == [(address.replace(*explore), text) for address, text in menu(theirs)]
    for back in ("../../", "../", "./"):
        assert f'href="{back}"' in page


@pytest.mark.parametrize("name", sorted({*NAMED, "index"}))
def test_an_answer_follows_the_scheme_and_is_cards_on_a_phone(folder: Path, name: str):
    page = (folder / f"{name}.html").read_text(encoding="utf-8")
    assert '<script src="explorer.js" data-site="../../"></script>' in page
    assert "<style" not in page and "#eee" not in page
    for cell in re.findall("<td[^>]*>", page):
        assert re.search('data-label="[^"]+"', cell)
    for file in re.findall(r'(?:href|src)="(explorer[^"]+)"', page):
        assert (folder / file).is_file()


def test_numbers_in_an_answer_keep_all_their_digits(folder: Path):
    rows = json.loads((folder / "two_areas_of_a_region.json").read_text(encoding="utf-8"))
    page = (folder / "two_areas_of_a_region.html").read_text(encoding="utf-8")
    whole = next(row["official_area_km2"] for row in rows if row["region_id"] == "ua")
    assert f">{whole:,.1f}".removesuffix(".0") in page
    assert "e+" not in page
