"""A build is whole or not there: same rows, same bytes, and a failure leaves the last good one."""

import hashlib
from pathlib import Path

import pytest
from checkout import make_site_checkout

from claimed_ground import building
from claimed_ground.building import build
from claimed_ground.layout import Layout
from claimed_ground.problem import BuildError


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Layout:
    layout = Layout(make_site_checkout(tmp_path_factory.mktemp("small")))
    build(layout, lambda line: None)
    return layout


def test_two_builds_of_the_same_rows_are_the_same_in_every_byte(layout: Layout):
    first = digests(layout.current.folder.resolve())
    build(layout, lambda line: None)
    second = digests(layout.current.folder.resolve())
    assert first == second
    assert {"claims.db", "site/index.html", "site/sitemap.xml.gz"} <= set(second)


def test_a_failed_build_leaves_the_last_good_one(layout: Layout, monkeypatch: pytest.MonkeyPatch):
    before = layout.current.folder.resolve()
    kept = digests(before)

    def fail(*_: object) -> None:
        raise BuildError("the disk is full")

    monkeypatch.setattr(building, "write_site", fail)
    with pytest.raises(BuildError):
        build(layout, lambda line: None)
    assert layout.current.folder.resolve() == before
    assert digests(before) == kept


def test_a_page_that_cites_a_figure_its_query_no_longer_gives_fails_the_build(layout: Layout):
    path = layout.data / "reports.csv"
    good = path.read_text(encoding="utf-8")
    bare = "lede,paraphrased,,exactly,64,,percent"
    assert bare in good
    path.write_text(good.replace(bare, "lede,paraphrased,,exactly,63,,percent"), encoding="utf-8")
    try:
        with pytest.raises(BuildError, match=r"cites '64%', but its query gives '63%'"):
            build(layout, lambda line: None)
    finally:
        path.write_text(good, encoding="utf-8")


def test_each_stage_tells_what_it_did(layout: Layout):
    told: list[str] = []
    build(layout, told.append)
    stages = ["derive", "database", "pages", "site", "explorer", "links"]
    assert [line.split()[0] for line in told[:-1]] == stages
    assert told[-1].startswith("Built in ")


def test_one_rename_publishes_everything(layout: Layout):
    assert (layout.build / "current").is_symlink()
    assert (layout.build / "claims.db").resolve() == layout.current.database.resolve()
    assert (layout.build / "site").resolve() == layout.current.site.resolve()
